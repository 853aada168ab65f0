/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-loop-thread.h"

G_BEGIN_DECLS

/**
 * CwErrand:
 *
 * A question that one thread has and the network thread answers. The asker's cancellable is watched
 * for it there: what hangs on a cancellable in the network thread must be cancelled in it, and not
 * while it is being taken down.
 */
typedef struct _CwErrand CwErrand;

/** CwErrandFunc: begins an errand, in the network thread; ends it by cw_errand_return(). */
typedef void (*CwErrandFunc) (CwErrand *errand, gpointer data);

void cw_errand_run_async (CwLoopThread *network,
                          GObject *source,
                          CwErrandFunc func,
                          gpointer data,
                          GDestroyNotify free_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gpointer cw_errand_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GCancellable *cw_errand_get_cancellable (CwErrand *errand);
gpointer cw_errand_get_data (CwErrand *errand);
void
cw_errand_return (CwErrand *errand, gpointer result, GDestroyNotify free_result, GError *error);

G_END_DECLS
