/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-series-builder.h"
#include "cw-symbol-study.h"

#define DAY (24 * 60 * 60)
#define FIRST_DAY G_GINT64_CONSTANT (1546300800) /* 1 January 2019 */

static double
wave (int i)
{
  return 100 + 20 * sin (i / 40.0) + 3 * sin (i * 1.7);
}

static CwSeriesBuilder *
new_builder (const char *symbol, int n_bars)
{
  CwSeriesBuilder *builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);

  cw_series_builder_set_text (&builder->info.currency, "USD");
  for (int i = 0; i < n_bars; i++)
    {
      double close = wave (i);

      cw_series_builder_add_bar (builder, FIRST_DAY + (gint64) i * DAY, close, close + 1, close - 1,
                                 close, close, 1000);
    }
  return builder;
}

static void
add_dividend (CwSeriesBuilder *builder, int day, double amount)
{
  CwDividend dividend = { FIRST_DAY + (gint64) day * DAY, amount };

  g_array_append_val (builder->dividends, dividend);
}

static CwSymbolStudy *
study_of (CwSeries *series, CwSeries *history, CwSeries *benchmark)
{
  CwStudyInput input = { .series = series,
                         .history = history,
                         .benchmark = benchmark,
                         .now = series->time[series->n_bars - 1] + 2 * DAY,
                         .complete = history != NULL };

  return cw_symbol_study_new (&input);
}

/* What moves as the market does has a beta of one, and a scenario does to it what it does there. */
static void
test_market (void)
{
  g_autoptr (CwSeriesBuilder) builder = new_builder ("AAA", 500);
  g_autoptr (CwSeries) series = cw_series_builder_end (builder);
  g_autoptr (CwSymbolStudy) alone = study_of (series, NULL, NULL);
  g_autoptr (CwSymbolStudy) beside = study_of (series, series, series);

  g_assert_false (alone->has_market || alone->complete);
  g_assert_true (isnan (alone->figures.market.beta));
  g_assert_true (beside->has_market && beside->complete);
  g_assert_cmpfloat_with_epsilon (beside->figures.market.beta, 1, 1e-9);
  g_assert_cmpuint (beside->n_returns, ==, 499);
  g_assert_cmpuint (beside->n_scenarios, ==, cw_scenario_get_n ());
  for (gsize i = 0; i < beside->n_scenarios; i++)
    {
      const CwStudyScenario *scenario = &beside->scenarios[i];

      g_assert_true (alone->scenarios[i].loss.beta_assumed);
      g_assert_false (scenario->loss.beta_assumed);
      g_assert_cmpfloat_with_epsilon (scenario->loss.change, scenario->scenario->market_return,
                                      1e-9);
    }
  /* Both years lie within the bars, of all that happened only 2020. */
  for (gsize i = 0; i < beside->n_scenarios; i++)
    g_assert_cmpint (!isnan (beside->scenarios[i].actual), ==,
                     g_str_equal (beside->scenarios[i].scenario->id, "covid-2020"));
}

