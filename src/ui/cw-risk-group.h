/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-risk-study.h"

G_BEGIN_DECLS

/** CwRiskTopic: what a group of figures is about. */
typedef enum
{
  CW_RISK_LOSSES,
  CW_RISK_REWARDS,
} CwRiskTopic;

/**
 * CwRiskGroup:
 *
 * Figures about risk, each with its name, a sentence that says what it means, and its value; in
 * money too where it is known what the portfolio is worth.
 *
 * Properties: `topic` (a #CwRiskTopic) is set when it is made.
 */
#define CW_TYPE_RISK_GROUP (cw_risk_group_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskGroup, cw_risk_group, CW, RISK_GROUP, AdwPreferencesGroup)

GtkWidget *cw_risk_group_new (CwRiskTopic topic) G_GNUC_WARN_UNUSED_RESULT;
void cw_risk_group_show (CwRiskGroup *self, const CwRiskStudy *study);

G_END_DECLS
