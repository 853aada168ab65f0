/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pyramid.h"
#include "cw-scene.h"

G_BEGIN_DECLS

/** CwSceneLine: one output of one indicator, computed for every bar. */
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
  CwSceneOptions options;
  int decimals; /* that prices are shown with */

  gboolean has_volume; /* whether any bar knows its volume */
  CwPyramid *prices;   /* of low and high */
  CwPyramid *closes;   /* only where closes alone are drawn, else NULL */
  CwPyramid *volumes;  /* only where volume is drawn, else NULL */

  gsize n_lines;
  CwSceneLine lines[CW_SCENE_MAX_INDICATORS * CW_INDICATOR_MAX_OUTPUTS];
  double *values; /* where all lines lie */
};

gsize cw_scene_find_line (const CwScene *scene, gsize indicator);
const CwIndicatorOutput *cw_scene_get_output (const CwScene *scene, gsize line);
gboolean cw_scene_draws_closes (const CwScene *scene);
gboolean cw_scene_clip_view (const CwScene *scene, CwView view, gsize *first, gsize *end);

G_END_DECLS
