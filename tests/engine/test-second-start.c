/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-engine-error.h"
#include "cw-store-error.h"
#include "engine-run.h"
#include "scripted-market.h"

#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#ifdef __SANITIZE_ADDRESS__
#define MANY 150
#else
#define MANY 500
#endif
#define N_BARS 300
/* Enough for a small line, and no more, because there are many such histories. */
#define FEW_BARS (CW_SPARKLINE_POINTS + 6)

typedef struct
{
  ScriptedMarket *market;
  ScriptedTruth truth;
  EngineRun run;
} Fixture;

static const CwLoadOptions bars = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_1Y };

static void
begin (Fixture *fixture, gboolean offline)
{
  g_autofree char *data_dir = engine_run_make_data_dir ();
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = config.finnhub_url = scripted_market_get_url (fixture->market);
  config.finnhub_key = fixture->truth.n_bars != FEW_BARS ? "key" : NULL;
  config.data_dir = data_dir;
  config.offline = offline;
  config.limits.retries = 0;
  engine_run_begin (&fixture->run, &config);
}

static void
end (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  cw_engine_shut_down (fixture->run.engine);
  error = cw_engine_dup_store_error (fixture->run.engine);
  g_assert_no_error (error);
  engine_run_end (&fixture->run);
}

static void
set_up (Fixture *fixture, guint n_bars)
{
  /* A session runs, so that there is always something new to be asked for. */
  fixture->truth = scripted_truth_of_session (n_bars, 5 * HOUR, HOUR, 10);
  fixture->truth.first_trade = fixture->truth.session_start - (n_bars - 1) * (gint64) DAY;
  fixture->market = scripted_market_new (&fixture->truth);
  begin (fixture, FALSE);
}

static void
tear_down (Fixture *fixture)
{
  end (fixture);
  scripted_market_free (fixture->market);
}

static char **
make_symbols (guint n)
{
  char **symbols = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    symbols[i] = g_strdup_printf ("S%03u", i);
  return symbols;
}

/* Reads come after writes, so that when something has been read all has been written. */
static void
wait_for_store (Fixture *fixture)
{
  cw_engine_set_offline (fixture->run.engine, TRUE);
  engine_run_load_one (&fixture->run, "S000", &bars);
}

/* When which symbol's price was known first. */
typedef struct
{
  GHashTable *known; /* set of symbols, owned */
  gint64 began_at, all_known_at;
  CwQuote first;
} Rows;

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, Rows *rows)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      const CwOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->analysis == NULL || !(outcome->analysis->quote.price > 0))
        continue;
      if (g_hash_table_size (rows->known) == 0)
        {
          rows->first = outcome->analysis->quote;
          g_assert_cmpstr (outcome->analysis->series->info.name, ==, "Some Company");
          g_assert_cmpuint (outcome->analysis->n_sparkline, ==, CW_SPARKLINE_POINTS);
        }
      g_hash_table_add (rows->known, g_strdup (outcome->symbol));
      if (g_hash_table_size (rows->known) == MANY && rows->all_known_at == 0)
        rows->all_known_at = g_get_monotonic_time ();
    }
}

static void
start_watched (Fixture *fixture, char **symbols, const CwLoadOptions *options, Rows *rows)
{
  *rows = (Rows){ .known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                  .began_at = g_get_monotonic_time () };
  engine_run_start (&fixture->run, (const char *const *) symbols, options);
  g_signal_connect (fixture->run.load, "updated", G_CALLBACK (updated_cb), rows);
}

/* Whoever takes a second to look at the rows is not waited for any longer; a busy machine may. */
static void
assert_known_first (const Rows *rows, gint64 first_asked_at)
{
  if (first_asked_at - rows->began_at < G_USEC_PER_SEC)
    g_assert_cmpint (rows->all_known_at, <, first_asked_at);
  else
    g_test_message ("Too slow a machine to see what is first");
}

