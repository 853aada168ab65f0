/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-activity.h"
#include "cw-time-window.h"

G_BEGIN_DECLS

/**
 * CwActivityLanes:
 *
 * What runs in one place, drawn over time: a lane for each thing that runs at once, a bar for each
 * request or job, coloured by phase. What has ended is drawn once and then only moved.
 *
 * Signals: `picked` with a span's number as a `guint64`, when the pointer or the keyboard is at
 * another one, and 0 when at none.
 */
#define CW_TYPE_ACTIVITY_LANES (cw_activity_lanes_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityLanes, cw_activity_lanes, CW, ACTIVITY_LANES, GtkWidget)

GtkWidget *cw_activity_lanes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_activity_lanes_set_spans (CwActivityLanes *self, const GPtrArray *spans, guint n_lanes);
void cw_activity_lanes_set_window (CwActivityLanes *self, const CwTimeWindow *window);
void cw_activity_lanes_describe (CwActivityLanes *self, const char *title, const char *text);

G_END_DECLS
