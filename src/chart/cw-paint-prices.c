/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame-private.h"

#include "cw-columns.h"
#include "cw-paint-line.h"

#define PRICE_LINE_WIDTH 1.75
#define AREA_OPACITY_TOP 0.28
#define AREA_OPACITY_BOTTOM 0.02
#define NARROW_WICK_OPACITY 0.5
#define LAST_PRICE_OPACITY 0.55

/* A candle on whole pixels: y runs down, so top is the higher price. */
typedef struct
{
  CwColumn column;
  double high, top, bottom, low;
  double open, close; /* the upper edges of hairlines at these prices */
  gboolean up;
} Candle;

static void
find_extremes (const CwScene *scene, const CwColumn *column, double *low, double *high)
{
  if (column->end - column->first == 1)
    {
      *low = scene->low[column->first];
      *high = scene->high[column->first];
    }
  else
    cw_pyramid_query (scene->prices, column->first, column->end, low, high);
}

static double
line_top (const CwColumns *columns, const CwPane *pane, double price)
{
  return cw_painter_snap_y (columns->painter,
                            cw_scale_get_y (&pane->scale, price) - columns->hairline / 2);
}

static Candle
make_candle (const CwColumns *columns, const CwPane *pane, gsize i)
{
  const CwScene *scene = columns->frame->scene;
  Candle candle = { .column = cw_columns_get (columns, i) };
  double open = scene->open[candle.column.first];
  double close = scene->close[candle.column.end - 1];
  double low, high;

  find_extremes (scene, &candle.column, &low, &high);
  candle.up = close >= open;
  candle.open = line_top (columns, pane, open);
  candle.close = line_top (columns, pane, close);
  candle.high = line_top (columns, pane, high);
  candle.low = line_top (columns, pane, low) + columns->hairline;
  candle.top = MIN (candle.open, candle.close);
  candle.bottom = MAX (candle.open, candle.close) + columns->hairline;
  return candle;
}

static Candle *
make_candles (const CwColumns *columns, const CwPane *pane)
{
  Candle *candles = g_new (Candle, columns->n);

  for (gsize i = 0; i < columns->n; i++)
    candles[i] = make_candle (columns, pane, i);
  return candles;
}

static void
add_wicks (const CwPainter *painter, const Candle *candle)
{
  const CwColumn *column = &candle->column;

  if (candle->high < candle->top)
    cw_painter_add_box (painter, column->wick_left, candle->high, column->wick_right, candle->top);
  if (candle->bottom < candle->low)
    cw_painter_add_box (painter, column->wick_left, candle->bottom, column->wick_right,
                        candle->low);
}

static void
add_outline (const CwPainter *painter, const Candle *candle, double line)
{
  double left = candle->column.left, right = candle->column.right;

  cw_painter_add_box (painter, left, candle->top, right, candle->top + line);
  cw_painter_add_box (painter, left, candle->bottom - line, right, candle->bottom);
  cw_painter_add_box (painter, left, candle->top + line, left + line, candle->bottom - line);
  cw_painter_add_box (painter, right - line, candle->top + line, right, candle->bottom - line);
}

/* Rising candles are hollow and falling ones filled, so that they differ without colour. */
static void
add_body (const CwPainter *painter, const CwColumns *columns, const Candle *candle)
{
  double line = columns->hairline;

  if (candle->up && columns->body > 2.5 * line && candle->bottom - candle->top > 2.5 * line)
    add_outline (painter, candle, line);
  else
    cw_painter_add_box (painter, candle->column.left, candle->top, candle->column.right,
                        candle->bottom);
}

static void
paint_candles (const CwColumns *columns, CwPainter *painter, const Candle *candles, gboolean up)
{
  const CwColor *color = up ? &columns->frame->theme.up : &columns->frame->theme.down;

  /* Where a body is no wider than its wick, the wick steps back, so that the body is still seen. */
  cw_painter_set_color (painter, color, columns->narrow ? NARROW_WICK_OPACITY : 1);
  for (gsize i = 0; i < columns->n; i++)
    if (candles[i].up == up)
      add_wicks (painter, &candles[i]);
  cw_painter_fill (painter);
  cw_painter_set_color (painter, color, 1);
  for (gsize i = 0; i < columns->n; i++)
    if (candles[i].up == up)
      add_body (painter, columns, &candles[i]);
  cw_painter_fill (painter);
}

