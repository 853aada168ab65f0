/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Aroon: how fresh the highest high and the lowest low of the last n bars and the one before them
 * are: 100 if it is this bar's, 0 if it lies n bars back. Of several that are equal the latest
 * counts. From index n.
 *
 * In blocks of n + 1, as cw-windows.c explains, with the place of each extreme beside it; highs and
 * lows side by side.
 */

enum
{
  UP,
  DOWN
};

/* The best of some bars on either side, and its place, counted from the first of the block. */
typedef struct
{
  CwPair price, place;
} Best;

#define NOTHING_YET ((Best){ .price = { -HUGE_VAL, -HUGE_VAL } })

static inline Best
choose (CwPairMask which, Best where_set, Best where_not)
{
  return (Best){
    .price = cw_pair_choose (which, where_set.price, where_not.price),
    .place = cw_pair_choose (which, where_set.place, where_not.place),
  };
}

/* The lowest low is the highest of all lows with their signs turned. */
static inline Best
bar_at (const CwBars *in, size_t i, double place)
{
  return (Best){ .price = { in->high[i], -in->low[i] }, .place = { place, place } };
}

static void
find_before (const CwBars *in, size_t start, size_t n, Best *before)
{
  Best best = NOTHING_YET;

  before[n] = best; /* the window that ends with the block takes nothing from the one before */
  for (size_t j = n; j > 0; j--)
    {
      Best bar = bar_at (in, start + j - (n + 1), (double) j - (double) (n + 1));

      best = choose (bar.price > best.price, bar, best);
      before[j - 1] = best;
    }
}

/* Returns the sum of the prices that it saw. */
static CwPair
rate_block (const CwBars *in, size_t start, size_t size, size_t n, double *const *out)
{
  Best before[CW_MAX_PERIOD + 1], own = NOTHING_YET;
  double share = 100.0 / (double) n;
  CwPair sum = { 0.0, 0.0 };

  find_before (in, start, n, before);
  for (size_t j = 0; j < size; j++)
    {
      Best bar = bar_at (in, start + j, (double) j), best;
      CwPair rating;

      own = choose (bar.price >= own.price, bar, own);
      best = choose (own.price >= before[j].price, own, before[j]);
      rating = share * ((double) n + best.place - (double) j);
      out[UP][start + j] = rating[0];
      out[DOWN][start + j] = rating[1];
      sum += bar.price;
    }
  return sum;
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  size_t n = (size_t) params[0], first = cw_min (in->n, n);
  CwPair sum = { cw_sum_values (in->high, first), cw_sum_values (in->low, first) };

  cw_fill_missing (out[UP], first);
  cw_fill_missing (out[DOWN], first);
  for (size_t start = n; start < in->n; start += n + 1)
    sum += rate_block (in, start, cw_min (in->n - start, n + 1), n, out);
  return isfinite (sum[0] + sum[1]);
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
