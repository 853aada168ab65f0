/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <locale.h>
#include <math.h>

#include "cw-indicator.h"

static void
assert_column (const char *text, gsize output, const char *column)
{
  CwIndicatorSpec spec;
  char name[64];

  g_assert_true (cw_indicator_spec_parse (text, &spec));
  g_assert_cmpuint (output, <, spec.indicator->n_outputs);
  g_assert_cmpuint (cw_indicator_spec_print_column (&spec, output, name, sizeof name), ==,
                    strlen (column));
  g_assert_cmpstr (name, ==, column);
}

static void
test_columns (void)
{
  static const struct
  {
    const char *spec;
    const char *columns[CW_INDICATOR_MAX_OUTPUTS];
  } cases[] = {
    { "sma:20", { "sma_20" } },
    { "ema:20", { "ema_20" } },
    { "rsi:14", { "rsi_14" } },
    { "macd:12,26,9", { "macd_12_26_9", "macd_signal_12_26_9", "macd_hist_12_26_9" } },
    { "bbands:20,2", { "bb_upper_20_2", "bb_middle_20_2", "bb_lower_20_2" } },
    { "wma:20", { "wma_20" } },
    { "atr", { "atr_14" } },
    { "stoch", { "stoch_k_14_3_3", "stoch_d_14_3_3" } },
    { "adx", { "adx_14", "plus_di_14", "minus_di_14" } },
    { "cci", { "cci_20" } },
    { "willr", { "willr_14" } },
    { "obv", { "obv" } },
    { "vwap", { "vwap" } },
    { "mfi", { "mfi_14" } },
    { "roc", { "roc_12" } },
    { "aroon", { "aroon_up_25", "aroon_down_25" } },
    { "psar", { "psar_0.02_0.2" } },
    { "ichimoku",
      { "ichimoku_tenkan", "ichimoku_kijun", "ichimoku_span_a", "ichimoku_span_b",
        "ichimoku_chikou" } },
    { "stddev", { "stddev_20" } },
    { "bbands:20,2.5", { "bb_upper_20_2.5", "bb_middle_20_2.5", "bb_lower_20_2.5" } },
  };
  gsize n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize o = 0; o < CW_INDICATOR_MAX_OUTPUTS && cases[i].columns[o] != NULL; o++)
      {
        assert_column (cases[i].spec, o, cases[i].columns[o]);
        n_checked++;
      }
  g_assert_cmpuint (n_checked, ==, 12 + 22);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *printed, *label;
  } cases[] = {
    { "sma", "sma:20", "SMA(20)" },
    { "sma:7", "sma:7", "SMA(7)" },
    { "sma:007", "sma:7", "SMA(7)" },
    { "sma:20.0", "sma:20", "SMA(20)" },
    { "macd", "macd:12,26,9", "MACD(12, 26, 9)" },
    { "macd:5", "macd:5,26,9", "MACD(5, 26, 9)" },
    { "macd:5,35", "macd:5,35,9", "MACD(5, 35, 9)" },
    { "macd:5,35,5", "macd:5,35,5", "MACD(5, 35, 5)" },
    { "obv", "obv", "OBV" },
    { "psar", "psar:0.02,0.2", "PSAR(0.02, 0.2)" },
    { "bbands", "bbands:20,2", "Bollinger(20, 2)" },
    { "bbands:10,1.5", "bbands:10,1.5", "Bollinger(10, 1.5)" },
    { "bbands:10,0.123456", "bbands:10,0.123456", "Bollinger(10, 0.123456)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CwIndicatorSpec spec, again;
      char text[64];

      g_assert_true (cw_indicator_spec_parse (cases[i].text, &spec));
      g_assert_cmpuint (cw_indicator_spec_print (&spec, text, sizeof text), ==,
                        strlen (cases[i].printed));
      g_assert_cmpstr (text, ==, cases[i].printed);
      g_assert_true (cw_indicator_spec_parse (text, &again));
      g_assert_true (cw_indicator_spec_equal (&spec, &again));
      cw_indicator_spec_print_label (&spec, text, sizeof text);
      g_assert_cmpstr (text, ==, cases[i].label);
    }
}

