/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Average directional index, with the two directional indicators it is made of. A bar's upward
 * movement is what its high rose, if that is more than what its low fell, and more than nothing;
 * its downward movement likewise. ±DI are Wilder's sums of these movements in percent of his sum of
 * true ranges; DX = 100 · |+DI - -DI| / (+DI + -DI), and ADX is Wilder's mean of DX.
 *
 * Wilder's sums begin with those of the first n - 1 bars that have one before them, and take the
 * n-th as any later one: S = S' - S' / n + x. So ±DI begin at index n, and ADX, seeded with the
 * plain mean of the first n values of DX, at 2 · n - 1. Where nothing moves, all of them are 0.
 */

enum
{
  ADX,
  PLUS_DI,
  MINUS_DI
};

/* Wilder's sums of movements, upward and downward side by side, and of true ranges; or what a bar
 * adds to them. */
typedef struct
{
  CwPair ways;
  double range;
  double prices; /* of all so far, which is finite if none is missing */
} Movement;

static inline Movement
movement_at (const CwBars *in, size_t i)
{
  CwPair ways = { in->high[i] - in->high[i - 1], in->low[i - 1] - in->low[i] };
  CwPair others = { ways[1], ways[0] }, nothing = { 0.0, 0.0 };

  return (Movement){
    .ways = cw_pair_choose (ways > others, cw_pair_higher (ways, nothing), nothing),
    .range = cw_true_range (in->high[i], in->low[i], in->close[i - 1]),
    .prices = in->high[i] + in->low[i] + in->close[i],
  };
}

static inline Movement
add_movement (Movement sums, Movement movement, double rest)
{
  return (Movement){
    .ways = sums.ways * rest + movement.ways,
    .range = sums.range * rest + movement.range,
    .prices = sums.prices + movement.prices,
  };
}

/* Writes both directional indicators, and returns DX. Dividing is slow, so it is done once for all
 * three; their divisors are zero together. */
static inline double
find_directions (Movement sums, size_t i, double *const *out)
{
  double both = sums.ways[0] + sums.ways[1], product = sums.range * both;
  double percent = product > 0.0 ? 100.0 / product : 0.0;
  CwPair indicators = sums.ways * (percent * both);

  out[PLUS_DI][i] = indicators[0];
  out[MINUS_DI][i] = indicators[1];
  return fabs (sums.ways[0] - sums.ways[1]) * (percent * sums.range);
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  size_t n = (size_t) params[0], i = 1;
  double share = 1.0 / params[0], rest = 1.0 - share, mean = 0.0;
  Movement sums = { .prices = cw_sum_prices (in, 0, cw_min (in->n, 1)) };

  for (; i < cw_min (in->n, n); i++)
    sums = add_movement (sums, movement_at (in, i), 1.0);
  for (; i < cw_min (in->n, 2 * n); i++)
    {
      sums = add_movement (sums, movement_at (in, i), rest);
      mean += find_directions (sums, i, out) * share;
      out[ADX][i] = mean;
    }
  for (; i < in->n; i++)
    {
      sums = add_movement (sums, movement_at (in, i), rest);
      mean = cw_wilder_step (mean, find_directions (sums, i, out), rest, share);
      out[ADX][i] = mean;
    }
  cw_fill_missing (out[ADX], cw_min (in->n, 2 * n - 1));
  cw_fill_missing (out[PLUS_DI], cw_min (in->n, n));
  cw_fill_missing (out[MINUS_DI], cw_min (in->n, n));
  return isfinite (sums.prices);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_adx, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return 2 * (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_adx = {
  .id = "adx",
  .name = N_ ("Average directional index"),
  .short_name = "ADX",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 14) },
  .n_outputs = 3,
  .outputs = { { .name = "adx", .label = "ADX" },
               { .name = "plus_di", .label = "+DI" },
               { .name = "minus_di", .label = "−DI" } },
  .lower = 0.0,
  .upper = 100.0,
  .guides = { 25.0, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Wilder, New Concepts in Technical Trading Systems, 1978, section IV",
};
