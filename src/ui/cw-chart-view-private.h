/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-view.h"

G_BEGIN_DECLS

typedef enum
{
  CW_CHART_LAYER_BACK,
  CW_CHART_LAYER_SERIES,
  CW_CHART_LAYER_CURSOR,
  CW_CHART_N_LAYERS
} CwChartLayer;

struct _CwChartView
{
  GtkWidget parent_instance;

  CwScene *scene; /* owned, nullable */
  CwView view;
  CwView home; /* the view that was set, before it was zoomed and panned */
  CwTheme theme;
  CwPalette palette;
  CwPaneHeights heights;

  CwTexts *texts; /* owned, NULL before the first frame */
  CwFrame *frame; /* owned, NULL when it must be laid out anew */
  int width, height;
  GskRenderNode *nodes[CW_CHART_N_LAYERS]; /* owned, NULL where the layer must be drawn anew */

  gssize cursor_bar;               /* -1 for none */
  double cursor_y;                 /* NaN while keys move the cursor */
  gssize measure_from, measure_to; /* -1 for nothing measured */
  gssize separator;                /* the pane's end that keys move, -1 for none */
  char *words;                     /* owned: what keys have led to; empty for nothing */
};

void cw_chart_view_forget_layer (CwChartView *self, CwChartLayer layer);
void cw_chart_view_forget_frame (CwChartView *self);
void cw_chart_view_describe (CwChartView *self);
void cw_chart_view_name (CwChartView *self);
void cw_chart_view_follow_style (CwChartView *self);
void cw_chart_view_scene_changed (CwChartView *self);
void cw_chart_view_tell (CwChartView *self, const char *words);

G_END_DECLS
