/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holding-dialog.h"

#include <glib/gi18n-lib.h>

#include "cw-holding-fields.h"
#include "cw-number-input.h"
#include "cw-symbol-finder.h"

struct _CwHoldingDialog
{
  AdwWindow parent_instance;

  CwSymbolList *list;     /* owned: in which it is held */
  CwSymbolFinder *finder; /* owned */
  gboolean edits;         /* whether the holding is there already */
  gboolean tried;         /* whether somebody wanted to save: from then on problems are said */
  gboolean is_saved;
  gboolean is_going; /* and its fields with it, whose texts say nothing any more */

  CwHoldingFields fields;
  GtkWidget *save_button;
  GtkWidget *draft_box;
  GtkWidget *failure_box;
  GtkLabel *failure;
  GtkWidget *matches_row;
  CwSymbolMatches *matches;
  GtkLabel *total;
  GtkWidget *remove_button;
};

enum
{
  SIGNAL_TYPED,
  SIGNAL_SAVE,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwHoldingDialog, cw_holding_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (CwHoldingDialog *self, CwHoldingField field)
{
  return cw_holding_fields_get (&self->fields, field);
}

/* --- what is wrong --- */

static gboolean
is_held_already (CwHoldingDialog *self)
{
  g_autoptr (CwListEntry) entry = cw_holding_input_read_symbol (get_text (self, CW_HOLDING_SYMBOL));

  return !self->edits && entry != NULL
         && cw_symbol_list_find_holding (self->list, entry->symbol) != NULL;
}

/* The beginning of a name can be some other ticker; who writes capitals means a ticker. */
static gboolean
is_doubtful (CwHoldingDialog *self)
{
  const char *text = get_text (self, CW_HOLDING_SYMBOL);
  g_autoptr (CwListEntry) entry = cw_holding_input_read_symbol (text);

  return !self->edits && entry != NULL && !g_str_has_suffix (text, entry->symbol)
         && cw_symbol_finder_has_others (self->finder, entry->symbol);
}

static char *
find_problem (CwHoldingDialog *self, CwHoldingField field)
{
  char *problem = cw_holding_input_check (field, get_text (self, field));

  if (problem != NULL || field != CW_HOLDING_SYMBOL)
    return problem;
  if (is_held_already (self))
    return g_strdup (_ ("This is held already. Close this window and edit that holding instead."));
  if (is_doubtful (self))
    return g_strdup (_ ("Choose one of what was found, or write the ticker in capitals."));
  return NULL;
}

/* Returns whether all is right; the first field that is not has the keyboard then. */
static gboolean
check_all (CwHoldingDialog *self)
{
  gboolean right = TRUE;

  self->tried = TRUE;
  for (guint i = 0; i < CW_N_HOLDING_FIELDS; i++)
    {
      g_autofree char *problem = find_problem (self, i);

      cw_holding_fields_show_problem (&self->fields, i, problem);
      if (problem != NULL && right)
        gtk_widget_grab_focus (GTK_WIDGET (self->fields.fields[i]));
      right = right && problem == NULL;
    }
  return right;
}

static void
check_one (CwHoldingDialog *self, CwHoldingField field)
{
  g_autofree char *problem = self->tried ? find_problem (self, field) : NULL;

  cw_holding_fields_show_problem (&self->fields, field, problem);
}

/* --- what is typed --- */

/* What the numbers and the day are understood as, so that a slip is seen at once. */
static void
show_total (CwHoldingDialog *self)
{
  g_auto (GStrv) texts = cw_holding_fields_dup_texts (&self->fields);
  g_autofree char *total = cw_holding_input_describe ((const char *const *) texts);

  gtk_label_set_label (self->total, total);
}

static void
changed_cb (CwHoldingDialog *self, GtkEditable *editable)
{
  if (self->is_going)
    return;
  check_one (self, cw_holding_fields_find (&self->fields, editable));
  gtk_widget_set_visible (self->failure_box, FALSE);
  show_total (self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
start_over_cb (CwHoldingDialog *self)
{
  gtk_widget_set_visible (self->draft_box, FALSE);
  self->tried = FALSE;
  cw_holding_fields_fill (&self->fields, (const char *const *) self->fields.kept);
  for (guint i = 0; i < CW_N_HOLDING_FIELDS; i++)
    check_one (self, i);
}

/* --- saving --- */

static void
save_cb (CwHoldingDialog *self)
{
  g_autoptr (CwListEntry) typed = NULL;
  g_autoptr (CwImportPreview) preview = NULL;
  g_auto (GStrv) texts = NULL;

  if (!gtk_widget_get_sensitive (self->save_button) || !check_all (self))
    return;
  texts = cw_holding_fields_dup_texts (&self->fields);
  typed = cw_holding_input_read_symbol (get_text (self, CW_HOLDING_SYMBOL));
  preview = cw_holding_input_read ((const char *const *) texts,
                                   cw_symbol_list_find_entry (self->list, typed->symbol));
  gtk_widget_set_sensitive (self->save_button, FALSE);
  g_signal_emit (self, signals[SIGNAL_SAVE], 0, preview);
}

static void
chosen_cb (CwHoldingDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->fields.fields[CW_HOLDING_SHARES]));
}

/* Enter in a field saves; in that of the symbol it first takes what was found. */
static void
activated_cb (CwHoldingDialog *self, GtkEditable *editable)
{
  if (editable == self->fields.fields[CW_HOLDING_SYMBOL] && cw_symbol_finder_choose (self->finder))
    return;
  save_cb (self);
}

static void
remove_cb (CwHoldingDialog *self)
{
  self->is_saved = TRUE; /* there is nothing to be continued */
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the window --- */

static void
cw_holding_dialog_dispose (GObject *object)
{
  CwHoldingDialog *self = CW_HOLDING_DIALOG (object);

  self->is_going = TRUE;
  if (self->finder != NULL)
    cw_symbol_finder_shut_down (self->finder);
  g_clear_object (&self->finder);
  G_OBJECT_CLASS (cw_holding_dialog_parent_class)->dispose (object);
}

static void
cw_holding_dialog_finalize (GObject *object)
{
  CwHoldingDialog *self = CW_HOLDING_DIALOG (object);

  g_clear_pointer (&self->list, cw_symbol_list_unref);
  cw_holding_fields_clear (&self->fields);
  G_OBJECT_CLASS (cw_holding_dialog_parent_class)->finalize (object);
}

static void
cw_holding_dialog_class_init (CwHoldingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_SYMBOL_MATCHES);
  G_OBJECT_CLASS (klass)->dispose = cw_holding_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_holding_dialog_finalize;
  signals[SIGNAL_TYPED] = g_signal_new ("typed", CW_TYPE_HOLDING_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVE] = g_signal_new ("save", CW_TYPE_HOLDING_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", CW_TYPE_HOLDING_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-holding-dialog.ui");
  cw_holding_fields_bind (widget_class, G_STRUCT_OFFSET (CwHoldingDialog, fields));
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, draft_box);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, failure_box);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, matches_row);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, matches);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, total);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingDialog, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_over_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cw_holding_dialog_init (CwHoldingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_holding_fields_set_up (&self->fields);
  self->finder = cw_symbol_finder_new (self->fields.fields[CW_HOLDING_SYMBOL], self->matches,
                                       self->matches_row);
  g_signal_connect_object (self->finder, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cw_holding_dialog_new:
 * @parent: the window that asks
 * @watchlist: whose engine searches for symbols
 * @list: in which something is held
 *
 * Returns: (transfer none): a window to be presented, which adds a holding
 */
CwHoldingDialog *
cw_holding_dialog_new (GtkWindow *parent, CwWatchlist *watchlist, const CwSymbolList *list)
{
  CwHoldingDialog *self = g_object_new (CW_TYPE_HOLDING_DIALOG, "transient-for", parent, NULL);

  self->list = cw_symbol_list_ref ((CwSymbolList *) list);
  cw_symbol_finder_set_watchlist (self->finder, watchlist);
  return self;
}

static char **
dup_holding (const CwHolding *holding, const CwListEntry *entry)
{
  char **texts = g_new0 (char *, CW_N_HOLDING_FIELDS + 1);

  texts[CW_HOLDING_SYMBOL] = g_strdup (holding->symbol);
  texts[CW_HOLDING_SHARES] = cw_number_input_format (holding->shares);
  texts[CW_HOLDING_COST] = cw_number_input_format (holding->cost);
  texts[CW_HOLDING_CURRENCY] = g_strdup (holding->currency != NULL ? holding->currency : "");
  texts[CW_HOLDING_DATE] = g_strdup (holding->date != NULL ? holding->date : "");
  texts[CW_HOLDING_NOTE] = g_strdup (entry->note);
  return texts;
}

/**
 * cw_holding_dialog_edit:
 * @self: a dialog
 * @symbol: what is held
 *
 * Lets the dialog edit what is held of that symbol, instead of adding something.
 */
void
cw_holding_dialog_edit (CwHoldingDialog *self, const char *symbol)
{
  const CwHolding *holding;
  const CwListEntry *entry;

  g_return_if_fail (CW_IS_HOLDING_DIALOG (self) && symbol != NULL);

  holding = cw_symbol_list_find_holding (self->list, symbol);
  entry = cw_symbol_list_find_entry (self->list, symbol);
  g_return_if_fail (holding != NULL && entry != NULL);
  self->edits = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->fields.fields[CW_HOLDING_SYMBOL]), FALSE);
  cw_holding_fields_begin_with (&self->fields, dup_holding (holding, entry));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Holding"));
  gtk_widget_set_visible (self->remove_button, TRUE);
}

