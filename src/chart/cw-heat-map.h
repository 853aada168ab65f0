/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-plot.h"

G_BEGIN_DECLS

/** CW_HEAT_MAP_MOST: a map of more symbols than this could not be read. */
#define CW_HEAT_MAP_MOST 30

/** CwHeatMapData: what a map of correlations is made from; copied. */
typedef struct
{
  const char *const *names;
  const double *matrix; /* n × n numbers from −1 to 1, row by row; NaN where there is none */
  gsize n;
} CwHeatMapData;

CwPlot *cw_heat_map_new (const CwHeatMapData *data) G_GNUC_WARN_UNUSED_RESULT;
double cw_heat_map_get (const CwPlot *plot, gssize item);

G_END_DECLS
