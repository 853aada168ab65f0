/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers for the sentences of decisions: in the user's locale, with a true minus sign. Not for
 * other rooms, but for the mark that keeps a sign where it belongs. */

const char *cw_number_get_sign_mark (void);
char *cw_number_format (double value, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_number_format_percent (double fraction, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_number_format_change (double fraction, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_number_format_score (int score) G_GNUC_WARN_UNUSED_RESULT;
int cw_number_decimals_to_tell_apart (double a, double b, int decimals);

G_END_DECLS
