/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/* All of these run in a transaction of the caller's. */

gboolean cw_lists_table_load (CwDatabase *database,
                              gint64 only,
                              GCancellable *cancellable,
                              GPtrArray **lists,
                              GError **error);
gboolean cw_lists_table_create (CwDatabase *database,
                                gint64 wanted_id,
                                const char *name,
                                gint64 position,
                                gint64 *id,
                                GError **error);
gboolean cw_lists_table_rename (CwDatabase *database, gint64 id, const char *name, GError **error);
gboolean cw_lists_table_move (CwDatabase *database, gint64 id, gint64 position, GError **error);
gboolean cw_lists_table_delete (CwDatabase *database, gint64 id, GError **error);
gboolean cw_lists_table_assert_exists (CwDatabase *database, gint64 id, GError **error);

gboolean cw_lists_table_ensure_default (CwDatabase *database, GError **error);

G_END_DECLS
