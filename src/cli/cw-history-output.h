/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-batch-report.h"

G_BEGIN_DECLS

/** CwHistory: the bars of several symbols at several intervals; holds nothing of its own. */
typedef struct
{
  CwCliContext *context;
  const GPtrArray *batches; /* of CwBatch, all of the same symbols, one for each interval */
  const GArray *intervals;  /* of CwInterval */
} CwHistory;

void cw_history_print (const CwHistory *history);
void cw_history_report_failures (const CwHistory *history);

G_END_DECLS
