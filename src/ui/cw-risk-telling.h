/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-risk-study.h"

G_BEGIN_DECLS

/** CwRiskTelling: what is said of one figure. */
typedef struct
{
  char *value;
  char *money; /* nullable */
  char *text;  /* what it means, in a sentence */
} CwRiskTelling;

void cw_risk_telling_clear (CwRiskTelling *telling);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwRiskTelling, cw_risk_telling_clear)

/** CwRiskFigure: a figure that the page shows. */
typedef struct
{
  const char *title; /* for people, not yet translated */
  CwRiskTelling (*tell) (const CwRiskStudy *study);
} CwRiskFigure;

extern const CwRiskFigure cw_risk_loss_figures[];
extern const gsize cw_risk_n_loss_figures;
extern const CwRiskFigure cw_risk_reward_figures[];
extern const gsize cw_risk_n_reward_figures;

char *cw_risk_take_number (char *number) G_GNUC_WARN_UNUSED_RESULT;
char *cw_risk_describe_measure (const CwRiskStudy *study) G_GNUC_WARN_UNUSED_RESULT;
char *cw_risk_format_money (const CwRiskStudy *study, double fraction) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
