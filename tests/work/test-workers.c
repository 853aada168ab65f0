/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-workers.h"

#include <string.h>

#include "gate.h"

static gpointer
wait_job (gpointer data, GCancellable *cancellable, GError **error)
{
  gate_pass (data);
  return NULL;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer kept)
{
  *(GAsyncResult **) kept = g_object_ref (result);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer count)
{
  (*(guint *) count)++;
}

static void
wait_until (guint *count, guint n)
{
  while (*count < n)
    g_main_context_iteration (NULL, TRUE);
}

static GAsyncResult *
wait_for_result (GAsyncResult **kept)
{
  while (*kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *kept;
}

static gpointer
double_job (gpointer data, GCancellable *cancellable, GError **error)
{
  return GUINT_TO_POINTER (2 * GPOINTER_TO_UINT (data));
}

static void
test_result (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 2, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (cw_workers_get_n_threads (workers), ==, 2);
  cw_workers_run_async (workers, 0, "double", "AAPL", double_job, GUINT_TO_POINTER (21), NULL, NULL,
                        NULL, keep_result_cb, &result);
  g_assert_null (result); /* never calls back at once */
  g_assert_cmpuint (GPOINTER_TO_UINT (cw_workers_run_finish (wait_for_result (&result), &error)),
                    ==, 42);
  g_assert_no_error (error);
}

static void
test_as_many_as_processors (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 0, NULL);

  g_assert_cmpuint (cw_workers_get_n_threads (workers), ==, g_get_num_processors ());
  cw_workers_free (NULL);
}

static gpointer
failing_job (gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "because of %s", (const char *) data);
  return NULL;
}

static void
test_error (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 2, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_workers_run_async (workers, 0, "fail", NULL, failing_job, g_strdup ("this"), g_free, g_free,
                        NULL, keep_result_cb, &result);
  g_assert_null (cw_workers_run_finish (wait_for_result (&result), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpstr (error->message, ==, "because of this");
}

typedef struct
{
  GString *order; /* touched by jobs of one thread only */
  char name;
} Note;

static gpointer
note_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Note *note = data;

  g_string_append_c (note->order, note->name);
  return NULL;
}

/* Behind a job that waits, jobs queue up by priority and, within one, in the order they came. */
static void
test_priority (void)
{
  static const struct
  {
    char name;
    int priority;
  } jobs[] = { { 'f', 5 }, { 'c', 0 },  { 'g', 5 },   { 'a', -5 },
               { 'd', 0 }, { 'b', -5 }, { 'h', 100 }, { 'e', 0 } };
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 1, NULL);
  g_autoptr (GString) order = g_string_new (NULL);
  Note notes[G_N_ELEMENTS (jobs)];
  guint n_done = 0;
  Gate gate;

  gate_init (&gate);
  cw_workers_run_async (workers, 0, "wait", NULL, wait_job, &gate, NULL, NULL, NULL, NULL, NULL);
  gate_await (&gate, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      notes[i] = (Note){ order, jobs[i].name };
      cw_workers_run_async (workers, jobs[i].priority, "note", NULL, note_job, &notes[i], NULL,
                            NULL, NULL, count_cb, &n_done);
    }
  gate_open (&gate);
  wait_until (&n_done, G_N_ELEMENTS (jobs));
  g_assert_cmpstr (order->str, ==, "abcdefgh");
  gate_clear (&gate);
}

/* Two jobs that wait for one another can only end if they run at the same time. */
static void
test_parallel (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 4, NULL);
  guint n_done = 0;
  Gate gate;

  gate_init (&gate);
  for (guint i = 0; i < 4; i++)
    cw_workers_run_async (workers, 0, "wait", NULL, wait_job, &gate, NULL, NULL, NULL, count_cb,
                          &n_done);
  gate_await (&gate, 4);
  gate_open (&gate);
  wait_until (&n_done, 4);
  gate_clear (&gate);
}

static gboolean ran;

static gpointer
run_job (gpointer data, GCancellable *cancellable, GError **error)
{
  ran = TRUE;
  return NULL;
}

