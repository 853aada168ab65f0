/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-view.h"

G_BEGIN_DECLS

GtkWindow *cw_chart_full_show (CwChartView *chart);

G_END_DECLS
