/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-risk-study.h"
#include "cw-watchlist.h"

G_BEGIN_DECLS

/**
 * CwRiskFeed:
 *
 * Where the page of risk has its daily bars from: the rows of the watchlist, which have five years
 * of them, and loads of its own for what no row has: more years, the market's, a row that shows a
 * price alone.
 *
 * Signals:
 * - `changed ()`: something has come, or will not come
 */
#define CW_TYPE_RISK_FEED (cw_risk_feed_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskFeed, cw_risk_feed, CW, RISK_FEED, GObject)

CwRiskFeed *cw_risk_feed_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_risk_feed_follow (CwRiskFeed *self, CwEngine *engine, CwWatchlist *watchlist);
void cw_risk_feed_stop (CwRiskFeed *self);
void cw_risk_feed_fill (CwRiskFeed *self, CwRiskQuestion *question);

G_END_DECLS