static void
paint_bars (const CwColumns *columns, CwPainter *painter, const Candle *candles, gboolean up)
{
  double line = columns->hairline;

  cw_painter_set_color (painter, up ? &columns->frame->theme.up : &columns->frame->theme.down, 1);
  for (gsize i = 0; i < columns->n; i++)
    {
      const Candle *candle = &candles[i];
      const CwColumn *column = &candle->column;

      if (candle->up != up)
        continue;
      cw_painter_add_box (painter, column->wick_left, candle->high, column->wick_right,
                          candle->low);
      if (columns->narrow)
        continue;
      cw_painter_add_box (painter, column->left, candle->open, column->wick_left,
                          candle->open + line);
      cw_painter_add_box (painter, column->wick_right, candle->close, column->right,
                          candle->close + line);
    }
  cw_painter_fill (painter);
}

static void
paint_area (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  const CwColor *color = &frame->theme.accent;
  cairo_pattern_t *fade = cairo_pattern_create_linear (0, pane->scale.top, 0, pane->bottom);

  cairo_pattern_add_color_stop_rgba (fade, 0, color->red, color->green, color->blue,
                                     AREA_OPACITY_TOP * color->alpha);
  cairo_pattern_add_color_stop_rgba (fade, 1, color->red, color->green, color->blue,
                                     AREA_OPACITY_BOTTOM * color->alpha);
  cairo_set_source (painter->cr, fade);
  cairo_pattern_destroy (fade);
  cw_paint_under_line (frame, painter, pane, frame->scene->series->close, frame->scene->closes);
}

/** cw_paint_prices: Paints the prices in the way that the scene's options name. */
void
cw_paint_prices (const CwFrame *frame, CwPainter *painter, const CwPane *pane)
{
  const CwScene *scene = frame->scene;
  CwColumns columns = cw_columns_new (frame, painter);
  g_autofree Candle *candles = NULL;

  if (cw_scene_draws_closes (scene))
    {
      if (scene->options.type == CW_CHART_AREA)
        paint_area (frame, painter, pane);
      cw_painter_set_color (painter, &frame->theme.accent, 1);
      cw_paint_line (frame, painter, pane, scene->series->close, scene->closes, PRICE_LINE_WIDTH);
      return;
    }
  candles = make_candles (&columns, pane);
  for (int up = FALSE; up <= TRUE; up++)
    if (scene->options.type == CW_CHART_BARS)
      paint_bars (&columns, painter, candles, up);
    else
      paint_candles (&columns, painter, candles, up);
}

static const CwColor *
choose_last_color (const CwFrame *frame)
{
  const CwSeries *series = frame->scene->series;
  gsize n = series->n_bars;

  if (cw_scene_draws_closes (frame->scene))
    return &frame->theme.accent;
  if (n > 1)
    return series->close[n - 1] >= series->close[n - 2] ? &frame->theme.up : &frame->theme.down;
  return series->close[0] >= series->open[0] ? &frame->theme.up : &frame->theme.down;
}

/** cw_paint_last_price_line: Paints a line from the last price to its tag, under the prices. */
void
cw_paint_last_price_line (const CwFrame *frame, CwPainter *painter)
{
  const CwSeries *series = frame->scene->series;
  double y;

  if (frame->last_label == NULL)
    return;
  y = cw_scale_get_y (&frame->panes[0].scale, series->close[series->n_bars - 1]);
  cw_painter_set_color (painter, choose_last_color (frame), LAST_PRICE_OPACITY);
  cw_painter_stroke_dashes (painter, 0, y, frame->plot_width, y);
}

/** cw_paint_last_price_tag: Paints the last price as a tag on the axis. */
void
cw_paint_last_price_tag (const CwFrame *frame, CwPainter *painter)
{
  if (frame->last_label != NULL)
    cw_paint_tag (frame, painter, frame->last_label, frame->last_y, choose_last_color (frame));
}
