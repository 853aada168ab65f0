/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-telling.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>
#include <math.h>

#include "cw-format.h"

#define PERCENT_DECIMALS 2
#define RATIO_DECIMALS 2
#define MONEY_DECIMALS 2

/** cw_risk_telling_clear: frees what is said */
void
cw_risk_telling_clear (CwRiskTelling *telling)
{
  g_free (telling->value);
  g_free (telling->money);
  g_free (telling->text);
}

/**
 * cw_risk_take_number:
 * @number: (transfer full): a number with its sign and its unit
 *
 * Returns: (transfer full): the number as a label shows it: where people read from right to left
 *   its parts would else be turned around
 */
char *
cw_risk_take_number (char *number)
{
  g_autofree char *taken = number;

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_steal_pointer (&taken);
  return g_strconcat ("\u2066", taken, "\u2069", NULL);
}

/**
 * cw_risk_format_money:
 * @study: a study
 * @fraction: a part of the portfolio, or what it changes by
 *
 * Returns: (transfer full) (nullable): what that is in money; %NULL if it is not known what the
 *   portfolio is worth
 */
char *
cw_risk_format_money (const CwRiskStudy *study, double fraction)
{
  double money = fraction * study->basket->value;
  g_autofree char *number = NULL;

  if (!isfinite (money) || study->basket->currency[0] == '\0')
    return NULL;
  number =
      fabs (money) < 1e5 ? cw_format_number (money, MONEY_DECIMALS) : cw_format_number (money, 0);
  /* Translators: an amount of money and its currency, as in 1,234.50 USD */
  return g_strdup_printf (_ ("%s %s"), number, study->basket->currency);
}

/** cw_risk_describe_measure: Returns: (transfer full): in whose terms losses are told */
char *
cw_risk_describe_measure (const CwRiskStudy *study)
{
  const CwRiskMeasure *measure = &study->question->measure;
  g_autofree char *confidence = cw_plot_format_confidence (measure->confidence);

  return g_strdup_printf (
      /* Translators: a confidence such as 95 %; how many days ahead losses are told for */
      g_dngettext (GETTEXT_PACKAGE, "At a confidence of %s, over %d day of trading",
                   "At a confidence of %s, over %d days of trading", (gulong) measure->horizon),
      confidence, measure->horizon);
}

/* --- losses --- */

static CwRiskTelling
tell_loss (const CwRiskStudy *study, double loss, CwVarMethod method, const char *text)
{
  const CwVar *var = &study->figures.var[method];
  char *problem = cw_var_explain (var);
  CwRiskTelling telling = { .value = cw_plot_format_share (loss, PERCENT_DECIMALS),
                            .money = cw_risk_format_money (study, loss),
                            .text = problem };

  if (problem == NULL && var->scaled)
    telling.text = g_strdup_printf (
        /* Translators: %s is a sentence that says what a figure means */
        _ ("%s; too few returns for so many days, so that of one day times the root of time"),
        text);
  else if (problem == NULL)
    telling.text = g_strdup (text);
  return telling;
}

static CwRiskTelling
tell_var (const CwRiskStudy *study)
{
  double tail = 1 - study->question->measure.confidence;
  g_autofree char *share = cw_plot_format_confidence (tail);
  /* Translators: %s is a share of all times, such as 5 % */
  g_autofree char *text = g_strdup_printf (_ ("In the worst %s of cases that happened, the loss "
                                              "was larger"),
                                           share);

  return tell_loss (study, study->figures.var[CW_VAR_HISTORICAL].value, CW_VAR_HISTORICAL, text);
}

static CwRiskTelling
tell_shortfall (const CwRiskStudy *study)
{
  return tell_loss (study, study->figures.var[CW_VAR_HISTORICAL].shortfall, CW_VAR_HISTORICAL,
                    _ ("What was lost on average in those worst cases"));
}

static CwRiskTelling
tell_normal_var (const CwRiskStudy *study)
{
  return tell_loss (study, study->figures.var[CW_VAR_NORMAL].value, CW_VAR_NORMAL,
                    _ ("The same, if returns were normally distributed"));
}

