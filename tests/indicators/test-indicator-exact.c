/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "oracle.h"

/* Errors of rounding: that they do not add up, and that every compiler makes the same ones. */

#define MANY 10000000
#define WINDOW 200

/* A walk by whole-number arithmetic and exact scaling alone, so that it is the same everywhere. */
typedef struct
{
  guint64 state;
} Walk;

static double
walk_step (Walk *walk)
{
  walk->state = walk->state * G_GUINT64_CONSTANT (6364136223846793005)
                + G_GUINT64_CONSTANT (1442695040888963407);
  return (double) (walk->state >> 40) / (1 << 24);
}

static double *
make_closes (gsize n)
{
  double *close = g_new (double, n);
  Walk walk = { 1 };
  double price = 1000;

  for (gsize i = 0; i < n; i++)
    {
      /* Now and then an outlier, which must leave nothing behind. */
      price = 0.99999 * (price + 10 * (walk_step (&walk) - 0.5)) + 0.01;
      close[i] = i % 99991 == 0 ? price * 1e6 : price;
    }
  return close;
}

static void
fresh_moments (const double *close, gsize n, double *mean, double *weighted, double *deviation)
{
  long double sum = 0, weights = 0, squares = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += close[i];
      weights += (long double) (i + 1) * close[i];
    }
  for (gsize i = 0; i < n; i++)
    squares += (close[i] - sum / n) * (close[i] - sum / n);
  *mean = (double) (sum / n);
  *weighted = (double) (weights * 2 / ((long double) n * (n + 1)));
  *deviation = (double) sqrtl (squares / n);
}

/* Ten million bars end where the last of them alone do. */
static void
test_drift (void)
{
  g_autofree double *close = make_closes (MANY);
  const double *window = close + MANY - WINDOW;
  CwBars bars = { .n = MANY, .close = close };
  double mean, weighted, deviation;

  fresh_moments (window, WINDOW, &mean, &weighted, &deviation);
  {
    g_autoptr (Outputs) sma = outputs_new ("sma:200", &bars);

    assert_close (sma->out[0][MANY - 1], mean, 1e-12, "sma", MANY - 1);
  }
  {
    g_autoptr (Outputs) wma = outputs_new ("wma:200", &bars);

    assert_close (wma->out[0][MANY - 1], weighted, 1e-12, "wma", MANY - 1);
  }
  {
    g_autoptr (Outputs) bands = outputs_new ("bbands:200,2", &bars);

    assert_close (bands->out[0][MANY - 1], mean + 2 * deviation, 1e-12, "upper", MANY - 1);
    assert_close (bands->out[2][MANY - 1], mean - 2 * deviation, 1e-12, "lower", MANY - 1);
  }
}

/* Sums over all bars, too: money paid, against long doubles. */
static void
test_drift_of_totals (void)
{
  g_autofree double *close = make_closes (MANY);
  g_autofree double *volume = g_new (double, MANY);
  CwBars bars = { MANY, close, close, close, close, volume };
  g_autoptr (Outputs) vwap = NULL;
  long double paid = 0, traded = 0;
  Walk walk = { 2 };

  for (gsize i = 0; i < MANY; i++)
    {
      volume[i] = 1000 * walk_step (&walk);
      paid += (long double) close[i] * volume[i];
      traded += volume[i];
    }
  vwap = outputs_new ("vwap", &bars);
  assert_close (vwap->out[0][MANY - 1], (double) (paid / traded), 1e-12, "vwap", MANY - 1);
}

/* Every window of every length that slides, against adding it up afresh. */
static void
test_every_window (void)
{
  static const gsize lengths[] = { 1, 2, 3, 7, 20, 64, 99, 150 };
  enum
  {
    N = 400
  };
  g_autofree double *close = make_closes (N);
  CwBars bars = { .n = N, .close = close };
  gsize n_windows = 0;

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      gsize n = lengths[l];
      g_autofree char *sma_spec = g_strdup_printf ("sma:%" G_GSIZE_FORMAT, n);
      g_autofree char *wma_spec = g_strdup_printf ("wma:%" G_GSIZE_FORMAT, n);
      g_autofree char *deviation_spec = g_strdup_printf ("stddev:%" G_GSIZE_FORMAT, MAX (n, 2));
      g_autoptr (Outputs) sma = outputs_new (sma_spec, &bars);
      g_autoptr (Outputs) wma = outputs_new (wma_spec, &bars);
      g_autoptr (Outputs) stddev = outputs_new (deviation_spec, &bars);

      for (gsize i = n - 1; i < N; i++)
        {
          double mean, weighted, deviation;

          fresh_moments (close + i + 1 - n, n, &mean, &weighted, &deviation);
          assert_close (sma->out[0][i], mean, 1e-13, sma_spec, i);
          assert_close (wma->out[0][i], weighted, 1e-13, wma_spec, i);
          if (n > 1)
            assert_close (stddev->out[0][i], deviation, 1e-11, deviation_spec, i);
          n_windows++;
        }
    }
  g_assert_cmpuint (n_windows, ==, 8 * (N + 1) - (1 + 2 + 3 + 7 + 20 + 64 + 99 + 150));
}

