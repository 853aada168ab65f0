/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Williams %R: how far the close lies below the highest high of the last n bars, in percent of the
 * distance to their lowest low, as a negative number: 0 at the top, -100 at the bottom. From index
 * n - 1. A window whose highest and lowest price are the same gives -50.
 */

static inline double
depth (double close, double highest, double lowest)
{
  double range = highest - lowest;

  return range > 0.0 ? -100.0 * (highest - close) / range : -50.0;
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  double *highest = out[0], lowest[CW_MAX_PERIOD], check;
  size_t n = (size_t) params[0];

  cw_fill_missing (out[0], cw_min (in->n, n - 1));
  check = cw_sum_prices (in, 0, cw_min (in->n, n - 1));
  for (size_t start = n - 1; start < in->n; start += n)
    {
      size_t size = cw_min (in->n - start, n);

      cw_window_extremes (in->high + start, in->low + start, size, n, highest + start, lowest);
      for (size_t j = 0; j < size; j++)
        out[0][start + j] = depth (in->close[start + j], highest[start + j], lowest[j]);
      check += cw_sum_prices (in, start, start + size);
    }
  return isfinite (check);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_willr, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_willr = {
  .id = "willr",
  .name = N_ ("Williams %R"),
  .short_name = "Williams %R",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 14) },
  .n_outputs = 1,
  .outputs = { { .name = "willr", .label = "%R" } },
  .lower = -100.0,
  .upper = 0.0,
  .guides = { -80.0, -20.0 },
  .lookback = lookback,
  .run = run,
  .reference = "Williams, How I Made One Million Dollars Last Year Trading Commodities, 1973",
};
