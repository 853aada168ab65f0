/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert-watch.h"
#include "cw-window.h"

G_BEGIN_DECLS

/**
 * CwAlertNotices:
 *
 * Tells a person that alerts have fired: by a toast while they look at the window, by a
 * notification of the desktop while they do not. What fires at the same time is told together.
 */
typedef struct _CwAlertNotices CwAlertNotices;

CwAlertNotices *cw_alert_notices_new (CwWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_notices_free (CwAlertNotices *self);

void cw_alert_notices_tell (CwAlertNotices *self, const GPtrArray *events);
void cw_alert_notices_withdraw (CwAlertNotices *self);
void cw_alert_notices_withdraw_one (CwAlertNotices *self, gint64 event);

G_END_DECLS
