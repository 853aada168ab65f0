/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cw-scene.h"
#include "cw-texts.h"
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

#define CW_FRAME_MAX_PANES (2 + CW_SCENE_MAX_INDICATORS)

/**
 * CwPaneHeights:
 *
 * What of the height each pane gets beyond the least it needs, against the others; 0 for what suits
 * it. The prices come first, then the volume, then the indicators in the order of the options,
 * overlays among them, so that a pane keeps its height when another one goes.
 */
typedef struct
{
  double weights[CW_FRAME_MAX_PANES];
} CwPaneHeights;

CwFrame *cw_frame_new (CwScene *scene,
                       CwView view,
                       double width,
                       double height,
                       const CwTheme *theme,
                       PangoContext *text) G_GNUC_WARN_UNUSED_RESULT;
CwFrame *cw_frame_new_with_heights (CwScene *scene,
                                    CwView view,
                                    double width,
                                    double height,
                                    const CwTheme *theme,
                                    CwTexts *texts,
                                    const CwPaneHeights *heights) G_GNUC_WARN_UNUSED_RESULT;
void cw_frame_free (CwFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFrame, cw_frame_free)

void cw_frame_paint_back (CwFrame *frame, cairo_t *cr);
void cw_frame_paint_series (CwFrame *frame, cairo_t *cr);
void cw_frame_paint_cursor (CwFrame *frame, cairo_t *cr, gssize bar, double y);
void cw_frame_paint_measure (CwFrame *frame, cairo_t *cr, gsize from, gsize to);

gssize cw_frame_get_bar_at (const CwFrame *frame, double x, double y);
double cw_frame_get_x_of_bar (const CwFrame *frame, double bar);
double cw_frame_get_bars_per_pixel (const CwFrame *frame);
gsize cw_frame_get_n_panes (const CwFrame *frame);
gssize cw_frame_get_separator_at (const CwFrame *frame, double y);
double cw_frame_get_separator_y (const CwFrame *frame, gsize separator);
void
cw_frame_move_separator (const CwFrame *frame, gsize separator, double y, CwPaneHeights *heights);

G_END_DECLS
