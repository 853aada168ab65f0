/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Average true range: Wilder's mean of the true range, which is the largest of high - low,
 * |high - close before| and |low - close before|. The first value, at index n, is the plain mean of
 * the first n true ranges; that of the first bar, which has no close before it, is not among them.
 */

static double
seed (const CwBars *in, size_t n, double *check)
{
  double sum = 0.0;

  for (size_t i = 1; i <= n; i++)
    {
      sum += cw_true_range (in->high[i], in->low[i], in->close[i - 1]);
      *check += in->high[i - 1] + in->low[i - 1] + in->close[i];
    }
  return sum / (double) n;
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  double *range = out[0], share = 1.0 / params[0], rest = 1.0 - share, mean, check = 0.0;
  size_t n = (size_t) params[0];

  cw_fill_missing (range, cw_min (in->n, n));
  if (in->n <= n)
    return true;
  check = in->high[n] + in->low[n] + in->close[0];
  mean = seed (in, n, &check);
  range[n] = mean;
  for (size_t i = n + 1; i < in->n; i++)
    {
      mean = cw_wilder_step (mean, cw_true_range (in->high[i], in->low[i], in->close[i - 1]), rest,
                             share);
      range[i] = mean;
      check += in->high[i] + in->low[i] + in->close[i];
    }
  return isfinite (check);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_atr, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0];
}

const CwIndicator cw_indicator_atr = {
  .id = "atr",
  .name = N_ ("Average true range"),
  .short_name = "ATR",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 14) },
  .n_outputs = 1,
  .outputs = { { .name = "atr", .label = N_ ("True range") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Wilder, New Concepts in Technical Trading Systems, 1978, section III",
};
