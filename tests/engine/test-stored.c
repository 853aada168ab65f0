/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cw-demo-market.h"
#include "cw-engine-error.h"
#include "cw-engine.h"
#include "cw-quotes-error.h"
#include "cw-server.h"

/* The discard port, on which nobody listens. */
#define UNREACHABLE "http://127.0.0.1:9"

typedef struct
{
  CwEngine *engine;
  CwLoad *load;
  GPtrArray *all; /* of CwOutcome, as they came */
  gboolean finished;
} Run;

static void
finished_cb (CwLoad *load, Run *run)
{
  run->finished = TRUE;
}

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, Run *run)
{
  for (guint i = 0; i < outcomes->len; i++)
    g_ptr_array_add (run->all, cw_outcome_ref (g_ptr_array_index (outcomes, i)));
}

static void
begin (Run *run,
       const char *url,
       const char *data_dir,
       gboolean offline,
       const char *const *symbols,
       const CwLoadOptions *options)
{
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = config.finnhub_url = url;
  config.finnhub_key = CW_DEMO_KEY;
  config.benchmark = CW_DEMO_BENCHMARK;
  config.clock = cw_demo_market_get_clock ();
  config.data_dir = data_dir;
  config.offline = offline;
  config.limits.retries = 0;
  *run = (Run){ .engine = cw_engine_new (&config) };
  run->all = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_outcome_unref);
  run->load = cw_engine_load (run->engine, symbols, options);
  g_signal_connect (run->load, "updated", G_CALLBACK (updated_cb), run);
  g_signal_connect (run->load, "finished", G_CALLBACK (finished_cb), run);
}

static void
wait_for (Run *run)
{
  while (!run->finished)
    g_main_context_iteration (NULL, TRUE);
}

static void
stop (Run *run)
{
  g_autoptr (GError) store_error = NULL;

  g_clear_object (&run->load);
  cw_engine_shut_down (run->engine);
  store_error = cw_engine_dup_store_error (run->engine);
  g_assert_no_error (store_error);
  g_assert_finalize_object (run->engine);
  g_ptr_array_unref (run->all);
}

static const CwOutcome *
last_of (Run *run, const char *symbol)
{
  for (guint i = run->all->len; i > 0; i--)
    {
      const CwOutcome *outcome = g_ptr_array_index (run->all, i - 1);

      if (g_str_equal (outcome->symbol, symbol))
        return outcome;
    }
  g_assert_not_reached ();
}

static void
remember (const char *data_dir, const char *const *symbols)
{
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ 0 }, NULL);
  Run run;

  begin (&run, cw_server_get_url (server), data_dir, FALSE, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_for (&run);
  for (gsize i = 0; symbols[i] != NULL; i++)
    g_assert_cmpint (last_of (&run, symbols[i])->stage, ==, CW_STAGE_READY);
  stop (&run);
}

static char *
make_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "candlewick", NULL);
}

static void
assert_same (const CwAnalysis *a, const CwAnalysis *b)
{
  gsize size = a->series->n_bars * sizeof (double);

  g_assert_cmpmem (a->series->close, size, b->series->close, b->series->n_bars * sizeof (double));
  g_assert_cmpmem (a->series->adj_close, size, b->series->adj_close, size);
  g_assert_cmpmem (&a->quote.price, sizeof (double), &b->quote.price, sizeof (double));
  g_assert_cmpint (a->short_term->action, ==, b->short_term->action);
  g_assert_cmpint (a->long_term->action, ==, b->long_term->action);
  g_assert_cmpstr (a->long_term->summary, ==, b->long_term->summary);
}

