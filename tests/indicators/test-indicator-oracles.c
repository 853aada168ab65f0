/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "oracle.h"

/* The oracles with full precision. */

#define FULL 1e-9

static void
test_stock_indicators (void)
{
  g_autoptr (Oracle) oracle = oracle_load ("stockindicators_spy_shared.csv");
  CwBars bars = oracle_get_bars (oracle);
  g_autoptr (Outputs) sma = outputs_new ("sma:20", &bars);
  g_autoptr (Outputs) ema = outputs_new ("ema:20", &bars);
  g_autoptr (Outputs) fast = outputs_new ("ema:12", &bars);
  g_autoptr (Outputs) slow = outputs_new ("ema:26", &bars);
  g_autoptr (Outputs) macd = outputs_new ("macd", &bars);
  g_autoptr (Outputs) rsi = outputs_new ("rsi", &bars);
  g_autoptr (Outputs) bands = outputs_new ("bbands", &bars);
  g_autoptr (Outputs) obv = outputs_new ("obv", &bars);
  g_autoptr (Outputs) range = outputs_new ("atr:1", &bars);

  g_assert_cmpuint (assert_column (obv->out[0], oracle, "obv", 0, FULL), ==, 502);
  g_assert_cmpuint (assert_column (range->out[0], oracle, "tr", 0, FULL), ==, 501);
  g_assert_cmpuint (assert_column (sma->out[0], oracle, "sma20", 0, FULL), ==, 483);
  g_assert_cmpuint (assert_column (ema->out[0], oracle, "ema20", 0, FULL), ==, 483);
  g_assert_cmpuint (assert_column (fast->out[0], oracle, "ema12", 0, FULL), ==, 491);
  g_assert_cmpuint (assert_column (slow->out[0], oracle, "ema26", 0, FULL), ==, 477);
  g_assert_cmpuint (assert_column (macd->out[0], oracle, "macd_12_26", 0, FULL), ==, 477);
  g_assert_cmpuint (assert_column (macd->out[1], oracle, "macd_signal9", 0, FULL), ==, 469);
  g_assert_cmpuint (assert_column (macd->out[2], oracle, "macd_hist", 0, FULL), ==, 469);
  g_assert_cmpuint (assert_column (rsi->out[0], oracle, "rsi14", 0, FULL), ==, 488);
  g_assert_cmpuint (assert_column (bands->out[0], oracle, "bb_upper_20_2", 0, FULL), ==, 483);
  g_assert_cmpuint (assert_column (bands->out[1], oracle, "bb_mid", 0, FULL), ==, 483);
  g_assert_cmpuint (assert_column (bands->out[2], oracle, "bb_lower", 0, FULL), ==, 483);
}

/* Five conventions of MACD and four of RSI on the same bars: ours is the one of R's TTR; of the
 * others, those that start otherwise come near in time, and those that smooth otherwise do not. */
static void
test_conventions (void)
{
  g_autoptr (Oracle) oracle = oracle_load ("conventions_macd_rsi_AAPL.csv");
  CwBars bars = { .n = oracle->n_rows, .close = oracle_get (oracle, "Close") };
  g_autoptr (Outputs) macd = outputs_new ("macd", &bars);
  g_autoptr (Outputs) rsi = outputs_new ("rsi", &bars);
  const double *tulip = oracle_get (oracle, "macd_tulip_015_0075");
  const double *talib = oracle_get (oracle, "macd_talib");
  gsize last = bars.n - 1;

  g_assert_cmpuint (assert_column (macd->out[0], oracle, "macd_smaseed_ttr", 0, FULL), ==, 235);
  g_assert_cmpuint (assert_column (macd->out[1], oracle, "signal_smaseed_ttr", 0, FULL), ==, 227);
  g_assert_cmpuint (assert_column (rsi->out[0], oracle, "rsi_wilder_ttr", 0, FULL), ==, 246);
  g_assert_cmpuint (assert_column (rsi->out[0], oracle, "rsi_wilder_meanseed_talib", 0, FULL), ==,
                    246);
  g_assert_cmpuint (assert_column (rsi->out[0], oracle, "rsi_wilder_tulip", 0, FULL), ==, 246);
  g_assert_cmpuint (assert_column (rsi->out[0], oracle, "rsi_technicalindicators_2dp", 0, 0.0051),
                    ==, 246);

  /* TA-Lib seeds the fast mean later, others all means with their first value. */
  g_assert_cmpfloat (fabs (macd->out[0][33] - talib[33]), >, 0.05);
  assert_column (macd->out[0], oracle, "macd_talib", 120, 1e-6);
  assert_column (macd->out[1], oracle, "signal_talib", 130, 1e-6);
  assert_column (macd->out[0], oracle, "macd_firstseed_pandas_adjFalse", 230, 1e-6);
  assert_column (macd->out[0], oracle, "macd_pandas_adjTrue", 230, 1e-6);
  assert_column (rsi->out[0], oracle, "rsi_zeroseed_ta_ta4j_style", 240, 1e-6);
  assert_column (rsi->out[0], oracle, "rsi_firstchangeseed", 255, 1e-5);

  /* Tulip rounds the smoothing factors of 12 and 26, and does not come near. */
  g_assert_cmpfloat (fabs (macd->out[0][last] - tulip[last]), >, 0.05);
}

