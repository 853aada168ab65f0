/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-symbol-study.h"

G_BEGIN_DECLS

/**
 * CwScenariosCard:
 *
 * What known falls of the market would do to a symbol, and what they did where its history reaches
 * so far back.
 */
#define CW_TYPE_SCENARIOS_CARD (cw_scenarios_card_get_type ())
G_DECLARE_FINAL_TYPE (CwScenariosCard, cw_scenarios_card, CW, SCENARIOS_CARD, GtkWidget)

void cw_scenarios_card_set_study (CwScenariosCard *self, const CwSymbolStudy *study);

G_END_DECLS
