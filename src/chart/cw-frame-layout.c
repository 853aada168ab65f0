/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include <math.h>

#include "cw-format.h"

#define LABEL_PADDING 7.0
#define DATES_PADDING 5.0

/* A tag is as much higher than its text. */
#define TAG_REACH 4.0

/* Axes grow in such steps, so that a digit more does not move every bar. */
#define AXIS_STEP 6.0

/* What a pane weighs against the others when the height is shared out. */
#define PRICE_WEIGHT 3.6
#define VOLUME_WEIGHT 0.7
#define INDICATOR_WEIGHT 1.0

/* No pane is lower than this many lines of text; the last ones are left out before that. */
#define LEAST_LINES 2.4
#define LEAST_PRICE_LINES 4.5

/** cw_frame_get_height_key: Returns: where a pane's height stands in #CwPaneHeights */
gsize
cw_frame_get_height_key (const CwFrame *frame, gsize pane)
{
  const CwPane *of = &frame->panes[pane];

  return of->kind == CW_PANE_PRICE ? 0 : of->kind == CW_PANE_VOLUME ? 1 : 2 + of->indicator;
}

static double
weight_of (const CwFrame *frame, gsize pane)
{
  double own = frame->heights.weights[cw_frame_get_height_key (frame, pane)];

  if (own > 0 && isfinite (own))
    return own;
  return frame->panes[pane].kind == CW_PANE_PRICE    ? PRICE_WEIGHT
         : frame->panes[pane].kind == CW_PANE_VOLUME ? VOLUME_WEIGHT
                                                     : INDICATOR_WEIGHT;
}

static void
list_panes (CwFrame *frame)
{
  const CwScene *scene = frame->scene;
  const CwSceneOptions *options = &scene->options;

  frame->panes[frame->n_panes++].kind = CW_PANE_PRICE;
  if (scene->volumes != NULL)
    frame->panes[frame->n_panes++].kind = CW_PANE_VOLUME;
  for (gsize i = 0; i < options->n_indicators; i++)
    if (options->indicators[i].indicator->kind == CW_INDICATOR_PANE)
      {
        frame->panes[frame->n_panes].kind = CW_PANE_INDICATOR;
        frame->panes[frame->n_panes++].indicator = i;
      }
}

/** cw_frame_get_least_height: Returns: how high a pane must at least be, in pixels */
double
cw_frame_get_least_height (const CwFrame *frame, gsize pane)
{
  double lines = frame->panes[pane].kind == CW_PANE_PRICE ? LEAST_PRICE_LINES : LEAST_LINES;

  return lines * frame->line_height;
}

static double
find_spare_height (const CwFrame *frame)
{
  double spare = frame->plot_height;

  for (gsize i = 0; i < frame->n_panes; i++)
    spare -= cw_frame_get_least_height (frame, i);
  return spare;
}

/* Each pane gets what it needs to be read, and then its share of the rest. */
static void
place_panes (CwFrame *frame)
{
  double weights = 0, y = 0, spare;

  while (frame->n_panes > 1 && find_spare_height (frame) < 0)
    frame->n_panes--;
  for (gsize i = 0; i < frame->n_panes; i++)
    weights += weight_of (frame, i);
  spare = find_spare_height (frame);
  for (gsize i = 0; i < frame->n_panes; i++)
    {
      CwPane *pane = &frame->panes[i];

      pane->top = y;
      y += cw_frame_get_least_height (frame, i) + spare * weight_of (frame, i) / weights;
      pane->bottom = y = i + 1 == frame->n_panes ? frame->plot_height : floor (y);
    }
}

static void
settle_panes (CwFrame *frame)
{
  CwSight sight = cw_scene_get_sight (frame->scene, frame->view);
  double widest = 0;

  for (gsize i = 0; i < frame->n_panes; i++)
    {
      cw_pane_settle (&frame->panes[i], frame->scene, &sight, frame->texts);
      widest = MAX (widest, cw_pane_get_axis_width (&frame->panes[i]));
    }
  if (frame->last_label != NULL)
    {
      double width;

      cw_text_get_size (frame->last_label, &width, NULL);
      widest = MAX (widest, width);
    }
  widest = ceil ((widest + 2 * LABEL_PADDING) / AXIS_STEP) * AXIS_STEP;
  frame->axis_width = MAX (frame->axis_width, MIN (widest, frame->width / 2));
  frame->plot_width = MAX (frame->width - frame->axis_width, 1);
  frame->plot_left = frame->mirrored ? frame->axis_width : 0;
}

static void
fill_legend (CwFrame *frame)
{
  g_array_set_size (frame->legend, 0);
  for (gsize i = 0; i < frame->n_panes; i++)
    cw_legend_fill (frame->legend, frame->scene, &frame->panes[i], i, frame->plot_width,
                    frame->mirrored, &frame->theme, frame->texts);
}

static double
measure_label (const char *label, gpointer data)
{
  CwFrame *frame = data;
  g_autoptr (PangoLayout) layout = cw_texts_get (frame->texts, CW_TEXT_LABEL, label);
  double width;

  cw_text_get_size (layout, &width, NULL);
  return width;
}

