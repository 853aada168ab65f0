/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-decision.h"
#include "cw-fundamentals.h"
#include "cw-series.h"

G_BEGIN_DECLS

/** CwThresholds: what a company must reach, moved by the market's growth. */
typedef struct
{
  double max_debt_to_equity;
  double min_roe;
  double min_gross_margin;
} CwThresholds;

/**
 * CwMarketGrowth:
 *
 * How the market grew: the mean over the last five years of the benchmark's adjusted close divided
 * by its value 252 bars earlier. 1.0 is flat, NaN unknown, and then the thresholds stay unmoved.
 */
typedef struct
{
  double average_growth;
  CwThresholds thresholds;
} CwMarketGrowth;

CwMarketGrowth cw_market_growth_unknown (void);
CwMarketGrowth cw_market_growth_from_series (const CwSeries *benchmark);
CwDecision *cw_long_term_decide (const CwFundamentals *fundamentals,
                                 const CwMarketGrowth *market) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
