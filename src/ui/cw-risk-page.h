/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-risk-study.h"
#include "cw-window.h"

G_BEGIN_DECLS

/**
 * CwRiskPage:
 *
 * The risk of what is held, of the open list, or of one symbol: what losses are to be expected, how
 * the daily returns were distributed, how far it fell, how its symbols move with each other, and
 * what falls of the market would do to it. Nothing is loaded or computed while nobody looks.
 *
 * It adds the actions to its window that begin with `risk-`.
 */
#define CW_TYPE_RISK_PAGE (cw_risk_page_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskPage, cw_risk_page, CW, RISK_PAGE, GtkWidget)

GtkWidget *cw_risk_page_new (CwWindow *window) G_GNUC_WARN_UNUSED_RESULT;

CwWindow *cw_risk_page_get_window (CwRiskPage *self);
CwRiskChoice *cw_risk_page_get_choice (CwRiskPage *self);
const CwRiskStudy *cw_risk_page_get_study (CwRiskPage *self);
gboolean cw_risk_page_is_settled (CwRiskPage *self);

G_END_DECLS
