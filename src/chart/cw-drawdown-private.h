/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-drawdown-plot.h"

G_BEGIN_DECLS

/* How far below its highest value before something stood, day by day. */
typedef struct
{
  CwPlot parent;
  gint64 *days;   /* owned; parent.n_items of them, in days since 1970 */
  double *depths; /* owned; 0 at a peak, 0.2 is 20 % below it */
  double deepest;
  gsize peak, trough, recovery;
} CwDrawdownCurve;

double cw_drawdown_get_height (const CwPlot *plot, double width, PangoContext *text);
void cw_drawdown_paint (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
void cw_drawdown_paint_picked (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
gssize cw_drawdown_find_item (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y);

G_END_DECLS
