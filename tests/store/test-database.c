/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-database.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "cw-backups.h"
#include "cw-migrations.h"
#include "cw-series-table.h"
#include "store-helper.h"

/* Each test is a job on the one thread that owns the database. */
typedef struct
{
  CwWorkers *owner;
  char *directory;
  char *path;
} Context;

typedef void (*TestFunc) (Context *context);

typedef struct
{
  Context context;
  TestFunc func;
} TestJob;

static gpointer
run_test_job (gpointer data, GCancellable *cancellable, GError **error)
{
  TestJob *job = data;

  job->func (&job->context);
  return NULL;
}

static void
run_with_path (TestFunc func, char *directory, char *path)
{
  g_autoptr (CwWorkers) owner = cw_workers_new ("test", 1, NULL);
  TestJob job = { { owner, directory, path }, func };
  g_autoptr (GAsyncResult) result = NULL;

  cw_workers_run_async (owner, 0, "test", NULL, run_test_job, &job, NULL, NULL, NULL,
                        keep_result_cb, &result);
  g_assert_null (cw_workers_run_finish (wait_for_result (&result), NULL));
}

static void
run_on_owner (gconstpointer func)
{
  char *directory = make_directory ();
  g_autofree char *path = database_path (directory);

  run_with_path ((TestFunc) func, directory, path);
  remove_directory (directory);
}

static CwDatabase *
open_empty (Context *context)
{
  g_autoptr (GError) error = NULL;
  CwDatabase *database = cw_database_open (context->path, context->owner, &error);

  g_assert_no_error (error);
  g_assert_true (cw_database_use_wal (database, &error));
  g_assert_no_error (error);
  return database;
}

static CwDatabase *
open_with_schema (Context *context)
{
  g_autoptr (GError) error = NULL;
  CwDatabase *database = open_empty (context);

  g_assert_true (cw_migrations_run (&cw_schema, database, &error));
  g_assert_no_error (error);
  return database;
}

