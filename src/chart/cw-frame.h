/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cw-scene.h"
#include "cw-theme.h"

G_BEGIN_DECLS

/**
 * CwFrame:
 *
 * A scene laid out for one view, one size and one theme: panes, scales, ticks and labels are
 * settled, so that painting only paints. Belongs to one thread.
 *
 * The three layers lie over each other: the back (background, grid, axes), the series, and the
 * cursor, so that a moving pointer repaints the last one alone.
 */
typedef struct _CwFrame CwFrame;

CwFrame *cw_frame_new (CwScene *scene,
                       CwView view,
                       double width,
                       double height,
                       const CwTheme *theme,
                       PangoContext *text) G_GNUC_WARN_UNUSED_RESULT;
void cw_frame_free (CwFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFrame, cw_frame_free)

void cw_frame_paint_back (CwFrame *frame, cairo_t *cr);
void cw_frame_paint_series (CwFrame *frame, cairo_t *cr);
void cw_frame_paint_cursor (CwFrame *frame, cairo_t *cr, gssize bar, double y);

gssize cw_frame_get_bar_at (const CwFrame *frame, double x, double y);
double cw_frame_get_x_of_bar (const CwFrame *frame, double bar);
double cw_frame_get_bars_per_pixel (const CwFrame *frame);

G_END_DECLS
