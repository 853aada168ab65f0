/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "alert-fixture.h"

#define HOUR (60 * 60)

/* Alerts from the market to the store: what comes in and what fires. */

/* A price that rises fires the one alert, once, and that is there after a restart. */
static void
test_price (void)
{
  AlertFixture fixture;
  double level;
  const CwAlertEvent *event;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  level = alert_fixture_get_price (&fixture) * 1.05;
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES, level, FALSE);
  alert_fixture_add (&fixture, "BBB", CW_ALERT_PRICE_FALLS, level / 2, FALSE);
  alert_fixture_load_prices (&fixture);
  alert_fixture_move_market (&fixture, 1.1);
  alert_fixture_load_prices (&fixture);
  alert_fixture_await_fired (&fixture, 1);
  event = alert_fixture_get_fired (&fixture, 0);
  g_assert_cmpstr (event->alert->symbol, ==, "AAA");
  g_assert_cmpfloat_with_epsilon (event->value, alert_fixture_get_price (&fixture), 1e-3);
  g_assert_cmpfloat_with_epsilon (event->threshold, level, 1e-6);
  g_assert_cmpint (event->id, >, 0);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  g_assert_cmpuint (cw_alert_watch_count_unseen (fixture.watch), ==, 1);
  cw_alert_watch_see_events (fixture.watch, 0);
  g_assert_cmpuint (cw_alert_watch_count_unseen (fixture.watch), ==, 0);
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  g_assert_cmpuint (cw_alert_watch_get_events (fixture.watch)->len, ==, 1);
  g_assert_cmpuint (cw_alert_watch_count_unseen (fixture.watch), ==, 0);
  alert_fixture_move_market (&fixture, 1.1);
  alert_fixture_load_prices (&fixture);
  g_assert_cmpuint (fixture.fired->len, ==, 1);
  alert_fixture_tear_down (&fixture);
}

/* What happened while the program did not run is told when it does again. */
static void
test_price_moved_meanwhile (void)
{
  AlertFixture fixture;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES,
                     alert_fixture_get_price (&fixture) * 1.05, TRUE);
  alert_fixture_open_again (&fixture);
  alert_fixture_move_market (&fixture, 1.1);
  alert_fixture_load_all (&fixture);
  alert_fixture_await_fired (&fixture, 1);
  alert_fixture_open_again (&fixture);
  alert_fixture_load_all (&fixture);
  g_assert_cmpuint (fixture.fired->len, ==, 1);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  alert_fixture_tear_down (&fixture);
}

/* Made in the very moment in which it fires: before the store has numbered it. */
static void
test_fires_before_it_is_stored (void)
{
  AlertFixture fixture;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES,
                     alert_fixture_get_price (&fixture) * 1.05, FALSE);
  alert_fixture_move_market (&fixture, 1.1);
  engine_run_load (&fixture.run, (const char *[]){ "AAA", NULL }, &alert_fixture_live);
  alert_fixture_await_fired (&fixture, 1);
  /* And again, without an iteration of the main loop between. */
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_FALLS,
                     alert_fixture_get_price (&fixture) * 0.95, FALSE);
  alert_fixture_move_market (&fixture, 0.9);
  engine_run_load (&fixture.run, (const char *[]){ "AAA", NULL }, &alert_fixture_live);
  alert_fixture_await_fired (&fixture, 2);
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 0);
  g_assert_cmpuint (cw_alert_watch_get_events (fixture.watch)->len, ==, 2);
  alert_fixture_tear_down (&fixture);
}

