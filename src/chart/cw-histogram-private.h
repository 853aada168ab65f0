/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-histogram-plot.h"

G_BEGIN_DECLS

/* A histogram: every bin is as wide as the next, and an edge lies at 0. */
typedef struct
{
  CwPlot parent;
  gsize n;      /* returns */
  double first; /* the first bin's lower edge */
  double step;
  guint *counts; /* owned; parent.n_items of them */
  guint most;    /* the highest count */
  double mean, deviation;
  double confidence, value_at_risk, shortfall;
} CwHistogram;

double cw_histogram_get_height (const CwPlot *plot, double width, PangoContext *text);
void cw_histogram_paint (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
void cw_histogram_paint_picked (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
gssize cw_histogram_find (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y);

G_END_DECLS
