/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loop-thread.h"

#define MANY 2000

typedef struct
{
  CwLoopThread *thread;
  guint number;
  guint *next; /* touched by the thread alone */
  int *n_destroyed;
} Call;

static gboolean
count_cb (gpointer data)
{
  Call *call = data;

  g_assert_true (cw_loop_thread_is_current (call->thread));
  g_assert_cmpuint (*call->next, ==, call->number);
  (*call->next)++;
  return G_SOURCE_REMOVE;
}

static void
destroy_cb (gpointer data)
{
  g_atomic_int_inc (((Call *) data)->n_destroyed);
}

/* Calls come in the order in which they were made, each once, and none is lost when the thread is
 * freed right behind them. */
static void
test_order (void)
{
  CwLoopThread *thread = cw_loop_thread_new ("test");
  Call *calls = g_new (Call, MANY);
  guint next = 0;
  int n_destroyed = 0;

  for (guint i = 0; i < MANY; i++)
    {
      calls[i] = (Call){ thread, i, &next, &n_destroyed };
      cw_loop_thread_invoke (thread, count_cb, &calls[i], destroy_cb);
    }
  cw_loop_thread_free (thread);
  g_assert_cmpuint (next, ==, MANY);
  g_assert_cmpint (n_destroyed, ==, MANY);
  g_free (calls);
}

typedef struct
{
  CwLoopThread *thread;
  guint n;
  gboolean nested;
} Waited;

static void
nested_cb (gpointer data, gpointer nothing)
{
  Waited *waited = data;

  g_assert_null (nothing);
  waited->nested = TRUE;
}

static void
waited_cb (gpointer data, gpointer nothing)
{
  Waited *waited = data;

  g_assert_null (nothing);
  g_assert_true (cw_loop_thread_is_current (waited->thread));
  g_assert_true (g_main_context_get_thread_default ()
                 == cw_loop_thread_get_context (waited->thread));
  waited->n++;
  /* From the thread itself it must not wait for itself. */
  cw_loop_thread_invoke_and_wait (waited->thread, nested_cb, waited);
}

static void
test_invoke_and_wait (void)
{
  g_autoptr (CwLoopThread) thread = cw_loop_thread_new ("test");
  Waited waited = { thread, 0, FALSE };

  g_assert_false (cw_loop_thread_is_current (thread));
  for (guint i = 1; i <= 500; i++)
    {
      waited.nested = FALSE;
      cw_loop_thread_invoke_and_wait (thread, waited_cb, &waited);
      g_assert_cmpuint (waited.n, ==, i);
      g_assert_true (waited.nested);
    }
}

typedef struct
{
  CwLoopThread *thread;
  gboolean inside; /* whether the first call is still running */
  gboolean done;
} Later;

static gboolean
later_cb (gpointer data)
{
  Later *later = data;

  g_assert_false (later->inside);
  later->done = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
first_cb (gpointer data)
{
  Later *later = data;

  later->inside = TRUE;
  cw_loop_thread_invoke (later->thread, later_cb, later, NULL);
  g_assert_false (later->done);
  later->inside = FALSE;
  return G_SOURCE_REMOVE;
}

/* Invoking never calls at once, and what was invoked by the last call before the end still runs. */
static void
test_never_at_once (void)
{
  CwLoopThread *thread = cw_loop_thread_new ("test");
  Later later = { thread, FALSE, FALSE };

  cw_loop_thread_invoke (thread, first_cb, &later, NULL);
  cw_loop_thread_free (thread);
  g_assert_true (later.done);
}

static gboolean
thrice_cb (gpointer data)
{
  return ++*(guint *) data < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
test_continue (void)
{
  CwLoopThread *thread = cw_loop_thread_new ("test");
  guint n = 0;

  cw_loop_thread_invoke (thread, thrice_cb, &n, NULL);
  cw_loop_thread_free (thread);
  g_assert_cmpuint (n, ==, 3);
}

typedef struct
{
  CwLoopThread *thread;
  GMutex mutex;
  GCond cond;
  gboolean done;
} Operation;

static void
task_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Operation *operation = data;

  g_assert_true (cw_loop_thread_is_current (operation->thread));
  g_mutex_lock (&operation->mutex);
  operation->done = TRUE;
  g_cond_signal (&operation->cond);
  g_mutex_unlock (&operation->mutex);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static void
begin_cb (gpointer data, gpointer nothing)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, task_cb, data);

  g_task_run_in_thread (task, work);
}

/* Asynchronous operations that the thread begins call back in it. */
static void
test_operations_call_back_there (void)
{
  g_autoptr (CwLoopThread) thread = cw_loop_thread_new ("test");
  Operation operation = { .thread = thread };

  g_mutex_init (&operation.mutex);
  g_cond_init (&operation.cond);
  cw_loop_thread_invoke_and_wait (thread, begin_cb, &operation);
  g_mutex_lock (&operation.mutex);
  while (!operation.done)
    g_cond_wait (&operation.cond, &operation.mutex);
  g_mutex_unlock (&operation.mutex);
  g_mutex_clear (&operation.mutex);
  g_cond_clear (&operation.cond);
}

static gboolean
never_cb (gpointer data)
{
  g_assert_not_reached ();
}

static void
note_destroyed (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* What waits for a time that does not come is let go of. */
static void
test_free_drops_what_waits (void)
{
  CwLoopThread *thread = cw_loop_thread_new ("test");
  g_autoptr (GSource) source = g_timeout_source_new_seconds (3600);
  gboolean destroyed = FALSE;

  g_source_set_callback (source, never_cb, &destroyed, note_destroyed);
  g_source_attach (source, cw_loop_thread_get_context (thread));
  cw_loop_thread_free (thread);
  g_assert_true (destroyed);
  cw_loop_thread_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/work/loop-thread/order", test_order);
  g_test_add_func ("/work/loop-thread/invoke-and-wait", test_invoke_and_wait);
  g_test_add_func ("/work/loop-thread/never-at-once", test_never_at_once);
  g_test_add_func ("/work/loop-thread/continue", test_continue);
  g_test_add_func ("/work/loop-thread/operations-call-back-there", test_operations_call_back_there);
  g_test_add_func ("/work/loop-thread/free-drops-what-waits", test_free_drops_what_waits);
  return g_test_run ();
}
