/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "cw-demo-market.h"
#include "cw-engine.h"
#include "cw-server.h"

/* Loads that begin, are changed their minds about and are dropped at random, several at once over
 * the same symbols and one misbehaving server. Whatever happens, each symbol of a load that
 * finishes ends once, `finished` comes once and last, nothing comes after a load was dropped, and
 * neither a thread nor a file stays open when an engine has been shut down.
 *
 * The rounds are few, so that they do not delay the other tests; CW_STRESS_ROUNDS makes them more.
 */

#define N_ROUNDS 12
#define N_STEPS 24
#define N_LOADS 4
#define N_SYMBOLS 40
#define MOST_SYMBOLS 24
/* How long a thread that was told to end may take on a busy machine, and a load to finish. */
#define PATIENCE (60 * G_USEC_PER_SEC)

typedef struct
{
  CwLoad *load; /* owned, NULL where there is none */
  guint n_symbols;
  guint8 *ends; /* by index: how often the symbol ended */
  guint n_ended, n_failed;
  gboolean finished;
} Watch;

typedef struct
{
  CwServer *server;
  CwEngine *engine;
  Watch watches[N_LOADS];
  guint n_ready; /* ever, so that not everything fails unnoticed */
  guint n_finished, n_dropped;
  guint n_searches; /* under way */
} Fixture;

static guint
random_below (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The threads of a pool end a moment after the pool, and what another thread closes is closed when
 * that has run. */
static void
assert_count_returns_to (const char *path, guint n)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  g_thread_pool_stop_unused_threads ();
  while (count_entries (path) > n && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (count_entries (path), <=, n);
}

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, Watch *watch)
{
  CwProgress progress = cw_load_get_progress (load);

  g_assert_true (watch->load == load);
  g_assert_false (watch->finished);
  g_assert_cmpuint (outcomes->len, >, 0);
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);

      g_assert_cmpuint (outcome->index, <, watch->n_symbols);
      g_assert_cmpuint (watch->ends[outcome->index], ==, 0);
      g_assert_true ((outcome->stage == CW_STAGE_FAILED) == (outcome->error != NULL));
      g_assert_true (outcome->stage != CW_STAGE_READY || outcome->analysis->complete);
      if (outcome->stage < CW_STAGE_READY)
        continue;
      watch->ends[outcome->index]++;
      watch->n_ended++;
      watch->n_failed += outcome->stage == CW_STAGE_FAILED;
    }
  g_assert_cmpuint (progress.total, ==, watch->n_symbols);
  g_assert_cmpuint (progress.done, ==, watch->n_ended);
  g_assert_cmpuint (progress.failed, ==, watch->n_failed);
}

static void
finished_cb (CwLoad *load, Watch *watch)
{
  g_assert_true (watch->load == load);
  g_assert_false (watch->finished);
  g_assert_cmpuint (watch->n_ended, ==, watch->n_symbols);
  watch->finished = TRUE;
}

/* The handlers stay connected: nothing may call them any more, and the assertions in them would
 * find that the watch has forgotten the load. */
static void
drop (Fixture *fixture, Watch *watch)
{
  CwLoad *load = g_steal_pointer (&watch->load);

  if (load == NULL)
    return;
  fixture->n_finished += watch->finished;
  fixture->n_dropped += !watch->finished;
  fixture->n_ready += watch->finished ? watch->n_ended - watch->n_failed : 0;
  g_object_add_weak_pointer (G_OBJECT (load), (gpointer *) &load);
  g_object_unref (load);
  g_assert_null (load);
  g_clear_pointer (&watch->ends, g_free);
}

/* Mostly simulated companies; now and then one that is unknown, one that cannot be a symbol, and
 * one that was asked for already. */
static char *
random_symbol (void)
{
  switch (random_below (20))
    {
    case 0:
      return g_strdup ("GONE");
    case 1:
      return g_strdup ("A B");
    case 2:
      return g_strdup ("aapl");
    case 3:
      return g_strdup_printf ("finnhub:SIM%04u", 1 + random_below (N_SYMBOLS));
    case 4:
      return g_strdup ("csv:NONE");
    case 5:
      return g_strdup ("nobody:AAPL");
    default:
      return g_strdup_printf ("SIM%04u", 1 + random_below (N_SYMBOLS));
    }
}

