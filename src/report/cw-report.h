/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-analysis.h"
#include "cw-range.h"

G_BEGIN_DECLS

/** CwReportFrame: what all parts of a page share. */
typedef struct
{
  CwRange range;                /* how far back charts reach */
  gint64 now;                   /* in the market, seconds since 1970 */
  const CwSeries *benchmark;    /* nullable: the market's bars, for beta and scenarios */
  const char *benchmark_symbol; /* what they are of, or would be */
} CwReportFrame;

/** CwReportFailure: a symbol that there is nothing to say about, and why. */
typedef struct
{
  const char *symbol, *message;
} CwReportFailure;

char *cw_report_write_symbol (const CwReportFrame *frame,
                              const CwAnalysis *analysis,
                              guint number,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *cw_report_write_page (const CwReportFrame *frame,
                              const CwAnalysis *const *analyses,
                              const char *const *sections,
                              gsize n_symbols,
                              const CwReportFailure *failures,
                              gsize n_failures) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