static void
test_drawdown (void)
{
  static const double closes[] = { 100, 120, 90, 60, 80, 121, 110 };
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAA", CW_INTERVAL_1D);
  g_autoptr (CwSeries) all = NULL;
  g_autoptr (CwSeries) part = NULL;
  g_autoptr (CwSymbolStudy) whole = NULL;
  g_autoptr (CwSymbolStudy) before = NULL;
  gint64 first = FIRST_DAY / DAY;

  for (gsize i = 0; i < G_N_ELEMENTS (closes); i++)
    cw_series_builder_add_bar (builder, FIRST_DAY + (gint64) i * DAY, closes[i], closes[i],
                               closes[i], closes[i], closes[i], NAN);
  all = cw_series_builder_end (builder);
  part = cw_series_slice (all, all->time[0], all->time[4]);
  whole = study_of (all, NULL, NULL);
  before = study_of (part, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (whole->figures.risk.drawdown.depth, 0.5, 1e-12);
  g_assert_cmpint (whole->peak_day, ==, first + 1);
  g_assert_cmpint (whole->trough_day, ==, first + 3);
  g_assert_cmpint (whole->recovery_day, ==, first + 5);
  g_assert_cmpint (before->trough_day, ==, first + 3);
  g_assert_cmpint (before->recovery_day, ==, CW_STUDY_NEVER);
}

static void
test_payments (void)
{
  g_autoptr (CwSeriesBuilder) builder = new_builder ("AAA", 500);
  CwSplit split = { FIRST_DAY + 200 * DAY, 4, 1 };
  g_autoptr (CwSeries) series = NULL;
  g_autoptr (CwSymbolStudy) study = NULL;
  const CwStudyPayment *payments;

  /* A year before the last bar is day 133, for 2020 has a day more: what fell on it is not within.
   */
  add_dividend (builder, 10, 1.0);
  add_dividend (builder, 133, 0.5);
  add_dividend (builder, 134, 0.25);
  add_dividend (builder, 400, 0.125);
  g_array_append_val (builder->splits, split);
  series = cw_series_builder_end (builder);
  study = study_of (series, NULL, NULL);
  payments = (const CwStudyPayment *) (gpointer) study->payments->data;
  g_assert_cmpuint (study->payments->len, ==, 5);
  g_assert_cmpfloat_with_epsilon (payments[0].amount, 0.125, 1e-12);
  g_assert_cmpint (payments[1].kind, ==, CW_PAYMENT_SPLIT);
  g_assert_cmpfloat_with_epsilon (payments[1].numerator, 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (payments[2].amount, 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (payments[4].amount, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (study->paid_in_year, 0.375, 1e-12);
  g_assert_cmpfloat_with_epsilon (study->yield, 0.375 / series->close[499], 1e-12);
}

/* All the history tells of what was paid before the analysis begins, and of older scenarios. */
static void
test_history (void)
{
  g_autoptr (CwSeriesBuilder) builder = new_builder ("AAA", 500);
  g_autoptr (CwSeries) history = NULL;
  g_autoptr (CwSeries) series = NULL;
  g_autoptr (CwSymbolStudy) study = NULL;

  add_dividend (builder, 10, 1.0);
  add_dividend (builder, 490, 0.5);
  history = cw_series_builder_end (builder);
  series = cw_series_slice (history, history->time[450], history->time[499]);
  study = study_of (series, history, NULL);
  g_assert_cmpuint (study->n_returns, ==, 49);
  g_assert_cmpuint (study->payments->len, ==, 2);
  g_assert_true (study->complete);
}

/* Of a bar or two little can be said, but that is said. */
static void
test_short_history (void)
{
  guint n = 0;

  for (int n_bars = 1; n_bars <= 60; n_bars += n_bars < 3 ? 1 : 19)
    {
      g_autoptr (CwSeriesBuilder) builder = new_builder ("AAA", n_bars);
      g_autoptr (CwSeries) series = cw_series_builder_end (builder);
      g_autoptr (CwSymbolStudy) study = study_of (series, NULL, series);

      g_assert_cmpuint (study->backtest->n_bars, ==, 0);
      g_assert_cmpuint (study->buys.n + study->sells.n + study->any_day.n, ==, 0);
      g_assert_cmpint (study->figures.var[CW_VAR_HISTORICAL].problem, ==, CW_VAR_PROBLEM_TOO_FEW);
      n++;
    }
  g_assert_cmpuint (n, ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/symbol-study/market", test_market);
  g_test_add_func ("/ui/symbol-study/drawdown", test_drawdown);
  g_test_add_func ("/ui/symbol-study/payments", test_payments);
  g_test_add_func ("/ui/symbol-study/history", test_history);
  g_test_add_func ("/ui/symbol-study/short-history", test_short_history);
  return g_test_run ();
}
