/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame-private.h"

G_BEGIN_DECLS

void cw_paint_line (const CwFrame *frame,
                    CwPainter *painter,
                    const CwPane *pane,
                    const double *values,
                    const CwPyramid *pyramid,
                    double width);
void cw_paint_line_over_gaps (const CwFrame *frame,
                              CwPainter *painter,
                              const CwPane *pane,
                              const double *values,
                              const CwPyramid *pyramid,
                              double width);
void cw_paint_under_line (const CwFrame *frame,
                          CwPainter *painter,
                          const CwPane *pane,
                          const double *values,
                          const CwPyramid *pyramid);
void cw_paint_between_lines (const CwFrame *frame,
                             CwPainter *painter,
                             const CwPane *pane,
                             const CwSceneLine *upper,
                             const CwSceneLine *lower);
void cw_paint_cloud (const CwFrame *frame,
                     CwPainter *painter,
                     const CwPane *pane,
                     const CwSceneLine *first,
                     const CwSceneLine *second,
                     double opacity);

G_END_DECLS
