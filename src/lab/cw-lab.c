/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab.h"

#include "cw-lab-course.h"
#include "cw-lab-files.h"
#include "cw-lab-ways.h"
#include "cw-workers.h"

struct _CwLab
{
  char *url;
  CwTrace *trace;       /* owned, nullable */
  CwWorkers *conductor; /* one thread */
};

/** Experiment: one that runs. It needs the laboratory no more. */
typedef struct
{
  CwLabOptions options;
  char *url;
  CwTrace *trace;        /* owned, nullable */
  CwLabMailbox *mailbox; /* owned, nullable; closed where it was made */
} Experiment;

static void
experiment_free (gpointer data)
{
  Experiment *experiment = data;

  cw_lab_mailbox_close (experiment->mailbox);
  g_clear_pointer (&experiment->trace, cw_trace_unref);
  g_free (experiment->url);
  g_free (experiment);
}

/**
 * cw_lab_new:
 * @url: address of a server that answers `/lab/N?delay=SECONDS`, without a slash at the end
 * @trace: (nullable): where the requests are recorded
 *
 * Returns: (transfer full): a laboratory
 */
CwLab *
cw_lab_new (const char *url, CwTrace *trace)
{
  CwLab *self = g_new0 (CwLab, 1);

  g_return_val_if_fail (url != NULL, NULL);

  self->url = g_strdup (url);
  self->trace = trace != NULL ? cw_trace_ref (trace) : NULL;
  /* No trace: that this thread waits for the others says nothing. */
  self->conductor = cw_workers_new ("lab", 1, NULL);
  return self;
}

/**
 * cw_lab_free:
 * @self: (transfer full) (nullable): a laboratory
 *
 * Waits until its experiments have ended; cancel those that are not wanted any more before. Their
 * callbacks are called all the same.
 */
void
cw_lab_free (CwLab *self)
{
  if (self == NULL)
    return;
  cw_workers_free (self->conductor);
  g_clear_pointer (&self->trace, cw_trace_unref);
  g_free (self->url);
  g_free (self);
}

static CwLabRun *
run_mode (Experiment *experiment, CwLabMode mode, GCancellable *cancellable)
{
  CwLabCourse course = { .options = &experiment->options,
                         .url = experiment->url,
                         .trace = experiment->trace,
                         .mailbox = experiment->mailbox,
                         .cancellable = cancellable };

  cw_lab_course_begin (&course, mode);
  cw_lab_ways_run (&course);
  return cw_lab_course_end (&course);
}

/* Runs on the conductor, whose main context is there for what ends in it meanwhile. */
static gpointer
conduct (gpointer data, GCancellable *cancellable, GError **error)
{
  Experiment *experiment = data;
  g_autoptr (CwLabReport) report = cw_lab_report_new (&experiment->options);
  g_autoptr (GMainContext) context = g_main_context_new ();

  if (!cw_lab_files_reserve (&experiment->options, error))
    return NULL;
  g_main_context_push_thread_default (context);
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    if (experiment->options.modes & 1u << i && !g_cancellable_is_cancelled (cancellable))
      g_ptr_array_add (report->runs, run_mode (experiment, (CwLabMode) i, cancellable));
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

static void
report_free (gpointer data)
{
  cw_lab_report_free (data);
}

/* Every event is told before the end. */
static void
conducted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Experiment *experiment = g_task_get_task_data (task);
  GError *error = NULL;
  CwLabReport *report = cw_workers_run_finish (result, &error);

  cw_lab_mailbox_close (g_steal_pointer (&experiment->mailbox));
  if (report == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, report, report_free);
}

/**
 * cw_lab_run_async:
 * @self: a laboratory
 * @options: what to measure; not kept
 * @event_func: (nullable): called with each event, in the caller's thread-default context, at most
 *   a frame after it happened and before @callback
 * @event_data: what to hand to @event_func; must live until @callback
 * @cancellable: (nullable): ends the experiment at once, in every mode
 * @callback: called in the caller's thread-default context, when nothing of it runs any more
 * @user_data: what to hand to @callback
 *
 * Makes the requests in each of the modes, one mode after the other.
 */
void
cw_lab_run_async (CwLab *self,
                  const CwLabOptions *options,
                  CwLabEventFunc event_func,
                  gpointer event_data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GTask *task;
  Experiment *experiment;

  g_return_if_fail (self != NULL && options != NULL);
  g_return_if_fail ((options->modes & ~CW_LAB_ALL_MODES) == 0);
  g_return_if_fail (options->n_requests >= 1 && options->n_requests <= CW_LAB_MAX_REQUESTS);
  g_return_if_fail (options->n_workers >= 1 && options->n_workers <= CW_LAB_MAX_WORKERS);
  g_return_if_fail (options->delay >= 0 && options->delay <= CW_LAB_MAX_DELAY);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cw_lab_run_async);
  experiment = g_new0 (Experiment, 1);
  experiment->options = *options;
  experiment->url = g_strdup (self->url);
  experiment->trace = self->trace != NULL ? cw_trace_ref (self->trace) : NULL;
  if (event_func != NULL)
    experiment->mailbox = cw_lab_mailbox_new (event_func, event_data);
  g_task_set_task_data (task, experiment, experiment_free);
  cw_workers_run_async (self->conductor, G_PRIORITY_DEFAULT, "lab", NULL, conduct, experiment, NULL,
                        report_free, cancellable, conducted_cb, task);
}

/**
 * cw_lab_run_finish:
 * @result: what the callback was given
 * @error: return location for `G_IO_ERROR_CANCELLED`, or `G_IO_ERROR_TOO_MANY_OPEN_FILES` where
 *   the system does not allow as many connections
 *
 * A request that fails is no error: the report says so.
 *
 * Returns: (transfer full) (nullable): what came out
 */
CwLabReport *
cw_lab_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_lab_run_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
