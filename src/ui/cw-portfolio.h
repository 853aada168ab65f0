/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-portfolio-item.h"
#include "cw-watchlist.h"

G_BEGIN_DECLS

/**
 * CwPortfolio:
 *
 * The holdings of a list and what they are worth together, by currency. Prices that come only mark
 * what is outdated; whoever shows the portfolio lets it compute, a few holdings a frame.
 *
 * Signals:
 * - `outdated ()`: there is something to compute
 * - `changed ()`: the holdings, or what they are worth, are others now
 */
#define CW_TYPE_PORTFOLIO (cw_portfolio_get_type ())
G_DECLARE_FINAL_TYPE (CwPortfolio, cw_portfolio, CW, PORTFOLIO, GObject)

CwPortfolio *cw_portfolio_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cw_portfolio_show_list (CwPortfolio *self, CwWatchlist *watchlist, const CwSymbolList *list);
gboolean cw_portfolio_compute (CwPortfolio *self, guint budget);
gboolean cw_portfolio_is_outdated (CwPortfolio *self);

GListModel *cw_portfolio_get_model (CwPortfolio *self);
GArray *cw_portfolio_get_sums (CwPortfolio *self);
guint cw_portfolio_count_unpriced (CwPortfolio *self);
GPtrArray *cw_portfolio_get_largest (CwPortfolio *self,
                                     const char *currency,
                                     guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
