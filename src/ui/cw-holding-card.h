/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-drafts.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwHoldingCard:
 *
 * How much a person holds of a symbol, what it cost, and what it is worth now. It saves itself.
 *
 * Signals:
 * - `edited (gint64 list, CwHolding *holding)`: what is to be kept in the list of that number
 * - `removed (gint64 list, CwHolding *holding)`: what is not held any more
 */
#define CW_TYPE_HOLDING_CARD (cw_holding_card_get_type ())
G_DECLARE_FINAL_TYPE (CwHoldingCard, cw_holding_card, CW, HOLDING_CARD, GtkWidget)

void cw_holding_card_set_drafts (CwHoldingCard *self, CwDrafts *drafts);
void cw_holding_card_flush (CwHoldingCard *self);
void cw_holding_card_set_obstacle (CwHoldingCard *self, const char *obstacle);
void cw_holding_card_show_row (CwHoldingCard *self, CwRow *row);

G_END_DECLS
