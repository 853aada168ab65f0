/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"
#include "cw-scene.h"

G_BEGIN_DECLS

/**
 * CwChartOthers:
 *
 * The symbols that a chart compares with: asked for by name, loaded here.
 *
 * Signals:
 * - `changed ()`: one has come or gone
 * - `failed (char *message)`: one could not be loaded
 */
#define CW_TYPE_CHART_OTHERS (cw_chart_others_get_type ())
G_DECLARE_FINAL_TYPE (CwChartOthers, cw_chart_others, CW, CHART_OTHERS, GObject)

CwChartOthers *cw_chart_others_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_chart_others_set_engine (CwChartOthers *self, CwEngine *engine);
gboolean cw_chart_others_toggle (CwChartOthers *self, const char *text, GError **error);
void cw_chart_others_clear (CwChartOthers *self);
gsize cw_chart_others_get_series (CwChartOthers *self, CwSeries *series[CW_SCENE_MAX_OTHERS]);
gsize cw_chart_others_get_n_symbols (CwChartOthers *self);
gboolean cw_chart_others_is_busy (CwChartOthers *self);

G_END_DECLS
