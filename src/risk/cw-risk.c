/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk.h"

#include "cw-moments.h"

/* Fewer returns than these say nothing that is worth being shown. */
#define FEWEST_FOR_VOLATILITY 20
#define FEWEST_FOR_RATIOS 60

/**
 * cw_drawdown_find:
 * @returns: (array length=n): simple returns, oldest first
 * @n: how many
 *
 * Looks for the lowest of V(t)/max(V(0) … V(t)) − 1, where V(0) = 1 and V(t) = V(t−1)·(1 + r(t)).
 *
 * Returns: the deepest fall, of several equally deep ones the first
 */
CwDrawdown
cw_drawdown_find (const double *returns, gsize n)
{
  CwDrawdown worst = { n > 0 ? 0 : CW_UNKNOWN, 0, 0, CW_RISK_NEVER };
  double value = 1, peak = 1, worst_peak = 1;
  gsize peak_at = 0;

  for (gsize i = 0; i < n; i++)
    {
      value *= 1 + returns[i];
      if (value > peak)
        {
          peak = value;
          peak_at = i + 1;
        }
      if (1 - value / peak > worst.depth)
        {
          worst = (CwDrawdown){ 1 - value / peak, peak_at, i + 1, CW_RISK_NEVER };
          worst_peak = peak;
        }
      else if (worst.depth > 0 && worst.recovery == CW_RISK_NEVER && value >= worst_peak)
        worst.recovery = i + 1;
    }
  return worst;
}

/* √(Σ min(0, r − target)²/n): all periods count, not only those that fell short. */
static double
downside_deviation (const double *returns, gsize n, double target)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      double shortfall = MIN (0, returns[i] - target);

      sum += shortfall * shortfall;
    }
  return sqrt (sum / (double) n);
}

static double
compound (const double *returns, gsize n)
{
  double value = 1;

  for (gsize i = 0; i < n; i++)
    value *= 1 + returns[i];
  return value;
}

/* NaN where there is nothing to divide by: a ratio over no risk is no number. */
static double
annual_ratio (double excess, double deviation, double periods_a_year)
{
  return deviation > 0 ? excess / deviation * sqrt (periods_a_year) : CW_UNKNOWN;
}

/**
 * cw_risk_measure:
 * @returns: (array length=n): simple returns, oldest first, none of them NaN
 * @n: how many
 * @periods_a_year: %CW_TRADING_DAYS for daily returns, 12 for monthly ones
 * @risk_free: what a year without risk brings, 0.02 for 2 %; a period brings its share of it
 *
 * Volatility is the sample deviation · √periods. Sharpe's ratio is mean(r − rf)/deviation(r − rf) ·
 * √periods. Sortino's is mean(r − rf)/√(Σ min(0, r − rf)²/n) · √periods, over all n periods.
 * Sources: Sharpe 1994; Sortino & Price 1994.
 *
 * Returns: the figures
 */
CwRisk
cw_risk_measure (const double *returns, gsize n, double periods_a_year, double risk_free)
{
  double rate = risk_free / periods_a_year;
  CwRisk risk = { .n = n, .volatility = CW_UNKNOWN, .sharpe = CW_UNKNOWN, .sortino = CW_UNKNOWN };
  double grown = compound (returns, n);

  g_return_val_if_fail (periods_a_year > 0, risk);

  risk.mean = cw_mean (returns, n);
  risk.deviation = cw_deviation (returns, n);
  risk.skewness = cw_skewness (returns, n);
  risk.excess_kurtosis = cw_excess_kurtosis (returns, n);
  risk.total_return = n > 0 ? grown - 1 : CW_UNKNOWN;
  risk.annual_return = n > 0 ? pow (grown, periods_a_year / (double) n) - 1 : CW_UNKNOWN;
  risk.drawdown = cw_drawdown_find (returns, n);
  if (n >= FEWEST_FOR_VOLATILITY)
    risk.volatility = risk.deviation * sqrt (periods_a_year);
  if (n >= FEWEST_FOR_RATIOS)
    {
      risk.sharpe = annual_ratio (risk.mean - rate, risk.deviation, periods_a_year);
      risk.sortino =
          annual_ratio (risk.mean - rate, downside_deviation (returns, n, rate), periods_a_year);
    }
  return risk;
}

/**
 * cw_risk_compare:
 * @returns: (array length=n): simple returns, oldest first
 * @market: (array length=n): the market's returns on the same days
 * @n: how many
 * @periods_a_year: %CW_TRADING_DAYS for daily returns
 * @risk_free: what a year without risk brings
 *
 * Beta is cov(r, m)/var(m). Jensen's alpha is mean(r − rf) − beta·mean(m − rf), times the periods
 * of a year. Source: Jensen 1968.
 *
 * Returns: the figures
 */
CwMarketRisk
cw_risk_compare (
    const double *returns, const double *market, gsize n, double periods_a_year, double risk_free)
{
  CwMarketRisk risk = { CW_UNKNOWN, CW_UNKNOWN, CW_UNKNOWN };
  double rate = risk_free / periods_a_year;

  g_return_val_if_fail (periods_a_year > 0, risk);

  if (n < FEWEST_FOR_RATIOS)
    return risk;
  risk.beta = cw_beta (returns, market, n);
  risk.alpha =
      (cw_mean (returns, n) - rate - risk.beta * (cw_mean (market, n) - rate)) * periods_a_year;
  risk.correlation = cw_correlation (returns, market, n);
  return risk;
}

/* Four sums at once, because one alone would wait for itself at every step. */
static double
dot (const double *x, const double *y, gsize n)
{
  double sums[4] = { 0 }, rest = 0;
  gsize i = 0;

  for (; i + 4 <= n; i += 4)
    for (gsize k = 0; k < 4; k++)
      sums[k] += x[i + k] * y[i + k];
  for (; i < n; i++)
    rest += x[i] * y[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest;
}

/* Moves and scales a column so that the product of two such columns is their correlation. */
static void
standardize (const double *column, gsize n, double *to)
{
  double mean = cw_mean (column, n), deviation = cw_deviation (column, n),
         length = deviation > 0 ? deviation * sqrt ((double) (n - 1)) : CW_UNKNOWN;

  for (gsize i = 0; i < n; i++)
    to[i] = (column[i] - mean) / length;
}

/**
 * cw_risk_correlate:
 * @columns: (array length=n_columns): columns of returns on the same days
 * @n_columns: how many columns
 * @n: how many returns each
 * @matrix: (out caller-allocates): n_columns × n_columns numbers, row by row: symmetric, the
 * diagonal exactly 1, NaN where a column does not move
 */
void
cw_risk_correlate (const double *const *columns, gsize n_columns, gsize n, double *matrix)
{
  g_autofree double *standard = g_new (double, n_columns *n);

  for (gsize i = 0; i < n_columns; i++)
    {
      double *column = standard + i * n;

      standardize (columns[i], n, column);
      matrix[i * n_columns + i] = n > 1 && !isnan (column[0]) ? 1 : CW_UNKNOWN;
      for (gsize j = 0; j < i; j++)
        {
          double product = n > 1 ? dot (column, standard + j * n, n) : CW_UNKNOWN;

          matrix[i * n_columns + j] = matrix[j * n_columns + i] = CLAMP (product, -1, 1);
        }
    }
}
