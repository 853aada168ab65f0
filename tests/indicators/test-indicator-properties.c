/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "oracle.h"

/* What must hold of every indicator, with its usual parameters and with others. */

#define N 600

/* What becomes of an output when all prices are in another unit. */
typedef enum
{
  SCALES, /* it is a price, or a difference of prices */
  STAYS,
} Scaling;

/* Several parameter sets of each indicator, so that the borders of windows fall everywhere, and
 * what it gives for prices that never move. */
typedef struct
{
  const char *text;
  Scaling scaling;
  double constant;
} Spec;

#define PRICE 133.1

static const Spec specs[] = {
  { "sma:1", SCALES, PRICE },
  { "sma:2", SCALES, PRICE },
  { "sma:20", SCALES, PRICE },
  { "sma:199", SCALES, PRICE },
  { "sma:299", SCALES, PRICE },
  { "ema:1", SCALES, PRICE },
  { "ema:20", SCALES, PRICE },
  { "wma:1", SCALES, PRICE },
  { "wma:2", SCALES, PRICE },
  { "wma:30", SCALES, PRICE },
  { "wma:250", SCALES, PRICE },
  { "bbands:20,2", SCALES, PRICE },
  { "bbands:2,1", SCALES, PRICE },
  { "bbands:7,2.5", SCALES, PRICE },
  { "psar", SCALES, PRICE },
  { "psar:0.1,0.05", SCALES, PRICE },
  { "ichimoku", SCALES, PRICE },
  { "vwap", SCALES, PRICE },
  { "macd:12,26,9", SCALES, 0 },
  { "macd:5,3,1", SCALES, 0 },
  { "macd:3,10,16", SCALES, 0 },
  { "atr:14", SCALES, 0 },
  { "atr:1", SCALES, 0 },
  { "stddev:20", SCALES, 0 },
  { "stddev:2", SCALES, 0 },
  { "stddev:150", SCALES, 0 },
  { "rsi:1", STAYS, 50 },
  { "rsi:2", STAYS, 50 },
  { "rsi:14", STAYS, 50 },
  { "stoch:14,3,3", STAYS, 50 },
  { "stoch:1,1,1", STAYS, 50 },
  { "stoch:5,10,20", STAYS, 50 },
  { "stoch:100,50,40", STAYS, 50 },
  { "adx:14", STAYS, 0 },
  { "adx:1", STAYS, 0 },
  { "adx:50", STAYS, 0 },
  { "aroon:25", STAYS, 100 },
  { "aroon:1", STAYS, 100 },
  { "aroon:130", STAYS, 100 },
  { "cci:20", STAYS, 0 },
  { "cci:2", STAYS, 0 },
  { "cci:150", STAYS, 0 },
  { "cci:290", STAYS, 0 },
  { "willr:14", STAYS, -50 },
  { "willr:1", STAYS, -50 },
  { "willr:200", STAYS, -50 },
  { "roc:12", STAYS, 0 },
  { "roc:1", STAYS, 0 },
  { "mfi:14", STAYS, 50 },
  { "mfi:1", STAYS, 50 },
  { "mfi:100", STAYS, 50 },
  { "obv", STAYS, 0 },
};

typedef struct
{
  double open[N], high[N], low[N], close[N], volume[N];
} Made;

static CwBars
make_bars (Made *made, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  double close = 100;

  for (gsize i = 0; i < N; i++)
    {
      double open = close * g_rand_double_range (random, 0.99, 1.01);

      close = open * g_rand_double_range (random, 0.97, 1.031);
      made->open[i] = open;
      made->close[i] = close;
      made->high[i] = MAX (open, close) * g_rand_double_range (random, 1, 1.02);
      made->low[i] = MIN (open, close) * g_rand_double_range (random, 0.98, 1);
      made->volume[i] = floor (g_rand_double_range (random, 1000, 1e6));
    }
  return (CwBars){ N, made->open, made->high, made->low, made->close, made->volume };
}

