/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-outcome.h"

G_BEGIN_DECLS

CwOutcome *cw_outcome_new (guint index,
                           const char *symbol,
                           CwStage stage,
                           CwAnalysis *analysis,
                           const GError *error) G_GNUC_WARN_UNUSED_RESULT;

static inline gboolean
cw_stage_is_final (CwStage stage)
{
  return stage >= CW_STAGE_READY;
}

G_END_DECLS
