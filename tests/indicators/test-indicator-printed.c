/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "oracle.h"

/* The oracles that were printed with a few decimals, or rest on another convention. */

/* What TA-Lib's own regression tests expect, at 0.011 as they do. */
#define TALIB_TOLERANCE 0.011

typedef struct
{
  const char *function, *params, *output; /* params NULL: the number there is the period */
  const char *spec;
  gsize index; /* of our output */
  double factor;
} TalibCase;

static const TalibCase talib_cases[] = {
  { "SMA", NULL, "v", "sma", 0, 1 },
  { "EMA", NULL, "v", "ema", 0, 1 },
  { "WMA", NULL, "v", "wma", 0, 1 },
  { "RSI", NULL, "rsi", "rsi", 0, 1 },
  { "ATR", NULL, "v", "atr", 0, 1 },
  { "TRANGE", "0", "v", "atr:1", 0, 1 },
  { "CCI", NULL, "v", "cci", 0, 1 },
  { "WILLR", NULL, "v", "willr", 0, 1 },
  { "MFI", NULL, "v", "mfi", 0, 1 },
  { "STDDEV", "5,nbdev=1.0", "v", "stddev:5", 0, 1 },
  { "STDDEV", "5,nbdev=1.5", "v", "stddev:5", 0, 1.5 },
  { "BBANDS", "20,2.0,2.0,SMA", "upper", "bbands:20,2", 0, 1 },
  { "BBANDS", "20,2.0,2.0,SMA", "middle", "bbands:20,2", 1, 1 },
  { "BBANDS", "20,2.0,2.0,SMA", "lower", "bbands:20,2", 2, 1 },
  { "STOCH", "fastK=5,slowK=3,slowD=3", "slowK", "stoch:5,3,3", 0, 1 },
  { "STOCH", "fastK=5,slowK=3,slowD=3", "slowD", "stoch:5,3,3", 1, 1 },
  { "STOCH", "fastK=5,slowK=3,slowD=4", "slowK", "stoch:5,3,4", 0, 1 },
  { "STOCH", "fastK=5,slowK=3,slowD=4", "slowD", "stoch:5,3,4", 1, 1 },
};

static const TalibCase *
find_talib_case (const Oracle *oracle, gsize row)
{
  const char *function = oracle_get_text (oracle, row, "function");
  const char *params = oracle_get_text (oracle, row, "params");
  const char *output = oracle_get_text (oracle, row, "output");

  for (gsize i = 0; i < G_N_ELEMENTS (talib_cases); i++)
    if (g_str_equal (talib_cases[i].function, function)
        && g_str_equal (talib_cases[i].output, output)
        && (talib_cases[i].params == NULL || g_str_equal (talib_cases[i].params, params)))
      return &talib_cases[i];
  return NULL;
}

/* The Metastock way begins smoothed means elsewhere, which shows at the beginning. */
static gboolean
is_other_convention (const Oracle *oracle, gsize row)
{
  return g_str_equal (oracle_get_text (oracle, row, "function"), "RSI")
         && g_str_equal (oracle_get_text (oracle, row, "mode"), "metastock")
         && oracle_get (oracle, "bar_index")[row] < 200;
}

static void
check_talib_row (const Oracle *oracle, gsize row, const TalibCase *talib, const CwBars *bars)
{
  g_autofree char *spec =
      talib->params == NULL
          ? g_strdup_printf ("%s:%s", talib->spec, oracle_get_text (oracle, row, "params"))
          : g_strdup (talib->spec);
  g_autoptr (Outputs) outputs = outputs_new (spec, bars);
  gsize bar = (gsize) oracle_get (oracle, "bar_index")[row];
  double actual = talib->factor * outputs->out[talib->index][bar];

  if (!(fabs (actual - oracle_get (oracle, "expected")[row]) <= TALIB_TOLERANCE))
    g_error ("%s at %" G_GSIZE_FORMAT " is %g, not %g", spec, bar, actual,
             oracle_get (oracle, "expected")[row]);
}

