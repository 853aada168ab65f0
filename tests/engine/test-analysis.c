/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-demo-market.h"
#include "cw-engine.h"
#include "cw-server.h"

static void
finished_cb (CwLoad *load, gboolean *finished)
{
  *finished = TRUE;
}

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, GPtrArray *all)
{
  for (guint i = 0; i < outcomes->len; i++)
    g_ptr_array_add (all, cw_outcome_ref (g_ptr_array_index (outcomes, i)));
}

static GPtrArray *
load_demo (const char *const *symbols)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_outcome_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ 0 }, &error);
  g_autoptr (CwEngine) engine = NULL;
  g_autoptr (CwLoad) load = NULL;
  gboolean finished = FALSE;
  CwEngineConfig config;

  g_assert_no_error (error);
  cw_engine_config_init (&config);
  config.yahoo_url = config.finnhub_url = cw_server_get_url (server);
  config.finnhub_key = CW_DEMO_KEY;
  config.benchmark = CW_DEMO_BENCHMARK;
  config.clock = cw_demo_market_get_clock ();
  config.source_name = "Demo market";
  engine = cw_engine_new (&config);
  load = cw_engine_load (engine, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  g_signal_connect (load, "updated", G_CALLBACK (updated_cb), all);
  g_signal_connect (load, "finished", G_CALLBACK (finished_cb), &finished);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (cw_load_get_market_error (load));
  g_clear_object (&load);
  cw_engine_shut_down (engine);
  return all;
}

static const CwOutcome *
last_of (GPtrArray *all, const char *symbol)
{
  for (guint i = all->len; i > 0; i--)
    {
      const CwOutcome *outcome = g_ptr_array_index (all, i - 1);

      if (g_str_equal (outcome->symbol, symbol))
        return outcome;
    }
  g_assert_not_reached ();
}

static void
test_demo_market (void)
{
  const char *const *symbols = cw_demo_market_get_symbols ();
  g_autoptr (GPtrArray) all = load_demo (symbols);
  guint n_checked = 0;

  for (gsize i = 0; symbols[i] != NULL; i++)
    {
      const CwOutcome *outcome = last_of (all, symbols[i]);
      const CwAnalysis *analysis = outcome->analysis;

      g_assert_cmpint (outcome->stage, ==, CW_STAGE_READY);
      g_assert_true (analysis->complete);
      g_assert_cmpuint (analysis->series->n_bars, >, 1250);
      g_assert_cmpuint (analysis->series->n_bars, <, 1270);
      g_assert_cmpint (analysis->short_term->action, !=, CW_ACTION_NOT_ENOUGH_DATA);
      g_assert_cmpuint (analysis->short_term->n_rules, ==, 5);
      g_assert_nonnull (analysis->long_term);
      g_assert_cmpfloat (analysis->market.average_growth, >, 1.0);
      g_assert_cmpfloat (analysis->market.average_growth, <, 1.3);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >=, 7);
}

/* The figures are checked against the bundled prices themselves: Apple closed at 133.50 on
 * 21 April 2021 after 133.11, and its report of fiscal 2020 has debt of 1.72 times its equity. */
static void
test_apple (void)
{
  g_autoptr (GPtrArray) all = load_demo ((const char *const[]){ "AAPL", NULL });
  const CwAnalysis *analysis = last_of (all, "AAPL")->analysis;

  g_assert_true (g_str_has_prefix (analysis->track_record, "This rule on AAPL"));
  g_assert_cmpfloat_with_epsilon (analysis->quote.price, 133.50, 1e-9);
  g_assert_cmpfloat_with_epsilon (analysis->quote.previous_close, 133.11, 1e-9);
  g_assert_cmpstr (analysis->series->info.name, ==, "Apple Inc.");
  g_assert_cmpstr (analysis->series->info.source, ==, "Demo market");
  g_assert_nonnull (analysis->fundamentals);
  g_assert_cmpfloat_with_epsilon (analysis->fundamentals->values[CW_METRIC_DEBT_TO_EQUITY], 1.7208,
                                  1e-4);
  g_assert_cmpfloat_with_epsilon (analysis->fundamentals->values[CW_METRIC_ROE], 0.8787, 1e-4);
  g_assert_cmpstr (analysis->fundamentals->period_end, ==, "2020-09-26");
  g_assert_cmpuint (analysis->long_term->n_rules, ==, 3);
  g_assert_cmpint (analysis->long_term->action, !=, CW_ACTION_NOT_ENOUGH_DATA);
  g_assert_cmpint (analysis->fetched_at, ==, cw_demo_market_get_clock ().standing_at);
}

static void
test_sparkline_bounds (void)
{
  g_autoptr (GPtrArray) all = load_demo ((const char *const[]){ "SIM0001", "TSLA", NULL });
  const CwAnalysis *analysis = last_of (all, "TSLA")->analysis;
  double low = 1, high = 0;

  g_assert_cmpuint (analysis->n_sparkline, ==, CW_SPARKLINE_POINTS);
  for (gsize i = 0; i < analysis->n_sparkline; i++)
    {
      low = MIN (low, analysis->sparkline[i]);
      high = MAX (high, analysis->sparkline[i]);
    }
  g_assert_cmpfloat_with_epsilon (low, 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (high, 1, 1e-15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/analysis/demo-market", test_demo_market);
  g_test_add_func ("/engine/analysis/apple", test_apple);
  g_test_add_func ("/engine/analysis/sparkline-bounds", test_sparkline_bounds);
  return g_test_run ();
}
