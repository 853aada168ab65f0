/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-view.h"

G_BEGIN_DECLS

void cw_chart_input_attach (CwChartView *chart);

G_END_DECLS
