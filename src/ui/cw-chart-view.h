/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-frame.h"

G_BEGIN_DECLS

/**
 * CwChartView:
 *
 * Shows a scene. Three layers are kept as render nodes, each made anew only when it must be: what
 * does not move is not drawn again for a pointer that does.
 *
 * Properties: `words`: what keys have led to, for a label beside the chart
 */
#define CW_TYPE_CHART_VIEW (cw_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (CwChartView, cw_chart_view, CW, CHART_VIEW, GtkWidget)

void cw_chart_view_set_scene (CwChartView *self, CwScene *scene, CwView view);
void cw_chart_view_update_scene (CwChartView *self, CwScene *scene, CwView home);
CwScene *cw_chart_view_get_scene (CwChartView *self);
void cw_chart_view_set_view (CwChartView *self, CwView view);
CwView cw_chart_view_get_view (CwChartView *self);
CwView cw_chart_view_get_home (CwChartView *self);
void cw_chart_view_wander (CwChartView *self, CwView view);
void cw_chart_view_go_home (CwChartView *self);
void cw_chart_view_set_cursor (CwChartView *self, gssize bar, double y);
gssize cw_chart_view_get_cursor (CwChartView *self);
gssize cw_chart_view_get_bar_at (CwChartView *self, double x, double y);
double cw_chart_view_get_bars_per_pixel (CwChartView *self);
gsize cw_chart_view_get_n_bars (CwChartView *self);
gsize cw_chart_view_get_n_places (CwChartView *self);
gboolean cw_chart_view_is_drawn (CwChartView *self);

void cw_chart_view_set_measure (CwChartView *self, gssize from, gssize to);
gboolean cw_chart_view_get_measure (CwChartView *self, gssize *from, gssize *to);
const CwFrame *cw_chart_view_get_frame (CwChartView *self);
CwPaneHeights cw_chart_view_get_heights (CwChartView *self);
void cw_chart_view_set_heights (CwChartView *self, const CwPaneHeights *heights);
void cw_chart_view_mark_separator (CwChartView *self, gssize separator);
gssize cw_chart_view_get_separator (CwChartView *self);
void cw_chart_view_set_palette (CwChartView *self, CwPalette palette);
CwPalette cw_chart_view_get_palette (CwChartView *self);

G_END_DECLS
