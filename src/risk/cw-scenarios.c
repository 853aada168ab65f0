/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scenarios.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "cw-moments.h"

/* How many days before its first or after its last day a history may end and still tell of it. */
#define SLACK_DAYS 4

/* Closes of the S&P 500 on the first and on the last day. */
static const CwScenario scenarios[] = {
  { "crash-1973", N_ ("Bear market of 1973–74"), "1973-01-11", "1974-10-03", 62.28 / 120.24 - 1 },
  { "crash-1987", N_ ("Crash of 1987"), "1987-08-25", "1987-12-04", 223.92 / 336.77 - 1 },
  { "dot-com-2000", N_ ("End of the dot-com bubble, 2000–02"), "2000-03-24", "2002-10-09",
    776.76 / 1527.46 - 1 },
  { "crisis-2008", N_ ("Financial crisis, 2007–09"), "2007-10-09", "2009-03-09",
    676.53 / 1565.15 - 1 },
  { "covid-2020", N_ ("COVID-19, 2020"), "2020-02-19", "2020-03-23", 2237.40 / 3386.15 - 1 },
  { "rates-2022", N_ ("Rise of interest rates, 2022"), "2022-01-03", "2022-10-12", -0.254 },
  { "fed-2026", N_ ("Severely adverse scenario of the Fed’s stress test, 2026, as reported"), NULL,
    NULL, -0.58 },
};

/** cw_scenario_get_n: Returns: how many named scenarios there are */
gsize
cw_scenario_get_n (void)
{
  return G_N_ELEMENTS (scenarios);
}

/** cw_scenario_get: Returns: (transfer none): the scenario at @index, in the order of time */
const CwScenario *
cw_scenario_get (gsize index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (scenarios), NULL);
  return &scenarios[index];
}

/** cw_scenario_get_name: Returns: (transfer none): the name in the user's language */
const char *
cw_scenario_get_name (const CwScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  return _ (scenario->name);
}

/**
 * cw_scenario_apply:
 * @market_return: what the market does, −0.2 for a fall by 20 %
 * @beta: the symbol's beta, or NaN if it is not known
 *
 * max(−1, β · shock), with β = 1 where it is not known.
 *
 * Returns: what the symbol would do
 */
CwScenarioLoss
cw_scenario_apply (double market_return, double beta)
{
  CwScenarioLoss loss = { CW_UNKNOWN, beta, isnan (beta) };

  if (loss.beta_assumed)
    loss.beta = 1;
  loss.change = fmax (-1, loss.beta * market_return);
  return loss;
}

/**
 * cw_scenario_apply_to_all:
 * @market_return: what the market does
 * @betas: a beta for each symbol, or NaN
 * @weights: what part of the portfolio each symbol is, together 1
 * @n_symbols: how many
 *
 * Returns: Σ weight · max(−1, β · shock)
 */
double
cw_scenario_apply_to_all (double market_return,
                          const double *betas,
                          const double *weights,
                          gsize n_symbols)
{
  double change = 0;

  for (gsize k = 0; k < n_symbols; k++)
    change += weights[k] * cw_scenario_apply (market_return, betas[k]).change;
  return change;
}

static gint64
parse_day (const char *text)
{
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  if (sscanf (text, "%d-%d-%d", &year, &month, &day) != 3)
    return G_MININT64;
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return g_date_time_to_unix (date) / (24 * 60 * 60);
}

/* The last bar of @day or of a day shortly before, or the number of bars. */
static gsize
find_bar (const CwSeries *series, gint64 day)
{
  gsize i = cw_series_find (series, (day + 2) * 24 * 60 * 60);

  while (i > 0 && cw_series_get_day (series, series->time[i - 1]) > day)
    i--;
  if (i == 0 || cw_series_get_day (series, series->time[i - 1]) < day - SLACK_DAYS)
    return series->n_bars;
  return i - 1;
}

/**
 * cw_scenario_look_up:
 * @scenario: a scenario
 * @series: daily bars
 *
 * Returns: what the symbol really did between the scenario's closes, dividends included, or NaN if
 *   the scenario never happened or the bars do not reach over it
 */
double
cw_scenario_look_up (const CwScenario *scenario, const CwSeries *series)
{
  gsize first, last;

  g_return_val_if_fail (scenario != NULL && series->interval == CW_INTERVAL_1D, CW_UNKNOWN);

  if (scenario->from == NULL)
    return CW_UNKNOWN;
  first = find_bar (series, parse_day (scenario->from));
  last = find_bar (series, parse_day (scenario->to));
  if (first == series->n_bars || last == series->n_bars)
    return CW_UNKNOWN;
  return series->adj_close[last] / series->adj_close[first] - 1;
}
