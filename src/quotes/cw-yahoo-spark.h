/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-provider.h"

G_BEGIN_DECLS

/** CwYahooSparkAsked: what a spark was asked for, and when it was answered. */
typedef struct
{
  const char *const *symbols; /* %NULL-terminated */
  CwInterval interval;
  const char *source; /* for people: who gave the answer */
  gint64 now;         /* when, in seconds since 1970: later times are not believed */
  gint64 skew;        /* by how much the provider's clock is ahead of this computer's */
} CwYahooSparkAsked;

GPtrArray *cw_yahoo_spark_parse (const char *body,
                                 gsize length,
                                 const CwYahooSparkAsked *asked,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolQuote *cw_yahoo_quote_new (const CwSeries *series,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
