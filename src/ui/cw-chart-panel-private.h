/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-others.h"
#include "cw-chart-panel.h"
#include "cw-chart-table.h"
#include "cw-chart-view.h"

G_BEGIN_DECLS

struct _CwChartPanel
{
  GtkWidget parent_instance;

  CwEngine *engine;  /* owned, nullable */
  CwSeries *series;  /* owned, nullable: what the analysis rests on */
  CwSeries *history; /* owned, nullable: all there is, once somebody wanted to see it */
  CwSceneOptions options;
  CwInterval interval;
  CwRange range;
  gsize n_levels;
  CwLevel levels[CW_SCENE_MAX_LEVELS];
  CwChartOthers *others; /* owned */
  gboolean table;
  GCancellable *making;   /* owned; set while a scene is being made, and cancelled by the next */
  GCancellable *fetching; /* owned; set while the whole history is on its way */

  GtkWidget *box;
  GtkWidget *ranges;
  GtkWidget *tools;
  GtkStack *type_stack;
  GtkMenuButton *indicators_button;
  CwChartView *chart;
  CwChartTable *rows;
  GtkLabel *words;
  GtkStack *views;
  GMenuModel *chart_menu;
  GtkWidget *menu; /* a child, made of it */
};

void cw_chart_panel_start_making (CwChartPanel *self);
void cw_chart_panel_fetch_history (CwChartPanel *self);
void cw_chart_panel_options_changed (CwChartPanel *self);

G_END_DECLS
