/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-store.h"

G_BEGIN_DECLS

gboolean cw_fundamentals_table_load (CwDatabase *database,
                                     const char *symbol,
                                     CwStoredFundamentals **stored,
                                     GError **error);
gboolean cw_fundamentals_table_save (CwDatabase *database,
                                     const CwFundamentals *fundamentals,
                                     gint64 fetched_at,
                                     GError **error);

G_END_DECLS
