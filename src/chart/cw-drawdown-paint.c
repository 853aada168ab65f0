/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-drawdown-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-day-axis.h"
#include "cw-scale.h"

#define HEIGHT 220.0
#define PADDING 6.0
#define TICK_DISTANCE 34.0
#define DATE_DISTANCE 64.0
#define DEPTH_ROOM 1.12 /* the deepest fall leaves room for what is written below it */
#define FILL_OPACITY 0.22
#define WORST_OPACITY 0.10
#define LINE_WIDTH 1.5
#define DOT 3.5

/* Where things lie. The values stand where lines of text end. */
typedef struct
{
  const CwDrawdownCurve *plot;
  const CwPlotCanvas *canvas;
  PangoContext *numbers; /* owned */
  CwDayAxis days;
  CwScale scale; /* of −depth in percent */
  double axis_width;
} Layout;

static PangoLayout *
make_label (const Layout *layout, double percent, int decimals)
{
  g_autofree char *text = cw_plot_format_share (percent / 100, decimals);

  return cw_text_new (layout->numbers, CW_TEXT_LABEL, text);
}

static Layout
lay_out (const CwDrawdownCurve *self, const CwPlotCanvas *canvas)
{
  gboolean mirrored = cw_plot_is_mirrored (canvas);
  Layout layout = { .plot = self, .canvas = canvas };
  g_autoptr (PangoLayout) widest = NULL;
  double line, width;

  layout.numbers = cw_text_context_for_numbers (canvas->text);
  widest = make_label (&layout, -88, self->deepest < 0.05 ? 1 : 0);
  cw_text_get_size (widest, &width, &line);
  layout.axis_width = width + 2 * PADDING;
  layout.days.first = self->days[0];
  layout.days.last = self->days[self->parent.n_items - 1];
  layout.days.left = mirrored ? layout.axis_width : PADDING;
  layout.days.right =
      MAX (canvas->width - (mirrored ? PADDING : layout.axis_width), layout.days.left + 1);
  layout.scale = cw_scale_new (FALSE, -100 * MAX (self->deepest, 1e-4) * DEPTH_ROOM, 0, PADDING,
                               MAX (canvas->height - line - 2 * PADDING, PADDING + 1));
  return layout;
}

static double
get_y (const Layout *layout, double depth)
{
  return cw_scale_get_y (&layout->scale, -100 * depth);
}

static void
paint_level (const Layout *layout, CwPainter *painter, double percent, int decimals)
{
  gboolean mirrored = cw_plot_is_mirrored (layout->canvas);
  g_autoptr (PangoLayout) label = make_label (layout, percent, decimals);
  double y = cw_scale_get_y (&layout->scale, percent), width, height, top;

  cw_text_get_size (label, &width, &height);
  cw_painter_set_color (painter, &layout->canvas->theme->grid, 1);
  cw_painter_fill_hline (painter, layout->days.left, layout->days.right, y);
  cw_painter_set_color (painter, &layout->canvas->theme->dim_text, 1);
  top = CLAMP (y - height / 2, 0, layout->scale.bottom - height / 2);
  cw_text_paint (painter, label,
                 mirrored ? layout->axis_width - PADDING - width : layout->days.right + PADDING,
                 top);
}

static void
paint_levels (const Layout *layout, CwPainter *painter)
{
  CwScaleTicks ticks;

  cw_scale_find_ticks (&layout->scale, TICK_DISTANCE, &ticks);
  for (gsize i = 0; i < ticks.n; i++)
    paint_level (layout, painter, ticks.values[i], cw_scale_get_decimals (&ticks));
}

static void
paint_dates (const Layout *layout, CwPainter *painter)
{
  g_autoptr (GArray) ticks = cw_day_axis_find_ticks (&layout->days, DATE_DISTANCE);
  double end = -1;

  for (guint i = 0; i < ticks->len; i++)
    {
      const CwDayTick *tick = &g_array_index (ticks, CwDayTick, i);
      g_autoptr (PangoLayout) label =
          cw_text_new (layout->canvas->text, CW_TEXT_LABEL, tick->label);
      double width;

      cw_text_get_size (label, &width, NULL);
      cw_painter_set_color (painter, &layout->canvas->theme->grid, 1);
      cw_painter_fill_vline (painter, tick->x, layout->scale.top, layout->scale.bottom);
      if (tick->x - width / 2 <= end || tick->x - width / 2 < 0
          || tick->x + width / 2 > layout->canvas->width)
        continue;
      cw_painter_set_color (painter, &layout->canvas->theme->dim_text, 1);
      cw_text_paint (painter, label, tick->x - width / 2, layout->scale.bottom + PADDING);
      end = tick->x + width / 2 + PADDING;
    }
}

/* The way down and up again of the deepest fall. */
static void
paint_worst_time (const Layout *layout, CwPainter *painter)
{
  const CwDrawdownCurve *self = layout->plot;
  gint64 end = self->recovery != CW_DRAWDOWN_NEVER ? self->days[self->recovery]
                                                   : self->days[self->parent.n_items - 1];

  if (!(self->deepest > 0))
    return;
  cw_painter_set_color (painter, &layout->canvas->theme->accent, WORST_OPACITY);
  cw_painter_add_box (painter,
                      cw_painter_snap_x (painter,
                                         cw_day_axis_get_x (&layout->days, self->days[self->peak])),
                      layout->scale.top,
                      cw_painter_snap_x (painter, cw_day_axis_get_x (&layout->days, end)),
                      layout->scale.bottom);
  cw_painter_fill (painter);
}

