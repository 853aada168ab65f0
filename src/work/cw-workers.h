/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-trace.h"

G_BEGIN_DECLS

/**
 * CwWorkers:
 *
 * A pool of threads of our own that runs jobs by priority. A job takes references to immutable
 * input and returns a value. GTask carries the results, but not in its own pool: DNS look-ups wait
 * there.
 *
 * A pool of one thread runs its jobs one after another, always on that same thread, which is how
 * something that only one thread may touch is owned.
 */
typedef struct _CwWorkers CwWorkers;

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

G_END_DECLS
