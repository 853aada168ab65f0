/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-engine.h"
#include "cw-scene.h"

G_BEGIN_DECLS

/**
 * CwChartPanel:
 *
 * A chart with the buttons that say what of it is shown. The buttons activate the window's actions,
 * which come back here through the setters.
 *
 * Properties: `busy` is %TRUE while bars or a scene are on their way.
 *
 * Signals: `failed (char *message)`: what was to be shown beyond the series cannot be
 */
#define CW_TYPE_CHART_PANEL (cw_chart_panel_get_type ())
G_DECLARE_FINAL_TYPE (CwChartPanel, cw_chart_panel, CW, CHART_PANEL, GtkWidget)

void cw_chart_panel_set_engine (CwChartPanel *self, CwEngine *engine);
void cw_chart_panel_set_series (CwChartPanel *self, CwSeries *series);

void cw_chart_panel_set_range (CwChartPanel *self, CwRange range);
void cw_chart_panel_set_interval (CwChartPanel *self, CwInterval interval);
void cw_chart_panel_set_chart_type (CwChartPanel *self, CwChartType type);
void cw_chart_panel_set_log_scale (CwChartPanel *self, gboolean log_scale);
gboolean cw_chart_panel_toggle_indicator (CwChartPanel *self, const char *text);

gboolean cw_chart_panel_is_busy (CwChartPanel *self);
gboolean cw_chart_panel_is_drawn (CwChartPanel *self);
CwScene *cw_chart_panel_get_scene (CwChartPanel *self);
CwView cw_chart_panel_get_view (CwChartPanel *self);
GtkWidget *cw_chart_panel_get_ranges (CwChartPanel *self);
GtkWidget *cw_chart_panel_get_tools (CwChartPanel *self);
GtkWidget *cw_chart_panel_get_chart (CwChartPanel *self);

G_END_DECLS
