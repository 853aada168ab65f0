/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-decision.h"
#include "cw-format.h"
#include "cw-fundamentals.h"

G_BEGIN_DECLS

/* What the window says in numbers beyond what a chart says. */

/** CwDirection: which way a number went; its arrow and its colour follow from it. */
typedef enum
{
  CW_DIRECTION_NONE,
  CW_DIRECTION_UP,
  CW_DIRECTION_DOWN,
} CwDirection;

CwDirection cw_direction_of (double change, int decimals);
CwDirection cw_direction_of_action (CwAction action);
const char *cw_direction_get_css_class (CwDirection direction);
char *cw_direction_add_arrow (CwDirection direction, const char *text) G_GNUC_WARN_UNUSED_RESULT;

char *cw_figure_of_metric (const CwFundamentals *fundamentals,
                           CwMetric metric) G_GNUC_WARN_UNUSED_RESULT;
char *cw_figure_of_share (double fraction, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_figure_of_day (GDateTime *time) G_GNUC_WARN_UNUSED_RESULT;
char *cw_figure_of_age (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
char *cw_figure_of_age_in_words (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
