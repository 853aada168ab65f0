/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "oracle.h"

/* Indicators against their definitions, written down as plainly and slowly as can be; for those
 * above all that no oracle covers. */

#define N 400

typedef struct
{
  double open[N], high[N], low[N], close[N], volume[N];
  CwBars bars;
} Made;

/* Prices in steps of a quarter, so that equal highs and lows happen. */
static void
make_bars (Made *made, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  double price = 100;

  for (gsize i = 0; i < N; i++)
    {
      made->open[i] = price;
      price = MAX (50, price + 0.25 * g_rand_int_range (random, -8, 9));
      made->close[i] = price;
      made->high[i] = MAX (made->open[i], price) + 0.25 * g_rand_int_range (random, 0, 4);
      made->low[i] = MIN (made->open[i], price) - 0.25 * g_rand_int_range (random, 0, 4);
      made->volume[i] = i < 3 ? 0 : g_rand_int_range (random, 0, 1000);
    }
  made->bars = (CwBars){ N, made->open, made->high, made->low, made->close, made->volume };
}

static double
highest (const Made *made, gsize end, gsize n)
{
  double top = -HUGE_VAL;

  for (gsize i = end + 1 - n; i <= end; i++)
    top = MAX (top, made->high[i]);
  return top;
}

static double
lowest (const Made *made, gsize end, gsize n)
{
  double bottom = HUGE_VAL;

  for (gsize i = end + 1 - n; i <= end; i++)
    bottom = MIN (bottom, made->low[i]);
  return bottom;
}

static void
test_extremes (void)
{
  static const gsize lengths[] = { 1, 2, 5, 14, 63, 100, 399 };
  gsize n_checked = 0;
  Made made;

  make_bars (&made, 1);
  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      gsize n = lengths[l];
      g_autofree char *willr_spec = g_strdup_printf ("willr:%" G_GSIZE_FORMAT, n);
      g_autofree char *stoch_spec = g_strdup_printf ("stoch:%" G_GSIZE_FORMAT ",1,1", n);
      g_autoptr (Outputs) willr = outputs_new (willr_spec, &made.bars);
      g_autoptr (Outputs) stoch = outputs_new (stoch_spec, &made.bars);

      for (gsize i = n - 1; i < N; i++)
        {
          double top = highest (&made, i, n), bottom = lowest (&made, i, n), close = made.close[i];
          double up = top > bottom ? 100 * (close - bottom) / (top - bottom) : 50;

          assert_close (stoch->out[0][i], up, 1e-12, stoch_spec, i);
          assert_close (stoch->out[1][i], up, 1e-12, stoch_spec, i);
          assert_close (willr->out[0][i], up - 100, 1e-12, willr_spec, i);
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, ==, 7 * (N + 1) - (1 + 2 + 5 + 14 + 63 + 100 + 399));
}

/* The latest of the bars that reach the top of the window, and how long ago it was. */
static void
test_aroon (void)
{
  static const gsize lengths[] = { 1, 2, 5, 25, 100 };
  gsize n_checked = 0;
  Made made;

  make_bars (&made, 2);
  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      gsize n = lengths[l];
      g_autofree char *spec = g_strdup_printf ("aroon:%" G_GSIZE_FORMAT, n);
      g_autoptr (Outputs) aroon = outputs_new (spec, &made.bars);

      for (gsize i = n; i < N; i++)
        {
          gsize up = i, down = i;

          while (made.high[up] < highest (&made, i, n + 1))
            up--;
          while (made.low[down] > lowest (&made, i, n + 1))
            down--;
          assert_close (aroon->out[0][i], 100.0 * (double) (n - (i - up)) / (double) n, 1e-12, spec,
                        i);
          assert_close (aroon->out[1][i], 100.0 * (double) (n - (i - down)) / (double) n, 1e-12,
                        spec, i);
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, ==, 5 * N - (1 + 2 + 5 + 25 + 100));
}

static double
middle (const Made *made, gsize end, gsize n)
{
  return end + 1 < n ? NAN : (highest (made, end, n) + lowest (made, end, n)) / 2;
}