/* Of the days that share a column of pixels the deepest is drawn, so that a picture of sixty years
 * costs no more than its pixels, and no fall is lost in it. */
static void
trace_curve (const Layout *layout, CwPainter *painter)
{
  const CwDrawdownCurve *self = layout->plot;

  for (gssize i = 0; i < self->parent.n_items;)
    {
      double column = floor (cw_day_axis_get_x (&layout->days, self->days[i])), deepest = 0;
      double x = cw_day_axis_get_x (&layout->days, self->days[i]);

      for (; i < self->parent.n_items
             && floor (cw_day_axis_get_x (&layout->days, self->days[i])) <= column;
           i++)
        deepest = MAX (deepest, self->depths[i]);
      cairo_line_to (painter->cr, x, get_y (layout, deepest));
    }
}

static void
paint_curve (const Layout *layout, CwPainter *painter)
{
  cairo_t *cr = painter->cr;

  cairo_move_to (cr, layout->days.left, get_y (layout, 0));
  trace_curve (layout, painter);
  cairo_line_to (cr, layout->days.right, get_y (layout, 0));
  cairo_close_path (cr);
  cw_painter_set_color (painter, &layout->canvas->theme->down, FILL_OPACITY);
  cairo_fill (cr);
  trace_curve (layout, painter);
  cw_painter_set_color (painter, &layout->canvas->theme->down, 1);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cw_painter_set_color (painter, &layout->canvas->theme->axis, 1);
  cw_painter_fill_hline (painter, layout->days.left, layout->days.right, get_y (layout, 0));
}

static void
paint_dot (const Layout *layout, CwPainter *painter, gsize item)
{
  cairo_arc (painter->cr, cw_day_axis_get_x (&layout->days, layout->plot->days[item]),
             get_y (layout, layout->plot->depths[item]), DOT, 0, 2 * G_PI);
  cairo_fill (painter->cr);
}

static void
paint_worst (const Layout *layout, CwPainter *painter)
{
  const CwDrawdownCurve *self = layout->plot;
  g_autofree char *depth = cw_plot_format_share (-self->deepest, 1);
  g_autofree char *day = cw_plot_format_day (self->days[self->trough]);
  /* Translators: how deep a fall was, in percent, and on which day it was deepest */
  g_autofree char *text = g_strdup_printf (_ ("%s on %s"), depth, day);
  g_autoptr (PangoLayout) label = cw_text_new (layout->numbers, CW_TEXT_STRONG, text);
  double x = cw_day_axis_get_x (&layout->days, self->days[self->trough]), width;

  if (!(self->deepest > 0))
    return;
  cw_text_get_size (label, &width, NULL);
  cw_painter_set_color (painter, &layout->canvas->theme->down, 1);
  paint_dot (layout, painter, self->trough);
  cw_painter_set_color (painter, &layout->canvas->theme->text, 1);
  cw_text_paint (painter, label,
                 CLAMP (x - width / 2, layout->days.left,
                        MAX (layout->days.right - width, layout->days.left)),
                 get_y (layout, self->deepest) + DOT);
}

/** cw_drawdown_get_height: as every plot has it */
double
cw_drawdown_get_height (const CwPlot *plot, double width, PangoContext *text)
{
  return HEIGHT;
}

/** cw_drawdown_paint: as every plot has it */
void
cw_drawdown_paint (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter)
{
  Layout layout;

  if (plot->n_items == 0)
    return;
  layout = lay_out ((const CwDrawdownCurve *) plot, canvas);
  paint_worst_time (&layout, painter);
  paint_levels (&layout, painter);
  paint_dates (&layout, painter);
  paint_curve (&layout, painter);
  paint_worst (&layout, painter);
  g_object_unref (layout.numbers);
}

/** cw_drawdown_paint_picked: as every plot has it */
void
cw_drawdown_paint_picked (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter)
{
  Layout layout = lay_out ((const CwDrawdownCurve *) plot, canvas);
  double x = cw_day_axis_get_x (&layout.days, layout.plot->days[canvas->picked]);

  cw_painter_set_color (painter, &canvas->theme->text, 1);
  cw_painter_stroke_dashes (painter, x, layout.scale.top, x, layout.scale.bottom);
  paint_dot (&layout, painter, (gsize) canvas->picked);
  g_object_unref (layout.numbers);
}

/** cw_drawdown_find_item: as every plot has it: the day that is nearest */
gssize
cw_drawdown_find_item (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y)
{
  const CwDrawdownCurve *self = (const CwDrawdownCurve *) plot;
  Layout layout = lay_out (self, canvas);
  gint64 day = cw_day_axis_get_day (&layout.days, x);
  gssize low = 0, high = plot->n_items - 1;

  g_object_unref (layout.numbers);
  while (low < high)
    {
      gssize middle = (low + high) / 2;

      if (self->days[middle] < day)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0 && day - self->days[low - 1] < self->days[low] - day)
    low--;
  return low;
}
