/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-answer.h"
#include "cw-range.h"

G_BEGIN_DECLS

/** CwChartQuery: what a request for a chart asks for, in the market's own time. */
typedef struct
{
  CwInterval interval;
  const char *range; /* as it was sent, empty if periods were */
  gint64 start, end; /* both included */
  gboolean dividends, splits;
} CwChartQuery;

gboolean cw_chart_query_read (CwChartQuery *self,
                              GHashTable *query,
                              const char *default_range,
                              const CwSeries *daily,
                              CwAnswer *error);
gboolean cw_chart_query_check_intraday (const CwChartQuery *self,
                                        const CwSeries *daily,
                                        gboolean available,
                                        CwAnswer *error);

G_END_DECLS
