/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-provider.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/**
 * CwCsvProvider:
 *
 * A folder of CSV files as a provider: the bars of `AAPL` lie in `AAPL.csv`. Knows no network and
 * no company's name; currency and time zone stay unknown. Files are read anew each time they are
 * asked for.
 */
#define CW_TYPE_CSV_PROVIDER (cw_csv_provider_get_type ())
G_DECLARE_FINAL_TYPE (CwCsvProvider, cw_csv_provider, CW, CSV_PROVIDER, GObject)

CwProvider *cw_csv_provider_new (const char *directory,
                                 CwWorkers *workers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
