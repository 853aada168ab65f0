/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-chosen.h"

#include <glib/gi18n-lib.h>

#include "cw-window-chosen-export.h"
#include "cw-window-chosen-move.h"
#include "cw-window-editing.h"
#include "cw-window-remove.h"

/* What can be done with many rows at once. */

static CwRowSelection *
get_selection (CwWindow *window)
{
  return cw_watchlist_view_get_selection (cw_window_get_watchlist_view (window));
}

/* Returns the chosen rows in the order of the list, whatever the order on screen. */
static GPtrArray *
list_chosen (CwWindow *window)
{
  CwRowSelection *selection = get_selection (window);
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; list != NULL && i < list->n_entries; i++)
    {
      CwRow *row = cw_watchlist_find (cw_window_get_watchlist (window), list->entries[i]->symbol);

      if (row != NULL && cw_row_selection_is_chosen (selection, row))
        g_ptr_array_add (rows, g_object_ref (row));
    }
  return rows;
}

static gboolean
has_failed (CwRow *row)
{
  CwStage stage = cw_row_get_stage (row);

  return stage == CW_STAGE_FAILED || stage == CW_STAGE_CANCELLED;
}

static GStrv
list_symbols (GPtrArray *rows)
{
  g_autoptr (GStrvBuilder) symbols = g_strv_builder_new ();

  for (guint i = 0; i < rows->len; i++)
    g_strv_builder_add (symbols, cw_row_get_symbol (g_ptr_array_index (rows, i)));
  return g_strv_builder_end (symbols);
}

/** cw_window_chosen_stop: Returns: whether rows were being chosen, which they are not any more */
gboolean
cw_window_chosen_stop (CwWindow *window)
{
  if (!cw_row_selection_is_choosing (get_selection (window)))
    return FALSE;
  cw_row_selection_set_choosing (get_selection (window), FALSE);
  return TRUE;
}

/** cw_window_chosen_remove: Returns: whether rows were being chosen; those that were are removed */
gboolean
cw_window_chosen_remove (CwWindow *window)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) symbols = NULL;

  if (!cw_row_selection_is_choosing (get_selection (window)))
    return FALSE;
  rows = list_chosen (window);
  symbols = list_symbols (rows);
  cw_window_chosen_stop (window);
  if (rows->len > 0)
    cw_window_remove_symbols (window, (const char *const *) symbols);
  return TRUE;
}

/* --- actions --- */

static void
choose_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  cw_row_selection_set_choosing (get_selection (window), g_variant_get_boolean (value));
}

static void
choose_all_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cw_row_selection_choose_all (get_selection (window));
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cw_window_chosen_remove (window);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GPtrArray) rows = list_chosen (window);

  cw_window_chosen_stop (window);
  cw_watchlist_refresh_rows (cw_window_get_watchlist (window), rows);
}

static void
retry_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GPtrArray) rows = list_chosen (window);

  for (guint i = rows->len; i > 0; i--)
    if (!has_failed (g_ptr_array_index (rows, i - 1)))
      g_ptr_array_remove_index (rows, i - 1);
  cw_window_chosen_stop (window);
  cw_watchlist_refresh_rows (cw_window_get_watchlist (window), rows);
}

static void
copy_to (CwWindow *window, GVariant *list, gboolean moved)
{
  g_autoptr (GPtrArray) rows = list_chosen (window);
  g_auto (GStrv) symbols = list_symbols (rows);

  if (rows->len > 0
      && cw_window_chosen_copy (window, (const char *const *) symbols, g_variant_get_int64 (list),
                                moved))
    cw_window_chosen_stop (window);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  copy_to (window, parameter, FALSE);
}

static void
move_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  copy_to (window, parameter, TRUE);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GPtrArray) rows = list_chosen (window);

  cw_window_chosen_export (window, rows, NULL);
}

static void
export_to_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GPtrArray) rows = list_chosen (window);
  g_autoptr (GFile) folder = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  cw_window_chosen_export (window, rows, folder);
}

static const GActionEntry entries[] = {
  { .name = "choose", .state = "false", .change_state = choose_cb },
  { .name = "choose-all", .activate = choose_all_cb },
  { .name = "remove-chosen", .activate = remove_cb },
  { .name = "refresh-chosen", .activate = refresh_cb },
  { .name = "retry-chosen", .activate = retry_cb },
  { .name = "copy-chosen", .parameter_type = "x", .activate = copy_cb },
  { .name = "move-chosen", .parameter_type = "x", .activate = move_cb },
  { .name = "export-chosen", .activate = export_cb },
  { .name = "export-chosen-to", .parameter_type = "s", .activate = export_to_cb },
};

/**
 * cw_window_chosen_update:
 * @window: a window
 *
 * Lets each action be activated just when it would do something.
 */
void
cw_window_chosen_update (CwWindow *window)
{
  static const char *const for_any[] = { "remove-chosen", "refresh-chosen", "copy-chosen",
                                         "move-chosen",   "export-chosen",  "export-chosen-to" };
  CwWatchlist *watchlist = cw_window_get_watchlist (window);
  gboolean has_rows = watchlist != NULL && cw_watchlist_get_n_rows (watchlist) > 0;
  CwRowSelection *selection = get_selection (window);
  GAction *choose = g_action_map_lookup_action (G_ACTION_MAP (window), "choose");
  gboolean any = cw_row_selection_get_n_chosen (selection) > 0;

  g_simple_action_set_state (G_SIMPLE_ACTION (choose),
                             g_variant_new_boolean (cw_row_selection_is_choosing (selection)));
  cw_window_editing_set_enabled (window, "choose", has_rows);
  cw_window_editing_set_enabled (window, "choose-all", has_rows);
  for (gsize i = 0; i < G_N_ELEMENTS (for_any); i++)
    cw_window_editing_set_enabled (window, for_any[i], any);
  cw_window_editing_set_enabled (window, "retry-chosen",
                                 any && cw_row_selection_any_chosen (selection, has_failed));
}

/** cw_window_chosen_install: gives the window its actions about rows that are chosen */
void
cw_window_chosen_install (CwWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (get_selection (window), "choice-changed",
                           G_CALLBACK (cw_window_chosen_update), window, G_CONNECT_SWAPPED);
  cw_window_chosen_update (window);
}
