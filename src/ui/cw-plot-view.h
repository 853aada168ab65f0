/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-plot.h"

G_BEGIN_DECLS

/**
 * CwPlotView:
 *
 * Shows a #CwPlot, which is painted once and then kept. What is pointed at, or walked to by keys,
 * is marked and told.
 *
 * Signals:
 * - `picked (const char *text)`: what somebody points at says this; %NULL for nothing
 */
#define CW_TYPE_PLOT_VIEW (cw_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (CwPlotView, cw_plot_view, CW, PLOT_VIEW, GtkWidget)

void cw_plot_view_set_plot (CwPlotView *self, CwPlot *plot);
CwPlot *cw_plot_view_get_plot (CwPlotView *self);
void cw_plot_view_set_palette (CwPlotView *self, CwPalette palette);

G_END_DECLS
