/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-risk-choice.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/**
 * CwRiskChooser:
 *
 * The fields in which a person chooses what to know of risk. They wrap where there is little room.
 */
#define CW_TYPE_RISK_CHOOSER (cw_risk_chooser_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskChooser, cw_risk_chooser, CW, RISK_CHOOSER, GtkWidget)

void cw_risk_chooser_set_choice (CwRiskChooser *self, CwRiskChoice *choice);
void cw_risk_chooser_show_list (CwRiskChooser *self, const CwSymbolList *list);

G_END_DECLS
