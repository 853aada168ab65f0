/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-paint-line.h"

#include <math.h>

#include "cw-line-columns.h"

/* Cairo looks for overlaps within a path; the time that takes grows faster than the path. */
#define PIECE 24

/* So many pixels between the lowest and the highest value of a pixel's column, on average. */
#define ROUGH 2.5

/* What happens within so many pixels of a column the line's own width hides. */
#define HIDDEN 1.25

/* A line on its way: on a raster it is stroked piece by piece. */
typedef struct
{
  const CwPainter *painter;
  gboolean over_gaps;
  guint n; /* points in the path */
  double x, y;
} Stroke;

static void
stroke_to (Stroke *stroke, double x, double y)
{
  cairo_t *cr = stroke->painter->cr;

  cairo_line_to (cr, x, y);
  stroke->x = x;
  stroke->y = y;
  if (++stroke->n < PIECE || stroke->painter->vector)
    return;
  cairo_stroke (cr);
  cairo_move_to (cr, x, y);
  stroke->n = 1;
}

static void
stroke_break (Stroke *stroke)
{
  if (!stroke->over_gaps)
    cairo_new_sub_path (stroke->painter->cr);
}

/* Neighbouring columns touch, so that the line has no gaps where it is steep. */
static void
join_columns (CwLineColumn *columns, gsize n, gboolean over_gaps)
{
  double top = NAN, bottom = NAN;

  for (gsize i = 0; i < n; i++)
    {
      double own_top = columns[i].top, own_bottom = columns[i].bottom;

      if (over_gaps && isnan (own_top))
        continue;
      /* Nothing is compared with a gap: NaN is neither above nor below. */
      if (top > own_bottom)
        columns[i].bottom = top;
      if (bottom < own_top)
        columns[i].top = bottom;
      top = own_top;
      bottom = own_bottom;
    }
}

static void
fill_columns (
    const CwPainter *painter, CwLineColumn *columns, gsize n, double width, gboolean over_gaps)
{
  double pixel = 1 / painter->scale_x;

  join_columns (columns, n, over_gaps);
  for (gsize i = 0; i < n; i++)
    if (!isnan (columns[i].top))
      cw_painter_add_box (painter, columns[i].x, columns[i].top - width / 2, columns[i].x + pixel,
                          columns[i].bottom + width / 2);
}

/* Whether so much happens within the pixels that a line through them would be a tangle. */
static gboolean
is_rough (const CwLineColumn *columns, gsize n)
{
  double sum = 0;
  gsize counted = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (columns[i].top))
      {
        sum += columns[i].bottom - columns[i].top;
        counted++;
      }
  return sum > ROUGH * (double) counted;
}

static void
stroke_columns (const CwPainter *painter, const CwLineColumn *columns, gsize n, gboolean over_gaps)
{
  Stroke stroke = { painter, over_gaps, 0, 0, 0 };
  double half = 0.5 / painter->scale_x;

  for (gsize i = 0; i < n; i++)
    {
      double x = columns[i].x + half, top = columns[i].top, bottom = columns[i].bottom;

      if (isnan (top))
        stroke_break (&stroke);
      else if (bottom - top < HIDDEN / painter->scale_x)
        stroke_to (&stroke, x, (top + bottom) / 2);
      else
        {
          /* From the end that is nearer, so that the line does not go there and back. */
          gboolean down = fabs (stroke.y - top) < fabs (stroke.y - bottom);

          stroke_to (&stroke, x, down ? top : bottom);
          stroke_to (&stroke, x, down ? bottom : top);
        }
    }
  cairo_stroke (painter->cr);
}

static void
stroke_bars (const CwFrame *frame,
             const CwPainter *painter,
             const CwPane *pane,
             const double *values,
             const CwPyramid *pyramid,
             gboolean over_gaps)
{
  Stroke stroke = { painter, over_gaps, 0, 0, 0 };
  gsize first, end;

  cw_line_find_bars (frame, pyramid, &first, &end);
  for (gsize i = first; i < end; i++)
    {
      double y = cw_scale_get_y (&pane->scale, values[i]);

      if (isnan (y))
        stroke_break (&stroke);
      else
        stroke_to (&stroke, cw_frame_get_x_in_plot (frame, (double) i), y);
    }
  cairo_stroke (painter->cr);
}

/* A line of one point has no length; a dot says that it is there. */
static gboolean
paint_single_point (const CwFrame *frame,
                    const CwPainter *painter,
                    const CwPane *pane,
                    const double *values)
{
  double y;

  if (frame->scene->places->n_bars != 1)
    return FALSE;
  y = cw_scale_get_y (&pane->scale, values[0]);
  if (isnan (y))
    return TRUE;
  cairo_arc (painter->cr, cw_frame_get_x_in_plot (frame, 0), y, 2.5, 0, 2 * G_PI);
  cairo_fill (painter->cr);
  return TRUE;
}

static void
paint_line (const CwFrame *frame,
            CwPainter *painter,
            const CwPane *pane,
            const double *values,
            const CwPyramid *pyramid,
            double width,
            gboolean over_gaps)
{
  g_autofree CwLineColumn *columns = NULL;
  gsize n;

  if (paint_single_point (frame, painter, pane, values))
    return;
  cairo_new_path (painter->cr);
  cairo_set_line_width (painter->cr, width);
  cairo_set_line_join (painter->cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap (painter->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_antialias (painter->cr, CAIRO_ANTIALIAS_FAST);
  if (!cw_line_is_dense (frame, painter))
    stroke_bars (frame, painter, pane, values, pyramid, over_gaps);
  else
    {
      columns = cw_line_make_columns (frame, painter, pane, pyramid, &n);
      if (painter->vector || !is_rough (columns, n))
        stroke_columns (painter, columns, n, over_gaps);
      else
        fill_columns (painter, columns, n, width, over_gaps);
    }
  cairo_set_antialias (painter->cr, CAIRO_ANTIALIAS_DEFAULT);
}

/**
 * cw_paint_line:
 * @frame: a frame
 * @painter: a painter that has its colour
 * @pane: where
 * @values: (array): what, a value for each bar
 * @pyramid: of @values
 * @width: how thick, in pixels
 *
 * Draws a line through the bars; where several share a pixel, a column from the lowest to the
 * highest of them, which is what such a line covers. Where values are missing the line is broken.
 */
void
cw_paint_line (const CwFrame *frame,
               CwPainter *painter,
               const CwPane *pane,
               const double *values,
               const CwPyramid *pyramid,
               double width)
{
  paint_line (frame, painter, pane, values, pyramid, width, FALSE);
}

/**
 * cw_paint_line_over_gaps:
 *
 * As cw_paint_line(), but goes on behind a gap: two exchanges have different holidays, and a line
 * that is broken at each of them is hard to read.
 */
void
cw_paint_line_over_gaps (const CwFrame *frame,
                         CwPainter *painter,
                         const CwPane *pane,
                         const double *values,
                         const CwPyramid *pyramid,
                         double width)
{
  paint_line (frame, painter, pane, values, pyramid, width, TRUE);
}
