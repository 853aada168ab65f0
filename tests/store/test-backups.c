/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-backups.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "cw-store-alerts.h"
#include "store-helper.h"

#define NOW 1700000000

typedef struct
{
  char *directory;
  char *path;    /* of the store */
  char *backups; /* the directory of its copies */
  CwStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = make_directory ();
  fixture->path = database_path (fixture->directory);
  fixture->backups = g_build_filename (fixture->directory, CW_STORE_BACKUP_DIRECTORY, NULL);
  fixture->store = cw_store_new (fixture->directory, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_store_free (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (fixture->path);
  g_free (fixture->backups);
  remove_directory (fixture->directory);
}

static void
reopen (Fixture *fixture)
{
  cw_store_free (fixture->store);
  fixture->store = cw_store_new (fixture->directory, NULL);
}

static void
add (Fixture *fixture, const char *symbol)
{
  add_symbols (fixture->store, store_list_id (fixture->store, 0), (const char *[]){ symbol, NULL });
}

static GPtrArray *
list_backups (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *backups;

  cw_store_list_backups_async (fixture->store, NULL, keep_result_cb, &result);
  backups = cw_store_list_backups_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  return backups;
}

static guint
count_backups (Fixture *fixture)
{
  g_autoptr (GPtrArray) backups = list_backups (fixture);

  return backups->len;
}

static char *
newest_backup (Fixture *fixture)
{
  g_autoptr (GPtrArray) backups = list_backups (fixture);

  g_assert_cmpuint (backups->len, >, 0);
  return g_strdup (((CwStoreBackup *) g_ptr_array_index (backups, 0))->name);
}

/* The latest copy that was made for a reason. */
static char *
find_backup (Fixture *fixture, const char *reason)
{
  g_autoptr (GPtrArray) backups = list_backups (fixture);

  for (guint i = 0; i < backups->len; i++)
    {
      const CwStoreBackup *backup = g_ptr_array_index (backups, i);

      if (strstr (backup->name, reason) != NULL)
        return g_strdup (backup->name);
    }
  g_assert_not_reached ();
}

static void
back_up (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_store_back_up_async (fixture->store, keep_result_cb, &result);
  cw_store_back_up_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
restore (Fixture *fixture, const char *name, int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_store_restore_backup_async (fixture->store, name, keep_result_cb, &result);
  g_assert_true (cw_store_restore_backup_finish (wait_for_result (&result), &error) == (code < 0));
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, CW_STORE_ERROR, code);
}

/* Gives a copy another date, by its name, which is all that counts. */
static void
set_date (Fixture *fixture, const char *name, const char *date)
{
  g_autofree char *from = g_build_filename (fixture->backups, name, NULL);
  g_autofree char *to_name =
      g_strdup_printf ("candlewick-%s%s", date, name + strlen ("candlewick-") + strlen (date));
  g_autofree char *to = g_build_filename (fixture->backups, to_name, NULL);

  g_assert_cmpint (g_rename (from, to), ==, 0);
}

static void
overwrite (const char *path, gsize from, gsize length)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpuint (from + length, <=, size);
  memset (contents + from, 0xa5, length);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* The first write of a day copies what the day before left; there is one such copy a day. */
static void
test_daily (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL, *path = NULL;

  add (fixture, "AAPL"); /* there was nothing to be copied before it */
  g_assert_cmpuint (count_backups (fixture), ==, 0);
  reopen (fixture);
  assert_symbols (fixture->store, 0, "AAPL"); /* reading is no reason */
  g_assert_cmpuint (count_backups (fixture), ==, 0);
  add (fixture, "MSFT");
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  add (fixture, "TSLA");
  reopen (fixture);
  add (fixture, "KHC");
  g_assert_cmpuint (count_backups (fixture), ==, 1);

  first = newest_backup (fixture);
  g_assert_nonnull (strstr (first, "-daily"));
  set_date (fixture, first, "20201231");
  reopen (fixture);
  add (fixture, "^GSPC");
  g_assert_cmpuint (count_backups (fixture), ==, 2);
  second = newest_backup (fixture);
  restore (fixture, second, -1);
  assert_symbols (fixture->store, 0, "AAPL MSFT TSLA KHC");
  /* It is one file, which nobody has to write to in order to read it. */
  path = g_build_filename (fixture->backups, second, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_pruning (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *foreign = g_build_filename (fixture->backups, "letters.db", NULL);
  g_autofree char *stale = g_build_filename (fixture->backups, "x.db.part", NULL);
  gint64 before = G_MAXINT64;
  guint n = 0;

  add (fixture, "AAPL");
  for (; n < 10; n++)
    back_up (fixture);
  g_assert_true (g_file_set_contents (foreign, "dear", 4, NULL));
  g_assert_true (g_file_set_contents (stale, "half", 4, NULL));
  back_up (fixture);
  backups = list_backups (fixture);
  g_assert_cmpuint (backups->len, ==, 7);
  for (n = 0; n < backups->len; n++)
    {
      const CwStoreBackup *backup = g_ptr_array_index (backups, n);

      g_assert_cmpint (backup->made_at, <=, before);
      g_assert_cmpint (backup->size, >, 4096);
      before = backup->made_at;
    }
  g_assert_cmpuint (n, ==, 7);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS)); /* what is not ours */
  g_assert_true (g_file_test (stale, G_FILE_TEST_EXISTS));   /* somebody may be writing it */
}

static gboolean
has_bars (Fixture *fixture)
{
  g_autoptr (CwStoredSeries) stored = load_series (fixture->store, "AAPL", CW_INTERVAL_1D, NULL);

  return stored != NULL;
}

static void
test_restoring_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwStore) other = cw_store_new (fixture->directory, NULL);
  g_autofree char *name = NULL, *before = NULL, *broken = NULL, *seen = NULL;
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 500, 1);

  add (fixture, "AAPL");
  back_up (fixture);
  name = newest_backup (fixture);
  add (fixture, "MSFT");
  save_series (fixture->store, series, NOW);
  seen = store_symbols (other, 0);
  g_assert_cmpstr (seen, ==, "AAPL MSFT");

  restore (fixture, name, -1);
  assert_symbols (fixture->store, 0, "AAPL");
  g_assert_false (has_bars (fixture));
  /* Another program that has the store open sees it too, and can write. */
  g_free (seen);
  seen = store_symbols (other, 0);
  g_assert_cmpstr (seen, ==, "AAPL");
  add_symbols (other, store_list_id (other, 0), (const char *[]){ "TSLA", NULL });
  assert_symbols (fixture->store, 0, "AAPL TSLA");

  /* What was there before is not lost either. */
  before = find_backup (fixture, "-restore");
  restore (fixture, before, -1);
  assert_symbols (fixture->store, 0, "AAPL MSFT");
  g_assert_true (has_bars (fixture));

  restore (fixture, "candlewick-20200101T000000Z-daily.db", CW_STORE_ERROR_READ_ONLY);
  restore (fixture, "../candlewick.db", CW_STORE_ERROR_NOT_FOUND);
  restore (fixture, "letters.db", CW_STORE_ERROR_NOT_FOUND);
  broken = g_build_filename (fixture->backups, name, NULL);
  overwrite (broken, 4096, 4096);
  restore (fixture, name, CW_STORE_ERROR_INVALID_DATA);
  run_sql (broken, "SELECT 1");
  assert_symbols (fixture->store, 0, "AAPL MSFT");
}

