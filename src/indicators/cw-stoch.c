/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Slow stochastic oscillator: where the close lies between the lowest low (0) and the highest high
 * (100) of the last k bars; %K is the simple mean of the last s of these, from index k + s - 2, and
 * %D the simple mean of the last d values of %K, from index k + s + d - 3. A window whose highest
 * and lowest price are the same gives 50: the close is at both ends.
 *
 * Three steps, each in blocks as long as its window (see cw-windows.c). They take turns, so that
 * each finds in the cache what the one before has just written. Where a close lies is first kept
 * where %D will be, which therefore stays behind by the window of %K.
 */

/* How many bars a turn takes. */
#define TURN 2048

enum
{
  K,
  D
};

static inline double
position (double close, double highest, double lowest)
{
  double range = highest - lowest;

  return range > 0.0 ? 100.0 * (close - lowest) / range : 50.0;
}

/* Where the closes of the blocks from start up to end lie; adds up what it reads. */
static size_t
place_closes (const CwBars *in, size_t start, size_t end, size_t n, double *places, double *check)
{
  double highest[CW_MAX_PERIOD], lowest[CW_MAX_PERIOD];

  for (; start < end; start += n)
    {
      size_t size = cw_min (n, in->n - start);

      cw_window_extremes (in->high + start, in->low + start, size, n, highest, lowest);
      for (size_t j = 0; j < size; j++)
        places[start + j] = position (in->close[start + j], highest[j], lowest[j]);
      *check += cw_sum_prices (in, start, start + size);
    }
  return cw_min (start, in->n);
}

/* As far as there are values up to end, but in whole blocks, unless it is the end of all. */
static size_t
average (const double *x, size_t start, size_t end, size_t n_bars, size_t n, double *means)
{
  if (start >= end)
    return start;
  if (end < n_bars)
    end = start + (end - start) / n * n;
  return cw_window_means (x, start, end, n, means);
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  size_t n = (size_t) params[0], slow = (size_t) params[1], signal = (size_t) params[2];
  size_t placed = n - 1, k_done = placed + slow - 1, d_done = k_done + signal - 1;
  double check = cw_sum_prices (in, 0, cw_min (in->n, placed));

  cw_fill_missing (out[K], cw_min (in->n, k_done));
  while (placed < in->n)
    {
      placed = place_closes (in, placed, cw_min (placed + TURN, in->n), n, out[D], &check);
      k_done = average (out[D], k_done, placed, in->n, slow, out[K]);
      d_done = average (out[K], d_done, placed < in->n ? k_done - (slow - 1) : in->n, in->n, signal,
                        out[D]);
    }
  cw_fill_missing (out[D], cw_min (in->n, n + slow + signal - 3));
  return isfinite (check);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_stoch, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] + (size_t) params[1] + (size_t) params[2] - 3;
}

const CwIndicator cw_indicator_stoch = {
  .id = "stoch",
  .name = N_ ("Stochastic oscillator"),
  .short_name = "Stochastic",
  .kind = CW_INDICATOR_PANE,
  .n_params = 3,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 14), CW_PERIOD_PARAM (N_ ("%K smoothing"), 1, 3),
              CW_PERIOD_PARAM (N_ ("%D smoothing"), 1, 3) },
  .n_outputs = 2,
  .outputs = { { .name = "stoch_k", .label = "%K" }, { .name = "stoch_d", .label = "%D" } },
  .lower = 0.0,
  .upper = 100.0,
  .guides = { 20.0, 80.0 },
  .lookback = lookback,
  .run = run,
  .reference = "Lane, Lane’s Stochastics, Technical Analysis of Stocks & Commodities, 1984",
};