static gint64
get_int (CwDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  cw_database_get_int (database, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
run_sql (CwDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  cw_database_run (database, sql, &error);
  g_assert_no_error (error);
}

static void
assert_refused (CwDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", sql);
  g_assert_false (cw_database_run (database, sql, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA);
}

static void
test_settings (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  g_autoptr (GError) error = NULL;
  CwStatement *mode;
  gboolean has_row;

  g_assert_cmpint (get_int (database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (get_int (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (get_int (database, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (get_int (database, "PRAGMA cell_size_check"), ==, 1);
  g_assert_cmpint (get_int (database, "PRAGMA busy_timeout"), ==, 5000);
  mode = cw_database_prepare (database, "PRAGMA journal_mode", NULL);
  g_assert_true (cw_statement_step (mode, &has_row, NULL));
  g_assert_cmpstr (cw_statement_get_text (mode, 0), ==, "wal");
  cw_statement_reset (mode);

  /* Defensive: even with this pragma the schema cannot be written. */
  run_sql (database, "PRAGMA writable_schema = ON");
  g_assert_false (cw_database_run (database, "UPDATE sqlite_schema SET sql = ''", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (cw_database_run (database, "SELECT load_extension ('x')", &error));
  g_assert_nonnull (error);
}

static void
test_statements (Context *context)
{
  g_autoptr (CwDatabase) database = open_empty (context);
  g_autoptr (GError) error = NULL;
  CwStatement *insert, *again, *select;
  gboolean has_row;

  run_sql (database, "CREATE TABLE t (a INTEGER, b REAL, c TEXT)");
  insert = cw_database_prepare (database, "INSERT INTO t VALUES (?1, ?2, ?3)", &error);
  g_assert_no_error (error);
  cw_statement_bind_int (insert, 1, G_MININT64);
  cw_statement_bind_double (insert, 2, 0.1);
  cw_statement_bind_text (insert, 3, "“a” ' b");
  g_assert_true (cw_statement_run (insert, &error));
  /* What was bound before is forgotten. */
  cw_statement_bind_double (insert, 2, NAN);
  g_assert_true (cw_statement_run (insert, &error));
  again = cw_database_prepare (database, "INSERT INTO t VALUES (?1, ?2, ?3)", &error);
  g_assert_true (again == insert);

  cw_statement_bind_int (insert, 4, 1);
  g_assert_false (cw_statement_run (insert, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (cw_database_prepare (database, "SELECT nonsense FROM t", &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_FAILED);

  select = cw_database_prepare (database, "SELECT a, b, c FROM t ORDER BY rowid", NULL);
  g_assert_true (cw_statement_step (select, &has_row, NULL));
  g_assert_true (has_row);
  g_assert_cmpint (cw_statement_get_int (select, 0), ==, G_MININT64);
  assert_same_number (cw_statement_get_double (select, 1), 0.1);
  g_assert_cmpstr (cw_statement_get_text (select, 2), ==, "“a” ' b");
  g_assert_true (cw_statement_step (select, &has_row, NULL));
  g_assert_true (has_row);
  g_assert_cmpint (cw_statement_get_int (select, 0), ==, 0);
  g_assert_true (isnan (cw_statement_get_double (select, 1)));
  g_assert_cmpstr (cw_statement_get_text (select, 2), ==, "");
  g_assert_true (cw_statement_step (select, &has_row, NULL));
  g_assert_false (has_row);
}

#define SERIES_ROW(symbol, interval, offset, decimals, price, flag, rejected)                  \
  "INSERT INTO series VALUES (NULL, " symbol ", " interval ", '', '', '', '', '', '', " offset \
  ", " decimals ", 0, 0, " price ", NULL, " flag ", " rejected ", 1700000000, 0, 0)"

static void
test_constraints (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  static const char *const refused[] = {
    SERIES_ROW ("''", "'1d'", "0", "2", "1", "1", "0"),
    SERIES_ROW ("'1234567890123456789012345'", "'1d'", "0", "2", "1", "1", "0"),
    SERIES_ROW ("'A'", "'1 d'", "0", "2", "1", "1", "0"),
    SERIES_ROW ("'A'", "'1d'", "86401", "2", "1", "1", "0"),
    SERIES_ROW ("'A'", "'1d'", "0", "9", "1", "1", "0"),
    SERIES_ROW ("'A'", "'1d'", "0", "2", "0", "1", "0"),
    SERIES_ROW ("'A'", "'1d'", "0", "2", "1e12", "1", "0"),
    SERIES_ROW ("'A'", "'1d'", "0", "2", "1", "2", "0"),
    SERIES_ROW ("'A'", "'1d'", "0", "2", "1", "1", "-1"),
    SERIES_ROW ("'AAPL'", "'1d'", "0", "2", "1", "1", "0"), /* is there already */
    "INSERT INTO bars VALUES (1, 'noon', 1, 1, 1, 1, 1, 1)",
    "INSERT INTO bars VALUES (1, 253402300800, 1, 1, 1, 1, 1, 1)",
    "INSERT INTO bars VALUES (2, 5, 1, 1, 1, 1, 1, 1)", /* of nobody */
    "INSERT INTO bars VALUES (1, 4, 1, 1, 1, 1, 1, 1)", /* is there already */
    "INSERT INTO bars VALUES (1, 5, NULL, 1, 1, 1, 1, 1)",
    "INSERT INTO bars VALUES (1, 5, 0, 1, 0, 1, 1, 1)",
    "INSERT INTO bars VALUES (1, 5, 1, 9e999, 1, 1, 1, 1)",
    "INSERT INTO bars VALUES (1, 5, 1, 1, 1.5, 1, 1, 1)",
    "INSERT INTO bars VALUES (1, 5, 1, 1, -1, 1, 1, 1)",
    "INSERT INTO bars VALUES (1, 5, 2, 1.5, 1, 1, 1, 1)",
    "INSERT INTO bars VALUES (1, 5, 1, 1.5, 1, 2, 1, 1)",
    "INSERT INTO bars VALUES (1, 5, 1, 1, 1, 1, 0, 1)",
    "INSERT INTO bars VALUES (1, 5, 1, 1, 1, 1, NULL, 1)",
    "INSERT INTO bars VALUES (1, 5, 1, 1, 1, 1, 1, -1)",
    "INSERT INTO bars VALUES (1, 5, 1, 1, 1, 1, 1, 9e999)",
    "INSERT INTO dividends VALUES (1, 5, 0, 0)",
    "INSERT INTO dividends VALUES (1, 5, -1, 1)",
    "INSERT INTO capital_gains VALUES (1, 5, 0, -1)",
    "INSERT INTO splits VALUES (1, 5, 0, 0, 1)",
    "INSERT INTO splits VALUES (1, 5, 0, 1, 9e999)",
    "INSERT INTO fundamentals VALUES (NULL, '', '', '', '', 0)",
    "INSERT INTO fundamentals VALUES (NULL, 'A', '', '', NULL, 0)",
    "INSERT INTO metrics VALUES (1, 'roe', 9e999, 0)",
    "INSERT INTO metrics VALUES (1, 'roe', -9e999, 0)",
    "INSERT INTO metrics VALUES (1, 'roe', 'high', 0)",
    "INSERT INTO metrics VALUES (1, '', 1, 0)",
    "INSERT INTO metrics VALUES (2, 'roe', 1, 0)",
  };
  guint n = 0;

  run_sql (database, SERIES_ROW ("'AAPL'", "'1d'", "-86400", "8", "NULL", "1", "4294967295"));
  run_sql (database, "INSERT INTO bars VALUES (1, 4, 1, 1, 1, 1, 1, NULL)");
  run_sql (database, "INSERT INTO splits VALUES (1, 4, 0, 4, 1)");
  run_sql (database, "INSERT INTO fundamentals VALUES (1, 'AAPL', '', '', '', 0)");
  run_sql (database, "INSERT INTO metrics VALUES (1, 'roe', NULL, 1)");
  for (; n < G_N_ELEMENTS (refused); n++)
    assert_refused (database, refused[n]);
  g_assert_cmpuint (n, ==, 37);
  g_assert_cmpint (get_int (database, "SELECT count(*) FROM bars"), ==, 1);

  /* What belongs to a series goes with it. */
  run_sql (database, "DELETE FROM series");
  g_assert_cmpint (get_int (database, "SELECT count(*) FROM bars"), ==, 0);
  g_assert_cmpint (get_int (database, "SELECT count(*) FROM splits"), ==, 0);
}

static void
test_constraints_of_lists (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  static const char *const refused[] = {
    "INSERT INTO lists VALUES (NULL, '', 0)",
    "INSERT INTO lists VALUES (NULL, NULL, 0)",
    "INSERT INTO lists VALUES (NULL, 'One', 0)", /* is there already */
    "INSERT INTO lists VALUES (NULL, 'Two', -1)",
    "INSERT INTO list_entries VALUES (NULL, 2, 0, 'A', NULL, '', NULL, NULL)", /* in no list */
    "INSERT INTO list_entries VALUES (NULL, 1, 0, 'AAPL', NULL, '', NULL, NULL)",
    "INSERT INTO list_entries VALUES (NULL, 1, -1, 'A', NULL, '', NULL, NULL)",
    "INSERT INTO list_entries VALUES (NULL, 1, 0, '', NULL, '', NULL, NULL)",
    "INSERT INTO list_entries VALUES (NULL, 1, 0, 'A', '', '', NULL, NULL)",
    "INSERT INTO list_entries VALUES (NULL, 1, 0, 'A', NULL, NULL, NULL, NULL)",
    "INSERT INTO list_entries VALUES (NULL, 1, 0, 'A', NULL, '', 0, NULL)",
    "INSERT INTO list_entries VALUES (NULL, 1, 0, 'A', NULL, '', NULL, 1e12)",
    "INSERT INTO list_entries VALUES (NULL, 1, 0, 'A', NULL, '', 2, 1)",
    "INSERT INTO holdings VALUES (NULL, 2, 1, 1, NULL, NULL)", /* of no entry */
    "INSERT INTO holdings VALUES (NULL, 1, 1, 1, NULL, NULL)", /* is there already */
    "UPDATE holdings SET shares = 0",
    "UPDATE holdings SET shares = NULL",
    "UPDATE holdings SET shares = 9e999",
    "UPDATE holdings SET cost = -1",
    "UPDATE holdings SET currency = 'us$'",
    "UPDATE holdings SET date = '21.04.2021'",
    "INSERT INTO quotes VALUES (NULL, '', '', '', '', '', 1, 1, 0, 0, 0, 0, 2, 0)",
    "INSERT INTO quotes VALUES (NULL, 'A', '', '', '', '', 0, 1, 0, 0, 0, 0, 2, 0)",
    "INSERT INTO quotes VALUES (NULL, 'A', '', '', '', '', 1, -1, 0, 0, 0, 0, 2, 0)",
    "INSERT INTO quotes VALUES (NULL, 'A', '', '', '', '', 1, 1, 1e12, 0, 0, 0, 2, 0)",
    "INSERT INTO quotes VALUES (NULL, 'A', '', '', '', '', 1, 1, 0, 9e999, 0, 0, 2, 0)",
    "INSERT INTO quotes VALUES (NULL, 'A', '', '', '', '', 1, 1, 0, 0, 253402300800, 0, 2, 0)",
    "INSERT INTO quotes VALUES (NULL, 'A', '', '', '', '', 1, 1, 0, 0, 0, 0, 21, 0)",
    "INSERT INTO quote_closes VALUES (1, 0, -1)",
    "INSERT INTO quote_closes VALUES (2, 0, 1)", /* of nobody */
  };
  guint n = 0;

  run_sql (database, "INSERT INTO lists VALUES (1, 'One', 0)");
  run_sql (database, "INSERT INTO list_entries VALUES (1, 1, 0, 'AAPL', NULL, '', NULL, 1)");
  run_sql (database, "INSERT INTO holdings VALUES (1, 1, 1, NULL, 'GBp', '2021-04-21')");
  run_sql (database, "INSERT INTO quotes VALUES (1, 'AAPL', '', '', '', '', NULL, NULL, NULL, NULL,"
                     " 0, -5, -1, 0)");
  for (; n < G_N_ELEMENTS (refused); n++)
    assert_refused (database, refused[n]);
  g_assert_cmpuint (n, ==, 30);
  run_sql (database, "DELETE FROM lists");
  g_assert_cmpint (get_int (database, "SELECT count(*) FROM list_entries"), ==, 0);
  g_assert_cmpint (get_int (database, "SELECT count(*) FROM holdings"), ==, 0);
}

/* Every code that SQLite may give, and what a person is told about it. */
static void
test_errors (Context *context)
{
  static const struct
  {
    int code;
    CwStoreError error;
    const char *part;
  } cases[] = {
    { SQLITE_FULL, CW_STORE_ERROR_FULL, "space" },
    { SQLITE_BUSY, CW_STORE_ERROR_BUSY, "Another program" },
    { SQLITE_BUSY_SNAPSHOT, CW_STORE_ERROR_BUSY, "Another program" },
    { SQLITE_PROTOCOL, CW_STORE_ERROR_BUSY, "Another program" },
    { SQLITE_READONLY_DIRECTORY, CW_STORE_ERROR_READ_ONLY, "writing" },
    { SQLITE_CANTOPEN, CW_STORE_ERROR_READ_ONLY, "writing" },
    { SQLITE_CORRUPT_VTAB, CW_STORE_ERROR_CORRUPT, "damaged" },
    { SQLITE_NOTADB, CW_STORE_ERROR_CORRUPT, "damaged" },
    { SQLITE_CONSTRAINT_CHECK, CW_STORE_ERROR_INVALID_DATA, "cannot be right" },
    { SQLITE_NOMEM, CW_STORE_ERROR_FAILED, "memory" },
    { SQLITE_IOERR_READ, CW_STORE_ERROR_FAILED, "cannot be used" },
    { SQLITE_IOERR_LOCK, CW_STORE_ERROR_FAILED, "network drive" },
    { SQLITE_IOERR_SHMMAP, CW_STORE_ERROR_FAILED, "network drive" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;

      cw_sqlite_set_error (&error, NULL, cases[n].code);
      g_assert_error (error, CW_STORE_ERROR, (int) cases[n].error);
      g_assert_nonnull (strstr (error->message, cases[n].part));
    }
  g_assert_cmpuint (n, ==, 13);
}

/* Somebody reads for a long time while much is written: the log grows, and when the reader is gone
 * it is played back and cut to its measure. */
static void
test_long_reader (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  g_autoptr (CwDatabase) reader = cw_database_open (context->path, context->owner, NULL);
  g_autofree char *log = g_strconcat (context->path, "-wal", NULL);
  const gint64 limit = 16 * 1024 * 1024;
  GStatBuf status;

  g_assert_true (cw_database_begin_reading (reader, NULL));
  get_int (reader, "SELECT count(*) FROM bars");
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i + 1);
      g_autoptr (CwSeries) series = walk_new (symbol, 0, 5000, i);

      g_assert_true (write_series (database, series, 1700000000, NULL));
    }
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpint (status.st_size, >, limit);
  cw_database_roll_back (reader);
  cw_database_checkpoint (database);
  /* The next write begins the log anew. */
  run_sql (database, "DELETE FROM series WHERE symbol = 'SIM0001'");
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, limit);
}

#define STEP_1                                                                \
  "PRAGMA application_id = 77; CREATE TABLE a (x); INSERT INTO a VALUES (1);" \
  "PRAGMA user_version = 1;"
#define STEP_2 "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = 2; PRAGMA user_version = 2;"
#define STEP_3 "CREATE TABLE b (z); PRAGMA user_version = 3;"
#define BAD_STEP "CREATE TABLE b (z); DROP TABLE a; SELECT nonsense; PRAGMA user_version = 3;"

static void
test_migrations (Context *context)
{
  static const char *const steps[] = { STEP_1, STEP_2, STEP_3 };
  const CwMigrations first = { 77, 1, steps }, all = { 77, 3, steps };
  g_autoptr (CwDatabase) database = open_empty (context);
  g_autoptr (CwDatabase) old = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL, backups = NULL;
  g_autofree char *backup = NULL;

  g_assert_true (cw_migrations_run (&first, database, &error));
  g_assert_cmpint (get_int (database, "PRAGMA user_version"), ==, 1);
  /* Nothing was there to be copied, and what is up to date is not touched. */
  g_assert_true (cw_migrations_run (&first, database, &error));
  none = cw_backups_list (context->path);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_true (cw_migrations_run (&all, database, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_int (database, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (get_int (database, "SELECT y FROM a"), ==, 2);

  backups = cw_backups_list (context->path);
  g_assert_cmpuint (backups->len, ==, 1);
  backup = g_build_filename (context->directory, CW_STORE_BACKUP_DIRECTORY,
                             ((CwStoreBackup *) g_ptr_array_index (backups, 0))->name, NULL);
  old = cw_database_open (backup, context->owner, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_int (old, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (get_int (old, "SELECT x FROM a"), ==, 1);
  g_assert_true (cw_database_check (old, &error));

  g_assert_false (cw_migrations_run (&first, database, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_NEWER_SCHEMA);
  g_assert_nonnull (strstr (error->message, "format 3"));
  g_assert_nonnull (strstr (error->message, "up to 1"));
}

static void
test_failing_migration (Context *context)
{
  static const char *const steps[] = { STEP_1, STEP_2, BAD_STEP };
  const CwMigrations first = { 77, 1, steps }, all = { 77, 3, steps };
  g_autoptr (CwDatabase) database = open_empty (context);
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_migrations_run (&first, database, &error));
  g_assert_false (cw_migrations_run (&all, database, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_FAILED);
  g_clear_error (&error);
  /* The step before it was good; of this one nothing is left. */
  g_assert_cmpint (get_int (database, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (get_int (database, "SELECT y FROM a"), ==, 2);
  g_assert_cmpint (get_int (database, "SELECT count(*) FROM sqlite_schema"), ==, 1);
  g_assert_true (cw_database_begin (database, &error));
  cw_database_roll_back (database);
}

static void
test_backup (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  g_autoptr (CwDatabase) copy = NULL;
  g_autofree char *path = g_build_filename (context->directory, "copy", NULL);
  g_autofree char *taken = g_build_filename (context->directory, "taken", NULL);
  g_autofree char *in_taken = g_build_filename (taken, "x", NULL);
  g_autofree char *nowhere = g_build_filename (context->directory, "no", "where", NULL);
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 100, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (write_series (database, series, 1700000000, &error));
  for (guint i = 0; i < 2; i++) /* the second copy replaces the first */
    {
      g_assert_true (cw_database_back_up (database, path, &error));
      g_assert_no_error (error);
    }
  copy = cw_database_open (path, context->owner, &error);
  g_assert_cmpint (get_int (copy, "SELECT count(*) FROM bars"), ==, 100);
  g_assert_true (cw_database_check (copy, &error));

  g_assert_false (cw_database_back_up (database, nowhere, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir_with_parents (in_taken, 0700), ==, 0);
  g_assert_false (cw_database_back_up (database, taken, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY);
}

static guint
count_bars (CwDatabase *database, const char *symbol)
{
  CwStoredSeries *stored = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (read_series (database, symbol, NULL, &stored, &error));
  g_assert_no_error (error);
  n = stored != NULL ? (guint) stored->series->n_bars : 0;
  cw_stored_series_free (stored);
  return n;
}

static void
test_full (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  g_autoptr (CwSeries) small = walk_new ("AAPL", 18000, 100, 1),
                       large = walk_new ("AAPL", 18000, 5000, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (write_series (database, small, 1700000000, &error));
  run_sql (database, "PRAGMA max_page_count = 30");
  g_assert_false (write_series (database, large, 1700000001, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpuint (count_bars (database, "AAPL"), ==, 100);
  /* Once there is room again, nothing needs to be restarted. */
  run_sql (database, "PRAGMA max_page_count = 1000000");
  g_assert_true (write_series (database, large, 1700000001, &error));
  g_assert_cmpuint (count_bars (database, "AAPL"), ==, 5000);
}

static void
test_cancelled_in_the_middle (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  g_autoptr (CwSeries) series = walk_new ("AAPL", 0, 5000, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  CwStoredSeries *stored;

  g_assert_true (write_series (database, series, 1700000000, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (read_series (database, "AAPL", cancellable, &stored, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (stored);
  g_assert_cmpuint (count_bars (database, "AAPL"), ==, 5000);
}

/* What did not change is not written again: the log stays as short as it was. */
static void
test_saving_the_same_again (Context *context)
{
  g_autoptr (CwDatabase) database = open_with_schema (context);
  g_autoptr (CwSeries) series = walk_new ("AAPL", 0, 5000, 1);
  gint64 changes;

  g_assert_true (write_series (database, series, 1700000000, NULL));
  changes = get_int (database, "SELECT total_changes ()");
  g_assert_cmpint (changes, ==, 5001);
  g_assert_true (write_series (database, series, 1700000001, NULL));
  g_assert_cmpint (get_int (database, "SELECT total_changes ()"), ==, changes + 1);
}

static gpointer
close_database (gpointer database)
{
  cw_database_close (database);
  return NULL;
}

static void
use_on_wrong_thread (Context *context)
{
  g_thread_join (g_thread_new ("wrong", close_database, open_with_schema (context)));
}

static void
test_wrong_thread (void)
{
  char in_memory[] = ":memory:";

  if (g_test_subprocess ())
    {
      run_with_path (use_on_wrong_thread, NULL, in_memory);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*cw_workers_is_current*");
}

#define ADD(name, func) g_test_add_data_func ("/store/database/" name, func, run_on_owner)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("settings", test_settings);
  ADD ("statements", test_statements);
  ADD ("constraints", test_constraints);
  ADD ("constraints-of-lists", test_constraints_of_lists);
  ADD ("migrations", test_migrations);
  ADD ("failing-migration", test_failing_migration);
  ADD ("backup", test_backup);
  ADD ("full", test_full);
  ADD ("errors", test_errors);
  ADD ("S11-long-reader", test_long_reader);
  ADD ("cancelled-in-the-middle", test_cancelled_in_the_middle);
  ADD ("saving-the-same-again", test_saving_the_same_again);
  g_test_add_func ("/store/database/wrong-thread", test_wrong_thread);
  return g_test_run ();
}
