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

/* How many bars a turn takes: what its steps write stays in the nearest cache. */
#define TURN 512

/* Wilder's sums, or what a bar adds to them. While they are on their way they lie where the outputs
 * will be. */
typedef struct
{
  double plus, minus, range;
} Movement;

static void
find_movements (const CwBars *in, size_t start, size_t end, double *const *out)
{
  const double *restrict high = in->high, *restrict low = in->low, *restrict close = in->close;
  double *restrict plus = out[PLUS_DI], *restrict minus = out[MINUS_DI], *restrict range = out[ADX];

  for (size_t i = start; i < end; i++)
    {
      double up = high[i] - high[i - 1], down = low[i - 1] - low[i];
      double rise = cw_higher (up, 0.0), fall = cw_higher (down, 0.0);

      plus[i] = up > down ? rise : 0.0;
      minus[i] = down > up ? fall : 0.0;
      range[i] = cw_true_range (high[i], low[i], close[i - 1]);
    }
}

/* Two steps of a recurrence s = s · rest + x at once; the second does not wait for the first. */
static inline double
step_twice (double sum, double rest, double *x)
{
  double second = sum * (rest * rest) + (x[0] * rest + x[1]);

  x[0] = sum * rest + x[0];
  x[1] = second;
  return second;
}

static Movement
add_movements (size_t start, size_t end, Movement sums, double rest, double *const *out)
{
  size_t i = start;

  for (; i + 2 <= end; i += 2)
    {
      sums.plus = step_twice (sums.plus, rest, &out[PLUS_DI][i]);
      sums.minus = step_twice (sums.minus, rest, &out[MINUS_DI][i]);
      sums.range = step_twice (sums.range, rest, &out[ADX][i]);
    }
  for (; i < end; i++)
    {
      out[PLUS_DI][i] = sums.plus = sums.plus * rest + out[PLUS_DI][i];
      out[MINUS_DI][i] = sums.minus = sums.minus * rest + out[MINUS_DI][i];
      out[ADX][i] = sums.range = sums.range * rest + out[ADX][i];
    }
  return sums;
}

/* From the sums to the directional indicators, and to DX where ADX will be. Dividing is slow, so it
 * is done once for all three; their divisors are zero together. */
static void
find_directions (size_t start, size_t end, double *const *out)
{
  double *restrict plus = out[PLUS_DI], *restrict minus = out[MINUS_DI];
  double *restrict index = out[ADX];

  for (size_t i = start; i < end; i++)
    {
      double range = index[i], both = plus[i] + minus[i], product = range * both;
      double percent = 100.0 / product, percent_of_range = percent * both;
      double apart = fabs (plus[i] - minus[i]) * (percent * range);

      plus[i] = product > 0.0 ? plus[i] * percent_of_range : 0.0;
      minus[i] = product > 0.0 ? minus[i] * percent_of_range : 0.0;
      index[i] = product > 0.0 ? apart : 0.0;
    }
}

/* The mean of DX; the first n values are only added up to it. */
static double
smooth (size_t start, size_t end, double mean, double n, double *index)
{
  double share = 1.0 / n, rest = 1.0 - share;
  size_t first = 2 * (size_t) n - 1, i = start;

  for (; i < cw_min (end, first); i++)
    {
      mean += index[i] * share;
      index[i] = NO_VALUE;
    }
  if (i == first && i < end)
    {
      mean += index[i] * share;
      index[i++] = mean;
    }
  for (; i + 2 <= end; i += 2)
    {
      index[i] *= share;
      index[i + 1] *= share;
      mean = step_twice (mean, rest, &index[i]);
    }
  for (; i < end; i++)
    index[i] = mean = cw_wilder_step (mean, index[i], rest, share);
  return mean;
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  size_t n = (size_t) params[0];
  double rest = 1.0 - 1.0 / params[0], mean = 0.0;
  double check = cw_sum_prices (in, 0, cw_min (in->n, n));
  Movement sums = { 0.0, 0.0, 0.0 };

  find_movements (in, 1, cw_min (in->n, n), out);
  sums = add_movements (1, cw_min (in->n, n), sums, 1.0, out);
  for (size_t o = ADX; o <= MINUS_DI; o++)
    cw_fill_missing (out[o], cw_min (in->n, n));
  for (size_t start = n; start < in->n; start += TURN)
    {
      size_t end = cw_min (in->n, start + TURN);

      find_movements (in, start, end, out);
      sums = add_movements (start, end, sums, rest, out);
      find_directions (start, end, out);
      mean = smooth (start, end, mean, params[0], out[ADX]);
      check += cw_sum_prices (in, start, end);
    }
  return isfinite (check);
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
