/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/* Numbers and dates for people: localised, with a true minus sign. Machines are written elsewhere.
 */

/** CW_FORMAT_NO_VALUE: what stands where there is no number. */
#define CW_FORMAT_NO_VALUE "–"

int cw_format_find_decimals (const CwSeries *series);

char *cw_format_number (double value, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_signed (double value, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_percent (double percent) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_percent_to (double percent, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_compact (double value) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_compact_multiple (double value, int exponent) G_GNUC_WARN_UNUSED_RESULT;

GDateTime *cw_format_dup_bar_start (const CwSeries *series, gsize bar) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_bar_date (const CwSeries *series, gsize bar) G_GNUC_WARN_UNUSED_RESULT;
char *cw_format_bar_date_short (const CwSeries *series, gsize bar) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
