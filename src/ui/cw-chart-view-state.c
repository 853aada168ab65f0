/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-view.h"

#include <math.h>

#include "cw-chart-view-private.h"

/**
 * cw_chart_view_set_scene:
 * @self: a chart view
 * @scene: (nullable): what to show
 * @view: which of its bars
 */
void
cw_chart_view_set_scene (CwChartView *self, CwScene *scene, CwView view)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));

  if (scene != NULL)
    cw_scene_ref (scene);
  g_clear_pointer (&self->scene, cw_scene_unref);
  self->scene = scene;
  self->view = self->home = view;
  if (self->cursor_bar >= (gssize) cw_chart_view_get_n_places (self))
    self->cursor_bar = -1;
  self->measure_from = self->measure_to = -1;
  cw_chart_view_forget_frame (self);
  if (scene != NULL)
    cw_chart_view_name (self);
  cw_chart_view_describe (self);
  cw_chart_view_scene_changed (self);
}

/* How many bars earlier a bar stands in one series than in another, by its time. */
static double
find_shift (const CwSeries *old, const CwSeries *new, double bar)
{
  gsize at = (gsize) CLAMP (bar, 0, (double) old->n_bars - 1);

  return (double) cw_series_find (new, old->time[at]) - (double) at;
}

static gboolean
is_same_view (CwView a, CwView b)
{
  return fabs (a.first - b.first) < 1e-6 && fabs (a.last - b.last) < 1e-6;
}

/**
 * cw_chart_view_update_scene:
 * @self: a chart view
 * @scene: newer bars of the same symbol, or the same bars shown in another way
 * @home: which of its bars one sees who has not looked around
 *
 * Shows the scene without moving what somebody looks at: who has zoomed or panned sees the same
 * days as before, and the cursor stays on its day.
 */
void
cw_chart_view_update_scene (CwChartView *self, CwScene *scene, CwView home)
{
  const CwSeries *old, *new = cw_scene_get_series (scene);
  gboolean wandered;
  CwView view;
  gssize cursor;
  double shift;

  g_return_if_fail (CW_IS_CHART_VIEW (self) && scene != NULL);

  old = self->scene != NULL ? cw_scene_get_series (self->scene) : NULL;
  wandered = old != NULL && old->n_bars > 0 && new->n_bars > 0 && old->interval == new->interval
             && !is_same_view (self->view, self->home);
  shift = wandered ? find_shift (old, new, self->view.last) : 0;
  view = (CwView){ self->view.first + shift, self->view.last + shift };
  cursor = self->cursor_bar;
  if (cursor >= 0 && old != NULL && old->interval == new->interval)
    cursor += (gssize) find_shift (old, new, (double) cursor);
  self->cursor_bar = cursor;
  cw_chart_view_set_scene (self, scene, home);
  if (wandered)
    cw_chart_view_wander (self, cw_view_pan (view, cw_scene_get_n_places (scene), 0));
}

/** cw_chart_view_get_scene: Returns: (transfer none) (nullable): what is shown */
CwScene *
cw_chart_view_get_scene (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), NULL);
  return self->scene;
}

static void
change_view (CwChartView *self, CwView view)
{
  self->view = view;
  cw_chart_view_forget_frame (self);
}

/** cw_chart_view_set_view: shows other bars of the same scene, to which going home leads back */
void
cw_chart_view_set_view (CwChartView *self, CwView view)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));
  self->home = view;
  change_view (self, view);
  cw_chart_view_describe (self);
}

/** cw_chart_view_get_view: Returns: which bars are in sight */
CwView
cw_chart_view_get_view (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), (CwView){ 0 });
  return self->view;
}

/** cw_chart_view_get_home: Returns: which bars one sees who has not looked around */
CwView
cw_chart_view_get_home (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), (CwView){ 0 });
  return self->home;
}

/** cw_chart_view_wander: shows other bars for as long as somebody looks around */
void
cw_chart_view_wander (CwChartView *self, CwView view)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));
  change_view (self, view);
}

/** cw_chart_view_go_home: leads back to the view that was set */
void
cw_chart_view_go_home (CwChartView *self)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));
  change_view (self, self->home);
}

/**
 * cw_chart_view_set_cursor:
 * @self: a chart view
 * @bar: the bar whose values are told, or -1 for none
 * @y: where the pointer is, or NaN if it is keys that move the cursor
 */
