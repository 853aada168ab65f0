/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "cw-indicator.h"
#include "cw-pairs.h"
#include "cw-steps.h"

/*
 * What the indicators share. Not for other rooms.
 */

/* The table is plain C; the marking is for xgettext alone. */
#define N_(text) text

/* NAN is a float. */
#define NO_VALUE ((double) NAN)

/* The longest window. Some indicators keep some twelve times as many numbers on the stack, which is
 * a small part of any thread's. */
#define CW_MAX_PERIOD 2000

/* A parameter that counts bars. */
#define CW_PERIOD_PARAM(label, first, initial_value)                                           \
  {                                                                                            \
    .name = label, .min = first, .max = CW_MAX_PERIOD, .initial = initial_value, .whole = true \
  }

extern const CwIndicator cw_indicator_adx;
extern const CwIndicator cw_indicator_aroon;
extern const CwIndicator cw_indicator_atr;
extern const CwIndicator cw_indicator_bbands;
extern const CwIndicator cw_indicator_cci;
extern const CwIndicator cw_indicator_ema;
extern const CwIndicator cw_indicator_ichimoku;
extern const CwIndicator cw_indicator_macd;
extern const CwIndicator cw_indicator_mfi;
extern const CwIndicator cw_indicator_obv;
extern const CwIndicator cw_indicator_psar;
extern const CwIndicator cw_indicator_roc;
extern const CwIndicator cw_indicator_rsi;
extern const CwIndicator cw_indicator_sma;
extern const CwIndicator cw_indicator_stddev;
extern const CwIndicator cw_indicator_stoch;
extern const CwIndicator cw_indicator_vwap;
extern const CwIndicator cw_indicator_willr;
extern const CwIndicator cw_indicator_wma;

bool cw_params_are_valid (const CwIndicator *indicator, const double *params);
void cw_fill_missing (double *values, size_t n);

/*
 * CwKernel:
 * needed: the bars, with those columns alone that the indicator reads
 *
 * Computes an indicator over bars that all have values. Returns false if there was a gap after all;
 * then what it wrote counts for nothing.
 */
typedef bool (*CwKernel) (const CwBars *needed, const double *params, double *const *out);

CwCalcStatus cw_kernel_run (CwKernel kernel,
                            const CwIndicator *indicator,
                            const CwBars *needed,
                            const double *params,
                            double *const *out);

/* Where the lines of Bollinger bands go. */
typedef struct
{
  double *upper, *middle, *lower;
} CwBands;

/* Windows that slide, in blocks as long as the window: see cw-windows.c. */
size_t cw_window_means (const double *x, size_t start, size_t end, size_t n, double *means);
void cw_window_variances (const double *x, size_t start, size_t end, size_t n, double *variances);
void
cw_window_bands (const double *x, size_t start, size_t end, size_t n, double width, CwBands bands);
void
cw_window_spreads (const double *x, size_t size, size_t n, const double *means, double *spreads);
void cw_window_extremes (
    const double *high, const double *low, size_t size, size_t n, double *highest, double *lowest);

static inline double
cw_lower (double a, double b)
{
  return a < b ? a : b;
}

static inline double
cw_higher (double a, double b)
{
  return a > b ? a : b;
}

/* High, low and close of each bar added up: three times what it is worth. Where it comes to ratios
 * that is as good as a third of it. */
static inline void
cw_add_up_prices (const CwBars *in, size_t start, size_t end, double *restrict sums)
{
  const double *restrict high = in->high, *restrict low = in->low, *restrict close = in->close;

  for (size_t i = start; i < end; i++)
    sums[i - start] = high[i] + low[i] + close[i];
}

/* How far the price went in a bar, the way from the close before it included: for a high that is
 * not below its low, the largest of high - low, |high - close before| and |low - close before|. */
static inline double
cw_true_range (double high, double low, double close_before)
{
  return cw_higher (high, close_before) - cw_lower (low, close_before);
}

/*
 * Sums that are finite only if nothing that is added is missing. Comparing passes over missing
 * values, but adding does not. In four parts, which can be added at the same time.
 */
static inline double
cw_sum_values (const double *values, size_t n)
{
  double sums[4] = { 0.0, 0.0, 0.0, 0.0 };
  size_t i = 0;

  for (; i + 4 <= n; i += 4)
    for (size_t lane = 0; lane < 4; lane++)
      sums[lane] += values[i + lane];
  for (; i < n; i++)
    sums[0] += values[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

static inline double
cw_sum_prices (const CwBars *in, size_t start, size_t end)
{
  return cw_sum_values (in->high + start, end - start)
         + cw_sum_values (in->low + start, end - start)
         + cw_sum_values (in->close + start, end - start);
}

/* Apart from the sums before it, because roots can be taken several at a time. */
static inline double
cw_deviation (double variance)
{
  return sqrt (variance < 0.0 ? 0.0 : variance);
}

static inline size_t
cw_min (size_t a, size_t b)
{
  return a < b ? a : b;
}

/* How many bars to do at a time where steps take turns, so that each finds in the cache what the
 * one before has written: whole blocks of n, two by two unless they are very long. Of short ones
 * few, so that memory is read and written all the while, and not in bursts. */
static inline size_t
cw_turn (size_t n)
{
  return 2 * n <= 64 ? 64 / (2 * n) * (2 * n) : cw_min (2 * n, CW_MAX_PERIOD) / n * n;
}
