/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/* Standard deviation of the last n closes, of the population (divisor n), from index n - 1. */
static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  size_t n, turn;

  if (!cw_params_are_valid (&cw_indicator_stddev, params))
    return CW_CALC_BAD_PARAMS;
  n = (size_t) params[0];
  turn = cw_turn (n);
  cw_fill_missing (out[0], cw_min (in->n, n - 1));
  for (size_t start = n - 1; start < in->n; start += turn)
    {
      size_t end = cw_min (in->n, start + turn);

      cw_window_variances (in->close, start, end, n, out[0]);
      for (size_t i = start; i < end; i++)
        out[0][i] = cw_deviation (out[0][i]);
    }
  return CW_CALC_OK;
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_stddev = {
  .id = "stddev",
  .name = N_ ("Standard deviation"),
  .short_name = "StdDev",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 2, 20) },
  .n_outputs = 1,
  .outputs = { { .name = "stddev", .label = N_ ("Deviation") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Bollinger, Bollinger on Bollinger Bands, 2001, chapter 7",
};
