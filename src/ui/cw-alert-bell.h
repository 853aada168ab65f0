/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwAlertBell:
 *
 * A button for a header bar that shows the alerts, with a dot while something has fired that nobody
 * has looked at. In a #CwWindow it learns that by itself.
 */
#define CW_TYPE_ALERT_BELL (cw_alert_bell_get_type ())
G_DECLARE_FINAL_TYPE (CwAlertBell, cw_alert_bell, CW, ALERT_BELL, GtkWidget)

void cw_alert_bell_set_unseen (CwAlertBell *self, guint n_unseen);
void cw_alert_bell_set_modest (CwAlertBell *self, gboolean modest);

G_END_DECLS
