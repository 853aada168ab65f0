/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-workers.h"

#include <string.h>

#include "gate.h"

/* A blocking function made asynchronous as any room does it, and every way in which that can go. */

typedef enum
{
  BEHAVE_WELL,
  FAIL,
  LOOK, /* at the cancellable, behind the gate */
} Manner;

/* What a job is given, and what is seen of its life. */
typedef struct
{
  Manner manner;
  Gate *gate;    /* nullable: where the job waits */
  int n_ran;     /* atomic, as all below */
  int n_inputs;  /* that are not freed yet */
  int n_results; /* likewise */
  int n_callbacks;
  int n_taken;
} Life;

typedef struct
{
  Life *life;
} Token;

static Token *
token_new (Life *life, int *n)
{
  Token *token = g_new (Token, 1);

  token->life = life;
  g_atomic_int_inc (n);
  return token;
}

static void
free_input (gpointer data)
{
  Token *token = data;

  g_atomic_int_add (&token->life->n_inputs, -1);
  g_free (token);
}

static void
free_result (gpointer data)
{
  Token *token = data;

  g_atomic_int_add (&token->life->n_results, -1);
  g_free (token);
}

/* The blocking function. */
static gpointer
block (gpointer data, GCancellable *cancellable, GError **error)
{
  Life *life = ((Token *) data)->life;

  g_atomic_int_inc (&life->n_ran);
  if (life->gate != NULL)
    gate_pass (life->gate);
  if (life->manner == LOOK && g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (life->manner != FAIL)
    return token_new (life, &life->n_results);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "it broke");
  return NULL;
}

/* The pair that it becomes. */
static void
thing_block_async (GObject *thing,
                   CwWorkers *workers,
                   Life *life,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  cw_workers_run_job_async (workers, thing,
                            &(CwJob){ .stage = "block",
                                      .func = block,
                                      .data = token_new (life, &life->n_inputs),
                                      .free_data = free_input,
                                      .free_result = free_result },
                            cancellable, callback, user_data);
}

static Token *
thing_block_finish (GObject *thing, GAsyncResult *result, GError **error)
{
  return cw_workers_run_job_finish (thing, result, error);
}

/* What the caller sees. */
typedef struct
{
  Life *life;
  GError *error;
} Caller;

static void
blocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Caller *caller = data;
  Token *token = thing_block_finish (source, result, &caller->error);

  g_assert_true ((token != NULL) != (caller->error != NULL));
  g_assert_cmpint (g_atomic_int_get (&caller->life->n_inputs), ==, 0);
  g_atomic_int_inc (&caller->life->n_callbacks);
  if (token == NULL)
    return;
  g_atomic_int_inc (&caller->life->n_taken);
  free_result (token);
}

