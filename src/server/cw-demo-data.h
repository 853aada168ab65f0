/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/** CwReportFigure: the figures of a company's annual report that are bundled. */
typedef enum
{
  CW_REPORT_DEBT_TO_EQUITY,
  CW_REPORT_LONG_TERM_DEBT_TO_EQUITY,
  CW_REPORT_ROE,
  CW_REPORT_ROA,
  CW_REPORT_GROSS_MARGIN,
  CW_REPORT_OPERATING_MARGIN,
  CW_REPORT_NET_MARGIN,
  CW_REPORT_CURRENT_RATIO,
  CW_REPORT_EPS,
  CW_REPORT_DIVIDENDS_PER_SHARE,
} CwReportFigure;

#define CW_N_REPORT_FIGURES (CW_REPORT_DIVIDENDS_PER_SHARE + 1)

/** CwReport: figures of one fiscal year; fractions and ratios, NaN where none was reported. */
typedef struct
{
  char *year_end; /* ISO 8601 */
  double figures[CW_N_REPORT_FIGURES];
} CwReport;

CwSeries *cw_demo_data_load_series (const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
CwReport *cw_demo_data_load_report (const char *symbol) G_GNUC_WARN_UNUSED_RESULT;

void cw_report_free (CwReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwReport, cw_report_free)

G_END_DECLS
