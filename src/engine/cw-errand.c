/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-errand.h"

#include <glib/gi18n-lib.h>

struct _CwErrand
{
  GTask *task;               /* owned; in the asker's context */
  GCancellable *cancellable; /* owned; the network thread's own */
  CwErrandFunc func;
  gpointer data;
  GDestroyNotify free_data;

  GMutex mutex;
  CwLoopThread *network; /* under @mutex; NULL once the errand has ended */
};

/* What the asker is called with, and what is to be undone before. */
typedef struct
{
  GAsyncReadyCallback callback;
  gpointer user_data;
  GCancellable *cancellable; /* owned, nullable: the asker's */
  gulong cancelled_id;
} Asker;

static CwErrand *
errand_ref (CwErrand *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_errand (gpointer data)
{
  CwErrand *self = data;

  g_object_unref (self->task);
  g_object_unref (self->cancellable);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_mutex_clear (&self->mutex);
}

static void
errand_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_errand);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (((CwErrand *) data)->cancellable);
  return G_SOURCE_REMOVE;
}

/* In whatever thread the asker gives up. */
static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  CwErrand *self = data;

  g_mutex_lock (&self->mutex);
  if (self->network != NULL)
    cw_loop_thread_invoke (self->network, cancel_cb, errand_ref (self), errand_unref);
  g_mutex_unlock (&self->mutex);
}

/* Says that the network thread has nothing to do with the errand any more. */
static gboolean
leave_network (CwErrand *self)
{
  gboolean was_there;

  g_mutex_lock (&self->mutex);
  was_there = self->network != NULL;
  self->network = NULL;
  g_mutex_unlock (&self->mutex);
  return was_there;
}

/**
 * cw_errand_return:
 * @self: (transfer full): an errand that has not ended
 * @result: (transfer full) (nullable): the answer
 * @free_result: (nullable): frees it
 * @error: (transfer full) (nullable): why there is none
 */
void
cw_errand_return (CwErrand *self, gpointer result, GDestroyNotify free_result, GError *error)
{
  leave_network (self);
  if (error != NULL)
    g_task_return_error (self->task, error);
  else
    g_task_return_pointer (self->task, result, free_result);
  errand_unref (self);
}

/* A network thread that ended before the errand began. */
static void
end_begin (gpointer data)
{
  CwErrand *self = data;

  if (self->func != NULL && leave_network (self))
    g_task_return_new_error (self->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                             _ ("Candlewick is being closed"));
  errand_unref (self);
}

static gboolean
begin_cb (gpointer data)
{
  CwErrand *self = data;
  CwErrandFunc func = self->func;

  self->func = NULL; /* it has begun */
  func (errand_ref (self), self->data);
  return G_SOURCE_REMOVE;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asker *asker = data;

  g_cancellable_disconnect (asker->cancellable, asker->cancelled_id);
  g_clear_object (&asker->cancellable);
  if (asker->callback != NULL)
    asker->callback (source, result, asker->user_data);
  g_free (asker);
}

/**
 * cw_errand_run_async:
 * @network: who does it; it must live until the errand has ended
 * @source: (nullable): what asks
 * @func: begins it there
 * @data: what to hand to @func; lives as long as the errand
 * @free_data: (nullable): frees it
 * @cancellable: (nullable): gives it up, from any thread
 * @callback: (nullable): called once in the caller's thread-default context
 * @user_data: what to hand to @callback
 */
void
cw_errand_run_async (CwLoopThread *network,
                     GObject *source,
                     CwErrandFunc func,
                     gpointer data,
                     GDestroyNotify free_data,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  CwErrand *self = g_atomic_rc_box_new0 (CwErrand);
  Asker *asker = g_new0 (Asker, 1);

  asker->callback = callback;
  asker->user_data = user_data;
  self->task = g_task_new (source, cancellable, ended_cb, asker);
  g_task_set_source_tag (self->task, cw_errand_run_async);
  self->cancellable = g_cancellable_new ();
  self->func = func;
  self->data = data;
  self->free_data = free_data;
  self->network = network;
  g_mutex_init (&self->mutex);
  if (cancellable != NULL)
    {
      asker->cancellable = g_object_ref (cancellable);
      asker->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                   errand_ref (self), errand_unref);
    }
  cw_loop_thread_invoke (network, begin_cb, self, end_begin);
}

/**
 * cw_errand_run_finish:
 * @result: what the callback was given
 * @error: return location for what the errand's error is, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the answer
 */
gpointer
cw_errand_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_errand_run_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** cw_errand_get_cancellable: Returns: (transfer none): cancelled when the asker gives up */
GCancellable *
cw_errand_get_cancellable (CwErrand *self)
{
  return self->cancellable;
}

/** cw_errand_get_data: Returns: (transfer none): what the errand was begun with */
gpointer
cw_errand_get_data (CwErrand *self)
{
  return self->data;
}
