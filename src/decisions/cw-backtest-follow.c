/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-backtest.h"

/* The back-test's bars are the last ones of the series that it was made from. */
static const double *
get_prices (const CwBacktest *backtest, const CwSeries *series)
{
  return series->adj_close + (series->n_bars - backtest->n_bars);
}

static gboolean
is_right (double before, double after, CwAction action)
{
  return action == CW_ACTION_SELL ? after < before : after > before;
}

/**
 * cw_backtest_follow_up:
 * @backtest: a back-test
 * @series: the bars that it looked back on
 * @action: buy or sell
 * @n_bars: how many bars later one looks again
 *
 * Counts how often the rule came to @action, having said something else before, and after how many
 * of these the adjusted close stood higher @n_bars later, or lower after a sell. Those after which
 * so many bars have not come yet do not count.
 *
 * Returns: how often, and how often it was right
 */
CwFollowUp
cw_backtest_follow_up (const CwBacktest *backtest,
                       const CwSeries *series,
                       CwAction action,
                       gsize n_bars)
{
  CwFollowUp found = { 0, 0 };
  const double *prices;

  g_return_val_if_fail (backtest != NULL && series != NULL, found);
  g_return_val_if_fail (backtest->n_bars <= series->n_bars, found);

  prices = get_prices (backtest, series);
  for (gsize i = 1; i + n_bars < backtest->n_bars; i++)
    if (backtest->actions[i] == action && backtest->actions[i - 1] != action)
      {
        found.n++;
        found.n_right += is_right (prices[i], prices[i + n_bars], action) ? 1 : 0;
      }
  return found;
}

/**
 * cw_backtest_follow_any_day:
 *
 * As cw_backtest_follow_up() for a buy on every day, whatever the rule said: what it must do better
 * than.
 */
CwFollowUp
cw_backtest_follow_any_day (const CwBacktest *backtest, const CwSeries *series, gsize n_bars)
{
  CwFollowUp found = { 0, 0 };
  const double *prices;

  g_return_val_if_fail (backtest != NULL && series != NULL, found);
  g_return_val_if_fail (backtest->n_bars <= series->n_bars, found);

  prices = get_prices (backtest, series);
  for (gsize i = 1; i + n_bars < backtest->n_bars; i++)
    {
      found.n++;
      found.n_right += is_right (prices[i], prices[i + n_bars], CW_ACTION_BUY) ? 1 : 0;
    }
  return found;
}
