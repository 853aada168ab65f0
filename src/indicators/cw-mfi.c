/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Money flow index: 100 · P / (P + N), where a bar's money is the mean of its high, low and close
 * times its volume, and P adds up the money of those of the last n bars at which that mean rose, N
 * of those at which it fell. From index n. If it never moved, or nothing was traded, 50.
 */

#define MOST_BARS (2 * CW_MAX_PERIOD)

/* Where the money of the bars went whose prices these are, the first of which only comes before. */
static void
split_money (const double *restrict prices,
             const double *restrict volume,
             size_t n_bars,
             double *restrict rising,
             double *restrict falling)
{
  for (size_t j = 0; j < n_bars; j++)
    {
      double money = prices[j + 1] * volume[j];

      rising[j] = prices[j + 1] > prices[j] ? money : 0.0;
      falling[j] = prices[j + 1] < prices[j] ? money : 0.0;
    }
}

/* Rates the bars from start up to start + size, which are whole blocks of n but at the end. Means
 * over the window do as well as sums. Returns the sum of the prices and volumes that it saw. */
static double
rate_bars (const CwBars *in, size_t start, size_t size, size_t n, double *index)
{
  double prices[MOST_BARS + 1], rising[MOST_BARS], falling[MOST_BARS];
  double means_in[MOST_BARS], means_out[MOST_BARS];
  size_t first = start - (n - 1), n_bars = n - 1 + size;

  cw_add_up_prices (in, first - 1, start + size, prices);
  rising[0] = falling[0] = 0.0; /* the compiler does not know that there is always a bar */
  split_money (prices, in->volume + first, n_bars, rising, falling);
  cw_window_means (rising, n - 1, n_bars, n, means_in);
  cw_window_means (falling, n - 1, n_bars, n, means_out);
  for (size_t j = 0; j < size; j++)
    {
      double all = means_in[n - 1 + j] + means_out[n - 1 + j];
      double share = 100.0 * means_in[n - 1 + j] / all;

      index[j] = all > 0.0 ? share : 50.0;
    }
  return cw_sum_values (prices, n_bars + 1) + cw_sum_values (in->volume + first - 1, n_bars + 1);
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  size_t n = (size_t) params[0], turn = cw_turn (n);
  double sum = 0.0;

  cw_fill_missing (out[0], cw_min (in->n, n));
  for (size_t start = n; start < in->n; start += turn)
    sum += rate_bars (in, start, cw_min (in->n - start, turn), n, out[0] + start);
  return isfinite (sum);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = {
    .n = in->n, .high = in->high, .low = in->low, .close = in->close, .volume = in->volume
  };

  return cw_kernel_run (kernel, &cw_indicator_mfi, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0];
}

const CwIndicator cw_indicator_mfi = {
  .id = "mfi",
  .name = N_ ("Money flow index"),
  .short_name = "MFI",
  .kind = CW_INDICATOR_PANE,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 14) },
  .n_outputs = 1,
  .outputs = { { .name = "mfi", .label = N_ ("Index") } },
  .lower = 0.0,
  .upper = 100.0,
  .guides = { 20.0, 80.0 },
  .lookback = lookback,
  .run = run,
  .reference = "Quong and Soudack, Volume-Weighted RSI: Money Flow, Technical Analysis of Stocks & "
               "Commodities, 1989",
};
