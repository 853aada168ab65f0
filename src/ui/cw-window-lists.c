/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-lists.h"

#include <glib/gi18n-lib.h>

#include "cw-list-edit.h"
#include "cw-name-dialog.h"
#include "cw-window-arrange.h"
#include "cw-window-chosen-move.h"
#include "cw-window-chosen.h"
#include "cw-window-editing.h"

/* --- names --- */

/* Who asks for a name, and for which list. */
typedef struct
{
  GWeakRef window;
  gint64 list; /* or CW_LISTS_UNSAVED for one that is to be */
} Naming;

static Naming *
naming_new (CwWindow *window, gint64 list)
{
  Naming *naming = g_new0 (Naming, 1);

  g_weak_ref_init (&naming->window, window);
  naming->list = list;
  return naming;
}

static void
naming_free (gpointer data)
{
  Naming *naming = data;

  g_weak_ref_clear (&naming->window);
  g_free (naming);
}

static CwLists *
dup_lists (Naming *naming)
{
  g_autoptr (CwWindow) window = g_weak_ref_get (&naming->window);
  CwLists *lists = window != NULL ? cw_window_get_lists (window) : NULL;

  return lists != NULL ? g_object_ref (lists) : NULL;
}

static const char *
check_name (const char *name, gpointer data)
{
  g_autoptr (CwLists) lists = dup_lists (data);

  if (lists != NULL && cw_lists_has_name (lists, name, ((Naming *) data)->list))
    return _ ("There is a list of this name already");
  return NULL;
}

static void
create (const char *name, gpointer data)
{
  g_autoptr (CwLists) lists = dup_lists (data);

  if (lists != NULL && cw_lists_are_stored (lists))
    cw_lists_create (lists, name);
}

static void
keep (const char *name, gpointer data)
{
  g_autoptr (CwLists) lists = dup_lists (data);

  if (lists != NULL && cw_lists_are_stored (lists)
      && cw_lists_find (lists, CW_LISTS_UNSAVED) != NULL)
    cw_lists_keep (lists, name);
}

static void
rename_to (const char *name, gpointer data)
{
  g_autoptr (CwLists) lists = dup_lists (data);

  if (lists != NULL)
    cw_lists_rename (lists, ((Naming *) data)->list, name);
}

static void
ask_for_name (CwWindow *window, gint64 list, CwNameQuestion question)
{
  question.check = check_name;
  question.data = naming_new (window, list);
  question.free_data = naming_free;
  cw_name_dialog_ask (GTK_WINDOW (window), &question);
}

static void
new_list_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask_for_name (window, CW_LISTS_UNSAVED,
                (CwNameQuestion){ .heading = _ ("New List"),
                                  .accept = _ ("Create"),
                                  .name = "",
                                  .chosen = create });
}

static void
keep_list_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask_for_name (window, CW_LISTS_UNSAVED,
                (CwNameQuestion){
                    .heading = _ ("Save List"), .accept = _ ("Save"), .name = "", .chosen = keep });
}

static void
rename_list_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwSymbolList *list = cw_lists_get_current (cw_window_get_lists (window));

  ask_for_name (window, list->id,
                (CwNameQuestion){ .heading = _ ("Rename List"),
                                  .accept = _ ("Rename"),
                                  .name = list->name,
                                  .chosen = rename_to });
}

/* --- deleting --- */

/* What a toast must know to take back a deletion. */
typedef struct
{
  CwLists *lists;     /* owned: the window may show others by then */
  CwSymbolList *list; /* owned */
  gint64 position;
} Deletion;

static void
deletion_free (gpointer data, GClosure *closure)
{
  Deletion *deletion = data;

  g_object_unref (deletion->lists);
  cw_symbol_list_unref (deletion->list);
  g_free (deletion);
}

static void
undelete_cb (AdwToast *toast, gpointer data)
{
  Deletion *deletion = data;

  if (cw_lists_are_stored (deletion->lists))
    cw_lists_undelete (deletion->lists, deletion->list, deletion->position);
}

static void
delete_list_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwLists *lists = cw_window_get_lists (window);
  Deletion *deletion = g_new0 (Deletion, 1);
  CwSymbolList *list = cw_lists_get_current (lists);
  /* Translators: %s is the name of a list */
  g_autofree char *text = g_strdup_printf (_ ("List “%s” deleted"), list->name);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  deletion->lists = g_object_ref (lists);
  deletion->list = cw_symbol_list_ref (list);
  deletion->position = cw_lists_delete (lists, list->id);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, CW_UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undelete_cb), deletion, deletion_free,
                         0);
  cw_window_add_toast (window, toast);
}

static void
show_list_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  if (cw_window_get_lists (window) != NULL)
    cw_lists_choose (cw_window_get_lists (window), g_variant_get_int64 (value));
}

/* --- order --- */

static void
move_to (CwWindow *window, const char *symbol, gint64 position)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;

  if (list != NULL && cw_window_arrange_allows_moving (window))
    cw_lists_move (lists, list->id, symbol, position);
}

