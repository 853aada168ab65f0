/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-painter.h"

#include <math.h>

static gboolean
is_vector (cairo_surface_t *target)
{
  cairo_surface_type_t type = cairo_surface_get_type (target);

  return type == CAIRO_SURFACE_TYPE_SVG || type == CAIRO_SURFACE_TYPE_PDF
         || type == CAIRO_SURFACE_TYPE_PS;
}

/**
 * cw_painter_new:
 * @cr: where to draw; neither rotated nor sheared
 *
 * Returns: a painter for @cr as it is transformed now
 */
CwPainter
cw_painter_new (cairo_t *cr)
{
  CwPainter painter = { cr, FALSE, 1, 1, 0, 0 };
  cairo_surface_t *target = cairo_get_group_target (cr);
  double device_x, device_y;
  cairo_matrix_t matrix;

  /* A vector file has no pixels yet; it is aligned to those that it will have at its own size. */
  painter.vector = is_vector (target);
  if (painter.vector)
    return painter;
  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (target, &device_x, &device_y);
  painter.scale_x = fabs (matrix.xx) * device_x;
  painter.scale_y = fabs (matrix.yy) * device_y;
  painter.shift_x = matrix.x0 * device_x;
  painter.shift_y = matrix.y0 * device_y;
  if (!(painter.scale_x > 0) || !(painter.scale_y > 0))
    painter.scale_x = painter.scale_y = 1;
  return painter;
}

/**
 * cw_painter_set_color:
 * @painter: a painter
 * @color: the colour of what is drawn from now on
 * @opacity: by which its own opacity is multiplied
 */
void
cw_painter_set_color (CwPainter *painter, const CwColor *color, double opacity)
{
  cairo_set_source_rgba (painter->cr, color->red, color->green, color->blue,
                         color->alpha * opacity);
}

/** cw_painter_snap_x: Returns: the pixel edge that is nearest to @x */
double
cw_painter_snap_x (const CwPainter *painter, double x)
{
  return (floor (x * painter->scale_x + painter->shift_x + 0.5) - painter->shift_x)
         / painter->scale_x;
}

/** cw_painter_snap_y: Returns: the pixel edge that is nearest to @y */
double
cw_painter_snap_y (const CwPainter *painter, double y)
{
  return (floor (y * painter->scale_y + painter->shift_y + 0.5) - painter->shift_y)
         / painter->scale_y;
}

/** cw_painter_get_hairline: Returns: the width nearest to one unit that is whole pixels */
double
cw_painter_get_hairline (const CwPainter *painter)
{
  return MAX (floor (painter->scale_x + 0.5), 1) / painter->scale_x;
}

/**
 * cw_painter_add_box:
 * @painter: a painter
 * @left: the left edge
 * @top: the upper edge
 * @right: the right edge
 * @bottom: the lower edge
 *
 * Draws a box just as it is given; cw_painter_fill() ends a run of them.
 */
void
cw_painter_add_box (const CwPainter *painter, double left, double top, double right, double bottom)
{
  cairo_rectangle (painter->cr, left, top, right - left, bottom - top);
  if (!painter->vector)
    cairo_fill (painter->cr);
}

/** cw_painter_fill: Draws the boxes that were gathered, where they were. */
void
cw_painter_fill (const CwPainter *painter)
{
  if (painter->vector)
    cairo_fill (painter->cr);
}

/** cw_painter_fill_hline: Draws a line one pixel high, at the pixels nearest to @y. */
void
cw_painter_fill_hline (const CwPainter *painter, double left, double right, double y)
{
  double hairline = cw_painter_get_hairline (painter);
  double top = cw_painter_snap_y (painter, y - hairline / 2);

  cw_painter_add_box (painter, cw_painter_snap_x (painter, left), top,
                      cw_painter_snap_x (painter, right), top + hairline);
  cw_painter_fill (painter);
}

/** cw_painter_fill_vline: Draws a line one pixel wide, at the pixels nearest to @x. */
void
cw_painter_fill_vline (const CwPainter *painter, double x, double top, double bottom)
{
  double hairline = cw_painter_get_hairline (painter);
  double left = cw_painter_snap_x (painter, x - hairline / 2);

  cw_painter_add_box (painter, left, cw_painter_snap_y (painter, top), left + hairline,
                      cw_painter_snap_y (painter, bottom));
  cw_painter_fill (painter);
}

/** cw_painter_stroke_dashes: Draws a dashed line, level or upright, one pixel wide. */
void
cw_painter_stroke_dashes (const CwPainter *painter, double x0, double y0, double x1, double y1)
{
  double hairline = cw_painter_get_hairline (painter);
  double dashes[2] = { 3 * hairline, 3 * hairline };
  gboolean level = fabs (x1 - x0) > fabs (y1 - y0);
  double x = cw_painter_snap_x (painter, x0 - hairline / 2) + hairline / 2;
  double y = cw_painter_snap_y (painter, y0 - hairline / 2) + hairline / 2;

  cairo_save (painter->cr);
  cairo_set_dash (painter->cr, dashes, 2, 0);
  cairo_set_line_width (painter->cr, hairline);
  cairo_set_line_cap (painter->cr, CAIRO_LINE_CAP_BUTT);
  cairo_move_to (painter->cr, level ? cw_painter_snap_x (painter, x0) : x,
                 level ? y : cw_painter_snap_y (painter, y0));
  cairo_line_to (painter->cr, level ? x1 : x, level ? y : y1);
  cairo_stroke (painter->cr);
  cairo_restore (painter->cr);
}

/** cw_painter_clip: Leaves only a box to draw in, on whole pixels, until cairo_restore(). */
void
cw_painter_clip (const CwPainter *painter, double left, double top, double right, double bottom)
{
  double x = cw_painter_snap_x (painter, left), y = cw_painter_snap_y (painter, top);

  cairo_rectangle (painter->cr, x, y, cw_painter_snap_x (painter, right) - x,
                   cw_painter_snap_y (painter, bottom) - y);
  cairo_clip (painter->cr);
}
