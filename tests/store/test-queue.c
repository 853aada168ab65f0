/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <sqlite3.h>

#include "store-helper.h"

#define NOW 1700000000

/* A store whose next write waits, because another connection holds the file, until the fixture lets
 * go of it: whatever is asked for meanwhile queues up behind that write. */
typedef struct
{
  char *directory;
  CwStore *store;
  sqlite3 *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (CwSeries) series = walk_new ("FIRST", 18000, 3, 1);

  fixture->directory = make_directory ();
  fixture->store = cw_store_new (fixture->directory, NULL);
  save_series (fixture->store, series, NOW);
  path = database_path (fixture->directory);
  g_assert_cmpint (sqlite3_open (path, &fixture->other), ==, SQLITE_OK);
}

static void
run_in_other (Fixture *fixture, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (fixture->other, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (sqlite3_close (fixture->other), ==, SQLITE_OK);
  cw_store_free (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_directory (fixture->directory);
}

static void
begin_save (Fixture *fixture, const char *symbol, gsize n_bars, GAsyncResult **result)
{
  g_autoptr (CwSeries) series = walk_new (symbol, 18000, n_bars, 1);

  cw_store_save_series_async (fixture->store, series, NOW, keep_result_cb, result);
}

static void
begin_load (Fixture *fixture, const char *symbol, GCancellable *cancellable, GAsyncResult **result)
{
  cw_store_load_series_async (fixture->store, symbol, CW_INTERVAL_1D, cancellable, keep_result_cb,
                              result);
}

static void
assert_saved (GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  cw_store_save_series_finish (wait_for_result (result), &error);
  g_assert_no_error (error);
}

static void
assert_load_cancelled (GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cw_store_load_series_finish (wait_for_result (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_writes_before_reads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL, load = NULL, second = NULL;
  g_autoptr (CwStoredSeries) stored = NULL;

  run_in_other (fixture, "BEGIN IMMEDIATE");
  begin_save (fixture, "AAPL", 10, &first);
  begin_load (fixture, "AAPL", NULL, &load);
  begin_save (fixture, "AAPL", 20, &second);
  run_in_other (fixture, "ROLLBACK");
  stored = cw_store_load_series_finish (wait_for_result (&load), NULL);
  g_assert_nonnull (stored);
  g_assert_cmpuint (stored->series->n_bars, ==, 20);
  assert_saved (&first);
  assert_saved (&second);
}

static void
test_cancelled_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) save = NULL, cancelled = NULL, other = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CwStoredSeries) stored = NULL;

  run_in_other (fixture, "BEGIN IMMEDIATE");
  begin_save (fixture, "AAPL", 10, &save);
  begin_load (fixture, "FIRST", cancellable, &cancelled);
  begin_load (fixture, "FIRST", NULL, &other);
  g_cancellable_cancel (cancellable);
  run_in_other (fixture, "ROLLBACK");
  assert_load_cancelled (&cancelled);
  assert_saved (&save);
  stored = cw_store_load_series_finish (wait_for_result (&other), NULL);
  g_assert_nonnull (stored);
}

static gpointer
let_go_later (gpointer data)
{
  g_usleep (200 * 1000);
  run_in_other (data, "ROLLBACK");
  return NULL;
}

static void
test_free (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL, second = NULL, load = NULL;
  g_autoptr (CwStoredSeries) stored = NULL;
  GThread *thread;

  run_in_other (fixture, "BEGIN IMMEDIATE");
  begin_save (fixture, "AAPL", 10, &first);
  begin_load (fixture, "FIRST", NULL, &load);
  begin_save (fixture, "MSFT", 20, &second);
  thread = g_thread_new ("let-go", let_go_later, fixture);
  cw_store_free (g_steal_pointer (&fixture->store));
  g_thread_join (thread);
  /* The store is gone; what it began still calls back. */
  g_assert_null (first);
  assert_saved (&first);
  assert_saved (&second);
  assert_load_cancelled (&load);

  fixture->store = cw_store_new (fixture->directory, NULL);
  stored = load_series (fixture->store, "MSFT", CW_INTERVAL_1D, NULL);
  g_assert_cmpuint (stored->series->n_bars, ==, 20);
}

static void
test_free_at_once (void)
{
  char *directory = make_directory ();

  for (guint i = 0; i < 5; i++)
    cw_store_free (cw_store_new (directory, NULL));
  cw_store_free (NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_directory (directory);
}

/* Nobody waits for these; they are carried out, and freed, all the same. */
static void
test_without_callback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 10, 1);
  g_autoptr (CwFundamentals) figures = cw_fundamentals_new ("AAPL", "a test");
  g_autoptr (CwStoredSeries) stored = NULL;

  cw_store_save_series_async (fixture->store, series, NOW, NULL, NULL);
  cw_store_save_fundamentals_async (fixture->store, figures, NOW, NULL, NULL);
  cw_store_load_series_async (fixture->store, "FIRST", CW_INTERVAL_1D, NULL, NULL, NULL);
  stored = load_series (fixture->store, "AAPL", CW_INTERVAL_1D, NULL);
  g_assert_nonnull (stored);
  assert_same_series (stored->series, series);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) save = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredSeries) stored = NULL;

  run_in_other (fixture, "BEGIN IMMEDIATE");
  begin_save (fixture, "AAPL", 10, &save);
  g_assert_false (cw_store_save_series_finish (wait_for_result (&save), &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_BUSY);
  stored = load_series (fixture->store, "FIRST", CW_INTERVAL_1D, NULL);
  g_assert_nonnull (stored); /* reading goes on */
  run_in_other (fixture, "ROLLBACK");
  begin_save (fixture, "AAPL", 10, &again);
  assert_saved (&again);
}

/* Who only reads does not wait for who writes, not even while the file is being opened. */
static void
test_opened_while_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwStoredSeries) stored = NULL;
  g_autofree char *notice = NULL;

  run_in_other (fixture, "BEGIN EXCLUSIVE");
  cw_store_free (fixture->store);
  fixture->store = cw_store_new (fixture->directory, NULL);
  stored = load_series (fixture->store, "FIRST", CW_INTERVAL_1D, NULL);
  g_assert_nonnull (stored);
  notice = cw_store_get_notice (fixture->store);
  g_assert_null (notice);
  run_in_other (fixture, "ROLLBACK");
}

#define ADD(name, func) g_test_add ("/store/queue/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("writes-before-reads", test_writes_before_reads);
  ADD ("cancelled-read", test_cancelled_read);
  ADD ("free", test_free);
  g_test_add_func ("/store/queue/free-at-once", test_free_at_once);
  ADD ("without-callback", test_without_callback);
  ADD ("locked", test_locked);
  ADD ("opened-while-locked", test_opened_while_locked);
  return g_test_run ();
}
