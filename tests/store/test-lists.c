/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-lists.h"

#include <math.h>
#include <sqlite3.h>

#include "store-helper.h"

static void
test_first_start (StoreFixture *fixture, gconstpointer data)
{
  assert_names (fixture->store, "Watchlist");
  assert_symbols (fixture->store, 0, "");
  store_fixture_reopen (fixture);
  assert_names (fixture->store, "Watchlist");
  g_assert_cmpint (store_list_id (fixture->store, 0), ==, fixture->first);
}

static void
test_names (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *long_name = g_strnfill (300, 'x');
  gint64 energy = create_list (fixture->store, "  Energy ", DONE);

  create_list (fixture->store, "Energy", CW_STORE_ERROR_EXISTS);
  create_list (fixture->store, " \n", CW_STORE_ERROR_INVALID_DATA);
  create_list (fixture->store, long_name, DONE);
  long_name[CW_LIST_NAME_MAX_CHARS] = '\0';
  cw_store_rename_list_async (fixture->store, energy, "Watchlist", keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_EXISTS);
  cw_store_rename_list_async (fixture->store, energy, "", keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_INVALID_DATA);
  cw_store_rename_list_async (fixture->store, 999, "Other", keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_NOT_FOUND);
  cw_store_rename_list_async (fixture->store, energy, "Energy", keep_result_cb, &result);
  assert_edit (&result, DONE);
  cw_store_rename_list_async (fixture->store, energy, "'; DROP TABLE lists", keep_result_cb,
                              &result);
  assert_edit (&result, DONE);
  store_fixture_reopen (fixture);
  {
    g_autofree char *all = g_strconcat ("Watchlist, '; DROP TABLE lists, ", long_name, NULL);

    assert_names (fixture->store, all);
  }
}

static void
test_order_of_lists (StoreFixture *fixture, gconstpointer data)
{
  /* A list by its first place: 0 is the watchlist, 1 is B … */
  static const struct
  {
    guint which;
    gint64 to;
    const char *expected;
  } moves[] = {
    { 0, CW_LIST_END, "B, C, D, Watchlist" }, { 3, 0, "D, B, C, Watchlist" },
    { 1, 2, "D, C, B, Watchlist" },           { 1, 2, "D, C, B, Watchlist" },
    { 3, 99, "C, B, Watchlist, D" },
  };
  gint64 ids[] = { fixture->first, create_list (fixture->store, "B", DONE),
                   create_list (fixture->store, "C", DONE),
                   create_list (fixture->store, "D", DONE) };
  guint n = 0;

  for (; n < G_N_ELEMENTS (moves); n++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      cw_store_move_list_async (fixture->store, ids[moves[n].which], moves[n].to, keep_result_cb,
                                &result);
      assert_edit (&result, DONE);
      assert_names (fixture->store, moves[n].expected);
    }
  g_assert_cmpuint (n, ==, 5);
}

static void
test_adding (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_symbols (fixture->store, fixture->first,
               (const char *[]){ "AAPL", "MSFT", "TSLA", "AAPL", NULL });
  assert_symbols (fixture->store, 0, "AAPL MSFT TSLA");
  g_ptr_array_add (entries, cw_list_entry_new ("KHC", "finnhub", "soup", 30, 40));
  g_ptr_array_add (entries, cw_list_entry_new ("MSFT", "other", "x", 1, 2));
  g_ptr_array_add (entries, cw_list_entry_new ("^GSPC", NULL, NULL, NAN, NAN));
  cw_store_add_entries_async (fixture->store, fixture->first, entries, 1, keep_result_cb, &result);
  g_assert_cmpint (cw_store_add_entries_finish (wait_for_result (&result), &error), ==, 2);
  g_assert_no_error (error);
  g_clear_object (&result);
  store_fixture_reopen (fixture);
  assert_symbols (fixture->store, 0, "AAPL KHC ^GSPC MSFT TSLA");

  cw_store_add_entries_async (fixture->store, 999, entries, 0, keep_result_cb, &result);
  g_assert_cmpint (cw_store_add_entries_finish (wait_for_result (&result), &error), ==, -1);
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_NOT_FOUND);
}

