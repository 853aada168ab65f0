/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-engine-error.h"
#include "routing-fixture.h"

/* What may be set while the engine runs. */

/* A new key is used from now on, none switches the provider off, a bad one is refused. */
static void
test_key (void)
{
  const CwOutcome *outcome;
  g_autoptr (GError) error = NULL;
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, NULL);
  engine_run_load_one (&fixture.run, "AAPL", &CW_LOAD_OPTIONS_ANALYSIS);
  g_assert_null (engine_run_find_ready (&fixture.run, "AAPL")->analysis->fundamentals);
  g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, NULL), ==, 0);

  g_assert_true (cw_engine_set_finnhub_key (fixture.run.engine, "  good-key\n", NULL));
  engine_run_load_one (&fixture.run, "AAPL", &CW_LOAD_OPTIONS_ANALYSIS);
  outcome = engine_run_find_ready (&fixture.run, "AAPL");
  g_assert_nonnull (outcome->analysis->fundamentals);
  g_assert_nonnull (g_strstr_len (outcome->analysis->fundamentals->source, -1, "Finnhub"));

  g_assert_false (cw_engine_set_finnhub_key (fixture.run.engine, "two words", &error));
  g_assert_error (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_INVALID_KEY);
  g_assert_null (strstr (error->message, "two words"));

  g_assert_true (cw_engine_set_finnhub_key (fixture.run.engine, "", NULL));
  scripted_market_forget_asked (fixture.finnhub);
  engine_run_load_one (&fixture.run, "AAPL", &CW_LOAD_OPTIONS_ANALYSIS);
  g_assert_null (engine_run_find_ready (&fixture.run, "AAPL")->analysis->fundamentals);
  g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, NULL), ==, 0);
  routing_tear_down (&fixture);
}

static void
wait_until_asked (ScriptedMarket *market, const char *part)
{
  while (scripted_market_count_asked (market, part) == 0)
    g_main_context_iteration (NULL, FALSE);
}

/* The key goes away, or another comes, while the old one's request is under way. */
static void
test_key_in_flight (void)
{
  static const char *const symbols[] = { "AAPL", NULL };
  guint n_cases = 0;

  for (guint with_new = 0; with_new < 2; with_new++, n_cases++)
    {
      ScriptedTruth slow;
      const CwOutcome *outcome;
      RoutingFixture fixture;

      routing_set_up (&fixture, ROUTING_FINNHUB, NULL);
      slow = fixture.truth;
      slow.latency_ms = 60000;
      scripted_market_set_truth (fixture.finnhub, &slow);
      engine_run_start (&fixture.run, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
      wait_until_asked (fixture.finnhub, "/metric");
      scripted_market_set_truth (fixture.finnhub, &fixture.truth);
      cw_engine_set_finnhub_key (fixture.run.engine, with_new ? "other" : NULL, NULL);
      engine_run_wait (&fixture.run);
      outcome = engine_run_find_ready (&fixture.run, "AAPL");
      g_assert_true ((outcome->analysis->fundamentals != NULL) == (with_new == 1));
      g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, "/metric"), ==, 1 + with_new);
      routing_tear_down (&fixture);
    }
  g_assert_cmpuint (n_cases, ==, 2);
}

/* The switch stops what is under way, and lets through again what comes later. */
static void
test_offline_in_flight (void)
{
  static const char *const symbols[] = { "AAA", "BBB", "CCC", "DDD", "EEE", "FFF", NULL };
  ScriptedTruth slow;
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_STORE, NULL);
  engine_run_load_one (&fixture.run, "AAA", &routing_bars);
  engine_run_find_ready (&fixture.run, "AAA");
  scripted_market_forget_asked (fixture.yahoo);
  slow = fixture.truth;
  slow.latency_ms = 60000;
  scripted_market_set_truth (fixture.yahoo, &slow);
  engine_run_start (&fixture.run, symbols, &routing_bars);
  wait_until_asked (fixture.yahoo, "/chart/");
  g_assert_false (cw_engine_is_offline (fixture.run.engine));
  cw_engine_set_offline (fixture.run.engine, TRUE);
  g_assert_true (cw_engine_is_offline (fixture.run.engine));
  engine_run_wait (&fixture.run);
  g_assert_true (engine_run_find_ready (&fixture.run, "AAA")->from_store);
  for (guint i = 1; i < 6; i++)
    g_assert_error (engine_run_find (&fixture.run, symbols[i])->error, CW_ENGINE_ERROR,
                    CW_ENGINE_ERROR_NOT_STORED);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), <=, 4);

  scripted_market_set_truth (fixture.yahoo, &fixture.truth);
  cw_engine_set_offline (fixture.run.engine, FALSE);
  engine_run_load (&fixture.run, symbols, &routing_bars);
  for (guint i = 0; i < 6; i++)
    engine_run_find_ready (&fixture.run, symbols[i]);
  routing_tear_down (&fixture);
}

/* The folder is no network. */
static void
test_offline_folder (void)
{
  static const char *const symbols[] = { "csv:ACME", "ACME", NULL };
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_FOLDER | ROUTING_STORE, NULL);
  cw_engine_set_offline (fixture.run.engine, TRUE);
  engine_run_load (&fixture.run, symbols, &routing_bars);
  g_assert_cmpuint (cw_load_get_progress (fixture.run.load).failed, ==, 0);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), ==, 0);
  routing_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/settings/key", test_key);
  g_test_add_func ("/engine/settings/key-in-flight", test_key_in_flight);
  g_test_add_func ("/engine/settings/offline-in-flight", test_offline_in_flight);
  g_test_add_func ("/engine/settings/offline-folder", test_offline_folder);
  return g_test_run ();
}
