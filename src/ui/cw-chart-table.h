/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-scene.h"

G_BEGIN_DECLS

/**
 * CwChartTable:
 *
 * The bars of a chart as a table, the latest first.
 */
#define CW_TYPE_CHART_TABLE (cw_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (CwChartTable, cw_chart_table, CW, CHART_TABLE, GtkWidget)

void cw_chart_table_set_scene (CwChartTable *self, CwScene *scene);

G_END_DECLS
