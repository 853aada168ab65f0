/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-portfolio-item.h"
#include "cw-watchlist.h"

G_BEGIN_DECLS

/**
 * CwHoldingsModel:
 *
 * The holdings of a list and what they are worth together, by currency. Prices that come only mark
 * what is outdated; whoever shows the portfolio lets it compute, a few holdings a frame.
 *
 * Signals:
 * - `outdated ()`: there is something to compute
 * - `changed ()`: the holdings, or what they are worth, are others now
 */
#define CW_TYPE_HOLDINGS_MODEL (cw_holdings_model_get_type ())
G_DECLARE_FINAL_TYPE (CwHoldingsModel, cw_holdings_model, CW, HOLDINGS_MODEL, GObject)

CwHoldingsModel *cw_holdings_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cw_holdings_model_show_list (CwHoldingsModel *self,
                                  CwWatchlist *watchlist,
                                  const CwSymbolList *list);
gboolean cw_holdings_model_compute (CwHoldingsModel *self, guint budget);
gboolean cw_holdings_model_add_up (CwHoldingsModel *self);
gboolean cw_holdings_model_is_outdated (CwHoldingsModel *self);

GListModel *cw_holdings_model_get_model (CwHoldingsModel *self);
GArray *cw_holdings_model_get_sums (CwHoldingsModel *self);
guint cw_holdings_model_count_unpriced (CwHoldingsModel *self);
GPtrArray *cw_holdings_model_get_largest (CwHoldingsModel *self,
                                          const char *currency,
                                          guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
