/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-paint-line.h"

#include <math.h>

#include "cw-line-columns.h"

/**
 * cw_paint_under_line:
 * @frame: a frame
 * @painter: a painter that has its source
 * @pane: where
 * @values: (array): a value for each bar, none missing
 * @pyramid: of @values
 *
 * Fills what lies between the line and the pane's lower end.
 */
void
cw_paint_under_line (const CwFrame *frame,
                     CwPainter *painter,
                     const CwPane *pane,
                     const double *values,
                     const CwPyramid *pyramid)
{
  gsize n;
  g_autofree CwLineColumn *points =
      cw_line_make_outline (frame, painter, pane, values, pyramid, &n);
  double first = NAN, last = NAN;

  cairo_new_path (painter->cr);
  for (gsize i = 0; i < n; i++)
    {
      if (isnan (points[i].top))
        continue;
      cairo_line_to (painter->cr, points[i].x, points[i].top);
      first = isnan (first) ? points[i].x : first;
      last = points[i].x;
    }
  if (last > first)
    {
      cairo_line_to (painter->cr, last, pane->bottom);
      cairo_line_to (painter->cr, first, pane->bottom);
      cairo_fill (painter->cr);
    }
  cairo_new_path (painter->cr);
}

static void
fill_run (const CwPainter *painter,
          const CwLineColumn *upper,
          const CwLineColumn *lower,
          gsize from,
          gsize to)
{
  if (to - from < 2)
    return;
  for (gsize i = from; i < to; i++)
    cairo_line_to (painter->cr, upper[i].x, upper[i].top);
  for (gsize i = to; i > from; i--)
    cairo_line_to (painter->cr, lower[i - 1].x, lower[i - 1].top);
  cairo_close_path (painter->cr);
  cairo_fill (painter->cr);
}

/**
 * cw_paint_between_lines:
 * @frame: a frame
 * @painter: a painter that has its colour
 * @pane: where
 * @upper: a line
 * @lower: another one
 *
 * Fills what lies between two lines, where both have values.
 */
void
cw_paint_between_lines (const CwFrame *frame,
                        CwPainter *painter,
                        const CwPane *pane,
                        const CwSceneLine *upper,
                        const CwSceneLine *lower)
{
  gsize n, from = 0;
  g_autofree CwLineColumn *above =
      cw_line_make_outline (frame, painter, pane, upper->values, upper->pyramid, &n);
  g_autofree CwLineColumn *below =
      cw_line_make_outline (frame, painter, pane, lower->values, lower->pyramid, &n);

  cairo_new_path (painter->cr);
  for (gsize i = 0; i < n; i++)
    if (isnan (above[i].top) || isnan (below[i].top))
      {
        fill_run (painter, above, below, from, i);
        from = i + 1;
      }
  if (from < n)
    fill_run (painter, above, below, from, n);
}

/* A field between two lines that cross at its ends. */
typedef struct
{
  const CwLineColumn *first, *second;
  gsize n;
} Cloud;

static gboolean
is_missing (const Cloud *cloud, gsize i)
{
  return isnan (cloud->first[i].top) || isnan (cloud->second[i].top);
}

static gboolean
rises (const Cloud *cloud, gsize i)
{
  return cloud->first[i].top <= cloud->second[i].top;
}

/* Where the lines cross between a point and the next, as seen from the point. */
static void
find_crossing (const Cloud *cloud, gsize i, double *x, double *y)
{
  double gap = cloud->second[i].top - cloud->first[i].top;
  double next_gap = cloud->second[i + 1].top - cloud->first[i + 1].top;
  double share = gap / (gap - next_gap);

  *x = cloud->first[i].x + share * (cloud->first[i + 1].x - cloud->first[i].x);
  *y = cloud->first[i].top + share * (cloud->first[i + 1].top - cloud->first[i].top);
}

/* From the crossing before @from to the one behind @to, or as far as there are values. */
static void
add_piece (const Cloud *cloud, cairo_t *cr, gsize from, gsize to)
{
  double x, y;

  if (from > 0 && !is_missing (cloud, from - 1))
    {
      find_crossing (cloud, from - 1, &x, &y);
      cairo_line_to (cr, x, y);
    }
  for (gsize i = from; i <= to; i++)
    cairo_line_to (cr, cloud->first[i].x, cloud->first[i].top);
  if (to + 1 < cloud->n && !is_missing (cloud, to + 1))
    {
      find_crossing (cloud, to, &x, &y);
      cairo_line_to (cr, x, y);
    }
  for (gsize i = to + 1; i > from; i--)
    cairo_line_to (cr, cloud->second[i - 1].x, cloud->second[i - 1].top);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/**
 * cw_paint_cloud:
 * @frame: a frame
 * @painter: a painter
 * @pane: where
 * @first: a line
 * @second: another one
 * @opacity: of the fill
 *
 * Fills what lies between two lines: in the colour of rising prices where the first is above the
 * second, in that of falling ones where it is below.
 */
void
cw_paint_cloud (const CwFrame *frame,
                CwPainter *painter,
                const CwPane *pane,
                const CwSceneLine *first,
                const CwSceneLine *second,
                double opacity)
{
  Cloud cloud;
  g_autofree CwLineColumn *above =
      cw_line_make_outline (frame, painter, pane, first->values, first->pyramid, &cloud.n);
  g_autofree CwLineColumn *below =
      cw_line_make_outline (frame, painter, pane, second->values, second->pyramid, &cloud.n);

  cloud.first = above;
  cloud.second = below;
  cairo_new_path (painter->cr);
  for (gsize i = 0; i < cloud.n;)
    {
      gsize from = i;

      if (is_missing (&cloud, i++))
        continue;
      while (i < cloud.n && !is_missing (&cloud, i) && rises (&cloud, i) == rises (&cloud, from))
        i++;
      cw_painter_set_color (painter, rises (&cloud, from) ? &frame->theme.up : &frame->theme.down,
                            opacity);
      add_piece (&cloud, painter->cr, from, i - 1);
    }
}
