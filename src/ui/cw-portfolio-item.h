/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-position-sum.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwPortfolioItem:
 *
 * A holding on the portfolio page: the row of its symbol, and what the holding is worth by the
 * newest price. It computes only when it is told to.
 *
 * Signals: `outdated ()`: the row says something else, for the first time since it was computed
 */
#define CW_TYPE_PORTFOLIO_ITEM (cw_portfolio_item_get_type ())
G_DECLARE_FINAL_TYPE (CwPortfolioItem, cw_portfolio_item, CW, PORTFOLIO_ITEM, GObject)

CwPortfolioItem *cw_portfolio_item_new (CwRow *row) G_GNUC_WARN_UNUSED_RESULT;

CwRow *cw_portfolio_item_get_row (CwPortfolioItem *self);
const char *cw_portfolio_item_get_symbol (CwPortfolioItem *self);
const char *cw_portfolio_item_get_name (CwPortfolioItem *self);
const CwPosition *cw_portfolio_item_get_position (CwPortfolioItem *self);
int cw_portfolio_item_get_decimals (CwPortfolioItem *self);
double cw_portfolio_item_get_weight (CwPortfolioItem *self);
gboolean cw_portfolio_item_is_in_only_currency (CwPortfolioItem *self);
guint cw_portfolio_item_get_version (CwPortfolioItem *self);
char *cw_portfolio_item_describe (CwPortfolioItem *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean cw_portfolio_item_is_outdated (CwPortfolioItem *self);
void cw_portfolio_item_update (CwPortfolioItem *self);
void cw_portfolio_item_set_weight (CwPortfolioItem *self, double weight, gboolean only_currency);

G_END_DECLS