static void
find_dates (CwFrame *frame)
{
  CwTimeAxis axis = {
    frame->scene->places, frame->view, 0, frame->plot_width, measure_label, frame
  };
  g_autoptr (GArray) ticks = cw_time_axis_find_ticks (&axis);

  for (guint i = 0; i < ticks->len; i++)
    {
      const CwTimeTick *tick = &g_array_index (ticks, CwTimeTick, i);
      CwDateTick date = { tick->x, tick->width, tick->major,
                          cw_texts_get (frame->texts, CW_TEXT_LABEL, tick->label) };

      g_array_append_val (frame->dates, date);
    }
}

static PangoLayout *
write_price (const CwFrame *frame, CwTextStyle style, double price)
{
  double base = cw_pane_find_base (frame->scene, frame->first, frame->end);
  g_autofree char *text = isnan (base) ? cw_format_number (price, frame->scene->decimals)
                                       : cw_format_percent (100 * (price / base - 1));

  return cw_texts_get (frame->texts, style, text);
}

static void
write_tags (CwFrame *frame)
{
  const CwSeries *series = frame->scene->series;

  if (series->n_bars == 0)
    return;
  frame->last_label = write_price (frame, CW_TEXT_STRONG, series->close[series->n_bars - 1]);
  for (gsize i = 0; i < frame->scene->n_levels; i++)
    frame->level_tags[i] = write_price (frame, CW_TEXT_LABEL, frame->scene->levels[i].price);
}

/* The marks behind a tag are left out. */
static void
clear_marks (CwFrame *frame, double y)
{
  CwPane *pane = &frame->panes[0];

  for (gsize i = 0; i < pane->n_ticks; i++)
    if (fabs (pane->ticks[i].y - y) < frame->line_height + TAG_REACH + 1)
      g_clear_object (&pane->ticks[i].label);
}

/* A tag that would stand outside of the pane is left out. */
static gboolean
place_tag (CwFrame *frame, PangoLayout **label, double price, double *y)
{
  const CwPane *pane = &frame->panes[0];
  double reach = frame->line_height + TAG_REACH;

  *y = cw_scale_get_y (&pane->scale, price);
  if (*y < pane->top || *y > pane->bottom)
    {
      g_clear_object (label);
      return FALSE;
    }
  *y = CLAMP (*y, pane->top + reach / 2, pane->bottom - reach / 2);
  clear_marks (frame, *y);
  return TRUE;
}

/* A level's tag stands where it belongs or, where another one stands, nowhere: its line has a name.
 */
static void
place_levels (CwFrame *frame)
{
  double taken[CW_SCENE_MAX_LEVELS + 1];
  gsize n_taken = 0;

  if (frame->last_label != NULL)
    taken[n_taken++] = frame->last_y;
  for (gsize i = 0; i < frame->scene->n_levels; i++)
    {
      double price = frame->scene->levels[i].price;
      double y = cw_scale_get_y (&frame->panes[0].scale, price);

      for (gsize j = 0; j < n_taken; j++)
        if (fabs (taken[j] - y) < frame->line_height + TAG_REACH)
          g_clear_object (&frame->level_tags[i]);
      if (frame->level_tags[i] != NULL
          && place_tag (frame, &frame->level_tags[i], price, &frame->level_ys[i]))
        taken[n_taken++] = frame->level_ys[i];
    }
}

static void
place_tags (CwFrame *frame)
{
  const CwSeries *series = frame->scene->series;

  if (frame->last_label == NULL)
    return;
  place_tag (frame, &frame->last_label, series->close[series->n_bars - 1], &frame->last_y);
  place_levels (frame);
}

/** cw_frame_get_left: Returns: the frame's left edge, from the plot's */
double
cw_frame_get_left (const CwFrame *frame)
{
  return -frame->plot_left;
}

/** cw_frame_get_axis_x: Returns: where a text of @width stands on the axis, from the plot's edge */
double
cw_frame_get_axis_x (const CwFrame *frame, double width)
{
  return frame->mirrored ? -LABEL_PADDING - width : frame->plot_width + LABEL_PADDING;
}

static void
take_sight (CwFrame *frame)
{
  CwSight sight = cw_scene_get_sight (frame->scene, frame->view);

  frame->first = sight.first;
  frame->end = sight.end;
  frame->first_place = sight.first_place;
  frame->end_place = sight.end_place;
}

/**
 * cw_frame_lay_out:
 * @frame: a frame that knows its scene, its view, its size and its font
 *
 * Settles where everything lies, and makes the texts that do not change with the pointer.
 */
void
cw_frame_lay_out (CwFrame *frame)
{
  g_autoptr (PangoLayout) sample = cw_texts_get (frame->texts, CW_TEXT_LABEL, "0");

  cw_text_get_size (sample, NULL, &frame->line_height);
  frame->plot_height = MAX (frame->height - frame->line_height - 2 * DATES_PADDING, 1);
  take_sight (frame);
  write_tags (frame);
  list_panes (frame);
  place_panes (frame);
  /* How wide the axis is depends on the marks, these on the scale, the scale on the legend's rows,
   * and those on what the axis leaves: the second time all of them know of each other. */
  settle_panes (frame);
  fill_legend (frame);
  settle_panes (frame);
  find_dates (frame);
  place_tags (frame);
}
