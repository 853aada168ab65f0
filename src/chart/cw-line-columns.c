/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-line-columns.h"

#include <math.h>

/** cw_line_is_dense: Returns: whether several bars share a pixel */
gboolean
cw_line_is_dense (const CwFrame *frame, const CwPainter *painter)
{
  return cw_frame_get_bars_per_pixel (frame) > painter->scale_x;
}

/** cw_line_find_bars: Finds the places that a line in sight connects: one more at either side. */
void
cw_line_find_bars (const CwFrame *frame, const CwPyramid *pyramid, gsize *first, gsize *end)
{
  gsize n = cw_pyramid_get_n (pyramid);

  *first = MIN (frame->first_place > 0 ? frame->first_place - 1 : 0, n);
  *end = MIN (frame->end_place + 1, n);
}

typedef struct
{
  double first, per_pixel; /* the bar at the pixel 0, and how many each of them stands for */
  double granule, n;
} Cutting;

static Cutting
make_cutting (const CwFrame *frame, const CwPainter *painter, const CwPyramid *pyramid)
{
  double per_pixel = cw_frame_get_bars_per_pixel (frame) / painter->scale_x;

  return (Cutting){ frame->view.first - painter->shift_x * per_pixel, per_pixel,
                    (double) cw_pyramid_get_granule (per_pixel),
                    (double) cw_pyramid_get_n (pyramid) };
}

/* The first bar that belongs to a pixel's column or a later one. */
static gsize
cut (const Cutting *cutting, double pixel)
{
  double bar = ceil ((cutting->first + pixel * cutting->per_pixel) / cutting->granule);

  return (gsize) CLAMP (bar * cutting->granule, 0, cutting->n);
}

/**
 * cw_line_make_columns:
 * @frame: a frame in which bars lie densely
 * @painter: a painter, whose pixels count
 * @pane: where
 * @pyramid: of the line's values
 * @n: (out): how many columns there are
 *
 * Returns: (transfer full) (array length=n): what of the values falls into each pixel's column
 */
CwLineColumn *
cw_line_make_columns (const CwFrame *frame,
                      const CwPainter *painter,
                      const CwPane *pane,
                      const CwPyramid *pyramid,
                      gsize *n)
{
  Cutting cutting = make_cutting (frame, painter, pyramid);
  double left = floor (painter->shift_x + 0.5);
  double right = ceil (frame->plot_width * painter->scale_x + painter->shift_x);
  gsize next = cut (&cutting, left);
  CwLineColumn *columns;

  *n = (gsize) MAX (right - left, 0);
  columns = g_new (CwLineColumn, *n);
  for (gsize i = 0; i < *n; i++)
    {
      double pixel = left + (double) i, min, max;
      gsize first = next;

      next = cut (&cutting, pixel + 1);
      columns[i].x = (pixel - painter->shift_x) / painter->scale_x;
      cw_pyramid_query (pyramid, first, next, &min, &max);
      columns[i].top = cw_scale_get_y (&pane->scale, max);
      columns[i].bottom = cw_scale_get_y (&pane->scale, min);
    }
  return columns;
}

/**
 * cw_line_make_outline:
 * @frame: a frame
 * @painter: a painter
 * @pane: where
 * @values: (array): a value for each bar
 * @pyramid: of @values
 * @n: (out): how many points there are
 *
 * Returns: (transfer full) (array length=n): a point for each bar in sight; where bars lie densely,
 *   the middle of each pixel's column
 */
CwLineColumn *
cw_line_make_outline (const CwFrame *frame,
                      const CwPainter *painter,
                      const CwPane *pane,
                      const double *values,
                      const CwPyramid *pyramid,
                      gsize *n)
{
  CwLineColumn *points;
  gsize first, end;

  if (cw_line_is_dense (frame, painter))
    {
      points = cw_line_make_columns (frame, painter, pane, pyramid, n);
      for (gsize i = 0; i < *n; i++)
        {
          points[i].x += 0.5 / painter->scale_x;
          points[i].top = (points[i].top + points[i].bottom) / 2;
        }
      return points;
    }
  cw_line_find_bars (frame, pyramid, &first, &end);
  *n = end - first;
  points = g_new (CwLineColumn, *n);
  for (gsize i = first; i < end; i++)
    points[i - first] = (CwLineColumn){ cw_frame_get_x_in_plot (frame, (double) i),
                                        cw_scale_get_y (&pane->scale, values[i]), NAN };
  return points;
}
