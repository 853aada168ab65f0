/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-image.h"

G_BEGIN_DECLS

/** ChartPace: how far apart made-up bars are. */
typedef enum
{
  CHART_DAILY,
  CHART_WEEKLY,
  CHART_MINUTES,
} ChartPace;

/** ChartWalk: how made-up prices go. */
typedef struct
{
  gsize n_bars;
  double price;      /* of the first bar */
  double volatility; /* the largest move of a bar, as a share of the price */
  ChartPace pace;
  gboolean no_volume;
  int decimals;
  gboolean gaps;    /* days without a session, and prices that jump over night */
  gboolean events;  /* dividends and a split */
  guint32 seed;     /* 0 for the usual one */
  const char *name; /* the company's, NULL for the usual one */
} ChartWalk;

/** ChartCase: a picture that is kept as a reference. */
typedef struct
{
  const char *name;
  ChartWalk walk;
  CwChartType type;
  gboolean log_scale, no_volume_pane, dark, percent, markers, contrast, mirrored;
  CwPalette palette;
  gsize n_others;   /* how many symbols are compared */
  double levels[3]; /* two targets and an average cost, 0 for none */
  const CwPaneHeights *heights;
  gssize measure_to; /* from the cursor to this bar, counted from 1; 0 for nothing measured */
  const char *indicators[6];
  double width, height, scale; /* 0 for 600 x 400 at 1 */
  gsize last_bars;             /* how many bars are in sight, 0 for all */
  gssize cursor_bar;           /* pointed at, counted from 1; 0 for none: then it is a whole page */
} ChartCase;

extern const ChartCase chart_cases[];
extern const gsize chart_n_cases;

CwSeries *chart_make_series (const ChartWalk *walk);
CwScene *chart_make_scene (const ChartCase *of);
CwView chart_make_view (const ChartCase *of, const CwScene *scene);
GBytes *chart_render_case (const ChartCase *of);
GBytes *chart_render_case_as (const ChartCase *of, CwImageFormat format);
char *chart_dup_reference_path (const char *directory, const ChartCase *of);

G_END_DECLS
