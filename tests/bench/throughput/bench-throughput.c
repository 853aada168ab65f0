/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bench-stages.h"
#include "cw-demo-market.h"
#include "cw-engine.h"

/*
 * Each stage of the way of the data beside what it cannot be faster than, measured in the same run,
 * and what it costs when there is ten times as much to do.
 *
 * Usage: bench-throughput CANDLEWICK-CLI
 */

#define N_BARS 1260
#define LATENCY_MS 200
#define N_CONNECTIONS 64
#define MOST_OF_LAW 1.15
/* Starting threads and making connections, which the law does not know. */
#define BESIDE_LAW_MS 60
#define MAX_BYTES (1 << 24)
#define DEADLINE_SECONDS 120
/* Ten times the symbols may cost what they cost, and what a busy machine adds. */
#define MOST_GROWTH 1.25

typedef struct
{
  guint n_symbols;
  double wall_ms, law_ms, bytes_ms, cpu_ms, mib;
} Load;

static const guint counts[] = { 50, 500, 5000 };

/* --- network: the whole engine, against a server in another process --- */

static GSubprocess *
start_server (const char *cli, char **url)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *latency = g_strdup_printf ("%d", LATENCY_MS);
  GSubprocess *server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, cli, "serve",
                                          "--port", "0", "--latency", latency, NULL);

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  *url = g_strdup (strstr (line, "http://"));
  return server;
}

static double
get_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return 1000 * (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtod (words[1], NULL) * (double) sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

/* --- the same bytes, which nobody reads: what a busy machine makes of the law --- */

typedef struct
{
  CwHttpClient *client;
  const char *url;
  guint n_symbols;
  int n_left; /* atomic */
} Bytes;

static void
bytes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bytes *bytes = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHttpResponse) response = cw_http_client_fetch_finish (result, &error);

  if (response == NULL)
    g_error ("%s", error->message);
  if (g_atomic_int_dec_and_test (&bytes->n_left))
    g_main_context_wakeup (NULL);
}

static gboolean
fetch_cb (gpointer data)
{
  Bytes *bytes = data;

  for (guint i = 0; i < bytes->n_symbols; i++)
    {
      g_autofree char *url =
          g_strdup_printf ("%s/v8/finance/chart/SIM%04u?interval=1d&range=5y", bytes->url, i + 1);
      CwHttpRequest request = { .url = url,
                                .max_bytes = MAX_BYTES,
                                .deadline_seconds = DEADLINE_SECONDS };

      cw_http_client_fetch_async (bytes->client, &request, NULL, bytes_cb, bytes);
    }
  return G_SOURCE_REMOVE;
}

static double
fetch_bytes (const char *url, guint n_symbols)
{
  CwHttpLimits limits = { .concurrency = N_CONNECTIONS, .timeout_seconds = 30 };
  CwLoopThread *network = cw_loop_thread_new ("network");
  Bytes bytes = { cw_http_client_new (network, &limits, NULL), url, n_symbols, (int) n_symbols };
  gint64 start = g_get_monotonic_time ();
  double wall_ms;

  cw_loop_thread_invoke (network, fetch_cb, &bytes, NULL);
  while (g_atomic_int_get (&bytes.n_left) > 0)
    g_main_context_iteration (NULL, TRUE);
  wall_ms = (double) (g_get_monotonic_time () - start) / 1000;
  cw_http_client_free (bytes.client);
  cw_loop_thread_free (network);
  return wall_ms;
}

/* --- the load --- */

static void
keep_cb (CwLoad *load, GPtrArray *outcomes, GPtrArray *kept)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->error != NULL)
        g_error ("%s", outcome->error->message);
      if (outcome->stage == CW_STAGE_READY)
        g_ptr_array_add (kept, cw_outcome_ref (outcome));
    }
}

static void
finished_cb (CwLoad *load, gboolean *finished)
{
  *finished = TRUE;
}

static CwEngine *
new_engine (const char *url)
{
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = config.finnhub_url = url;
  config.benchmark = CW_DEMO_BENCHMARK;
  config.clock = cw_demo_market_get_clock ();
  config.limits.concurrency = N_CONNECTIONS;
  return cw_engine_new (&config);
}

