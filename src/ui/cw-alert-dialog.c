/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-alert-text.h"
#include "cw-entry-row.h"
#include "cw-number-input.h"
#include "cw-parts.h"

#define USUAL_PERIOD 50

struct _CwAlertDialog
{
  AdwWindow parent_instance;

  CwAlertWatch *watch; /* owned */
  CwAlert *alert;      /* owned: what it begins with */
  CwDrafts *drafts;    /* owned, nullable: where what is typed is kept */
  char *key;           /* owned, nullable: of it there */
  char **kept;         /* owned: what the fields say while nothing was typed */
  gboolean is_ready;   /* the fields say what they are to say */
  gboolean is_done;    /* there is nothing to be continued */

  GtkWidget *draft_box;
  AdwWindowTitle *title;
  GtkButton *accept_button;
  AdwComboRow *kind_row;
  GtkWidget *level_row;
  GtkWidget *period_row;
  GtkLabel *hint;
  GtkSwitch *repeats_switch;
  GtkEditable *note_row;
};

/* What a draft consists of. */
enum
{
  TEXT_KIND,
  TEXT_LEVEL,
  TEXT_PERIOD,
  TEXT_REPEATS,
  TEXT_NOTE,
  N_TEXTS
};

#define YES "yes"
#define NO "no"

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwAlertDialog, cw_alert_dialog, ADW_TYPE_WINDOW)

/* --- what the fields say --- */

static CwAlertKind
get_kind (CwAlertDialog *self)
{
  return MIN (adw_combo_row_get_selected (self->kind_row), CW_N_ALERT_KINDS - 1);
}

static gboolean
is_empty (GtkWidget *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return text[strspn (text, " \t")] == '\0';
}

static double
read_number (GtkWidget *row)
{
  double number = NAN;

  cw_number_input_parse (gtk_editable_get_text (GTK_EDITABLE (row)), &number);
  return number;
}

/* A number that is none is one that no average has. */
static int
read_period (CwAlertDialog *self)
{
  double days = read_number (self->period_row);

  return days >= 1 && days <= CW_ALERT_MAX_PERIOD && fabs (days - round (days)) < 1e-9
             ? (int) round (days)
             : -1;
}

static const char *
get_currency (CwAlertDialog *self)
{
  const CwAlertFacts *facts = cw_alert_watch_get_facts (self->watch, self->alert->symbol);

  return facts != NULL && facts->currency[0] != '\0' ? facts->currency : self->alert->currency;
}

static CwAlert *
read_alert (CwAlertDialog *self)
{
  CwAlert fields = *self->alert;

  fields.kind = get_kind (self);
  fields.level = cw_alert_kind_has_level (fields.kind) ? read_number (self->level_row) : NAN;
  fields.period = cw_alert_kind_has_period (fields.kind) ? read_period (self) : 0;
  fields.split_factor = 1; /* what is typed is in today's shares */
  fields.repeats = gtk_switch_get_active (self->repeats_switch);
  fields.currency = cw_alert_kind_has_price (fields.kind) ? get_currency (self) : "";
  fields.note = gtk_editable_get_text (self->note_row);
  return cw_alert_new (&fields);
}

/* --- what is said of them --- */

static void
show_hint (CwAlertDialog *self, const char *text, gboolean is_problem)
{
  gtk_label_set_label (self->hint, text);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
}

static void
mark (GtkWidget *row, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

/* Whoever only edits a note need not choose another level, though it may be met by now. */
static gboolean
is_as_before (CwAlertDialog *self, const CwAlert *alert)
{
  double before = cw_alert_get_level (self->alert);

  return self->alert->id != 0 && alert->kind == self->alert->kind
         && fabs (alert->level - before) <= 1e-9 * before;
}

/* What is the case now helps to choose; what has not been typed yet is not wrong. */
static void
show_state (CwAlertDialog *self)
{
  g_autoptr (CwAlert) alert = read_alert (self);
  const CwAlertFacts *facts = cw_alert_watch_get_facts (self->watch, alert->symbol);
  double average = cw_alert_watch_get_average (self->watch, alert->symbol, alert->period);
  g_autofree char *problem =
      cw_alert_find_problem (alert, is_as_before (self, alert) ? NULL : facts, average);
  gboolean is_untold = (cw_alert_kind_has_level (alert->kind) && is_empty (self->level_row))
                       || (cw_alert_kind_has_period (alert->kind) && is_empty (self->period_row));
  gboolean is_wrong = problem != NULL && !is_untold;
  g_autofree char *value = cw_alert_describe_value (alert->kind, facts);

  show_hint (self, is_wrong ? problem : value, is_wrong);
  mark (self->level_row, is_wrong);
  mark (self->period_row, is_wrong);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), problem == NULL);
}

