/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "cw-demo-market.h"
#include "cw-engine.h"
#include "soak-server.h"

/* Many live symbols for a long time, from a server that fails in all the ways that servers do, one
 * at random. Every load finishes, what is kept in memory does not grow, and in the end no thread
 * and no file is left.
 *
 * A market minute is a round of quotes, and every fifteenth one of everything. In the usual form
 * the rounds follow one another at once and are few. CW_SOAK_MINUTES makes them more, and lets a
 * minute last six seconds, ten times as fast as a market's; CW_SOAK_SYMBOLS says of how many
 * symbols. The seed is printed, and `--seed` takes it.
 */

#define SHORT_MINUTES 40
#define SHORT_SYMBOLS 60
#define LONG_SYMBOLS 500
#define MINUTE (6 * G_USEC_PER_SEC)
#define ANALYSIS_EVERY 15
#define N_CONNECTIONS 16
/* After this a load that has not finished never will, and a server that is well is not asked. */
#define PATIENCE (240 * G_USEC_PER_SEC)

/* What memory may grow by after the first tenth: that in use, and that which the process has once
 * the allocator has given back what it can, of which the holes stay. */
#define MOST_GROWTH 1.1
#define SLACK_MIB 4.0
#define HOLES_MIB 12.0
/* Threads that GLib keeps for a while, and connections that are about to close. */
#define MORE_THREADS 4
#define MORE_FILES (2 * N_CONNECTIONS)

typedef struct
{
  double heap_mib, mib; /* in use, and of the process; 0 while much is about to be freed */
  guint n_threads, n_files;
} Sample;

typedef struct
{
  SoakServer server;
  CwEngine *engine;
  char **symbols;
  guint n_symbols, n_minutes;
  gboolean is_long;
  guint timer; /* that ends a fault */
  gboolean finished;
  guint n_ready, n_failed;           /* of the load that runs */
  guint64 n_all_ready, n_all_failed; /* ever */
  guint n_faults;
  GArray *samples; /* of Sample, one a minute */
} Fixture;

static guint
random_below (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static guint
read_number (const char *variable, guint otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) MAX (atoi (text), 1) : otherwise;
}

/* --- what is measured --- */

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

static double
read_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtod (words[1], NULL) * (double) sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

/* 0 where it is not known. */
static double
tidy_and_read_heap (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
  return (double) mallinfo2 ().uordblks / (1024 * 1024);
#else
  return 0;
#endif
}

static Sample
measure (void)
{
  double heap_mib = tidy_and_read_heap ();

  return (Sample){ heap_mib, read_memory (), count_entries ("/proc/self/task"),
                   count_entries ("/proc/self/fd") };
}

static Sample
most_of (GArray *samples, guint begin, guint end)
{
  Sample most = { 0 };

  for (guint i = begin; i < end; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);

      most.heap_mib = MAX (most.heap_mib, sample->heap_mib);
      most.mib = MAX (most.mib, sample->mib);
      most.n_threads = MAX (most.n_threads, sample->n_threads);
      most.n_files = MAX (most.n_files, sample->n_files);
    }
  return most;
}

/* Freed memory is kept by the sanitizer, so that what uses it is found. */
static gboolean
is_memory_kept (void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return TRUE;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  return TRUE;
#else
  return FALSE;
#endif
#else
  return FALSE;
#endif
}

static void
say (const char *when, Sample most)
{
  g_test_message ("%s: at most %.1f MiB in use, %.1f MiB, %u threads, %u files", when,
                  most.heap_mib, most.mib, most.n_threads, most.n_files);
}

/* In ten parts of the time, so that what grows is told from what was large once. */
static void
say_course (GArray *samples)
{
  g_autoptr (GString) course = g_string_new (NULL);

  for (guint i = 0; i < 10; i++)
    {
      Sample most = most_of (samples, i * samples->len / 10, (i + 1) * samples->len / 10);

      g_string_append_printf (course, " %.1f/%.1f", most.heap_mib, most.mib);
    }
  g_test_message ("MiB in use and of the process, at most, in each tenth:%s", course->str);
}

