/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwLiveBars:
 *
 * What becomes of bars while prices go on: the last bar of the row that somebody looks at moves
 * with its price, and once a session has ended, or where a new one has begun for the row looked at,
 * the bars are fetched and analysed anew.
 */
typedef struct _CwLiveBars CwLiveBars;

CwLiveBars *cw_live_bars_new (CwEngine *engine) G_GNUC_WARN_UNUSED_RESULT;
void cw_live_bars_free (CwLiveBars *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLiveBars, cw_live_bars_free)

void cw_live_bars_show (CwLiveBars *self, CwRow *row);
void cw_live_bars_take_price (CwLiveBars *self, CwRow *row, CwAnalysis *price);
void cw_live_bars_catch_up (CwLiveBars *self, GListModel *rows);
gboolean cw_live_bars_is_catching_up (CwLiveBars *self);

G_END_DECLS
