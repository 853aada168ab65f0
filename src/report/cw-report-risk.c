/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-portfolio.h"
#include "cw-risk.h"
#include "cw-scenarios.h"
#include "cw-var.h"

#define CONFIDENCE 0.95
#define HORIZON 1

typedef struct
{
  gsize n;
  CwRisk risk;
  CwMarketRisk market;
  CwVar var;
} Figures;

static Figures
measure (const double *returns, gsize n)
{
  return (Figures){ .n = n,
                    .risk = cw_risk_measure (returns, n, CW_TRADING_DAYS, 0),
                    .market = { (double) NAN, (double) NAN, (double) NAN },
                    .var = cw_var_measure (CW_VAR_HISTORICAL, returns, n, CONFIDENCE, HORIZON) };
}

static CwMarketRisk
compare (const CwReportFrame *frame, const CwSeries *series)
{
  const CwSeries *both[] = { series, frame->benchmark };
  g_autoptr (CwReturns) joined = NULL;

  if (frame->benchmark == NULL)
    return (CwMarketRisk){ (double) NAN, (double) NAN, (double) NAN };
  joined = cw_returns_new (both, G_N_ELEMENTS (both), CW_RETURNS_ADJ_CLOSE);
  return cw_risk_compare (joined->columns[0], joined->columns[1], joined->n_days, CW_TRADING_DAYS,
                          0);
}

static void
add_row (GString *to, const char *name, char *value)
{
  g_string_append (to, "<tr>");
  cw_html_add_element (to, "th", NULL, name);
  cw_html_take_cell (to, "number", value);
  g_string_append (to, "</tr>\n");
}

static void
add_figures (GString *to, const Figures *figures)
{
  g_string_append (to, "<table>\n");
  add_row (to, _ ("Return a year"), cw_report_format_signed_share (figures->risk.annual_return));
  add_row (to, _ ("Volatility a year"), cw_report_format_share (figures->risk.volatility));
  add_row (to, _ ("Deepest fall"), cw_report_format_share (figures->risk.drawdown.depth));
  /* Translators: value at risk: a loss that is exceeded on one day of twenty */
  add_row (to, _ ("VaR 95 %, one day"), cw_report_format_share (figures->var.value));
  /* Translators: the mean of the losses beyond the value at risk */
  add_row (to, _ ("Expected shortfall 95 %"), cw_report_format_share (figures->var.shortfall));
  add_row (to, _ ("Sharpe ratio"), cw_format_number (figures->risk.sharpe, 2));
  add_row (to, _ ("Sortino ratio"), cw_format_number (figures->risk.sortino, 2));
  if (!isnan (figures->market.beta))
    {
      add_row (to, _ ("Beta"), cw_format_number (figures->market.beta, 2));
      add_row (to, _ ("Correlation with the market"),
               cw_format_number (figures->market.correlation, 2));
    }
  g_string_append (to, "</table>\n");
}

static void
add_basis (GString *to, const Figures *figures, const CwReportFrame *frame)
{
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   /* Translators: how many daily returns, and what stands for the market */
                   "From %d daily return with dividends; losses are positive; the market is %s.",
                   "From %d daily returns with dividends; losses are positive; the market is %s.",
                   (gulong) figures->n),
      (int) figures->n, frame->benchmark_symbol);

  cw_html_add_element (to, "p", "dim", text);
}

static void
add_plots (GString *to,
           const CwReturns *returns,
           const double *values,
           const Figures *figures,
           const char *id)
{
  const CwReportReturns of = { .values = values,
                               .n = returns->n_days,
                               .first_day = returns->first_day,
                               .days = returns->days,
                               .risk = &figures->risk,
                               .var = &figures->var,
                               .confidence = CONFIDENCE };

  cw_report_add_plots (to, &of, id);
}

/**
 * cw_report_add_risk:
 * @to: a page
 * @frame: what all parts share
 * @series: a symbol's bars
 * @number: the symbol's place on the page
 *
 * Adds what the daily returns of a symbol say of its risk, in figures and in pictures.
 */
void
cw_report_add_risk (GString *to, const CwReportFrame *frame, const CwSeries *series, guint number)
{
  g_autofree char *id = g_strdup_printf ("r%u", number);
  g_autoptr (CwReturns) returns = cw_returns_new (&series, 1, CW_RETURNS_ADJ_CLOSE);
  Figures figures = measure (returns->columns[0], returns->n_days);

  figures.market = compare (frame, series);
  g_string_append (to, "<div class=\"card\">\n");
  cw_html_add_element (to, "h3", NULL, _ ("Risk"));
  add_figures (to, &figures);
  add_basis (to, &figures, frame);
  g_string_append (to, "</div>\n");
  add_plots (to, returns, returns->columns[0], &figures, id);
}

static void
add_head (GString *to, const char *const *heads, gsize n)
{
  g_string_append (to, "<tr>");
  for (gsize i = 0; i < n; i++)
    cw_html_add_element (to, "th", i > 0 ? "number" : NULL, heads[i]);
  g_string_append (to, "</tr>\n");
}

