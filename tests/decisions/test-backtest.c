/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-backtest.h"
#include "cw-series-builder.h"
#include "cw-short-term.h"
#include "cw-track-record.h"
#include "made-series.h"

#define FIRST 199 /* the first bar at which the rule can be known */

static double
adjusted_open (const CwSeries *series, gsize bar)
{
  return series->open[bar] * series->adj_close[bar] / series->close[bar];
}

static CwAction
decide_at (const CwSeries *series, gsize bar)
{
  g_autoptr (CwSeries) known = cw_series_slice (series, 0, series->time[bar]);
  g_autoptr (CwDecision) decision = cw_short_term_decide (known, NULL);

  g_assert_cmpuint (known->n_bars, ==, bar + 1);
  return decision->action;
}

/* Against the plainest way to do it: at each close, decide on a series that ends there. */
static void
test_against_decisions (void)
{
  g_autoptr (CwSeries) series = series_wandering (700, 11);
  g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 10);
  double cash = 1, shares = 0;
  gsize n_trades = 0, n_decisions[CW_ACTION_AVOID + 1] = { FIRST };
  CwAction wanted = CW_ACTION_HOLD;

  g_assert_cmpuint (backtest->n_bars, ==, 700 - FIRST);
  for (gsize i = 0; i < backtest->n_bars; i++)
    {
      double open = adjusted_open (series, FIRST + i);

      if (wanted == CW_ACTION_BUY && cash > 0)
        {
          shares = cash * 0.999 / open;
          cash = 0;
          n_trades++;
        }
      else if (wanted == CW_ACTION_SELL && shares > 0)
        {
          cash = shares * open * 0.999;
          shares = 0;
        }
      wanted = decide_at (series, FIRST + i);
      n_decisions[wanted]++;
      g_assert_cmpint (backtest->actions[i], ==, wanted);
      g_assert_cmpint (backtest->time[i], ==, series->time[FIRST + i]);
      g_assert_cmpfloat_with_epsilon (backtest->equity[i],
                                      cash + shares * series->adj_close[FIRST + i], 1e-12);
    }
  g_assert_cmpuint (n_trades, >, 3);
  g_assert_cmpuint (backtest->n_trades, ==, n_trades);
  for (gsize a = 0; a < G_N_ELEMENTS (n_decisions); a++)
    g_assert_cmpuint (backtest->n_decisions[a], ==, n_decisions[a]);
}

/* The same bars up to one, and after it the same bars in another order. */
static CwSeries *
shuffle_future (const CwSeries *series, gsize from, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new_from (series);
  g_autofree gsize *order = g_new (gsize, series->n_bars);

  for (gsize i = 0; i < series->n_bars; i++)
    order[i] = i;
  for (gsize i = series->n_bars - 1; i > from; i--)
    {
      gsize other = (gsize) g_rand_int_range (random, (gint32) from, (gint32) i + 1),
            kept = order[i];

      order[i] = order[other];
      order[other] = kept;
    }
  for (gsize i = 0; i < series->n_bars; i++)
    cw_series_builder_add_bar (builder, series->time[i], series->open[order[i]],
                               series->high[order[i]], series->low[order[i]],
                               series->close[order[i]], series->adj_close[order[i]],
                               series->volume[order[i]]);
  return cw_series_builder_end (builder);
}

static void
test_no_look_ahead (void)
{
  static const gsize cuts[] = { 200, 201, 250, 333, 400, 499, 598 };
  g_autoptr (CwSeries) series = series_wandering (600, 5);
  g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 10);

  for (gsize c = 0; c < G_N_ELEMENTS (cuts); c++)
    {
      g_autoptr (CwSeries) shuffled = shuffle_future (series, cuts[c], (guint32) c);
      g_autoptr (CwBacktest) other = cw_backtest_run (shuffled, 10);
      gsize n_same = cuts[c] - FIRST;

      g_assert_cmpuint (other->n_bars, ==, backtest->n_bars);
      g_assert_cmpmem (other->equity, n_same * sizeof (double), backtest->equity,
                       n_same * sizeof (double));
      g_assert_cmpmem (other->holding, n_same * sizeof (double), backtest->holding,
                       n_same * sizeof (double));
      g_assert_cmpmem (other->actions, n_same * sizeof (CwAction), backtest->actions,
                       n_same * sizeof (CwAction));
    }
}

