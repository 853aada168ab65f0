/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-database.h"

#include "cw-store-error.h"

#define RETRY_MILLISECONDS 20

/* The log may grow to 16 MiB before it is played back into the file, and a bulk of writes is so
 * played back a few times only; what a slow reader made it grow beyond that is given back. */
#define SET_UP_LOG                    \
  "PRAGMA wal_autocheckpoint = 4000;" \
  "PRAGMA journal_size_limit = 16777216;"

struct _CwDatabase
{
  CwWorkers *owner;
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* static SQL → CwStatement */
};

static void
assert_owned (const CwDatabase *self)
{
  g_assert (cw_workers_is_current (self->owner));
}

static void
statement_free (gpointer data)
{
  CwStatement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement);
}

/* The file may come from anywhere, so SQLite must not trust what its schema says, and nobody,
 * this program included, may damage it by way of SQL. */
static gboolean
configure (CwDatabase *self, GError **error)
{
  static const struct
  {
    int option, value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },        { SQLITE_DBCONFIG_DQS_DDL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      int code = sqlite3_db_config (self->handle, options[i].option, options[i].value, NULL);

      if (code != SQLITE_OK)
        {
          cw_sqlite_set_error (error, self->handle, code);
          return FALSE;
        }
    }
  sqlite3_busy_timeout (self->handle, CW_DATABASE_BUSY_MILLISECONDS);
  return cw_database_run (self,
                          "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;" SET_UP_LOG,
                          error)
         && cw_database_run (self, "PRAGMA synchronous = FULL", error);
}