static void
add_scenario (GString *to, const CwScenario *scenario, const CwSeries *series, double beta)
{
  CwScenarioLoss loss = cw_scenario_apply (scenario->market_return, beta);

  g_string_append (to, "<tr>");
  cw_html_add_element (to, "th", NULL, cw_scenario_get_name (scenario));
  cw_html_take_cell (to, "number", cw_report_format_signed_share (scenario->market_return));
  cw_html_take_cell (to, "number", cw_report_format_signed_share (loss.change));
  cw_html_take_cell (to, "number",
                     cw_report_format_signed_share (cw_scenario_look_up (scenario, series)));
  g_string_append (to, "</tr>\n");
}

/** cw_report_add_scenarios: adds what falls of the market would do to a symbol, all hypothetical */
void
cw_report_add_scenarios (GString *to, const CwReportFrame *frame, const CwSeries *series)
{
  const char *const heads[] = { _ ("Scenario"), _ ("Market"),
                                /* Translators: what would happen to the price, a guess */
                                _ ("Hypothetical"),
                                /* Translators: what did happen to the price at that time */
                                _ ("What happened") };
  double beta = compare (frame, series).beta;
  g_autofree char *number = cw_format_number (beta, 2);
  g_autofree char *basis = NULL;

  g_string_append (to, "<div class=\"card full\">\n");
  cw_html_add_element (to, "h3", NULL, _ ("Scenarios"));
  g_string_append (to, "<table>\n");
  add_head (to, heads, G_N_ELEMENTS (heads));
  for (gsize i = 0; i < cw_scenario_get_n (); i++)
    add_scenario (to, cw_scenario_get (i), series, beta);
  g_string_append (to, "</table>\n");
  basis = isnan (beta)
              ? g_strdup (_ ("Its beta is not known: it is taken to move as the market does."))
              /* Translators: %s is how many times as far as the market a price moves */
              : g_strdup_printf (_ ("The market’s change times a beta of %s."), number);
  cw_html_add_element (to, "p", "dim", basis);
  g_string_append (to, "</div>\n");
}

static void
add_correlation (GString *to, const CwReturns *returns)
{
  gsize n = returns->n_symbols;
  g_autofree double *matrix = g_new (double, n *n);

  cw_risk_correlate (returns->columns, n, returns->n_days, matrix);
  g_string_append (to, "<div class=\"card\">\n");
  cw_html_add_element (to, "h3", NULL, _ ("Correlation"));
  g_string_append (to, "<div class=\"wide\"><table>\n<tr><td></td>");
  for (gsize i = 0; i < n; i++)
    cw_html_add_element (to, "th", "number", returns->symbols[i]);
  g_string_append (to, "</tr>\n");
  for (gsize i = 0; i < n; i++)
    {
      g_string_append (to, "<tr>");
      cw_html_add_element (to, "th", NULL, returns->symbols[i]);
      for (gsize j = 0; j < n; j++)
        cw_html_take_cell (to, "number", cw_format_number (matrix[i * n + j], 2));
      g_string_append (to, "</tr>\n");
    }
  g_string_append (to, "</table></div>\n");
  cw_report_add_heat_map (to, returns, matrix, "tc");
  g_string_append (to, "</div>\n");
}

/**
 * cw_report_add_portfolio:
 * @to: a page
 * @frame: what all parts share
 * @series: (array length=n_series): the bars of each symbol
 * @n_series: how many there are; one alone is no portfolio
 *
 * Adds the risk of a portfolio of equal parts, and how the symbols move with each other.
 */
void
cw_report_add_portfolio (GString *to,
                         const CwReportFrame *frame,
                         const CwSeries *const *series,
                         gsize n_series)
{
  g_autoptr (CwReturns) returns = NULL;
  g_autofree double *weights = g_new (double, n_series + 1);
  g_autofree double *portfolio = NULL;
  Figures figures;

  if (n_series < 2)
    return;
  returns = cw_returns_new (series, n_series, CW_RETURNS_ADJ_CLOSE);
  portfolio = g_new0 (double, returns->n_days + 1);
  for (gsize i = 0; i < n_series; i++)
    weights[i] = 1.0 / (double) n_series;
  cw_portfolio_rebalance (returns, weights, portfolio);
  figures = measure (portfolio, returns->n_days);
  g_string_append (to, "<div class=\"symbol\" id=\"together\">\n");
  /* Translators: a heading above what concerns all symbols of a report */
  cw_html_add_element (to, "h2", NULL, _ ("All together, in equal parts"));
  g_string_append (to, "<div class=\"cards\">\n<div class=\"card\">\n");
  cw_html_add_element (to, "h3", NULL, _ ("Risk"));
  add_figures (to, &figures);
  add_basis (to, &figures, frame);
  g_string_append (to, "</div>\n");
  add_correlation (to, returns);
  add_plots (to, returns, portfolio, &figures, "t");
  g_string_append (to, "</div>\n</div>\n");
}
