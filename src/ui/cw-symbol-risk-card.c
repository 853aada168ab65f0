/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-risk-card.h"

#include <glib/gi18n-lib.h>

#include "cw-card.h"
#include "cw-figures.h"
#include "cw-tip.h"

#define DAY (24 * 60 * 60)

enum
{
  VOLATILITY,
  VAR_HISTORICAL,
  VAR_NORMAL,
  SHORTFALL,
  DRAWDOWN,
  BETA,
  CORRELATION,
  N_FIGURES
};

static const char *const names[N_FIGURES] = {
  [VOLATILITY] = N_ ("Volatility a year"),
  /* Translators: value at risk: a loss that is exceeded on one day of twenty */
  [VAR_HISTORICAL] = N_ ("VaR 95 %, one day"),
  /* Translators: the value at risk of a normal distribution */
  [VAR_NORMAL] = N_ ("The same, if normal"),
  /* Translators: the mean of the losses beyond the value at risk */
  [SHORTFALL] = N_ ("Expected shortfall 95 %"),
  [DRAWDOWN] = N_ ("Deepest fall"),
  [BETA] = N_ ("Beta"),
  [CORRELATION] = N_ ("Correlation with the market"),
};

struct _CwSymbolRiskCard
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *figures[N_FIGURES];
  GtkLabel *fall, *basis;
};

G_DEFINE_FINAL_TYPE (CwSymbolRiskCard, cw_symbol_risk_card, GTK_TYPE_WIDGET)

static void
cw_symbol_risk_card_dispose (GObject *object)
{
  GtkWidget *box = GTK_WIDGET (g_steal_pointer (&CW_SYMBOL_RISK_CARD (object)->box));

  if (box != NULL)
    gtk_widget_unparent (box);
  G_OBJECT_CLASS (cw_symbol_risk_card_parent_class)->dispose (object);
}

static void
cw_symbol_risk_card_class_init (CwSymbolRiskCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_symbol_risk_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cw_symbol_risk_card_init (CwSymbolRiskCard *self)
{
  GtkBox *list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));

  self->box = cw_card_fit_out (GTK_WIDGET (self), _ ("Risk"));
  gtk_box_append (self->box, GTK_WIDGET (list));
  for (int i = 0; i < N_FIGURES; i++)
    {
      self->figures[i] = cw_card_add_figure (list, _ (names[i]));
      if (i == DRAWDOWN)
        self->fall = cw_card_add_text (list);
    }
  self->basis = cw_card_add_text (self->box);
  cw_symbol_risk_card_set_study (self, NULL, "");
}

static char *
format_day (gint64 day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day * DAY);

  return cw_figure_of_day (date);
}

static char *
describe_fall (const CwSymbolStudy *study)
{
  g_autofree char *peak = NULL;
  g_autofree char *trough = NULL;
  g_autofree char *recovery = NULL;

  if (study->peak_day == CW_STUDY_NEVER)
    return NULL;
  peak = format_day (study->peak_day);
  trough = format_day (study->trough_day);
  if (study->recovery_day == CW_STUDY_NEVER)
    /* Translators: two days: from the highest to the lowest price */
    return g_strdup_printf (_ ("From %s to %s, and it has not come back yet"), peak, trough);
  recovery = format_day (study->recovery_day);
  /* Translators: three days: from the highest to the lowest price, and when it was back */
  return g_strdup_printf (_ ("From %s to %s; back on %s"), peak, trough, recovery);
}

/* With what it means, for whoever reads such figures for the first time. */
static char *
describe_basis (const CwSymbolStudy *study, const char *benchmark)
{
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   /* Translators: how many daily returns, and what stands for the market */
                   "From %d daily return with dividends; losses are positive; the market is %s.",
                   "From %d daily returns with dividends; losses are positive; the market is %s.",
                   (gulong) study->n_returns),
      (int) study->n_returns, benchmark);

  /* Translators: explains value at risk (VaR) and expected shortfall; %s is a sentence before */
  return g_strdup_printf (_ ("%s On one day in twenty the loss was more than the VaR; the expected "
                             "shortfall is what it was then on average."),
                          count);
}

static void
set_figure (CwSymbolRiskCard *self, int figure, const char *text, GString *words)
{
  gtk_label_set_label (self->figures[figure], text);
  g_string_append_printf (words, "%s %s. ", _ (names[figure]), text);
}

static void
set_var (CwSymbolRiskCard *self, int figure, const CwVar *var, double value, GString *words)
{
  g_autofree char *text = cw_figure_of_share (value, 2);
  g_autofree char *reason = cw_var_explain (var);

  set_figure (self, figure, text, words);
  cw_tip_set (GTK_WIDGET (self->figures[figure]), reason);
}

static void
show_figures (CwSymbolRiskCard *self, const CwSymbolStudy *study, GString *words)
{
  const CwRiskFigures *figures = &study->figures;
  g_autofree char *volatility = cw_figure_of_share (figures->risk.volatility, 1);
  g_autofree char *depth = cw_figure_of_share (figures->risk.drawdown.depth, 1);
  g_autofree char *beta = cw_format_number (figures->market.beta, 2);
  g_autofree char *correlation = cw_format_number (figures->market.correlation, 2);
  const CwVar *historical = &figures->var[CW_VAR_HISTORICAL];
  const CwVar *normal = &figures->var[CW_VAR_NORMAL];
  gboolean waits = !study->has_market && !study->complete;

  set_figure (self, VOLATILITY, volatility, words);
  set_var (self, VAR_HISTORICAL, historical, historical->value, words);
  set_var (self, VAR_NORMAL, normal, normal->value, words);
  set_var (self, SHORTFALL, historical, historical->shortfall, words);
  set_figure (self, DRAWDOWN, depth, words);
  set_figure (self, BETA, waits ? "…" : beta, words);
  set_figure (self, CORRELATION, waits ? "…" : correlation, words);
}

static void
show_nothing (CwSymbolRiskCard *self)
{
  for (int i = 0; i < N_FIGURES; i++)
    gtk_label_set_label (self->figures[i], "…");
  cw_card_set_text (self->fall, NULL);
  cw_card_set_text (self->basis, NULL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * cw_symbol_risk_card_set_study:
 * @self: a card
 * @study: (nullable): what to show; %NULL while it is being made
 * @benchmark: the symbol that stands for the market
 */
void
cw_symbol_risk_card_set_study (CwSymbolRiskCard *self,
                               const CwSymbolStudy *study,
                               const char *benchmark)
{
  g_autoptr (GString) words = NULL;
  g_autofree char *fall = NULL;
  g_autofree char *basis = NULL;

  g_return_if_fail (CW_IS_SYMBOL_RISK_CARD (self));

  if (study == NULL)
    {
      show_nothing (self);
      return;
    }
  words = g_string_new (NULL);
  show_figures (self, study, words);
  fall = describe_fall (study);
  basis = describe_basis (study, benchmark);
  cw_card_set_text (self->fall, fall);
  cw_card_set_text (self->basis, basis);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}
