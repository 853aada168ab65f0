/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-plot-view.h"

G_BEGIN_DECLS

/**
 * CwPlotCard:
 *
 * A card with a plot, its title, and below it what somebody points at or else what it shows.
 */
#define CW_TYPE_PLOT_CARD (cw_plot_card_get_type ())
G_DECLARE_FINAL_TYPE (CwPlotCard, cw_plot_card, CW, PLOT_CARD, GtkWidget)

GtkWidget *cw_plot_card_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_plot_card_show (CwPlotCard *self, CwPlot *plot, const char *caption);
CwPlotView *cw_plot_card_get_view (CwPlotCard *self);

G_END_DECLS
