/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-html.h"
#include "cw-report.h"
#include "cw-returns.h"
#include "cw-risk.h"
#include "cw-var.h"

G_BEGIN_DECLS

/* Parts of a page, each in its own file. */
void cw_report_add_style (GString *to);
void cw_report_add_decision (GString *to,
                             const char *title,
                             const CwDecision *decision,
                             gboolean both_ways,
                             const char *record);
void cw_report_add_figures (GString *to, const CwAnalysis *analysis);
void
cw_report_add_risk (GString *to, const CwReportFrame *frame, const CwSeries *series, guint number);
void cw_report_add_scenarios (GString *to, const CwReportFrame *frame, const CwSeries *series);
void cw_report_add_portfolio (GString *to,
                              const CwReportFrame *frame,
                              const CwSeries *const *series,
                              gsize n_series);

/** CwReportReturns: daily returns, and what was measured of them. */
typedef struct
{
  const double *values;
  gsize n;
  gint64 first_day;   /* of the value before the first of them, in days since 1970 */
  const gint64 *days; /* of each */
  const CwRisk *risk;
  const CwVar *var;
  double confidence; /* of @var, which is of one day */
} CwReportReturns;

/* Pictures of them. */
void cw_report_add_plots (GString *to, const CwReportReturns *returns, const char *id);
void cw_report_add_heat_map (GString *to,
                             const CwReturns *returns,
                             const double *matrix,
                             const char *id);

/* Words. */
char *cw_report_describe_moment (const CwSeries *series, gint64 time) G_GNUC_WARN_UNUSED_RESULT;
char *cw_report_describe_age (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
char *cw_report_format_share (double fraction) G_GNUC_WARN_UNUSED_RESULT;
char *cw_report_format_signed_share (double fraction) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
