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
