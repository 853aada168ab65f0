/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-risk-study.h"

G_BEGIN_DECLS

/**
 * CwRiskShocks:
 *
 * What falls of the market would do to a portfolio: those that happened, and one that a person
 * thinks out by a slider. All of it is hypothetical, and called so.
 */
#define CW_TYPE_RISK_SHOCKS (cw_risk_shocks_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskShocks, cw_risk_shocks, CW, RISK_SHOCKS, GtkWidget)

void cw_risk_shocks_show (CwRiskShocks *self, const CwRiskStudy *study);

G_END_DECLS
