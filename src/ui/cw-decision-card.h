/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-decision.h"

G_BEGIN_DECLS

/**
 * CwDecisionCard:
 *
 * A decision with its score and the rules behind it, each with its verdict and its evidence.
 *
 * Properties:
 * - `title`: what kind of decision it is
 * - `signed-score`: whether a score above zero gets its plus sign
 */
#define CW_TYPE_DECISION_CARD (cw_decision_card_get_type ())
G_DECLARE_FINAL_TYPE (CwDecisionCard, cw_decision_card, CW, DECISION_CARD, GtkWidget)

void cw_decision_card_add (CwDecisionCard *self, GtkWidget *widget);
void cw_decision_card_set_decision (CwDecisionCard *self, CwDecision *decision, const char *note);

G_END_DECLS
