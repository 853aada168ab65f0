/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-backtest.h"
#include "cw-batch.h"

G_BEGIN_DECLS

/**
 * CwTrials:
 *
 * The short-term rule tried on the past of each symbol of a batch, on the workers and as the
 * symbols arrive.
 */
typedef struct _CwTrials CwTrials;

CwTrials *cw_trials_new (CwCliContext *context, double cost_bps);
void cw_trials_free (CwTrials *trials);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTrials, cw_trials_free)

void cw_trials_begin (CwBatch *batch, CwBatchItem *item, gpointer trials);
const CwBacktest *cw_trials_get (CwTrials *trials, const CwBatchItem *item);

G_END_DECLS