void
cw_chart_view_set_cursor (CwChartView *self, gssize bar, double y)
{
  gboolean same_bar;

  g_return_if_fail (CW_IS_CHART_VIEW (self));

  same_bar = self->cursor_bar == bar && isnan (self->cursor_y) == isnan (y);
  self->cursor_bar = bar;
  self->cursor_y = y;
  cw_chart_view_forget_layer (self, CW_CHART_LAYER_CURSOR);
  /* Who moves a pointer looks at the chart; who presses keys may listen. */
  if (!same_bar && isnan (y))
    cw_chart_view_describe (self);
  else if (!isnan (y) && self->measure_from < 0)
    cw_chart_view_tell (self, "");
}

/** cw_chart_view_get_cursor: Returns: the bar whose values are told, or -1 */
gssize
cw_chart_view_get_cursor (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), -1);
  return self->cursor_bar;
}

/** cw_chart_view_get_bar_at: Returns: the bar under a point of the widget, or -1 */
gssize
cw_chart_view_get_bar_at (CwChartView *self, double x, double y)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), -1);
  return self->frame != NULL ? cw_frame_get_bar_at (self->frame, x, y) : -1;
}

/** cw_chart_view_get_bars_per_pixel: Returns: how far a pixel reaches, 0 before it was drawn */
double
cw_chart_view_get_bars_per_pixel (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), 0);
  return self->frame != NULL ? cw_frame_get_bars_per_pixel (self->frame) : 0;
}

/** cw_chart_view_get_n_bars: Returns: how many bars the scene has */
gsize
cw_chart_view_get_n_bars (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), 0);
  return self->scene != NULL ? cw_scene_get_series (self->scene)->n_bars : 0;
}

/** cw_chart_view_get_n_places: Returns: how many bars and sessions to come there is room for */
gsize
cw_chart_view_get_n_places (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), 0);
  return self->scene != NULL ? cw_scene_get_n_places (self->scene) : 0;
}

/** cw_chart_view_is_drawn: Returns: whether what is to be shown has been drawn */
gboolean
cw_chart_view_is_drawn (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), FALSE);
  return self->scene != NULL && self->nodes[CW_CHART_LAYER_SERIES] != NULL;
}

/**
 * cw_chart_view_set_measure:
 * @self: a chart view
 * @from: the bar at which measuring begins, or -1 to measure nothing
 * @to: the bar that it has come to
 *
 * Shows how far it is from one close to another.
 */
void
cw_chart_view_set_measure (CwChartView *self, gssize from, gssize to)
{
  gssize n = (gssize) cw_chart_view_get_n_bars (self);
  gboolean measures = from >= 0 && to >= 0 && from < n && to < n;

  g_return_if_fail (CW_IS_CHART_VIEW (self));

  self->measure_from = measures ? from : -1;
  self->measure_to = measures ? to : -1;
  cw_chart_view_forget_layer (self, CW_CHART_LAYER_CURSOR);
  cw_chart_view_describe (self);
}

/** cw_chart_view_get_measure: Returns: whether something is measured, from @from (out) to @to (out)
 */
gboolean
cw_chart_view_get_measure (CwChartView *self, gssize *from, gssize *to)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), FALSE);
  *from = self->measure_from;
  *to = self->measure_to;
  return self->measure_from >= 0;
}

/** cw_chart_view_get_frame: Returns: (transfer none) (nullable): where things lie, once drawn */
const CwFrame *
cw_chart_view_get_frame (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), NULL);
  return self->frame;
}

/** cw_chart_view_get_heights: Returns: how high somebody made the panes */
CwPaneHeights
cw_chart_view_get_heights (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), (CwPaneHeights){ { 0 } });
  return self->heights;
}

/** cw_chart_view_set_heights: makes panes so high */
void
cw_chart_view_set_heights (CwChartView *self, const CwPaneHeights *heights)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self) && heights != NULL);
  self->heights = *heights;
  cw_chart_view_forget_frame (self);
}

/** cw_chart_view_set_palette: in which colours prices rise and fall */
void
cw_chart_view_set_palette (CwChartView *self, CwPalette palette)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self) && palette < CW_N_PALETTES);
  self->palette = palette;
  cw_chart_view_follow_style (self);
}

/** cw_chart_view_get_palette: Returns: in which colours prices rise and fall */
CwPalette
cw_chart_view_get_palette (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), CW_PALETTE_GREEN_RED);
  return self->palette;
}

/** cw_chart_view_mark_separator: shows which pane's end keys move; -1 for none */
void
cw_chart_view_mark_separator (CwChartView *self, gssize separator)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));
  if (self->separator == separator)
    return;
  self->separator = separator;
  cw_chart_view_forget_layer (self, CW_CHART_LAYER_CURSOR);
}

/** cw_chart_view_get_separator: Returns: which pane's end keys move, or -1 */
gssize
cw_chart_view_get_separator (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), -1);
  return self->separator;
}
