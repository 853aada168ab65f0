/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-risk-study.h"

G_BEGIN_DECLS

/**
 * CwRiskLeftOut:
 *
 * Names the symbols that could not be taken into account, each with its reason. Hidden where there
 * are none.
 */
#define CW_TYPE_RISK_LEFT_OUT (cw_risk_left_out_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskLeftOut, cw_risk_left_out, CW, RISK_LEFT_OUT, GtkWidget)

void cw_risk_left_out_show (CwRiskLeftOut *self, const CwRiskStudy *study);

G_END_DECLS