/* --- drafts --- */

static char **
dup_texts (CwAlertDialog *self)
{
  char **texts = g_new0 (char *, N_TEXTS + 1);

  texts[TEXT_KIND] = g_strdup (cw_alert_kind_get_id (get_kind (self)));
  texts[TEXT_LEVEL] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->level_row)));
  texts[TEXT_PERIOD] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->period_row)));
  texts[TEXT_REPEATS] = g_strdup (gtk_switch_get_active (self->repeats_switch) ? YES : NO);
  texts[TEXT_NOTE] = g_strdup (gtk_editable_get_text (self->note_row));
  return texts;
}

static void
set_text (GtkEditable *row, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (row), text))
    gtk_editable_set_text (row, text);
}

static void
show_texts (CwAlertDialog *self, const char *const *texts)
{
  CwAlertKind kind = get_kind (self);

  cw_alert_kind_parse (texts[TEXT_KIND], &kind);
  adw_combo_row_set_selected (self->kind_row, kind);
  set_text (GTK_EDITABLE (self->level_row), texts[TEXT_LEVEL]);
  set_text (GTK_EDITABLE (self->period_row), texts[TEXT_PERIOD]);
  gtk_switch_set_active (self->repeats_switch, g_str_equal (texts[TEXT_REPEATS], YES));
  set_text (self->note_row, texts[TEXT_NOTE]);
}

static gboolean
is_changed (CwAlertDialog *self)
{
  g_auto (GStrv) texts = dup_texts (self);

  return !g_strv_equal ((const char *const *) texts, (const char *const *) self->kept);
}

static void
keep_draft (CwAlertDialog *self)
{
  g_auto (GStrv) texts = dup_texts (self);

  if (self->drafts != NULL)
    cw_drafts_set (self->drafts, self->key,
                   cw_alert_dialog_has_draft (self) ? (const char *const *) texts : NULL);
}

static void
start_over_cb (CwAlertDialog *self)
{
  gtk_widget_set_visible (self->draft_box, FALSE);
  show_texts (self, (const char *const *) self->kept);
}

/* What an earlier run has left comes a moment after the window; what is typed already is newer. */
static void
continue_draft (CwAlertDialog *self)
{
  const char *const *draft = cw_drafts_get (self->drafts, self->key, N_TEXTS);
  g_auto (GStrv) texts = g_strdupv ((char **) draft);

  if (texts == NULL || is_changed (self))
    return;
  show_texts (self, (const char *const *) texts);
  gtk_widget_set_visible (self->draft_box, is_changed (self));
}

/* --- what is typed --- */

static void
changed_cb (CwAlertDialog *self)
{
  if (!self->is_ready)
    return;
  show_state (self);
  keep_draft (self);
}

static char *
get_level_title (CwAlertDialog *self)
{
  CwAlertKind kind = get_kind (self);
  const char *currency = get_currency (self);

  if (cw_alert_kind_has_price (kind) && currency[0] != '\0')
    /* Translators: a field for a price in the currency that is named */
    return g_strdup_printf (_ ("Price, %s"), currency);
  if (cw_alert_kind_has_price (kind))
    return g_strdup (_ ("Price"));
  if (kind <= CW_ALERT_DAY_MOVES)
    return g_strdup (_ ("Percent"));
  /* Translators: a field for a value of the RSI indicator */
  return g_strdup (_ ("RSI, 0 to 100"));
}

static void
kind_chosen_cb (CwAlertDialog *self)
{
  g_autofree char *title = NULL;

  if (!self->is_ready)
    return;
  title = get_level_title (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->level_row), title);
  cw_entry_row_name_text (ADW_ENTRY_ROW (self->level_row));
  gtk_widget_set_visible (self->level_row, cw_alert_kind_has_level (get_kind (self)));
  gtk_widget_set_visible (self->period_row, cw_alert_kind_has_period (get_kind (self)));
  changed_cb (self);
}

