/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-provider.h"

G_BEGIN_DECLS

CwSeries *cw_csv_bars_parse (const char *text,
                             gsize length,
                             const CwSeriesQuery *query,
                             const char *source,
                             gint64 now,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolQuote *cw_csv_bars_parse_quote (const char *text,
                                        gsize length,
                                        const char *symbol,
                                        const char *source,
                                        gint64 now,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
