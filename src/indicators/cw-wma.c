/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Weighted moving average: of the last n closes the oldest counts once, the next twice, the last n
 * times; divided by n · (n + 1) / 2. From index n - 1.
 *
 * In blocks, as cw-windows.c explains. What a window takes from the block before has the weights 1
 * up to m: with one more value before them all weights rise by one, which adds their plain sum.
 */

static void
weigh_before (const double *x, size_t size, size_t n, double *weighted)
{
  double reference = x[0], sum = 0.0, moments = 0.0;

  if (size == n)
    weighted[n - 1] = 0.0;
  for (size_t j = n - 1; j > 0; j--)
    {
      sum += *(x - (n - j)) - reference;
      moments += sum;
      if (j <= size)
        weighted[j - 1] = moments;
    }
}

/* The block's own j + 1 values have the weights n - j up to n. */
static void
average_block (const double *x, size_t size, double n, double *means)
{
  double reference = x[0], sum = 0.0, moments = 0.0, share = 2.0 / (n * (n + 1.0));

  for (size_t j = 0; j < size; j++)
    {
      double difference = x[j] - reference;

      sum += difference;
      moments += (double) j * difference;
      means[j] = reference + (means[j] + (n - (double) j) * sum + moments) * share;
    }
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  size_t n;

  if (!cw_params_are_valid (&cw_indicator_wma, params))
    return CW_CALC_BAD_PARAMS;
  n = (size_t) params[0];
  cw_fill_missing (out[0], cw_min (in->n, n - 1));
  for (size_t start = n - 1; start < in->n; start += n)
    {
      size_t size = cw_min (in->n - start, n);

      weigh_before (in->close + start, size, n, out[0] + start);
      average_block (in->close + start, size, params[0], out[0] + start);
    }
  return CW_CALC_OK;
}

static size_t
lookback (const double *params)
{
  return (size_t) params[0] - 1;
}

const CwIndicator cw_indicator_wma = {
  .id = "wma",
  .name = N_ ("Weighted moving average"),
  .short_name = "WMA",
  .kind = CW_INDICATOR_OVERLAY,
  .n_params = 1,
  .params = { CW_PERIOD_PARAM (N_ ("Period"), 1, 20) },
  .n_outputs = 1,
  .outputs = { { .name = "wma", .label = N_ ("Average") } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9",
};
