/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-bench.h"

#define N_REQUESTS 6
#define N_WORKERS 2
/* Far longer than a test may take: who waits for it has not been cancelled. */
#define FOREVER 50
#define SOON (10 * G_USEC_PER_SEC)

static const CwServerOptions faultless = { 0 };

/* What has begun has ended too, and told so before the end. */
static void
check_balance (LabBench *bench)
{
  guint n_begun = 0;

  for (guint i = 1; i <= N_REQUESTS; i++)
    {
      guint begun = lab_bench_count_events (bench, CW_LAB_REQUEST_BEGIN, i);

      g_assert_cmpuint (begun, <=, 1);
      g_assert_cmpuint (lab_bench_count_events (bench, CW_LAB_REQUEST_FAIL, i), ==, begun);
      g_assert_cmpuint (lab_bench_count_events (bench, CW_LAB_REQUEST_END, i), ==, 0);
      n_begun += begun;
    }
  g_assert_cmpuint (n_begun, >, 0);
  g_assert_cmpuint (lab_bench_count_events (bench, CW_LAB_MODE_BEGIN, 0), ==, 1);
  g_assert_cmpuint (lab_bench_count_events (bench, CW_LAB_MODE_END, 0), ==, 1);
}

static void
wait_for_threads (guint n_threads)
{
  gint64 start = g_get_monotonic_time ();

  while (lab_count_threads () > n_threads)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
      g_usleep (1000);
    }
}

/* What the libraries begin once and keep is begun by this. */
static void
warm_up (void)
{
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  CwLabOptions options = { 2, 0, N_WORKERS, CW_LAB_ALL_MODES };

  g_assert_nonnull (lab_bench_run (bench, &options));
  g_clear_pointer (&bench, lab_bench_free);
  g_usleep (50 * 1000); /* until the threads that have been told to end have done so */
}

/* Cancels as soon as the first request waits; the other modes never begin, and neither a thread nor
 * a file stays behind. */
