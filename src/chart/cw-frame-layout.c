/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include <math.h>

#include "cw-format.h"

#define LABEL_PADDING 7.0
#define DATES_PADDING 5.0

/* Axes grow in such steps, so that a digit more does not move every bar. */
#define AXIS_STEP 6.0

/* What a pane weighs against the others when the height is shared out. */
#define PRICE_WEIGHT 4.0
#define VOLUME_WEIGHT 0.7
#define INDICATOR_WEIGHT 1.0

/* No pane is lower than this many lines of text; the last ones are left out before that. */
#define LEAST_LINES 2.4
#define LEAST_PRICE_LINES 4.5

static double
weight_of (const CwPane *pane)
{
  return pane->kind == CW_PANE_PRICE    ? PRICE_WEIGHT
         : pane->kind == CW_PANE_VOLUME ? VOLUME_WEIGHT
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

static gboolean
panes_fit (const CwFrame *frame)
{
  double least = LEAST_LINES * frame->line_height;
  double least_price = LEAST_PRICE_LINES * frame->line_height;

  return frame->plot_height >= least_price + (double) (frame->n_panes - 1) * least;
}

static void
place_panes (CwFrame *frame)
{
  double weights = 0, y = 0, least = LEAST_LINES * frame->line_height, spare = frame->plot_height;

  while (frame->n_panes > 1 && !panes_fit (frame))
    frame->n_panes--;
  for (gsize i = 0; i < frame->n_panes; i++)
    weights += weight_of (&frame->panes[i]);
  /* Each pane gets what it needs to be read, and then its share of the rest. */
  spare -= (double) frame->n_panes * least;
  for (gsize i = 0; i < frame->n_panes; i++)
    {
      CwPane *pane = &frame->panes[i];

      pane->top = y;
      y += frame->n_panes == 1 ? frame->plot_height : least + spare * weight_of (pane) / weights;
      pane->bottom = y = i + 1 == frame->n_panes ? frame->plot_height : floor (y);
    }
}

static void
settle_panes (CwFrame *frame)
{
  double widest = 0;

  for (gsize i = 0; i < frame->n_panes; i++)
    {
      cw_pane_settle (&frame->panes[i], frame->scene, frame->first, frame->end, frame->text);
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
}

static void
fill_legend (CwFrame *frame)
{
  g_array_set_size (frame->legend, 0);
  for (gsize i = 0; i < frame->n_panes; i++)
    cw_legend_fill (frame->legend, frame->scene, &frame->panes[i], i, frame->plot_width,
                    &frame->theme, frame->text);
}

static double
measure_label (const char *label, gpointer data)
{
  CwFrame *frame = data;
  g_autoptr (PangoLayout) layout = cw_text_new (frame->text, CW_TEXT_LABEL, label);
  double width;

  cw_text_get_size (layout, &width, NULL);
  return width;
}

static void
find_dates (CwFrame *frame)
{
  CwTimeAxis axis = {
    frame->scene->series, frame->view, 0, frame->plot_width, measure_label, frame
  };
  g_autoptr (GArray) ticks = cw_time_axis_find_ticks (&axis);

  for (guint i = 0; i < ticks->len; i++)
    {
      const CwTimeTick *tick = &g_array_index (ticks, CwTimeTick, i);
      CwDateTick date = { tick->x, tick->width, tick->major,
                          cw_text_new (frame->text, CW_TEXT_LABEL, tick->label) };

      g_array_append_val (frame->dates, date);
    }
}

static void
write_last_price (CwFrame *frame)
{
  const CwSeries *series = frame->scene->series;
  g_autofree char *price = NULL;

  if (series->n_bars == 0)
    return;
  price = cw_format_number (series->close[series->n_bars - 1], frame->scene->decimals);
  frame->last_label = cw_text_new (frame->text, CW_TEXT_STRONG, price);
}

/* A tag that would stand outside of the pane is left out, and so are the marks behind it. */
static void
place_last_price (CwFrame *frame)
{
  const CwSeries *series = frame->scene->series;
  CwPane *pane = &frame->panes[0];
  double reach = frame->line_height + 4; /* the tag is as much higher than its text */

  if (frame->last_label == NULL)
    return;
  frame->last_y = cw_scale_get_y (&pane->scale, series->close[series->n_bars - 1]);
  if (frame->last_y < pane->top || frame->last_y > pane->bottom)
    {
      g_clear_object (&frame->last_label);
      return;
    }
  frame->last_y = CLAMP (frame->last_y, pane->top + reach / 2, pane->bottom - reach / 2);
  for (gsize i = 0; i < pane->n_ticks; i++)
    if (fabs (pane->ticks[i].y - frame->last_y) < reach + 1)
      g_clear_object (&pane->ticks[i].label);
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
  g_autoptr (PangoLayout) sample = cw_text_new (frame->text, CW_TEXT_LABEL, "0");

  cw_text_get_size (sample, NULL, &frame->line_height);
  frame->plot_height = MAX (frame->height - frame->line_height - 2 * DATES_PADDING, 1);
  cw_scene_clip_view (frame->scene, frame->view, &frame->first, &frame->end);
  write_last_price (frame);
  list_panes (frame);
  place_panes (frame);
  /* How wide the axis is depends on the marks, these on the scale, the scale on the legend's rows,
   * and those on what the axis leaves: the second time all of them know of each other. */
  settle_panes (frame);
  fill_legend (frame);
  settle_panes (frame);
  find_dates (frame);
  place_last_price (frame);
}
