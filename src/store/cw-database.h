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

/** CW_DATABASE_IN_MEMORY: the path of a database that has no file. */
#define CW_DATABASE_IN_MEMORY ":memory:"
/** CW_DATABASE_BUSY_MILLISECONDS: how long one waits for another program that is writing. */
#define CW_DATABASE_BUSY_MILLISECONDS 5000

CwDatabase *
cw_database_open (const char *path, CwWorkers *owner, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwDatabase *cw_database_open_to_read (const char *path,
                                      CwWorkers *owner,
                                      gboolean unchanging,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_database_close (CwDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDatabase, cw_database_close)

gboolean cw_database_use_wal (CwDatabase *database, GError **error);
gboolean cw_database_check (CwDatabase *database, GError **error);
gboolean cw_database_back_up (CwDatabase *database, const char *path, GError **error);
gboolean cw_database_replace_contents (CwDatabase *database, CwDatabase *other, GError **error);
void cw_database_checkpoint (CwDatabase *database);

CwStatement *cw_database_prepare (CwDatabase *database, const char *sql, GError **error);
gboolean cw_database_run (CwDatabase *database, const char *sql, GError **error);
gboolean
cw_database_run_with_number (CwDatabase *database, const char *sql, gint64 number, GError **error);
gboolean
cw_database_run_with_text (CwDatabase *database, const char *sql, const char *text, GError **error);
gboolean cw_database_get_int (CwDatabase *database, const char *sql, gint64 *value, GError **error);

gboolean cw_database_begin (CwDatabase *database, GError **error);
gboolean cw_database_begin_reading (CwDatabase *database, GError **error);
gboolean cw_database_commit (CwDatabase *database, GError **error);
gboolean cw_database_set_savepoint (CwDatabase *database, GError **error);
gboolean cw_database_keep_savepoint (CwDatabase *database, GError **error);
gboolean cw_database_drop_savepoint (CwDatabase *database, GError **error);
void cw_database_roll_back (CwDatabase *database);

const char *cw_database_get_path (CwDatabase *database);
CwWorkers *cw_database_get_owner (CwDatabase *database);
sqlite3 *cw_database_get_handle (CwDatabase *database);
gint64 cw_database_get_last_id (CwDatabase *database);
gboolean cw_database_is_in_memory (CwDatabase *database);
gboolean cw_database_has_moved (CwDatabase *database);

G_END_DECLS
