/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-study.h"

static void
look_back (CwSymbolStudy *study, const CwStudyInput *input)
{
  g_autoptr (CwSeries) closed = cw_series_ref_closed (input->series, input->now);
  CwBacktest *backtest = cw_backtest_run (closed, CW_BACKTEST_COST_BPS);

  study->backtest = backtest;
  study->buys = cw_backtest_follow_up (backtest, closed, CW_ACTION_BUY, CW_STUDY_FOLLOW_BARS);
  study->sells = cw_backtest_follow_up (backtest, closed, CW_ACTION_SELL, CW_STUDY_FOLLOW_BARS);
  study->any_day = cw_backtest_follow_any_day (backtest, closed, CW_STUDY_FOLLOW_BARS);
}

static void
find_days_of_drawdown (CwSymbolStudy *study, const CwReturns *returns)
{
  const CwDrawdown *drawdown = &study->figures.risk.drawdown;

  study->peak_day = study->trough_day = study->recovery_day = CW_STUDY_NEVER;
  if (!(drawdown->depth > 0))
    return;
  study->peak_day = cw_returns_get_day (returns, drawdown->peak);
  study->trough_day = cw_returns_get_day (returns, drawdown->trough);
  if (drawdown->recovery != CW_RISK_NEVER)
    study->recovery_day = cw_returns_get_day (returns, drawdown->recovery);
}

static void
measure_risk (CwSymbolStudy *study, const CwStudyInput *input)
{
  const CwRiskMeasure measure = { .confidence = CW_STUDY_CONFIDENCE, .horizon = 1 };
  const char *const names[] = { input->series->info.symbol };
  const CwSeries *const series[] = { input->series };
  const CwBasketSpec spec = { .n_symbols = 1,
                              .names = names,
                              .series = series,
                              .price = CW_RETURNS_ADJ_CLOSE,
                              .benchmark = input->benchmark };
  /* One symbol of weight one can neither have two currencies nor weights that add up to nothing. */
  g_autoptr (CwBasket) basket = cw_basket_new (&spec, NULL);

  study->has_market = input->benchmark != NULL;
  study->n_returns = basket->returns->n_days;
  study->figures = cw_basket_measure_symbol (basket, 0, &measure);
  find_days_of_drawdown (study, basket->returns);
}

static void
think_out_scenarios (CwSymbolStudy *study, const CwStudyInput *input)
{
  const CwSeries *longest = input->history != NULL ? input->history : input->series;

  study->n_scenarios = cw_scenario_get_n ();
  study->scenarios = g_new (CwStudyScenario, study->n_scenarios);
  for (gsize i = 0; i < study->n_scenarios; i++)
    {
      const CwScenario *scenario = cw_scenario_get (i);

      study->scenarios[i] = (CwStudyScenario){
        scenario,
        cw_scenario_apply (scenario->market_return, study->figures.market.beta),
        cw_scenario_look_up (scenario, longest),
      };
    }
}

static void
add_payments (GArray *to, CwPaymentKind kind, const CwDividend *from, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      CwStudyPayment payment = { .kind = kind, .time = from[i].time, .amount = from[i].amount };

      g_array_append_val (to, payment);
    }
}

static void
add_splits (GArray *to, const CwSeries *series)
{
  for (gsize i = 0; i < series->n_splits; i++)
    {
      CwStudyPayment split = { .kind = CW_PAYMENT_SPLIT,
                               .time = series->splits[i].time,
                               .numerator = series->splits[i].numerator,
                               .denominator = series->splits[i].denominator };

      g_array_append_val (to, split);
    }
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const CwStudyPayment *first = a, *second = b;

  return first->time > second->time ? -1 : first->time < second->time;
}

/* The year ends with the last bar: what is old does not seem to have stopped paying. */
static void
sum_up_year (CwSymbolStudy *study, const CwSeries *series)
{
  g_autoptr (GDateTime) end = cw_series_get_local_time (series, series->time[series->n_bars - 1]);
  g_autoptr (GDateTime) start = end != NULL ? g_date_time_add_years (end, -1) : NULL;

  if (start == NULL)
    return;
  for (guint i = 0; i < study->payments->len; i++)
    {
      const CwStudyPayment *payment = &g_array_index (study->payments, CwStudyPayment, i);

      if (payment->kind != CW_PAYMENT_SPLIT && payment->time > g_date_time_to_unix (start))
        study->paid_in_year += payment->amount;
    }
  study->yield = study->paid_in_year / series->close[series->n_bars - 1];
}

static void
collect_payments (CwSymbolStudy *study, const CwStudyInput *input)
{
  const CwSeries *longest = input->history != NULL ? input->history : input->series;

  study->payments = g_array_new (FALSE, FALSE, sizeof (CwStudyPayment));
  add_payments (study->payments, CW_PAYMENT_DIVIDEND, longest->dividends, longest->n_dividends);
  add_payments (study->payments, CW_PAYMENT_CAPITAL_GAIN, longest->capital_gains,
                longest->n_capital_gains);
  add_splits (study->payments, longest);
  g_array_sort (study->payments, compare_newest_first);
  sum_up_year (study, input->series);
}

/**
 * cw_symbol_study_new:
 * @input: what is known; its series has daily bars
 *
 * Takes time that grows with the bars: call it on a worker.
 *
 * Returns: (transfer full): what can be found out from it
 */
CwSymbolStudy *
cw_symbol_study_new (const CwStudyInput *input)
{
  CwSymbolStudy *study;

  g_return_val_if_fail (input != NULL && input->series->n_bars > 0, NULL);
  g_return_val_if_fail (input->series->interval == CW_INTERVAL_1D, NULL);

  study = g_atomic_rc_box_new0 (CwSymbolStudy);
  study->series = cw_series_ref (input->series);
  study->complete = input->complete;
  look_back (study, input);
  measure_risk (study, input);
  think_out_scenarios (study, input);
  collect_payments (study, input);
  return study;
}

/** cw_symbol_study_ref: Returns: (transfer full): another reference to the same study */
CwSymbolStudy *
cw_symbol_study_ref (CwSymbolStudy *study)
{
  g_return_val_if_fail (study != NULL, NULL);
  return g_atomic_rc_box_acquire (study);
}

static void
clear_study (gpointer data)
{
  CwSymbolStudy *study = data;

  cw_backtest_unref (study->backtest);
  g_free (study->scenarios);
  g_array_unref (study->payments);
  cw_series_unref (study->series);
}

/** cw_symbol_study_unref: @study: (transfer full): a study whose reference is given up */
void
cw_symbol_study_unref (CwSymbolStudy *study)
{
  g_return_if_fail (study != NULL);
  g_atomic_rc_box_release_full (study, clear_study);
}
