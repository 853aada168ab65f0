/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-analysis.h"
#include "cw-load.h"
#include "cw-symbol-quote.h"

G_BEGIN_DECLS

/** CwAnalyseInput: all that an analysis is made from; references and values, so a job may own it.
 */
typedef struct
{
  char *symbol;
  CwSeries *series; /* nullable: then @quote is all that is known */
  CwLoadOptions options;
  gboolean stored;      /* the bars are all that is stored, not what the options ask for */
  CwSymbolQuote *quote; /* nullable: a price that may be newer than the bars' */
  gint64 quote_fetched_at;
  CwAnalysis *earlier;          /* nullable: of the same bars, made before all was known */
  CwFundamentals *fundamentals; /* nullable */
  GError *fundamentals_error;   /* nullable */
  CwMarketGrowth market;
  gint64 fetched_at;
  gint64 now;        /* by the market's clock */
  gboolean complete; /* whether nothing more is to come */
} CwAnalyseInput;

void cw_analyse_input_free (CwAnalyseInput *input);
CwAnalysis *cw_analyse (const CwAnalyseInput *input) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolQuote *cw_analysis_make_quote (const CwAnalysis *analysis) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