/* Each trade gains what its prices say, less the costs of both its ends. */
static void
test_trades (void)
{
  g_autoptr (CwSeries) series = series_wandering (1500, 21);
  g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 25);
  double product = 1;
  gsize n_gains = 0, last = series->n_bars - 1;

  g_assert_cmpuint (backtest->n_trades, >, 5);
  for (gsize i = 0; i < backtest->n_trades; i++)
    {
      const CwTrade *trade = &backtest->trades[i];
      gsize bought = cw_series_find (series, trade->bought_at);
      double gain;

      g_assert_cmpfloat_with_epsilon (trade->bought_for, adjusted_open (series, bought), 1e-12);
      if (trade->sold_at != 0)
        {
          gsize sold = cw_series_find (series, trade->sold_at);

          g_assert_cmpuint (sold, >, bought);
          g_assert_cmpfloat_with_epsilon (trade->sold_for, adjusted_open (series, sold), 1e-12);
          gain = trade->sold_for / trade->bought_for * 0.9975 * 0.9975 - 1;
        }
      else
        {
          g_assert_cmpuint (i, ==, backtest->n_trades - 1);
          g_assert_true (isnan (trade->sold_for));
          gain = series->adj_close[last] / trade->bought_for * 0.9975 - 1;
        }
      g_assert_cmpfloat_with_epsilon (trade->gain, gain, 1e-12);
      product *= 1 + gain;
      n_gains += gain > 0;
    }
  g_assert_cmpfloat_with_epsilon (backtest->rule.total_return, product - 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (backtest->hit_rate,
                                  (double) n_gains / (double) backtest->n_trades, 1e-12);
}

static void
test_costs (void)
{
  g_autoptr (CwSeries) series = series_wandering (1000, 8);
  g_autoptr (CwBacktest) cheap = cw_backtest_run (series, 0);
  g_autoptr (CwBacktest) dear = cw_backtest_run (series, 50);
  gsize n_ends = 2 * cheap->n_trades - (cheap->trades[cheap->n_trades - 1].sold_at == 0 ? 1 : 0);

  g_assert_cmpuint (cheap->n_trades, ==, dear->n_trades);
  g_assert_cmpfloat_with_epsilon ((1 + dear->rule.total_return) / (1 + cheap->rule.total_return),
                                  pow (0.995, (double) n_ends), 1e-12);
  g_assert_cmpfloat_with_epsilon ((1 + dear->hold.total_return) / (1 + cheap->hold.total_return),
                                  0.995, 1e-12);
}

