/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-holdings-model.h"

G_BEGIN_DECLS

/**
 * CwPortfolioTable:
 *
 * The holdings as a table that can be sorted. Where there is little room it leaves columns out, and
 * in the end says in two lines what matters most.
 *
 * Delete removes a holding and F2 edits it, by the window's actions.
 *
 * Signals:
 * - `activated (const char *symbol)`: a person wants to see that symbol
 * - `scrolled ()`: other rows are in sight, which cw_portfolio_table_update() has passed over
 */
#define CW_TYPE_PORTFOLIO_TABLE (cw_portfolio_table_get_type ())
G_DECLARE_FINAL_TYPE (CwPortfolioTable, cw_portfolio_table, CW, PORTFOLIO_TABLE, GtkWidget)

void cw_portfolio_table_set_portfolio (CwPortfolioTable *self, CwHoldingsModel *portfolio);
void cw_portfolio_table_hold_back (CwPortfolioTable *self);
void cw_portfolio_table_sort_again (CwPortfolioTable *self);
gboolean cw_portfolio_table_update (CwPortfolioTable *self, guint budget);
void cw_portfolio_table_show_ages (CwPortfolioTable *self);
void cw_portfolio_table_sort (CwPortfolioTable *self, const char *column);

G_END_DECLS