/* Equal to the last bit, where no value is equal to no value. */
static void
assert_same (const Outputs *a, const Outputs *b, gsize start, gsize end, gsize shift)
{
  for (gsize o = 0; o < a->spec.indicator->n_outputs; o++)
    for (gsize i = start; i < end; i++)
      {
        double first = a->out[o][i], second = b->out[o][i - shift];

        if (memcmp (&first, &second, sizeof first) != 0 && !(isnan (first) && isnan (second)))
          g_error ("%s, output %" G_GSIZE_FORMAT ", bar %" G_GSIZE_FORMAT ": %.17g is not %.17g",
                   a->spec.indicator->id, o, i, first, second);
      }
}

static gboolean
is_smoothed (const char *id)
{
  static const char *const ids[] = { "ema", "macd", "rsi", "atr", "adx", "psar", NULL };

  return g_strv_contains (ids, id);
}

static gboolean
is_total (const char *id)
{
  static const char *const ids[] = { "obv", "vwap", NULL };

  return g_strv_contains (ids, id);
}

static void
test_no_look_ahead (gconstpointer data)
{
  const char *spec = ((const Spec *) data)->text;
  static const gsize lengths[] = { 0, 1, 2, 3, 14, 15, 20, 26, 33, 34, 35, 99, 200, 299, 400, 599 };
  Made made, changed;
  CwBars bars = make_bars (&made, 1);
  g_autoptr (Outputs) all = outputs_new (spec, &bars);

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      CwBars shorter = bars, other = make_bars (&changed, 99);
      g_autoptr (Outputs) prefix = NULL;
      g_autoptr (Outputs) rewritten = NULL;
      gsize n = lengths[l];

      shorter.n = n;
      prefix = outputs_new (spec, &shorter);
      assert_same (all, prefix, 0, n, 0);

      memcpy (changed.open, made.open, n * sizeof (double));
      memcpy (changed.high, made.high, n * sizeof (double));
      memcpy (changed.low, made.low, n * sizeof (double));
      memcpy (changed.close, made.close, n * sizeof (double));
      memcpy (changed.volume, made.volume, n * sizeof (double));
      rewritten = outputs_new (spec, &other);
      assert_same (all, rewritten, 0, n, 0);
    }
}

/* The longest windows fit where they are kept, wherever the bars end. */
static void
check_long_windows (const CwIndicator *indicator, double period, const CwBars *bars)
{
  static const gsize fewer[] = { 1, 39, 500, 1001, 1777 };
  CwIndicatorSpec spec = { .indicator = indicator };
  g_autoptr (Outputs) all = NULL;

  for (gsize p = 0; p < indicator->n_params; p++)
    spec.params[p] = indicator->params[p].whole ? period : indicator->params[p].initial;
  g_assert_cmpuint (indicator->lookback (spec.params), <, bars->n);
  all = outputs_new_for (&spec, bars);
  for (gsize k = 0; k < G_N_ELEMENTS (fewer); k++)
    {
      CwBars shorter = *bars;
      g_autoptr (Outputs) prefix = NULL;

      shorter.n -= fewer[k];
      prefix = outputs_new_for (&spec, &shorter);
      assert_same (all, prefix, 0, shorter.n, 0);
    }
}

static void
test_long_windows (void)
{
  enum
  {
    MANY = 6500
  };
  static const double periods[] = { 255, 256, 257, 666, 667, 999, 1000, 1001, 1333, 1999, 2000 };
  g_autofree Made *made = g_new (Made, 11);
  g_autofree double *columns = g_new (double, 5 * MANY);
  CwBars bars = { MANY };
  gsize n_checked = 0;

  for (guint32 seed = 0; seed < 11; seed++)
    make_bars (&made[seed], seed);
  for (gsize i = 0; i < MANY; i++)
    {
      const Made *part = &made[i / N];

      columns[i] = part->open[i % N];
      columns[MANY + i] = part->high[i % N];
      columns[2 * MANY + i] = part->low[i % N];
      columns[3 * MANY + i] = part->close[i % N];
      columns[4 * MANY + i] = part->volume[i % N];
    }
  bars.open = columns;
  bars.high = columns + MANY;
  bars.low = columns + 2 * MANY;
  bars.close = columns + 3 * MANY;
  bars.volume = columns + 4 * MANY;
  for (gsize i = 0; i < cw_indicator_count (); i++)
    for (gsize p = 0; p < G_N_ELEMENTS (periods); p++)
      {
        check_long_windows (cw_indicator_get (i), periods[p], &bars);
        n_checked++;
      }
  g_assert_cmpuint (n_checked, >=, 19 * 11);
}

