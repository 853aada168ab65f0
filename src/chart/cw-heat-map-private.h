/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-heat-map.h"

G_BEGIN_DECLS

/* How symbols move with each other; an item is a cell, row by row. */
typedef struct
{
  CwPlot parent;
  gsize n;
  char **names;   /* owned */
  double *matrix; /* owned */
} CwHeatMap;

double cw_heat_map_get_height (const CwPlot *plot, double width, PangoContext *text);
void cw_heat_map_paint (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
void cw_heat_map_paint_picked (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
gssize cw_heat_map_find (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y);

G_END_DECLS