static void
test_talib (gconstpointer symbol)
{
  g_autofree char *file =
      g_strdup_printf ("computed_talib_%s_2018_2020.csv", (const char *) symbol);
  g_autoptr (Oracle) oracle = oracle_load (file);
  CwBars bars = oracle_get_bars (oracle);
  g_autoptr (Outputs) sma = outputs_new ("sma:20", &bars);
  g_autoptr (Outputs) sma50 = outputs_new ("sma:50", &bars);
  g_autoptr (Outputs) fast = outputs_new ("ema:12", &bars);
  g_autoptr (Outputs) slow = outputs_new ("ema:26", &bars);
  g_autoptr (Outputs) rsi = outputs_new ("rsi:14", &bars);
  g_autoptr (Outputs) bands = outputs_new ("bbands:20,2", &bars);
  g_autoptr (Outputs) macd = outputs_new ("macd:12,26,9", &bars);

  g_assert_cmpuint (assert_column (sma->out[0], oracle, "sma20", 0, FULL), ==, 737);
  g_assert_cmpuint (assert_column (sma50->out[0], oracle, "sma50", 0, FULL), ==, 707);
  g_assert_cmpuint (assert_column (fast->out[0], oracle, "ema12", 0, FULL), ==, 745);
  g_assert_cmpuint (assert_column (slow->out[0], oracle, "ema26", 0, FULL), ==, 731);
  g_assert_cmpuint (assert_column (rsi->out[0], oracle, "rsi14", 0, FULL), ==, 742);
  g_assert_cmpuint (assert_column (bands->out[0], oracle, "bb_upper", 0, FULL), ==, 737);
  g_assert_cmpuint (assert_column (bands->out[1], oracle, "bb_middle", 0, FULL), ==, 737);
  g_assert_cmpuint (assert_column (bands->out[2], oracle, "bb_lower", 0, FULL), ==, 737);

  /* Its fast mean is seeded later than ours; what comes of that is gone after a hundred bars. */
  g_assert_cmpuint (assert_column (macd->out[0], oracle, "macd", 150, 1e-7), ==, 606);
  g_assert_cmpuint (assert_column (macd->out[1], oracle, "macd_signal", 150, 1e-6), ==, 606);
  g_assert_cmpuint (assert_column (macd->out[2], oracle, "macd_hist", 150, 1e-6), ==, 606);
}

/* The rest of what TA-Lib computes. Its slow stochastic begins where both lines have a value, and
 * its on-balance volume with the first bar's volume instead of zero. */
