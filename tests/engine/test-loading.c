/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-engine.h"
#include "cw-market-error.h"
#include "cw-quotes-error.h"
#include "test-market-server.h"

typedef struct
{
  TestMarket *market;
  CwEngine *engine;
  CwLoad *load;
  GHashTable *outcomes; /* symbol → newest CwOutcome */
  GPtrArray *ends;      /* symbols in the order in which they ended */
  guint n_updates, n_finished;
} Fixture;

/* When the captured answer was given. */
#define CAPTURED_AT 1761670102

static const CwLoadOptions bars_only = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_6MO };

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, Fixture *fixture)
{
  g_assert_cmpuint (fixture->n_finished, ==, 0);
  fixture->n_updates++;
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);

      g_assert_true ((outcome->stage == CW_STAGE_FAILED) == (outcome->error != NULL));
      if (outcome->stage >= CW_STAGE_READY)
        g_ptr_array_add (fixture->ends, g_strdup (outcome->symbol));
      g_hash_table_replace (fixture->outcomes, g_strdup (outcome->symbol),
                            cw_outcome_ref (outcome));
    }
}

static void
finished_cb (CwLoad *load, Fixture *fixture)
{
  fixture->n_finished++;
}

static void
set_up (Fixture *fixture, guint latency_ms, guint concurrency)
{
  CwEngineConfig config;

  *fixture = (Fixture){ 0 };
  fixture->market = test_market_new (latency_ms);
  cw_engine_config_init (&config);
  config.yahoo_url = test_market_get_url (fixture->market);
  config.clock = (CwClock){ CAPTURED_AT };
  config.limits = (CwHttpLimits){ concurrency, 15, 0 };
  fixture->engine = cw_engine_new (&config);
  fixture->outcomes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_outcome_unref);
  fixture->ends = g_ptr_array_new_with_free_func (g_free);
}

static void
load (Fixture *fixture, const char *const *symbols, const CwLoadOptions *options)
{
  fixture->load = cw_engine_load (fixture->engine, symbols, options);
  g_signal_connect (fixture->load, "updated", G_CALLBACK (updated_cb), fixture);
  g_signal_connect (fixture->load, "finished", G_CALLBACK (finished_cb), fixture);
}

static void
wait_until_finished (Fixture *fixture)
{
  while (fixture->n_finished == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cw_load_is_finished (fixture->load));
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->load);
  cw_engine_shut_down (fixture->engine);
  g_assert_finalize_object (fixture->engine);
  g_hash_table_unref (fixture->outcomes);
  g_ptr_array_unref (fixture->ends);
  test_market_free (fixture->market);
}

static CwStage
stage_of (Fixture *fixture, const char *symbol)
{
  CwOutcome *outcome = g_hash_table_lookup (fixture->outcomes, symbol);

  g_assert_nonnull (outcome);
  return outcome->stage;
}

static void
test_all_ready (void)
{
  static const char *const symbols[] = { "AAA", "BBB", "CCC", "DDD", "EEE", NULL };
  Fixture fixture;
  CwProgress progress;

  set_up (&fixture, 0, 3);
  load (&fixture, symbols, &bars_only);
  wait_until_finished (&fixture);

  progress = cw_load_get_progress (fixture.load);
  g_assert_cmpuint (progress.total, ==, 5);
  g_assert_cmpuint (progress.done, ==, 5);
  g_assert_cmpuint (progress.failed, ==, 0);
  for (guint i = 0; symbols[i] != NULL; i++)
    {
      CwOutcome *outcome = g_hash_table_lookup (fixture.outcomes, symbols[i]);

      g_assert_cmpuint (outcome->index, ==, i);
      g_assert_cmpint (outcome->stage, ==, CW_STAGE_READY);
      g_assert_cmpuint (outcome->analysis->series->n_bars, ==, 128);
      g_assert_true (outcome->analysis->complete);
      g_assert_null (outcome->analysis->short_term);
      g_assert_null (outcome->analysis->long_term);
      g_assert_cmpuint (outcome->analysis->n_sparkline, ==, CW_SPARKLINE_POINTS);
    }
  tear_down (&fixture);
}