static void
check_ichimoku (const Made *made, gsize n)
{
  CwBars bars = made->bars;
  g_autoptr (Outputs) ichimoku = NULL;

  bars.n = n;
  ichimoku = outputs_new ("ichimoku", &bars);
  for (gsize i = 0; i < n; i++)
    {
      double before = i < 26 ? NAN : (middle (made, i - 26, 9) + middle (made, i - 26, 26)) / 2;

      assert_close (ichimoku->out[0][i], middle (made, i, 9), 1e-12, "tenkan", i);
      assert_close (ichimoku->out[1][i], middle (made, i, 26), 1e-12, "kijun", i);
      assert_close (ichimoku->out[2][i], before, 1e-12, "span a", i);
      assert_close (ichimoku->out[3][i], i < 26 ? NAN : middle (made, i - 26, 52), 1e-12, "span b",
                    i);
      assert_close (ichimoku->out[4][i], made->close[i], 1e-12, "chikou", i);
    }
}

static void
test_ichimoku (void)
{
  static const gsize lengths[] = { 0, 1, 8, 9, 25, 26, 51, 52, 53, 77, 78, 79, 200, 400 };
  Made made;

  make_bars (&made, 3);
  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    check_ichimoku (&made, lengths[l]);
}

/* Nothing is known before anything was traded. */
static void
test_vwap (void)
{
  Made made;
  g_autoptr (Outputs) vwap = NULL;
  double paid = 0, traded = 0;

  make_bars (&made, 4);
  vwap = outputs_new ("vwap", &made.bars);
  for (gsize i = 0; i < N; i++)
    {
      paid += (made.high[i] + made.low[i] + made.close[i]) / 3 * made.volume[i];
      traded += made.volume[i];
      assert_close (vwap->out[0][i], traded > 0 ? paid / traded : NAN, 1e-12, "vwap", i);
    }
  g_assert_true (isnan (vwap->out[0][2]));
  g_assert_false (isnan (vwap->out[0][3]));
}

/* With each session it begins anew; a bar whose volume nobody knows takes no part. */
static void
test_vwap_of_sessions (void)
{
  Made made;
  int64_t session[N];
  g_autoptr (Outputs) vwap = NULL;
  double paid = 0, traded = 0;
  gsize n_sessions = 0, n_unknown = 0;

  make_bars (&made, 4);
  for (gsize i = 0; i < N; i++)
    {
      session[i] = (int64_t) (i / 39);
      if (i % 50 == 20)
        made.volume[i] = NAN;
    }
  made.bars.session = session;
  vwap = outputs_new ("vwap", &made.bars);
  for (gsize i = 0; i < N; i++)
    {
      gboolean known = !isnan (made.volume[i]);

      if (i == 0 || session[i] != session[i - 1])
        {
          paid = traded = 0;
          n_sessions++;
        }
      if (known)
        {
          paid += (made.high[i] + made.low[i] + made.close[i]) / 3 * made.volume[i];
          traded += made.volume[i];
        }
      n_unknown += !known;
      assert_close (vwap->out[0][i], known && traded > 0 ? paid / traded : NAN, 1e-12, "vwap", i);
    }
  g_assert_cmpuint (n_sessions, ==, (N + 38) / 39);
  g_assert_cmpuint (n_unknown, >=, N / 50);
}

/* Wilder's rules, each on its own line. */
static void
check_psar (const Made *made, double step, double most)
{
  g_autofree char *spec = g_strdup_printf ("psar:%.3f,%.3f", step, most);
  g_autoptr (Outputs) psar = outputs_new (spec, &made->bars);
  const double *high = made->high, *low = made->low;
  gboolean up = !(low[0] > low[1] && low[0] - low[1] > high[1] - high[0]);
  double stop = up ? low[0] : high[0], extreme = up ? high[1] : low[1], factor = MIN (step, most);
  gsize n_turns = 0;

  g_assert_true (isnan (psar->out[0][0]));
  for (gsize i = 1; i < N; i++)
    {
      gsize before = MAX (i - 1, 1);
      gboolean turned = up ? low[i] <= stop : high[i] >= stop;

      if (turned)
        {
          stop = up ? MAX (extreme, MAX (high[before], high[i]))
                    : MIN (extreme, MIN (low[before], low[i]));
          up = !up;
          extreme = up ? high[i] : low[i];
          factor = MIN (step, most);
          n_turns++;
        }
      assert_close (psar->out[0][i], stop, 1e-11, spec, i);
      if (!turned && (up ? high[i] > extreme : low[i] < extreme))
        {
          extreme = up ? high[i] : low[i];
          factor = MIN (factor + step, most);
        }
      stop += factor * (extreme - stop);
      stop = up ? MIN (stop, MIN (low[before], low[i])) : MAX (stop, MAX (high[before], high[i]));
    }
  g_assert_cmpuint (n_turns, >, 10);
}

