/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-activity-colors.h"
#include "cw-time-window.h"

G_BEGIN_DECLS

/* How lanes look. What has ended goes onto a cairo_t once; what changes with every frame is a few
 * rectangles. */

double cw_activity_paint_get_pitch (guint n_lanes);
gint64 cw_activity_paint_get_start (const CwSpan *span);

void cw_activity_paint_tracks (GtkSnapshot *snapshot,
                               guint n_lanes,
                               const CwTimeWindow *window,
                               const CwActivityColors *colors,
                               int width);
void cw_activity_paint_ended (cairo_t *cr,
                              const GArray *spans,
                              guint n_lanes,
                              const CwTimeWindow *window,
                              const CwActivityColors *colors,
                              int width,
                              PangoContext *context);
void cw_activity_paint_running (GtkSnapshot *snapshot,
                                const GArray *spans,
                                guint n_lanes,
                                const CwTimeWindow *window,
                                const CwActivityColors *colors,
                                int width);
void cw_activity_paint_outline (GtkSnapshot *snapshot,
                                const CwSpan *span,
                                guint n_lanes,
                                const CwTimeWindow *window,
                                const CwActivityColors *colors,
                                int width);

G_END_DECLS
