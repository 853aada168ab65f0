/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-panel.h"
#include "cw-row.h"

G_BEGIN_DECLS

void cw_chart_levels_show_row (CwChartPanel *panel, CwRow *row);

G_END_DECLS
