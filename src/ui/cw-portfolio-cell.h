/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-figures.h"
#include "cw-portfolio-item.h"

G_BEGIN_DECLS

/**
 * CwPortfolioCell:
 *
 * A cell in the table of holdings: a line of text, and a smaller one below it where there is more
 * to say.
 */
#define CW_TYPE_PORTFOLIO_CELL (cw_portfolio_cell_get_type ())
G_DECLARE_FINAL_TYPE (CwPortfolioCell, cw_portfolio_cell, CW, PORTFOLIO_CELL, GtkWidget)

/** CwPortfolioFillFunc: shows in @cell what it is to show of its item. */
typedef void (*CwPortfolioFillFunc) (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow);

GtkWidget *cw_portfolio_cell_new (CwPortfolioFillFunc fill,
                                  gboolean is_number,
                                  int *column_width) G_GNUC_WARN_UNUSED_RESULT;

void cw_portfolio_cell_set_item (CwPortfolioCell *self, CwPortfolioItem *item);
CwPortfolioItem *cw_portfolio_cell_get_item (CwPortfolioCell *self);
void cw_portfolio_cell_set_narrow (CwPortfolioCell *self, gboolean narrow);
void cw_portfolio_cell_show_again (CwPortfolioCell *self);
gboolean cw_portfolio_cell_is_in_sight (CwPortfolioCell *self);
gboolean cw_portfolio_cell_update (CwPortfolioCell *self);

void cw_portfolio_cell_say (CwPortfolioCell *self, const char *text, const char *detail);
void
cw_portfolio_cell_set_direction (CwPortfolioCell *self, CwDirection direction, gboolean of_detail);

G_END_DECLS
