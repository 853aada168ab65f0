/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-activity-model.h"

G_BEGIN_DECLS

/* The live activity in words, for people. */

const char *cw_phase_get_title (CwPhase phase);

char *cw_activity_format_time (gint64 microseconds) G_GNUC_WARN_UNUSED_RESULT;
char *cw_activity_describe_phases (const CwSpan *span, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *cw_activity_describe_state (const CwSpan *span) G_GNUC_WARN_UNUSED_RESULT;
char *cw_activity_describe_span (const CwSpan *span, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_activity_get_work (const CwSpan *span);
const char *cw_activity_get_place_title (const CwActivityPlace *place);
char *cw_activity_describe_place (const CwActivityPlace *place,
                                  gint64 now_real) G_GNUC_WARN_UNUSED_RESULT;
char *cw_activity_describe_counts (const CwActivityCounts *counts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
