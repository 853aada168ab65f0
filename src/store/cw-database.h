/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-statement.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/**
 * CwDatabase:
 *
 * A connection to an SQLite file that belongs to the one thread of a pool: opened, used and closed
 * there and nowhere else, which every function asserts.
 */
typedef struct _CwDatabase CwDatabase;

CwDatabase *
cw_database_open (const char *path, CwWorkers *owner, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_database_close (CwDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDatabase, cw_database_close)

gboolean cw_database_use_wal (CwDatabase *database, GError **error);
gboolean cw_database_check (CwDatabase *database, GError **error);
gboolean cw_database_back_up (CwDatabase *database, const char *path, GError **error);

CwStatement *cw_database_prepare (CwDatabase *database, const char *sql, GError **error);
gboolean cw_database_run (CwDatabase *database, const char *sql, GError **error);
gboolean cw_database_get_int (CwDatabase *database, const char *sql, gint64 *value, GError **error);

gboolean cw_database_begin (CwDatabase *database, GError **error);
gboolean cw_database_begin_reading (CwDatabase *database, GError **error);
gboolean cw_database_commit (CwDatabase *database, GError **error);
void cw_database_roll_back (CwDatabase *database);

const char *cw_database_get_path (CwDatabase *database);
gint64 cw_database_get_last_id (CwDatabase *database);

G_END_DECLS
