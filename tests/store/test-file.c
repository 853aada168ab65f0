/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "store-helper.h"

#define NOW 1700000000

typedef struct
{
  char *directory;
  char *path; /* of the database in it */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = make_directory ();
  fixture->path = database_path (fixture->directory);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (fixture->path);
  remove_directory (fixture->directory);
}

/* Leaves a store with one symbol in it and returns what was saved. */
static CwSeries *
fill (Fixture *fixture)
{
  g_autoptr (CwStore) store = cw_store_new (fixture->directory, NULL);
  CwSeries *series = walk_new ("AAPL", 18000, 1260, 1);

  save_series (store, series, NOW);
  return series;
}

static void
get_contents (const char *path, char **contents, gsize *length)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

static void
set_contents (const char *path, const char *contents, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static char *
find_file (const char *directory, const char *infix, guint *n)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  char *found = NULL;

  *n = 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, infix) != NULL)
      {
        (*n)++;
        g_free (found);
        found = g_build_filename (directory, name, NULL);
      }
  return found;
}

/* Opens the store and checks that it works and remembers @n_bars bars. */
static char *
open_and_use (Fixture *fixture, guint n_bars)
{
  g_autoptr (CwStore) store = cw_store_new (fixture->directory, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredSeries) before = load_series (store, "AAPL", CW_INTERVAL_1D, &error);
  g_autoptr (CwStoredSeries) after = NULL;
  g_autoptr (CwSeries) other = walk_new ("MSFT", 18000, 10, 2);

  g_assert_no_error (error);
  g_assert_cmpuint (before != NULL ? before->series->n_bars : 0, ==, n_bars);
  save_series (store, other, NOW);
  after = load_series (store, "MSFT", CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  assert_same_series (after->series, other);
  return cw_store_get_notice (store);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deeper = g_build_filename (fixture->directory, "not", "there", "yet", NULL);
  g_autofree char *path = database_path (deeper);
  Fixture other = { deeper, path };
  g_autofree char *notice = open_and_use (&other, 0);
  GStatBuf status;

  g_assert_null (notice);
  g_assert_cmpint (g_stat (deeper, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_zero_length (Fixture *fixture, gconstpointer data)
{
  g_autofree char *notice = NULL;
  guint n;

  set_contents (fixture->path, "", 0);
  notice = open_and_use (fixture, 0);
  g_assert_null (notice);
  g_assert_null (find_file (fixture->directory, ".corrupt-", &n));
}

/* Every way of spoiling a file: @contents has @length bytes, and room for no more. */
static gsize
cut_off_in_a_page (char *contents, gsize length)
{
  return length - 1000;
}

static gsize
cut_off_pages (char *contents, gsize length)
{
  return 4096 * 3;
}

static gsize
overwrite_header (char *contents, gsize length)
{
  memset (contents, 'x', 16);
  return length;
}

static gsize
overwrite_schema (char *contents, gsize length)
{
  memset (contents + 100, 0xff, 200);
  return length;
}

static gsize
overwrite_pages (char *contents, gsize length)
{
  for (gsize page = 3; (page + 1) * 4096 <= length; page++)
    memset (contents + page * 4096, 0xa5, 64);
  return length;
}

static gsize
replace_by_text (char *contents, gsize length)
{
  memset (contents, '\n', length);
  return 700;
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  gsize (*spoil) (char *, gsize) = data;
  g_autofree char *contents = NULL, *kept = NULL, *aside = NULL, *notice = NULL;
  gsize length, n_kept;
  guint n;

  cw_series_unref (fill (fixture));
  get_contents (fixture->path, &contents, &length);
  length = spoil (contents, length);
  set_contents (fixture->path, contents, length);

  notice = open_and_use (fixture, 0);
  aside = find_file (fixture->directory, ".corrupt-", &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, aside));
  get_contents (aside, &kept, &n_kept);
  g_assert_cmpmem (kept, n_kept, contents, length);

  g_free (notice);
  notice = open_and_use (fixture, 0);
  g_assert_null (notice);
}

static void
test_damaged_again (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *notice = NULL, *aside = NULL;
      guint n;

      set_contents (fixture->path, "this is no database at all", 26);
      notice = open_and_use (fixture, 0);
      g_assert_nonnull (notice);
      aside = find_file (fixture->directory, ".corrupt-", &n);
      g_assert_cmpuint (n, ==, i);
    }
}

static void
test_damaged_while_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = fill (fixture);
  g_autoptr (CwStore) store = cw_store_new (fixture->directory, NULL);
  g_autoptr (CwStoredSeries) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL, *aside = NULL;
  guint n;

  before = load_series (store, "AAPL", CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  g_assert_nonnull (before);
  run_sql (fixture->path, "PRAGMA writable_schema = ON;"
                          "UPDATE sqlite_schema SET sql = 'CREATE TABLE bars (' "
                          "WHERE name = 'bars';"
                          "PRAGMA schema_version = 1000");
  after = load_series (store, "AAPL", CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  g_assert_null (after);
  notice = cw_store_get_notice (store);
  g_assert_nonnull (notice);
  aside = find_file (fixture->directory, ".corrupt-", &n);
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (notice, ".corrupt-"));
  save_series (store, series, NOW);
  after = load_series (store, "AAPL", CW_INTERVAL_1D, &error);
  g_assert_no_error (error);
  assert_same_series (after->series, series);
}

static void
test_other_program_s_database (Fixture *fixture, gconstpointer data)
{
  g_autofree char *notice = NULL, *aside = NULL;
  guint n;

  run_sql (fixture->path, "CREATE TABLE letters (text); INSERT INTO letters VALUES ('dear')");
  notice = open_and_use (fixture, 0);
  g_assert_nonnull (notice);
  aside = find_file (fixture->directory, ".corrupt-", &n);
  g_assert_cmpuint (n, ==, 1);
  run_sql (aside, "SELECT text FROM letters");
}

static void
test_newer_schema (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = fill (fixture);
  g_autofree char *before = NULL, *after = NULL, *notice = NULL;
  gsize n_before, n_after;
  guint n_tried = 0;

  run_sql (fixture->path, "PRAGMA user_version = 99");
  get_contents (fixture->path, &before, &n_before);
  for (; n_tried < 2; n_tried++)
    {
      g_autoptr (CwStore) store = cw_store_new (fixture->directory, NULL);
      g_autoptr (GError) load_error = NULL, save_error = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      g_assert_null (load_series (store, "AAPL", CW_INTERVAL_1D, &load_error));
      g_assert_error (load_error, CW_STORE_ERROR, CW_STORE_ERROR_NEWER_SCHEMA);
      g_assert_nonnull (strstr (load_error->message, "99"));
      g_assert_nonnull (strstr (load_error->message, "up to 3 "));
      cw_store_save_series_async (store, series, NOW, keep_result_cb, &result);
      g_assert_false (cw_store_save_series_finish (wait_for_result (&result), &save_error));
      g_assert_error (save_error, CW_STORE_ERROR, CW_STORE_ERROR_NEWER_SCHEMA);
      g_free (notice);
      notice = cw_store_get_notice (store);
      g_assert_cmpstr (notice, ==, load_error->message);
    }
  g_assert_cmpuint (n_tried, ==, 2);
  get_contents (fixture->path, &after, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* What a person does is not taken where it would be lost. */
static void
assert_edit_refused (const char *directory)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_store_create_list_async (store, "Mine", keep_result_cb, &result);
  g_assert_cmpint (cw_store_create_list_finish (wait_for_result (&result), &error), ==, 0);
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, directory));
}

/* A directory that is a file and a file that is a directory cannot be written even by root. */
static void
test_nowhere_to_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->directory, "file", NULL);
  g_autofree char *in_file = g_build_filename (file, "below", NULL);
  g_autofree char *taken = g_build_filename (fixture->directory, "taken", NULL);
  g_autofree char *in_taken = database_path (taken);
  char *const directories[] = { file, in_file, taken };
  guint n = 0;

  set_contents (file, "kept", 4);
  g_assert_cmpint (g_mkdir_with_parents (in_taken, 0700), ==, 0);
  for (; n < G_N_ELEMENTS (directories); n++)
    {
      Fixture other = { directories[n], NULL };
      g_autofree char *notice = open_and_use (&other, 0);

      g_assert_nonnull (notice);
      g_assert_nonnull (strstr (notice, directories[n]));
      assert_edit_refused (directories[n]);
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (g_file_test (in_taken, G_FILE_TEST_IS_DIR));
}