static char *
assert_repaired (Fixture *fixture, const char *expected)
{
  char *notice;
  guint n = 0;
  g_autoptr (GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  assert_symbols (fixture->store, 0, expected);
  while ((name = g_dir_read_name (directory)) != NULL)
    n += strstr (name, ".corrupt-") != NULL;
  g_assert_cmpuint (n, ==, 1);
  notice = cw_store_get_notice (fixture->store);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, ".corrupt-"));
  add (fixture, "AFTER"); /* and it goes on */
  return notice;
}

/* Damages the closed store and opens it again. */
static void
damage (Fixture *fixture)
{
  cw_store_free (fixture->store);
  overwrite (fixture->path, 0, 100);
  fixture->store = cw_store_new (fixture->directory, NULL);
}

static void
test_newest_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = NULL, *bad = NULL, *newer = NULL, *path = NULL, *notice = NULL;

  add (fixture, "AAPL");
  back_up (fixture);
  good = newest_backup (fixture);
  set_date (fixture, good, "20210101");
  g_clear_pointer (&good, g_free);
  good = newest_backup (fixture);
  add (fixture, "MSFT");
  back_up (fixture);
  bad = newest_backup (fixture);
  path = g_build_filename (fixture->backups, bad, NULL);
  overwrite (path, 4096 * 2, 4096 * 3);
  set_date (fixture, bad, "20210102");
  add (fixture, "TSLA");
  back_up (fixture);
  newer = newest_backup (fixture);
  g_free (path);
  path = g_build_filename (fixture->backups, newer, NULL);
  run_sql (path, "PRAGMA user_version = 99");

  damage (fixture);
  notice = assert_repaired (fixture, "AAPL");
  g_assert_nonnull (strstr (notice, good));
}

