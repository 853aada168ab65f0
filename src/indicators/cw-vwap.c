/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Volume-weighted average price: what a share has cost on average since its session began, with the
 * mean of high, low and close for the price of a bar. From the first bar at which anything was
 * traded. Among bars of a day and longer it is anchored at the first one.
 *
 * A bar whose volume is unknown has no value and takes no part. To start over behind it would be to
 * forget silently what was paid before.
 *
 * The sums of many bars are built from sums of few, so that errors of rounding stay small.
 */

#define BARS_AT_ONCE 1024

typedef struct
{
  double paid; /* for the high, the low and the close alike, so three times as much */
  double traded;
} Sums;

static bool
begins_session (const CwBars *in, size_t i)
{
  return in->session != NULL && i > 0 && in->session[i] != in->session[i - 1];
}

static Sums
add_bars (const CwBars *in, size_t start, size_t end, Sums before, double *average)
{
  Sums sums = { 0.0, 0.0 };

  for (size_t i = start; i < end; i++)
    {
      double paid = (in->high[i] + in->low[i] + in->close[i]) * in->volume[i], traded;

      if (begins_session (in, i))
        before = sums = (Sums){ 0.0, 0.0 };
      average[i] = NO_VALUE;
      if (isnan (paid))
        continue;
      sums.paid += paid;
      sums.traded += in->volume[i];
      traded = before.traded + sums.traded;
      if (traded > 0.0)
        average[i] = (before.paid + sums.paid) / (3.0 * traded);
    }
  return (Sums){ .paid = before.paid + sums.paid, .traded = before.traded + sums.traded };
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  Sums sums = { 0.0, 0.0 };

  for (size_t start = 0; start < in->n; start += BARS_AT_ONCE)
    sums = add_bars (in, start, cw_min (in->n, start + BARS_AT_ONCE), sums, out[0]);
  return CW_CALC_OK;
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
