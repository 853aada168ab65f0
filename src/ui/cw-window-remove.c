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
  GPtrArray *removed; /* owned, of CwRemovedEntry */
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *removal = data;

  g_weak_ref_clear (&removal->window);
  g_object_unref (removal->lists);
  g_ptr_array_unref (removal->removed);
  g_free (removal);
}

static const CwRemovedEntry *
get_first (GPtrArray *removed)
{
  return g_ptr_array_index (removed, 0);
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
                                                 get_first (removal->removed)->entry->symbol));
}

static char *
describe (GPtrArray *removed)
{
  if (removed->len == 1)
    /* Translators: %s is a ticker symbol */
    return g_strdup_printf (_ ("%s removed"), get_first (removed)->entry->symbol);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u symbol removed", "%u symbols removed",
                                       removed->len),
                          removed->len);
}

static void
offer_undo (CwWindow *window, gint64 list, GPtrArray *removed)
{
  Removal *removal = g_new0 (Removal, 1);
  g_autofree char *text = describe (removed);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  g_weak_ref_init (&removal->window, window);
  removal->lists = g_object_ref (cw_window_get_lists (window));
  removal->list = list;
  removal->removed = g_ptr_array_ref (removed);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, CW_UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removal, removal_free, 0);
  cw_window_add_toast (window, toast);
}

/* The page that is shown goes with its row: the next one that stays is shown, as the list has them
 * on screen, or else the one before. */
static void
leave_page (CwWindow *window, const char *const *symbols)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (window));

  if (row == NULL || !g_strv_contains (symbols, cw_row_get_symbol (row)))
    return;
  cw_window_go_back (window);
  cw_window_show_row (window,
                      cw_watchlist_view_find_neighbour (cw_window_get_watchlist_view (window), row,
                                                        symbols));
}

/**
 * cw_window_remove_symbols:
 * @window: a window
 * @symbols: (array zero-terminated=1): symbols of its list
 *
 * Removes them at once and offers to take that back, instead of asking first.
 */
void
cw_window_remove_symbols (CwWindow *window, const char *const *symbols)
{
  CwLists *lists = cw_window_get_lists (window);
  gint64 id = cw_lists_get_current (lists)->id;
  g_autoptr (GPtrArray) removed = NULL;

  leave_page (window, symbols);
  removed = cw_lists_remove (lists, id, symbols);
  if (removed->len > 0)
    offer_undo (window, id, removed);
}

/** cw_window_remove_row: removes @row, as cw_window_remove_symbols() does */
void
cw_window_remove_row (CwWindow *window, CwRow *row)
{
  const char *const symbols[] = { cw_row_get_symbol (row), NULL };

  cw_window_remove_symbols (window, symbols);
}
