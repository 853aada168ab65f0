/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"
#include "cw-short-term-rules.h"

G_BEGIN_DECLS

/* The words of short-term decisions. Not for other rooms. */

const char *cw_short_term_rule_name (CwShortTermRule rule);
char *cw_short_term_evidence (const CwSeries *series,
                              CwShortTermRule rule,
                              const CwShortTermVote *vote) G_GNUC_WARN_UNUSED_RESULT;
char *cw_short_term_summary (const CwSeries *series,
                             CwAction action,
                             int score,
                             const CwShortTermVote *votes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
