/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-risk-study.h"

G_BEGIN_DECLS

/**
 * CwRiskReport:
 *
 * A study, as the page of risk shows it: two columns where there is room, else one.
 */
#define CW_TYPE_RISK_REPORT (cw_risk_report_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskReport, cw_risk_report, CW, RISK_REPORT, GtkWidget)

void cw_risk_report_show (CwRiskReport *self, const CwRiskStudy *study);
gboolean cw_risk_report_is_settled (CwRiskReport *self);
void cw_risk_report_set_palette (CwRiskReport *self, CwPalette palette);

G_END_DECLS
