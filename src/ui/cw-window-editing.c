/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-editing.h"

#include <glib/gi18n-lib.h>

/* The one place that knows whether lists, and what stands in them, can be edited: where nothing can
 * be stored, no edit would last, so none is offered. */

/* The actions that edit, each with whether it is about the list that is shown; those of all lists
 * need a store that can be written to whatever is shown. */
static const struct
{
  const char *name;
  gboolean of_all_lists;
} edits[] = {
  { "add-symbol", FALSE },   { "add-symbols", FALSE },    { "remove-symbol", FALSE },
  { "remove-shown", FALSE }, { "move-symbol", FALSE },    { "move-by", FALSE },
  { "move-up", FALSE },      { "move-down", FALSE },      { "import", FALSE },
  { "import-from", FALSE },  { "add-holding", FALSE },    { "edit-holding", FALSE },
  { "new-list", TRUE },      { "remove-holding", FALSE }, { "keep-list", TRUE },
  { "rename-list", TRUE },   { "delete-list", TRUE },     { "remove-chosen", FALSE },
  { "move-chosen", FALSE },  { "copy-chosen", TRUE },
};

static gboolean
is_refused (CwWindow *window, gboolean of_all_lists)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;

  if (list == NULL)
    return FALSE;
  if (!of_all_lists)
    return cw_lists_is_read_only (lists, list->id);
  return cw_lists_is_read_only (lists, CW_LISTS_UNSAVED + 1);
}

static gboolean
is_edit_refused (CwWindow *window, const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    if (g_str_equal (edits[i].name, action))
      return is_refused (window, edits[i].of_all_lists);
  return FALSE;
}

/**
 * cw_window_editing_get_obstacle:
 * @window: a window
 *
 * Returns: (nullable): why the list that is shown cannot be edited, for people; %NULL if it can
 */
const char *
cw_window_editing_get_obstacle (CwWindow *window)
{
  g_return_val_if_fail (CW_IS_WINDOW (window), NULL);
  if (!is_refused (window, FALSE))
    return NULL;
  return _ ("This list cannot be changed, because nothing can be stored now");
}

/**
 * cw_window_editing_set_enabled:
 * @window: a window
 * @action: the name of one of its actions
 * @enabled: whether it would do something
 *
 * Lets the action be activated, unless it is an edit and nothing can be edited.
 */
void
cw_window_editing_set_enabled (CwWindow *window, const char *action, gboolean enabled)
{
  GAction *found = g_action_map_lookup_action (G_ACTION_MAP (window), action);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (found),
                               enabled && !is_edit_refused (window, action));
}

/** cw_window_editing_update: to be called when it may have changed whether anything can be edited,
 * before actions say more exactly whether they would do something */
void
cw_window_editing_update (CwWindow *window)
{
  const char *obstacle = cw_window_editing_get_obstacle (window);

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    cw_window_editing_set_enabled (window, edits[i].name, TRUE);
  cw_symbol_page_set_obstacle (cw_window_get_page (window), obstacle);
  cw_watchlist_view_set_obstacle (cw_window_get_watchlist_view (window), obstacle);
}
