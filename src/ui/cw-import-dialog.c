/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-import-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-alert-text.h"
#include "cw-number-input.h"

/* Enough to see whether the columns were understood. */
#define MAX_ROWS 50

struct _CwImportDialog
{
  AdwWindow parent_instance;

  GtkLabel *summary;
  GtkWidget *problems_box;
  GtkLabel *problems_title;
  GtkListBox *problems;
  GtkWidget *rows_box;
  GtkListBox *rows;
  GtkWidget *accept_button;
};

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwImportDialog, cw_import_dialog, ADW_TYPE_WINDOW)

/* --- rows --- */

static void
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (list, row);
}

static void
add_rest (GtkListBox *list, guint n)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n), n);
  add_row (list, text, "");
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
append_price (GString *text, const char *format, double price)
{
  g_autofree char *number = cw_number_input_format (price);
  g_autoptr (GString) part = g_string_new (format);

  if (!isfinite (price))
    return;
  g_string_replace (part, "%s", number, 1);
  append (text, part->str);
}

static void
add_entry (CwImportDialog *self, const CwListEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, entry->provider);
  append (text, entry->note);
  /* Translators: %s is a price */
  append_price (text, _ ("buy below %s"), entry->target_low);
  /* Translators: %s is a price */
  append_price (text, _ ("sell above %s"), entry->target_high);
  add_row (self->rows, entry->symbol, text->str);
}

static void
add_holding (CwImportDialog *self, const CwHolding *holding)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: %s is a number of shares */
  append_price (text, _ ("%s shares"), holding->shares);
  /* Translators: %s is the average cost of a share */
  append_price (text, _ ("at %s"), holding->cost);
  append (text, holding->currency);
  append (text, holding->date);
  add_row (self->rows, holding->symbol, text->str);
}

static void
add_alert (CwImportDialog *self, const CwAlert *alert)
{
  g_autofree char *what = cw_alert_describe (alert);
  g_autoptr (GString) text = g_string_new (what);

  append (text, alert->provider);
  append (text, alert->note);
  add_row (self->rows, alert->symbol, text->str);
}

static guint
count_rows (const CwImportPreview *preview)
{
  return preview->entries->len + preview->holdings->len + preview->alerts->len;
}

/* A file is of one sort. */
static void
show_rows (CwImportDialog *self, const CwImportPreview *preview)
{
  guint n = count_rows (preview);

  for (guint i = 0; i < MIN (preview->entries->len, MAX_ROWS); i++)
    add_entry (self, g_ptr_array_index (preview->entries, i));
  for (guint i = 0; i < MIN (preview->holdings->len, MAX_ROWS); i++)
    add_holding (self, g_ptr_array_index (preview->holdings, i));
  for (guint i = 0; i < MIN (preview->alerts->len, MAX_ROWS); i++)
    add_alert (self, g_ptr_array_index (preview->alerts, i));
  add_rest (self->rows, n - MIN (n, MAX_ROWS));
  gtk_widget_set_visible (self->rows_box, n > 0);
  gtk_widget_set_sensitive (self->accept_button, n > 0);
}

static void
show_problems (CwImportDialog *self, const CwImportPreview *preview)
{
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->problems_box, preview->n_problems > 0);
  if (preview->n_problems == 0)
    return;
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Line Will Not Come",
                                        "%u Lines Will Not Come", preview->n_problems),
                           preview->n_problems);
  gtk_label_set_label (self->problems_title, title);
  for (guint i = 0; i < preview->problems->len; i++)
    {
      const CwImportProblem *problem = g_ptr_array_index (preview->problems, i);
      /* Translators: the number of a file's line */
      g_autofree char *line = g_strdup_printf (_ ("Line %u"), problem->line);

      add_row (self->problems, line, problem->message);
    }
  add_rest (self->problems, preview->n_problems - preview->problems->len);
}

/* --- the window --- */

static void
accept_cb (CwImportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cw_import_dialog_class_init (CwImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", CW_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, CwImportDialog, problems_box);
  gtk_widget_class_bind_template_child (widget_class, CwImportDialog, problems_title);
  gtk_widget_class_bind_template_child (widget_class, CwImportDialog, problems);
  gtk_widget_class_bind_template_child (widget_class, CwImportDialog, rows_box);
  gtk_widget_class_bind_template_child (widget_class, CwImportDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, CwImportDialog, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cw_import_dialog_init (CwImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_import_dialog_describe:
 * @preview: what a file brings
 *
 * Returns: (transfer full): how much that is, for example 12 symbols
 */
char *
cw_import_dialog_describe (const CwImportPreview *preview)
{
  guint n_symbols = preview->entries->len, n_holdings = preview->holdings->len;

  if (preview->alerts->len > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u alert", "%u alerts",
                                         preview->alerts->len),
                            preview->alerts->len);
  if (n_holdings > 0 && n_symbols == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u holding", "%u holdings", n_holdings),
                            n_holdings);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u symbol", "%u symbols", n_symbols),
                          n_symbols);
}

/**
 * cw_import_dialog_new:
 * @parent: the window that asks
 * @list_name: how the list is called that would grow
 * @preview: what a file brings
 *
 * Returns: (transfer none): a window to be presented
 */
CwImportDialog *
cw_import_dialog_new (GtkWindow *parent, const char *list_name, CwImportPreview *preview)
{
  CwImportDialog *self = g_object_new (CW_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *amount = cw_import_dialog_describe (preview);
  g_autofree char *summary = NULL;

  if (preview->alerts->len > 0)
    /* Translators: for example 12 alerts */
    summary = g_strdup_printf (_ ("%s. What is there already is not doubled."), amount);
  else if (count_rows (preview) == 0)
    summary = g_strdup (_ ("There is nothing in this file that could come into a list."));
  else
    /* Translators: for example 12 symbols; the name of a list */
    summary = g_strdup_printf (_ ("%s for the list “%s”. What the list has already takes over what "
                                  "the file says."),
                               amount, list_name);
  gtk_label_set_label (self->summary, summary);
  show_problems (self, preview);
  show_rows (self, preview);
  return self;
}
