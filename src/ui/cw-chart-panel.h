/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-engine.h"
#include "cw-frame.h"
#include "cw-scene.h"

G_BEGIN_DECLS

/**
 * CwChartPanel:
 *
 * A chart with the buttons that say what of it is shown. The buttons activate the window's actions,
 * which come back here through the setters.
 *
 * Properties: `busy` is %TRUE while bars or a scene are on their way; `percent`, `markers` and
 * `table` say how the chart is shown.
 *
 * Signals: `failed (char *message)`: something to say: what was to be shown cannot be, or is done
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
void cw_chart_panel_set_palette (CwChartPanel *self, CwPalette palette);
void cw_chart_panel_set_levels (CwChartPanel *self, const CwLevel *levels, gsize n_levels);
void cw_chart_panel_compare (CwChartPanel *self, const char *symbol);
void cw_chart_panel_say (CwChartPanel *self, const char *message);

gboolean cw_chart_panel_is_busy (CwChartPanel *self);
gboolean cw_chart_panel_is_drawn (CwChartPanel *self);
CwScene *cw_chart_panel_get_scene (CwChartPanel *self);
CwView cw_chart_panel_get_view (CwChartPanel *self);
GtkWidget *cw_chart_panel_get_ranges (CwChartPanel *self);
GtkWidget *cw_chart_panel_get_tools (CwChartPanel *self);
GtkWidget *cw_chart_panel_get_chart (CwChartPanel *self);
CwEngine *cw_chart_panel_get_engine (CwChartPanel *self);
CwPalette cw_chart_panel_get_palette (CwChartPanel *self);
CwPaneHeights cw_chart_panel_get_heights (CwChartPanel *self);
void cw_chart_panel_set_heights (CwChartPanel *self, const CwPaneHeights *heights);
const CwSceneOptions *cw_chart_panel_get_options (CwChartPanel *self);
void cw_chart_panel_offer_indicators (CwChartPanel *self, const char *const *favourites);

G_END_DECLS
