/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-batch-report.h"

G_BEGIN_DECLS

const GError *cw_analyze_get_error (const CwBatchItem *item);
const GError *
cw_analyze_get_market_error (CwCliContext *context, CwBatch *batch, gboolean *is_failure);
void cw_analyze_print (CwCliContext *context, CwBatch *batch);

G_END_DECLS