static void
test_editing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwListEntry) entry = cw_list_entry_new ("MSFT", "finnhub", "“watch” it", 200.25, 300);
  g_autoptr (CwListEntry) absent = cw_list_entry_new ("TSLA", NULL, NULL, NAN, NAN);
  g_autoptr (CwListEntry) upside_down = cw_list_entry_new ("MSFT", NULL, NULL, 3, 2);
  g_autoptr (CwListEntry) negative = cw_list_entry_new ("MSFT", NULL, NULL, -1, NAN);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  const CwListEntry *stored;

  add_symbols (fixture->store, fixture->first, (const char *[]){ "AAPL", "MSFT", NULL });
  cw_store_edit_entry_async (fixture->store, fixture->first, entry, keep_result_cb, &result);
  assert_edit (&result, DONE);
  cw_store_edit_entry_async (fixture->store, fixture->first, absent, keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_NOT_FOUND);
  cw_store_edit_entry_async (fixture->store, fixture->first, upside_down, keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_INVALID_DATA);
  cw_store_edit_entry_async (fixture->store, fixture->first, negative, keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_INVALID_DATA);
  store_fixture_reopen (fixture);
  lists = load_lists (fixture->store);
  stored = cw_symbol_list_find_entry (g_ptr_array_index (lists, 0), "MSFT");
  g_assert_cmpstr (stored->provider, ==, "finnhub");
  g_assert_cmpstr (stored->note, ==, "“watch” it");
  assert_same_number (stored->target_low, 200.25);
  assert_same_number (stored->target_high, 300);
  stored = cw_symbol_list_find_entry (g_ptr_array_index (lists, 0), "AAPL");
  g_assert_null (stored->provider);
  g_assert_true (isnan (stored->target_low) && isnan (stored->target_high));
}

static void
test_moving (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *symbol;
    gint64 to;
    const char *expected;
  } moves[] = {
    { "A", 2, "B C A D" }, { "D", 0, "D B C A" }, { "B", CW_LIST_END, "D C A B" },
    { "B", 3, "D C A B" }, { "C", 1, "D C A B" }, { "C", 77, "D A B C" },
    { "D", 1, "A D B C" },
  };
  g_autoptr (GAsyncResult) result = NULL;
  guint n = 0;

  add_symbols (fixture->store, fixture->first, (const char *[]){ "A", "B", "C", "D", NULL });
  for (; n < G_N_ELEMENTS (moves); n++)
    {
      cw_store_move_entry_async (fixture->store, fixture->first, moves[n].symbol, moves[n].to,
                                 keep_result_cb, &result);
      assert_edit (&result, DONE);
      assert_symbols (fixture->store, 0, moves[n].expected);
    }
  g_assert_cmpuint (n, ==, 7);
  cw_store_move_entry_async (fixture->store, fixture->first, "Z", 0, keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_NOT_FOUND);
}

static void
set_holding (StoreFixture *fixture,
             const char *symbol,
             double shares,
             double cost,
             const char *currency,
             const char *date,
             int code)
{
  g_autoptr (CwHolding) holding = cw_holding_new (symbol, shares, cost, currency, date);
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_set_holding_async (fixture->store, fixture->first, holding, keep_result_cb, &result);
  assert_edit (&result, code);
}

