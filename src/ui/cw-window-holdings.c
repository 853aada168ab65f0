/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-holdings.h"

#include <glib/gi18n-lib.h>

#include "cw-window-holding-dialog.h"

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
offer_undo (CwWindow *window, gint64 list, const CwHolding *holding)
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
  cw_window_holdings_remove (window, list, holding);
}

/* --- actions --- */

static const CwHolding *
find_holding (CwWindow *window, const char *symbol)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;

  return list != NULL ? cw_symbol_list_find_holding (list, symbol) : NULL;
}

static void
add_holding_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwLists *lists = cw_window_get_lists (window);

  if (lists != NULL && cw_lists_get_current (lists) != NULL)
    cw_window_holding_dialog_open (window, NULL);
}

static void
edit_holding_cb (GSimpleAction *action, GVariant *symbol, gpointer window)
{
  const char *text = g_variant_get_string (symbol, NULL);

  if (find_holding (window, text) != NULL)
    cw_window_holding_dialog_open (window, text);
}

static void
remove_holding_cb (GSimpleAction *action, GVariant *symbol, gpointer window)
{
  const CwHolding *holding = find_holding (window, g_variant_get_string (symbol, NULL));

  if (holding != NULL)
    cw_window_holdings_remove (window, cw_lists_get_current (cw_window_get_lists (window))->id,
                               holding);
}

static const GActionEntry entries[] = {
  { .name = "add-holding", .activate = add_holding_cb },
  { .name = "edit-holding", .parameter_type = "s", .activate = edit_holding_cb },
  { .name = "remove-holding", .parameter_type = "s", .activate = remove_holding_cb },
};

/** cw_window_holdings_install: gives the window its actions about holdings */
void
cw_window_holdings_install (CwWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

/**
 * cw_window_holdings_remove:
 * @window: a window
 * @list: the number of one of its lists
 * @holding: what is not to be held there any more
 *
 * Removes it at once and offers to take that back, instead of asking first.
 */
void
cw_window_holdings_remove (CwWindow *window, gint64 list, const CwHolding *holding)
{
  g_autoptr (CwHolding) removed = cw_holding_ref (holding);

  if (cw_window_get_lists (window) == NULL)
    return;
  cw_lists_remove_holding (cw_window_get_lists (window), list, removed->symbol);
  offer_undo (window, list, removed);
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
