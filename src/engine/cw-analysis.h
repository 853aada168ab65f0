/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-fundamentals.h"
#include "cw-long-term.h"
#include "cw-market-hours.h"
#include "cw-quote.h"
#include "cw-series.h"
#include "cw-short-term.h"

G_BEGIN_DECLS

#define CW_SPARKLINE_POINTS 64

/**
 * CwAnalysis:
 *
 * All that is known about a symbol. Immutable and reference-counted. While parts are still on their
 * way, @complete is %FALSE and a newer analysis of the same symbol will follow.
 *
 * Where only a price is known, @series has no bars, but says what is known of the symbol, and there
 * are no decisions. The parts may come from different providers: @series says in its info, and
 * @fundamentals in itself, who gave them; @quote_source says it of the price.
 */
typedef struct
{
  CwSeries *series;
  CwQuote quote;
  char *quote_source;      /* for people */
  gint64 quote_fetched_at; /* when the price came from the provider, by the market's clock */
  gint64 fetched_at;       /* when the bars came from the provider, by the market's clock */
  gboolean complete;
  CwFundamentals *fundamentals; /* nullable */
  GError *fundamentals_error;   /* nullable: why there are none */
  CwTechnicals technicals;
  CwDecision *short_term; /* nullable: only an analysis with bars decides */
  char *track_record;     /* nullable: what following the short-term rule brought, in a sentence */
  CwMarketGrowth market;
  CwDecision *long_term; /* nullable while not complete */
  gsize n_sparkline;
  double sparkline[CW_SPARKLINE_POINTS]; /* the last year's closes, oldest first, 0 … 1 */
  CwMarketHours hours; /* by the newest that is known of bars or price; its zone is @series' own */
} CwAnalysis;

CwAnalysis *cw_analysis_ref (CwAnalysis *analysis);
void cw_analysis_unref (CwAnalysis *analysis);
CwAnalysis *cw_analysis_new_with_quote (const CwAnalysis *analysis,
                                        const CwAnalysis *newer) G_GNUC_WARN_UNUSED_RESULT;
CwAnalysis *cw_analysis_new_live (const CwAnalysis *analysis,
                                  const CwAnalysis *newer,
                                  gboolean with_bar) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_analysis_lacks_bars (const CwAnalysis *analysis);
CwAnalysis *cw_analysis_new_with_market (const CwAnalysis *analysis,
                                         const CwMarketGrowth *market) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwAnalysis, cw_analysis_unref)

G_END_DECLS
