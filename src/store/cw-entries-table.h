/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-import-preview.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/* All of these run in a transaction of the caller's. */

gboolean cw_entries_table_add (CwDatabase *database,
                               gint64 list,
                               const GPtrArray *entries,
                               gint64 position,
                               gint64 *n_added,
                               GError **error);
gboolean cw_entries_table_remove (CwDatabase *database,
                                  gint64 list,
                                  const char *const *symbols,
                                  GPtrArray **removed,
                                  GError **error);
gboolean cw_entries_table_restore (CwDatabase *database,
                                   gint64 list,
                                   const GPtrArray *removed,
                                   GError **error);
gboolean cw_entries_table_move (
    CwDatabase *database, gint64 list, const char *symbol, gint64 position, GError **error);
gboolean
cw_entries_table_edit (CwDatabase *database, gint64 list, const CwListEntry *entry, GError **error);

gboolean cw_entries_table_import (CwDatabase *database,
                                  gint64 list,
                                  const CwImportPreview *preview,
                                  GCancellable *cancellable,
                                  GError **error);

gboolean cw_entries_table_find (CwDatabase *database,
                                gint64 list,
                                const char *symbol,
                                gint64 *id,
                                gint64 *position,
                                GError **error);
gboolean cw_entries_table_append (
    CwDatabase *database, gint64 list, const char *symbol, gint64 *id, GError **error);

G_END_DECLS