/* At the second start every row shows its last value before the first request leaves. */
static void
test_rows_first (void)
{
  g_auto (GStrv) symbols = make_symbols (MANY);
  const CwLoadOptions *depths[] = { &CW_LOAD_OPTIONS_ANALYSIS, &CW_LOAD_OPTIONS_QUOTES };
  guint n_cases = 0;
  Fixture fixture;

  set_up (&fixture, FEW_BARS);
  engine_run_load (&fixture.run, (const char *const *) symbols, depths[0]);
  g_assert_cmpuint (cw_load_get_progress (fixture.run.load).failed, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++, n_cases++)
    {
      CwLoadOptions by_hand = *depths[i];
      Rows rows;

      wait_for_store (&fixture);
      end (&fixture);
      scripted_market_forget_asked (fixture.market);
      begin (&fixture, FALSE);
      by_hand.refresh = TRUE;
      start_watched (&fixture, symbols, &by_hand, &rows);
      engine_run_wait (&fixture.run);
      g_assert_cmpuint (g_hash_table_size (rows.known), ==, MANY);
      g_assert_cmpint (scripted_market_get_first_asked_at (fixture.market), >, 0);
      assert_known_first (&rows, scripted_market_get_first_asked_at (fixture.market));
      g_assert_cmpfloat_with_epsilon (rows.first.price,
                                      scripted_market_get_close (&fixture.truth, FEW_BARS - 1),
                                      1e-9);
      g_hash_table_unref (rows.known);
    }
  g_assert_cmpuint (n_cases, ==, 2);
  tear_down (&fixture);
}

static void
assert_same_number (double a, double b)
{
  g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
}

static void
assert_same (const CwAnalysis *a, const CwAnalysis *b)
{
  assert_same_number (a->quote.price, b->quote.price);
  assert_same_number (a->quote.change, b->quote.change);
  assert_same_number (a->quote.change_percent, b->quote.change_percent);
  g_assert_cmpint (a->quote.time, ==, b->quote.time);
  g_assert_cmpint (a->short_term->action, ==, b->short_term->action);
  g_assert_cmpint (a->long_term->action, ==, b->long_term->action);
  g_assert_cmpstr (a->long_term->summary, ==, b->long_term->summary);
  g_assert_cmpstr (a->series->info.name, ==, b->series->info.name);
}

/* A restart offline shows the same numbers, and opens no connection at all. */
static void
test_offline (void)
{
  g_auto (GStrv) symbols = make_symbols (20);
  g_autoptr (GPtrArray) online = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_outcome_unref);
  Fixture fixture;

  set_up (&fixture, N_BARS);
  engine_run_load (&fixture.run, (const char *const *) symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (online, cw_outcome_ref (
                                 (CwOutcome *) engine_run_find_ready (&fixture.run, symbols[i])));
  wait_for_store (&fixture);
  end (&fixture);
  scripted_market_forget_asked (fixture.market);
  begin (&fixture, TRUE);
  g_assert_true (cw_engine_is_offline (fixture.run.engine));
  engine_run_load (&fixture.run, (const char *const *) symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  for (guint i = 0; i < 20; i++)
    {
      const CwOutcome *before = g_ptr_array_index (online, i);
      const CwOutcome *now = engine_run_find_ready (&fixture.run, symbols[i]);

      g_assert_true (now->from_store);
      g_assert_cmpint (now->analysis->fetched_at, ==, before->analysis->fetched_at);
      assert_same (before->analysis, now->analysis);
    }
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 0);
  tear_down (&fixture);
}

static guint
count_sockets (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      n += target != NULL && g_str_has_prefix (target, "socket:");
    }
  return n;
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GPtrArray **) data = cw_engine_search_finish (CW_ENGINE (source), result, NULL);
}