static void
test_cancelled_before_it_began (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GObject) input = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Gate gate;

  gate_init (&gate);
  ran = FALSE;
  cw_workers_run_async (workers, 0, "wait", NULL, wait_job, &gate, NULL, NULL, NULL, NULL, NULL);
  cw_workers_run_async (workers, 0, "run", NULL, run_job, g_object_ref (input), g_object_unref,
                        NULL, cancellable, keep_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (result); /* the callback comes when the job's turn does */
  gate_open (&gate);
  g_assert_null (cw_workers_run_finish (wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (ran);
  g_assert_cmpuint (input->ref_count, ==, 1);
  gate_clear (&gate);
}

static gpointer
cancellable_job (gpointer data, GCancellable *cancellable, GError **error)
{
  gate_pass (data);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_object_new (G_TYPE_OBJECT, NULL);
}

static void
test_cancelled_while_it_ran (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Gate gate;

  gate_init (&gate);
  cw_workers_run_async (workers, 0, "wait", NULL, cancellable_job, &gate, NULL, g_object_unref,
                        cancellable, keep_result_cb, &result);
  gate_await (&gate, 1);
  g_cancellable_cancel (cancellable);
  gate_open (&gate);
  g_assert_null (cw_workers_run_finish (wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gate_clear (&gate);
}

static int n_freed;

static void
free_counted (gpointer data)
{
  g_atomic_int_inc (&n_freed);
  g_free (data);
}

static gpointer
make_job (gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup (data);
}

static void
test_result_that_nobody_takes (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_done = 0;
  Gate gate;

  n_freed = 0;
  cw_workers_run_async (workers, 0, "make", NULL, make_job, (gpointer) "x", NULL, free_counted,
                        NULL, count_cb, &n_done);
  cw_workers_run_async (workers, 0, "make", NULL, make_job, (gpointer) "x", NULL, free_counted,
                        NULL, NULL, NULL);
  cw_workers_run_async (workers, 0, "make", NULL, make_job, g_strdup ("x"), free_counted,
                        free_counted, NULL, count_cb, &n_done);
  wait_until (&n_done, 2);
  /* The last reference to a result may be the worker's. */
  while (g_atomic_int_get (&n_freed) < 4)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 4);

  /* A job that ends after it was cancelled, without having looked. */
  gate_init (&gate);
  cw_workers_run_async (workers, 0, "wait", NULL, wait_job, &gate, NULL, NULL, cancellable,
                        count_cb, &n_done);
  gate_await (&gate, 1);
  g_cancellable_cancel (cancellable);
  gate_open (&gate);
  wait_until (&n_done, 3);
  gate_clear (&gate);
}

/* Whoever gets the result holds the only reference to the input. */
static void
test_input_goes_first (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 2, NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GObject) input = g_object_new (G_TYPE_OBJECT, NULL);
      g_autoptr (GAsyncResult) result = NULL;

      cw_workers_run_async (workers, 0, "run", NULL, run_job, g_object_ref (input), g_object_unref,
                            NULL, NULL, keep_result_cb, &result);
      wait_for_result (&result);
      g_assert_cmpuint (input->ref_count, ==, 1);
    }
}

typedef struct
{
  CwWorkers *workers, *others;
  GThread *thread; /* the one that ran the first job */
  guint n;
} Owner;

static gpointer
owned_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Owner *owner = data;

  g_assert_true (cw_workers_is_current (owner->workers));
  g_assert_false (cw_workers_is_current (owner->others));
  if (owner->thread == NULL)
    owner->thread = g_thread_self ();
  g_assert_true (owner->thread == g_thread_self ());
  owner->n++; /* no lock: nobody else is here */
  return NULL;
}

/* Pools of one thread next to each other, each of which keeps to its own. */
static void
test_single_thread (void)
{
  g_autoptr (CwWorkers) one = cw_workers_new ("one", 1, NULL);
  g_autoptr (CwWorkers) other = cw_workers_new ("other", 1, NULL);
  Owner first = { one, other, NULL, 0 }, second = { other, one, NULL, 0 };
  guint n_done = 0;

  g_assert_false (cw_workers_is_current (one));
  for (guint round = 0; round < 20; round++)
    {
      for (guint i = 0; i < 50; i++)
        {
          cw_workers_run_async (one, (int) (i % 3), "own", NULL, owned_job, &first, NULL, NULL,
                                NULL, count_cb, &n_done);
          cw_workers_run_async (other, 0, "own", NULL, owned_job, &second, NULL, NULL, NULL,
                                count_cb, &n_done);
        }
      wait_until (&n_done, 100 * (round + 1));
    }
  g_assert_cmpuint (first.n, ==, 1000);
  g_assert_cmpuint (second.n, ==, 1000);
  g_assert_true (first.thread != second.thread);
}