/* Averages are found by the workers, in the bars that came, and compared with each price. */
static void
test_average (void)
{
  AlertFixture fixture;
  double expected = 0;
  guint timer;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_AVERAGE_FALLS, NAN, FALSE);
  alert_fixture_load_all (&fixture);
  timer = g_timeout_add_seconds (ALERT_FIXTURE_PATIENCE, alert_fixture_give_up_cb,
                                 (gpointer) "an average");
  while (isnan (cw_alert_watch_get_average (fixture.watch, "AAA", 10)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  for (guint bar = ALERT_FIXTURE_BARS - 11; bar < ALERT_FIXTURE_BARS - 1;
       bar++) /* the running session is no close yet */
    expected += scripted_market_get_close (&fixture.truth, bar) / 10;
  g_assert_cmpfloat_with_epsilon (cw_alert_watch_get_average (fixture.watch, "AAA", 10), expected,
                                  1e-6);
  g_assert_cmpuint (fixture.fired->len, ==, 0);
  alert_fixture_move_market (&fixture, 0.9);
  alert_fixture_load_prices (&fixture);
  alert_fixture_await_fired (&fixture, 1);
  g_assert_cmpfloat_with_epsilon (alert_fixture_get_fired (&fixture, 0)->threshold, expected, 1e-6);
  alert_fixture_tear_down (&fixture);
}

/* The RSI of prices that only rise is 100, and that is known from the first look. */
static void
test_indicators_are_the_workers (void)
{
  AlertFixture fixture;
  const CwAlertFacts *facts;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_RSI_RISES, 70, FALSE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_DECISION_CHANGES, NAN, FALSE);
  alert_fixture_load_all (&fixture);
  facts = cw_alert_watch_get_facts (fixture.watch, "AAA");
  g_assert_nonnull (facts);
  g_assert_cmpfloat (facts->technicals.rsi, >, 99);
  g_assert_cmpint (facts->action, !=, CW_ACTION_NOT_ENOUGH_DATA);
  g_assert_true (facts->knows_splits);
  g_assert_cmpstr (facts->currency, ==, "USD");
  g_assert_cmpuint (fixture.fired->len, ==, 0);
  g_assert_null (cw_alert_watch_get_facts (fixture.watch, "CCC"));
  alert_fixture_tear_down (&fixture);
}

/* A leap that only prices tell of is not believed; bars that tell of no split make it so. */
static void
test_leap (void)
{
  AlertFixture fixture;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_FALLS,
                     alert_fixture_get_price (&fixture) * 0.9, FALSE);
  /* The next session has begun, of which no bars have come. */
  fixture.truth.session_start += 24 * HOUR;
  fixture.truth.session_end += 24 * HOUR;
  fixture.truth.market_time += 24 * HOUR;
  alert_fixture_move_market (&fixture, 0.25);
  alert_fixture_load_prices (&fixture);
  g_assert_cmpuint (fixture.fired->len, ==, 0);
  alert_fixture_tear_down (&fixture);
}

/* Without a store they live as long as the program does. */
static void
test_without_a_store (void)
{
  AlertFixture fixture;
  const CwAnalysis *analysis;

  alert_fixture_set_up (&fixture, FALSE);
  alert_fixture_load_all (&fixture);
  analysis = engine_run_find_ready (&fixture.run, "AAA")->analysis;
  cw_alert_watch_learn (fixture.watch, "AAA", analysis);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES,
                     alert_fixture_get_price (&fixture) * 1.05, FALSE);
  alert_fixture_move_market (&fixture, 1.1);
  alert_fixture_load_prices (&fixture);
  alert_fixture_await_fired (&fixture, 1);
  g_assert_cmpint (alert_fixture_get_fired (&fixture, 0)->id, <, 0);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 0);
  alert_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/alerts/price", test_price);
  g_test_add_func ("/engine/alerts/price-moved-meanwhile", test_price_moved_meanwhile);
  g_test_add_func ("/engine/alerts/fires-before-it-is-stored", test_fires_before_it_is_stored);
  g_test_add_func ("/engine/alerts/average", test_average);
  g_test_add_func ("/engine/alerts/indicators-are-the-workers", test_indicators_are_the_workers);
  g_test_add_func ("/engine/alerts/leap", test_leap);
  g_test_add_func ("/engine/alerts/without-a-store", test_without_a_store);
  return g_test_run ();
}
