/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-frame-private.h"

static void
clear_date (gpointer date)
{
  g_clear_object (&((CwDateTick *) date)->label);
}

/**
 * cw_frame_new:
 * @scene: what is drawn
 * @view: which bars of it
 * @width: how wide it becomes, in pixels
 * @height: how high, with its axes
 * @theme: in which colours
 * @text: (nullable): in which font; %NULL for one that is the same everywhere
 *
 * Where the text's base direction is from right to left the axis stands at the left and legends
 * begin at the right; time runs from left to right everywhere.
 *
 * Returns: (transfer full): the frame; it belongs to the calling thread
 */
CwFrame *
cw_frame_new (CwScene *scene,
              CwView view,
              double width,
              double height,
              const CwTheme *theme,
              PangoContext *text)
{
  PangoContext *given = text != NULL ? g_object_ref (text) : cw_text_context_new ();
  g_autoptr (CwTexts) texts = cw_texts_new (given);

  g_object_unref (given);
  return cw_frame_new_with_heights (scene, view, width, height, theme, texts, NULL);
}

/** cw_frame_new_with_heights: as cw_frame_new(), with panes as high as somebody made them, and with
 * the texts that the frame before it had */
CwFrame *
cw_frame_new_with_heights (CwScene *scene,
                           CwView view,
                           double width,
                           double height,
                           const CwTheme *theme,
                           CwTexts *texts,
                           const CwPaneHeights *heights)
{
  CwFrame *frame;

  g_return_val_if_fail (scene != NULL && theme != NULL && texts != NULL, NULL);

  frame = g_new0 (CwFrame, 1);
  frame->scene = cw_scene_ref (scene);
  frame->view = view.last > view.first ? view : (CwView){ view.first, view.first + 1 };
  frame->theme = *theme;
  frame->width = MAX (width, 1);
  frame->height = MAX (height, 1);
  if (heights != NULL)
    frame->heights = *heights;
  frame->mirrored = cw_texts_read_from_right (texts);
  frame->texts = cw_texts_ref (texts);
  cw_texts_begin (texts);
  frame->legend = g_array_new (FALSE, FALSE, sizeof (CwLegendItem));
  g_array_set_clear_func (frame->legend, cw_legend_item_clear);
  frame->dates = g_array_new (FALSE, FALSE, sizeof (CwDateTick));
  g_array_set_clear_func (frame->dates, clear_date);
  frame->date_tag = cw_texts_make_empty (texts, CW_TEXT_LABEL);
  frame->value_tag = cw_texts_make_empty (texts, CW_TEXT_LABEL);
  cw_frame_lay_out (frame);
  return frame;
}

/** cw_frame_free: @frame: (transfer full) (nullable): a frame */
void
cw_frame_free (CwFrame *frame)
{
  if (frame == NULL)
    return;
  for (gsize i = 0; i < frame->n_panes; i++)
    cw_pane_clear (&frame->panes[i]);
  g_clear_object (&frame->last_label);
  for (gsize i = 0; i < G_N_ELEMENTS (frame->level_tags); i++)
    g_clear_object (&frame->level_tags[i]);
  g_object_unref (frame->date_tag);
  g_object_unref (frame->value_tag);
  g_array_unref (frame->legend);
  g_array_unref (frame->dates);
  cw_texts_unref (frame->texts);
  cw_scene_unref (frame->scene);
  g_free (frame);
}

/**
 * cw_frame_get_x_of_bar:
 * @frame: a frame
 * @bar: a bar's number, or a place between two
 *
 * Returns: where its middle lies, in pixels from the frame's left edge
 */
double
cw_frame_get_x_of_bar (const CwFrame *frame, double bar)
{
  g_return_val_if_fail (frame != NULL, 0);
  return frame->plot_left + cw_frame_get_x_in_plot (frame, bar);
}

/** cw_frame_get_x_in_plot: Returns: where a bar's middle lies, from the plot's left edge */
double
cw_frame_get_x_in_plot (const CwFrame *frame, double bar)
{
  return (bar - frame->view.first) / cw_frame_get_bars_per_pixel (frame);
}

/** cw_frame_get_bars_per_pixel: Returns: how many bars one pixel of the plot stands for */
double
cw_frame_get_bars_per_pixel (const CwFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 1);
  return (frame->view.last - frame->view.first) / frame->plot_width;
}

/**
 * cw_frame_get_bar_at:
 * @frame: a frame
 * @x: a place, in pixels
 * @y: a place, in pixels
 *
 * Returns: the bar that is nearest there, or -1 outside of the plot and where there are none;
 *   behind the last bar a session to come, where the scene has such places
 */
gssize
cw_frame_get_bar_at (const CwFrame *frame, double x, double y)
{
  double bar;

  g_return_val_if_fail (frame != NULL, -1);

  x -= frame->plot_left;
  if (!(x >= 0 && x < frame->plot_width) || !(y >= 0 && y < frame->plot_height)
      || frame->first_place == frame->end_place)
    return -1;
  bar = floor (frame->view.first + x * cw_frame_get_bars_per_pixel (frame) + 0.5);
  return (gssize) CLAMP (bar, (double) frame->first_place, (double) frame->end_place - 1);
}

