/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Commodity channel index: (p - mean) / (0.015 · spread), where p is the mean of a bar's high, low
 * and close, mean that of p over the last n bars, and spread the mean absolute deviation of these
 * from it. From index n - 1. Prices that never moved give 0.
 */

#define SCALE 0.015

/* Rates the bars from start up to start + size, which are whole blocks of n but at the end. Returns
 * the sum of the prices that it saw. */
static double
rate_bars (const CwBars *in, size_t start, size_t size, size_t n, double *index)
{
  double prices[2 * CW_MAX_PERIOD], means[2 * CW_MAX_PERIOD], spreads[CW_MAX_PERIOD];
  const double *own_prices = prices + n - 1, *own_means = means + n - 1;

  cw_add_up_prices (in, start - (n - 1), start + size, prices);
  cw_window_means (prices, n - 1, n - 1 + size, n, means);
  cw_window_spreads (prices, size, n, own_means, spreads);
  for (size_t j = 0; j < size; j++)
    {
      double rating = (own_prices[j] - own_means[j]) / (SCALE * spreads[j]);

      index[j] = spreads[j] > 0.0 ? rating : 0.0;
    }
  return cw_sum_values (prices, n - 1 + size);
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  size_t n = (size_t) params[0], turn = cw_turn (n);
  double sum = 0.0;

  cw_fill_missing (out[0], cw_min (in->n, n - 1));
  for (size_t start = n - 1; start < in->n; start += turn)
    sum += rate_bars (in, start, cw_min (in->n - start, turn), n, out[0] + start);
  return isfinite (sum);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_cci, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_cci = {
  .id = "cci",
  .name = N_ ("Commodity channel index"),
  .short_name = "CCI",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 2, 20) },
  .n_outputs = 1,
  .outputs = { { .name = "cci", .label = N_ ("Index") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { -100.0, 100.0 },
  .lookback = lookback,
  .run = run,
  .reference = "Lambert, Commodity Channel Index, Commodities, October 1980",
};