/* At the lookback every output has its first value; a bar less and one of them has none. */
static void
test_lookback (gconstpointer data)
{
  const char *text = ((const Spec *) data)->text;
  Made made;
  CwBars bars = make_bars (&made, 2);
  CwIndicatorSpec spec;
  gsize lookback;
  g_autoptr (Outputs) enough = NULL;
  gboolean any_missing = FALSE;

  g_assert_true (cw_indicator_spec_parse (text, &spec));
  lookback = spec.indicator->lookback (spec.params);
  g_assert_cmpuint (lookback + 1, <, N);
  bars.n = lookback + 1;
  enough = outputs_new (text, &bars);
  for (gsize o = 0; o < spec.indicator->n_outputs; o++)
    {
      g_assert_false (isnan (enough->out[o][lookback]));
      any_missing |= lookback > 0 && isnan (enough->out[o][lookback - 1]);
    }
  g_assert_cmpint (any_missing, ==, lookback > 0);
}

/* Once there are values, they do not stop. */
static void
test_no_holes (gconstpointer data)
{
  const char *text = ((const Spec *) data)->text;
  Made made;
  CwBars bars = make_bars (&made, 3);
  g_autoptr (Outputs) all = outputs_new (text, &bars);

  for (gsize o = 0; o < all->spec.indicator->n_outputs; o++)
    {
      gboolean begun = FALSE;

      for (gsize i = 0; i < N; i++)
        {
          g_assert_false (begun && isnan (all->out[o][i]));
          g_assert_false (isinf (all->out[o][i]));
          begun |= !isnan (all->out[o][i]);
        }
      g_assert_true (begun);
    }
}

/* After a gap an indicator starts over, as over a series of its own. */
/* An average since a beginning passes over what is missing. */
static gboolean
starts_over_after_gap (const char *id)
{
  return !g_str_equal (id, "vwap");
}

static void
test_gaps (gconstpointer data)
{
  const char *text = ((const Spec *) data)->text;
  Made made;
  CwBars bars = make_bars (&made, 4);
  static const gsize gaps[] = { 0, 5, 6, 250, 599 };
  gsize start = 0;
  g_autoptr (Outputs) all = NULL;

  for (gsize g = 0; g < G_N_ELEMENTS (gaps); g++)
    made.open[gaps[g]] = made.high[gaps[g]] = made.low[gaps[g]] = made.close[gaps[g]] =
        made.volume[gaps[g]] = NAN;
  all = outputs_new (text, &bars);

  for (gsize g = 0; g < G_N_ELEMENTS (gaps); g++)
    {
      CwBars part = { gaps[g] - start,  made.open + start,  made.high + start,
                      made.low + start, made.close + start, made.volume + start };
      g_autoptr (Outputs) alone = outputs_new (text, &part);

      for (gsize o = 0; o < all->spec.indicator->n_outputs; o++)
        {
          g_assert_true (isnan (all->out[o][gaps[g]]));
          for (gsize i = start; i < gaps[g] && (g == 0 || starts_over_after_gap (text)); i++)
            assert_close (all->out[o][i], alone->out[o][i - start], 1e-11, text, i);
        }
      start = gaps[g] + 1;
    }
  g_assert_cmpuint (start, ==, N);
}

/* Begun later, with enough bars before, a window gives the same; a smoothed mean, which never
 * forgets where it began, comes near, and a sum over all bars differs for good. */
static void
test_range_invariance (gconstpointer data)
{
  const Spec *spec = data;
  static const gsize offsets[] = { 1, 2, 13, 100, 117 };
  Made made;
  CwBars bars = make_bars (&made, 8);
  g_autoptr (Outputs) all = outputs_new (spec->text, &bars);
  const CwIndicator *indicator = all->spec.indicator;
  double tolerance = is_smoothed (indicator->id) ? 0.02 : 1e-10;

  if (is_total (indicator->id))
    return;
  for (gsize k = 0; k < G_N_ELEMENTS (offsets); k++)
    {
      gsize from = offsets[k], first = indicator->lookback (all->spec.params);
      CwBars later = { N - from,        made.open + from,  made.high + from,
                       made.low + from, made.close + from, made.volume + from };
      g_autoptr (Outputs) part = outputs_new (spec->text, &later);

      if (is_smoothed (indicator->id))
        first = N - from - 10;
      for (gsize o = 0; o < indicator->n_outputs; o++)
        for (gsize i = first; i < N - from; i++)
          assert_close (part->out[o][i], all->out[o][i + from], tolerance, spec->text, i);
    }
}

