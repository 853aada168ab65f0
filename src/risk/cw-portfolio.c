/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio.h"

#include "cw-moments.h"

/**
 * cw_portfolio_normalize:
 * @weights: (array length=n_weights) (inout): shares of a portfolio's value, in any unit; a
 * negative one is sold short
 * @n_weights: how many
 *
 * Divides the weights by their sum, so that they add up to 1.
 *
 * Returns: whether they have a sum that one can divide by; otherwise they are left as they are
 */
gboolean
cw_portfolio_normalize (double *weights, gsize n_weights)
{
  double sum = 0;

  for (gsize i = 0; i < n_weights; i++)
    sum += weights[i];
  if (!(sum > 0) || !isfinite (sum))
    return FALSE;
  for (gsize i = 0; i < n_weights; i++)
    weights[i] /= sum;
  return TRUE;
}

/**
 * cw_portfolio_rebalance:
 * @returns: the returns of the symbols
 * @weights: a weight for each, together 1
 * @portfolio_returns: (out caller-allocates): a return for each day
 *
 * A portfolio that is brought back to its weights every day: Σ w·r(t).
 */
void
cw_portfolio_rebalance (const CwReturns *returns, const double *weights, double *portfolio_returns)
{
  for (gsize t = 0; t < returns->n_days; t++)
    {
      portfolio_returns[t] = 0;
      for (gsize k = 0; k < returns->n_symbols; k++)
        portfolio_returns[t] += weights[k] * returns->columns[k][t];
    }
}

/**
 * cw_portfolio_hold:
 * @returns: the returns of the symbols
 * @weights: what part of the value each had at first, together 1
 * @portfolio_returns: (out caller-allocates): a return for each day
 *
 * A portfolio that is bought once and then left alone, so that the weights drift with the prices:
 * ΣV(t)/ΣV(t−1) − 1 with V(t) = V(t−1)·(1 + r(t)).
 */
void
cw_portfolio_hold (const CwReturns *returns, const double *weights, double *portfolio_returns)
{
  g_autofree double *values = g_memdup2 (weights, returns->n_symbols * sizeof (double));

  for (gsize t = 0; t < returns->n_days; t++)
    {
      double before = 0, gained = 0;

      for (gsize k = 0; k < returns->n_symbols; k++)
        {
          double gain = values[k] * returns->columns[k][t];

          before += values[k];
          gained += gain;
          values[k] += gain;
        }
      portfolio_returns[t] = gained / before;
    }
}

static double
sum_dividends (const CwSeries *series, gint64 first_day, gint64 last_day)
{
  double sum = 0;

  for (gsize i = 0; i < series->n_dividends; i++)
    {
      gint64 day = cw_series_get_day (series, series->dividends[i].time);

      if (day >= first_day && day <= last_day)
        sum += series->dividends[i].amount;
    }
  return sum;
}

/**
 * cw_lot_evaluate:
 * @lot: shares of the series' symbol
 * @series: daily bars with the dividends
 * @at: the moment that is asked about, in seconds since 1970
 *
 * Takes the close of the last day that had begun by @at. Whoever buys at the close of a day gets
 * the dividends from the day after on.
 *
 * Returns: what the lot is worth
 */
CwLotValue
cw_lot_evaluate (const CwLot *lot, const CwSeries *series, gint64 at)
{
  CwLotValue value = { .price = CW_UNKNOWN,
                       .cost = lot->shares * lot->buy_price,
                       .value = CW_UNKNOWN,
                       .gain = CW_UNKNOWN,
                       .price_return = CW_UNKNOWN,
                       .day_return = CW_UNKNOWN,
                       .dividends = CW_UNKNOWN,
                       .total_return = CW_UNKNOWN };
  gsize n = cw_series_find (series, at + 1);

  g_return_val_if_fail (series->interval == CW_INTERVAL_1D, value);

  if (n == 0 || series->time[n - 1] < lot->bought_at)
    return value;
  value.price = series->close[n - 1];
  value.value = lot->shares * value.price;
  value.gain = value.value - value.cost;
  value.price_return = value.gain / value.cost;
  if (n > 1)
    value.day_return = value.price / series->close[n - 2] - 1;
  value.dividends = lot->shares
                    * sum_dividends (series, cw_series_get_day (series, lot->bought_at) + 1,
                                     cw_series_get_day (series, series->time[n - 1]));
  value.total_return = (value.gain + value.dividends) / value.cost;
  return value;
}
