/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-holdings-model.h"

G_BEGIN_DECLS

/**
 * CwPortfolioSummary:
 *
 * What all that is held in one currency is worth, what was gained with it, and how it is allocated.
 */
#define CW_TYPE_PORTFOLIO_SUMMARY (cw_portfolio_summary_get_type ())
G_DECLARE_FINAL_TYPE (CwPortfolioSummary, cw_portfolio_summary, CW, PORTFOLIO_SUMMARY, GtkWidget)

void cw_portfolio_summary_show (CwPortfolioSummary *self,
                                CwHoldingsModel *portfolio,
                                const CwPositionSum *sum,
                                gint64 now);

G_END_DECLS
