/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-columns.h"

#include <math.h>

/* A column and its gap are at least this many hairlines. */
#define LEAST_PITCH 2.0

/* The share of its place that a body fills, and how wide it becomes at most, in hairlines. */
#define BODY_SHARE 0.72
#define WIDEST_BODY 31.0

static double
body_width (double pitch, double hairline)
{
  double width = MIN (floor (pitch * BODY_SHARE), floor (pitch - hairline));

  width = CLAMP (width, hairline, WIDEST_BODY * hairline);
  /* As many pixels left of the wick as right of it. */
  return hairline + 2 * floor ((width - hairline) / 2);
}

/* What stands alone needs no middle, so it may be an even number of pixels wide. */
static double
bar_width (double pitch, double hairline)
{
  double width = MIN (floor (pitch * BODY_SHARE + 0.5), floor (pitch - hairline));

  return CLAMP (width, hairline, WIDEST_BODY * hairline);
}

static gsize
choose_size (double least)
{
  gsize granule = cw_pyramid_get_granule (least);

  return ((gsize) least + granule - 1) / granule * granule;
}

/**
 * cw_columns_new:
 * @frame: a frame with bars in sight
 * @painter: a painter
 *
 * Returns: how its bars become columns on the painter's pixels
 */
CwColumns
cw_columns_new (const CwFrame *frame, const CwPainter *painter)
{
  CwColumns columns = { .frame = frame, .painter = painter };
  double hairline = floor (cw_painter_get_hairline (painter) * painter->scale_x + 0.5);
  double per_bar = painter->scale_x / cw_frame_get_bars_per_pixel (frame);
  double least = LEAST_PITCH * hairline, pitch, body;

  columns.size = choose_size (per_bar >= least ? 1 : ceil (least / per_bar));
  columns.first = frame->first / columns.size;
  columns.n = (frame->end + columns.size - 1) / columns.size - columns.first;
  pitch = per_bar * (double) columns.size;
  body = body_width (pitch, hairline);
  columns.narrow = body < hairline * 2;
  columns.hairline = hairline / painter->scale_x;
  columns.body = body / painter->scale_x;
  columns.bar = bar_width (pitch, hairline) / painter->scale_x;
  return columns;
}

/**
 * cw_columns_get:
 * @columns: columns
 * @i: from 0 to their number
 *
 * Returns: the column's bars and its place
 */
CwColumn
cw_columns_get (const CwColumns *columns, gsize i)
{
  CwColumn column;
  double middle;

  column.first = (columns->first + i) * columns->size;
  column.end = MIN (column.first + columns->size, columns->frame->scene->series->n_bars);
  middle = (double) column.first + ((double) columns->size - 1) / 2;
  column.wick_left =
      cw_painter_snap_x (columns->painter,
                         cw_frame_get_x_in_plot (columns->frame, middle) - columns->hairline / 2);
  column.wick_right = column.wick_left + columns->hairline;
  column.left = column.wick_left - (columns->body - columns->hairline) / 2;
  column.right = column.left + columns->body;
  column.bar_left = cw_painter_snap_x (columns->painter,
                                       column.wick_left - (columns->bar - columns->hairline) / 2);
  column.bar_right = column.bar_left + columns->bar;
  return column;
}