static void
test_talib_regtest (void)
{
  g_autoptr (Oracle) prices = oracle_load ("talib_regtest_bars.csv");
  g_autoptr (Oracle) oracle = oracle_load ("talib_regtest_expected.csv");
  CwBars bars = oracle_get_bars (prices);
  gsize n_checked = 0, n_other = 0;

  for (gsize row = 0; row < oracle->n_rows; row++)
    {
      const TalibCase *talib = find_talib_case (oracle, row);

      if (talib == NULL)
        continue;
      if (is_other_convention (oracle, row))
        n_other++;
      else
        {
          check_talib_row (oracle, row, talib, &bars);
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, ==, 81);
  g_assert_cmpuint (n_other, ==, 9);
}

/* TA-Lib's MACD from our parts: its fast mean is seeded with the closes that end at bar 25. */
static void
test_talib_macd (void)
{
  g_autoptr (Oracle) prices = oracle_load ("talib_regtest_bars.csv");
  CwBars bars = oracle_get_bars (prices), later = bars;
  g_autoptr (Outputs) slow = outputs_new ("ema:26", &bars);
  g_autoptr (Outputs) macd = outputs_new ("macd:12,26,9", &bars);
  g_autoptr (Outputs) fast = NULL;

  later.close += 14;
  later.n -= 14;
  fast = outputs_new ("ema:12", &later);
  g_assert_cmpfloat_with_epsilon (fast->out[0][33 - 14] - slow->out[0][33], -1.9738, 1e-4);
  g_assert_cmpfloat (fabs (macd->out[0][33] + 1.9738), >, 1e-3);
}

typedef struct
{
  const char *indicator, *output, *spec;
  gsize index;
  double factor;
} TulipCase;

/* Where our convention is Tulip's. It gives rates of change as fractions. */
static const TulipCase tulip_cases[] = {
  { "bbands", "upper", "bbands:5,2", 0, 1 }, { "bbands", "middle", "bbands:5,2", 1, 1 },
  { "bbands", "lower", "bbands:5,2", 2, 1 }, { "cci", "cci", "cci:5", 0, 1 },
  { "mfi", "mfi", "mfi:5", 0, 1 },           { "obv", "obv", "obv", 0, 1 },
  { "roc", "roc", "roc:5", 0, 0.01 },        { "rsi", "rsi", "rsi:5", 0, 1 },
  { "sma", "sma", "sma:5", 0, 1 },           { "stddev", "stddev", "stddev:5", 0, 1 },
  { "stoch", "k", "stoch:5,3,3", 0, 1 },     { "stoch", "d", "stoch:5,3,3", 1, 1 },
  { "willr", "willr", "willr:5", 0, 1 },     { "wma", "wma", "wma:5", 0, 1 },
};

#define MAX_TULIP 64

typedef struct
{
  CwBars bars;
  double open[MAX_TULIP], high[MAX_TULIP], low[MAX_TULIP], close[MAX_TULIP], volume[MAX_TULIP];
  gsize first; /* of the expected values */
  JsonObject *outputs;
} Tulip;

static gsize
read_numbers (JsonObject *object, const char *name, double *numbers)
{
  JsonArray *array;

  if (!json_object_has_member (object, name))
    return 0;
  array = json_object_get_array_member (object, name);
  g_assert_cmpuint (json_array_get_length (array), <=, MAX_TULIP);
  for (guint i = 0; i < json_array_get_length (array); i++)
    numbers[i] = json_array_get_double_element (array, i);
  return json_array_get_length (array);
}

static void
read_tulip (JsonNode *root, const char *indicator, Tulip *tulip)
{
  JsonArray *cases = json_object_get_array_member (json_node_get_object (root), "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *object = json_array_get_object_element (cases, i);
      JsonObject *inputs = json_object_get_object_member (object, "inputs");
      gsize n;

      if (!g_str_equal (json_object_get_string_member (object, "indicator"), indicator))
        continue;
      memset (tulip, 0, sizeof *tulip);
      n = read_numbers (inputs, "close", tulip->close);
      n = MAX (n, read_numbers (inputs, "high", tulip->high));
      read_numbers (inputs, "low", tulip->low);
      read_numbers (inputs, "volume", tulip->volume);
      tulip->bars =
          (CwBars){ n, tulip->open, tulip->high, tulip->low, tulip->close, tulip->volume };
      tulip->first = (gsize) json_object_get_int_member (object, "first_output_bar");
      tulip->outputs = json_object_get_object_member (object, "outputs");
      return;
    }
  g_error ("There is no case of “%s”", indicator);
}

/* Compares from the case's first bar, which is bar shift of actual's. */
static gsize
check_tulip (const Tulip *tulip, const char *output, const double *actual, double factor)
{
  double expected[MAX_TULIP];
  gsize n = read_numbers (tulip->outputs, output, expected);

  g_assert_cmpuint (n, ==, tulip->bars.n - tulip->first);
  for (gsize i = 0; i < n; i++)
    if (!(fabs (factor * actual[tulip->first + i] - expected[i]) <= 0.00051))
      g_error ("%s at %" G_GSIZE_FORMAT " is %g, not %g", output, tulip->first + i,
               factor * actual[tulip->first + i], expected[i]);
  return n;
}

static void
test_tulip (void)
{
  g_autoptr (JsonNode) root = oracle_load_json ("tulip_cases.json");
  gsize n_values = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (tulip_cases); i++)
    {
      const TulipCase *tulip_case = &tulip_cases[i];
      g_autoptr (Outputs) outputs = NULL;
      Tulip tulip;

      read_tulip (root, tulip_case->indicator, &tulip);
      outputs = outputs_new (tulip_case->spec, &tulip.bars);
      n_values += check_tulip (&tulip, tulip_case->output, outputs->out[tulip_case->index],
                               tulip_case->factor);
    }
  g_assert_cmpuint (n_values, ==, 143);
}