static void
accept_cb (CwAlertDialog *self)
{
  g_autoptr (CwAlert) alert = read_alert (self);

  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0, alert);
  self->is_done = TRUE;
  keep_draft (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the window --- */

static void
cw_alert_dialog_dispose (GObject *object)
{
  CwAlertDialog *self = CW_ALERT_DIALOG (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  self->is_ready = FALSE;
  g_clear_pointer (&self->alert, cw_alert_unref);
  if (self->drafts != NULL)
    g_signal_handlers_disconnect_by_data (self->drafts, self);
  g_clear_object (&self->drafts);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->kept, g_strfreev);
  G_OBJECT_CLASS (cw_alert_dialog_parent_class)->dispose (object);
}

static void
cw_alert_dialog_class_init (CwAlertDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_alert_dialog_dispose;
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", CW_TYPE_ALERT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-alert-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, draft_box);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, level_row);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, period_row);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, repeats_switch);
  gtk_widget_class_bind_template_child (widget_class, CwAlertDialog, note_row);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_over_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GListModel *
new_kinds (void)
{
  GtkStringList *kinds = gtk_string_list_new (NULL);

  for (CwAlertKind kind = 0; kind < CW_N_ALERT_KINDS; kind++)
    gtk_string_list_append (kinds, cw_alert_kind_get_name (kind));
  return G_LIST_MODEL (kinds);
}

static void
cw_alert_dialog_init (CwAlertDialog *self)
{
  g_autoptr (GListModel) kinds = new_kinds ();

  gtk_widget_init_template (GTK_WIDGET (self));
  cw_parts_name (GTK_WIDGET (self));
  adw_combo_row_set_model (self->kind_row, kinds);
  cw_entry_row_name_text (ADW_ENTRY_ROW (self->period_row));
  cw_entry_row_name_text (ADW_ENTRY_ROW (self->note_row));
}

static void
fill (CwAlertDialog *self)
{
  const CwAlert *alert = self->alert;
  g_autofree char *level = cw_number_input_format (cw_alert_get_level (alert));
  g_autofree char *period =
      cw_number_input_format (alert->period > 0 ? alert->period : USUAL_PERIOD);

  adw_combo_row_set_selected (self->kind_row, alert->kind);
  gtk_editable_set_text (GTK_EDITABLE (self->level_row), level);
  gtk_editable_set_text (GTK_EDITABLE (self->period_row), period);
  gtk_switch_set_active (self->repeats_switch, alert->repeats);
  gtk_editable_set_text (self->note_row, alert->note);
}

static void
show_titles (CwAlertDialog *self)
{
  gboolean is_new = self->alert->id == 0;

  adw_window_title_set_title (self->title, is_new ? _ ("New Alert") : _ ("Edit Alert"));
  adw_window_title_set_subtitle (self->title, self->alert->symbol);
  gtk_window_set_title (GTK_WINDOW (self), is_new ? _ ("New Alert") : _ ("Edit Alert"));
  gtk_button_set_label (self->accept_button, is_new ? _ ("Add") : _ ("Save"));
}

/**
 * cw_alert_dialog_new:
 * @parent: the window that asks
 * @watch: what knows how things stand
 * @alert: what to begin with: a new one, with 0 for its number, or one that is to be edited
 *
 * Returns: (transfer none): a window to be presented
 */
CwAlertDialog *
cw_alert_dialog_new (GtkWindow *parent, CwAlertWatch *watch, const CwAlert *alert)
{
  CwAlertDialog *self = g_object_new (CW_TYPE_ALERT_DIALOG, "transient-for", parent,
                                      "destroy-with-parent", TRUE, NULL);

  self->watch = g_object_ref (watch);
  self->alert = cw_alert_ref (alert);
  show_titles (self);
  fill (self);
  self->kept = dup_texts (self);
  self->is_ready = TRUE;
  kind_chosen_cb (self);
  g_signal_connect_object (watch, "updated", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (gtk_widget_get_visible (self->level_row) ? self->level_row
                                                                  : GTK_WIDGET (self->kind_row));
  return self;
}

/**
 * cw_alert_dialog_set_drafts:
 * @self: a dialog
 * @drafts: where what is typed is kept until it is accepted
 * @key: what it is about
 *
 * Goes on with what was typed another time.
 */
void
cw_alert_dialog_set_drafts (CwAlertDialog *self, CwDrafts *drafts, const char *key)
{
  g_return_if_fail (CW_IS_ALERT_DIALOG (self) && drafts != NULL && key != NULL);
  g_return_if_fail (self->drafts == NULL);

  self->drafts = g_object_ref (drafts);
  self->key = g_strdup (key);
  g_signal_connect_swapped (drafts, "loaded", G_CALLBACK (continue_draft), self);
  continue_draft (self);
}

/** cw_alert_dialog_has_draft: Returns: whether something was typed that is not accepted */
gboolean
cw_alert_dialog_has_draft (CwAlertDialog *self)
{
  g_return_val_if_fail (CW_IS_ALERT_DIALOG (self), FALSE);
  return !self->is_done && is_changed (self);
}
