/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cw-demo-market.h"
#include "cw-server.h"
#include "cw-yahoo-provider.h"

/* How long five years of many symbols take to fetch and to read, from a server in another process
 * that waits before each answer: beside the time that this waiting takes by itself, and beside what
 * the same bytes cost when nobody reads them. */
#define N_SYMBOLS 500
#define LATENCY_MS 50
#define N_CONNECTIONS 64
#define N_ROUNDS 5
#define N_WORKERS 2

#define IDEAL_MS ((N_SYMBOLS + N_CONNECTIONS - 1) / N_CONNECTIONS * LATENCY_MS)
#define LIMIT_MS (IDEAL_MS * 1.15 + 50)
#define LIMIT_CPU_MS 400.0

typedef struct
{
  CwLoopThread *network;
  CwHttpClient *client;
  CwWorkers *workers;
  CwProvider *provider;
  char *url;

  GMutex mutex;
  GCond ended;
  guint n_left; /* under @mutex, as is … */
  gsize n_bars; /* … what came */
} Bench;

typedef struct
{
  double wall_ms, cpu_ms;
} Cost;

static double
processor_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return 1000 * (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void
count (Bench *bench, gsize n_bars)
{
  g_mutex_lock (&bench->mutex);
  bench->n_bars += n_bars;
  if (--bench->n_left == 0)
    g_cond_signal (&bench->ended);
  g_mutex_unlock (&bench->mutex);
}

static void
series_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series =
      cw_provider_fetch_series_finish (CW_PROVIDER (source), result, &error);

  if (series == NULL)
    g_error ("%s", error->message);
  count (data, series->n_bars);
}

static gboolean
fetch_series_cb (gpointer data)
{
  Bench *bench = data;

  for (guint i = 0; i < N_SYMBOLS; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i + 1);
      CwSeriesQuery query = { symbol, CW_INTERVAL_1D, CW_RANGE_5Y };

      cw_provider_fetch_series_async (bench->provider, &query, NULL, series_cb, bench);
    }
  return G_SOURCE_REMOVE;
}

static void
bytes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHttpResponse) response = cw_http_client_fetch_finish (result, &error);

  if (response == NULL)
    g_error ("%s", error->message);
  count (data, 0);
}

static gboolean
fetch_bytes_cb (gpointer data)
{
  Bench *bench = data;

  for (guint i = 0; i < N_SYMBOLS; i++)
    {
      g_autofree char *url =
          g_strdup_printf ("%s/v8/finance/chart/SIM%04u?interval=1d&range=5y", bench->url, i + 1);
      CwHttpRequest request = { .url = url, .max_bytes = 1 << 24, .deadline_seconds = 60 };

      cw_http_client_fetch_async (bench->client, &request, NULL, bytes_cb, bench);
    }
  return G_SOURCE_REMOVE;
}

static void
open_bench (Bench *bench)
{
  CwHttpLimits limits = { N_CONNECTIONS, 30, 0, 0 };

  bench->network = cw_loop_thread_new ("network");
  bench->client = cw_http_client_new (bench->network, &limits, NULL);
  bench->workers = cw_workers_new ("parse", N_WORKERS, NULL);
  bench->provider = cw_yahoo_provider_new (bench->client, bench->workers, bench->url, "Bench",
                                           cw_demo_market_get_clock ());
}

static void
close_bench (Bench *bench)
{
  g_clear_object (&bench->provider);
  cw_http_client_free (bench->client);
  cw_workers_free (bench->workers);
  cw_loop_thread_free (bench->network);
}

/* From the first request to the last result, with connections that have to be made first. */
static Cost
run (Bench *bench, GSourceFunc fetch)
{
  double cpu = processor_ms ();
  gint64 start = g_get_monotonic_time ();
  Cost cost;

  open_bench (bench);
  bench->n_left = N_SYMBOLS;
  bench->n_bars = 0;
  cw_loop_thread_invoke (bench->network, fetch, bench, NULL);
  g_mutex_lock (&bench->mutex);
  while (bench->n_left > 0)
    g_cond_wait (&bench->ended, &bench->mutex);
  g_mutex_unlock (&bench->mutex);
  cost.wall_ms = (double) (g_get_monotonic_time () - start) / 1000;
  close_bench (bench);
  cost.cpu_ms = processor_ms () - cpu;
  return cost;
}

static Cost
run_rounds (Bench *bench, GSourceFunc fetch)
{
  Cost best = run (bench, fetch); /* the first one is for the server to make its answers */

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Cost cost = run (bench, fetch);

      best.wall_ms = i == 0 ? cost.wall_ms : MIN (best.wall_ms, cost.wall_ms);
      best.cpu_ms = i == 0 ? cost.cpu_ms : MIN (best.cpu_ms, cost.cpu_ms);
    }
  return best;
}

/* --- the other process --- */

static int
serve (void)
{
  CwServerOptions options = { .latency_ms = LATENCY_MS, .seed = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServer) server = cw_server_new (&options, &error);

  if (server == NULL)
    g_error ("%s", error->message);
  g_print ("%s\n", cw_server_get_url (server));
  pause ();
  return 0;
}

static GPid
start_server (const char *program, char **url)
{
  char *argv[] = { (char *) program, (char *) "serve", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOChannel) channel = NULL;
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            &out, NULL, &error);
  g_assert_no_error (error);
  channel = g_io_channel_unix_new (out);
  g_io_channel_set_close_on_unref (channel, TRUE);
  g_assert_cmpint (g_io_channel_read_line (channel, url, NULL, NULL, NULL), ==, G_IO_STATUS_NORMAL);
  g_strchomp (*url);
  return pid;
}

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };
  Cost bytes, series;
  GPid pid;

  if (argc > 1 && g_str_equal (argv[1], "serve"))
    return serve ();
  pid = start_server (argv[0], &bench.url);
  g_mutex_init (&bench.mutex);
  g_cond_init (&bench.ended);
  bytes = run_rounds (&bench, fetch_bytes_cb);
  series = run_rounds (&bench, fetch_series_cb);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  g_print ("%u symbols of %.0f bars, %u connections, %u ms before each answer\n", N_SYMBOLS,
           (double) bench.n_bars / N_SYMBOLS, N_CONNECTIONS, LATENCY_MS);
  g_print ("  waiting alone   %6.0f ms\n", (double) IDEAL_MS);
  g_print ("  bytes           %6.0f ms  %6.0f ms of CPU\n", bytes.wall_ms, bytes.cpu_ms);
  g_print ("  bars            %6.0f ms  %6.0f ms of CPU  (limits %.0f and %.0f)\n", series.wall_ms,
           series.cpu_ms, LIMIT_MS, LIMIT_CPU_MS);
  g_free (bench.url);
  g_cond_clear (&bench.ended);
  g_mutex_clear (&bench.mutex);
  /* On a busy machine what nobody reads is late too. */
  return series.wall_ms <= MAX (LIMIT_MS, bytes.wall_ms * 1.25) && series.cpu_ms <= LIMIT_CPU_MS
             ? 0
             : 1;
}