static void
test_cancel (gconstpointer data)
{
  CwLabMode mode = (CwLabMode) GPOINTER_TO_UINT (data);
  CwLabOptions options = { N_REQUESTS, FOREVER, N_WORKERS, CW_LAB_ALL_MODES & ~((1u << mode) - 1) };
  g_autoptr (LabBench) bench = NULL;
  guint n_threads, n_files;
  gint64 start;

  warm_up ();
  n_threads = lab_count_threads ();
  n_files = lab_count_files ();
  bench = lab_bench_new (&faultless);
  bench->cancel_at = 2;
  start = g_get_monotonic_time ();
  g_assert_null (lab_bench_run (bench, &options));
  g_assert_error (bench->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
  check_balance (bench);
  g_clear_pointer (&bench, lab_bench_free);
  wait_for_threads (n_threads);
  g_assert_cmpuint (lab_count_files (), <=, n_files);
}

static void
test_cancelled_before (void)
{
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  CwLabOptions options = { N_REQUESTS, FOREVER, N_WORKERS, CW_LAB_ALL_MODES };

  g_cancellable_cancel (bench->cancellable);
  g_assert_null (lab_bench_run (bench, &options));
  g_assert_error (bench->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (bench->events->len, ==, 0);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cw_lab_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

/* The laboratory may go before the callback has come. */
static void
test_freed_early (void)
{
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  CwLabOptions options = { N_REQUESTS, FOREVER, N_WORKERS, CW_LAB_ALL_MODES };
  gboolean ended = FALSE;

  cw_lab_run_async (bench->lab, &options, NULL, NULL, bench->cancellable, noted_cb, &ended);
  g_cancellable_cancel (bench->cancellable);
  g_clear_pointer (&bench->lab, cw_lab_free);
  g_assert_false (ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
check_all_failed (LabBench *bench, const CwLabReport *report, const char *part)
{
  guint n = 0;

  g_assert_no_error (bench->error);
  g_assert_cmpuint (report->runs->len, ==, CW_N_LAB_MODES);
  for (guint i = 0; i < report->runs->len; i++)
    {
      const CwLabRun *run = g_ptr_array_index (report->runs, i);

      g_assert_cmpuint (run->n_failed, ==, N_REQUESTS);
      g_assert_nonnull (cw_lab_run_find_message (run));
      for (guint j = 0; j < run->n_requests; j++, n++)
        {
          g_assert_false (run->requests[j].ok);
          g_assert_cmpuint (run->requests[j].lane, >=, 1);
          g_assert_cmpfloat (run->requests[j].end, >=, run->requests[j].start);
          g_assert_nonnull (strstr (run->requests[j].message, part));
        }
    }
  g_assert_cmpuint (n, ==, CW_N_LAB_MODES * N_REQUESTS);
  for (guint i = 1; i <= N_REQUESTS; i++)
    g_assert_cmpuint (lab_bench_count_events (bench, CW_LAB_REQUEST_FAIL, i), ==, CW_N_LAB_MODES);
}

static void
test_failing_server (void)
{
  const CwServerOptions failing = { .fail_rate = 1 };
  g_autoptr (LabBench) bench = lab_bench_new (&failing);
  CwLabOptions options = { N_REQUESTS, 0.05, N_WORKERS, CW_LAB_ALL_MODES };

  check_all_failed (bench, lab_bench_run (bench, &options), "503");
}

/* The server lets some through: the first ones, whoever made them. */
static void
test_partly_failing_server (gconstpointer data)
{
  const CwServerOptions limited = { .rate_limit = 4, .rate_limit_seconds = 3600 };
  g_autoptr (LabBench) bench = lab_bench_new (&limited);
  CwLabOptions options = { N_REQUESTS, 0.05, N_WORKERS, 1u << GPOINTER_TO_UINT (data) };
  const CwLabReport *report = lab_bench_run (bench, &options);
  const CwLabRun *run;

  g_assert_no_error (bench->error);
  run = g_ptr_array_index (report->runs, 0);
  g_assert_cmpuint (run->n_failed, ==, N_REQUESTS - 4);
  for (guint i = 0; i < N_REQUESTS; i++)
    g_assert_true (run->requests[i].ok == (run->requests[i].message == NULL));
  g_assert_nonnull (strstr (cw_lab_run_find_message (run), "429"));
}

static char *
dup_dead_url (void)
{
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);

  return g_strdup (cw_server_get_url (bench->server));
}

static void
test_no_server (void)
{
  g_autofree char *url = dup_dead_url ();
  g_autoptr (LabBench) bench = lab_bench_new_for_url (url);
  CwLabOptions options = { N_REQUESTS, 0.05, N_WORKERS, CW_LAB_ALL_MODES };

  check_all_failed (bench, lab_bench_run (bench, &options), "127.0.0.1");
}

static void
test_no_address (void)
{
  g_autoptr (LabBench) bench = lab_bench_new_for_url ("no address at all");
  CwLabOptions options = { N_REQUESTS, 0.05, N_WORKERS, CW_LAB_ALL_MODES };

  check_all_failed (bench, lab_bench_run (bench, &options), "address");
}

/* The server goes away while requests wait for it. */
static gboolean
close_server_cb (gpointer data)
{
  LabBench *bench = data;

  g_clear_pointer (&bench->server, cw_server_free);
  return G_SOURCE_REMOVE;
}

static void
test_server_goes (void)
{
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  CwLabOptions options = { N_REQUESTS, FOREVER, N_WORKERS, CW_LAB_ALL_MODES };
  gint64 start = g_get_monotonic_time ();

  g_timeout_add (200, close_server_cb, bench);
  check_all_failed (bench, lab_bench_run (bench, &options), "");
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
}

static void
add_for_modes (const char *prefix, GTestDataFunc func)
{
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    {
      g_autofree char *path = g_strconcat (prefix, cw_lab_mode_to_string ((CwLabMode) i), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* GLib would keep threads of pools for the next one, and they would be counted. */
  g_thread_pool_set_max_unused_threads (0);
  add_for_modes ("/lab/endings/cancel/", test_cancel);
  g_test_add_func ("/lab/endings/cancelled-before", test_cancelled_before);
  g_test_add_func ("/lab/endings/freed-early", test_freed_early);
  g_test_add_func ("/lab/endings/failing-server", test_failing_server);
  add_for_modes ("/lab/endings/partly-failing-server/", test_partly_failing_server);
  g_test_add_func ("/lab/endings/no-server", test_no_server);
  g_test_add_func ("/lab/endings/no-address", test_no_address);
  g_test_add_func ("/lab/endings/server-goes", test_server_goes);
  return g_test_run ();
}