/* Whatever is asked of it, an engine that is offline has no socket. */
static void
test_no_socket (void)
{
  static const char *const symbols[] = { "AAA", "finnhub:BBB", "CCC", NULL };
  g_autofree char *data_dir = engine_run_make_data_dir ();
  const CwLoadOptions *all[] = { &CW_LOAD_OPTIONS_ANALYSIS, &CW_LOAD_OPTIONS_QUOTES,
                                 &CW_LOAD_OPTIONS_SYNC, &bars };
  GPtrArray *matches = NULL;
  guint before = count_sockets (), n_cases = 0;
  CwEngineConfig config;
  EngineRun run;

  cw_engine_config_init (&config);
  config.finnhub_key = "key";
  config.data_dir = data_dir;
  config.offline = TRUE;
  config.watch_network = TRUE; /* which waits until it is to be used */
  engine_run_begin (&run, &config);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++, n_cases++)
    {
      CwLoadOptions by_hand = *all[i];

      by_hand.refresh = TRUE;
      engine_run_load (&run, symbols, &by_hand);
      g_assert_cmpuint (cw_load_get_progress (run.load).failed, ==, 3);
      g_assert_cmpuint (count_sockets (), ==, before);
    }
  g_assert_cmpuint (n_cases, ==, 4);
  cw_engine_search_async (run.engine, "apple", NULL, searched_cb, &matches);
  while (matches == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (matches->len, ==, 0);
  g_ptr_array_unref (matches);
  g_assert_cmpuint (count_sockets (), ==, before);
  engine_run_end (&run);
}

/* Fifty symbols are looked at one after the other: the last one is shown, those before are given
 * up, and none is asked for twice. */
static void
test_switches (void)
{
  g_auto (GStrv) symbols = make_symbols (50);
  guint n_cases = 0;
  Fixture fixture;

  set_up (&fixture, N_BARS);
  fixture.truth.latency_ms = 30;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  for (guint i = 0; i < 50; i++)
    {
      const char *const one[] = { symbols[i], NULL };

      engine_run_start (&fixture.run, one, &bars);
      for (guint j = 0; j < 10; j++)
        {
          g_usleep (1000);
          g_main_context_iteration (NULL, FALSE);
        }
    }
  engine_run_wait (&fixture.run);
  engine_run_find_ready (&fixture.run, symbols[49]);
  for (guint i = 0; i < 50; i++, n_cases++)
    g_assert_cmpuint (scripted_market_count_asked (fixture.market, symbols[i]), <=, 1);
  g_assert_cmpuint (n_cases, ==, 50);
  for (guint i = 0; i < fixture.run.all->len; i++)
    g_assert_cmpstr (((CwOutcome *) g_ptr_array_index (fixture.run.all, i))->symbol, ==,
                     symbols[49]);
  tear_down (&fixture);
}

static void
never_cb (CwLoad *load, gpointer data)
{
  g_assert_not_reached ();
}

/* What is given up in flight says nothing any more, and does not come back. */
static void
test_removed_in_flight (void)
{
  static const char *const removed[] = { "GONE1", "GONE2", NULL };
  CwLoad *load;
  Fixture fixture;

  set_up (&fixture, N_BARS);
  fixture.truth.latency_ms = 200;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  load = cw_engine_load (fixture.run.engine, removed, &CW_LOAD_OPTIONS_ANALYSIS);
  while (scripted_market_count_asked (fixture.market, "GONE") == 0)
    g_main_context_iteration (NULL, FALSE);
  g_signal_connect (load, "updated", G_CALLBACK (never_cb), NULL);
  g_signal_connect (load, "finished", G_CALLBACK (never_cb), NULL);
  g_assert_finalize_object (load);
  fixture.truth.latency_ms = 300;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  engine_run_load_one (&fixture.run, "KEPT", &bars);
  engine_run_find_ready (&fixture.run, "KEPT");
  end (&fixture);

  begin (&fixture, TRUE);
  engine_run_load (&fixture.run, removed, &bars);
  g_assert_cmpuint (cw_load_get_progress (fixture.run.load).failed, ==, 2);
  tear_down (&fixture);
}

/* Two ask for the same thing at the same time: it is fetched once, and both have it. */
static void
test_twice (void)
{
  static const char *const symbols[] = { "AAA", "BBB", NULL };
  EngineRun other;
  Fixture fixture;

  set_up (&fixture, N_BARS);
  fixture.truth.latency_ms = 200;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  other = (EngineRun){ .engine = fixture.run.engine,
                       .all = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_outcome_unref) };
  engine_run_start (&fixture.run, symbols, &bars);
  engine_run_start (&other, symbols, &bars);
  engine_run_wait (&fixture.run);
  engine_run_wait (&other);
  for (guint i = 0; i < 2; i++)
    {
      engine_run_find_ready (&fixture.run, symbols[i]);
      engine_run_find_ready (&other, symbols[i]);
      g_assert_cmpuint (scripted_market_count_asked (fixture.market, symbols[i]), ==, 1);
    }
  g_clear_object (&other.load);
  g_ptr_array_unref (other.all);
  tear_down (&fixture);
}

