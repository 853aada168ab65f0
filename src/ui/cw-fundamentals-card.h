/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-analysis.h"

G_BEGIN_DECLS

/**
 * CwFundamentalsCard:
 *
 * The figures of a company's reports, with the period they come from and who gave them. What is not
 * known is a dash, never a zero.
 */
#define CW_TYPE_FUNDAMENTALS_CARD (cw_fundamentals_card_get_type ())
G_DECLARE_FINAL_TYPE (CwFundamentalsCard, cw_fundamentals_card, CW, FUNDAMENTALS_CARD, GtkWidget)

void cw_fundamentals_card_set_analysis (CwFundamentalsCard *self, CwAnalysis *analysis);

G_END_DECLS