/* Tulip seeds exponential means with the first value, as if it had been the same before: so do
 * ours, told so. */
static void
ema_from_first (const double *x, gsize n, guint period, double *means)
{
  double padded[2 * MAX_TULIP];
  CwBars bars = { .n = period - 1 + n, .close = padded };
  g_autofree char *spec = g_strdup_printf ("ema:%u", period);
  g_autoptr (Outputs) outputs = NULL;

  for (gsize i = 0; i < bars.n; i++)
    padded[i] = i < period - 1 ? x[0] : x[i - (period - 1)];
  outputs = outputs_new (spec, &bars);
  memcpy (means, outputs->out[0] + period - 1, n * sizeof (double));
}

static void
test_tulip_first_value_seed (void)
{
  g_autoptr (JsonNode) root = oracle_load_json ("tulip_cases.json");
  double ema[MAX_TULIP], fast[MAX_TULIP], slow[MAX_TULIP], line[MAX_TULIP], signal[MAX_TULIP];
  double histogram[MAX_TULIP];
  Tulip tulip;

  read_tulip (root, "ema", &tulip);
  ema_from_first (tulip.close, tulip.bars.n, 5, ema);
  g_assert_cmpuint (check_tulip (&tulip, "ema", ema, 1), ==, 15);

  read_tulip (root, "macd", &tulip);
  ema_from_first (tulip.close, tulip.bars.n, 2, fast);
  ema_from_first (tulip.close, tulip.bars.n, 5, slow);
  for (gsize i = 0; i < tulip.bars.n; i++)
    line[i] = fast[i] - slow[i];
  ema_from_first (line + 4, tulip.bars.n - 4, 9, signal + 4);
  for (gsize i = 4; i < tulip.bars.n; i++)
    histogram[i] = line[i] - signal[i];
  g_assert_cmpuint (check_tulip (&tulip, "macd", line, 1), ==, 11);
  g_assert_cmpuint (check_tulip (&tulip, "signal", signal, 1), ==, 11);
  g_assert_cmpuint (check_tulip (&tulip, "hist", histogram, 1), ==, 11);

  read_tulip (root, "apo", &tulip);
  g_assert_cmpuint (check_tulip (&tulip, "apo", line, 1), ==, 14);
}

/* Tulip counts the first bar's high - low as a true range. To ours that is a bar before it whose
 * close adds nothing. */
static void
test_tulip_first_range (void)
{
  g_autoptr (JsonNode) root = oracle_load_json ("tulip_cases.json");
  g_autoptr (Outputs) atr = NULL;
  g_autoptr (Outputs) range = NULL;
  double high[MAX_TULIP], low[MAX_TULIP], close[MAX_TULIP];
  Tulip tulip;
  CwBars bars;

  read_tulip (root, "atr", &tulip);
  memcpy (high + 1, tulip.high, tulip.bars.n * sizeof (double));
  memcpy (low + 1, tulip.low, tulip.bars.n * sizeof (double));
  memcpy (close + 1, tulip.close, tulip.bars.n * sizeof (double));
  high[0] = low[0] = close[0] = tulip.close[0];
  bars = (CwBars){ .n = tulip.bars.n + 1, .high = high, .low = low, .close = close };
  atr = outputs_new ("atr:5", &bars);
  range = outputs_new ("atr:1", &bars);
  g_assert_cmpuint (check_tulip (&tulip, "atr", atr->out[0] + 1, 1), ==, 11);
  read_tulip (root, "tr", &tulip);
  g_assert_cmpuint (check_tulip (&tulip, "tr", range->out[0] + 1, 1), ==, 15);
}

