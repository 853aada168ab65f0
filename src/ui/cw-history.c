/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-history.h"

/* What a task holds while its load is under way. */
typedef struct
{
  CwLoad *load;       /* owned */
  CwOutcome *outcome; /* owned, nullable: the newest */
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_clear_object (&wait->load);
  g_clear_pointer (&wait->outcome, cw_outcome_unref);
  g_free (wait);
}

static void
updated_cb (GTask *task, GPtrArray *outcomes)
{
  Wait *wait = g_task_get_task_data (task);

  g_clear_pointer (&wait->outcome, cw_outcome_unref);
  wait->outcome = cw_outcome_ref (g_ptr_array_index (outcomes, outcomes->len - 1));
}

/* Ends the task once: hears of neither the load nor the cancellable again. */
static void
stop_waiting (GTask *task)
{
  Wait *wait = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (wait->load, task);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_handlers_disconnect_by_data (g_task_get_cancellable (task), task);
}

static void
finished_cb (GTask *task)
{
  Wait *wait = g_task_get_task_data (task);
  CwOutcome *outcome = wait->outcome;

  stop_waiting (task);
  if (outcome != NULL && outcome->stage == CW_STAGE_READY)
    g_task_return_pointer (task, cw_series_ref (outcome->analysis->series),
                           (GDestroyNotify) cw_series_unref);
  else if (outcome != NULL && outcome->error != NULL)
    g_task_return_error (task, g_error_copy (outcome->error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_object_unref (task);
}

static void
cancelled_cb (GTask *task)
{
  Wait *wait = g_task_get_task_data (task);

  stop_waiting (task);
  cw_load_cancel (wait->load);
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
}

/**
 * cw_history_load_async:
 * @engine: what loads
 * @symbol: a symbol
 * @cancellable: (nullable): to be cancelled in this thread, before the engine is shut down
 * @callback: called in this thread
 * @user_data: what to hand to @callback
 *
 * Loads all daily bars that there are of a symbol, which is more than its analysis rests on.
 */
void
cw_history_load_async (CwEngine *engine,
                       const char *symbol,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  const char *const symbols[] = { symbol, NULL };
  CwLoadOptions options = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_MAX };
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Wait *wait = g_new0 (Wait, 1);

  g_task_set_source_tag (task, cw_history_load_async);
  g_task_set_task_data (task, wait, wait_free);
  wait->load = cw_engine_load (engine, symbols, &options);
  g_signal_connect_swapped (wait->load, "updated", G_CALLBACK (updated_cb), task);
  g_signal_connect_swapped (wait->load, "finished", G_CALLBACK (finished_cb), task);
  if (cancellable != NULL)
    g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
}

/** cw_history_load_finish: Returns: (transfer full) (nullable): the bars */
CwSeries *
cw_history_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_history_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
