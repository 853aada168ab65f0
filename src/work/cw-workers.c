/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-workers.h"

#include "cw-activity.h"

struct _CwWorkers
{
  char *name;
  GThreadPool *pool;
  CwTrace *trace; /* owned, nullable */
  guint n_threads;
  guint64 n_pushed; /* under @mutex */
  GMutex mutex;
};

/* A job in the queue. */
typedef struct
{
  CwWorkers *workers;
  GTask *task;    /* owned */
  guint64 number; /* jobs of equal priority run in the order in which they came */
  guint64 span;   /* of the live activity, or 0 */
  CwJob job;      /* its symbol and data are owned */
} Job;

static GPrivate current_workers = G_PRIVATE_INIT (NULL);

/* The input goes before the result is handed over, so that whoever gets the result may count on
 * holding the only reference to what went in. */
static void
drop_input (Job *job)
{
  if (job->job.free_data != NULL)
    g_clear_pointer (&job->job.data, job->job.free_data);
}

static void
job_free (Job *job)
{
  drop_input (job);
  g_object_unref (job->task);
  g_free ((char *) job->job.symbol);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
trace_job (Job *job, gint64 start)
{
  GVariantDict args;

  if (job->workers->trace == NULL)
    return;
  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "stage", "s", job->job.stage);
  if (job->job.symbol != NULL)
    g_variant_dict_insert (&args, "symbol", "s", job->job.symbol);
  cw_trace_add (job->workers->trace, "worker", job->job.stage, start, g_get_monotonic_time (),
                g_variant_dict_end (&args));
}

static guint64
begin_span (Job *job)
{
  return cw_activity_begin (CW_ACTIVITY_JOB, job->workers->name, job->job.stage, job->job.symbol);
}

/* Jobs that were queued before somebody watched are seen from here on. */
static void
tell_start (Job *job)
{
  if (job->span == 0)
    job->span = begin_span (job);
  cw_activity_enter (job->span, g_str_equal (job->job.stage, CW_STAGE_PARSE) ? CW_PHASE_PARSE
                                                                             : CW_PHASE_COMPUTE);
}

static void
tell_end (Job *job, const GError *error)
{
  if (error == NULL)
    cw_activity_end (job->span, CW_SPAN_DONE, 0, NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cw_activity_end (job->span, CW_SPAN_CANCELLED, 0, NULL);
  else
    cw_activity_end (job->span, CW_SPAN_FAILED, 0, error->message);
}

static void
run_job (gpointer data, gpointer workers)
{
  g_autoptr (Job) job = data;
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  GError *error = NULL;
  gpointer result;
  gint64 start;

  if (g_cancellable_is_cancelled (cancellable))
    {
      cw_activity_end (job->span, CW_SPAN_CANCELLED, 0, NULL);
      drop_input (job);
      g_task_return_error_if_cancelled (job->task);
      return;
    }
  g_private_set (&current_workers, workers);
  tell_start (job);
  start = g_get_monotonic_time ();
  result = job->job.func (job->job.data, cancellable, &error);
  trace_job (job, start);
  tell_end (job, error);
  g_private_set (&current_workers, NULL);
  drop_input (job);
  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->job.free_result);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer data)
{
  const Job *first = a, *second = b;

  if (first->job.priority != second->job.priority)
    return first->job.priority < second->job.priority ? -1 : 1;
  return first->number < second->number ? -1 : 1;
}

/**
 * cw_workers_new:
 * @name: how the pool is called in the live activity
 * @n_threads: how many jobs may run at once, or 0 for as many as the machine has processors
 * @trace: (nullable): where the jobs are recorded
 *
 * Returns: (transfer full): a pool
 */
CwWorkers *
cw_workers_new (const char *name, guint n_threads, CwTrace *trace)
{
  CwWorkers *self = g_new0 (CwWorkers, 1);

  self->name = g_strdup (name);
  self->n_threads = n_threads > 0 ? n_threads : g_get_num_processors ();
  self->trace = trace != NULL ? cw_trace_ref (trace) : NULL;
  g_mutex_init (&self->mutex);
  /* A single thread must always be the same one, so it belongs to this pool alone; others are made
   * when jobs come. */
  self->pool = g_thread_pool_new (run_job, self, (int) self->n_threads, self->n_threads == 1, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_jobs, NULL);
  cw_activity_set_place (CW_ACTIVITY_JOB, name, self->n_threads, 0);
  return self;
}

/**
 * cw_workers_free:
 * @self: (transfer full) (nullable): a pool
 *
 * Waits until every job has ended; cancel those that are not wanted any more before.
 */
void
cw_workers_free (CwWorkers *self)
{
  if (self == NULL)
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_pointer (&self->trace, cw_trace_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->name);
  g_free (self);
}

/** cw_workers_get_n_threads: Returns: how many jobs may run at once */
guint
cw_workers_get_n_threads (CwWorkers *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_threads;
}

/** cw_workers_is_current: Returns: whether the caller runs as a job of this pool */
gboolean
cw_workers_is_current (CwWorkers *self)
{
  return g_private_get (&current_workers) == self;
}

/**
 * cw_workers_run_job_async:
 * @self: a pool
 * @source: (type GObject) (nullable): whose function this becomes, handed to @callback; kept until
 *   the job has ended, and perhaps given up on a worker
 * @job: what to do
 * @cancellable: (nullable): cancels the job; one that has not begun never will
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Makes a blocking function asynchronous: the inside of any `_async` function whose work blocks.
 */
void
cw_workers_run_job_async (CwWorkers *self,
                          gpointer source,
                          const CwJob *job,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *queued;

  g_return_if_fail (self != NULL && job != NULL && job->func != NULL && job->stage != NULL);

  queued = g_new0 (Job, 1);
  queued->workers = self;
  queued->task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (queued->task, cw_workers_run_job_async);
  g_task_set_priority (queued->task, job->priority);
  queued->job = *job;
  queued->job.symbol = g_strdup (job->symbol);
  queued->span = begin_span (queued);
  g_mutex_lock (&self->mutex);
  queued->number = self->n_pushed++;
  g_mutex_unlock (&self->mutex);
  g_thread_pool_push (self->pool, queued, NULL);
}

/**
 * cw_workers_run_job_finish:
 * @source: (type GObject) (nullable): what the job was begun with
 * @result: what the callback was given
 * @error: return location for the job's error, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
cw_workers_run_job_finish (gpointer source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_workers_run_job_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cw_workers_run_async:
 * @self: a pool
 * @priority: lower runs earlier, as with #GSource
 * @stage: (transfer none): static text that says what the job does, for the trace
 * @symbol: (nullable): whom it does it for
 * @func: a blocking or computing function
 * @data: (nullable): what it is given
 * @free_data: (nullable): frees @data, on whatever thread the job ends
 * @free_result: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): cancels the job; one that has not begun never will
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * cw_workers_run_job_async() for what is nobody's own function.
 */
void
cw_workers_run_async (CwWorkers *self,
                      int priority,
                      const char *stage,
                      const char *symbol,
                      CwWorkFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_result,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  cw_workers_run_job_async (self, NULL,
                            &(CwJob){ .stage = stage,
                                      .symbol = symbol,
                                      .priority = priority,
                                      .func = func,
                                      .data = data,
                                      .free_data = free_data,
                                      .free_result = free_result },
                            cancellable, callback, user_data);
}

/**
 * cw_workers_run_finish:
 * @result: what the callback was given
 * @error: return location for the job's error, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
cw_workers_run_finish (GAsyncResult *result, GError **error)
{
  return cw_workers_run_job_finish (NULL, result, error);
}
