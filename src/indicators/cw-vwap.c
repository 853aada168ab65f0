/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Volume-weighted average price: what a share has cost on average since the first bar, with the
 * mean of high, low and close for the price of a bar. From the first bar at which anything was
 * traded.
 *
 * It is anchored at the first bar. Whoever wants it to begin anew with each session runs it over
 * each session's bars.
 *
 * The sums of many bars are built from sums of few, so that errors of rounding stay small.
 */

#define BARS_AT_ONCE 1024

typedef struct
{
  double paid; /* for the high, the low and the close alike, so three times as much */
  double traded;
} Sums;

static Sums
add_bars (const CwBars *in, size_t start, size_t end, Sums before, double *average)
{
  Sums sums = { 0.0, 0.0 };

  for (size_t i = start; i < end; i++)
    {
      double traded;

      sums.paid += (in->high[i] + in->low[i] + in->close[i]) * in->volume[i];
      sums.traded += in->volume[i];
      traded = before.traded + sums.traded;
      average[i] = traded > 0.0 ? (before.paid + sums.paid) / (3.0 * traded) : NO_VALUE;
    }
  return (Sums){ .paid = before.paid + sums.paid, .traded = before.traded + sums.traded };
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  Sums sums = { 0.0, 0.0 };

  for (size_t start = 0; start < in->n; start += BARS_AT_ONCE)
    sums = add_bars (in, start, cw_min (in->n, start + BARS_AT_ONCE), sums, out[0]);
  return isfinite (sums.paid);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = {
    .n = in->n, .high = in->high, .low = in->low, .close = in->close, .volume = in->volume
  };

  return cw_kernel_run (kernel, &cw_indicator_vwap, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return 0;
}

const CwIndicator cw_indicator_vwap = {
  .id = "vwap",
  .name = N_ ("Volume-weighted average price"),
  .short_name = "VWAP",
  .kind = CW_INDICATOR_OVERLAY,
  .n_outputs = 1,
  .outputs = { { .name = "vwap", .label = N_ ("Average") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, 1988",
};
