/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-long-term.h"

#include <math.h>

#define BARS_PER_YEAR 252
#define YEARS 5

#define SHRINKING 1.0
#define GROWING_FAST 1.1

/* By so much a market moves what is asked of companies. */
#define STEP 0.05
/* What is added up is rounded to so many parts, so that a company exactly at a threshold reaches
 * it.
 */
#define PARTS 1e9

/** cw_market_growth_is_low: Returns: whether the market shrinks, and more is asked of a company */
gboolean
cw_market_growth_is_low (const CwMarketGrowth *market)
{
  return market->average_growth < SHRINKING;
}

/** cw_market_growth_is_high: Returns: whether it grows fast, and less is asked */
gboolean
cw_market_growth_is_high (const CwMarketGrowth *market)
{
  return market->average_growth > GROWING_FAST;
}

static double
move (double threshold, double step)
{
  return MAX (round ((threshold + step) * PARTS) / PARTS, 0.0);
}

/**
 * cw_market_growth_move_thresholds:
 * @market: how a market grew
 * @usual: what a company must reach in usual times
 *
 * Sets the thresholds that go with the growth: return on equity and gross margin rise by 0.05 where
 * the market shrinks, and fall by 0.05, but not below nothing, where it grows fast.
 */
void
cw_market_growth_move_thresholds (CwMarketGrowth *market, const CwThresholds *usual)
{
  double step = cw_market_growth_is_low (market)    ? STEP
                : cw_market_growth_is_high (market) ? -STEP
                                                    : 0.0;

  market->thresholds = *usual;
  if (step > 0 || step < 0)
    {
      market->thresholds.min_roe = move (usual->min_roe, step);
      market->thresholds.min_gross_margin = move (usual->min_gross_margin, step);
    }
}

static CwMarketGrowth
market_growth (double growth)
{
  CwMarketGrowth market = { .average_growth = growth };

  cw_market_growth_move_thresholds (&market, &CW_THRESHOLDS_USUAL);
  return market;
}

/** cw_market_growth_unknown: Returns: unknown growth, which leaves the thresholds unmoved */
CwMarketGrowth
cw_market_growth_unknown (void)
{
  return market_growth ((double) NAN);
}

/**
 * cw_market_growth_from_series:
 * @benchmark: daily bars of the market's benchmark
 *
 * Computes the mean, over the last five years (1260 bars) or as many of them as there are, of the
 * adjusted close divided by its value 252 bars earlier, and the thresholds that go with it: return
 * on equity and gross margin rise by 0.05 where the mean is below 1.0, and fall by 0.05 where it is
 * above 1.1.
 *
 * Returns: the growth, unknown if @benchmark is not daily or has no more than 252 bars
 */
CwMarketGrowth
cw_market_growth_from_series (const CwSeries *benchmark)
{
  gsize n, first;
  double sum = 0.0;

  g_return_val_if_fail (benchmark != NULL, cw_market_growth_unknown ());

  n = benchmark->n_bars;
  if (benchmark->interval != CW_INTERVAL_1D || n <= BARS_PER_YEAR)
    return cw_market_growth_unknown ();
  first = MAX (BARS_PER_YEAR, n - MIN (n, YEARS * BARS_PER_YEAR));
  for (gsize i = first; i < n; i++)
    sum += benchmark->adj_close[i] / benchmark->adj_close[i - BARS_PER_YEAR];
  return market_growth (sum / (double) (n - first));
}
