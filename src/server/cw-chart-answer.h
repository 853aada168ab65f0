/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-query.h"

G_BEGIN_DECLS

/** CwChartAnswer: one answer for a chart in the making. */
typedef struct
{
  const CwChartQuery *query;
  const CwSeries *daily;     /* the symbol's whole life */
  const CwSeries *bars;      /* of the interval asked for */
  gsize first, end;          /* which of @bars are answered */
  const char *exchange_code; /* static */
  const char *zone_name;     /* at the market's present, for example EDT */
  int gmt_offset;
  gboolean closes_only;
  GString *text;
} CwChartAnswer;

void cw_chart_answer_append_meta (CwChartAnswer *chart);
void cw_chart_answer_append_events (CwChartAnswer *chart);

G_END_DECLS
