/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-portfolio-columns.h"

G_BEGIN_DECLS

/**
 * CwPortfolioCells:
 *
 * The cells of a table of holdings: made and used again as the table needs them, and kept up to
 * date, some a frame.
 */
#define CW_TYPE_PORTFOLIO_CELLS (cw_portfolio_cells_get_type ())
G_DECLARE_FINAL_TYPE (CwPortfolioCells, cw_portfolio_cells, CW, PORTFOLIO_CELLS, GObject)

CwPortfolioCells *cw_portfolio_cells_new (void) G_GNUC_WARN_UNUSED_RESULT;

GtkListItemFactory *
cw_portfolio_cells_new_factory (CwPortfolioCells *self,
                                const CwPortfolioColumn *column) G_GNUC_WARN_UNUSED_RESULT;
void cw_portfolio_cells_set_narrow (CwPortfolioCells *self, gboolean narrow);
gboolean cw_portfolio_cells_update (CwPortfolioCells *self, guint budget);
void cw_portfolio_cells_show_again (CwPortfolioCells *self);

G_END_DECLS
