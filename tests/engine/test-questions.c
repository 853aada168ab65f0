/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-demo-market.h"
#include "cw-engine-error.h"
#include "cw-quotes-error.h"
#include "cw-server.h"
#include "engine-run.h"
#include "scripted-market.h"

#define HOUR (60 * 60)

typedef struct
{
  GPtrArray *matches;  /* owned, nullable */
  CwServiceRisk *risk; /* owned, nullable */
  GError *error;       /* owned, nullable */
  gboolean ended;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->matches, g_ptr_array_unref);
  g_clear_pointer (&answer->risk, cw_service_risk_unref);
  g_clear_error (&answer->error);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  g_assert_false (answer->ended);
  answer->matches = cw_engine_search_finish (CW_ENGINE (source), result, &answer->error);
  g_assert_true ((answer->matches == NULL) == (answer->error != NULL));
  answer->ended = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
search (CwEngine *engine, const char *text, Answer *answer)
{
  *answer = (Answer){ 0 };
  cw_engine_search_async (engine, text, NULL, searched_cb, answer);
  wait_for (answer);
}

static ScriptedTruth
make_truth (void)
{
  ScriptedTruth truth = scripted_truth_of_session (40, 8 * HOUR, -HOUR, HOUR);

  truth.name = "Söme 100% Company";
  return truth;
}

static void
begin (EngineRun *run, ScriptedMarket *market, gboolean with_store)
{
  g_autofree char *data_dir = engine_run_make_data_dir ();
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = scripted_market_get_url (market);
  config.data_dir = with_store ? data_dir : NULL;
  config.limits.retries = 0;
  engine_run_begin (run, &config);
}

static void
assert_first (const Answer *answer, const char *symbol)
{
  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->matches->len, >=, 1);
  g_assert_cmpstr (((CwSearchMatch *) g_ptr_array_index (answer->matches, 0))->symbol, ==, symbol);
}

static void
test_search (void)
{
  ScriptedTruth truth = make_truth ();
  g_autoptr (ScriptedMarket) market = scripted_market_new (&truth);
  Answer answer;
  EngineRun run;

  begin (&run, market, FALSE);
  search (run.engine, "from the net", &answer);
  assert_first (&answer, "NETX");
  answer_clear (&answer);
  engine_run_end (&run);
}

/* Offline, or while the provider is down, what is stored is searched. */
static void
test_search_stored (void)
{
  static const char *const symbols[] = { "ACME", "ACMX", "OTHER", NULL };
  const CwLoadOptions bars = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_1MO };
  ScriptedTruth truth = make_truth ();
  g_autoptr (ScriptedMarket) market = scripted_market_new (&truth);
  Answer answer;
  EngineRun run;

  begin (&run, market, TRUE);
  engine_run_load (&run, symbols, &bars);
  g_assert_cmpuint (cw_load_get_progress (run.load).failed, ==, 0);
  cw_engine_set_offline (run.engine, TRUE);
  scripted_market_forget_asked (market);
  search (run.engine, "acm", &answer);
  assert_first (&answer, "ACME");
  g_assert_cmpuint (answer.matches->len, ==, 2);
  answer_clear (&answer);
  search (run.engine, " acmx ", &answer);
  assert_first (&answer, "ACMX");
  g_assert_cmpuint (answer.matches->len, ==, 1);
  answer_clear (&answer);
  search (run.engine, "100% comp", &answer);
  g_assert_cmpuint (answer.matches->len, ==, 3);
  answer_clear (&answer);

  /* What is typed stands for itself. */
  search (run.engine, "A_M", &answer);
  g_assert_cmpuint (answer.matches->len, ==, 0);
  answer_clear (&answer);
  search (run.engine, "'; DROP TABLE series; --", &answer);
  g_assert_cmpuint (answer.matches->len, ==, 0);
  answer_clear (&answer);
  g_assert_cmpuint (scripted_market_count_asked (market, NULL), ==, 0);

  cw_engine_set_offline (run.engine, FALSE);
  truth.status = 503;
  scripted_market_set_truth (market, &truth);
  search (run.engine, "OTHER", &answer);
  assert_first (&answer, "OTHER");
  answer_clear (&answer);
  search (run.engine, "unheard of", &answer);
  g_assert_error (answer.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN);
  answer_clear (&answer);
  engine_run_end (&run);
}