static void
test_two_stores (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 30
  };
  g_autoptr (CwStore) one = cw_store_new (fixture->directory, NULL);
  g_autoptr (CwStore) other = cw_store_new (fixture->directory, NULL);
  GAsyncResult *results[2 * N] = { NULL };

  for (guint i = 0; i < 2 * N; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i + 1);
      g_autoptr (CwSeries) series = walk_new (symbol, 18000, 100, i);

      cw_store_save_series_async (i % 2 == 0 ? one : other, series, NOW, keep_result_cb,
                                  &results[i]);
    }
  for (guint i = 0; i < 2 * N; i++)
    {
      g_autoptr (GError) error = NULL;

      cw_store_save_series_finish (wait_for_result (&results[i]), &error);
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  for (guint i = 0; i < 2 * N; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i + 1);
      g_autoptr (CwSeries) series = walk_new (symbol, 18000, 100, i);
      g_autoptr (CwStoredSeries) stored =
          load_series (i % 2 == 0 ? other : one, symbol, CW_INTERVAL_1D, NULL);

      g_assert_nonnull (stored);
      assert_same_series (stored->series, series);
    }
}

#define ADD(name, func, data) \
  g_test_add ("/store/file/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("new", test_new, NULL);
  ADD ("zero-length", test_zero_length, NULL);
  ADD ("damaged/cut-off-in-a-page", test_damaged, cut_off_in_a_page);
  ADD ("damaged/cut-off-pages", test_damaged, cut_off_pages);
  ADD ("damaged/header", test_damaged, overwrite_header);
  ADD ("damaged/schema", test_damaged, overwrite_schema);
  ADD ("damaged/pages", test_damaged, overwrite_pages);
  ADD ("damaged/text", test_damaged, replace_by_text);
  ADD ("damaged-again", test_damaged_again, NULL);
  ADD ("damaged-while-open", test_damaged_while_open, NULL);
  ADD ("other-program-s-database", test_other_program_s_database, NULL);
  ADD ("newer-schema", test_newer_schema, NULL);
  ADD ("nowhere-to-write", test_nowhere_to_write, NULL);
  ADD ("two-stores", test_two_stores, NULL);
  return g_test_run ();
}
