/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-time-window.h"

G_BEGIN_DECLS

/** CwActivityAxis: the times below lanes. */
#define CW_TYPE_ACTIVITY_AXIS (cw_activity_axis_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityAxis, cw_activity_axis, CW, ACTIVITY_AXIS, GtkWidget)

void cw_activity_axis_set_window (CwActivityAxis *self, const CwTimeWindow *window);

G_END_DECLS
