/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-alert-watch.h"

G_BEGIN_DECLS

/* The rows of the window of alerts. Their buttons activate `alerts.edit(x)`, `alerts.remove(x)`,
 * `alerts.again(x)` and `alerts.show(s)`. */

GtkWidget *cw_alert_row_new (const CwAlert *alert) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_row_update (GtkWidget *row, const CwAlert *alert, CwAlertWatch *watch);
GtkWidget *cw_alert_row_new_for_event (const CwAlertEvent *event,
                                       gboolean is_new) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *cw_alert_row_new_for_rest (guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
