/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-store.h"

G_BEGIN_DECLS

gboolean cw_series_table_load (CwDatabase *database,
                               const char *symbol,
                               CwInterval interval,
                               GCancellable *cancellable,
                               CwStoredSeries **stored,
                               GError **error);
gboolean cw_series_table_save (CwDatabase *database,
                               const CwSeries *series,
                               gint64 fetched_at,
                               GError **error);

G_END_DECLS