/* Ready means stored: after it another program finds everything there. */
static void
test_ready_is_stored (void)
{
  g_auto (GStrv) symbols = make_symbols (30);
  g_autofree char *data_dir = engine_run_make_data_dir ();
  CwEngineConfig config;
  EngineRun other;
  Fixture fixture;

  set_up (&fixture, N_BARS);
  engine_run_load (&fixture.run, (const char *const *) symbols, &CW_LOAD_OPTIONS_SYNC);
  for (guint i = 0; i < 30; i++)
    {
      const CwOutcome *outcome = engine_run_find_ready (&fixture.run, symbols[i]);

      g_assert_cmpuint (outcome->n_new_bars, ==,
                        N_BARS - 1); /* the session that runs is none yet */
      g_assert_null (outcome->analysis->short_term);
      g_assert_nonnull (outcome->analysis->fundamentals);
    }

  /* The first engine is still there, and has not been told to write anything down. */
  cw_engine_config_init (&config);
  config.data_dir = data_dir;
  config.offline = TRUE;
  engine_run_begin (&other, &config);
  engine_run_load (&other, (const char *const *) symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  for (guint i = 0; i < 30; i++)
    {
      const CwOutcome *outcome = engine_run_find_ready (&other, symbols[i]);

      g_assert_cmpuint (outcome->analysis->series->n_bars, ==, N_BARS - 1);
      g_assert_nonnull (outcome->analysis->fundamentals);
    }
  engine_run_end (&other);
  tear_down (&fixture);
}

/* Nothing can be stored: each symbol says so. */
static void
test_not_stored (void)
{
  static const char *const symbols[] = { "AAA", "BBB", NULL };
  g_autofree char *data_dir = engine_run_make_data_dir ();
  g_autofree char *parent = g_path_get_dirname (data_dir);
  const CwOutcome *outcome;
  CwEngineConfig config;
  guint n_cases = 0;
  Fixture fixture;

  set_up (&fixture, N_BARS);
  end (&fixture);
  g_mkdir_with_parents (parent, 0700);
  for (guint with_store = 0; with_store < 2; with_store++, n_cases++)
    {
      g_autofree char *blocked = g_build_filename (parent, "blocked", NULL);

      g_assert_true (g_file_set_contents (blocked, "not a directory", -1, NULL));
      cw_engine_config_init (&config);
      config.yahoo_url = scripted_market_get_url (fixture.market);
      config.data_dir = with_store ? blocked : NULL;
      config.limits.retries = 0;
      engine_run_begin (&fixture.run, &config);
      engine_run_load (&fixture.run, symbols, &CW_LOAD_OPTIONS_SYNC);
      for (guint i = 0; i < 2; i++)
        {
          outcome = engine_run_find (&fixture.run, symbols[i]);
          g_assert_error (outcome->error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_NO_STORE);
          g_assert_cmpuint (outcome->analysis->series->n_bars, ==, N_BARS);
        }
      engine_run_end (&fixture.run);
    }
  g_assert_cmpuint (n_cases, ==, 2);
  scripted_market_free (fixture.market);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/second-start/rows-first", test_rows_first);
  g_test_add_func ("/engine/second-start/offline", test_offline);
  g_test_add_func ("/engine/second-start/no-socket", test_no_socket);
  g_test_add_func ("/engine/second-start/switches", test_switches);
  g_test_add_func ("/engine/second-start/removed-in-flight", test_removed_in_flight);
  g_test_add_func ("/engine/second-start/twice", test_twice);
  g_test_add_func ("/engine/second-start/ready-is-stored", test_ready_is_stored);
  g_test_add_func ("/engine/second-start/not-stored", test_not_stored);
  return g_test_run ();
}
