/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-risk-study.h"

G_BEGIN_DECLS

void cw_risk_study_plot (CwRiskStudy *study);

G_END_DECLS
