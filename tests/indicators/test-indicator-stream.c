/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-indicator-stream.h"
#include "oracle.h"

/* Bar by bar must be the same as all at once, to the last bit. */

#define N 1000

static const char *const specs[] = {
  "sma:1",    "sma:2",      "sma:3",        "sma:20",      "sma:333",
  "sma:1000", "sma:1500",   "ema:1",        "ema:2",       "ema:20",
  "ema:600",  "rsi:1",      "rsi:2",        "rsi:14",      "rsi:99",
  "macd",     "macd:1,1,1", "macd:26,12,9", "macd:5,35,5", "macd:400,500,300",
};

static void
make_closes (double *close, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  close[0] = 100;
  for (gsize i = 1; i < N; i++)
    close[i] = close[i - 1] * g_rand_double_range (random, 0.97, 1.031);
}

static void
assert_same_bits (const char *what, gsize bar, double actual, double expected)
{
  if (memcmp (&actual, &expected, sizeof actual) != 0 && !(isnan (actual) && isnan (expected)))
    g_error ("%s at %" G_GSIZE_FORMAT " is %.17g, not %.17g", what, bar, actual, expected);
}

static void
compare (const char *text, const double *close)
{
  CwBars bars = { .n = N, .close = close };
  g_autoptr (Outputs) batch = outputs_new (text, &bars);
  g_autofree void *memory = g_malloc (cw_indicator_stream_size (&batch->spec));
  CwIndicatorStream *stream = cw_indicator_stream_init (memory, &batch->spec);

  for (gsize i = 0; i < N; i++)
    {
      double values[CW_INDICATOR_MAX_OUTPUTS];

      cw_indicator_stream_append (stream, close[i], values);
      for (gsize o = 0; o < batch->spec.indicator->n_outputs; o++)
        assert_same_bits (text, i, values[o], batch->out[o][i]);
    }
}

static void
test_same (gconstpointer text)
{
  double close[N];

  make_closes (close, 1);
  compare (text, close);
}

static void
test_gaps (gconstpointer text)
{
  static const gsize gaps[] = { 0, 3, 4, 100, 101, 500, 777, 999 };
  double close[N];

  make_closes (close, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (gaps); i++)
    close[gaps[i]] = NAN;
  compare (text, close);
}

/* A copy of the bytes goes its own way. */
static void
test_copy (gconstpointer text)
{
  CwIndicatorSpec spec;
  g_autofree void *memory = NULL;
  double close[N], first[CW_INDICATOR_MAX_OUTPUTS], second[CW_INDICATOR_MAX_OUTPUTS];
  CwIndicatorStream *stream;
  gsize size;

  make_closes (close, 3);
  g_assert_true (cw_indicator_spec_parse (text, &spec));
  size = cw_indicator_stream_size (&spec);
  memory = g_malloc (size);
  stream = cw_indicator_stream_init (memory, &spec);
  for (gsize i = 0; i < N; i++)
    {
      g_autofree CwIndicatorStream *copy = g_memdup2 (stream, size);

      cw_indicator_stream_append (copy, close[i] * 2, second);
      memcpy (copy, stream, size);
      cw_indicator_stream_append (stream, close[i], first);
      cw_indicator_stream_append (copy, close[i], second);
      for (gsize o = 0; o < spec.indicator->n_outputs; o++)
        assert_same_bits (text, i, second[o], first[o]);
    }
}

static void
test_no_stream (void)
{
  CwIndicatorSpec spec;

  g_assert_true (cw_indicator_spec_parse ("stoch", &spec));
  g_assert_cmpuint (cw_indicator_stream_size (&spec), ==, 0);
  g_assert_true (cw_indicator_spec_parse ("sma", &spec));
  g_assert_cmpuint (cw_indicator_stream_size (&spec), >, 20 * sizeof (double));
  spec.params[0] = 0;
  g_assert_cmpuint (cw_indicator_stream_size (&spec), ==, 0);
}

static void
add_tests (const char *property, GTestDataFunc func)
{
  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/indicators/stream/%s/%s", property, specs[i]);

      g_test_add_data_func (path, specs[i], func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_tests ("same", test_same);
  add_tests ("gaps", test_gaps);
  add_tests ("copy", test_copy);
  g_test_add_func ("/indicators/stream/no-stream", test_no_stream);
  return g_test_run ();
}
