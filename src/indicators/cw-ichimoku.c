/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

#include <string.h>

/*
 * Ichimoku: the middle between the highest high and the lowest low of the last 9 bars (tenkan), and
 * of the last 26 (kijun). Two lines stand where they are drawn, 26 bars after they are known: span
 * A, the mean of tenkan and kijun, and span B, the middle of the last 52 bars. Chikou is the close;
 * it is drawn 26 bars back, which is left to whoever draws it, because at the bar where it is drawn
 * it is not known yet.
 *
 * First values: tenkan at index 8, kijun 25, span A 51, span B 77, chikou 0.
 */

#define SHORT 9
#define MIDDLE 26
#define LONG 52
#define SHIFT 26

/* How many bars a turn takes; the windows that end in them are made of ones that end before. */
#define TURN 512
#define BEFORE LONG

enum
{
  TENKAN,
  KIJUN,
  SPAN_A,
  SPAN_B,
  CHIKOU
};

/* The extremes of windows of one length, those that end at first, first + 1, … */
typedef struct
{
  size_t first;
  double highest[TURN + BEFORE], lowest[TURN + BEFORE];
} Windows;

static size_t
later (size_t a, size_t b)
{
  return a > b ? a : b;
}

static size_t
reach_back (size_t start, size_t n, size_t earliest)
{
  return start > n + earliest ? start - n : earliest;
}

static void
find_short (const CwBars *in, size_t start, size_t end, Windows *windows)
{
  windows->first = reach_back (start, LONG - SHORT, SHORT - 1);
  for (size_t i = windows->first; i < end; i += SHORT)
    cw_window_extremes (in->high + i, in->low + i, cw_min (SHORT, end - i), SHORT,
                        windows->highest + (i - windows->first),
                        windows->lowest + (i - windows->first));
}

/* Makes windows from two shorter ones each: that which ends at the same bar, and that which ends
 * some bars before. */
static void
join (const Windows *parts, size_t back, size_t start, size_t end, Windows *whole)
{
  const double *restrict highest = parts->highest + (start - parts->first);
  const double *restrict lowest = parts->lowest + (start - parts->first);
  const double *restrict before_highest = highest - back, *restrict before_lowest = lowest - back;

  whole->first = start;
  for (size_t j = 0; j < end - start; j++)
    {
      whole->highest[j] = cw_higher (highest[j], before_highest[j]);
      whole->lowest[j] = cw_lower (lowest[j], before_lowest[j]);
    }
}

static void
write_middles (const Windows *windows, size_t start, size_t end, double *middles)
{
  for (size_t i = start; i < end; i++)
    middles[i] = 0.5 * (windows->highest[i - windows->first] + windows->lowest[i - windows->first]);
}

/* A window of 26 is two of 17, which are two of 9 each, all overlapping; one of 52 is two of 26. */
static void
find_lines (const CwBars *in, size_t start, size_t end, double *const *out)
{
  size_t half = MIDDLE - SHORT; /* 17 */
  size_t from_half = reach_back (start, LONG - half, half - 1);
  size_t from_middle = reach_back (start, LONG - MIDDLE, MIDDLE - 1);
  size_t from_long = later (start, LONG - 1), to_long = cw_min (end, in->n - cw_min (in->n, SHIFT));
  Windows windows, halves;

  find_short (in, start, end, &windows);
  write_middles (&windows, later (start, SHORT - 1), end, out[TENKAN]);
  if (from_middle >= end)
    return;
  join (&windows, half - SHORT, from_half, end, &halves);
  join (&halves, MIDDLE - half, from_middle, end, &windows);
  write_middles (&windows, later (start, MIDDLE - 1), end, out[KIJUN]);
  if (from_long >= to_long)
    return;
  join (&windows, MIDDLE, from_long, to_long, &halves);
  write_middles (&halves, from_long, to_long, out[SPAN_B] + SHIFT);
}

static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  static const size_t first[] = {
    [TENKAN] = SHORT - 1,
    [KIJUN] = MIDDLE - 1,
    [SPAN_A] = MIDDLE - 1 + SHIFT,
    [SPAN_B] = LONG - 1 + SHIFT,
  };
  double check = 0.0;

  for (size_t o = TENKAN; o <= SPAN_B; o++)
    cw_fill_missing (out[o], cw_min (in->n, first[o]));
  for (size_t start = 0; start < in->n; start += TURN)
    {
      size_t end = cw_min (in->n, start + TURN);

      find_lines (in, start, end, out);
      for (size_t i = later (start, first[SPAN_A]); i < end; i++)
        out[SPAN_A][i] = 0.5 * (out[TENKAN][i - SHIFT] + out[KIJUN][i - SHIFT]);
      memcpy (out[CHIKOU] + start, in->close + start, (end - start) * sizeof (double));
      check += cw_sum_prices (in, start, end);
    }
  return isfinite (check);
}

static CwCalcStatus
run (const CwBars *in, const double *params, double *const *out)
{
  CwBars needed = { .n = in->n, .high = in->high, .low = in->low, .close = in->close };

  return cw_kernel_run (kernel, &cw_indicator_ichimoku, &needed, params, out);
}

static size_t
lookback (const double *params)
{
  return LONG - 1 + SHIFT;
}

const CwIndicator cw_indicator_ichimoku = {
  .id = "ichimoku",
  .name = N_ ("Ichimoku"),
  .short_name = "Ichimoku",
  .kind = CW_INDICATOR_OVERLAY,
  .n_outputs = 5,
  .outputs = { { .name = "ichimoku_tenkan", .label = N_ ("Conversion line") },
               { .name = "ichimoku_kijun", .label = N_ ("Base line") },
               { .name = "ichimoku_span_a", .label = N_ ("Leading span A") },
               { .name = "ichimoku_span_b", .label = N_ ("Leading span B") },
               { .name = "ichimoku_chikou", .label = N_ ("Lagging line"), .shift = -SHIFT } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Hosoda, Ichimoku Kinko Hyo, 1969",
};
