/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwMetric: what can be known about a company. */
typedef enum
{
  CW_METRIC_DEBT_TO_EQUITY,
  CW_METRIC_LONG_TERM_DEBT_TO_EQUITY,
  CW_METRIC_ROE,
  CW_METRIC_ROA,
  CW_METRIC_ROI,
  CW_METRIC_GROSS_MARGIN,
  CW_METRIC_OPERATING_MARGIN,
  CW_METRIC_NET_MARGIN,
  CW_METRIC_CURRENT_RATIO,
  CW_METRIC_QUICK_RATIO,
  CW_METRIC_PE,
  CW_METRIC_FORWARD_PE,
  CW_METRIC_PEG,
  CW_METRIC_PB,
  CW_METRIC_PS,
  CW_METRIC_EPS,
  CW_METRIC_BOOK_VALUE_PER_SHARE,
  CW_METRIC_EPS_GROWTH_5Y,
  CW_METRIC_REVENUE_GROWTH_5Y,
  CW_METRIC_DIVIDEND_YIELD,
  CW_METRIC_PAYOUT_RATIO,
  CW_METRIC_BETA,
  CW_METRIC_MARKET_CAP,
} CwMetric;

#define CW_N_METRICS (CW_METRIC_MARKET_CAP + 1)

/** CwMetricUnit: how a metric's number is to be read. */
typedef enum
{
  CW_METRIC_UNIT_RATIO,
  CW_METRIC_UNIT_FRACTION, /* 0.15 is 15 % */
  CW_METRIC_UNIT_MONEY,    /* in the fundamentals' currency */
} CwMetricUnit;

/**
 * CwFundamentals:
 *
 * The figures of a company's reports. Immutable and reference-counted. Fractions, never percent;
 * NaN where nothing is known. A value whose unit is in doubt is kept for showing, but not judged.
 */
typedef struct
{
  char *symbol;
  char *source;     /* for people: who gave these numbers */
  char *currency;   /* empty if unknown */
  char *period_end; /* last day of the report they come from, ISO 8601, empty if unknown */
  double values[CW_N_METRICS];
  gboolean doubtful[CW_N_METRICS];
} CwFundamentals;

CwFundamentals *cw_fundamentals_new (const char *symbol, const char *source);
CwFundamentals *cw_fundamentals_ref (const CwFundamentals *fundamentals);
void cw_fundamentals_unref (CwFundamentals *fundamentals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFundamentals, cw_fundamentals_unref)

const char *cw_metric_get_id (CwMetric metric);
const char *cw_metric_get_name (CwMetric metric);
CwMetricUnit cw_metric_get_unit (CwMetric metric);

G_END_DECLS