static void
spin_until (int *count, int n)
{
  while (g_atomic_int_get (count) < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
spin_down_to_none (int *count)
{
  /* The last reference to a task, and with it to a result, may be the worker's. */
  while (g_atomic_int_get (count) > 0)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_cmpint (g_atomic_int_get (count), ==, 0);
}

typedef enum
{
  NEVER,
  BEFORE_IT_IS_BEGUN,
  IN_THE_QUEUE,
  WHILE_IT_RUNS,
  BEFORE_THE_CALLBACK,
} Moment;

typedef struct
{
  const char *name;
  Manner manner;
  Moment cancelled;
  int ran, taken;
  GQuark (*domain) (void); /* of the error, if there is one */
  int code;
} Path;

static const Path paths[] = {
  { "done", BEHAVE_WELL, NEVER, 1, 1, NULL, 0 },
  { "failed", FAIL, NEVER, 1, 0, g_file_error_quark, G_FILE_ERROR_IO },
  { "cancelled before", LOOK, BEFORE_IT_IS_BEGUN, 0, 0, g_io_error_quark, G_IO_ERROR_CANCELLED },
  { "cancelled in the queue", LOOK, IN_THE_QUEUE, 0, 0, g_io_error_quark, G_IO_ERROR_CANCELLED },
  { "cancelled, and it looks", LOOK, WHILE_IT_RUNS, 1, 0, g_io_error_quark, G_IO_ERROR_CANCELLED },
  { "cancelled, and it does not look", BEHAVE_WELL, WHILE_IT_RUNS, 1, 0, g_io_error_quark,
    G_IO_ERROR_CANCELLED },
  { "cancelled, and it fails", FAIL, WHILE_IT_RUNS, 1, 0, g_io_error_quark, G_IO_ERROR_CANCELLED },
  { "cancelled before the callback", BEHAVE_WELL, BEFORE_THE_CALLBACK, 1, 0, g_io_error_quark,
    G_IO_ERROR_CANCELLED },
};

/* Goes a path up to where nothing but the callback is left. */
static void
walk (const Path *path, GObject *thing, Life *life, Caller *caller)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CwWorkers *workers = cw_workers_new ("test", 1, NULL);
  Life first = { .manner = BEHAVE_WELL };
  Gate gate;

  gate_init (&gate);
  if (path->cancelled == IN_THE_QUEUE)
    {
      first.gate = &gate;
      thing_block_async (NULL, workers, &first, NULL, NULL, NULL);
      gate_await (&gate, 1);
    }
  else if (path->cancelled == WHILE_IT_RUNS)
    life->gate = &gate;
  if (path->cancelled == BEFORE_IT_IS_BEGUN)
    g_cancellable_cancel (cancellable);
  thing_block_async (thing, workers, life, cancellable, caller != NULL ? blocked_cb : NULL, caller);
  g_assert_cmpint (life->n_callbacks, ==, 0);
  if (path->cancelled == WHILE_IT_RUNS)
    gate_await (&gate, 1);
  if (path->cancelled == IN_THE_QUEUE || path->cancelled == WHILE_IT_RUNS)
    g_cancellable_cancel (cancellable);
  gate_open (&gate);
  cw_workers_free (workers);
  if (path->cancelled == BEFORE_THE_CALLBACK)
    g_cancellable_cancel (cancellable);
  g_assert_cmpint (life->n_callbacks, ==, 0); /* our context has not run yet */
  spin_down_to_none (&first.n_results);
  gate_clear (&gate);
}

static void
check_path (const Path *path, gboolean with_callback)
{
  GObject *thing = g_object_new (G_TYPE_OBJECT, NULL);
  Life life = { .manner = path->manner };
  Caller caller = { .life = &life };

  g_test_message ("%s", path->name);
  g_object_add_weak_pointer (thing, (gpointer *) &thing);
  walk (path, thing, &life, with_callback ? &caller : NULL);
  if (with_callback)
    spin_until (&life.n_callbacks, 1);
  g_assert_cmpint (life.n_ran, ==, path->ran);
  g_assert_cmpint (life.n_inputs, ==, 0);
  spin_down_to_none (&life.n_results);
  g_assert_cmpint (life.n_taken, ==, with_callback ? path->taken : 0);
  if (with_callback && path->domain != NULL)
    g_assert_error (caller.error, path->domain (), path->code);
  else
    g_assert_no_error (caller.error);
  g_clear_error (&caller.error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (life.n_callbacks, ==, with_callback ? 1 : 0);
  g_object_unref (thing);
  g_assert_null (thing); /* nobody else holds it */
}

static void
test_paths (void)
{
  guint n = 0;

  for (; n < G_N_ELEMENTS (paths); n++)
    {
      check_path (&paths[n], TRUE);
      check_path (&paths[n], FALSE);
    }
  g_assert_cmpuint (n, ==, 8);
}

/* The source is kept as long as its function runs, and handed to the callback. */
static void
source_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Life *life = data;
  g_autoptr (GError) error = NULL;
  Token *token = thing_block_finish (source, result, &error);

  g_assert_no_error (error);
  g_assert_true (G_IS_OBJECT (source));
  free_result (token);
  g_atomic_int_inc (&life->n_callbacks);
}

static void
test_source (void)
{
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 2, NULL);
  GObject *thing = g_object_new (G_TYPE_OBJECT, NULL);
  Life life = { .manner = BEHAVE_WELL };
  Gate gate;

  gate_init (&gate);
  life.gate = &gate;
  g_object_add_weak_pointer (thing, (gpointer *) &thing);
  thing_block_async (thing, workers, &life, NULL, source_cb, &life);
  g_object_unref (thing);
  gate_await (&gate, 1);
  g_assert_nonnull (thing);
  gate_open (&gate);
  spin_until (&life.n_callbacks, 1);
  while (g_atomic_pointer_get ((gpointer *) &thing) != NULL)
    g_thread_yield ();
  gate_clear (&gate);
}

/* Shut down with jobs queued: those that were cancelled never run, and every one ends. */
static void
test_shut_down (void)
{
  enum
  {
    N = 300
  };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CwWorkers *workers = cw_workers_new ("test", 2, NULL);
  Life running = { .manner = LOOK }, queued = { .manner = LOOK }, wanted = { .manner = LOOK };
  Caller callers[N + 2];
  Gate gate;
  guint n = 0;

  gate_init (&gate);
  running.gate = &gate;
  for (guint i = 0; i < N + 2; i++)
    callers[i] = (Caller){ .life = i < 2 ? &running : i % 3 == 0 ? &wanted : &queued };
  for (guint i = 0; i < N + 2; i++)
    thing_block_async (NULL, workers, callers[i].life,
                       callers[i].life == &wanted ? NULL : cancellable, NULL, NULL);
  gate_await (&gate, 2);
  g_cancellable_cancel (cancellable);
  gate_open (&gate);
  cw_workers_free (workers);
  for (guint i = 2; i < N + 2; i++)
    n += callers[i].life == &wanted;
  g_assert_cmpint (running.n_ran, ==, 2);
  g_assert_cmpint (queued.n_ran, ==, 0);
  g_assert_cmpint (wanted.n_ran, ==, (int) n);
  g_assert_cmpint (running.n_inputs + queued.n_inputs + wanted.n_inputs, ==, 0);
  spin_down_to_none (&wanted.n_results);
  gate_clear (&gate);
}

