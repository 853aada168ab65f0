/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert-bell.h"
#include "cw-alert-watch.h"
#include "cw-window.h"

G_BEGIN_DECLS

/* The window's part of alerts: it watches them, tells what fires, and shows them. */

void cw_window_alerts_add_actions (GtkApplication *application);
void cw_window_alerts_install (CwWindow *window);
CwAlertWatch *cw_window_alerts_get_watch (CwWindow *window);
void cw_window_alerts_close (CwWindow *window);
void cw_window_alerts_follow_bell (CwWindow *window, CwAlertBell *bell);

G_END_DECLS
