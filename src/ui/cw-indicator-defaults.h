/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CW_INDICATOR_DEFAULT_SMA "20,50,200"
#define CW_INDICATOR_DEFAULT_BOLLINGER "20,2"
#define CW_INDICATOR_DEFAULT_MACD "12,26,9"
#define CW_INDICATOR_DEFAULT_RSI "14"

/** CwIndicatorDefaults: with which parameters the usual indicators are offered: numbers in the C
 * locale with commas between them. What cannot be is taken for the usual ones. */
typedef struct
{
  const char *sma; /* several lengths, one to three */
  const char *bollinger, *macd, *rsi;
} CwIndicatorDefaults;

char *cw_indicator_defaults_clean (const char *indicator,
                                   const char *text) G_GNUC_WARN_UNUSED_RESULT;
char **
cw_indicator_defaults_dup_specs (const CwIndicatorDefaults *defaults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
