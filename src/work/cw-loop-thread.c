/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-loop-thread.h"

struct _CwLoopThread
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
};

static gpointer
run (gpointer data)
{
  CwLoopThread *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  /* What was still on its way when the loop was told to stop gets to end. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/**
 * cw_loop_thread_new:
 * @name: for debuggers and traces
 *
 * Returns: (transfer full): a running thread
 */
CwLoopThread *
cw_loop_thread_new (const char *name)
{
  CwLoopThread *self = g_new0 (CwLoopThread, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new (name, run, self);
  return self;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/**
 * cw_loop_thread_free:
 * @self: (transfer full) (nullable): a thread other than the calling one
 *
 * Lets the callbacks that are ready run, then stops the thread and waits for its end.
 */
void
cw_loop_thread_free (CwLoopThread *self)
{
  if (self == NULL)
    return;
  g_return_if_fail (!cw_loop_thread_is_current (self));

  cw_loop_thread_invoke (self, quit_cb, g_main_loop_ref (self->loop),
                         (GDestroyNotify) g_main_loop_unref);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

/** cw_loop_thread_get_context: Returns: (transfer none): the context that the thread runs */
GMainContext *
cw_loop_thread_get_context (CwLoopThread *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->context;
}

/** cw_loop_thread_is_current: Returns: whether the caller is this very thread */
gboolean
cw_loop_thread_is_current (CwLoopThread *self)
{
  return g_thread_self () == self->thread;
}

/**
 * cw_loop_thread_invoke:
 * @self: a thread
 * @func: what to call there, until it returns %G_SOURCE_REMOVE
 * @data: what to hand to @func
 * @destroy: (nullable): frees @data when @func has ended or will never run
 *
 * Queues @func behind what was queued before; never calls it at once, not even from the thread
 * itself.
 */
void
cw_loop_thread_invoke (CwLoopThread *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_return_if_fail (self != NULL && func != NULL);

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  GFunc func;
  gpointer data;
  gboolean done;
} Call;

static gboolean
call_cb (gpointer data)
{
  Call *call = data;

  call->func (call->data, NULL);
  g_mutex_lock (&call->mutex);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);
  return G_SOURCE_REMOVE;
}

/**
 * cw_loop_thread_invoke_and_wait:
 * @self: a thread
 * @func: what to call there; its second argument is %NULL
 * @data: what to hand to @func
 *
 * For setting up and tearing down what must live and die in the thread: calls @func there and waits
 * until it has returned.
 */
void
cw_loop_thread_invoke_and_wait (CwLoopThread *self, GFunc func, gpointer data)
{
  Call call = { .func = func, .data = data };

  g_return_if_fail (self != NULL && func != NULL);

  if (cw_loop_thread_is_current (self))
    {
      func (data, NULL);
      return;
    }
  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);
  cw_loop_thread_invoke (self, call_cb, &call, NULL);
  g_mutex_lock (&call.mutex);
  while (!call.done)
    g_cond_wait (&call.cond, &call.mutex);
  g_mutex_unlock (&call.mutex);
  g_cond_clear (&call.cond);
  g_mutex_clear (&call.mutex);
}