static Load
load (const char *url, guint n_symbols)
{
  Load result = { .n_symbols = n_symbols };
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_outcome_unref);
  g_auto (GStrv) symbols = g_new0 (char *, n_symbols + 1);
  double cpu = get_cpu_ms (), memory = get_memory ();
  g_autoptr (CwEngine) engine = new_engine (url);
  g_autoptr (CwLoad) one = NULL;
  gboolean finished = FALSE;
  gint64 start;

  for (guint i = 0; i < n_symbols; i++)
    symbols[i] = g_strdup_printf ("SIM%04u", i + 1);
  start = g_get_monotonic_time ();
  one = cw_engine_load (engine, (const char *const *) symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  g_signal_connect (one, "updated", G_CALLBACK (keep_cb), kept);
  g_signal_connect (one, "finished", G_CALLBACK (finished_cb), &finished);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  result.wall_ms = (double) (g_get_monotonic_time () - start) / 1000;
  result.mib = get_memory () - memory;
  g_assert_cmpuint (kept->len, ==, n_symbols);
  cw_engine_shut_down (engine);
  result.cpu_ms = get_cpu_ms () - cpu;
  /* The market's own chart is one more. */
  result.law_ms = (double) ((n_symbols + 1 + N_CONNECTIONS - 1) / N_CONNECTIONS * LATENCY_MS);
  return result;
}

static gboolean
bench_loads (const char *cli)
{
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) server = start_server (cli, &url);
  double first_cpu = 0;
  gboolean good = TRUE;

  g_print ("%u years of days, %d ms before each answer, %d connections\n", N_BARS / 252, LATENCY_MS,
           N_CONNECTIONS);
  g_print ("%8s %9s %9s %7s %9s | %12s %7s | %12s\n", "symbols", "wall ms", "law ms", "ratio",
           "bytes ms", "CPU µs each", "× first", "KiB each");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      double bytes_ms = fetch_bytes (url, counts[i]);
      Load one = load (url, counts[i]);
      double cpu = one.cpu_ms * 1000 / one.n_symbols, kib = one.mib * 1024 / one.n_symbols;

      one.bytes_ms = bytes_ms;
      first_cpu = i == 0 ? cpu : first_cpu;
      g_print ("%8u %9.0f %9.0f %7.3f %9.0f | %12.0f %7.2f | %12.0f\n", one.n_symbols, one.wall_ms,
               one.law_ms, one.wall_ms / one.law_ms, one.bytes_ms, cpu, cpu / first_cpu, kib);
      good = good && one.wall_ms <= MOST_OF_LAW * MAX (one.law_ms, one.bytes_ms) + BESIDE_LAW_MS
             && cpu <= MOST_GROWTH * first_cpu;
    }
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
  return good;
}

/* --- the stages without a network --- */

static gboolean
bench_stages (void)
{
  g_autoptr (GArray) stages = bench_stages_run (N_BARS);
  gboolean good = TRUE;

  g_print ("\n%-10s %10s %10s %7s | %12s %7s   limit\n", "stage", "µs", "limit µs", "ratio",
           "µs, ×10 bars", "growth");
  for (guint i = 0; i < stages->len; i++)
    {
      const Stage *stage = &g_array_index (stages, Stage, i);
      double growth = stage->cost[1] / stage->cost[0];

      g_print ("%-10s %10.1f %10.1f %7.1f | %12.1f %7.2f   %s\n", stage->name, stage->cost[0],
               stage->limit[0], stage->cost[0] / stage->limit[0], stage->cost[1], growth,
               stage->limit_name);
      good = good && growth <= stage->most_growth;
    }
  return good;
}

int
main (int argc, char **argv)
{
  gboolean good;
  double machine[1] = { NAN };

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, ==, 2);
  good = bench_loads (argv[1]);
  good = bench_stages () && good;
  getloadavg (machine, 1);
  g_print ("\nthe machine’s load over the last minute: %.1f on %u cores; goals %s\n", machine[0],
           g_get_num_processors (), good ? "met" : "missed");
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
