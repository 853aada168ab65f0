/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers for the sentences of alerts. Not for other rooms. */

char *cw_alert_format_level (double level, const char *currency) G_GNUC_WARN_UNUSED_RESULT;
char *
cw_alert_format_price (double price, int decimals, const char *currency) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_format_percent (double percent) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_format_change (double percent) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_format_value (double value, int decimals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