static void
test_no_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *only = NULL, *path = NULL, *notice = NULL;

  add (fixture, "AAPL");
  back_up (fixture);
  only = newest_backup (fixture);
  path = g_build_filename (fixture->backups, only, NULL);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  damage (fixture);
  notice = assert_repaired (fixture, "");
  g_assert_null (strstr (notice, only));
}

/* Damage that only a look at all of the file finds is found before anything is written, and never
 * copied over a good copy. */
static void
test_hidden_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 2000, 1);
  g_autofree char *notice = NULL;

  add (fixture, "AAPL");
  save_series (fixture->store, series, NOW);
  back_up (fixture);
  cw_store_free (fixture->store);
  {
    g_autofree char *contents = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
    for (gsize page = size / 4096 - 8; page < size / 4096; page++)
      memset (contents + page * 4096, 0xa5, 64);
    g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
  }
  fixture->store = cw_store_new (fixture->directory, NULL);
  add (fixture, "MSFT");
  notice = assert_repaired (fixture, "AAPL MSFT");
}

/* Another program has put a repaired file in its place while this one had it open. */
static void
test_replaced_while_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwStore) other = NULL;
  g_autofree char *aside = g_strconcat (fixture->path, ".corrupt-x", NULL);
  g_autofree char *seen = NULL;

  add (fixture, "AAPL");
  g_assert_cmpint (g_rename (fixture->path, aside), ==, 0);
  other = cw_store_new (fixture->directory, NULL);
  seen = store_symbols (other, 0);
  g_assert_cmpstr (seen, ==, "");
  add (fixture, "MSFT");
  g_free (seen);
  seen = store_symbols (other, 0);
  g_assert_cmpstr (seen, ==, "MSFT");
}

/* A repair that was interrupted after the damaged file was moved aside. */
static void
test_unfinished_repair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *restored = g_strconcat (fixture->path, ".restored", NULL);

  add (fixture, "AAPL");
  cw_store_free (fixture->store);
  g_assert_cmpint (g_rename (fixture->path, restored), ==, 0);
  fixture->store = cw_store_new (fixture->directory, NULL);
  assert_symbols (fixture->store, 0, "AAPL");
  g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
}

/* What takes a file back to the format before. */
#define TO_FORMAT_2 "DROP TABLE alerts; DROP TABLE alert_events; PRAGMA user_version = 2;"
#define TO_FORMAT_1                                                 \
  TO_FORMAT_2                                                       \
  "DROP TABLE holdings; DROP TABLE list_entries; DROP TABLE lists;" \
  "DROP TABLE quote_closes; DROP TABLE quotes;"                     \
  "ALTER TABLE series DROP COLUMN session_start;"                   \
  "ALTER TABLE series DROP COLUMN session_end; PRAGMA user_version = 1"

