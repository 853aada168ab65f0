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

/** CW_THRESHOLDS_USUAL: what is asked for while nobody wants something else. */
#define CW_THRESHOLDS_USUAL ((CwThresholds){ 2.0, 0.15, 0.40 })

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
gboolean cw_market_growth_is_low (const CwMarketGrowth *market);
gboolean cw_market_growth_is_high (const CwMarketGrowth *market);
void cw_market_growth_move_thresholds (CwMarketGrowth *market, const CwThresholds *usual);
CwDecision *cw_long_term_decide (const CwFundamentals *fundamentals,
                                 const CwMarketGrowth *market) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