static void
test_parse_nonsense (void)
{
  static const char *const texts[] = {
    "",
    ":",
    "sm",
    "smaa",
    "SMA",
    "sma:",
    "sma:x",
    "sma:20x",
    "sma:20,",
    "sma:20,5",
    "sma: 20",
    "sma:+20",
    "sma:-20",
    "sma:0",
    "sma:2001",
    "sma:2.5",
    "sma:nan",
    "sma:1e2",
    "sma:20.",
    "sma:.5",
    "sma:9999999999999999999999",
    "macd:12,26,9,1",
    "macd:,26",
    "bbands:20,0",
    "bbands:20,11",
    "bbands:1,2",
    "bbands:20,2,",
    "bbands:20;2",
    "bbands:20,0.1234567",
    "sma:0x10",
    " sma",
  };
  CwIndicatorSpec spec = { .params = { 42 } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (cw_indicator_spec_parse (texts[i], &spec))
      g_error ("“%s” was taken for an indicator", texts[i]);
  g_assert_null (spec.indicator);
  g_assert_cmpfloat_with_epsilon (spec.params[0], 42, 1e-12);
}

/* Like snprintf(): never over the end, always ended, and the length that it would have taken. */
static void
test_print_cut (void)
{
  CwIndicatorSpec spec;

  g_assert_true (cw_indicator_spec_parse ("bbands:20,2.5", &spec));
  for (gsize size = 0; size < 20; size++)
    {
      char text[24];
      g_autofree char *expected = g_strndup ("bbands:20,2.5", size > 0 ? size - 1 : 0);

      memset (text, '#', sizeof text);
      g_assert_cmpuint (cw_indicator_spec_print (&spec, text, size), ==, 13);
      g_assert_cmpint (text[size], ==, '#');
      if (size > 0)
        g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_equal (void)
{
  CwIndicatorSpec a, b, c, d;

  g_assert_true (cw_indicator_spec_parse ("sma:20", &a));
  g_assert_true (cw_indicator_spec_parse ("sma", &b));
  g_assert_true (cw_indicator_spec_parse ("sma:21", &c));
  g_assert_true (cw_indicator_spec_parse ("ema:20", &d));
  b.params[2] = 5; /* not one of its parameters */
  g_assert_true (cw_indicator_spec_equal (&a, &b));
  g_assert_false (cw_indicator_spec_equal (&a, &c));
  g_assert_false (cw_indicator_spec_equal (&a, &d));
}

/* Numbers are written with a point where people write a comma. */
static void
test_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "de_DE.utf8" };
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (locales) && !found; i++)
    found = setlocale (LC_NUMERIC, locales[i]) != NULL;
  if (!found)
    {
      g_test_skip ("No locale with a decimal comma is installed");
      return;
    }
  assert_column ("bbands:20,2.5", 0, "bb_upper_20_2.5");
  setlocale (LC_NUMERIC, "C");
}

static void
check_params (const CwIndicator *indicator)
{
  g_assert_cmpuint (indicator->n_params, <=, CW_INDICATOR_MAX_PARAMS);
  for (gsize p = 0; p < indicator->n_params; p++)
    {
      const CwIndicatorParam *param = &indicator->params[p];

      g_assert_nonnull (param->name);
      g_assert_cmpfloat (param->min, <=, param->initial);
      g_assert_cmpfloat (param->initial, <=, param->max);
      g_assert_cmpfloat (param->min, >, 0);
    }
}

static void
test_rows (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n = cw_indicator_count ();

  g_assert_cmpuint (n, ==, 19);
  g_assert_null (cw_indicator_get (n));
  g_assert_null (cw_indicator_find ("nonsense"));
  for (gsize i = 0; i < n; i++)
    {
      const CwIndicator *indicator = cw_indicator_get (i);

      g_assert_true (g_hash_table_add (ids, (gpointer) indicator->id));
      g_assert_true (cw_indicator_find (indicator->id) == indicator);
      g_assert_nonnull (indicator->name);
      g_assert_nonnull (indicator->short_name);
      g_assert_nonnull (indicator->reference);
      check_params (indicator);
      g_assert_cmpuint (indicator->n_outputs, >, 0);
      g_assert_cmpuint (indicator->n_outputs, <=, CW_INDICATOR_MAX_OUTPUTS);
      for (gsize o = 0; o < indicator->n_outputs; o++)
        {
          g_assert_nonnull (indicator->outputs[o].name);
          g_assert_nonnull (indicator->outputs[o].label);
        }
      g_assert_cmpint (isnan (indicator->lower), ==, isnan (indicator->upper));
    }
}

/* No parameter outside its limits is computed with, and then nothing is written. */
static void
test_bad_params (void)
{
  double close[] = { 1, 2, 3 }, out[CW_INDICATOR_MAX_OUTPUTS][3];
  double *outs[CW_INDICATOR_MAX_OUTPUTS];
  CwBars bars = { 3, close, close, close, close, close };
  gsize n_refused = 0, n_params = 0;

  for (gsize o = 0; o < CW_INDICATOR_MAX_OUTPUTS; o++)
    {
      outs[o] = out[o];
      out[o][0] = out[o][1] = out[o][2] = 77;
    }
  for (gsize i = 0; i < cw_indicator_count (); i++)
    {
      const CwIndicator *indicator = cw_indicator_get (i);

      n_params += indicator->n_params;
      for (gsize p = 0; p < indicator->n_params; p++)
        {
          const CwIndicatorParam *param = &indicator->params[p];
          double bad[] = { param->min - 0.01, param->max + 0.01, NAN, INFINITY, -INFINITY, 0, -1 };

          for (gsize b = 0; b < G_N_ELEMENTS (bad); b++)
            {
              double params[CW_INDICATOR_MAX_PARAMS];

              for (gsize q = 0; q < CW_INDICATOR_MAX_PARAMS; q++)
                params[q] = indicator->params[q].initial;
              params[p] = bad[b];
              g_assert_cmpint (indicator->run (&bars, params, outs), ==, CW_CALC_BAD_PARAMS);
              n_refused++;
            }
        }
    }
  g_assert_cmpuint (n_refused, ==, 7 * n_params);
  for (gsize o = 0; o < CW_INDICATOR_MAX_OUTPUTS; o++)
    for (gsize i = 0; i < 3; i++)
      g_assert_cmpfloat_with_epsilon (out[o][i], 77, 1e-12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/indicators/table/columns", test_columns);
  g_test_add_func ("/indicators/table/parse", test_parse);
  g_test_add_func ("/indicators/table/parse-nonsense", test_parse_nonsense);
  g_test_add_func ("/indicators/table/print-cut", test_print_cut);
  g_test_add_func ("/indicators/table/equal", test_equal);
  g_test_add_func ("/indicators/table/locale", test_locale);
  g_test_add_func ("/indicators/table/rows", test_rows);
  g_test_add_func ("/indicators/table/bad-params", test_bad_params);
  return g_test_run ();
}