/* One that is unknown, one whose body is cut off, one that is no symbol at all and one that is
 * slow: the others come, and come first. */
static void
test_failing_and_slow (void)
{
  static const char *const symbols[] = { "SLOW", "GONE", "BROKEN", "A B", "GOOD", "FINE", NULL };
  Fixture fixture;
  CwOutcome *outcome;

  set_up (&fixture, 0, 2);
  load (&fixture, symbols, &bars_only);
  wait_until_finished (&fixture);

  g_assert_cmpint (stage_of (&fixture, "GOOD"), ==, CW_STAGE_READY);
  g_assert_cmpint (stage_of (&fixture, "FINE"), ==, CW_STAGE_READY);
  g_assert_cmpint (stage_of (&fixture, "SLOW"), ==, CW_STAGE_READY);
  g_assert_cmpstr (g_ptr_array_index (fixture.ends, 5), ==, "SLOW");
  outcome = g_hash_table_lookup (fixture.outcomes, "GONE");
  g_assert_error (outcome->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  outcome = g_hash_table_lookup (fixture.outcomes, "BROKEN");
  g_assert_error (outcome->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
  outcome = g_hash_table_lookup (fixture.outcomes, "A B");
  g_assert_error (outcome->error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL);
  g_assert_cmpuint (cw_load_get_progress (fixture.load).done, ==, 6);
  g_assert_cmpuint (cw_load_get_progress (fixture.load).failed, ==, 3);
  tear_down (&fixture);
}

static char **
make_symbols (guint n)
{
  char **symbols = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    symbols[i] = g_strdup_printf ("S%03u", i);
  return symbols;
}

static void
test_bounded (void)
{
  g_auto (GStrv) symbols = make_symbols (60);
  Fixture fixture;

  set_up (&fixture, 10, 7);
  load (&fixture, (const char *const *) symbols, &bars_only);
  wait_until_finished (&fixture);
  g_assert_cmpuint (fixture.ends->len, ==, 60);
  g_assert_cmpuint (test_market_get_most_at_once (fixture.market), <=, 7);
  g_assert_cmpuint (test_market_get_most_at_once (fixture.market), >, 1);
  tear_down (&fixture);
}

static void
test_preferred_goes_next (void)
{
  g_auto (GStrv) symbols = make_symbols (8);
  g_auto (GStrv) asked = NULL;
  Fixture fixture;

  /* Time enough to prefer one while the first two are on their way, even on a busy machine. */
  set_up (&fixture, 300, 2);
  load (&fixture, (const char *const *) symbols, &bars_only);
  cw_load_prefer (fixture.load, "S007");
  wait_until_finished (&fixture);
  asked = test_market_dup_asked (fixture.market);
  g_assert_cmpuint (g_strv_length (asked), ==, 8);
  /* Of two that are sent one after the other the second may arrive first. */
  g_assert_true (
      g_strv_contains ((const char *const[]){ asked[0], asked[1], asked[2], asked[3], NULL },
                       "S007"));
  tear_down (&fixture);
}

static void
test_cancel (void)
{
  g_auto (GStrv) symbols = make_symbols (30);
  Fixture fixture;
  guint n_ready = 0, n_cancelled = 0;

  g_free (symbols[0]);
  symbols[0] = g_strdup ("STUCK");
  set_up (&fixture, 5, 3);
  load (&fixture, (const char *const *) symbols, &bars_only);
  while (fixture.ends->len < 5)
    g_main_context_iteration (NULL, TRUE);
  cw_load_cancel (fixture.load);
  wait_until_finished (&fixture);

  g_assert_cmpuint (g_hash_table_size (fixture.outcomes), ==, 30);
  for (guint i = 0; i < 30; i++)
    {
      n_ready += stage_of (&fixture, symbols[i]) == CW_STAGE_READY;
      n_cancelled += stage_of (&fixture, symbols[i]) == CW_STAGE_CANCELLED;
    }
  g_assert_cmpuint (n_ready, >=, 5);
  g_assert_cmpuint (n_ready + n_cancelled, ==, 30);
  g_assert_cmpint (stage_of (&fixture, "STUCK"), ==, CW_STAGE_CANCELLED);
  g_assert_cmpuint (fixture.n_finished, ==, 1);
  tear_down (&fixture);
}

static void
test_empty (void)
{
  static const char *const symbols[] = { NULL };
  Fixture fixture;

  set_up (&fixture, 0, 2);
  load (&fixture, symbols, &bars_only);
  g_assert_cmpuint (fixture.n_finished, ==, 0);
  wait_until_finished (&fixture);
  g_assert_cmpuint (fixture.n_updates, ==, 0);
  tear_down (&fixture);
}

/* The benchmark is unknown to this market: decisions come all the same, and the reason is kept. */
static void
test_market_unknown (void)
{
  static const char *const symbols[] = { "AAA", NULL };
  CwEngineConfig config;
  Fixture fixture;
  CwOutcome *outcome;

  set_up (&fixture, 0, 2);
  cw_engine_shut_down (fixture.engine);
  g_object_unref (fixture.engine);
  cw_engine_config_init (&config);
  config.yahoo_url = test_market_get_url (fixture.market);
  config.clock = (CwClock){ CAPTURED_AT };
  config.limits = (CwHttpLimits){ 2, 15, 0 };
  config.benchmark = "GONE";
  fixture.engine = cw_engine_new (&config);
  load (&fixture, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_until_finished (&fixture);

  outcome = g_hash_table_lookup (fixture.outcomes, "AAA");
  g_assert_cmpint (outcome->stage, ==, CW_STAGE_READY);
  g_assert_nonnull (outcome->analysis->short_term);
  g_assert_cmpint (outcome->analysis->long_term->action, ==, CW_ACTION_NOT_ENOUGH_DATA);
  g_assert_error (cw_load_get_market_error (fixture.load), CW_QUOTES_ERROR,
                  CW_QUOTES_ERROR_NOT_FOUND);
  tear_down (&fixture);
}

/* A provider of figures that does not answer keeps nobody's bars waiting. */
static void
test_figures_stuck (void)
{
  g_auto (GStrv) symbols = make_symbols (20);
  g_autoptr (TestMarket) figures = test_market_new (0);
  CwEngineConfig config;
  Fixture fixture;
  guint n_known = 0;

  set_up (&fixture, 0, 2);
  cw_engine_shut_down (fixture.engine);
  g_object_unref (fixture.engine);
  cw_engine_config_init (&config);
  config.yahoo_url = test_market_get_url (fixture.market);
  config.clock = (CwClock){ CAPTURED_AT };
  config.finnhub_url = test_market_get_url (figures);
  config.finnhub_key = "key";
  config.limits = (CwHttpLimits){ 2, 15, 0 };
  fixture.engine = cw_engine_new (&config);
  load (&fixture, (const char *const *) symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  while (n_known < 20)
    {
      g_main_context_iteration (NULL, TRUE);
      n_known = 0;
      for (guint i = 0; i < 20; i++)
        {
          CwOutcome *outcome = g_hash_table_lookup (fixture.outcomes, symbols[i]);

          n_known += outcome != NULL && outcome->analysis != NULL;
        }
    }
  g_assert_cmpuint (fixture.n_finished, ==, 0);
  cw_load_cancel (fixture.load);
  wait_until_finished (&fixture);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/loading/all-ready", test_all_ready);
  g_test_add_func ("/engine/loading/failing-and-slow", test_failing_and_slow);
  g_test_add_func ("/engine/loading/bounded", test_bounded);
  g_test_add_func ("/engine/loading/preferred-goes-next", test_preferred_goes_next);
  g_test_add_func ("/engine/loading/cancel", test_cancel);
  g_test_add_func ("/engine/loading/empty", test_empty);
  g_test_add_func ("/engine/loading/market-unknown", test_market_unknown);
  g_test_add_func ("/engine/loading/figures-stuck", test_figures_stuck);
  return g_test_run ();
}
