/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"

G_BEGIN_DECLS

/*
 * Words for people that stand beside the numbers; cw-format.h has the numbers themselves.
 */

char *cw_describe_age (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
char *cw_describe_time (CwClock clock, gint64 time) G_GNUC_WARN_UNUSED_RESULT;
char *cw_describe_day (gint64 day) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_share (double fraction, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_signed_share (double fraction, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_change (double change, int decimals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
