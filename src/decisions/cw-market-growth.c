/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-long-term.h"

#include <math.h>

#define BARS_PER_YEAR 252
#define YEARS 5

#define SHRINKING 1.0
#define GROWING_FAST 1.1

/* Written out rather than added up, so that a company exactly at a threshold reaches it. */
static const CwThresholds usual = { 2.0, 0.15, 0.40 };
static const CwThresholds raised = { 2.0, 0.20, 0.45 };
static const CwThresholds lowered = { 2.0, 0.10, 0.35 };

/* A shrinking market asks more of a company, one that grows fast less. */
static CwMarketGrowth
market_growth (double growth)
{
  return (CwMarketGrowth){
    .average_growth = growth,
    .thresholds = growth < SHRINKING      ? raised
                  : growth > GROWING_FAST ? lowered
                                          : usual,
  };
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