/* The commodity channel index of long windows, which goes another way than that of short ones. */
static void
test_long_spread (void)
{
  enum
  {
    N = 3000,
    PERIOD = 700
  };
  g_autofree double *close = make_closes (N);
  CwBars bars = { .n = N, .high = close, .low = close, .close = close };
  g_autoptr (Outputs) cci = outputs_new ("cci:700", &bars);
  gsize n_checked = 0;

  for (gsize i = PERIOD - 1; i < N; i += 13)
    {
      long double mean = 0, spread = 0;

      for (gsize j = i + 1 - PERIOD; j <= i; j++)
        mean += close[j];
      mean /= PERIOD;
      for (gsize j = i + 1 - PERIOD; j <= i; j++)
        spread += fabsl (close[j] - mean);
      spread /= PERIOD;
      assert_close (cci->out[0][i], (double) ((close[i] - mean) / (0.015L * spread)), 1e-9, "cci",
                    i);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, ==, 177);
}

/* Fingerprints of all outputs over the same walk. They change only where a calculation does; gcc,
 * clang and every level of optimisation must find the same. */
static const struct
{
  const char *spec;
  guint64 fingerprint;
} fingerprints[] = {
  { "sma:20", G_GUINT64_CONSTANT (0x89e71d8a6bdbffb1) },
  { "sma:7", G_GUINT64_CONSTANT (0xaa118fd13919e892) },
  { "ema:20", G_GUINT64_CONSTANT (0xf404424c6cba1ea7) },
  { "wma:30", G_GUINT64_CONSTANT (0xd58f27b01ccea9b8) },
  { "bbands:20,2", G_GUINT64_CONSTANT (0x891904e44b8a6567) },
  { "bbands:7,1.5", G_GUINT64_CONSTANT (0x5f7f016f1b51ce74) },
  { "psar:0.02,0.2", G_GUINT64_CONSTANT (0xc9dc77f62c8a6dd6) },
  { "ichimoku", G_GUINT64_CONSTANT (0xc885415fd4b88b54) },
  { "vwap", G_GUINT64_CONSTANT (0x559c3824de550f2d) },
  { "macd:12,26,9", G_GUINT64_CONSTANT (0x6feb6440749dc141) },
  { "rsi:14", G_GUINT64_CONSTANT (0x036ab82d57754158) },
  { "stoch:14,3,3", G_GUINT64_CONSTANT (0x9899617709d04f02) },
  { "stoch:5,7,11", G_GUINT64_CONSTANT (0xa85c9835597f5503) },
  { "adx:14", G_GUINT64_CONSTANT (0xe0d2de6e40d13ea9) },
  { "aroon:25", G_GUINT64_CONSTANT (0x2bacf0b57f923405) },
  { "cci:20", G_GUINT64_CONSTANT (0x211398d40bd406d1) },
  { "cci:13", G_GUINT64_CONSTANT (0xd05db4c862e84a29) },
  { "cci:300", G_GUINT64_CONSTANT (0x89df1d0d16082868) },
  { "willr:14", G_GUINT64_CONSTANT (0xe5288d6dcd49d337) },
  { "roc:12", G_GUINT64_CONSTANT (0x6f7d56eb5b74089e) },
  { "mfi:14", G_GUINT64_CONSTANT (0x1e303b9a999cb5ba) },
  { "obv", G_GUINT64_CONSTANT (0x2a6325069a464b85) },
  { "atr:14", G_GUINT64_CONSTANT (0x94261db81128872c) },
  { "stddev:20", G_GUINT64_CONSTANT (0xae454b8656908805) },
};

#define N_BITS 3000

static guint64
take_fingerprint (const char *spec, const CwBars *bars)
{
  g_autoptr (Outputs) outputs = outputs_new (spec, bars);
  guint64 fingerprint = G_GUINT64_CONSTANT (14695981039346656037);

  for (gsize o = 0; o < outputs->spec.indicator->n_outputs; o++)
    for (gsize i = 0; i < bars->n; i++)
      {
        double value = outputs->out[o][i];
        guint64 bits;

        memcpy (&bits, &value, sizeof bits);
        if (isnan (value))
          bits = 1; /* one NaN is as good as another */
        fingerprint = (fingerprint ^ bits) * G_GUINT64_CONSTANT (1099511628211);
      }
  return fingerprint;
}

static void
test_bits (void)
{
  double open[N_BITS], high[N_BITS], low[N_BITS], close[N_BITS], volume[N_BITS], price = 100;
  CwBars bars = { N_BITS, open, high, low, close, volume };
  Walk walk = { 3 };
  gboolean all_same = TRUE;

#if FLT_EVAL_METHOD != 0
  g_test_skip ("This machine computes with more digits than a double has");
  return;
#endif
  for (gsize i = 0; i < N_BITS; i++)
    {
      open[i] = price;
      price = open[i] + (walk_step (&walk) - 0.5) * 4 + (100 - open[i]) / 64;
      close[i] = price;
      high[i] = MAX (open[i], price) + walk_step (&walk);
      low[i] = MIN (open[i], price) - walk_step (&walk);
      volume[i] = floor (walk_step (&walk) * 1e6);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fingerprints); i++)
    {
      guint64 fingerprint = take_fingerprint (fingerprints[i].spec, &bars);

      if (fingerprint != fingerprints[i].fingerprint)
        {
          g_test_message ("{ \"%s\", G_GUINT64_CONSTANT (0x%016" G_GINT64_MODIFIER "x) },",
                          fingerprints[i].spec, fingerprint);
          all_same = FALSE;
        }
    }
  g_assert_true (all_same);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/indicators/exact/drift", test_drift);
  g_test_add_func ("/indicators/exact/drift-of-totals", test_drift_of_totals);
  g_test_add_func ("/indicators/exact/every-window", test_every_window);
  g_test_add_func ("/indicators/exact/long-spread", test_long_spread);
  g_test_add_func ("/indicators/exact/bits", test_bits);
  return g_test_run ();
}