/** cw_holding_dialog_present: shows the dialog, with the keyboard in the first field to be filled
 */
void
cw_holding_dialog_present (CwHoldingDialog *self)
{
  CwHoldingField first;

  g_return_if_fail (CW_IS_HOLDING_DIALOG (self));

  first = self->edits ? CW_HOLDING_SHARES : CW_HOLDING_SYMBOL;
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->fields.fields[first]));
}

/** cw_holding_dialog_continue: @draft: (array fixed-size=6): what was typed into it another time,
 * to go on with */
void
cw_holding_dialog_continue (CwHoldingDialog *self, const char *const *draft)
{
  g_return_if_fail (CW_IS_HOLDING_DIALOG (self) && draft != NULL);
  cw_holding_fields_fill (&self->fields, draft);
  cw_symbol_finder_stop (self->finder);
  gtk_widget_set_visible (self->draft_box, cw_holding_fields_are_changed (&self->fields));
}

/**
 * cw_holding_dialog_dup_draft:
 * @self: a dialog
 *
 * Returns: (transfer full) (nullable): what was typed, for cw_holding_dialog_continue(); %NULL if
 *   that is nothing, or was saved
 */
char **
cw_holding_dialog_dup_draft (CwHoldingDialog *self)
{
  g_return_val_if_fail (CW_IS_HOLDING_DIALOG (self), NULL);
  if (self->is_saved || !cw_holding_fields_are_changed (&self->fields))
    return NULL;
  return cw_holding_fields_dup_texts (&self->fields);
}

/**
 * cw_holding_dialog_end_saving:
 * @self: a dialog
 * @problem: (nullable): why nothing was saved; then everything stays as it was typed
 */
void
cw_holding_dialog_end_saving (CwHoldingDialog *self, const char *problem)
{
  g_return_if_fail (CW_IS_HOLDING_DIALOG (self));

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (problem != NULL)
    {
      gtk_label_set_label (self->failure, problem);
      gtk_widget_set_visible (self->failure_box, TRUE);
      return;
    }
  self->is_saved = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}
