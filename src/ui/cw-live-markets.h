/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row.h"
#include "cw-schedule.h"

G_BEGIN_DECLS

/**
 * CwLiveMarkets:
 *
 * Rows by the hours at which they trade, and when the prices of each were last asked for.
 */
typedef struct _CwLiveMarkets CwLiveMarkets;

CwLiveMarkets *cw_live_markets_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_live_markets_free (CwLiveMarkets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLiveMarkets, cw_live_markets_free)

void cw_live_markets_read (CwLiveMarkets *self, GListModel *rows, const GPtrArray *others);
void cw_live_markets_note_asked (CwLiveMarkets *self, gint64 now);
const CwScheduledMarket *cw_live_markets_get (CwLiveMarkets *self, gsize *n_markets);
gint64 cw_live_markets_get_updated_at (CwLiveMarkets *self);
GPtrArray *cw_live_markets_take_due (CwLiveMarkets *self,
                                     const CwScheduleState *state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
