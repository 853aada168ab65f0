/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-alert-watch.h"

G_BEGIN_DECLS

/**
 * CwAlertWindow:
 *
 * A person's alerts, with how far each still is, and what has fired, the newest first. What has
 * fired since it was shown last is marked, and counts as seen when it is closed.
 *
 * Signals:
 * - `show-symbol (const char *symbol)`: somebody wants to see it
 * - `edit (CwAlert *alert)`: somebody wants to change this one, or, if its number is 0, to make it
 * - `create ()`: somebody wants a new one
 */
#define CW_TYPE_ALERT_WINDOW (cw_alert_window_get_type ())
G_DECLARE_FINAL_TYPE (CwAlertWindow, cw_alert_window, CW, ALERT_WINDOW, AdwWindow)

CwAlertWindow *cw_alert_window_new (GtkWindow *parent,
                                    CwAlertWatch *watch) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_window_close (CwAlertWindow *self);
void cw_alert_window_say (CwAlertWindow *self, const char *text);

G_END_DECLS
