/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-lab-event.h"
#include "cw-lab-report.h"
#include "cw-trace.h"

G_BEGIN_DECLS

/**
 * CwLab:
 *
 * The laboratory: makes the same slow requests in several ways, and tells what each of them took.
 * Experiments run one after another, on threads of the laboratory's own.
 */
typedef struct _CwLab CwLab;

CwLab *cw_lab_new (const char *url, CwTrace *trace);
void cw_lab_free (CwLab *lab);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLab, cw_lab_free)

void cw_lab_run_async (CwLab *lab,
                       const CwLabOptions *options,
                       CwLabEventFunc event_func,
                       gpointer event_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
CwLabReport *cw_lab_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