/* Given up from the asker's thread, at any moment: ends once, as cancelled. */
static void
test_search_cancelled (void)
{
  ScriptedTruth truth = make_truth ();
  g_autoptr (ScriptedMarket) market = NULL;
  EngineRun run;
  guint n_cases = 0;

  truth.latency_ms = 60000;
  market = scripted_market_new (&truth);
  begin (&run, market, FALSE);
  for (guint i = 0; i < 20; i++, n_cases++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Answer answer = { 0 };

      if (i == 0)
        g_cancellable_cancel (cancellable);
      cw_engine_search_async (run.engine, "slow", cancellable, searched_cb, &answer);
      g_usleep (i * 500);
      if (i == 19)
        while (scripted_market_count_asked (market, "search") == 0)
          g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      wait_for (&answer);
      g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      answer_clear (&answer);
    }
  g_assert_cmpuint (n_cases, ==, 20);
  engine_run_end (&run);
}

/* The engine ends while something is asked: that ends too, and nothing is left behind. */
static void
test_shut_down (void)
{
  ScriptedTruth truth = make_truth ();
  g_autoptr (ScriptedMarket) market = NULL;
  guint n_cases = 0;

  truth.latency_ms = 60000;
  market = scripted_market_new (&truth);
  for (guint i = 0; i < 20; i++, n_cases++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Answer answer = { 0 };
      EngineRun run;

      begin (&run, market, i % 2 == 0);
      cw_engine_search_async (run.engine, "slow", cancellable, searched_cb, &answer);
      if (i % 3 == 0)
        cw_engine_set_offline (run.engine, TRUE);
      g_usleep (i * 300);
      cw_engine_shut_down (run.engine);
      g_cancellable_cancel (cancellable);
      wait_for (&answer);
      answer_clear (&answer);
      engine_run_end (&run);
    }
  g_assert_cmpuint (n_cases, ==, 20);
}

static void
risk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->risk = cw_engine_fetch_service_risk_finish (CW_ENGINE (source), result, &answer->error);
  answer->ended = TRUE;
}

/* The risk service's numbers come through the engine, in the asker's context. */
static void
test_service_risk (void)
{
  static const char *const portfolio[] = { "AAPL", "MSFT", NULL };
  static const double weights[] = { 0.25, 0.75 };
  CwServerOptions options = { 0 };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  CwServiceRiskQuery query = {
    .symbol = "AAPL", .portfolio = portfolio, .weights = weights, .range = CW_RANGE_1Y
  };
  Answer answer = { 0 };
  CwEngineConfig config;
  EngineRun run;

  cw_engine_config_init (&config);
  config.producer_url = cw_server_get_url (server);
  config.clock = cw_demo_market_get_clock ();
  config.limits.retries = 0;
  engine_run_begin (&run, &config);
  cw_engine_fetch_service_risk_async (run.engine, &query, NULL, risk_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_nonnull (answer.risk->daily_returns);
  g_assert_cmpuint (answer.risk->daily_returns->n, >, 200);
  g_assert_nonnull (answer.risk->portfolio_returns);
  g_assert_nonnull (answer.risk->var);
  answer_clear (&answer);

  cw_engine_set_offline (run.engine, TRUE);
  answer = (Answer){ 0 };
  cw_engine_fetch_service_risk_async (run.engine, &query, NULL, risk_cb, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OFFLINE);
  answer_clear (&answer);
  engine_run_end (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/questions/search", test_search);
  g_test_add_func ("/engine/questions/search-stored", test_search_stored);
  g_test_add_func ("/engine/questions/search-cancelled", test_search_cancelled);
  g_test_add_func ("/engine/questions/shut-down", test_shut_down);
  g_test_add_func ("/engine/questions/service-risk", test_service_risk);
  return g_test_run ();
}
