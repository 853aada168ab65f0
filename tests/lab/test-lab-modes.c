/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <time.h>

#include "lab-bench.h"

#define N_REQUESTS 8
#define N_WORKERS 3
#define DELAY 0.25
/* The server counts in milliseconds. */
#define GRAIN 0.001

static const CwServerOptions faultless = { 0 };

static double
read_process_cpu (void)
{
  struct timespec time;

  g_assert_no_errno (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time));
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static CwLabRun *
get_run (const CwLabReport *report, guint i, CwLabMode mode)
{
  CwLabRun *run = g_ptr_array_index (report->runs, i);

  g_assert_cmpint (run->mode, ==, mode);
  g_assert_cmpuint (run->n_requests, ==, N_REQUESTS);
  g_assert_cmpuint (run->n_failed, ==, 0);
  return run;
}

/* The waiting itself is never cut short; how much is added to it depends on the machine. */
static void
check_times (const CwLabRun *run)
{
  g_assert_cmpfloat (run->wall_seconds, >=, run->ideal_seconds - GRAIN);
  g_assert_cmpfloat (run->cpu_seconds, >, 0);
  for (guint i = 0; i < run->n_requests; i++)
    {
      const CwLabRequest *request = &run->requests[i];

      g_assert_cmpuint (request->request, ==, i + 1);
      g_assert_true (request->ok);
      g_assert_null (request->message);
      g_assert_cmpfloat (request->start, >=, 0);
      g_assert_cmpfloat (request->end - request->start, >=, DELAY - GRAIN);
      g_assert_cmpfloat (request->end, <=, run->wall_seconds);
    }
}

/* In one lane there is one request at a time. */
static void
check_lanes (const CwLabRun *run, guint n_lanes)
{
  guint n_pairs = 0;

  g_assert_cmpuint (cw_lab_run_count_lanes (run), ==, n_lanes);
  for (guint i = 0; i < run->n_requests; i++)
    for (guint j = i + 1; j < run->n_requests; j++)
      {
        const CwLabRequest *a = &run->requests[i], *b = &run->requests[j];

        g_assert_cmpuint (a->lane, >=, 1);
        if (a->lane != b->lane)
          continue;
        g_assert_true (a->end <= b->start || b->end <= a->start);
        n_pairs++;
      }
  g_assert_true ((n_pairs > 0) == (n_lanes < N_REQUESTS));
}

static void
test_all_modes (void)
{
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  CwLabOptions options = { N_REQUESTS, DELAY, N_WORKERS, CW_LAB_ALL_MODES };
  double cpu = read_process_cpu (), lab_cpu = 0;
  CwLabReport *report = lab_bench_run (bench, &options);
  const CwLabRun *runs[CW_N_LAB_MODES];
  const guint threads[CW_N_LAB_MODES] = { 1, N_REQUESTS, N_WORKERS, 1 };
  const guint lanes[CW_N_LAB_MODES] = { 1, N_REQUESTS, N_WORKERS, N_REQUESTS };

  cpu = read_process_cpu () - cpu;
  g_assert_no_error (bench->error);
  g_assert_cmpuint (report->runs->len, ==, CW_N_LAB_MODES);
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    {
      runs[i] = get_run (report, i, (CwLabMode) i);
      check_times (runs[i]);
      check_lanes (runs[i], lanes[i]);
      g_assert_cmpuint (runs[i]->peak_threads, ==, threads[i]);
      lab_cpu += runs[i]->cpu_seconds;
    }
  /* The lab's own time is a part of the process's; the server has taken some as well. */
  g_assert_cmpfloat (lab_cpu, <, cpu);
  g_assert_cmpfloat (runs[CW_LAB_SEQUENTIAL]->wall_seconds, >=, N_REQUESTS * DELAY - GRAIN);
  g_assert_cmpfloat (runs[CW_LAB_THREADS]->wall_seconds, <,
                     runs[CW_LAB_SEQUENTIAL]->wall_seconds / 2);
  g_assert_cmpfloat (runs[CW_LAB_ASYNC]->wall_seconds, <,
                     runs[CW_LAB_SEQUENTIAL]->wall_seconds / 2);
  g_assert_cmpfloat (runs[CW_LAB_POOL]->wall_seconds, <, runs[CW_LAB_SEQUENTIAL]->wall_seconds);
}

