/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-remove.h"

#include <glib/gi18n-lib.h>

/* What a toast must know to take back a removal. */
typedef struct
{
  GWeakRef window;
  CwWatchlist *watchlist; /* owned: the window may show another by then */
  CwRow *row;             /* owned */
  guint position;
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *removal = data;

  g_weak_ref_clear (&removal->window);
  g_object_unref (removal->watchlist);
  g_object_unref (removal->row);
  g_free (removal);
}

static void
undo_cb (AdwToast *toast, gpointer data)
{
  Removal *removal = data;
  g_autoptr (CwWindow) window = g_weak_ref_get (&removal->window);

  if (window == NULL || cw_window_get_watchlist (window) != removal->watchlist)
    return;
  cw_watchlist_insert (removal->watchlist, removal->row, removal->position);
  cw_window_show_row (window,
                      cw_watchlist_find (removal->watchlist, cw_row_get_symbol (removal->row)));
}

static void
offer_undo (CwWindow *window, CwRow *row, guint position)
{
  Removal *removal = g_new0 (Removal, 1);
  /* Translators: %s is a ticker symbol */
  g_autofree char *text = g_strdup_printf (_ ("%s removed"), cw_row_get_symbol (row));
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  g_weak_ref_init (&removal->window, window);
  removal->watchlist = g_object_ref (cw_window_get_watchlist (window));
  removal->row = g_object_ref (row);
  removal->position = position;
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removal, removal_free, 0);
  cw_window_add_toast (window, toast);
}

static void
show_neighbour (CwWindow *window, guint position)
{
  GListModel *model = cw_watchlist_get_model (cw_window_get_watchlist (window));
  guint n = g_list_model_get_n_items (model);
  g_autoptr (CwRow) next = n > 0 ? g_list_model_get_item (model, MIN (position, n - 1)) : NULL;

  cw_window_show_row (window, next);
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
  gboolean shown = cw_symbol_page_get_row (cw_window_get_page (window)) == row;
  guint position = 0;
  g_autoptr (CwRow) removed =
      cw_watchlist_remove (cw_window_get_watchlist (window), cw_row_get_symbol (row), &position);

  if (removed == NULL)
    return;
  if (shown)
    {
      cw_window_go_back (window);
      show_neighbour (window, position);
    }
  offer_undo (window, removed, position);
}
