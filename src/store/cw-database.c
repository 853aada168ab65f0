/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-database.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cw-store-error.h"

/* How long one waits for another program that is writing. */
#define BUSY_MILLISECONDS 5000
#define RETRY_MILLISECONDS 20

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
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  return cw_database_run (self, "PRAGMA cell_size_check = ON", error)
         && cw_database_run (self, "PRAGMA synchronous = FULL", error);
}

/**
 * cw_database_open:
 * @path: a file, which is made if it is not there, or `:memory:`
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
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
                              | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
                          NULL);
  if (code != SQLITE_OK)
    {
      cw_sqlite_set_error (error, self->handle, code);
      return NULL;
    }
  return configure (self, error) ? g_steal_pointer (&self) : NULL;
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
  for (int waited = 0; waited < BUSY_MILLISECONDS; waited += RETRY_MILLISECONDS)
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

/* Copies everything at once; a program that writes meanwhile is waited for. */
static int
copy_pages (sqlite3 *to, sqlite3 *from)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  if (backup == NULL)
    return sqlite3_extended_errcode (to);
  sqlite3_backup_step (backup, -1);
  return sqlite3_backup_finish (backup);
}

static gboolean
ask_whether_sound (CwDatabase *self, char **answer, GError **error)
{
  CwStatement *statement = cw_database_prepare (self, "PRAGMA quick_check (1)", error);
  gboolean has_row;

  if (statement == NULL || !cw_statement_step (statement, &has_row, error))
    return FALSE;
  *answer = g_strdup (has_row ? cw_statement_get_text (statement, 0) : "");
  /* Only when all has been read is it known that the answer is one. */
  return !has_row || cw_statement_run (statement, error);
}

/* Whether every page can be read, whatever it says. */
static gboolean
can_read_all (CwDatabase *self, GError **error)
{
  sqlite3 *copy = NULL;
  int code = sqlite3_open (":memory:", &copy);

  if (code == SQLITE_OK)
    code = copy_pages (copy, self->handle);
  if (code != SQLITE_OK)
    cw_sqlite_set_error (error, NULL, code);
  sqlite3_close (copy);
  return code == SQLITE_OK;
}

/**
 * cw_database_check:
 * @self: a connection
 * @error: return location for a `CW_STORE_ERROR_CORRUPT` or, if it cannot be read at all, another
 *   #CwStoreError
 *
 * Reads the whole file and looks whether it hangs together. SQLite calls a page damaged that it
 * could not read, so before that is believed, it is made sure that all can be read, and asked
 * again.
 *
 * Returns: whether it does
 */
gboolean
cw_database_check (CwDatabase *self, GError **error)
{
  g_autofree char *first = NULL, *second = NULL;

  if (!ask_whether_sound (self, &first, error))
    return FALSE;
  if (g_str_equal (first, "ok"))
    return TRUE;
  if (!can_read_all (self, error) || !ask_whether_sound (self, &second, error))
    return FALSE;
  if (g_str_equal (second, "ok"))
    return TRUE;
  g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT,
               _ ("The file of stored data is damaged (%s)"), second);
  return FALSE;
}

/**
 * cw_database_back_up:
 * @self: a connection
 * @path: the copy's file, which is replaced if it is there
 * @error: return location for a #CwStoreError
 *
 * Writes a whole, consistent copy. The file appears under its name only when it is complete.
 *
 * Returns: whether it was written
 */
gboolean
cw_database_back_up (CwDatabase *self, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  sqlite3 *copy = NULL;
  int code;

  assert_owned (self);
  g_unlink (part);
  code = sqlite3_open (part, &copy);
  if (code == SQLITE_OK)
    {
      sqlite3_busy_timeout (copy, BUSY_MILLISECONDS);
      code = copy_pages (copy, self->handle);
    }
  if (code != SQLITE_OK)
    cw_sqlite_set_error (error, NULL, code);
  sqlite3_close (copy);
  if (code == SQLITE_OK && g_rename (part, path) != 0)
    {
      code = SQLITE_CANTOPEN;
      cw_sqlite_set_error (error, NULL, code);
    }
  if (code != SQLITE_OK)
    g_unlink (part);
  return code == SQLITE_OK;
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

/** cw_database_get_path: Returns: (transfer none): the path that it was opened with */
const char *
cw_database_get_path (CwDatabase *self)
{
  assert_owned (self);
  return self->path;
}

/** cw_database_get_last_id: Returns: the id of the row that was inserted last */
gint64
cw_database_get_last_id (CwDatabase *self)
{
  assert_owned (self);
  return sqlite3_last_insert_rowid (self->handle);
}
