/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-trace.h"

G_BEGIN_DECLS

/**
 * CwWorkers:
 *
 * The one way to make a blocking function asynchronous: a pool of threads of our own that runs jobs
 * by priority. A job takes references to immutable input and returns a value. GTask carries the
 * results, but not in its own pool: DNS look-ups wait there.
 *
 * Any thread may begin a job. Its callback comes in the thread-default context of whoever began it,
 * never before that call has returned, and exactly once, whether the job was done, failed or was
 * cancelled. A job that is cancelled before its turn never runs, and ends when its turn comes; one
 * that runs is left to look at its cancellable itself; and what has ended stays as it is, but
 * whoever cancelled before the callback came gets `G_IO_ERROR_CANCELLED`, and the result is freed.
 *
 * The input is freed on the worker before the callback comes, the result wherever it is not taken.
 *
 * Calls are serialised by a pool of one thread: it runs its jobs one after another, always on that
 * same thread, which is how something that only one thread may touch is owned. Give each owner such
 * a pool of its own.
 */
typedef struct _CwWorkers CwWorkers;

/** CW_STAGE_PARSE: the stage of jobs that read what was received. */
#define CW_STAGE_PARSE "parse"

/**
 * CwWorkFunc:
 * @data: the job's input
 * @cancellable: (nullable): to be looked at now and then by long jobs
 * @error: return location for an error
 *
 * A job; runs on a worker.
 *
 * Returns: (transfer full) (nullable): the result, or %NULL with @error set
 */
typedef gpointer (*CwWorkFunc) (gpointer data, GCancellable *cancellable, GError **error);

/**
 * CwJob:
 *
 * What a worker is to do. Copied when it is begun; @data is taken over then.
 */
typedef struct
{
  const char *stage;  /* static text that says what the job does, for the trace */
  const char *symbol; /* nullable: whom it does it for */
  int priority;       /* lower runs earlier, as with #GSource */
  CwWorkFunc func;
  gpointer data;              /* nullable */
  GDestroyNotify free_data;   /* nullable: frees @data, on whatever thread the job ends */
  GDestroyNotify free_result; /* nullable: frees a result that nobody takes */
} CwJob;

CwWorkers *cw_workers_new (const char *name, guint n_threads, CwTrace *trace);
void cw_workers_free (CwWorkers *workers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwWorkers, cw_workers_free)

guint cw_workers_get_n_threads (CwWorkers *workers);
gboolean cw_workers_is_current (CwWorkers *workers);

void cw_workers_run_async (CwWorkers *workers,
                           int priority,
                           const char *stage,
                           const char *symbol,
                           CwWorkFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer cw_workers_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cw_workers_run_job_async (CwWorkers *workers,
                               gpointer source,
                               const CwJob *job,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gpointer cw_workers_run_job_finish (gpointer source,
                                    GAsyncResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
