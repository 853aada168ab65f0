/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-risk-page.h"

G_BEGIN_DECLS

void cw_risk_actions_add (CwRiskPage *page, CwWindow *window);
void cw_risk_actions_update (CwRiskPage *page, CwWindow *window);

G_END_DECLS
