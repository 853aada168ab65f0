/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame-private.h"

G_BEGIN_DECLS

/** CwLineColumn: what of a line lies in one pixel's column, or a point of an outline. */
typedef struct
{
  double x;           /* the column's left edge, or the point */
  double top, bottom; /* NaN where there is nothing; of a point only @top */
} CwLineColumn;

gboolean cw_line_is_dense (const CwFrame *frame, const CwPainter *painter);
void cw_line_find_bars (const CwFrame *frame, const CwPyramid *pyramid, gsize *first, gsize *end);
CwLineColumn *cw_line_make_columns (const CwFrame *frame,
                                    const CwPainter *painter,
                                    const CwPane *pane,
                                    const CwPyramid *pyramid,
                                    gsize *n) G_GNUC_WARN_UNUSED_RESULT;
CwLineColumn *cw_line_make_outline (const CwFrame *frame,
                                    const CwPainter *painter,
                                    const CwPane *pane,
                                    const double *values,
                                    const CwPyramid *pyramid,
                                    gsize *n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
