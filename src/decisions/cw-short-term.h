/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-decision.h"
#include "cw-series.h"

G_BEGIN_DECLS

/** CwTechnicals: the last bar's values that a short-term decision rests on, NaN where unknown. */
typedef struct
{
  double price; /* the adjusted close */
  double rsi;
  double macd, signal_line, histogram;
  double moving_average; /* SMA(50) */
  double long_average;   /* SMA(200) */
} CwTechnicals;

CwDecision *cw_short_term_decide (const CwSeries *series,
                                  CwTechnicals *technicals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