static CwRiskTelling
tell_normal_shortfall (const CwRiskStudy *study)
{
  return tell_loss (study, study->figures.var[CW_VAR_NORMAL].shortfall, CW_VAR_NORMAL,
                    _ ("The mean of the worst cases of a normal distribution"));
}

static CwRiskTelling
tell_cornish_fisher (const CwRiskStudy *study)
{
  return tell_loss (study, study->figures.var[CW_VAR_CORNISH_FISHER].value, CW_VAR_CORNISH_FISHER,
                    _ ("A normal distribution bent to the skewness and the tails that were seen"));
}

const CwRiskFigure cw_risk_loss_figures[] = {
  { N_ ("Value at Risk"), tell_var },
  { N_ ("Expected Shortfall"), tell_shortfall },
  { N_ ("Value at Risk, Normal"), tell_normal_var },
  { N_ ("Expected Shortfall, Normal"), tell_normal_shortfall },
  { N_ ("Value at Risk, Cornish–Fisher"), tell_cornish_fisher },
};
const gsize cw_risk_n_loss_figures = G_N_ELEMENTS (cw_risk_loss_figures);

/* --- risk and reward --- */

static CwRiskTelling
tell_volatility (const CwRiskStudy *study)
{
  return (CwRiskTelling){
    .value = cw_plot_format_share (study->figures.risk.volatility, PERCENT_DECIMALS),
    .money = cw_risk_format_money (study, study->figures.risk.volatility),
    .text = g_strdup (_ ("How far the returns of a year usually lie from their mean")),
  };
}

static CwRiskTelling
tell_drawdown (const CwRiskStudy *study)
{
  double depth = study->figures.risk.drawdown.depth;

  return (CwRiskTelling){
    .value = cw_plot_format_share (depth, PERCENT_DECIMALS),
    .money = cw_risk_format_money (study, depth),
    .text = g_strdup (cw_plot_get_description (study->drawdown)),
  };
}

static CwRiskTelling
tell_ratio (double ratio, const char *text)
{
  return (CwRiskTelling){ .value = cw_format_number (ratio, RATIO_DECIMALS),
                          .text = g_strdup (text) };
}

static CwRiskTelling
tell_sharpe (const CwRiskStudy *study)
{
  return tell_ratio (study->figures.risk.sharpe,
                     _ ("The return of a year for each unit of volatility"));
}

static CwRiskTelling
tell_sortino (const CwRiskStudy *study)
{
  return tell_ratio (study->figures.risk.sortino,
                     _ ("The return of a year for each unit of loss; gains are no risk"));
}

static CwRiskTelling
tell_beta (const CwRiskStudy *study)
{
  g_autofree char *text =
      study->basket->joined != NULL
          /* Translators: %s is the symbol that stands for the market */
          ? g_strdup_printf (_ ("How far it moves where %s moves by one"),
                             study->question->benchmark_name)
          : g_strdup_printf (_ ("The history of %s, the benchmark, is not known"),
                             study->question->benchmark_name);

  return tell_ratio (study->figures.market.beta, text);
}

static CwRiskTelling
tell_alpha (const CwRiskStudy *study)
{
  g_autofree char *percent =
      cw_format_percent_to (100 * study->figures.market.alpha, PERCENT_DECIMALS);

  return (CwRiskTelling){ .value = g_steal_pointer (&percent),
                          .text =
                              g_strdup (_ ("The return of a year beyond what its beta explains")) };
}

const CwRiskFigure cw_risk_reward_figures[] = {
  { N_ ("Volatility"), tell_volatility },
  { N_ ("Deepest Fall"), tell_drawdown },
  { N_ ("Sharpe Ratio"), tell_sharpe },
  { N_ ("Sortino Ratio"), tell_sortino },
  { N_ ("Beta"), tell_beta },
  { N_ ("Alpha"), tell_alpha },
};
const gsize cw_risk_n_reward_figures = G_N_ELEMENTS (cw_risk_reward_figures);
