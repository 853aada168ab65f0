/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scene-private.h"

#include <math.h>

/* From the first that is at least partly in sight to the one after the last. */
static gboolean
clip (gsize n, CwView view, gsize *first, gsize *end)
{
  double from = floor (view.first - 0.5) + 1, to = ceil (view.last + 0.5) - 1;

  *first = *end = 0;
  if (!(to >= 0) || !(from < (double) n))
    return FALSE;
  *first = (gsize) MAX (from, 0);
  *end = (gsize) MIN (to + 1, (double) n);
  return *first < *end;
}

/**
 * cw_scene_clip_view:
 * @scene: a scene
 * @view: what is in sight
 * @first: (out): the first bar that is at least partly in sight
 * @end: (out): the one after the last
 *
 * Returns: whether there is any
 */
gboolean
cw_scene_clip_view (const CwScene *scene, CwView view, gsize *first, gsize *end)
{
  return clip (scene->series->n_bars, view, first, end);
}

/** cw_scene_get_sight: Returns: the bars in sight, and the places, which go on into what comes */
CwSight
cw_scene_get_sight (const CwScene *scene, CwView view)
{
  CwSight sight;

  clip (scene->series->n_bars, view, &sight.first, &sight.end);
  clip (scene->places->n_bars, view, &sight.first_place, &sight.end_place);
  return sight;
}

/**
 * cw_scene_get_n_places:
 * @scene: a scene
 *
 * Returns: how many places there are on the time axis: one for each bar, and where something stands
 *   ahead of the last of them, as Ichimoku's cloud does, one for each session to come that it needs
 */
gsize
cw_scene_get_n_places (const CwScene *scene)
{
  g_return_val_if_fail (scene != NULL, 0);
  return scene->places->n_bars;
}

/**
 * cw_scene_extend_view:
 * @scene: a scene
 * @view: which of its bars are in sight
 *
 * Returns: the same view, or where it reaches the last bar one that shows what stands ahead of it
 *   too, as long as that is not more than what there was to see
 */
CwView
cw_scene_extend_view (const CwScene *scene, CwView view)
{
  double ahead, last;

  g_return_val_if_fail (scene != NULL, view);

  last = (double) scene->series->n_bars - 0.5;
  ahead = (double) (scene->places->n_bars - scene->series->n_bars);
  if (ahead > 0 && view.last >= last)
    view.last = MAX (view.last, last + MIN (ahead, view.last - view.first));
  return view;
}

/** cw_scene_get_view: Returns: the view on the bars of @range, and on what stands ahead of them */
CwView
cw_scene_get_view (const CwScene *scene, CwRange range)
{
  g_return_val_if_fail (scene != NULL, (CwView){ 0 });
  return cw_scene_extend_view (scene, cw_view_for_range (scene->series, range));
}
