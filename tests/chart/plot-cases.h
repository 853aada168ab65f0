/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-plot.h"

G_BEGIN_DECLS

/** PlotKind: what a plot is of. */
typedef enum
{
  PLOT_HISTOGRAM,
  PLOT_DRAWDOWN,
  PLOT_HEAT_MAP,
} PlotKind;

/** PlotCase: a plot that is kept as a reference. */
typedef struct
{
  const char *name;
  PlotKind kind;
  gsize n; /* returns, or symbols */
  double width, scale;
  gboolean dark, contrast, mirrored;
  gssize picked; /* counted from 1; 0 for nothing */
} PlotCase;

extern const PlotCase plot_cases[];
extern const gsize plot_n_cases;

CwPlot *plot_make (PlotKind kind, gsize n);
double *plot_make_returns (gsize n);
double *plot_make_matrix (gsize n);
const char *const *plot_get_names (void);
GBytes *plot_render_case (const PlotCase *of);

G_END_DECLS