/* All painting counts from the plot's left edge, and the painter's pixels with it. */
static CwPainter
begin_painting (const CwFrame *frame, cairo_t *cr)
{
  cairo_save (cr);
  cairo_translate (cr, frame->plot_left, 0);
  return cw_painter_new (cr);
}

static void
say_that_there_is_nothing (const CwFrame *frame, CwPainter *painter)
{
  /* Translators: in the middle of a chart that has no prices to show */
  g_autoptr (PangoLayout) layout = cw_texts_get (frame->texts, CW_TEXT_LABEL, _ ("No data yet"));
  double width, height;

  cw_text_get_size (layout, &width, &height);
  cw_painter_set_color (painter, &frame->theme.dim_text, 1);
  cw_text_paint (painter, layout, cw_frame_get_left (frame) + (frame->width - width) / 2,
                 (frame->height - height) / 2);
}

/**
 * cw_frame_paint_back:
 * @frame: a frame
 * @cr: where to draw, from 0, 0 to the frame's width and height
 *
 * Paints what lies behind the series: the background, the grid and the axes.
 */
void
cw_frame_paint_back (CwFrame *frame, cairo_t *cr)
{
  CwPainter painter;

  g_return_if_fail (frame != NULL && cr != NULL);

  painter = begin_painting (frame, cr);
  if (frame->theme.background.alpha > 0)
    {
      cw_painter_set_color (&painter, &frame->theme.background, 1);
      cw_painter_add_box (&painter, cw_frame_get_left (frame), 0,
                          cw_frame_get_left (frame) + frame->width, frame->height);
      cw_painter_fill (&painter);
    }
  if (frame->scene->series->n_bars == 0)
    say_that_there_is_nothing (frame, &painter);
  else
    {
      cw_paint_grid (frame, &painter);
      cw_paint_axes (frame, &painter);
    }
  cairo_restore (cr);
}

static void
paint_pane (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  const CwSceneOptions *options = &frame->scene->options;

  switch (pane->kind)
    {
    case CW_PANE_PRICE:
      cw_paint_levels (frame, painter, pane);
      cw_paint_prices (frame, painter, pane);
      for (gsize i = 0; i < options->n_indicators; i++)
        if (options->indicators[i].indicator->kind == CW_INDICATOR_OVERLAY)
          cw_paint_indicator (frame, painter, pane, i);
      cw_paint_others (frame, painter, pane);
      cw_paint_events (frame, painter, pane);
      break;
    case CW_PANE_VOLUME:
      cw_paint_volume (frame, painter, pane);
      break;
    case CW_PANE_INDICATOR:
    default:
      cw_paint_indicator (frame, painter, pane, pane->indicator);
      break;
    }
}

/**
 * cw_frame_paint_series:
 * @frame: a frame
 * @cr: where to draw
 *
 * Paints the prices, the volume, the indicators and the last price's tag. What it costs depends on
 * the pixels, not on the bars.
 */
void
cw_frame_paint_series (CwFrame *frame, cairo_t *cr)
{
  CwPainter painter;

  g_return_if_fail (frame != NULL && cr != NULL);

  if (frame->first_place == frame->end_place)
    return;
  painter = begin_painting (frame, cr);
  cw_paint_last_price_line (frame, &painter);
  for (gsize i = 0; i < frame->n_panes; i++)
    {
      const CwPane *pane = &frame->panes[i];

      cairo_save (cr);
      cw_painter_clip (&painter, 0, pane->top, frame->plot_width, pane->bottom);
      paint_pane (frame, &painter, pane);
      cairo_restore (cr);
    }
  cw_paint_level_tags (frame, &painter);
  cw_paint_last_price_tag (frame, &painter);
  cairo_restore (cr);
}

/**
 * cw_frame_paint_cursor:
 * @frame: a frame
 * @cr: where to draw
 * @bar: the bar that is pointed at, or -1 for none
 * @y: where the pointer is, in pixels, or NaN where a key moved the cursor
 *
 * Paints the legends with the values of @bar, or of the last bar where it is -1, and the crosshair
 * with its tags. It does not touch the series.
 */
void
cw_frame_paint_cursor (CwFrame *frame, cairo_t *cr, gssize bar, double y)
{
  CwPainter painter;
  gsize n_bars;

  g_return_if_fail (frame != NULL && cr != NULL);

  n_bars = frame->scene->series->n_bars;
  if (n_bars == 0)
    return;
  painter = begin_painting (frame, cr);
  if (bar >= 0 && (gsize) bar < frame->scene->places->n_bars)
    cw_paint_crosshair (frame, &painter, (gsize) bar, y);
  else
    bar = (gssize) n_bars - 1;
  cw_paint_legend (frame, &painter, (gsize) bar);
  cairo_restore (cr);
}
