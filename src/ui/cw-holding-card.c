/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holding-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-figures.h"
#include "cw-form.h"
#include "cw-holding-input.h"
#include "cw-number-input.h"
#include "cw-position.h"

#define MONEY_DECIMALS 2

enum
{
  FIELD_SHARES,
  FIELD_COST,
  FIELD_DATE,
  N_FIELDS
};

struct _CwHoldingCard
{
  GtkWidget parent_instance;

  gint64 list;        /* the number of the list that is shown */
  char *symbol;       /* nullable: whose holding is shown */
  CwHolding *holding; /* owned, nullable: as it is kept */
  CwForm *form;       /* owned */

  GtkWidget *box;
  GtkWidget *remove_button;
  GtkEditable *shares;
  GtkLabel *cost_label;
  GtkEditable *cost;
  GtkEditable *date;
  GtkLabel *problem;
  GtkWidget *figures;
  GtkLabel *value;
  GtkLabel *gain;
  GtkLabel *day_change;
  GtkLabel *splits;
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwHoldingCard, cw_holding_card, GTK_TYPE_WIDGET)

/* --- saving --- */

static gboolean
is_empty (const char *text)
{
  return text[strspn (text, " \t")] == '\0';
}

static char *
find_problem (const char *const *texts, guint *wrong)
{
  static const CwHoldingField fields[N_FIELDS] = { [FIELD_SHARES] = CW_HOLDING_SHARES,
                                                   [FIELD_COST] = CW_HOLDING_COST,
                                                   [FIELD_DATE] = CW_HOLDING_DATE };

  for (*wrong = 0; *wrong < N_FIELDS; (*wrong)++)
    {
      char *problem = cw_holding_input_check (fields[*wrong], texts[*wrong]);

      if (problem != NULL)
        return problem;
    }
  return NULL;
}

static double
read_number (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  double number;

  return cw_number_input_parse (stripped, &number) ? number : (double) NAN;
}

static void
give_up_holding (CwHoldingCard *self)
{
  g_autoptr (CwHolding) holding = g_steal_pointer (&self->holding);

  if (holding != NULL)
    g_signal_emit (self, signals[SIGNAL_REMOVED], 0, self->list, holding);
}

static char *
save (gpointer owner, const char *const *texts, guint *wrong)
{
  CwHoldingCard *self = owner;
  g_autofree char *date = cw_holding_input_read_date (texts[FIELD_DATE]);
  g_autoptr (CwHolding) holding = NULL;
  char *problem;

  if (self->symbol == NULL)
    return NULL;
  if (is_empty (texts[FIELD_SHARES]) && is_empty (texts[FIELD_COST])
      && is_empty (texts[FIELD_DATE]))
    {
      give_up_holding (self);
      return NULL;
    }
  problem = find_problem (texts, wrong);
  if (problem != NULL)
    return problem;
  holding = cw_holding_new (self->symbol, read_number (texts[FIELD_SHARES]),
                            read_number (texts[FIELD_COST]),
                            self->holding != NULL ? self->holding->currency : NULL, date);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, self->list, holding);
  return NULL;
}

static void
remove_cb (CwHoldingCard *self)
{
  cw_form_flush (self->form);
  give_up_holding (self);
}

/* --- showing --- */

static void
show_form (CwHoldingCard *self)
{
  g_autofree char *key = cw_drafts_make_key ("position", self->list, self->symbol);
  const CwHolding *holding = self->holding;
  g_autofree char *shares = cw_number_input_format (holding != NULL ? holding->shares : NAN);
  g_autofree char *cost = cw_number_input_format (holding != NULL ? holding->cost : NAN);
  const char *const texts[N_FIELDS + 1] = {
    [FIELD_SHARES] = shares,
    [FIELD_COST] = cost,
    [FIELD_DATE] = holding != NULL && holding->date != NULL ? holding->date : "",
  };

  cw_form_show (self->form, key, texts);
  gtk_widget_set_visible (self->remove_button, holding != NULL);
}

static char *
figure_of_money (double amount, const char *currency)
{
  g_autofree char *number = cw_format_number (amount, MONEY_DECIMALS);

  if (!isfinite (amount) || currency[0] == '\0')
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s %s", number, currency);
}

