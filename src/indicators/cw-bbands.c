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

/* From the variances, which are where the lower band will be. */
static void
set_bands (size_t start, size_t end, double width, double *const *out)
{
  double *restrict upper = out[UPPER], *restrict lower = out[LOWER];
  const double *restrict middle = out[MIDDLE];

  for (size_t i = start; i < end; i++)
    {
      double distance = width * cw_deviation (lower[i]);

      upper[i] = middle[i] + distance;
      lower[i] = middle[i] - distance;
    }
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  size_t n, turn;

  if (!cw_params_are_valid (&cw_indicator_bbands, params))
    return CW_CALC_BAD_PARAMS;
  n = (size_t) params[0];
  turn = cw_turn (n);
  for (size_t o = UPPER; o <= LOWER; o++)
    cw_fill_missing (out[o], cw_min (in->n, n - 1));
  for (size_t start = n - 1; start < in->n; start += turn)
    {
      size_t end = cw_min (in->n, start + turn);

      cw_window_variances (in->close, start, end, n, out[MIDDLE], out[LOWER]);
      set_bands (start, end, params[1], out);
    }
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
