/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/* Simple moving average: the mean of the last n closes, from index n - 1. */

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  size_t n;

  if (!cw_params_are_valid (&cw_indicator_sma, params))
    return CW_CALC_BAD_PARAMS;
  n = (size_t) params[0];
  cw_fill_missing (out[0], cw_min (in->n, n - 1));
  cw_window_means (in->close, n - 1, in->n, n, out[0]);
  return CW_CALC_OK;
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_sma = {
  .id = "sma",
  .name = N_ ("Simple moving average"),
  .short_name = "SMA",
  .kind = CW_INDICATOR_OVERLAY,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 20) },
  .n_outputs = 1,
  .outputs = { { .name = "sma", .label = N_ ("Average") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9",
};