/* A rule that always says hold is seen to do so. */
static void
test_flat (void)
{
  g_autoptr (CwSeries) series = series_growing (600, 100, 1);
  g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 10);
  g_autofree char *text = cw_backtest_describe (backtest);

  g_assert_cmpuint (backtest->n_trades, ==, 0);
  g_assert_cmpuint (backtest->n_decisions[CW_ACTION_HOLD], ==, 600 - FIRST);
  g_assert_cmpuint (backtest->n_decisions[CW_ACTION_NOT_ENOUGH_DATA], ==, FIRST);
  g_assert_true (isnan (backtest->hit_rate));
  g_assert_cmpfloat_with_epsilon (backtest->exposure, 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (backtest->rule.total_return, 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (backtest->rule.max_drawdown, 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (backtest->hold.total_return, -0.001, 1e-12);
  g_assert_cmpstr (text, ==,
                   "This rule on MADE since 2020: no trades, 0.0\u202f% a year against "
                   "−0.1\u202f% for holding");
}

/* A change from pounds to pence is no gain: what was before it does not count. */
static void
test_unit_jump (void)
{
  g_autoptr (CwSeries) before = series_wandering (900, 5);
  g_autofree double *prices = g_memdup2 (before->close, before->n_bars * sizeof (double));
  g_autoptr (CwSeries) jumping = NULL, after = NULL, late = NULL;
  g_autoptr (CwBacktest) backtest = NULL, alone = NULL, too_late = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 366; i < before->n_bars; i++)
    prices[i] *= 100;
  jumping = series_from_prices (prices, before->n_bars);
  after = cw_series_slice (jumping, jumping->time[366], G_MAXINT64);
  backtest = cw_backtest_run (jumping, 10);
  alone = cw_backtest_run (after, 10);
  g_assert_cmpstr (backtest->since, ==, "2021-01-01");
  g_assert_null (alone->since);
  g_assert_cmpuint (backtest->n_bars, >, 300);
  g_assert_cmpmem (backtest->equity, backtest->n_bars * sizeof (double), alone->equity,
                   alone->n_bars * sizeof (double));
  g_assert_cmpmem (backtest->holding, backtest->n_bars * sizeof (double), alone->holding,
                   alone->n_bars * sizeof (double));

  late = cw_series_slice (jumping, jumping->time[0], jumping->time[400]);
  too_late = cw_backtest_run (late, 10);
  text = cw_backtest_describe (too_late);
  g_assert_cmpuint (too_late->n_bars, ==, 0);
  g_assert_cmpstr (text, ==,
                   "The history of MADE since 2021-01-01, when the prices changed about a "
                   "hundredfold, is too short to try this rule on it");
}

/* Where the rule buys at once and never sells, it is holding. */
static void
test_rising (void)
{
  g_autoptr (CwSeries) series = series_growing (700, 100, 1.001);
  g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 10);
  g_autofree char *text = cw_backtest_describe (backtest);

  g_assert_cmpuint (backtest->n_trades, ==, 1);
  g_assert_cmpint (backtest->trades[0].sold_at, ==, 0);
  g_assert_cmpfloat_with_epsilon (backtest->hit_rate, 1, 1e-15);
  g_assert_cmpmem (backtest->equity, backtest->n_bars * sizeof (double), backtest->holding,
                   backtest->n_bars * sizeof (double));
  /* Bought at the open of the second bar, which here is its close. */
  g_assert_cmpfloat_with_epsilon (backtest->rule.total_return, 0.999 * pow (1.001, 499) - 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (backtest->rule.annual_return,
                                  pow (0.999 * pow (1.001, 499), 365.2425 / 500) - 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (backtest->exposure, 500.0 / 501, 1e-12);
  g_assert_true (
      g_str_has_prefix (text, "This rule on MADE since 2020: 1 trade, 100\u202f% right, +"));
}

static void
test_too_short (void)
{
  static const gsize lengths[] = { 0, 1, 50, 199, 200, 201 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize n = lengths[i];
      g_autoptr (CwSeries) series = series_wandering (n, 2);
      g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 10);
      g_autoptr (CwBacktest) again = cw_backtest_ref (backtest);
      g_autofree char *text = cw_backtest_describe (again);

      g_assert_cmpuint (again->n_bars, ==, n > FIRST ? n - FIRST : 0);
      g_assert_cmpuint (again->n_decisions[CW_ACTION_NOT_ENOUGH_DATA], ==, MIN (n, FIRST));
      g_assert_cmpint (isnan (again->rule.total_return), ==, n < 201);
      g_assert_true (isnan (again->rule.annual_return));
      if (n < 201)
        g_assert_cmpstr (text, ==, "The history of MADE is too short to try this rule on it");
    }
}

static void
test_track_record (void)
{
  static const gint64 day = 24 * 60 * 60;
  gint64 time[] = { 0, 100 * day, 200 * day, 731 * day };
  double equity[] = { 1, 1.2, 0.9, 1.44 };
  CwTrackRecord record = cw_track_record (time, equity, 4, CW_INTERVAL_1WK);
  double returns[] = { 0.2, -0.25, 0.6 }, mean = 0.55 / 3, squares = 0;

  for (gsize i = 0; i < 3; i++)
    squares += (returns[i] - mean) * (returns[i] - mean);
  g_assert_cmpfloat_with_epsilon (record.total_return, 0.44, 1e-12);
  g_assert_cmpfloat_with_epsilon (record.annual_return, pow (1.44, 365.2425 / 731) - 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (record.volatility, sqrt (squares / 2) * sqrt (52), 1e-12);
  g_assert_cmpfloat_with_epsilon (record.max_drawdown, 0.25, 1e-12);

  g_assert_true (isnan (cw_track_record (time, equity, 4, CW_INTERVAL_5M).volatility));
  g_assert_true (isnan (cw_track_record (time, equity, 2, CW_INTERVAL_1D).volatility));
  g_assert_true (isnan (cw_track_record (time, equity, 1, CW_INTERVAL_1D).max_drawdown));
}

/* Counted from the prices, day by day, without knowing how the back-test keeps them. */
static void
test_follow_up (void)
{
  g_autoptr (CwSeries) series = series_wandering (700, 11);
  g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 10);
  CwFollowUp buys = cw_backtest_follow_up (backtest, series, CW_ACTION_BUY, 20);
  CwFollowUp sells = cw_backtest_follow_up (backtest, series, CW_ACTION_SELL, 20);
  CwFollowUp any = cw_backtest_follow_any_day (backtest, series, 20);
  gsize n_buys = 0, n_sells = 0, n_higher = 0, n_lower = 0, n_rises = 0;

  for (gsize bar = FIRST + 1; bar + 20 < 700; bar++)
    {
      gboolean rises = series->adj_close[bar + 20] > series->adj_close[bar];
      gboolean falls = series->adj_close[bar + 20] < series->adj_close[bar];
      CwAction now = decide_at (series, bar), before = decide_at (series, bar - 1);

      n_rises += rises ? 1 : 0;
      if (now == CW_ACTION_BUY && before != CW_ACTION_BUY)
        {
          n_buys++;
          n_higher += rises ? 1 : 0;
        }
      if (now == CW_ACTION_SELL && before != CW_ACTION_SELL)
        {
          n_sells++;
          n_lower += falls ? 1 : 0;
        }
    }
  g_assert_cmpuint (n_buys, >, 3);
  g_assert_cmpuint (n_sells, >, 3);
  g_assert_cmpuint (buys.n, ==, n_buys);
  g_assert_cmpuint (buys.n_right, ==, n_higher);
  g_assert_cmpuint (sells.n, ==, n_sells);
  g_assert_cmpuint (sells.n_right, ==, n_lower);
  g_assert_cmpuint (any.n, ==, 700 - FIRST - 1 - 20);
  g_assert_cmpuint (any.n_right, ==, n_rises);
}

static void
test_follow_up_of_little (void)
{
  g_autoptr (CwSeries) series = series_wandering (FIRST + 10, 3);
  g_autoptr (CwBacktest) backtest = cw_backtest_run (series, 10);
  CwFollowUp any = cw_backtest_follow_any_day (backtest, series, 20);

  g_assert_cmpuint (backtest->n_bars, ==, 10);
  g_assert_cmpuint (any.n, ==, 0);
  g_assert_cmpuint (cw_backtest_follow_up (backtest, series, CW_ACTION_BUY, 20).n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decisions/backtest/against-decisions", test_against_decisions);
  g_test_add_func ("/decisions/backtest/no-look-ahead", test_no_look_ahead);
  g_test_add_func ("/decisions/backtest/trades", test_trades);
  g_test_add_func ("/decisions/backtest/costs", test_costs);
  g_test_add_func ("/decisions/backtest/flat", test_flat);
  g_test_add_func ("/decisions/backtest/rising", test_rising);
  g_test_add_func ("/decisions/backtest/D12-unit-jump", test_unit_jump);
  g_test_add_func ("/decisions/backtest/too-short", test_too_short);
  g_test_add_func ("/decisions/backtest/track-record", test_track_record);
  g_test_add_func ("/decisions/backtest/follow-up", test_follow_up);
  g_test_add_func ("/decisions/backtest/follow-up-of-little", test_follow_up_of_little);
  return g_test_run ();
}
