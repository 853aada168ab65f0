/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Bollinger bands: the mean of the last n closes, and k population deviations (divisor n) above and
 * below it; from index n - 1.
 */

enum
{
  UPPER,
  MIDDLE,
  LOWER
};

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBands bands = { .upper = out[UPPER], .middle = out[MIDDLE], .lower = out[LOWER] };
  size_t n;

  if (!cw_params_are_valid (&cw_indicator_bbands, params))
    return CW_CALC_BAD_PARAMS;
  n = (size_t) params[0];
  for (size_t o = UPPER; o <= LOWER; o++)
    cw_fill_missing (out[o], cw_min (in->n, n - 1));
  cw_window_bands (in->close, n - 1, in->n, n, params[1], bands);
  return CW_CALC_OK;
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_bbands = {
  .id = "bbands",
  .name = N_ ("Bollinger bands"),
  .short_name = "Bollinger",
  .kind = CW_INDICATOR_OVERLAY,
  .n_params = 2,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 2, 20),
              { .name = N_ ("Deviations"), .min = 0.1, .max = 10.0, .initial = 2.0 } },
  .n_outputs = 3,
  .outputs = { { .name = "bb_upper", .label = N_ ("Upper band") },
               { .name = "bb_middle", .label = N_ ("Middle band") },
               { .name = "bb_lower", .label = N_ ("Lower band") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Bollinger, Bollinger on Bollinger Bands, 2001, chapter 7",
};