/* Prices in another unit. A power of two changes no bit but the exponent. */
static void
test_scaling (gconstpointer data)
{
  const Spec *spec = data;
  Made made, scaled;
  CwBars bars = make_bars (&made, 5), larger = make_bars (&scaled, 5);
  g_autoptr (Outputs) plain = outputs_new (spec->text, &bars);
  g_autoptr (Outputs) big = NULL;

  for (gsize i = 0; i < N; i++)
    {
      scaled.open[i] *= 1024;
      scaled.high[i] *= 1024;
      scaled.low[i] *= 1024;
      scaled.close[i] *= 1024;
    }
  big = outputs_new (spec->text, &larger);
  for (gsize o = 0; o < plain->spec.indicator->n_outputs; o++)
    for (gsize i = 0; i < N; i++)
      plain->out[o][i] *= spec->scaling == SCALES ? 1024 : 1;
  assert_same (plain, big, 0, N, 0);
}

/* Prices that never move. */
static void
test_constant (gconstpointer data)
{
  const Spec *spec = data;
  Made made;
  CwBars bars = make_bars (&made, 6);
  g_autoptr (Outputs) all = NULL;
  const CwIndicator *indicator;

  for (gsize i = 0; i < N; i++)
    made.open[i] = made.high[i] = made.low[i] = made.close[i] = PRICE;
  all = outputs_new (spec->text, &bars);
  indicator = all->spec.indicator;
  for (gsize o = 0; o < indicator->n_outputs; o++)
    for (gsize i = indicator->lookback (all->spec.params); i < N; i++)
      assert_close (all->out[o][i], spec->constant, 1e-13, spec->text, i);
}

/* A pane whose range the table fixes holds all values. */
static void
test_range (gconstpointer data)
{
  const Spec *spec = data;
  Made made;
  CwBars bars = make_bars (&made, 7);
  g_autoptr (Outputs) all = outputs_new (spec->text, &bars);
  const CwIndicator *indicator = all->spec.indicator;

  for (gsize o = 0; o < indicator->n_outputs && !isnan (indicator->lower); o++)
    for (gsize i = indicator->lookback (all->spec.params); i < N; i++)
      {
        g_assert_cmpfloat (all->out[o][i], >=, indicator->lower - 1e-9);
        g_assert_cmpfloat (all->out[o][i], <=, indicator->upper + 1e-9);
      }
}

static void
add_tests (const char *property, GTestDataFunc func)
{
  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/indicators/properties/%s/%s", property, specs[i].text);

      g_test_add_data_func (path, &specs[i], func);
    }
}

/* Every row of the table is among those that are tested. */
static void
test_all_covered (void)
{
  for (gsize i = 0; i < cw_indicator_count (); i++)
    {
      gboolean found = FALSE;

      for (gsize s = 0; s < G_N_ELEMENTS (specs) && !found; s++)
        {
          CwIndicatorSpec spec;

          g_assert_true (cw_indicator_spec_parse (specs[s].text, &spec));
          found = spec.indicator == cw_indicator_get (i);
        }
      if (!found)
        g_error ("No property of %s is tested", cw_indicator_get (i)->id);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/indicators/properties/all-covered", test_all_covered);
  g_test_add_func ("/indicators/properties/long-windows", test_long_windows);
  add_tests ("no-look-ahead", test_no_look_ahead);
  add_tests ("lookback", test_lookback);
  add_tests ("no-holes", test_no_holes);
  add_tests ("gaps", test_gaps);
  add_tests ("range-invariance", test_range_invariance);
  add_tests ("scaling", test_scaling);
  add_tests ("constant", test_constant);
  add_tests ("range", test_range);
  return g_test_run ();
}
