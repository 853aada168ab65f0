/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-remove.h"

#include <glib/gi18n-lib.h>

/* What a toast must know to take back a removal. */
typedef struct
{
  GWeakRef window;
  CwLists *lists; /* owned: the window may show others by then */
  gint64 list;
  CwRemovedEntry *removed; /* owned */
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *removal = data;

  g_weak_ref_clear (&removal->window);
  g_object_unref (removal->lists);
  cw_removed_entry_free (removal->removed);
  g_free (removal);
}

static void
undo_cb (AdwToast *toast, gpointer data)
{
  Removal *removal = data;
  g_autoptr (CwWindow) window = g_weak_ref_get (&removal->window);

  if (window == NULL || cw_window_get_lists (window) != removal->lists)
    return;
  cw_lists_choose (removal->lists, removal->list);
  cw_lists_restore (removal->lists, removal->list, removal->removed);
  cw_window_show_row (window, cw_watchlist_find (cw_window_get_watchlist (window),
                                                 removal->removed->entry->symbol));
}

static void
offer_undo (CwWindow *window, gint64 list, CwRemovedEntry *removed)
{
  Removal *removal = g_new0 (Removal, 1);
  /* Translators: %s is a ticker symbol */
  g_autofree char *text = g_strdup_printf (_ ("%s removed"), removed->entry->symbol);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  g_weak_ref_init (&removal->window, window);
  removal->lists = g_object_ref (cw_window_get_lists (window));
  removal->list = list;
  removal->removed = removed;
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, CW_UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removal, removal_free, 0);
  cw_window_add_toast (window, toast);
}

static CwRow *
find_neighbour (CwWindow *window, const CwSymbolList *list, const char *symbol)
{
  CwWatchlist *watchlist = cw_window_get_watchlist (window);
  gsize i = 0;

  while (i < list->n_entries && !g_str_equal (list->entries[i]->symbol, symbol))
    i++;
  if (i + 1 < list->n_entries)
    return cw_watchlist_find (watchlist, list->entries[i + 1]->symbol);
  return i > 0 && i < list->n_entries ? cw_watchlist_find (watchlist, list->entries[i - 1]->symbol)
                                      : NULL;
}

/**
 * cw_window_remove_row:
 * @window: a window
 * @row: a row of its watchlist
 *
 * Removes the row at once and offers to take that back, instead of asking first. If its page was
 * shown, the one after it is.
 */
void
cw_window_remove_row (CwWindow *window, CwRow *row)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = cw_lists_get_current (lists);
  gint64 id = list->id;
  CwRemovedEntry *removed;

  if (cw_symbol_page_get_row (cw_window_get_page (window)) == row)
    {
      cw_window_go_back (window);
      cw_window_show_row (window, find_neighbour (window, list, cw_row_get_symbol (row)));
    }
  removed = cw_lists_remove (lists, id, cw_row_get_symbol (row));
  if (removed != NULL)
    offer_undo (window, id, removed);
}
