/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-query.h"

G_BEGIN_DECLS

gboolean cw_chart_body_append (GString *text,
                               CwExchange *exchange,
                               const CwChartQuery *query,
                               const CwSeries *daily,
                               gboolean closes_only,
                               CwAnswer *error);

G_END_DECLS