/* A file of the first format, as the version of then wrote it. */
static void
test_older_schema (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 100, 1);
  g_autoptr (CwStoredSeries) stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  save_series (fixture->store, series, NOW);
  cw_store_free (fixture->store);
  run_sql (fixture->path, TO_FORMAT_1);
  fixture->store = cw_store_new (fixture->directory, NULL);
  stored = load_series (fixture->store, "AAPL", CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  assert_same_series (stored->series, series);
  assert_symbols (fixture->store, 0, "");
  name = newest_backup (fixture);
  g_assert_nonnull (strstr (name, "-migration"));
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  /* It can be gone back to, and is brought up to date again. */
  add (fixture, "MSFT");
  restore (fixture, name, -1);
  assert_symbols (fixture->store, 0, "");
  add (fixture, "TSLA");
}

static gint64
add_alert (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwAlert) alert = NULL;
  CwAlert fields = CW_ALERT_INIT;
  gint64 id;

  fields.symbol = "AAPL";
  fields.kind = CW_ALERT_MACD_RISES;
  alert = cw_alert_new (&fields);
  cw_store_add_alert_async (fixture->store, alert, keep_result_cb, &result);
  id = cw_store_add_alert_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  return id;
}

static guint
count_alerts (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;

  cw_store_load_alerts_async (fixture->store, NULL, keep_result_cb, &result);
  stored = cw_store_load_alerts_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stored->events->len, ==, 0);
  return stored->alerts->len;
}

/* A file without alerts gets room for them, and keeps all that it has. */
static void
test_schema_without_alerts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 100, 1);
  g_autoptr (CwStoredSeries) stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  save_series (fixture->store, series, NOW);
  add (fixture, "AAPL");
  add (fixture, "MSFT");
  cw_store_free (fixture->store);
  run_sql (fixture->path, TO_FORMAT_2);
  fixture->store = cw_store_new (fixture->directory, NULL);
  stored = load_series (fixture->store, "AAPL", CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  assert_same_series (stored->series, series);
  assert_symbols (fixture->store, 0, "AAPL MSFT");
  g_assert_cmpuint (count_alerts (fixture), ==, 0);
  name = newest_backup (fixture);
  g_assert_nonnull (strstr (name, "-migration"));
  g_assert_cmpint (add_alert (fixture), ==, 1);
  reopen (fixture);
  g_assert_cmpuint (count_alerts (fixture), ==, 1);
  /* The copy from before the step is one that can be gone back to. */
  restore (fixture, name, -1);
  assert_symbols (fixture->store, 0, "AAPL MSFT");
  g_assert_cmpuint (count_alerts (fixture), ==, 0);
  add_alert (fixture);
}

/* That there is no room for copies is no reason not to write. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->backups, "in the way", 10, NULL));
  add (fixture, "AAPL");
  reopen (fixture);
  g_test_expect_message ("cw-store", G_LOG_LEVEL_WARNING, "*No backup was made*");
  add (fixture, "MSFT");
  g_test_assert_expected_messages ();
  assert_symbols (fixture->store, 0, "AAPL MSFT");
  cw_store_back_up_async (fixture->store, keep_result_cb, &result);
  g_assert_false (cw_store_back_up_finish (wait_for_result (&result), &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, fixture->backups));
}

#define ADD(name, func) g_test_add ("/store/backups/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("daily", test_daily);
  ADD ("pruning", test_pruning);
  ADD ("restoring-by-hand", test_restoring_by_hand);
  ADD ("newest-good", test_newest_good);
  ADD ("no-good", test_no_good);
  ADD ("hidden-damage", test_hidden_damage);
  ADD ("replaced-while-open", test_replaced_while_open);
  ADD ("unfinished-repair", test_unfinished_repair);
  ADD ("older-schema", test_older_schema);
  ADD ("schema-without-alerts", test_schema_without_alerts);
  ADD ("no-room", test_no_room);
  return g_test_run ();
}
