/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-symbol-study.h"

G_BEGIN_DECLS

/**
 * CwSymbolRiskCard:
 *
 * How much a symbol moves, how much it may lose in a day, how deep it fell, and how it goes with
 * the market.
 */
#define CW_TYPE_SYMBOL_RISK_CARD (cw_symbol_risk_card_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolRiskCard, cw_symbol_risk_card, CW, SYMBOL_RISK_CARD, GtkWidget)

void cw_symbol_risk_card_set_study (CwSymbolRiskCard *self,
                                    const CwSymbolStudy *study,
                                    const char *benchmark);

G_END_DECLS
