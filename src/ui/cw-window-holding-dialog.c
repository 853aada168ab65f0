/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-holding-dialog.h"

#include <glib/gi18n-lib.h>

#include "cw-holding-dialog.h"
#include "cw-window-holdings.h"

#define EDITING_KEY "cw-editing"

/* What one dialog is about. */
typedef struct
{
  GWeakRef window;
  GWeakRef dialog;
  CwLists *lists;   /* owned: the window may show others by then */
  CwDrafts *drafts; /* owned */
  char *key;        /* of its draft */
  gint64 list;
  char *symbol;             /* nullable: of the holding that is edited */
  CwImportPreview *preview; /* owned, nullable: what is being saved */
} Editing;

static void
editing_unref (gpointer data)
{
  Editing *editing = data;

  g_weak_ref_clear (&editing->window);
  g_weak_ref_clear (&editing->dialog);
  g_object_unref (editing->lists);
  g_object_unref (editing->drafts);
  g_free (editing->key);
  g_free (editing->symbol);
  g_clear_pointer (&editing->preview, cw_import_preview_unref);
}

static void
editing_release (gpointer editing)
{
  g_rc_box_release_full (editing, editing_unref);
}

static void
editing_closed (gpointer editing, GClosure *closure)
{
  editing_release (editing);
}

/* --- drafts --- */

/* Nobody is asked whether to keep what was typed: it is kept, and there again the next time. */
static void
offer_to_continue (CwWindow *window, const char *symbol)
{
  AdwToast *toast = adw_toast_new (_ ("What you typed is kept"));

  adw_toast_set_button_label (toast, _ ("Continue"));
  if (symbol != NULL)
    {
      adw_toast_set_action_target (toast, "s", symbol);
      adw_toast_set_action_name (toast, "win.edit-holding");
    }
  else
    {
      adw_toast_set_action_name (toast, "win.add-holding");
    }
  cw_window_add_toast (window, toast);
}

static gboolean
keep_draft (CwHoldingDialog *dialog, Editing *editing)
{
  g_auto (GStrv) draft = cw_holding_dialog_dup_draft (dialog);

  cw_drafts_set (editing->drafts, editing->key, (const char *const *) draft);
  return draft != NULL;
}

static void
typed_cb (CwHoldingDialog *dialog, gpointer editing)
{
  keep_draft (dialog, editing);
}

static gboolean
close_cb (CwHoldingDialog *dialog, gpointer data)
{
  Editing *editing = data;
  g_autoptr (CwWindow) window = g_weak_ref_get (&editing->window);

  if (keep_draft (dialog, editing) && window != NULL)
    offer_to_continue (window, editing->symbol);
  return GDK_EVENT_PROPAGATE;
}

/* What an earlier run has left comes a moment after the window; what is typed already is newer. */
static void
continue_draft (CwHoldingDialog *dialog, Editing *editing)
{
  const char *const *draft = cw_drafts_get (editing->drafts, editing->key, CW_N_HOLDING_FIELDS);
  g_auto (GStrv) typed = cw_holding_dialog_dup_draft (dialog);
  g_auto (GStrv) texts = NULL;

  if (draft == NULL || typed != NULL)
    return;
  texts = g_strdupv ((char **) draft);
  cw_holding_dialog_continue (dialog, (const char *const *) texts);
}

static void
loaded_cb (CwDrafts *drafts, CwHoldingDialog *dialog)
{
  continue_draft (dialog, g_object_get_data (G_OBJECT (dialog), EDITING_KEY));
}

/* --- saving --- */

/* An import leaves a note alone that it does not name, and here a person has emptied it. */
static void
empty_note (Editing *editing)
{
  const CwListEntry *entry = g_ptr_array_index (editing->preview->entries, 0);

  if (entry->note[0] == '\0')
    cw_lists_edit_entry (editing->lists, editing->list, entry);
}

static void
saved_cb (const GError *error, gpointer data)
{
  Editing *editing = data;
  g_autoptr (CwHoldingDialog) dialog = g_weak_ref_get (&editing->dialog);
  g_autoptr (CwWindow) window = g_weak_ref_get (&editing->window);

  if (error == NULL)
    empty_note (editing);
  if (dialog != NULL)
    cw_holding_dialog_end_saving (dialog, error != NULL ? error->message : NULL);
  else if (error != NULL && window != NULL)
    cw_window_say (window, error->message);
  editing_release (editing);
}

static void
save_cb (CwHoldingDialog *dialog, gpointer preview, gpointer data)
{
  Editing *editing = data;

  g_clear_pointer (&editing->preview, cw_import_preview_unref);
  editing->preview = cw_import_preview_ref (preview);
  cw_lists_save (editing->lists, editing->list, preview, saved_cb, g_rc_box_acquire (editing));
}

static void
remove_cb (CwHoldingDialog *dialog, gpointer data)
{
  Editing *editing = data;
  g_autoptr (CwWindow) window = g_weak_ref_get (&editing->window);
  const CwSymbolList *list = cw_lists_find (editing->lists, editing->list);
  const CwHolding *holding =
      list != NULL ? cw_symbol_list_find_holding (list, editing->symbol) : NULL;

  if (window != NULL && holding != NULL && cw_window_get_lists (window) == editing->lists)
    cw_window_holdings_remove (window, list->id, holding);
}

/* --- opening --- */

static Editing *
editing_new (CwWindow *window, CwHoldingDialog *dialog, gint64 list, const char *symbol)
{
  Editing *editing = g_rc_box_new0 (Editing);

  g_weak_ref_init (&editing->window, window);
  g_weak_ref_init (&editing->dialog, dialog);
  editing->lists = g_object_ref (cw_window_get_lists (window));
  editing->drafts = g_object_ref (cw_window_get_drafts (window));
  editing->key = cw_drafts_make_key ("holding", list, symbol);
  editing->list = list;
  editing->symbol = g_strdup (symbol);
  return editing;
}

static void
follow (CwHoldingDialog *dialog, Editing *editing)
{
  g_signal_connect_data (dialog, "save", G_CALLBACK (save_cb), editing, editing_closed, 0);
  g_signal_connect (dialog, "remove", G_CALLBACK (remove_cb), editing);
  g_signal_connect (dialog, "close-request", G_CALLBACK (close_cb), editing);
  g_signal_connect (dialog, "typed", G_CALLBACK (typed_cb), editing);
  g_object_set_data (G_OBJECT (dialog), EDITING_KEY, editing);
  g_signal_connect_object (editing->drafts, "loaded", G_CALLBACK (loaded_cb), dialog, 0);
}

/**
 * cw_window_holding_dialog_open:
 * @window: a window that shows a list
 * @symbol: (nullable): what of the list's holdings is to be edited; %NULL to add one
 *
 * Opens the dialog about a holding, with what was typed into it before and not saved.
 */
void
cw_window_holding_dialog_open (CwWindow *window, const char *symbol)
{
  CwSymbolList *list = cw_lists_get_current (cw_window_get_lists (window));
  CwHoldingDialog *dialog =
      cw_holding_dialog_new (GTK_WINDOW (window), cw_window_get_watchlist (window), list);
  Editing *editing = editing_new (window, dialog, list->id, symbol);

  if (symbol != NULL)
    cw_holding_dialog_edit (dialog, symbol);
  continue_draft (dialog, editing);
  follow (dialog, editing);
  cw_holding_dialog_present (dialog);
}
