/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-loader.h"
#include "cw-long-term.h"
#include "cw-saver.h"

G_BEGIN_DECLS

/**
 * CwMarketWatch:
 *
 * Knows how the market grew, which every long-term decision needs and which is the same for all of
 * them: fetched once, and again when it is a day old or has failed; where it cannot be fetched,
 * from what is stored. Belongs to the network thread.
 */
typedef struct _CwMarketWatch CwMarketWatch;

/** CwMarketWatchFunc: called in the network thread when the growth, or its failure, is known. */
typedef void (*CwMarketWatchFunc) (gpointer data);

CwMarketWatch *cw_market_watch_new (const CwLoaderParts *parts,
                                    CwSaver *saver,
                                    CwMarketWatchFunc func,
                                    gpointer data);
void cw_market_watch_free (CwMarketWatch *watch);
void cw_market_watch_stop (CwMarketWatch *watch);

void cw_market_watch_set_thresholds (CwMarketWatch *watch, const CwThresholds *thresholds);
void cw_market_watch_ask (CwMarketWatch *watch);
gboolean cw_market_watch_is_settled (CwMarketWatch *watch);
CwMarketGrowth cw_market_watch_get_growth (CwMarketWatch *watch);
const GError *cw_market_watch_get_error (CwMarketWatch *watch);

G_END_DECLS