static void
test_talib_more (gconstpointer symbol)
{
  g_autofree char *file =
      g_strdup_printf ("computed_talib_%s_2018_2020.csv", (const char *) symbol);
  g_autoptr (Oracle) oracle = oracle_load (file);
  CwBars bars = oracle_get_bars (oracle);
  g_autoptr (Outputs) obv = outputs_new ("obv", &bars);
  static const struct
  {
    const char *spec, *column;
    gsize output, first, n_values;
  } cases[] = {
    { "atr:14", "atr14", 0, 0, 742 },
    { "stoch:14,3,3", "stoch_slowk", 0, 17, 739 },
    { "stoch:14,3,3", "stoch_slowd", 1, 0, 739 },
    { "stoch:14,1,3", "stochf_k", 0, 15, 741 },
    { "stoch:14,1,3", "stochf_d", 1, 0, 741 },
    { "adx:14", "adx14", 0, 0, 729 },
    { "willr:14", "willr14", 0, 0, 743 },
    { "cci:20", "cci20", 0, 0, 737 },
    { "mfi:14", "mfi14", 0, 0, 742 },
    { "roc:10", "roc10", 0, 0, 746 },
    { "stddev:20", "stddev20", 0, 0, 737 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Outputs) outputs = outputs_new (cases[i].spec, &bars);

      g_assert_cmpuint (assert_column (outputs->out[cases[i].output], oracle, cases[i].column,
                                       cases[i].first, FULL),
                        ==, cases[i].n_values);
    }
  for (gsize i = 0; i < bars.n; i++)
    obv->out[0][i] += bars.volume[0];
  g_assert_cmpuint (assert_column (obv->out[0], oracle, "obv", 0, FULL), ==, 756);
}

/* Of the two conventions for the average true range, ours leaves out the first bar, which has no
 * close before it. The other comes near in time. */
static void
test_true_range_conventions (void)
{
  g_autoptr (Oracle) oracle = oracle_load ("conventions_macd_rsi_AAPL.csv");
  g_autoptr (Oracle) prices = oracle_load ("computed_talib_AAPL_2018_2020.csv");
  CwBars bars = oracle_get_bars (prices);
  const double *tulip = oracle_get (oracle, "atr_tulip_first_tr_included");
  g_autoptr (Outputs) atr = NULL;

  bars.n = oracle->n_rows; /* the same bars */
  atr = outputs_new ("atr:14", &bars);
  g_assert_cmpuint (assert_column (atr->out[0], oracle, "atr_talib_ttr", 0, FULL), ==, 246);
  g_assert_cmpfloat (fabs (atr->out[0][14] - tulip[14]), >, 0.01);
  g_assert_cmpuint (assert_column (atr->out[0], oracle, "atr_tulip_first_tr_included", 180, 1e-6),
                    ==, 80);
}

/* Smoothing the gains and losses from the first bar on instead of from a mean gives up to ten
 * points of another RSI at first; Cutler's, which does not smooth, never comes near for long. */
static void
test_rsi_conventions (void)
{
  g_autoptr (Oracle) oracle = oracle_load ("conventions_macd_rsi_AAPL.csv");
  CwBars bars = { .n = oracle->n_rows, .close = oracle_get (oracle, "Close") };
  const double *other = oracle_get (oracle, "rsi_zeroseed_ta_ta4j_style");
  const double *cutler = oracle_get (oracle, "rsi_cutler_sma");
  g_autoptr (Outputs) rsi = outputs_new ("rsi", &bars);
  double last_month = 0;

  g_assert_cmpfloat (fabs (rsi->out[0][16] - other[16]), >, 5);
  for (gsize i = bars.n - 20; i < bars.n; i++)
    last_month = MAX (last_month, fabs (rsi->out[0][i] - cutler[i]));
  g_assert_cmpfloat (last_month, >, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/indicators/oracles/stock-indicators", test_stock_indicators);
  g_test_add_func ("/indicators/oracles/conventions", test_conventions);
  g_test_add_data_func ("/indicators/oracles/talib/AAPL", "AAPL", test_talib);
  g_test_add_data_func ("/indicators/oracles/talib/IBM", "IBM", test_talib);
  g_test_add_data_func ("/indicators/oracles/talib/MSFT", "MSFT", test_talib);
  g_test_add_data_func ("/indicators/oracles/talib-more/AAPL", "AAPL", test_talib_more);
  g_test_add_data_func ("/indicators/oracles/talib-more/IBM", "IBM", test_talib_more);
  g_test_add_data_func ("/indicators/oracles/talib-more/MSFT", "MSFT", test_talib_more);
  g_test_add_func ("/indicators/oracles/true-range", test_true_range_conventions);
  g_test_add_func ("/indicators/oracles/rsi", test_rsi_conventions);
  return g_test_run ();
}
