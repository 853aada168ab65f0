/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Relative strength index: 100 · G / (G + L), where G and L are Wilder's means of the gains and of
 * the losses from close to close: A = (A' · (n - 1) + x) / n. The first value, at index n, rests on
 * the plain means of the first n changes. Prices that never moved, or not for thousands of
 * bars, give 50.
 */

static CwChange
seed (const double *close, size_t n)
{
  CwChange sum = { 0.0, 0.0 };

  for (size_t i = 1; i <= n; i++)
    {
      CwChange change = cw_change_between (close[i - 1], close[i]);

      sum.gain += change.gain;
      sum.loss += change.loss;
    }
  return (CwChange){ .gain = sum.gain / (double) n, .loss = sum.loss / (double) n };
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  const double *close = in->close;
  double *index = out[0];
  size_t n = (size_t) params[0];
  double share = 1.0 / params[0], rest = 1.0 - share;
  CwChange means;

  cw_fill_missing (index, cw_min (in->n, n));
  if (in->n <= n)
    return true;
  means = seed (close, n);
  index[n] = cw_relative_strength (means);
  for (size_t i = n + 1; i < in->n; i++)
    {
      means = cw_change_step (means, cw_change_between (close[i - 1], close[i]), rest, share);
      index[i] = cw_relative_strength (means);
    }
  return isfinite (means.gain);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_rsi, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0];
}

const CwIndicator cw_indicator_rsi = {
  .id = "rsi",
  .name = N_ ("Relative strength index"),
  .short_name = "RSI",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 14) },
  .n_outputs = 1,
  .outputs = { { .name = "rsi", .label = N_ ("Index") } },
  .lower = 0.0,
  .upper = 100.0,
  .guides = { 30.0, 70.0 },
  .lookback = lookback,
  .run = run,
  .reference = "Wilder, New Concepts in Technical Trading Systems, 1978, section VI",
};
