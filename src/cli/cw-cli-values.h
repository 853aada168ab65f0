/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-interval.h"
#include "cw-range.h"

G_BEGIN_DECLS

/*
 * The values that options take. Every function names the option in its error, which is a
 * CW_CLI_ERROR_USAGE.
 */

gboolean cw_cli_parse_int (
    const char *option, const char *text, int lowest, int highest, int *number, GError **error);
gboolean cw_cli_parse_double (const char *option,
                              const char *text,
                              double lowest,
                              double highest,
                              double *number,
                              GError **error);
gboolean cw_cli_parse_day (const char *option, const char *text, gint64 *day, GError **error);
gboolean cw_cli_parse_range (const char *option, const char *text, CwRange *range, GError **error);
GArray *cw_cli_parse_intervals (const char *option,
                                const char *text,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
cw_cli_parse_size (const char *option, const char *text, int *width, int *height, GError **error);
gboolean cw_cli_parse_symbol (const char *option, const char *text, char **symbol, GError **error);
gboolean cw_cli_check_url (const char *option, const char *url, GError **error);

G_END_DECLS