static CwLoadOptions
random_options (void)
{
  static const CwLoadDepth depths[] = { CW_LOAD_BARS, CW_LOAD_QUOTES, CW_LOAD_ANALYSIS };

  return (CwLoadOptions){ .interval = random_below (4) == 0 ? CW_INTERVAL_1WK : CW_INTERVAL_1D,
                          .range = random_below (2) == 0 ? CW_RANGE_1Y : CW_RANGE_5D,
                          .depth = depths[random_below (G_N_ELEMENTS (depths))],
                          .batched = random_below (2) == 0,
                          .refresh = random_below (2) == 0,
                          .figures = random_below (3) == 0,
                          .save = random_below (4) == 0,
                          .identity = random_below (3) };
}

static void
begin (Fixture *fixture, Watch *watch)
{
  guint n = random_below (MOST_SYMBOLS + 1);
  g_auto (GStrv) symbols = g_new0 (char *, n + 1);
  CwLoadOptions options = random_options ();

  drop (fixture, watch);
  for (guint i = 0; i < n; i++)
    symbols[i] = random_symbol ();
  *watch = (Watch){ .n_symbols = n, .ends = g_new0 (guint8, n + 1) };
  watch->load = cw_engine_load (fixture->engine, (const char *const *) symbols, &options);
  g_signal_connect (watch->load, "updated", G_CALLBACK (updated_cb), watch);
  g_signal_connect (watch->load, "finished", G_CALLBACK (finished_cb), watch);
}

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
  while (g_get_monotonic_time () < end);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = cw_engine_search_finish (CW_ENGINE (source), result, &error);

  g_assert_true ((matches == NULL) == (error != NULL));
  ((Fixture *) fixture)->n_searches--;
}

static void
search (Fixture *fixture)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture->n_searches++;
  cw_engine_search_async (fixture->engine, "app", cancellable, searched_cb, fixture);
  if (random_below (2) == 0)
    g_cancellable_cancel (cancellable);
}

static void
change_setting (Fixture *fixture)
{
  if (random_below (2) == 0)
    cw_engine_set_offline (fixture->engine, !cw_engine_is_offline (fixture->engine));
  else
    cw_engine_set_finnhub_key (fixture->engine, random_below (2) == 0 ? CW_DEMO_KEY : NULL, NULL);
}

static void
take_step (Fixture *fixture)
{
  Watch *watch = &fixture->watches[random_below (N_LOADS)];
  g_autofree char *symbol = random_symbol ();

  switch (random_below (10))
    {
    case 8:
      search (fixture);
      break;
    case 9:
      change_setting (fixture);
      break;
    case 0:
    case 1:
      begin (fixture, watch);
      break;
    case 2:
      if (watch->load != NULL)
        cw_load_cancel (watch->load);
      break;
    case 3:
    case 4:
      if (watch->load != NULL)
        cw_load_prefer (watch->load, symbol);
      break;
    case 5:
      drop (fixture, watch);
      break;
    default:
      run_for (random_below (20));
    }
}

static void
wait_for (Watch *watch)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (watch->load != NULL && !watch->finished)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
}

static CwServer *
make_server (void)
{
  CwServerOptions options = {
    .latency_ms = random_below (8),
    .jitter_ms = random_below (8),
    .fail_rate = random_below (3) == 0 ? 0.2 : 0,
    .rate_limit = random_below (6) == 0 ? 40 : 0,
    .rate_limit_seconds = 1,
    .seed = random_below (1000),
  };

  return cw_server_new (&options, NULL);
}

static CwEngine *
make_engine (CwServer *server, const char *data_dir)
{
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = cw_server_get_url (server);
  config.finnhub_url = config.yahoo_url;
  config.finnhub_key = random_below (3) == 0 ? NULL : CW_DEMO_KEY;
  config.benchmark = CW_DEMO_BENCHMARK;
  config.clock = cw_demo_market_get_clock ();
  config.data_dir = random_below (2) == 0 ? data_dir : NULL;
  config.limits.concurrency = random_below (9); /* none at all is taken for one */
  config.limits.retries = random_below (3);
  config.limits.retry_ms = 5;
  return cw_engine_new (&config);
}

/* Ends a round in one of the ways in which programs end: when all has come, in the midst of it with
 * the loads still held, or after they were dropped. */
