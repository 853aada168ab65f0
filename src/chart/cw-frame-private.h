/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame.h"
#include "cw-legend.h"
#include "cw-pane.h"
#include "cw-time-axis.h"

G_BEGIN_DECLS

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
  CwTexts *texts; /* owned */

  gsize first, end;             /* the bars in sight */
  gsize first_place, end_place; /* the same, with the sessions to come after the last bar */
  gboolean mirrored;            /* the axis is at the left, where people read from the right */
  double plot_left;             /* 0, or the axis' width; all other places count from here */
  double plot_width, axis_width;
  double plot_height; /* the dates stand below */
  double line_height;

  CwPaneHeights heights;
  gsize n_panes;
  CwPane panes[CW_FRAME_MAX_PANES];
  GArray *legend;                    /* of CwLegendItem, owned */
  GArray *dates;                     /* of CwDateTick, owned */
  PangoLayout *date_tag, *value_tag; /* owned; the pointer's */

  /* The last price as a tag on the axis: NULL where it is out of sight. */
  PangoLayout *last_label; /* owned */
  double last_y;
  PangoLayout *level_tags[CW_SCENE_MAX_LEVELS]; /* owned; NULL as above, or behind another tag */
  double level_ys[CW_SCENE_MAX_LEVELS];
};

void cw_frame_lay_out (CwFrame *frame);
double cw_frame_get_axis_x (const CwFrame *frame, double width);
double cw_frame_get_left (const CwFrame *frame);
double cw_frame_get_x_in_plot (const CwFrame *frame, double bar);
double cw_frame_get_least_height (const CwFrame *frame, gsize pane);
gsize cw_frame_get_height_key (const CwFrame *frame, gsize pane);

/* What follows paints one thing each, in cw-paint-*.c. */
void cw_paint_grid (const CwFrame *frame, CwPainter *painter);
void cw_paint_axes (const CwFrame *frame, CwPainter *painter);
void cw_paint_prices (const CwFrame *frame, CwPainter *painter, const CwPane *pane);
void cw_paint_volume (const CwFrame *frame, CwPainter *painter, const CwPane *pane);
void
cw_paint_indicator (const CwFrame *frame, CwPainter *painter, const CwPane *pane, gsize indicator);
void cw_paint_others (const CwFrame *frame, CwPainter *painter, const CwPane *pane);
void cw_paint_events (const CwFrame *frame, CwPainter *painter, const CwPane *pane);
void cw_paint_levels (const CwFrame *frame, CwPainter *painter, const CwPane *pane);
void cw_paint_level_tags (const CwFrame *frame, CwPainter *painter);
void cw_paint_label (CwPainter *painter,
                     PangoLayout *label,
                     double x,
                     double y,
                     const CwColor *color,
                     double opacity);
void cw_paint_last_price_line (const CwFrame *frame, CwPainter *painter);
void cw_paint_last_price_tag (const CwFrame *frame, CwPainter *painter);
void cw_paint_legend (const CwFrame *frame, CwPainter *painter, gsize bar);
void cw_paint_crosshair (const CwFrame *frame, CwPainter *painter, gsize bar, double y);
void cw_paint_tag (
    const CwFrame *frame, CwPainter *painter, PangoLayout *label, double y, const CwColor *color);

G_END_DECLS
