/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/* All of these run in a transaction of the caller's. */

gboolean
cw_holdings_table_set (CwDatabase *database, gint64 list, const CwHolding *holding, GError **error);
gboolean cw_holdings_table_remove (
    CwDatabase *database, gint64 list, const char *symbol, CwHolding **removed, GError **error);

G_END_DECLS