static CwDatabase *
open_with (const char *path, CwWorkers *owner, int flags, GError **error)
{
  g_autoptr (CwDatabase) self = NULL;
  int code;

  g_assert (cw_workers_is_current (owner));
  g_assert (cw_workers_get_n_threads (owner) == 1);

  self = g_new0 (CwDatabase, 1);
  self->owner = owner;
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, statement_free);
  /* No mutex: one thread owns the connection. */
  code = sqlite3_open_v2 (path, &self->handle,
                          flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
                              | SQLITE_OPEN_EXRESCODE,
                          NULL);
  if (code != SQLITE_OK)
    {
      cw_sqlite_set_error (error, self->handle, code);
      return NULL;
    }
  return configure (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * cw_database_open:
 * @path: a file, which is made if it is not there, or %CW_DATABASE_IN_MEMORY
 * @owner: the pool of one thread that the connection belongs to; the caller runs on it
 * @error: return location for a #CwStoreError
 *
 * Opens a connection without reading anything from the file yet.
 *
 * Returns: (transfer full) (nullable): the connection
 */
CwDatabase *
cw_database_open (const char *path, CwWorkers *owner, GError **error)
{
  return open_with (path, owner, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

/**
 * cw_database_open_to_read:
 * @path: a file
 * @owner: the pool of one thread that the connection belongs to; the caller runs on it
 * @unchanging: whether nobody changes the file meanwhile, so that it can be read even where no lock
 *   and no log can be written
 * @error: return location for a #CwStoreError
 *
 * Opens a connection through which the file cannot be changed.
 *
 * Returns: (transfer full) (nullable): the connection
 */
CwDatabase *
cw_database_open_to_read (const char *path, CwWorkers *owner, gboolean unchanging, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *unchanging_uri = g_strconcat (uri, "?immutable=1", NULL);

  return open_with (unchanging ? unchanging_uri : path, owner,
                    SQLITE_OPEN_READONLY | (unchanging ? SQLITE_OPEN_URI : 0), error);
}

/** cw_database_close: @self: (transfer full) (nullable): a connection */
void
cw_database_close (CwDatabase *self)
{
  if (self == NULL)
    return;
  assert_owned (self);
  g_hash_table_unref (self->statements);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("The database was closed while something in it was still in use");
  g_free (self->path);
  g_free (self);
}

/**
 * cw_database_use_wal:
 * @self: a connection
 * @error: return location for a #CwStoreError
 *
 * Turns the write-ahead log on, in which readers and a writer do not wait for one another.
 *
 * Returns: whether it is on
 */
gboolean
cw_database_use_wal (CwDatabase *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  /* SQLite does not wait by itself when two connections turn the log on at once. */
  for (int waited = 0; waited < CW_DATABASE_BUSY_MILLISECONDS; waited += RETRY_MILLISECONDS)
    {
      g_clear_error (&failure);
      if (cw_database_run (self, "PRAGMA journal_mode = WAL", &failure))
        return TRUE;
      if (!g_error_matches (failure, CW_STORE_ERROR, CW_STORE_ERROR_BUSY))
        break;
      g_usleep (RETRY_MILLISECONDS * 1000);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * cw_database_prepare:
 * @self: a connection
 * @sql: static text: one statement
 * @error: return location for a #CwStoreError
 *
 * Returns: (transfer none) (nullable): the statement, ready to be bound; prepared once, then kept
 */
CwStatement *
cw_database_prepare (CwDatabase *self, const char *sql, GError **error)
{
  CwStatement *statement;
  sqlite3_stmt *handle;
  int code;

  assert_owned (self);
  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      cw_statement_reset (statement);
      return statement;
    }
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK)
    {
      cw_sqlite_set_error (error, self->handle, code);
      return NULL;
    }
  statement = g_new0 (CwStatement, 1);
  statement->owner = self->owner;
  statement->handle = handle;
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * cw_database_run_with_number:
 * @self: a connection
 * @sql: static text: one statement
 * @number: its only parameter
 * @error: return location for a #CwStoreError
 *
 * Returns: whether it was run
 */
gboolean
cw_database_run_with_number (CwDatabase *self, const char *sql, gint64 number, GError **error)
{
  CwStatement *statement = cw_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, number);
  return cw_statement_run (statement, error);
}

/** cw_database_run_with_text: as cw_database_run_with_number(), for a text */
gboolean
cw_database_run_with_text (CwDatabase *self, const char *sql, const char *text, GError **error)
{
  CwStatement *statement = cw_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_text (statement, 1, text);
  return cw_statement_run (statement, error);
}

/**
 * cw_database_run:
 * @self: a connection
 * @sql: static text: statements without parameters, run one after another
 * @error: return location for a #CwStoreError
 *
 * For what is said once; what is said often is prepared.
 *
 * Returns: whether all of them ran
 */
gboolean
cw_database_run (CwDatabase *self, const char *sql, GError **error)
{
  int code;

  assert_owned (self);
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    cw_sqlite_set_error (error, self->handle, code);
  return code == SQLITE_OK;
}

/**
 * cw_database_get_int:
 * @self: a connection
 * @sql: static text: a statement without parameters
 * @value: (out): the number in the first column of its first row, or 0 if it has none
 * @error: return location for a #CwStoreError
 *
 * Returns: whether it ran
 */
gboolean
cw_database_get_int (CwDatabase *self, const char *sql, gint64 *value, GError **error)
{
  CwStatement *statement = cw_database_prepare (self, sql, error);
  gboolean has_row;

  *value = 0;
  if (statement == NULL || !cw_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = cw_statement_get_int (statement, 0);
  cw_statement_reset (statement);
  return TRUE;
}

static gboolean
run_prepared (CwDatabase *self, const char *sql, GError **error)
{
  CwStatement *statement = cw_database_prepare (self, sql, error);

  return statement != NULL && cw_statement_run (statement, error);
}

/** cw_database_roll_back: ends the transaction, if one is still open, as if it had never begun */
void
cw_database_roll_back (CwDatabase *self)
{
  g_autoptr (GError) error = NULL;

  assert_owned (self);
  /* SQLite has rolled back by itself after the worst errors. */
  if (!sqlite3_get_autocommit (self->handle) && !run_prepared (self, "ROLLBACK", &error))
    g_info ("Rolling back failed: %s", error->message);
}

static gboolean
begin (CwDatabase *self, const char *sql, GError **error)
{
  /* For want of memory even rolling back may have failed the last time. */
  cw_database_roll_back (self);
  return run_prepared (self, sql, error);
}

/** cw_database_begin: begins a transaction that will write, waiting for other writers */
gboolean
cw_database_begin (CwDatabase *self, GError **error)
{
  return begin (self, "BEGIN IMMEDIATE", error);
}

/** cw_database_begin_reading: begins a transaction in which several reads see the same state */
gboolean
cw_database_begin_reading (CwDatabase *self, GError **error)
{
  return begin (self, "BEGIN DEFERRED", error);
}

/** cw_database_commit: ends the transaction; once it returns %TRUE, all of it is on the disk */
gboolean
cw_database_commit (CwDatabase *self, GError **error)
{
  return run_prepared (self, "COMMIT", error);
}

/** cw_database_set_savepoint: marks the point to which a part of the transaction can be undone */
gboolean
cw_database_set_savepoint (CwDatabase *self, GError **error)
{
  return run_prepared (self, "SAVEPOINT part", error);
}

/** cw_database_keep_savepoint: what was written since the savepoint belongs to the transaction */
gboolean
cw_database_keep_savepoint (CwDatabase *self, GError **error)
{
  return run_prepared (self, "RELEASE part", error);
}

/** cw_database_drop_savepoint: what was written since the savepoint was never written */
gboolean
cw_database_drop_savepoint (CwDatabase *self, GError **error)
{
  return run_prepared (self, "ROLLBACK TO part", error)
         && run_prepared (self, "RELEASE part", error);
}

/** cw_database_get_path: Returns: (transfer none): the path that it was opened with */
const char *
cw_database_get_path (CwDatabase *self)
{
  assert_owned (self);
  return self->path;
}

/** cw_database_get_owner: Returns: (transfer none): the pool that the connection belongs to */
CwWorkers *
cw_database_get_owner (CwDatabase *self)
{
  return self->owner;
}

/** cw_database_get_handle: Returns: (transfer none): SQLite's own, for what it says to other
 * connections */
sqlite3 *
cw_database_get_handle (CwDatabase *self)
{
  assert_owned (self);
  return self->handle;
}

/** cw_database_get_last_id: Returns: the id of the row that was inserted last */
gint64
cw_database_get_last_id (CwDatabase *self)
{
  assert_owned (self);
  return sqlite3_last_insert_rowid (self->handle);
}

/** cw_database_is_in_memory: Returns: whether nothing of it will be left when it is closed */
gboolean
cw_database_is_in_memory (CwDatabase *self)
{
  assert_owned (self);
  return g_str_equal (self->path, CW_DATABASE_IN_MEMORY);
}

/** cw_database_has_moved: Returns: whether the file is not the one any more that stands under its
 * name, because somebody renamed or replaced it */
gboolean
cw_database_has_moved (CwDatabase *self)
{
  int moved = FALSE;

  assert_owned (self);
  return sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK
         && moved != 0;
}
