/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

CwSeries *cw_yahoo_chart_parse (const char *body,
                                gsize length,
                                const char *symbol,
                                CwInterval interval,
                                const char *source,
                                gint64 now,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GError *cw_yahoo_error_parse (guint status, const char *body, gsize length, const char *symbol)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
