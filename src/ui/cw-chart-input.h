/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-view.h"

G_BEGIN_DECLS

/** CW_CHART_ZOOM_STEP: what one step of the wheel, or one press of + or −, zooms by. */
#define CW_CHART_ZOOM_STEP 1.2

void cw_chart_input_attach (CwChartView *chart);
void cw_chart_input_zoom (CwChartView *chart, double factor);

/* The parts of it: keys, the pointer, the ends of the panes, and gliding on after a swipe. */
void cw_chart_keys_attach (CwChartView *chart);
void cw_chart_pointer_attach (CwChartView *chart);

gboolean cw_chart_panes_move (CwChartView *chart, gssize separator, double y);
gboolean cw_chart_panes_key_pressed (CwChartView *chart, guint key);

void cw_chart_glide_start (CwChartView *chart, double velocity);
void cw_chart_glide_stop (CwChartView *chart);

G_END_DECLS