static void
end_round (Fixture *fixture)
{
  guint way = random_below (3);

  for (guint i = 0; i < N_LOADS && way == 0; i++)
    wait_for (&fixture->watches[i]);
  for (guint i = 0; i < N_LOADS && way == 1; i++)
    drop (fixture, &fixture->watches[i]);
  cw_engine_shut_down (fixture->engine);
  /* What is still held ends as cancelled, without the engine. */
  for (guint i = 0; i < N_LOADS; i++)
    wait_for (&fixture->watches[i]);
  run_for (20);
  for (guint i = 0; i < N_LOADS; i++)
    drop (fixture, &fixture->watches[i]);
  g_assert_cmpuint (fixture->n_searches, ==, 0);
  g_assert_finalize_object (fixture->engine);
  g_clear_pointer (&fixture->server, cw_server_free);
}

static void
run_round (Fixture *fixture, const char *data_dir)
{
  fixture->server = make_server ();
  g_assert_nonnull (fixture->server);
  fixture->engine = make_engine (fixture->server, data_dir);
  begin (fixture, &fixture->watches[0]);
  for (guint i = 0; i < N_STEPS; i++)
    take_step (fixture);
  end_round (fixture);
}

static guint
get_n_rounds (void)
{
  const char *text = g_getenv ("CW_STRESS_ROUNDS");

  return text != NULL ? (guint) MAX (atoi (text), 1) : N_ROUNDS;
}

static void
test_random (void)
{
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "candlewick", NULL);
  guint n_rounds = get_n_rounds (), n_threads, n_files;
  Fixture fixture = { 0 };

  /* GLib keeps threads and files of its own once something has used them. */
  run_round (&fixture, data_dir);
  run_round (&fixture, data_dir);
  g_thread_pool_stop_unused_threads ();
  run_for (100);
  n_threads = count_entries ("/proc/self/task");
  n_files = count_entries ("/proc/self/fd");
  for (guint i = 0; i < n_rounds; i++)
    {
      run_round (&fixture, data_dir);
      assert_count_returns_to ("/proc/self/task", n_threads);
      assert_count_returns_to ("/proc/self/fd", n_files);
    }
  g_test_message ("%u rounds: %u symbols ready, %u loads finished, %u dropped", n_rounds,
                  fixture.n_ready, fixture.n_finished, fixture.n_dropped);
  g_assert_cmpuint (fixture.n_ready, >, 0);
  g_assert_cmpuint (fixture.n_finished, >, 0);
  g_assert_cmpuint (fixture.n_dropped, >, 0);
}

static void
drop_cb (CwLoad *load, GPtrArray *outcomes, CwLoad **held)
{
  if (cw_load_get_progress (load).done == cw_load_get_progress (load).total)
    g_clear_object (held);
}

static void
never_cb (CwLoad *load, gpointer data)
{
  g_assert_not_reached ();
}

/* A load that is given up while it tells of its last symbol does not tell that it has finished. */
static void
test_dropped_while_told (void)
{
  static const char *const symbols[] = { "A B", NULL };
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ 0 }, NULL);
  g_autoptr (CwEngine) engine = make_engine (server, NULL);
  CwLoad *load = cw_engine_load (engine, symbols, &CW_LOAD_OPTIONS_ANALYSIS);

  g_signal_connect (load, "updated", G_CALLBACK (drop_cb), &load);
  g_signal_connect (load, "finished", G_CALLBACK (never_cb), NULL);
  while (load != NULL)
    g_main_context_iteration (NULL, TRUE);
  run_for (20);
  cw_engine_shut_down (engine);
}

static void
test_dropped_empty (void)
{
  static const char *const symbols[] = { NULL };
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ 0 }, NULL);
  g_autoptr (CwEngine) engine = make_engine (server, NULL);
  CwLoad *load = cw_engine_load (engine, symbols, &CW_LOAD_OPTIONS_ANALYSIS);

  g_signal_connect (load, "finished", G_CALLBACK (never_cb), NULL);
  g_assert_finalize_object (load);
  run_for (20);
  cw_engine_shut_down (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/stress/dropped-while-told", test_dropped_while_told);
  g_test_add_func ("/engine/stress/dropped-empty", test_dropped_empty);
  g_test_add_func ("/engine/stress/random", test_random);
  return g_test_run ();
}
