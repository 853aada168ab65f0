/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-store-quotes.h"

G_BEGIN_DECLS

/* Both run in a transaction of the caller's. */

gboolean cw_quotes_table_load (CwDatabase *database,
                               const char *symbol,
                               CwStoredQuote **stored,
                               GError **error);
gboolean cw_quotes_table_save (CwDatabase *database,
                               const CwSymbolQuote *quote,
                               gint64 fetched_at,
                               GError **error);

G_END_DECLS
