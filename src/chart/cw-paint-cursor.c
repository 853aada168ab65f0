/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include <math.h>

#include "cw-format.h"

#define TAG_PADDING_X 5.0
#define TAG_PADDING_Y 2.0
#define TAG_RADIUS 3.0
#define DATES_PADDING 5.0
#define CROSSHAIR_OPACITY 0.7
#define EVENTS_OPACITY 0.85

static void
add_rounded_box (const CwPainter *painter, double x, double y, double width, double height)
{
  double radius = MIN (TAG_RADIUS, MIN (width, height) / 2);
  double right = x + width, bottom = y + height;
  cairo_t *cr = painter->cr;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, bottom - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/* How bright a colour looks, by the weights of sRGB's primaries. */
static double
luminance (const CwColor *color)
{
  return 0.2126 * color->red * color->red + 0.7152 * color->green * color->green
         + 0.0722 * color->blue * color->blue;
}

/**
 * cw_paint_label:
 * @painter: a painter
 * @label: a text
 * @x: its left edge
 * @y: its upper edge
 * @color: of the box behind it; the text is black or white, whichever is read better
 * @opacity: of the box
 *
 * Paints a text in a box of its own.
 */
void
cw_paint_label (CwPainter *painter,
                PangoLayout *label,
                double x,
                double y,
                const CwColor *color,
                double opacity)
{
  static const CwColor black = { 0.08, 0.08, 0.08, 1 }, white = { 1, 1, 1, 1 };
  double width, height, left, top;

  cw_text_get_size (label, &width, &height);
  left = cw_painter_snap_x (painter, x - TAG_PADDING_X);
  top = cw_painter_snap_y (painter, y - TAG_PADDING_Y);
  add_rounded_box (painter, left, top, ceil (width + 2 * TAG_PADDING_X),
                   ceil (height + 2 * TAG_PADDING_Y));
  cw_painter_set_color (painter, color, opacity);
  cairo_fill (painter->cr);
  cw_painter_set_color (painter, luminance (color) > 0.32 ? &black : &white, 1);
  cw_text_paint (painter, label, x, y);
}

/**
 * cw_paint_tag:
 * @frame: a frame
 * @painter: a painter
 * @label: the tag's text
 * @y: the middle of the tag
 * @color: of the tag; its text is black or white, whichever is read better
 *
 * Paints a value as a tag on the axis.
 */
void
cw_paint_tag (
    const CwFrame *frame, CwPainter *painter, PangoLayout *label, double y, const CwColor *color)
{
  double width, height;

  cw_text_get_size (label, &width, &height);
  cw_paint_label (painter, label, cw_frame_get_axis_x (frame, width), y - height / 2, color, 1);
}

static const CwColor *
choose_change_color (const CwFrame *frame, gsize bar)
{
  const double *close = frame->scene->series->close;

  if (bar >= frame->scene->series->n_bars)
    return &frame->theme.text;
  if (bar > 0 && close[bar] > close[bar - 1])
    return &frame->theme.up;
  if (bar > 0 && close[bar] < close[bar - 1])
    return &frame->theme.down;
  return &frame->theme.text;
}

static void
set_color_behind (const CwFrame *frame, CwPainter *painter, double opacity)
{
  CwColor behind = frame->theme.background;

  /* In a window the style paints it, and the theme only says what it looks like. */
  behind.alpha = 1;
  cw_painter_set_color (painter, &behind, opacity);
}

static void
paint_value (const CwFrame *frame, CwPainter *painter, const CwLegendItem *item, gsize bar)
{
  const CwColor *color =
      item->source == CW_LEGEND_CHANGE ? choose_change_color (frame, bar) : &frame->theme.text;
  double x = item->value_x, width, height;

  cw_text_get_size (item->value, &width, &height);
  if (item->mirrored)
    x -= width;
  if (item->source == CW_LEGEND_EVENTS && width > 0)
    {
      set_color_behind (frame, painter, EVENTS_OPACITY);
      add_rounded_box (painter, x - TAG_PADDING_X, item->y, width + 2 * TAG_PADDING_X, height);
      cairo_fill (painter->cr);
    }
  cw_painter_set_color (painter, color, 1);
  cw_text_paint (painter, item->value, x, item->y);
}

/** cw_paint_legend: Paints each pane's names with the values of @bar. */
void
cw_paint_legend (const CwFrame *frame, CwPainter *painter, gsize bar)
{
  for (guint i = 0; i < frame->legend->len; i++)
    {
      const CwLegendItem *item = &g_array_index (frame->legend, CwLegendItem, i);
      g_autofree char *value =
          cw_legend_format (item, frame->scene, &frame->panes[item->pane], bar);

      cw_painter_set_color (painter, &item->color, 1);
      cw_text_paint (painter, item->name, item->x, item->y);
      cw_text_set (item->value, value);
      paint_value (frame, painter, item, bar);
    }
}

static const CwPane *
find_pane (const CwFrame *frame, double y)
{
  for (gsize i = 0; i < frame->n_panes; i++)
    if (y >= frame->panes[i].top && y < frame->panes[i].bottom)
      return &frame->panes[i];
  return NULL;
}

/* Half a mark beside a tag reads as something else, so the tag hides all of it. */
static void
hide_marks (const CwFrame *frame, CwPainter *painter, const CwPane *pane, double y, double reach)
{
  set_color_behind (frame, painter, 1);
  for (gsize i = 0; i < pane->n_ticks; i++)
    {
      const CwValueTick *tick = &pane->ticks[i];
      double x = cw_frame_get_axis_x (frame, tick->width);

      if (tick->label != NULL && fabs (tick->y - y) < reach + tick->height / 2)
        cw_painter_add_box (painter, x, tick->y - tick->height / 2, x + tick->width,
                            tick->y + tick->height / 2);
    }
  cw_painter_fill (painter);
}

static void
hide_dates (const CwFrame *frame, CwPainter *painter, double left, double right)
{
  double top = frame->plot_height + DATES_PADDING;

  set_color_behind (frame, painter, 1);
  for (guint i = 0; i < frame->dates->len; i++)
    {
      const CwDateTick *date = &g_array_index (frame->dates, CwDateTick, i);

      if (date->x - date->width / 2 < right && date->x + date->width / 2 > left)
        cw_painter_add_box (painter, date->x - date->width / 2, top, date->x + date->width / 2,
                            top + frame->line_height);
    }
  cw_painter_fill (painter);
}

static void
paint_value_tag (const CwFrame *frame, CwPainter *painter, double y)
{
  const CwPane *pane = find_pane (frame, y);
  g_autofree char *value = NULL;
  double height;

  if (pane == NULL)
    return;
  cw_painter_set_color (painter, &frame->theme.dim_text, CROSSHAIR_OPACITY);
  cw_painter_stroke_dashes (painter, 0, y, frame->plot_width, y);
  value = cw_pane_format_place (pane, cw_scale_get_value (&pane->scale, y));
  cw_text_set (frame->value_tag, value);
  cw_text_get_size (frame->value_tag, NULL, &height);
  y = CLAMP (y, height / 2 + TAG_PADDING_Y, frame->height - height / 2 - TAG_PADDING_Y);
  hide_marks (frame, painter, pane, y, height / 2 + TAG_PADDING_Y);
  cw_paint_tag (frame, painter, frame->value_tag, y, &frame->theme.text);
}

static void
paint_date_tag (const CwFrame *frame, CwPainter *painter, gsize bar, double x)
{
  g_autofree char *date = cw_format_bar_date (frame->scene->places, bar);
  double width, least = cw_frame_get_left (frame) + TAG_PADDING_X, most;

  cw_text_set (frame->date_tag, date);
  cw_text_get_size (frame->date_tag, &width, NULL);
  most = MAX (cw_frame_get_left (frame) + frame->width - width - TAG_PADDING_X, least);
  x = CLAMP (x - width / 2, least, most);
  hide_dates (frame, painter, x - TAG_PADDING_X, x + width + TAG_PADDING_X);
  cw_paint_label (painter, frame->date_tag, x, frame->plot_height + DATES_PADDING,
                  &frame->theme.text, 1);
}

/** cw_paint_crosshair: Paints the lines through a bar and a place, and what they mean as tags. */
void
cw_paint_crosshair (const CwFrame *frame, CwPainter *painter, gsize bar, double y)
{
  double x = cw_frame_get_x_in_plot (frame, (double) bar);

  if (x >= 0 && x <= frame->plot_width)
    {
      cw_painter_set_color (painter, &frame->theme.dim_text, CROSSHAIR_OPACITY);
      for (gsize i = 0; i < frame->n_panes; i++)
        cw_painter_stroke_dashes (painter, x, frame->panes[i].top + frame->panes[i].legend_height,
                                  x, frame->panes[i].bottom);
      paint_date_tag (frame, painter, bar, x);
    }
  if (isfinite (y))
    paint_value_tag (frame, painter, y);
}
