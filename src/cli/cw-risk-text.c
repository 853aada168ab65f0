/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-output.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-people-text.h"

#define RATIO_DECIMALS 2
#define PERCENT_DECIMALS 2

static void
print_head (CwCliContext *context, const CwRiskReport *report)
{
  const CwReturns *returns = report->data->basket->returns;
  g_autofree char *first = cw_describe_day (cw_returns_get_day (returns, 0));
  g_autofree char *last = cw_describe_day (cw_returns_get_day (returns, returns->n_days));
  g_autofree char *text = g_strdup_printf (
      /* Translators: how many daily returns there are, and the first and the last day */
      g_dngettext (GETTEXT_PACKAGE, "%d daily return, %s to %s", "%d daily returns, %s to %s",
                   (gulong) returns->n_days),
      (int) returns->n_days, first, last);

  cw_print_toned (stdout, text, CW_TONE_STRONG, context->colour);
  fputs ("\n\n", stdout);
}

static void
add_heads (CwTable *table)
{
  const char *const heads[] = {
    "",
    N_ ("Volatility"),
    N_ ("Sharpe"),
    N_ ("Sortino"),
    N_ ("Drawdown"),
    N_ ("Beta"),
    N_ ("Alpha"),
    N_ ("Correlation"),
    /* Translators: value at risk, from what happened */
    N_ ("VaR"),
    /* Translators: value at risk, if returns are normally distributed */
    N_ ("VaR, normal"),
    /* Translators: value at risk by Cornish and Fisher */
    N_ ("VaR, C.–F."),
    /* Translators: expected shortfall, from what happened */
    N_ ("ES"),
    /* Translators: expected shortfall, if returns are normally distributed */
    N_ ("ES, normal"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    cw_table_add_toned (table, heads[i][0] != '\0' ? _ (heads[i]) : "", CW_TONE_STRONG);
}

static void
add_fraction (CwTable *table, double fraction)
{
  cw_table_take (table, cw_format_share (fraction, PERCENT_DECIMALS), CW_TONE_PLAIN);
}

static void
add_ratio (CwTable *table, double ratio)
{
  cw_table_take (table, cw_format_number (ratio, RATIO_DECIMALS), CW_TONE_PLAIN);
}

static void
add_figures (CwTable *table, const char *name, const CwRiskFigures *figures)
{
  cw_table_add_toned (table, name, CW_TONE_STRONG);
  add_fraction (table, figures->risk.volatility);
  add_ratio (table, figures->risk.sharpe);
  add_ratio (table, figures->risk.sortino);
  add_fraction (table, figures->risk.drawdown.depth);
  add_ratio (table, figures->market.beta);
  add_fraction (table, figures->market.alpha);
  add_ratio (table, figures->market.correlation);
  add_fraction (table, figures->var[CW_VAR_HISTORICAL].value);
  add_fraction (table, figures->var[CW_VAR_NORMAL].value);
  add_fraction (table, figures->var[CW_VAR_CORNISH_FISHER].value);
  add_fraction (table, figures->var[CW_VAR_HISTORICAL].shortfall);
  add_fraction (table, figures->var[CW_VAR_NORMAL].shortfall);
}

static void
print_figures (CwCliContext *context, const CwRiskReport *report)
{
  g_autoptr (CwTable) table = cw_table_new ("lrrrrrrrrrrrr");

  add_heads (table);
  for (gsize i = 0; i < report->data->n_symbols; i++)
    add_figures (table, report->data->names[i], &report->symbols[i]);
  add_figures (table, _ ("Portfolio"), &report->portfolio);
  cw_table_print (table, stdout, context->colour);
}

static void
print_correlation (CwCliContext *context, const CwRiskReport *report)
{
  const CwPortfolioData *data = report->data;
  gsize n = data->n_symbols;
  g_autofree char *alignment = g_strnfill (n + 2, 'r');
  g_autoptr (CwTable) table = NULL;

  alignment[0] = 'l';
  table = cw_table_new (alignment);
  cw_table_add_toned (table, _ ("Correlation"), CW_TONE_STRONG);
  for (gsize i = 0; i < n; i++)
    cw_table_add_toned (table, data->names[i], CW_TONE_STRONG);
  cw_table_add_toned (table, _ ("Weight"), CW_TONE_STRONG);
  for (gsize i = 0; i < n; i++)
    {
      cw_table_add_toned (table, data->names[i], CW_TONE_STRONG);
      for (gsize j = 0; j < n; j++)
        add_ratio (table, report->correlation[i * n + j]);
      add_fraction (table, data->basket->weights[i]);
    }
  cw_table_print (table, stdout, context->colour);
}

/* Says in whose terms the numbers are, and why some are missing. */
static void
print_foot (CwCliContext *context, const CwRiskReport *report)
{
  const CwRiskMeasure *measure = report->measure;
  g_autofree char *confidence = cw_format_share (measure->confidence, 1);
  g_autofree char *horizon = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days",
                                                           (gulong) measure->horizon),
                                              measure->horizon);
  const CwVar *historical = &report->portfolio.var[CW_VAR_HISTORICAL];

  fputc ('\n', stdout);
  fprintf (stdout,
           /* Translators: a share such as 95.0 %, a time such as 1 day, the market’s symbol */
           _ ("Losses are positive. Value at risk (VaR) and expected shortfall (ES) at %s over %s; "
              "beta, alpha and correlation against %s.\n"),
           confidence, horizon, report->data->benchmark);
  if (historical->scaled)
    fputs (_ ("There are too few returns for that many days, so those of one day were scaled by "
              "the root of time.\n"),
           stdout);
  for (guint i = 0; i < CW_N_VAR_METHODS; i++)
    {
      g_autofree char *problem = cw_var_explain (&report->portfolio.var[i]);

      if (problem != NULL)
        /* Translators: why a figure of the portfolio is missing */
        fprintf (stdout, _ ("Portfolio: %s.\n"), problem);
    }
}

/** cw_risk_print_text: prints the figures for people */
void
cw_risk_print_text (CwCliContext *context, const CwRiskReport *report)
{
  const CwPortfolioData *data = report->data;

  if (data->n_symbols == 0)
    return;
  if (data->basket->returns->n_days == 0)
    {
      fputs (_ ("There are no two days on which all of these have a price.\n"), stdout);
      return;
    }
  print_head (context, report);
  print_figures (context, report);
  fputc ('\n', stdout);
  print_correlation (context, report);
  print_foot (context, report);
}