/* The classic sheet's RSI, and the same bars without a mean for a seed. */
static void
test_ta4j (void)
{
  g_autoptr (JsonNode) root = oracle_load_json ("ta4j_rsi.json");
  JsonObject *object = json_node_get_object (root);
  JsonObject *example = json_object_get_object_member (object, "online_example");
  JsonObject *wilder = json_object_get_object_member (example, "wilder_mean_seed");
  JsonObject *other = json_object_get_object_member (object, "rsi14_first_value_seed");
  double close[MAX_TULIP];
  CwBars bars = { .n = read_numbers (example, "close", close), .close = close };
  g_autoptr (Outputs) rsi = outputs_new ("rsi:14", &bars);
  g_autoptr (Outputs) other_rsi = NULL;

  g_assert_cmpuint (bars.n, ==, 20);
  g_assert_cmpfloat_with_epsilon (rsi->out[0][14], json_object_get_double_member (wilder, "rsi_14"),
                                  0.00051);
  g_assert_cmpfloat_with_epsilon (rsi->out[0][15], json_object_get_double_member (wilder, "rsi_15"),
                                  0.00051);

  bars.n = read_numbers (object, "close", close);
  other_rsi = outputs_new ("rsi:14", &bars);
  g_assert_cmpfloat (fabs (other_rsi->out[0][15] - json_object_get_double_member (other, "15")), >,
                     1);
}

/* Without a seed, smoothing begins at the first bar with nothing: as if before it the price had
 * stood still for long. */
static void
test_sheet_rsi (void)
{
  g_autoptr (Oracle) oracle = oracle_load ("ta_python_rsi14.csv");
  const double *close = oracle_get (oracle, "Close"), *expected;
  gsize n = oracle->n_rows, n_before = 15, n_compared = 0;
  double padded[MAX_TULIP];
  CwBars bars = { .n = n + n_before, .close = padded };
  g_autoptr (Outputs) rsi = NULL;

  for (gsize i = 0; i < bars.n; i++)
    padded[i] = i < n_before ? close[0] : close[i - n_before];
  rsi = outputs_new ("rsi:14", &bars);
  expected = oracle_get (oracle, "rsi14_zero_seed");
  for (gsize i = 0; i < n; i++)
    if (!isnan (expected[i]))
      {
        g_assert_cmpfloat_with_epsilon (rsi->out[0][n_before + i], expected[i], 1e-5);
        n_compared++;
      }
  g_assert_cmpuint (n_compared, ==, 19);
}

static void
test_sheet_bands (void)
{
  g_autoptr (Oracle) oracle = oracle_load ("ta_python_bbands20.csv");
  CwBars bars = { .n = oracle->n_rows, .close = oracle_get (oracle, "Close") };
  g_autoptr (Outputs) bands = outputs_new ("bbands:20,2", &bars);
  g_autoptr (Outputs) deviation = outputs_new ("stddev:20", &bars);

  g_assert_cmpuint (assert_column (bands->out[0], oracle, "upper", 0, 1e-6), ==, 23);
  g_assert_cmpuint (assert_column (bands->out[1], oracle, "mid", 0, 1e-6), ==, 23);
  g_assert_cmpuint (assert_column (bands->out[2], oracle, "lower", 0, 1e-6), ==, 23);
  g_assert_cmpuint (assert_column (deviation->out[0], oracle, "sd_population", 0, 1e-6), ==, 23);
}

/* The sheet's first bar has no volume: to ours a gap, after which it would begin anew; so it is
 * given one, which on-balance volume does not count. */
static void
test_sheet_obv (void)
{
  g_autoptr (Oracle) oracle = oracle_load ("ta_python_obv.csv");
  CwBars bars = { .n = oracle->n_rows, .close = oracle_get (oracle, "Close") };
  g_autofree double *volume =
      g_memdup2 (oracle_get (oracle, "Volume"), oracle->n_rows * sizeof (double));
  g_autoptr (Outputs) obv = NULL;

  g_assert_true (isnan (volume[0]));
  volume[0] = 1;
  bars.volume = volume;
  obv = outputs_new ("obv", &bars);
  g_assert_cmpuint (assert_column (obv->out[0], oracle, "obv", 1, 1e-9), ==, 29);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/indicators/printed/talib-regtest", test_talib_regtest);
  g_test_add_func ("/indicators/printed/talib-macd", test_talib_macd);
  g_test_add_func ("/indicators/printed/tulip", test_tulip);
  g_test_add_func ("/indicators/printed/tulip-first-value-seed", test_tulip_first_value_seed);
  g_test_add_func ("/indicators/printed/tulip-first-range", test_tulip_first_range);
  g_test_add_func ("/indicators/printed/ta4j", test_ta4j);
  g_test_add_func ("/indicators/printed/sheet-rsi", test_sheet_rsi);
  g_test_add_func ("/indicators/printed/sheet-bands", test_sheet_bands);
  g_test_add_func ("/indicators/printed/sheet-obv", test_sheet_obv);
  return g_test_run ();
}