static gint64
find (CwWindow *window, const char *symbol)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;

  return list != NULL ? cw_list_edit_find (list, symbol) : -1;
}

static void
move_symbol_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *symbol, *other;
  gboolean after;
  gint64 from, to;

  g_variant_get (parameter, "(&s&sb)", &symbol, &other, &after);
  from = find (window, symbol);
  to = find (window, other);
  if (from < 0 || to < 0 || from == to)
    return;
  move_to (window, symbol, to + (after ? 1 : 0) - (from < to ? 1 : 0));
}

static void
move_by (CwWindow *window, const char *symbol, int places)
{
  gint64 from = find (window, symbol);

  if (from >= 0)
    move_to (window, symbol, MAX (from + places, 0));
}

static void
move_by_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *symbol;
  int places;

  g_variant_get (parameter, "(&si)", &symbol, &places);
  move_by (window, symbol, places);
}

static void
move_shown (CwWindow *window, int places)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (window));

  if (row != NULL)
    move_by (window, cw_row_get_symbol (row), places);
}

static void
move_up_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  move_shown (window, -1);
}

static void
move_down_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  move_shown (window, 1);
}

/* --- the menu --- */

static GMenuModel *
new_lists_section (GPtrArray *all)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (all, i);
      g_autoptr (GString) label = g_string_new (list->name);
      g_autoptr (GMenuItem) item = NULL;

      /* In a menu's label the letter after an underscore is a key. */
      g_string_replace (label, "_", "__", 0);
      item = g_menu_item_new (label->str, NULL);
      g_menu_item_set_action_and_target (item, "win.show-list", "x", list->id);
      g_menu_append_item (section, item);
    }
  return G_MENU_MODEL (section);
}

static GMenuModel *
new_menu (CwLists *lists, gboolean unsaved)
{
  g_autoptr (GMenuModel) all = new_lists_section (cw_lists_get_all (lists));
  g_autoptr (GMenu) edits = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append_section (menu, NULL, all);
  if (!cw_lists_are_stored (lists))
    return G_MENU_MODEL (menu);
  if (unsaved)
    g_menu_append (edits, _ ("_Save This List…"), "win.keep-list");
  g_menu_append (edits, _ ("_New List…"), "win.new-list");
  if (!unsaved)
    {
      g_menu_append (edits, _ ("_Rename…"), "win.rename-list");
      g_menu_append (edits, _ ("_Delete"), "win.delete-list");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edits));
  return G_MENU_MODEL (menu);
}

/* --- the table --- */

static const GActionEntry entries[] = {
  { .name = "show-list", .parameter_type = "x", .state = "int64 0", .change_state = show_list_cb },
  { .name = "new-list", .activate = new_list_cb },
  { .name = "keep-list", .activate = keep_list_cb },
  { .name = "rename-list", .activate = rename_list_cb },
  { .name = "delete-list", .activate = delete_list_cb },
  { .name = "move-symbol", .parameter_type = "(ssb)", .activate = move_symbol_cb },
  { .name = "move-by", .parameter_type = "(si)", .activate = move_by_cb },
  { .name = "move-up", .activate = move_up_cb },
  { .name = "move-down", .activate = move_down_cb },
};

/** cw_window_lists_install: gives the window its actions about lists */
void
cw_window_lists_install (CwWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

static guint
count_kept (CwLists *lists)
{
  GPtrArray *all = cw_lists_get_all (lists);

  return all->len - (cw_lists_find (lists, CW_LISTS_UNSAVED) != NULL);
}

/**
 * cw_window_lists_update:
 * @window: a window
 *
 * Names the current list above its rows, offers the others, and lets each action be activated just
 * when it would do something.
 */
void
cw_window_lists_update (CwWindow *window)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;
  gboolean stored = list != NULL && cw_lists_are_stored (lists);
  gboolean unsaved = list != NULL && list->id == CW_LISTS_UNSAVED;
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), "show-list");
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GMenuModel) other_lists = NULL;
  g_autoptr (GVariant) before = g_action_get_state (action);

  cw_window_editing_set_enabled (window, "new-list", stored);
  cw_window_editing_set_enabled (window, "keep-list", stored && unsaved);
  cw_window_editing_set_enabled (window, "rename-list", stored && !unsaved);
  cw_window_editing_set_enabled (window, "delete-list",
                                 stored && !unsaved && count_kept (lists) > 1);
  cw_window_editing_set_enabled (window, "move-up", list != NULL && list->n_entries > 1);
  cw_window_editing_set_enabled (window, "move-down", list != NULL && list->n_entries > 1);
  if (list == NULL)
    return;
  if (g_variant_get_int64 (before) != list->id)
    cw_window_chosen_stop (window);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_int64 (list->id));
  menu = new_menu (lists, unsaved);
  cw_watchlist_view_set_list (cw_window_get_watchlist_view (window), list->name, menu);
  other_lists = cw_window_chosen_new_lists_menu (lists);
  cw_watchlist_view_set_other_lists (cw_window_get_watchlist_view (window), other_lists);
}
