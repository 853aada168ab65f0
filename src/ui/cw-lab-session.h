/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab.h"

G_BEGIN_DECLS

/**
 * CwLabSession:
 *
 * An experiment of the laboratory for a window: the server that answers slowly lives as long as the
 * experiment, inside the process.
 *
 * Signals:
 * - `event` with a #CwLabEvent, at most a frame after it happened
 * - `ended` when nothing of the experiment runs any more
 */
#define CW_TYPE_LAB_SESSION (cw_lab_session_get_type ())
G_DECLARE_FINAL_TYPE (CwLabSession, cw_lab_session, CW, LAB_SESSION, GObject)

CwLabSession *cw_lab_session_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_lab_session_start (CwLabSession *self, const CwLabOptions *options, GError **error);
void cw_lab_session_stop (CwLabSession *self);
void cw_lab_session_shut_down (CwLabSession *self);
gboolean cw_lab_session_is_running (CwLabSession *self);
const CwLabReport *cw_lab_session_get_report (CwLabSession *self);
const GError *cw_lab_session_get_error (CwLabSession *self);

G_END_DECLS