/* What was seen online is seen offline, to the last bit, decisions and all. */
static void
test_offline (void)
{
  static const char *const symbols[] = { "AAPL", "IBM", NULL };
  static const char *const asked[] = { "AAPL", "IBM", "TSLA", NULL };
  g_autofree char *data_dir = make_data_dir ();
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ 0 }, NULL);
  Run online, offline;

  begin (&online, cw_server_get_url (server), data_dir, FALSE, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_for (&online);
  g_clear_object (&online.load);
  cw_engine_shut_down (online.engine);

  begin (&offline, UNREACHABLE, data_dir, TRUE, asked, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_for (&offline);
  g_assert_no_error (cw_load_get_market_error (offline.load));
  for (gsize i = 0; symbols[i] != NULL; i++)
    {
      const CwOutcome *outcome = last_of (&offline, symbols[i]);

      g_assert_cmpint (outcome->stage, ==, CW_STAGE_READY);
      assert_same (last_of (&online, symbols[i])->analysis, outcome->analysis);
    }
  g_assert_cmpint (last_of (&offline, "TSLA")->stage, ==, CW_STAGE_FAILED);
  g_assert_error (last_of (&offline, "TSLA")->error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_STORED);
  stop (&offline);
  stop (&online);
}

/* The provider cannot be reached: the last values are there, with the reason. */
static void
test_unreachable (void)
{
  static const char *const symbols[] = { "MSFT", NULL };
  g_autofree char *data_dir = make_data_dir ();
  const CwOutcome *outcome;
  Run run;

  remember (data_dir, symbols);
  begin (&run, UNREACHABLE, data_dir, FALSE, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_for (&run);
  outcome = last_of (&run, "MSFT");
  g_assert_cmpint (outcome->stage, ==, CW_STAGE_FAILED);
  g_assert_error (outcome->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
  g_assert_nonnull (outcome->analysis);
  g_assert_cmpfloat_with_epsilon (outcome->analysis->quote.price, 260.58, 1e-9);
  g_assert_nonnull (outcome->analysis->long_term);
  stop (&run);
}

/* A slow provider: what is stored is shown before it has answered, then what it answers. */
static void
test_stored_first (void)
{
  static const char *const symbols[] = { "ORCL", NULL };
  g_autofree char *data_dir = make_data_dir ();
  g_autoptr (CwServer) slow = cw_server_new (&(CwServerOptions){ .latency_ms = 300 }, NULL);
  const CwOutcome *early = NULL;
  Run run;

  remember (data_dir, symbols);
  begin (&run, cw_server_get_url (slow), data_dir, FALSE, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_for (&run);
  for (guint i = 0; i < run.all->len && early == NULL; i++)
    {
      const CwOutcome *outcome = g_ptr_array_index (run.all, i);

      if (outcome->analysis != NULL)
        early = outcome;
    }
  g_assert_nonnull (early);
  g_assert_cmpint (early->stage, <=, CW_STAGE_LOADING);
  g_assert_false (early->analysis->complete);
  g_assert_nonnull (early->analysis->short_term);
  g_assert_cmpint (last_of (&run, "ORCL")->stage, ==, CW_STAGE_READY);
  g_assert_true (last_of (&run, "ORCL")->analysis->complete);
  stop (&run);
}

/* Longer bars and shorter ranges come from the stored days too. */
static void
test_offline_shapes (void)
{
  static const char *const symbols[] = { "AMZN", NULL };
  const CwLoadOptions weekly = { .interval = CW_INTERVAL_1WK, .range = CW_RANGE_1Y };
  g_autofree char *data_dir = make_data_dir ();
  const CwOutcome *outcome;
  Run run;

  remember (data_dir, symbols);
  begin (&run, UNREACHABLE, data_dir, TRUE, symbols, &weekly);
  wait_for (&run);
  outcome = last_of (&run, "AMZN");
  g_assert_cmpint (outcome->stage, ==, CW_STAGE_READY);
  g_assert_cmpint (outcome->analysis->series->interval, ==, CW_INTERVAL_1WK);
  g_assert_cmpuint (outcome->analysis->series->n_bars, >=, 52);
  g_assert_cmpuint (outcome->analysis->series->n_bars, <=, 54);
  stop (&run);
}

static CwSeries *
load_minutes (const char *url, const char *data_dir, gboolean offline)
{
  static const char *const symbols[] = { "SIM0001", NULL };
  const CwLoadOptions minutes = { .interval = CW_INTERVAL_5M, .range = CW_RANGE_5D };
  CwSeries *series;
  Run run;

  begin (&run, url, data_dir, offline, symbols, &minutes);
  wait_for (&run);
  g_assert_no_error (last_of (&run, "SIM0001")->error);
  g_assert_cmpint (last_of (&run, "SIM0001")->stage, ==, CW_STAGE_READY);
  series = cw_series_ref (last_of (&run, "SIM0001")->analysis->series);
  stop (&run);
  return series;
}

/* Short bars are joined to stored ones too: three times the same, with and without the network. */
static void
test_minutes (void)
{
  g_autofree char *data_dir = make_data_dir ();
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ 0 }, NULL);
  const char *url = cw_server_get_url (server);
  g_autoptr (CwSeries) first = load_minutes (url, data_dir, FALSE);
  g_autoptr (CwSeries) second = load_minutes (url, data_dir, FALSE);
  g_autoptr (CwSeries) offline = load_minutes (UNREACHABLE, data_dir, TRUE);
  gsize size = first->n_bars * sizeof (double);

  g_assert_cmpuint (first->n_bars, >, 300);
  g_assert_cmpmem (first->time, size, second->time, second->n_bars * sizeof (gint64));
  g_assert_cmpmem (first->close, size, second->close, second->n_bars * sizeof (double));
  g_assert_cmpmem (first->volume, size, second->volume, second->n_bars * sizeof (double));
  g_assert_cmpmem (first->close, size, offline->close, offline->n_bars * sizeof (double));
}

/* Where no store can be, everything works for this session, and the person is told. */
static void
test_store_broken (void)
{
  static const char *const symbols[] = { "AAPL", NULL };
  g_autofree char *data_dir = make_data_dir ();
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ 0 }, NULL);
  g_autofree char *notice = NULL;
  g_autofree char *parent = g_path_get_dirname (data_dir);
  Run run;

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (data_dir, "not a directory", -1, NULL));
  begin (&run, cw_server_get_url (server), data_dir, FALSE, symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_for (&run);
  g_assert_cmpint (last_of (&run, "AAPL")->stage, ==, CW_STAGE_READY);
  notice = cw_engine_dup_store_notice (run.engine);
  g_assert_nonnull (notice);
  stop (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/stored/offline", test_offline);
  g_test_add_func ("/engine/stored/unreachable", test_unreachable);
  g_test_add_func ("/engine/stored/stored-first", test_stored_first);
  g_test_add_func ("/engine/stored/offline-shapes", test_offline_shapes);
  g_test_add_func ("/engine/stored/minutes", test_minutes);
  g_test_add_func ("/engine/stored/store-broken", test_store_broken);
  return g_test_run ();
}