static void
storm_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Life *life = data;
  g_autoptr (GError) error = NULL;
  Token *token = thing_block_finish (source, result, &error);

  g_atomic_int_inc (&life->n_callbacks);
  if (token == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      return;
    }
  g_atomic_int_inc (&life->n_taken);
  free_result (token);
}

static gpointer
cancel_all (gpointer data)
{
  GPtrArray *cancellables = data;

  for (guint i = 0; i < cancellables->len; i++)
    {
      g_cancellable_cancel (g_ptr_array_index (cancellables, i));
      if (i % 16 == 0)
        g_thread_yield ();
    }
  return NULL;
}

/* Cancelled by another thread while they are begun, run and end: each ends once, none is lost. */
static void
test_storm (void)
{
  enum
  {
    N = 3000
  };
  g_autoptr (CwWorkers) workers = cw_workers_new ("test", 3, NULL);
  g_autoptr (GPtrArray) cancellables = g_ptr_array_new_with_free_func (g_object_unref);
  Life life = { .manner = LOOK };
  GThread *thread;

  for (guint i = 0; i < N; i++)
    g_ptr_array_add (cancellables, g_cancellable_new ());
  thread = g_thread_new ("cancel", cancel_all, cancellables);
  for (guint i = 0; i < N; i++)
    thing_block_async (NULL, workers, &life, g_ptr_array_index (cancellables, i), storm_cb, &life);
  spin_until (&life.n_callbacks, N);
  g_thread_join (thread);
  spin_down_to_none (&life.n_results);
  spin_down_to_none (&life.n_inputs);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (life.n_callbacks, ==, N);
}

/* An owner whose calls are serialised, and the threads that call it. */
typedef struct
{
  CwWorkers *workers; /* of one thread */
  GThread *thread;    /* touched by its jobs alone, as all below */
  guint inside, last[4], n;
} Owner;

typedef struct
{
  Owner *owner;
  guint caller, number;
} OwnedCall;

static gpointer
touch (gpointer data, GCancellable *cancellable, GError **error)
{
  const OwnedCall *call = data;
  Owner *owner = call->owner;

  g_assert_cmpuint (owner->inside++, ==, 0);
  g_assert_true (cw_workers_is_current (owner->workers));
  g_assert_true (owner->thread == NULL || owner->thread == g_thread_self ());
  owner->thread = g_thread_self ();
  g_assert_cmpuint (call->number, ==, ++owner->last[call->caller]);
  owner->n++;
  owner->inside--;
  return NULL;
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer count)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cw_workers_run_job_finish (source, result, &error));
  g_assert_no_error (error);
  (*(guint *) count)++;
}

typedef struct
{
  Owner *owner;
  guint caller;
} CallerThread;

static gpointer
call_owner (gpointer data)
{
  const CallerThread *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  guint n_done = 0;

  g_main_context_push_thread_default (context);
  for (guint i = 1; i <= 500; i++)
    {
      OwnedCall *call = g_new (OwnedCall, 1);

      *call = (OwnedCall){ self->owner, self->caller, i };
      cw_workers_run_job_async (
          self->owner->workers, NULL,
          &(CwJob){ .stage = "touch", .func = touch, .data = call, .free_data = g_free }, NULL,
          count_cb, &n_done);
    }
  while (n_done < 500)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* Calls of one owner from many threads: never two at once, all on one thread, each caller's in the
 * order in which it made them, and each answered where it was made. */
static void
test_serialised (void)
{
  Owner owner = { .workers = cw_workers_new ("owner", 1, NULL) };
  GThread *threads[4];
  CallerThread callers[4];

  for (guint i = 0; i < 4; i++)
    {
      callers[i] = (CallerThread){ &owner, i };
      threads[i] = g_thread_new ("caller", call_owner, &callers[i]);
    }
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (owner.n, ==, 2000);
  cw_workers_free (owner.workers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/work/blocking/paths", test_paths);
  g_test_add_func ("/work/blocking/source", test_source);
  g_test_add_func ("/work/blocking/shut-down", test_shut_down);
  g_test_add_func ("/work/blocking/storm", test_storm);
  g_test_add_func ("/work/blocking/serialised", test_serialised);
  return g_test_run ();
}
