/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-chosen-move.h"

#include <glib/gi18n-lib.h>

#include "cw-list-edit.h"

/* From one list into another, with what is written beside each symbol; what is held of it goes
 * along where it is moved, and stays where it is copied, for nobody holds it twice. */

/* What a toast must know to take it back. */
typedef struct
{
  CwLists *lists; /* owned: the window may show others by then */
  gint64 from, to;
  GPtrArray *removed; /* owned, of CwRemovedEntry, from the one list; empty if it was copied */
  char **added;       /* owned: what is new in the other */
} Transfer;

static void
transfer_free (gpointer data, GClosure *closure)
{
  Transfer *transfer = data;

  g_object_unref (transfer->lists);
  g_ptr_array_unref (transfer->removed);
  g_strfreev (transfer->added);
  g_free (transfer);
}

static void
undo_cb (AdwToast *toast, gpointer data)
{
  Transfer *transfer = data;

  /* Where the window shows other lists by now, these lead nowhere. */
  if (cw_lists_get_current (transfer->lists) == NULL)
    return;
  g_ptr_array_unref (
      cw_lists_remove (transfer->lists, transfer->to, (const char *const *) transfer->added));
  cw_lists_restore (transfer->lists, transfer->from, transfer->removed);
}

static char *
describe (guint n, const char *name, gboolean moved)
{
  if (moved)
    /* Translators: %s is the name of a list */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u symbol moved to “%s”",
                                         "%u symbols moved to “%s”", n),
                            n, name);
  /* Translators: %s is the name of a list */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u symbol copied to “%s”",
                                       "%u symbols copied to “%s”", n),
                          n, name);
}

static void
offer_undo (CwWindow *window, Transfer *transfer, guint n, gboolean moved)
{
  CwSymbolList *to = cw_lists_find (transfer->lists, transfer->to);
  g_autofree char *text = describe (n, to->name, moved);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, CW_UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), transfer, transfer_free, 0);
  cw_window_add_toast (window, toast);
}

static GPtrArray *
find_entries (const CwSymbolList *list, const char *const *symbols)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);

  for (gsize i = 0; symbols[i] != NULL; i++)
    {
      gint64 position = cw_list_edit_find (list, symbols[i]);

      if (position >= 0)
        g_ptr_array_add (entries, cw_list_entry_ref (list->entries[position]));
    }
  return entries;
}

static char **
find_missing (const CwSymbolList *list, const char *const *symbols)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();

  for (gsize i = 0; symbols[i] != NULL; i++)
    if (cw_list_edit_find (list, symbols[i]) < 0)
      g_strv_builder_add (missing, symbols[i]);
  return g_strv_builder_end (missing);
}

static void
move_holdings (CwLists *lists, gint64 to, GPtrArray *removed, const char *const *added)
{
  for (guint i = 0; i < removed->len; i++)
    {
      const CwRemovedEntry *one = g_ptr_array_index (removed, i);

      if (one->holding != NULL && g_strv_contains (added, one->entry->symbol))
        cw_lists_set_holding (lists, to, one->holding);
    }
}

/**
 * cw_window_chosen_copy:
 * @window: a window
 * @symbols: (array zero-terminated=1): symbols of its list
 * @list: the number of another list
 * @moved: whether they leave the list that is shown
 *
 * Copies or moves the symbols, and offers to take that back.
 *
 * Returns: whether there is such a list
 */
gboolean
cw_window_chosen_copy (CwWindow *window, const char *const *symbols, gint64 list, gboolean moved)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *from = cw_lists_get_current (lists);
  CwSymbolList *to = cw_lists_find (lists, list);
  g_autoptr (GPtrArray) copied = NULL;
  Transfer *transfer;
  const char *const none[] = { NULL };

  if (to == NULL || to == from)
    return FALSE;
  copied = find_entries (from, symbols);
  transfer = g_new0 (Transfer, 1);
  transfer->lists = g_object_ref (lists);
  transfer->from = from->id;
  transfer->to = list;
  transfer->added = find_missing (to, symbols);
  cw_lists_add (lists, list, copied, CW_LIST_END);
  transfer->removed = cw_lists_remove (lists, transfer->from, moved ? symbols : none);
  move_holdings (lists, list, transfer->removed, (const char *const *) transfer->added);
  offer_undo (window, transfer, copied->len, moved);
  return TRUE;
}

static GMenuModel *
new_section (CwLists *lists, const char *action)
{
  GMenu *section = g_menu_new ();
  GPtrArray *all = cw_lists_get_all (lists);

  for (guint i = 0; i < all->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (all, i);
      g_autoptr (GString) label = g_string_new (list->name);
      g_autoptr (GMenuItem) item = NULL;

      if (list == cw_lists_get_current (lists))
        continue;
      /* In a menu's label the letter after an underscore is a key. */
      g_string_replace (label, "_", "__", 0);
      item = g_menu_item_new (label->str, NULL);
      g_menu_item_set_action_and_target (item, action, "x", list->id);
      g_menu_append_item (section, item);
    }
  return G_MENU_MODEL (section);
}

/** cw_window_chosen_new_lists_menu: Returns: (transfer full) (nullable): the other lists, to copy
 * and to move to; %NULL without any
 */
GMenuModel *
cw_window_chosen_new_lists_menu (CwLists *lists)
{
  g_autoptr (GMenuModel) copies = new_section (lists, "win.copy-chosen");
  g_autoptr (GMenuModel) moves = new_section (lists, "win.move-chosen");
  GMenu *menu;

  if (g_menu_model_get_n_items (copies) == 0)
    return NULL;
  menu = g_menu_new ();
  /* Translators: above the names of lists */
  g_menu_append_section (menu, _ ("Copy To"), copies);
  /* Translators: above the names of lists */
  g_menu_append_section (menu, _ ("Move To"), moves);
  return G_MENU_MODEL (menu);
}
