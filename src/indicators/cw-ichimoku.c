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

/* How many bars a turn takes. */
#define TURN 512

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
  size_t length, first;
  double highest[TURN + LONG], lowest[TURN + LONG];
} Windows;

/* Windows of one bar: those that the windows that end from start on are made of. */
static void
take_bars (const CwBars *in, size_t start, size_t end, Windows *windows)
{
  size_t first = start - cw_min (start, LONG - 1);

  windows->length = 1;
  windows->first = first;
  memcpy (windows->highest, in->high + first, (end - first) * sizeof (double));
  memcpy (windows->lowest, in->low + first, (end - first) * sizeof (double));
}

/* How a longer window is made from three: how many bars the second and the third end after the
 * first. */
typedef struct
{
  size_t second, third;
} Join;

static void
join (const Windows *parts, Join later, size_t end, Windows *whole)
{
  const double *restrict highest = parts->highest, *restrict lowest = parts->lowest;
  double *restrict joined_highest = whole->highest, *restrict joined_lowest = whole->lowest;
  size_t first = cw_min (end, parts->first + later.third), n = end - first;

  for (size_t j = 0; j < n; j++)
    {
      joined_highest[j] =
          cw_higher (cw_higher (highest[j], highest[j + later.second]), highest[j + later.third]);
      joined_lowest[j] =
          cw_lower (cw_lower (lowest[j], lowest[j + later.second]), lowest[j + later.third]);
    }
  whole->length = parts->length + later.third;
  whole->first = first;
}

static void
write_middles (const Windows *windows, size_t start, size_t end, double *restrict middles)
{
  size_t first = start > windows->first ? start : windows->first;
  const double *restrict highest = windows->highest + (first - windows->first);
  const double *restrict lowest = windows->lowest + (first - windows->first);

  for (size_t i = first; i < end; i++)
    middles[i] = 0.5 * (highest[i - first] + lowest[i - first]);
}

/* Each length is made from the one before: 3, 9, 26, where two of three overlap by a bar, and 52.
 */
static void
find_lines (const CwBars *in, size_t start, size_t end, double *const *out)
{
  static const Join later[] = { { 1, 2 }, { 3, 6 }, { 9, 17 }, { 26, 26 } };
  Windows windows[2];

  take_bars (in, start, end, &windows[0]);
  for (size_t i = 0; i < sizeof later / sizeof later[0]; i++)
    {
      Windows *whole = &windows[(i + 1) % 2];

      join (&windows[i % 2], later[i], end, whole);
      if (whole->length == SHORT)
        write_middles (whole, start, end, out[TENKAN]);
      else if (whole->length == MIDDLE)
        write_middles (whole, start, end, out[KIJUN]);
      else if (whole->length == LONG)
        write_middles (whole, start, cw_min (end, in->n - cw_min (in->n, SHIFT)),
                       out[SPAN_B] + SHIFT);
    }
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
      for (size_t i = start > first[SPAN_A] ? start : first[SPAN_A]; i < end; i++)
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
               { .name = "ichimoku_span_a", .label = N_ ("Leading span A"), .ahead = SHIFT },
               { .name = "ichimoku_span_b", .label = N_ ("Leading span B"), .ahead = SHIFT },
               { .name = "ichimoku_chikou", .label = N_ ("Lagging line"), .shift = -SHIFT } },
  .lower = NO_VALUE,
  .upper = NO_VALUE,
  .guides = { NO_VALUE, NO_VALUE },
  .lookback = lookback,
  .run = run,
  .reference = "Hosoda, Ichimoku Kinko Hyo, 1969",
};