static void
test_holdings (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwHolding) removed = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  add_symbols (fixture->store, fixture->first, (const char *[]){ "AAPL", NULL });
  set_holding (fixture, "VOD.L", 1000.5, 120.25, "GBp", "2020-02-29", DONE);
  set_holding (fixture, "AAPL", 0.1, NAN, NULL, NULL, DONE);
  assert_symbols (fixture->store, 0, "AAPL VOD.L");
  assert_holding (fixture->store, "VOD.L", 1000.5, 120.25, "GBp", "2020-02-29");
  assert_holding (fixture->store, "AAPL", 0.1, NAN, NULL, NULL);
  set_holding (fixture, "AAPL", 3, 0, "USD", "1999-12-31", DONE);
  store_fixture_reopen (fixture);
  assert_holding (fixture->store, "AAPL", 3, 0, "USD", "1999-12-31");

  set_holding (fixture, "AAPL", 0, 1, NULL, NULL, CW_STORE_ERROR_INVALID_DATA);
  set_holding (fixture, "AAPL", -1, 1, NULL, NULL, CW_STORE_ERROR_INVALID_DATA);
  set_holding (fixture, "AAPL", NAN, 1, NULL, NULL, CW_STORE_ERROR_INVALID_DATA);
  set_holding (fixture, "AAPL", INFINITY, 1, NULL, NULL, CW_STORE_ERROR_INVALID_DATA);
  set_holding (fixture, "AAPL", 1, -1, NULL, NULL, CW_STORE_ERROR_INVALID_DATA);
  set_holding (fixture, "AAPL", 1, 1, "dollars", NULL, CW_STORE_ERROR_INVALID_DATA);
  set_holding (fixture, "AAPL", 1, 1, NULL, "yesterday", CW_STORE_ERROR_INVALID_DATA);
  set_holding (fixture, "NEW", -1, 1, NULL, NULL, CW_STORE_ERROR_INVALID_DATA);
  /* What was refused changed nothing, not even the list. */
  assert_symbols (fixture->store, 0, "AAPL VOD.L");
  assert_holding (fixture->store, "AAPL", 3, 0, "USD", "1999-12-31");

  cw_store_remove_holding_async (fixture->store, fixture->first, "AAPL", keep_result_cb, &result);
  removed = cw_store_remove_holding_finish (wait_for_result (&result), NULL);
  assert_same_number (removed->shares, 3);
  g_assert_cmpstr (removed->date, ==, "1999-12-31");
  lists = load_lists (fixture->store);
  g_assert_null (cw_symbol_list_find_holding (g_ptr_array_index (lists, 0), "AAPL"));
  assert_symbols (fixture->store, 0, "AAPL VOD.L");
}

static GPtrArray *
remove_symbols (StoreFixture *fixture, const char *const *symbols)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *removed;

  cw_store_remove_entries_async (fixture->store, fixture->first, symbols, keep_result_cb, &result);
  removed = cw_store_remove_entries_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  return removed;
}

static void
test_removing_and_undoing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const CwRemovedEntry *one;

  add_symbols (fixture->store, fixture->first, (const char *[]){ "A", "B", "C", "D", "E", NULL });
  set_holding (fixture, "D", 7, 1.5, "EUR", "2020-01-02", DONE);
  removed = remove_symbols (fixture, (const char *[]){ "D", "A", "Z", "E", "D", NULL });
  g_assert_cmpuint (removed->len, ==, 3);
  one = g_ptr_array_index (removed, 0);
  g_assert_cmpstr (one->entry->symbol, ==, "A");
  g_assert_cmpint (one->position, ==, 0);
  g_assert_null (one->holding);
  one = g_ptr_array_index (removed, 1);
  g_assert_cmpint (one->position, ==, 3);
  assert_same_number (one->holding->shares, 7);
  assert_symbols (fixture->store, 0, "B C");

  cw_store_restore_entries_async (fixture->store, fixture->first, removed, keep_result_cb, &result);
  assert_edit (&result, DONE);
  assert_symbols (fixture->store, 0, "A B C D E");
  assert_holding (fixture->store, "D", 7, 1.5, "EUR", "2020-01-02");
  /* Doing it again does nothing. */
  cw_store_restore_entries_async (fixture->store, fixture->first, removed, keep_result_cb, &result);
  assert_edit (&result, DONE);
  assert_symbols (fixture->store, 0, "A B C D E");
}

