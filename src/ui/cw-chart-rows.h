/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-scene.h"

G_BEGIN_DECLS

/** CwChartRow: a row of a chart's table: one bar of its scene. */
#define CW_TYPE_CHART_ROW (cw_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (CwChartRow, cw_chart_row, CW, CHART_ROW, GObject)

gsize cw_chart_row_get_index (CwChartRow *self);
CwScene *cw_chart_row_get_scene (CwChartRow *self);

/**
 * CwChartRows:
 *
 * A list of all bars of a scene, the latest first. Its items are made when somebody looks at them.
 */
#define CW_TYPE_CHART_ROWS (cw_chart_rows_get_type ())
G_DECLARE_FINAL_TYPE (CwChartRows, cw_chart_rows, CW, CHART_ROWS, GObject)

CwChartRows *cw_chart_rows_new (CwScene *scene) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
