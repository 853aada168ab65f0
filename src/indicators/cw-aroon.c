/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Aroon: how fresh the highest high and the lowest low of the last n bars and the one before them
 * are: 100 if it is this bar's, 0 if it lies n bars back. Of several that are equal the latest
 * counts. From index n.
 *
 * In blocks of n + 1, as cw-windows.c explains, but with places instead of values.
 */

enum
{
  UP,
  DOWN
};

typedef struct
{
  size_t top[CW_MAX_PERIOD + 1], bottom[CW_MAX_PERIOD + 1];
  double highest[CW_MAX_PERIOD + 1], lowest[CW_MAX_PERIOD + 1];
} Places;

/* One of two places, without a branch, because which it will be cannot be predicted. */
static inline size_t
choose (bool first, size_t a, size_t b)
{
  size_t mask = -(size_t) first;

  return (a & mask) | (b & ~mask);
}

static void
find_before (const CwBars *in, size_t start, size_t n, Places *places)
{
  size_t top = start, bottom = start;
  double highest = -HUGE_VAL, lowest = HUGE_VAL;

  for (size_t j = n; j > 0; j--)
    {
      size_t i = start - (n + 1 - j);

      top = choose (in->high[i] > highest, i, top);
      bottom = choose (in->low[i] < lowest, i, bottom);
      highest = cw_higher (highest, in->high[i]);
      lowest = cw_lower (lowest, in->low[i]);
      places->top[j - 1] = top;
      places->bottom[j - 1] = bottom;
      places->highest[j - 1] = highest;
      places->lowest[j - 1] = lowest;
    }
}

static void
rate_block (
    const CwBars *in, size_t start, size_t size, size_t n, Places *places, double *const *out)
{
  size_t top = start, bottom = start;
  double highest = -HUGE_VAL, lowest = HUGE_VAL, share = 100.0 / (double) n;

  /* The window that ends with the block takes nothing from the one before. */
  places->highest[n] = -HUGE_VAL;
  places->lowest[n] = HUGE_VAL;
  places->top[n] = places->bottom[n] = start;
  for (size_t j = 0; j < size; j++)
    {
      size_t i = start + j;

      top = choose (in->high[i] >= highest, i, top);
      bottom = choose (in->low[i] <= lowest, i, bottom);
      highest = cw_higher (highest, in->high[i]);
      lowest = cw_lower (lowest, in->low[i]);
      places->top[j] = choose (highest >= places->highest[j], top, places->top[j]);
      places->bottom[j] = choose (lowest <= places->lowest[j], bottom, places->bottom[j]);
    }
  for (size_t j = 0; j < size; j++)
    {
      out[UP][start + j] = share * (double) (int) (n + places->top[j] - (start + j));
      out[DOWN][start + j] = share * (double) (int) (n + places->bottom[j] - (start + j));
    }
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  Places places;
  size_t n = (size_t) params[0];

  cw_fill_missing (out[UP], cw_min (in->n, n));
  cw_fill_missing (out[DOWN], cw_min (in->n, n));
  for (size_t start = n; start < in->n; start += n + 1)
    {
      size_t size = cw_min (in->n - start, n + 1);

      find_before (in, start, n, &places);
      rate_block (in, start, size, n, &places, out);
    }
  return isfinite (cw_sum_values (in->high, in->n) + cw_sum_values (in->low, in->n));
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low };

  return cw_kernel_run (kernel, &cw_indicator_aroon, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0];
}

const CwIndicator cw_indicator_aroon = {
  .id = "aroon",
  .name = N_ ("Aroon"),
  .short_name = "Aroon",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 25) },
  .n_outputs = 2,
  .outputs = { { .name = "aroon_up", .label = N_ ("Up") },
               { .name = "aroon_down", .label = N_ ("Down") } },
  .lower = 0.0,
  .upper = 100.0,
  .guides = { 30.0, 70.0 },
  .lookback = lookback,
  .run = run,
  .reference = "Chande, A Time Price Oscillator, Technical Analysis of Stocks & Commodities, 1995",
};
