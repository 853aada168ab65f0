/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * On-balance volume: the volume of a bar is added where the close rose, taken off where it fell.
 * From 0 at the first bar; only its course means anything, not its level.
 */
static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  const double *close = in->close, *volume = in->volume;
  double level = 0.0, check;

  if (in->n == 0)
    return true;
  check = close[0] + volume[0];
  out[0][0] = level;
  for (size_t i = 1; i < in->n; i++)
    {
      int way = (close[i] > close[i - 1]) - (close[i] < close[i - 1]);

      level += way * volume[i];
      out[0][i] = level;
      check += close[i];
    }
  return isfinite (check + level);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .close = in->close, .volume = in->volume };

  return cw_kernel_run (kernel, &cw_indicator_obv, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return 0;
}

const CwIndicator cw_indicator_obv = {
  .id = "obv",
  .name = N_ ("On-balance volume"),
  .short_name = "OBV",
  .kind = CW_INDICATOR_PANE,
  .n_outputs = 1,
  .outputs = { { .name = "obv", .label = N_ ("Volume") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Granville, Granville’s New Key to Stock Market Profits, 1963",
};