static void
test_deleting_and_undoing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL, last = NULL, restored = NULL;
  g_autoptr (CwSymbolList) list = NULL;
  g_autoptr (GError) error = NULL;
  gint64 other = create_list (fixture->store, "Other", DONE), next;

  add_symbols (fixture->store, fixture->first, (const char *[]){ "A", "B", NULL });
  set_holding (fixture, "B", 7, 1.5, "EUR", NULL, DONE);
  cw_store_delete_list_async (fixture->store, fixture->first, keep_result_cb, &result);
  list = cw_store_delete_list_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->n_entries, ==, 2);
  assert_names (fixture->store, "Other");
  cw_store_delete_list_async (fixture->store, other, keep_result_cb, &last);
  g_assert_null (cw_store_delete_list_finish (wait_for_result (&last), &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA);
  g_clear_error (&error);
  /* The deleted list's number is not given to another one. */
  next = create_list (fixture->store, "Next", DONE);
  g_assert_cmpint (next, >, other);

  cw_store_restore_list_async (fixture->store, list, 0, keep_result_cb, &restored);
  g_assert_cmpint (cw_store_create_list_finish (wait_for_result (&restored), &error), ==,
                   fixture->first);
  g_assert_no_error (error);
  store_fixture_reopen (fixture);
  assert_names (fixture->store, "Watchlist, Other, Next");
  assert_symbols (fixture->store, 0, "A B");
  assert_holding (fixture->store, "B", 7, 1.5, "EUR", NULL);
}

/* Whoever holds the database while the store is closed delays the edits; they are done all the
 * same. */
static gpointer
let_go_later (gpointer other)
{
  g_usleep (1500 * 1000);
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  return NULL;
}

static void
test_closing_waits (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_path (fixture->directory);
  GAsyncResult *results[20] = { NULL }, *copies[2] = { NULL };
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 10, 1);
  GThread *thread;
  sqlite3 *other;
  guint n = 0;

  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    cw_store_save_series_async (fixture->store, series, 1700000000, keep_result_cb, &copies[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *symbol = g_strdup_printf ("S%u", i);
      g_autoptr (CwHolding) holding = cw_holding_new (symbol, i + 1, NAN, NULL, NULL);

      cw_store_set_holding_async (fixture->store, fixture->first, holding, keep_result_cb,
                                  &results[i]);
    }
  thread = g_thread_new ("let-go", let_go_later, other);
  cw_store_free (fixture->store);
  g_thread_join (thread);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  for (; n < G_N_ELEMENTS (results); n++)
    assert_edit (&results[n], DONE);
  g_assert_cmpuint (n, ==, 20);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      wait_for_result (&copies[i]);
      g_object_unref (copies[i]);
    }
  fixture->store = cw_store_new (fixture->directory, NULL);
  assert_holding (fixture->store, "S19", 20, NAN, NULL, NULL);
}

/* What another program changes is seen the next time, and that it has changed something is told. */
static gint64
get_version (CwStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version;

  cw_store_get_data_version_async (store, NULL, keep_result_cb, &result);
  version = cw_store_get_data_version_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (version, !=, 0);
  return version;
}

static void
test_version (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwStore) other = cw_store_new (fixture->directory, NULL);
  gint64 before = get_version (fixture->store), after;

  add_symbols (fixture->store, fixture->first, (const char *[]){ "MINE", NULL });
  g_assert_cmpint (get_version (fixture->store), ==, before);
  add_symbols (other, fixture->first, (const char *[]){ "THEIRS", NULL });
  after = get_version (fixture->store);
  g_assert_cmpint (after, !=, before);
  assert_symbols (fixture->store, 0, "MINE THEIRS");
  g_assert_cmpint (get_version (fixture->store), ==, after);
}

#define ADD(name, func)                                                                  \
  g_test_add ("/store/lists/" name, StoreFixture, NULL, store_fixture_set_up_list, func, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("first-start", test_first_start);
  ADD ("names", test_names);
  ADD ("order-of-lists", test_order_of_lists);
  ADD ("adding", test_adding);
  ADD ("editing", test_editing);
  ADD ("moving", test_moving);
  ADD ("holdings", test_holdings);
  ADD ("removing-and-undoing", test_removing_and_undoing);
  ADD ("deleting-and-undoing", test_deleting_and_undoing);
  ADD ("closing-waits", test_closing_waits);
  ADD ("version", test_version);
  return g_test_run ();
}
