/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame.h"
#include "cw-legend.h"
#include "cw-pane.h"
#include "cw-time-axis.h"

G_BEGIN_DECLS

#define CW_FRAME_MAX_PANES (2 + CW_SCENE_MAX_INDICATORS)

/** CwDateTick: a mark under the bars with its text. */
typedef struct
{
  double x, width;
  gboolean major;
  PangoLayout *label; /* owned */
} CwDateTick;

struct _CwFrame
{
  CwScene *scene; /* owned */
  CwView view;
  CwTheme theme;
  double width, height;
  PangoContext *text; /* owned */

  gsize first, end; /* the bars in sight */
  double plot_width, axis_width;
  double plot_height; /* the dates stand below */
  double line_height;

  gsize n_panes;
  CwPane panes[CW_FRAME_MAX_PANES];
  GArray *legend;                    /* of CwLegendItem, owned */
  GArray *dates;                     /* of CwDateTick, owned */
  PangoLayout *date_tag, *value_tag; /* owned; the pointer's */

  /* The last price as a tag on the axis: NULL where it is out of sight. */
  PangoLayout *last_label; /* owned */
  double last_y;
};

void cw_frame_lay_out (CwFrame *frame);

/* What follows paints one thing each, in cw-paint-*.c. */
void cw_paint_grid (const CwFrame *frame, CwPainter *painter);
void cw_paint_axes (const CwFrame *frame, CwPainter *painter);
void cw_paint_prices (const CwFrame *frame, CwPainter *painter, const CwPane *pane);
void cw_paint_volume (const CwFrame *frame, CwPainter *painter, const CwPane *pane);
void
cw_paint_indicator (const CwFrame *frame, CwPainter *painter, const CwPane *pane, gsize indicator);
void cw_paint_last_price_line (const CwFrame *frame, CwPainter *painter);
void cw_paint_last_price_tag (const CwFrame *frame, CwPainter *painter);
void cw_paint_legend (const CwFrame *frame, CwPainter *painter, gsize bar);
void cw_paint_crosshair (const CwFrame *frame, CwPainter *painter, gsize bar, double y);
void cw_paint_tag (
    const CwFrame *frame, CwPainter *painter, PangoLayout *label, double y, const CwColor *color);

G_END_DECLS
