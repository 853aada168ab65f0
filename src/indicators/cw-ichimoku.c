/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

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

enum
{
  TENKAN,
  KIJUN,
  SPAN_A,
  SPAN_B,
  CHIKOU
};

/* As many of the latest windows are kept: more than are looked back at, and a power of two, so that
 * looking back past the first bar leads to places that hold nothing yet. */
#define KEPT 32

/* The extremes of windows of one length, that which ends at bar i at i modulo KEPT. Beside the
 * highest high stands the lowest low with its sign turned, which is the highest of these. */
typedef CwPair Windows[KEPT];

static void
clear (Windows windows)
{
  for (size_t i = 0; i < KEPT; i++)
    windows[i] = (CwPair){ -HUGE_VAL, -HUGE_VAL };
}

/* A longer window, made of the one that ends at bar i and of two that end before it. */
static inline CwPair
join (const Windows parts, size_t i, size_t before, size_t long_before)
{
  return cw_pair_higher (parts[i % KEPT], cw_pair_higher (parts[(i - before) % KEPT],
                                                          parts[(i - long_before) % KEPT]));
}

static inline double
middle (CwPair window)
{
  return 0.5 * (window[0] - window[1]);
}

/* Each length is made from the one before: 3, 9, 26, where two of three overlap by a bar, and 52.
 * Returns the sum of the prices that it saw. */
static double
find_lines (const CwBars *in, double *const *out)
{
  double *tenkan = out[TENKAN], *kijun = out[KIJUN];
  double *span_a = out[SPAN_A], *span_b = out[SPAN_B];
  double *chikou = out[CHIKOU], closes = 0.0;
  CwPair sum = { 0.0, 0.0 };
  Windows one, three, nine, twenty_six;

  clear (one);
  clear (three);
  clear (nine);
  clear (twenty_six);
  for (size_t i = 0; i < in->n; i++)
    {
      double short_middle, long_middle;

      one[i % KEPT] = (CwPair){ in->high[i], -in->low[i] };
      three[i % KEPT] = join (one, i, 1, 2);
      nine[i % KEPT] = join (three, i, 3, 6);
      twenty_six[i % KEPT] = join (nine, i, 8, 17);
      short_middle = middle (nine[i % KEPT]);
      long_middle = middle (twenty_six[i % KEPT]);
      tenkan[i] = short_middle;
      kijun[i] = long_middle;
      if (i + SHIFT < in->n)
        {
          span_a[i + SHIFT] = 0.5 * (short_middle + long_middle);
          span_b[i + SHIFT] = middle (join (twenty_six, i, 0, 26));
        }
      chikou[i] = in->close[i];
      sum += one[i % KEPT];
      closes += in->close[i];
    }
  return sum[0] + sum[1] + closes;
}

/* The first windows are shorter than they should be; what came of them is taken back. */
static bool
kernel (const CwBars *in, const double *params, double *const *out)
{
  static const size_t first[] = {
    [TENKAN] = SHORT - 1,
    [KIJUN] = MIDDLE - 1,
    [SPAN_A] = MIDDLE - 1 + SHIFT,
    [SPAN_B] = LONG - 1 + SHIFT,
  };
  double sum = find_lines (in, out);

  for (size_t o = TENKAN; o <= SPAN_B; o++)
    cw_fill_missing (out[o], cw_min (in->n, first[o]));
  return isfinite (sum);
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
