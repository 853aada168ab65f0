/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-trials.h"

G_BEGIN_DECLS

/** CwBacktestReport: what the command prints. */
typedef struct
{
  CwCliContext *context;
  CwBatch *batch;
  CwTrials *trials;
  double cost_bps;
  gboolean with_equity; /* JSON has what became of the money, bar by bar */
} CwBacktestReport;

void cw_backtest_report_print (const CwBacktestReport *report);
void cw_backtest_report_print_text (const CwBacktestReport *report);

G_END_DECLS
