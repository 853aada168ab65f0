/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "cw-theme.h"

G_BEGIN_DECLS

/**
 * CwPainter:
 *
 * Draws on a cairo context so that straight edges lie on whole pixels of whatever is behind it. On
 * a raster each box is filled by itself, because cairo looks for overlaps in long paths; in a
 * vector file, where every fill costs bytes, boxes of one colour are gathered.
 */
typedef struct
{
  cairo_t *cr;
  gboolean vector;
  double scale_x, scale_y; /* pixels for a unit */
  double shift_x, shift_y; /* where the origin lies, in pixels */
} CwPainter;

CwPainter cw_painter_new (cairo_t *cr);
void cw_painter_set_color (CwPainter *painter, const CwColor *color, double opacity);

double cw_painter_snap_x (const CwPainter *painter, double x);
double cw_painter_snap_y (const CwPainter *painter, double y);
double cw_painter_get_hairline (const CwPainter *painter);

void
cw_painter_add_box (const CwPainter *painter, double left, double top, double right, double bottom);
void cw_painter_fill (const CwPainter *painter);
void cw_painter_fill_hline (const CwPainter *painter, double left, double right, double y);
void cw_painter_fill_vline (const CwPainter *painter, double x, double top, double bottom);
void
cw_painter_stroke_dashes (const CwPainter *painter, double x0, double y0, double x1, double y1);
void
cw_painter_clip (const CwPainter *painter, double left, double top, double right, double bottom);

G_END_DECLS
