/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-compare.h"
#include "cw-events.h"
#include "cw-pyramid.h"
#include "cw-scene.h"

G_BEGIN_DECLS

/** CwSceneLine: one output of one indicator, computed for every place. */
typedef struct
{
  gsize indicator; /* its index in the options */
  gsize output;
  const double *values; /* NaN where there is none */
  CwPyramid *pyramid;   /* of @values */
} CwSceneLine;

struct _CwScene
{
  CwSeries *series;
  CwSeries *places; /* the same, or with sessions to come after it, whose prices nobody knows */
  CwSceneOptions options;
  int decimals; /* that prices are shown with */

  /* What candles and bars are made of: the series' own columns, or averages of them. */
  const double *open, *high, *low, *close;
  double *averages; /* where these lie, or NULL */

  gboolean has_volume; /* whether any bar knows its volume */
  CwPyramid *prices;   /* of low and high */
  CwPyramid *closes;   /* only where closes alone are drawn, else NULL */
  CwPyramid *volumes;  /* only where volume is drawn, else NULL */

  gsize n_lines;
  CwSceneLine lines[CW_SCENE_MAX_INDICATORS * CW_INDICATOR_MAX_OUTPUTS];
  double *values; /* where all lines lie */

  gsize n_others;
  CwOther others[CW_SCENE_MAX_OTHERS];
  gsize n_levels;
  CwLevel levels[CW_SCENE_MAX_LEVELS];
  GArray *events; /* of CwEvent, ascending; NULL where they are not shown */
};

/** CwSight: the bars and the places in sight; each empty where there is none. */
typedef struct
{
  gsize first, end;
  gsize first_place, end_place;
} CwSight;

gsize cw_scene_find_line (const CwScene *scene, gsize indicator);
const CwIndicatorOutput *cw_scene_get_output (const CwScene *scene, gsize line);
gboolean cw_scene_draws_closes (const CwScene *scene);
gboolean cw_scene_counts_percent (const CwScene *scene);
CwSight cw_scene_get_sight (const CwScene *scene, CwView view);
gboolean cw_scene_clip_view (const CwScene *scene, CwView view, gsize *first, gsize *end);

G_END_DECLS
