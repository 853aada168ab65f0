/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-series-builder.h"

G_BEGIN_DECLS

gboolean
cw_event_tables_load (CwDatabase *database, gint64 id, CwSeriesBuilder *builder, GError **error);
gboolean
cw_event_tables_save (CwDatabase *database, gint64 id, const CwSeries *series, GError **error);
gboolean cw_event_tables_clear (CwDatabase *database, gint64 id, GError **error);

G_END_DECLS