static void
test_psar (void)
{
  for (guint32 seed = 5; seed < 15; seed++)
    {
      Made made;

      make_bars (&made, seed);
      check_psar (&made, 0.02, 0.2);
      check_psar (&made, 0.1, 0.05);
      check_psar (&made, 0.3, 1);
    }
}

static void
test_directions (void)
{
  enum
  {
    PERIOD = 10
  };
  Made made;
  g_autoptr (Outputs) adx = NULL;
  double plus = 0, minus = 0, range = 0;

  make_bars (&made, 6);
  adx = outputs_new ("adx:10", &made.bars);
  for (gsize i = 1; i < N; i++)
    {
      double up = made.high[i] - made.high[i - 1], down = made.low[i - 1] - made.low[i];
      double true_range =
          MAX (made.high[i], made.close[i - 1]) - MIN (made.low[i], made.close[i - 1]);
      double keep = i < PERIOD ? 1 : 1 - 1.0 / PERIOD;

      plus = plus * keep + (up > down && up > 0 ? up : 0);
      minus = minus * keep + (down > up && down > 0 ? down : 0);
      range = range * keep + true_range;
      assert_close (adx->out[1][i], i < PERIOD ? NAN : 100 * plus / range, 1e-12, "+DI", i);
      assert_close (adx->out[2][i], i < PERIOD ? NAN : 100 * minus / range, 1e-12, "-DI", i);
    }
}

/* A market that stands still after it has moved: its index does not dissolve into the smallest
 * numbers that there are. */
static void
test_long_standstill (void)
{
  enum
  {
    LONG = 30000
  };
  g_autofree double *close = g_new (double, LONG);
  CwBars bars = { .n = LONG, .close = close };
  g_autoptr (Outputs) rsi = NULL;

  for (gsize i = 0; i < LONG; i++)
    close[i] = i < 30 ? 100 + (double) (i % 7) : 100;
  rsi = outputs_new ("rsi:14", &bars);
  assert_close (rsi->out[0][1000], rsi->out[0][40], 1e-9, "rsi", 1000);
  assert_close (rsi->out[0][LONG - 1], 50, 1e-9, "rsi", LONG - 1);
}

/* A missing volume matters to those that read it, and to no others. */
static void
test_missing_volume (void)
{
  Made made, whole;
  g_autoptr (Outputs) sma = NULL;
  g_autoptr (Outputs) sma_whole = NULL;
  g_autoptr (Outputs) obv = NULL;

  make_bars (&made, 7);
  make_bars (&whole, 7);
  made.volume[100] = NAN;
  sma = outputs_new ("sma:20", &made.bars);
  sma_whole = outputs_new ("sma:20", &whole.bars);
  obv = outputs_new ("obv", &made.bars);
  for (gsize i = 0; i < N; i++)
    assert_close (sma->out[0][i], sma_whole->out[0][i], 1e-15, "sma", i);
  g_assert_true (isnan (obv->out[0][100]));
  assert_close (obv->out[0][101], 0, 1e-15, "obv", 101);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/indicators/plain/extremes", test_extremes);
  g_test_add_func ("/indicators/plain/aroon", test_aroon);
  g_test_add_func ("/indicators/plain/ichimoku", test_ichimoku);
  g_test_add_func ("/indicators/plain/vwap", test_vwap);
  g_test_add_func ("/indicators/plain/vwap-of-sessions", test_vwap_of_sessions);
  g_test_add_func ("/indicators/plain/psar", test_psar);
  g_test_add_func ("/indicators/plain/directions", test_directions);
  g_test_add_func ("/indicators/plain/long-standstill", test_long_standstill);
  g_test_add_func ("/indicators/plain/missing-volume", test_missing_volume);
  return g_test_run ();
}