static gpointer
add_job (gpointer data, GCancellable *cancellable, GError **error)
{
  g_atomic_int_inc ((int *) data);
  return GUINT_TO_POINTER (1);
}

static void
test_many (void)
{
  enum
  {
    N = 20000
  };
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 3, NULL);
  int n_ran = 0;
  guint n_done = 0;

  for (guint i = 0; i < N; i++)
    cw_workers_run_async (workers, (int) (i % 7), "add", NULL, add_job, &n_ran, NULL, NULL, NULL,
                          count_cb, &n_done);
  wait_until (&n_done, N);
  g_assert_cmpint (n_ran, ==, N);
}

/* Freeing waits for what was begun; the callbacks still come afterwards. */
static void
test_free_waits (void)
{
  CwWorkers *workers = cw_workers_new ("test", 2, NULL);
  int n_ran = 0;
  guint n_done = 0;

  for (guint i = 0; i < 500; i++)
    cw_workers_run_async (workers, 0, "add", NULL, add_job, &n_ran, NULL, NULL, NULL, count_cb,
                          &n_done);
  cw_workers_free (workers);
  g_assert_cmpint (n_ran, ==, 500);
  wait_until (&n_done, 500);
}

static void
assert_context_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GMainContext *expected = ((gpointer *) data)[0];
  GMainLoop *loop = ((gpointer *) data)[1];

  g_assert_true (g_main_context_get_thread_default () == expected);
  g_main_loop_quit (loop);
}

static gpointer
run_from_thread (gpointer workers)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  gpointer data[] = { context, loop };

  g_main_context_push_thread_default (context);
  cw_workers_run_async (workers, 0, "run", NULL, run_job, NULL, NULL, NULL, NULL, assert_context_cb,
                        data);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_calls_back_where_it_was_called (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 1, NULL);

  for (guint i = 0; i < 10; i++)
    g_thread_join (g_thread_new ("caller", run_from_thread, workers));
}

static void
test_cancelled_jobs_are_not_recorded (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "trace", NULL);
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autofree char *text = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  CwWorkers *workers = cw_workers_new ("test", 1, trace);
  guint n_done = 0;

  g_cancellable_cancel (cancelled);
  cw_workers_run_async (workers, 0, "good-stage", "GOOD", run_job, NULL, NULL, NULL, NULL, count_cb,
                        &n_done);
  cw_workers_run_async (workers, 0, "bad-stage", "BAD", run_job, NULL, NULL, NULL, cancelled,
                        count_cb, &n_done);
  cw_workers_free (workers);
  wait_until (&n_done, 2);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (cw_trace_write (trace, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"symbol\":\"GOOD\""));
  g_assert_nonnull (strstr (text, "\"stage\":\"good-stage\""));
  g_assert_nonnull (strstr (text, "\"cat\":\"worker\""));
  g_assert_null (strstr (text, "BAD"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/work/workers/result", test_result);
  g_test_add_func ("/work/workers/as-many-as-processors", test_as_many_as_processors);
  g_test_add_func ("/work/workers/error", test_error);
  g_test_add_func ("/work/workers/priority", test_priority);
  g_test_add_func ("/work/workers/parallel", test_parallel);
  g_test_add_func ("/work/workers/cancelled-before-it-began", test_cancelled_before_it_began);
  g_test_add_func ("/work/workers/cancelled-while-it-ran", test_cancelled_while_it_ran);
  g_test_add_func ("/work/workers/result-that-nobody-takes", test_result_that_nobody_takes);
  g_test_add_func ("/work/workers/input-goes-first", test_input_goes_first);
  g_test_add_func ("/work/workers/single-thread", test_single_thread);
  g_test_add_func ("/work/workers/many", test_many);
  g_test_add_func ("/work/workers/free-waits", test_free_waits);
  g_test_add_func ("/work/workers/calls-back-where-it-was-called",
                   test_calls_back_where_it_was_called);
  g_test_add_func ("/work/workers/cancelled-jobs-are-not-recorded",
                   test_cancelled_jobs_are_not_recorded);
  return g_test_run ();
}
