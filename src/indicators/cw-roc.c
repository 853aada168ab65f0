/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Rate of change: how much the close has changed over n bars, in percent of the close n bars ago.
 * From index n.
 */
static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  const double *close = in->close;
  size_t n = (size_t) params[0];
  double check = 0.0;

  cw_fill_missing (out[0], cw_min (in->n, n));
  for (size_t i = 0; i < cw_min (in->n, n); i++)
    check += close[i];
  for (size_t i = n; i < in->n; i++)
    {
      out[0][i] = 100.0 * (close[i] - close[i - n]) / close[i - n];
      check += close[i];
    }
  return isfinite (check);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_roc, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0];
}

const CwIndicator cw_indicator_roc = {
  .id = "roc",
  .name = N_ ("Rate of change"),
  .short_name = "ROC",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 12) },
  .n_outputs = 1,
  .outputs = { { .name = "roc", .label = N_ ("Change") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { 0.0, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Murphy, Technical Analysis of the Financial Markets, 1999, chapter 10",
};