static void
assert_flat (GArray *samples)
{
  guint n = samples->len, tenth = MAX (n / 10, ANALYSIS_EVERY + 1);
  Sample first = most_of (samples, 0, tenth), rest = most_of (samples, tenth, n);

  g_assert_cmpuint (n, >, tenth);
  say_course (samples);
  say ("in the beginning", first);
  say ("afterwards", rest);
  g_assert_cmpuint (rest.n_threads, <=, first.n_threads + MORE_THREADS);
  g_assert_cmpuint (rest.n_files, <=, first.n_files + MORE_FILES);
  if (is_memory_kept ())
    return;
  g_assert_cmpfloat (rest.heap_mib, <=, first.heap_mib * MOST_GROWTH + SLACK_MIB);
  g_assert_cmpfloat (rest.mib, <=, first.mib * MOST_GROWTH + HOLES_MIB);
}

static void
run_for (gint64 duration)
{
  gint64 end = g_get_monotonic_time () + duration;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* The threads of a pool end a moment after the pool, and what another thread closes is closed when
 * that has run. */
static void
assert_returns_to (Sample before)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  Sample now;

  g_thread_pool_stop_unused_threads ();
  do
    {
      run_for (2000);
      now = measure ();
    }
  while ((now.n_threads > before.n_threads || now.n_files > before.n_files)
         && g_get_monotonic_time () < end);
  g_assert_cmpuint (now.n_threads, <=, before.n_threads);
  g_assert_cmpuint (now.n_files, <=, before.n_files);
}

/* --- what goes wrong --- */

static void
start_server (Fixture *fixture)
{
  soak_server_start (&fixture->server, random_below (20), (double) random_below (15) / 100,
                     random_below (1000));
}

static gboolean
end_fault_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->timer = 0;
  if (fixture->server.pid == 0)
    start_server (fixture);
  else
    soak_server_continue (&fixture->server);
  return G_SOURCE_REMOVE;
}

static void
make_fault (Fixture *fixture)
{
  guint kind = random_below (6);

  if (fixture->timer != 0 || kind > 2)
    return;
  fixture->n_faults++;
  if (kind == 2)
    soak_server_stop (&fixture->server);
  else
    soak_server_kill (&fixture->server);
  /* A server that stays away is soon not asked any more, for half a minute. */
  if (kind == 1 && !fixture->is_long)
    start_server (fixture);
  else if (kind == 1)
    fixture->timer = g_timeout_add (random_below (3000), end_fault_cb, fixture);
  else
    fixture->timer = g_timeout_add (random_below (kind == 2 ? 600 : 30), end_fault_cb, fixture);
}

/* Whatever goes on, what the server does next is to answer well. */
static void
heal (Fixture *fixture)
{
  g_clear_handle_id (&fixture->timer, g_source_remove);
  soak_server_continue (&fixture->server);
  soak_server_kill (&fixture->server);
  soak_server_start (&fixture->server, 0, 0, 1);
}

/* --- loads --- */

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, Fixture *fixture)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      const CwOutcome *outcome = g_ptr_array_index (outcomes, i);

      g_assert_true ((outcome->stage == CW_STAGE_FAILED) == (outcome->error != NULL));
      fixture->n_ready += outcome->stage == CW_STAGE_READY;
      fixture->n_failed += outcome->stage == CW_STAGE_FAILED;
    }
}

static void
finished_cb (CwLoad *load, Fixture *fixture)
{
  fixture->finished = TRUE;
}

static void
load_all (Fixture *fixture, const CwLoadOptions *options)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  CwLoad *load = cw_engine_load (fixture->engine, (const char *const *) fixture->symbols, options);

  fixture->finished = FALSE;
  fixture->n_ready = fixture->n_failed = 0;
  g_signal_connect (load, "updated", G_CALLBACK (updated_cb), fixture);
  g_signal_connect (load, "finished", G_CALLBACK (finished_cb), fixture);
  while (!fixture->finished)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end); /* or it is stuck */
      run_for (1000);
    }
  g_assert_cmpuint (fixture->n_ready + fixture->n_failed, ==, fixture->n_symbols);
  fixture->n_all_ready += fixture->n_ready;
  fixture->n_all_failed += fixture->n_failed;
  g_object_unref (load);
}

