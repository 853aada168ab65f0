/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-risk-study.h"

G_BEGIN_DECLS

/**
 * CwRiskTable:
 *
 * What a scenario does to each symbol of a portfolio. Only the rows in sight cost anything.
 */
#define CW_TYPE_RISK_TABLE (cw_risk_table_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskTable, cw_risk_table, CW, RISK_TABLE, GtkWidget)

/** CW_RISK_NO_SCENARIO: a shock that somebody thought out is none of the named scenarios. */
#define CW_RISK_NO_SCENARIO G_MAXSIZE

void cw_risk_table_show (CwRiskTable *self, const CwRiskStudy *study);
void cw_risk_table_apply (CwRiskTable *self,
                          const CwRiskStudy *study,
                          double market_return,
                          gsize scenario);

G_END_DECLS
