/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series-builder.h"

G_BEGIN_DECLS

CwSeriesBuilder *cw_bars_csv_read (const char *text,
                                   gsize length,
                                   const char *symbol,
                                   CwInterval interval,
                                   GTimeZone *zone,
                                   int seconds_into_day,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwSeriesBuilder *cw_bars_csv_read_most (const char *text,
                                        gsize length,
                                        const char *symbol,
                                        GTimeZone *zone,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwInterval cw_bars_csv_guess_interval (const CwSeriesBuilder *builder);
void cw_bars_csv_write (const CwSeries *series, GString *to);

G_END_DECLS