/* Every request begins once and ends once, and what was told is what is reported. */
static void
check_events (LabBench *bench, const CwLabRun *run)
{
  g_assert_cmpuint (bench->events->len, ==, 2 * N_REQUESTS + 2);
  g_assert_cmpint (g_array_index (bench->events, CwLabEvent, 0).kind, ==, CW_LAB_MODE_BEGIN);
  g_assert_cmpint (g_array_index (bench->events, CwLabEvent, bench->events->len - 1).kind, ==,
                   CW_LAB_MODE_END);
  for (guint i = 1; i <= N_REQUESTS; i++)
    {
      const CwLabEvent *begin = lab_bench_find_event (bench, CW_LAB_REQUEST_BEGIN, i),
                       *end = lab_bench_find_event (bench, CW_LAB_REQUEST_END, i);
      const CwLabRequest *request = &run->requests[i - 1];

      g_assert_cmpuint (lab_bench_count_events (bench, CW_LAB_REQUEST_BEGIN, i), ==, 1);
      g_assert_cmpuint (lab_bench_count_events (bench, CW_LAB_REQUEST_END, i), ==, 1);
      g_assert_true (begin < end);
      g_assert_cmpint (begin->thread, ==, end->thread);
      g_assert_cmpuint (begin->lane, ==, request->lane);
      g_assert_cmpuint (end->lane, ==, request->lane);
      g_assert_cmpfloat_with_epsilon (begin->time, request->start, 1e-9);
      g_assert_cmpfloat_with_epsilon (end->time, request->end, 1e-9);
    }
}

/* A thread has one lane; a lane has one thread, but for the event loop's, which are all its own. */
static void
check_event_threads (LabBench *bench, CwLabMode mode, guint n_threads)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new (NULL, NULL);

  for (guint i = 1; i <= N_REQUESTS; i++)
    {
      const CwLabEvent *event = lab_bench_find_event (bench, CW_LAB_REQUEST_BEGIN, i);
      gpointer thread = GINT_TO_POINTER (event->thread), lane = g_hash_table_lookup (lanes, thread);

      g_assert_cmpint (event->mode, ==, mode);
      g_assert_true (lane == NULL || mode == CW_LAB_ASYNC
                     || GPOINTER_TO_UINT (lane) == event->lane);
      g_hash_table_insert (lanes, thread, GUINT_TO_POINTER (event->lane));
    }
  g_assert_cmpuint (g_hash_table_size (lanes), ==, n_threads);
}

static void
test_events (gconstpointer data)
{
  CwLabMode mode = (CwLabMode) GPOINTER_TO_UINT (data);
  const guint threads[CW_N_LAB_MODES] = { 1, N_REQUESTS, N_WORKERS, 1 };
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  CwLabOptions options = { N_REQUESTS, DELAY, N_WORKERS, 1u << mode };
  CwLabReport *report = lab_bench_run (bench, &options);

  g_assert_no_error (bench->error);
  g_assert_cmpuint (report->runs->len, ==, 1);
  check_events (bench, get_run (report, 0, mode));
  check_event_threads (bench, mode, threads[mode]);
}

/* Fewer requests than workers, one of either, no delay, and more than fit into one session. */
static void
test_sizes (void)
{
  static const struct
  {
    guint n_requests, n_workers;
    double delay;
  } cases[] = { { 1, 1, 0 }, { 1, 64, 0.05 }, { 3, 5, 0 }, { 5, 1, 0.01 }, { 100, 7, 0.02 } };
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CwLabOptions options = { cases[i].n_requests, cases[i].delay, cases[i].n_workers,
                               CW_LAB_ALL_MODES };
      CwLabReport *report = lab_bench_run (bench, &options);

      g_assert_no_error (bench->error);
      for (guint j = 0; j < report->runs->len; j++, n++)
        {
          const CwLabRun *run = g_ptr_array_index (report->runs, j);

          g_assert_cmpuint (run->n_failed, ==, 0);
          g_assert_cmpuint (run->n_requests, ==, cases[i].n_requests);
          g_assert_cmpfloat (run->wall_seconds, >=, run->ideal_seconds - GRAIN);
          g_assert_cmpuint (run->peak_threads, >=, 1);
          g_assert_cmpuint (run->peak_threads, <=, cases[i].n_requests);
          if (run->mode == CW_LAB_POOL)
            g_assert_cmpuint (cw_lab_run_count_lanes (run), <=, cases[i].n_workers);
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases) * CW_N_LAB_MODES);
}

/* Two experiments at once run one after the other. */
static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLabReport) report = cw_lab_run_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->runs->len, ==, 1);
  (*(guint *) data)++;
}

static void
test_queue (void)
{
  g_autoptr (LabBench) bench = lab_bench_new (&faultless);
  CwLabOptions options = { 2, 0.05, 2, 1u << CW_LAB_ASYNC };
  guint n_ended = 0;

  cw_lab_run_async (bench->lab, &options, NULL, NULL, NULL, counted_cb, &n_ended);
  cw_lab_run_async (bench->lab, &options, NULL, NULL, NULL, counted_cb, &n_ended);
  while (n_ended < 2)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/lab/modes/all", test_all_modes);
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    {
      g_autofree char *path =
          g_strconcat ("/lab/modes/events/", cw_lab_mode_to_string ((CwLabMode) i), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_events);
    }
  g_test_add_func ("/lab/modes/sizes", test_sizes);
  g_test_add_func ("/lab/modes/queue", test_queue);
  return g_test_run ();
}