static void
show_change (GtkLabel *label, double amount, double percent)
{
  CwDirection direction = cw_direction_of (amount, MONEY_DECIMALS);
  const char *classes[] = { "caption", "numeric", cw_direction_get_css_class (direction), NULL };
  g_autofree char *signed_amount = cw_format_signed (amount, MONEY_DECIMALS);
  g_autofree char *in_percent = isfinite (percent) ? cw_format_percent (percent) : NULL;
  g_autofree char *both = NULL;
  g_autofree char *text = NULL;

  if (in_percent != NULL)
    /* Translators: a change and the same in percent: +0.39 (+0.29 %) */
    both = g_strdup_printf (_ ("%s (%s)"), signed_amount, in_percent);
  text = cw_direction_add_arrow (direction, both != NULL ? both : signed_amount);
  gtk_label_set_label (label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
}

/* Shares that were split since they were bought are more now, and it would puzzle not to say so. */
static void
show_splits (CwHoldingCard *self, const CwHolding *now)
{
  gboolean split = fabs (now->shares - self->holding->shares) > 1e-9 * now->shares;
  g_autofree char *shares = cw_number_input_format (now->shares);
  g_autofree char *text = NULL;

  /* Translators: %s is a number of shares */
  text = g_strdup_printf (_ ("After splits these are %s shares"), shares);
  gtk_label_set_label (self->splits, text);
  gtk_widget_set_visible (GTK_WIDGET (self->splits), split);
}

static void
show_figures (CwHoldingCard *self, CwAnalysis *analysis)
{
  g_autoptr (CwHolding) now = NULL;
  g_autofree char *value = NULL;
  CwPosition position;

  gtk_widget_set_visible (self->figures, self->holding != NULL && analysis != NULL);
  if (self->holding == NULL || analysis == NULL)
    return;
  now = cw_holding_apply_splits (self->holding, analysis->series);
  position = cw_holding_get_position (now, &analysis->quote, analysis->series->info.currency);
  value = figure_of_money (position.value, position.currency);
  gtk_label_set_label (self->value, value);
  show_change (self->gain, position.gain, position.gain_percent);
  show_change (self->day_change, position.day_change, position.day_change_percent);
  show_splits (self, now);
}

static void
show_currency (CwHoldingCard *self, CwAnalysis *analysis)
{
  const char *currency = "";
  g_autofree char *text = NULL;

  if (self->holding != NULL && self->holding->currency != NULL)
    currency = self->holding->currency;
  else if (analysis != NULL)
    currency = analysis->series->info.currency;
  /* Translators: what a share cost, in the currency that is named */
  text = currency[0] != '\0' ? g_strdup_printf (_ ("Cost, %s"), currency) : g_strdup (_ ("Cost"));
  gtk_label_set_label (self->cost_label, text);
}

/* --- the widget --- */

static void
cw_holding_card_dispose (GObject *object)
{
  CwHoldingCard *self = CW_HOLDING_CARD (object);

  if (self->form != NULL)
    cw_form_shut_down (self->form);
  g_clear_object (&self->form);
  g_clear_pointer (&self->holding, cw_holding_unref);
  g_clear_pointer (&self->symbol, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_holding_card_parent_class)->dispose (object);
}

static void
cw_holding_card_class_init (CwHoldingCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_holding_card_dispose;
  signals[SIGNAL_EDITED] = g_signal_new ("edited", CW_TYPE_HOLDING_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_POINTER);
  signals[SIGNAL_REMOVED] =
      g_signal_new ("removed", CW_TYPE_HOLDING_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-holding-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, box);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, remove_button);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, shares);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, cost_label);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, cost);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, date);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, problem);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, figures);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, value);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, gain);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, day_change);
  gtk_widget_class_bind_template_child (widget_class, CwHoldingCard, splits);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
cw_holding_card_init (CwHoldingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->form = cw_form_new (
      (GtkEditable *[]){
          [FIELD_SHARES] = self->shares, [FIELD_COST] = self->cost, [FIELD_DATE] = self->date },
      N_FIELDS, self->problem, save, self);
}

static gboolean
is_shown (CwHoldingCard *self, CwRow *row)
{
  return self->symbol != NULL && row != NULL && cw_row_get_list (row) == self->list
         && g_str_equal (cw_row_get_symbol (row), self->symbol);
}

/**
 * cw_holding_card_show_row:
 * @self: a card
 * @row: (nullable): what is held of whose symbol; what was typed about another is saved before
 */
void
cw_holding_card_show_row (CwHoldingCard *self, CwRow *row)
{
  const CwHolding *holding = row != NULL ? cw_row_get_holding (row) : NULL;

  g_return_if_fail (CW_IS_HOLDING_CARD (self));

  if (!is_shown (self, row))
    cw_form_flush (self->form);
  if (holding != NULL)
    cw_holding_ref (holding);
  g_clear_pointer (&self->holding, cw_holding_unref);
  self->holding = (CwHolding *) holding;
  g_clear_pointer (&self->symbol, g_free);
  if (row == NULL)
    return;
  self->symbol = g_strdup (cw_row_get_symbol (row));
  self->list = cw_row_get_list (row);
  show_form (self);
  show_currency (self, cw_row_get_analysis (row));
  show_figures (self, cw_row_get_analysis (row));
}

/** cw_holding_card_flush: saves what is being typed, if it can be */
void
cw_holding_card_flush (CwHoldingCard *self)
{
  g_return_if_fail (CW_IS_HOLDING_CARD (self));
  cw_form_flush (self->form);
}

/** cw_holding_card_set_drafts: @drafts: (nullable): where what is typed is kept until it is saved
 */
void
cw_holding_card_set_drafts (CwHoldingCard *self, CwDrafts *drafts)
{
  g_return_if_fail (CW_IS_HOLDING_CARD (self));
  cw_form_set_drafts (self->form, drafts);
}

/** cw_holding_card_set_obstacle: @obstacle: (nullable): why nothing can be edited now, for people
 */
void
cw_holding_card_set_obstacle (CwHoldingCard *self, const char *obstacle)
{
  g_return_if_fail (CW_IS_HOLDING_CARD (self));
  cw_form_set_obstacle (self->form, obstacle);
  gtk_widget_set_sensitive (self->remove_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->remove_button,
                               obstacle != NULL ? obstacle : _ ("Remove the Holding"));
}
