/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

/*
 * Moving average convergence/divergence: the fast exponential mean of the closes minus the slow
 * one, each seeded with the mean of its own first values; its signal line, an exponential mean of
 * that difference seeded with the mean of its first values; the histogram, line minus signal.
 *
 * With 12, 26, 9 the line begins at index 25, signal and histogram at 33. TA-Lib seeds the fast
 * mean with the closes that end where the slow one's do, and differs until that has worn off.
 */

typedef struct
{
  double fast_factor, slow_factor, signal_factor;
  double fast, slow, signal; /* the three means at the bar before */
} Means;

enum
{
  LINE,
  SIGNAL,
  HISTOGRAM
};

/* The exponential mean over n values as it stands at bar i, which has one. */
static double
mean_at (const double *close, size_t n, double factor, size_t i)
{
  double mean = cw_plain_mean (close, n);

  for (size_t j = n; j <= i; j++)
    mean = cw_ema_step (mean, close[j], factor);
  return mean;
}

static double
step_line (Means *means, double close)
{
  means->fast = cw_ema_step (means->fast, close, means->fast_factor);
  means->slow = cw_ema_step (means->slow, close, means->slow_factor);
  return means->fast - means->slow;
}

/* The bars that have a line but no signal yet. Leaves the signal's seed in means, though it belongs
 * to the last bar here, which it also writes. */
static void
seed_signal (const double *close, size_t first, size_t n, Means *means, double *const *out)
{
  double line = means->fast - means->slow;

  out[LINE][first] = line;
  for (size_t i = first + 1; i < first + n; i++)
    {
      line = step_line (means, close[i]);
      out[LINE][i] = line;
    }
  means->signal = cw_plain_mean (out[LINE] + first, n);
  out[SIGNAL][first + n - 1] = means->signal;
  out[HISTOGRAM][first + n - 1] = line - means->signal;
}

/* All three means in one pass. */
static double
run_fused (const double *close, size_t first, size_t n, Means means, double *const *out)
{
  double *lines = out[LINE], *signals = out[SIGNAL], *histogram = out[HISTOGRAM];

  for (size_t i = first; i < n; i++)
    {
      double line = step_line (&means, close[i]);

      means.signal = cw_ema_step (means.signal, line, means.signal_factor);
      lines[i] = line;
      signals[i] = means.signal;
      histogram[i] = line - means.signal;
    }
  return means.signal;
}

static size_t
first_line (const double *params)
{
  return (size_t) (params[0] > params[1] ? params[0] : params[1]) - 1;
}

static size_t
lookback (const double *params)
{
  return first_line (params) + (size_t) params[2] - 1;
}

/* A series too short for a signal may be long enough for some of the line. */
static void
run_line_alone (const CwBars *in, size_t first, Means means, double *line)
{
  line[first] = means.fast - means.slow;
  for (size_t i = first + 1; i < in->n; i++)
    line[i] = step_line (&means, in->close[i]);
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  size_t first = first_line (params), last = lookback (params);
  Means means = {
    .fast_factor = cw_ema_factor (params[0]),
    .slow_factor = cw_ema_factor (params[1]),
    .signal_factor = cw_ema_factor (params[2]),
  };

  cw_fill_missing (out[LINE], cw_min (in->n, first));
  cw_fill_missing (out[SIGNAL], cw_min (in->n, last));
  cw_fill_missing (out[HISTOGRAM], cw_min (in->n, last));
  if (in->n <= first)
    return true;

  means.fast = mean_at (in->close, (size_t) params[0], means.fast_factor, first);
  means.slow = mean_at (in->close, (size_t) params[1], means.slow_factor, first);
  if (in->n <= last)
    {
      run_line_alone (in, first, means, out[LINE]);
      return isfinite (out[LINE][in->n - 1]);
    }
  seed_signal (in->close, first, (size_t) params[2], &means, out);
  return isfinite (run_fused (in->close, last + 1, in->n, means, out));
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_macd, &needed, params, out);
}

const CwIndicator cw_indicator_macd = {
  .id = "macd",
  .name = N_ ("Moving average convergence/divergence"),
  .short_name = "MACD",
  .kind = CW_INDICATOR_PANE,
  .n_params = 3,
  .params = { CW_PERIOD_PARAM (N_ ("Fast period"), 1, 12),
              CW_PERIOD_PARAM (N_ ("Slow period"), 1, 26),
              CW_PERIOD_PARAM (N_ ("Signal period"), 1, 9) },
  .n_outputs = 3,
  .outputs = { { .name = "macd", .label = N_ ("MACD line") },
               { .name = "macd_signal", .label = N_ ("Signal line") },
               { .name = "macd_hist", .label = N_ ("Histogram"), .histogram = true } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { 0.0, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Appel, The Moving Average Convergence-Divergence Trading Method, 1979",
};
