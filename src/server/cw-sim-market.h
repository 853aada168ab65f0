/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/** CW_SIM_EXCHANGE: what people are told about where a simulated company trades. */
#define CW_SIM_EXCHANGE "Simulated market"

/** CW_SIM_EXCHANGE_CODE: the same in Yahoo's short way. */
#define CW_SIM_EXCHANGE_CODE "SIM"

/**
 * CwSimMarket:
 *
 * Companies that do not exist, `SIM0001` … `SIM9999`. The seed and the number fix everything about
 * them, so nothing has to be kept.
 */
typedef struct _CwSimMarket CwSimMarket;

/** CwSimFigure: what a simulated company reports, in Finnhub's units. */
typedef enum
{
  CW_SIM_DEBT_TO_EQUITY,
  CW_SIM_LONG_TERM_DEBT_TO_EQUITY,
  CW_SIM_ROE,
  CW_SIM_ROA,
  CW_SIM_ROI,
  CW_SIM_GROSS_MARGIN,
  CW_SIM_OPERATING_MARGIN,
  CW_SIM_NET_MARGIN,
  CW_SIM_CURRENT_RATIO,
  CW_SIM_QUICK_RATIO,
  CW_SIM_EPS_GROWTH,
  CW_SIM_REVENUE_GROWTH,
  CW_SIM_EPS,
  CW_SIM_PE,
  CW_SIM_PB,
  CW_SIM_PS,
} CwSimFigure;

#define CW_N_SIM_FIGURES (CW_SIM_PS + 1)

CwSimMarket *cw_sim_market_new (guint64 seed, const CwSeries *calendar);
void cw_sim_market_free (CwSimMarket *market);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSimMarket, cw_sim_market_free)

CwSeries *cw_sim_market_make_series (CwSimMarket *market,
                                     const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
CwSeries *cw_sim_market_make_intraday (CwSimMarket *market,
                                       const CwSeries *daily,
                                       CwInterval interval,
                                       gint64 start,
                                       gint64 end) G_GNUC_WARN_UNUSED_RESULT;
void cw_sim_market_get_figures (CwSimMarket *market,
                                const char *symbol,
                                double figures[CW_N_SIM_FIGURES]);

G_END_DECLS
