/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Parabolic stop and reverse. While a trade is long the stop follows the price from below: at each
 * bar it goes by a share of the way to the highest high of the trade, and that share grows by step
 * with each new high, up to max; but never above the lows of this bar and the one before. A low at
 * or below the stop turns the trade: the stop jumps to the highest high, and follows from above. A
 * short trade is the same upside down.
 *
 * From index 1. The first trade is short if from bar 0 to bar 1 the low fell, and by more than the
 * high rose; it begins with the stop at bar 0's high or low.
 */

/* Short trades are handled as long ones in prices with the sign turned. */
typedef struct
{
  double sign; /* +1 long, -1 short */
  double stop, extreme, share;
  double sum; /* of all prices so far, which is finite if none is missing */
} Trade;

static inline double
follow (double stop, double extreme, double share, double lowest)
{
  return cw_lower (stop + share * (extreme - stop), lowest);
}

/* Keeps the trade from bar i on until it turns or there are no more bars; returns the bar after.
 * The signs of a short trade's prices are turned, and so highs and lows change places. */
static inline size_t
keep (const CwBars *in, size_t i, Trade *trade, double sign, const double *params, double *stops)
{
  const double *above = sign > 0.0 ? in->high : in->low, *below = sign > 0.0 ? in->low : in->high;
  double step = cw_lower (params[0], params[1]), most = params[1];
  size_t before = i > 1 ? i - 1 : 1; /* the first bar has nothing before it in its trade */
  double low_before = sign * below[before], high_before = sign * above[before];
  Trade now = *trade;

  for (; i < in->n; i++)
    {
      double low = sign * below[i], high = sign * above[i];
      double highest = cw_higher (now.extreme, high);

      now.sum += low + high;
      if (low <= now.stop)
        {
          stops[i] = sign * highest;
          *trade = (Trade){ .sign = -sign, .extreme = -low, .share = step, .sum = now.sum };
          trade->stop = follow (-highest, -low, step, -cw_higher (high_before, high));
          return i + 1;
        }
      stops[i] = sign * now.stop;
      now.share = cw_lower (now.share + (high > now.extreme ? step : 0.0), most);
      now.extreme = highest;
      now.stop = follow (now.stop, highest, now.share, cw_lower (low_before, low));
      low_before = low;
      high_before = high;
    }
  *trade = now;
  return i;
}

static Trade
first_trade (const CwBars *in, const double *params)
{
  double up = in->high[1] - in->high[0], down = in->low[0] - in->low[1];
  Trade trade = { .sign = 1.0, .stop = in->low[0], .extreme = in->high[1] };

  if (down > 0.0 && down > up)
    trade = (Trade){ .sign = -1.0, .stop = -in->high[0], .extreme = -in->low[1] };
  trade.share = cw_lower (params[0], params[1]);
  trade.sum = in->high[0] + in->low[0];
  return trade;
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  Trade trade;

  cw_fill_missing (out[0], cw_min (in->n, 1));
  if (in->n < 2)
    return true;
  trade = first_trade (in, params);
  for (size_t i = 1; i < in->n;)
    if (trade.sign > 0.0)
      i = keep (in, i, &trade, 1.0, params, out[0]);
    else
      i = keep (in, i, &trade, -1.0, params, out[0]);
  return isfinite (trade.sum);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low };

  return cw_kernel_run (kernel, &cw_indicator_psar, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return 1;
}

const CwIndicator cw_indicator_psar = {
  .id = "psar",
  .name = N_ ("Parabolic stop and reverse"),
  .short_name = "PSAR",
  .kind = CW_INDICATOR_OVERLAY,
  .n_params = 2,
  .params = { { .name = N_ ("Step"), .min = 0.001, .max = 0.5, .initial = 0.02 },
              { .name = N_ ("Maximum"), .min = 0.01, .max = 1.0, .initial = 0.2 } },
  .n_outputs = 1,
  .outputs = { { .name = "psar", .label = N_ ("Stop") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Wilder, New Concepts in Technical Trading Systems, 1978, section II",
};
