/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-holdings.h"

#include <glib/gi18n-lib.h>

/* What a toast must know to take back that something is not held any more. */
typedef struct
{
  CwLists *lists; /* owned: the window may show others by then */
  gint64 list;
  CwHolding *holding; /* owned */
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *removal = data;

  g_object_unref (removal->lists);
  cw_holding_unref (removal->holding);
  g_free (removal);
}

static void
undo_cb (AdwToast *toast, gpointer data)
{
  Removal *removal = data;

  cw_lists_set_holding (removal->lists, removal->list, removal->holding);
}

static void
offer_undo (CwWindow *window, gint64 list, CwHolding *holding)
{
  Removal *removal = g_new0 (Removal, 1);
  /* Translators: %s is a ticker symbol */
  g_autofree char *text = g_strdup_printf (_ ("Holding of %s removed"), holding->symbol);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  removal->lists = g_object_ref (cw_window_get_lists (window));
  removal->list = list;
  removal->holding = cw_holding_ref (holding);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, CW_UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removal, removal_free, 0);
  cw_window_add_toast (window, toast);
}

static void
entry_edited_cb (CwWindow *window, gint64 list, CwListEntry *entry)
{
  if (cw_window_get_lists (window) != NULL)
    cw_lists_edit_entry (cw_window_get_lists (window), list, entry);
}

static void
holding_edited_cb (CwWindow *window, gint64 list, CwHolding *holding)
{
  if (cw_window_get_lists (window) != NULL)
    cw_lists_set_holding (cw_window_get_lists (window), list, holding);
}

static void
holding_removed_cb (CwWindow *window, gint64 list, CwHolding *holding)
{
  if (cw_window_get_lists (window) == NULL)
    return;
  cw_lists_remove_holding (cw_window_get_lists (window), list, holding->symbol);
  offer_undo (window, list, holding);
}

/**
 * cw_window_holdings_follow:
 * @window: a window
 * @page: its page of a symbol
 *
 * Keeps what a person edits on the page.
 */
void
cw_window_holdings_follow (CwWindow *window, CwSymbolPage *page)
{
  g_signal_connect_object (page, "entry-edited", G_CALLBACK (entry_edited_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "holding-edited", G_CALLBACK (holding_edited_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "holding-removed", G_CALLBACK (holding_removed_cb), window,
                           G_CONNECT_SWAPPED);
}