static void
run_minute (Fixture *fixture, guint number)
{
  gint64 end = g_get_monotonic_time () + MINUTE;
  CwLoadOptions options =
      number % ANALYSIS_EVERY == 0 ? CW_LOAD_OPTIONS_ANALYSIS : CW_LOAD_OPTIONS_QUOTES;
  Sample sample;

  options.refresh = TRUE;
  options.batched = random_below (2) == 0;
  make_fault (fixture);
  load_all (fixture, &options);
  if (fixture->is_long)
    run_for (MAX (end - g_get_monotonic_time (), 0));
  sample = measure ();
  /* Of an analysis much is on its way to the store yet. */
  if (number % ANALYSIS_EVERY <= 1)
    sample.heap_mib = sample.mib = 0;
  g_array_append_val (fixture->samples, sample);
}

/* --- the test --- */

static void
open_engine (Fixture *fixture)
{
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "candlewick", NULL);
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = config.finnhub_url = fixture->server.url;
  config.finnhub_key = CW_DEMO_KEY;
  config.benchmark = CW_DEMO_BENCHMARK;
  config.clock = cw_demo_market_get_clock ();
  config.data_dir = directory;
  config.limits = (CwHttpLimits){
    .concurrency = N_CONNECTIONS, .timeout_seconds = 15, .retries = 3, .retry_ms = 20
  };
  fixture->engine = cw_engine_new (&config);
}

static void
begin (Fixture *fixture, const char *program)
{
  fixture->is_long = g_getenv ("CW_SOAK_MINUTES") != NULL;
  fixture->n_minutes = read_number ("CW_SOAK_MINUTES", SHORT_MINUTES);
  fixture->n_symbols =
      read_number ("CW_SOAK_SYMBOLS", fixture->is_long ? LONG_SYMBOLS : SHORT_SYMBOLS);
  fixture->symbols = g_new0 (char *, fixture->n_symbols + 1);
  for (guint i = 0; i < fixture->n_symbols; i++)
    fixture->symbols[i] = g_strdup_printf ("SIM%04u", i + 1);
  fixture->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  fixture->server.program = program;
  start_server (fixture);
  open_engine (fixture);
}

/* Once nothing is wrong any more, everything comes again. */
static void
assert_recovers (Fixture *fixture)
{
  CwLoadOptions options = CW_LOAD_OPTIONS_QUOTES;
  gint64 end = g_get_monotonic_time () + PATIENCE;

  options.refresh = TRUE;
  heal (fixture);
  load_all (fixture, &options);
  while (fixture->n_failed > 0 && g_get_monotonic_time () < end)
    {
      run_for (G_USEC_PER_SEC);
      load_all (fixture, &options);
    }
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
finish (Fixture *fixture)
{
  cw_engine_shut_down (fixture->engine);
  g_assert_finalize_object (fixture->engine);
  soak_server_clear (&fixture->server);
  g_strfreev (fixture->symbols);
  g_array_unref (fixture->samples);
}

static void
test_live (gconstpointer program)
{
  Fixture fixture = { 0 };
  Sample before;

  /* GLib keeps threads and files of its own once something has used them. */
  begin (&fixture, program);
  load_all (&fixture, &CW_LOAD_OPTIONS_QUOTES);
  finish (&fixture);
  run_for (100 * 1000);
  g_thread_pool_stop_unused_threads ();
  run_for (100 * 1000);
  before = measure ();

  fixture = (Fixture){ 0 };
  begin (&fixture, program);
  for (guint i = 0; i < fixture.n_minutes; i++)
    run_minute (&fixture, i);
  g_test_message ("%u minutes of %u symbols: %" G_GUINT64_FORMAT " times ready, %" G_GUINT64_FORMAT
                  " times failed, %u faults",
                  fixture.n_minutes, fixture.n_symbols, fixture.n_all_ready, fixture.n_all_failed,
                  fixture.n_faults);
  g_assert_cmpuint (fixture.n_faults, >, 0);
  g_assert_cmpuint (fixture.n_all_ready, >, fixture.n_symbols);
  assert_recovers (&fixture);
  assert_flat (fixture.samples);
  finish (&fixture);
  assert_returns_to (before);
}

int
main (int argc, char **argv)
{
  if (soak_server_is_asked_for (argc, argv))
    return soak_server_main (argv);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/soak/live", argv[0], test_live);
  return g_test_run ();
}
