/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Exponential moving average: E = (x - E') · k + E' with k = 2 / (n + 1), where E' is the value at
 * the bar before. The first value, at index n - 1, is the mean of the first n closes.
 */
static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  const double *close = in->close;
  double *mean = out[0];
  size_t n = (size_t) params[0];
  double factor = cw_ema_factor (params[0]), last;

  cw_fill_missing (mean, cw_min (in->n, n - 1));
  if (in->n < n)
    return true;
  last = cw_plain_mean (close, n);
  mean[n - 1] = last;
  for (size_t i = n; i < in->n; i++)
    {
      last = cw_ema_step (last, close[i], factor);
      mean[i] = last;
    }
  return isfinite (last);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_ema, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_ema = {
  .id = "ema",
  .name = N_ ("Exponential moving average"),
  .short_name = "EMA",
  .kind = CW_INDICATOR_OVERLAY,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 20) },
  .n_outputs = 1,
  .outputs = { { .name = "ema", .label = N_ ("Average") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Appel, Technical Analysis: Power Tools for Active Investors, 2005, chapter 6",
};
