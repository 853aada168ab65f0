/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

/**
 * CwPortfolioPage:
 *
 * What is held of the list that the window shows: what it is worth and was gained, by currency, how
 * it is allocated, and each holding. While it is not on screen nothing is computed.
 *
 * Actions: `portfolio.sort(s)`: by which column
 */
#define CW_TYPE_PORTFOLIO_PAGE (cw_portfolio_page_get_type ())
G_DECLARE_FINAL_TYPE (CwPortfolioPage, cw_portfolio_page, CW, PORTFOLIO_PAGE, GtkWidget)

GtkWidget *cw_portfolio_page_new (CwWindow *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
