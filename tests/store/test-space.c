/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-space.h"

#include <glib/gstdio.h>

#include "cw-store-quotes.h"
#include "store-helper.h"

/* How much is stored, and giving the room back. */

#define FIRST_DAY 15000
#define N_BARS 2000

static void
set_up (StoreFixture *fixture, gconstpointer data)
{
  static const char *const listed[] = { "AAA", "BBB", NULL };
  static const char *const stored[] = { "AAA", "BBB", "CCC", "DDD", "SPY" };

  store_fixture_set_up (fixture, data);
  add_symbols (fixture->store, store_list_id (fixture->store, 0), listed);
  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      g_autoptr (CwSeries) series = walk_new (stored[i], FIRST_DAY, N_BARS, i + 1);

      save_series (fixture->store, series, WALK_TIME (FIRST_DAY + N_BARS));
    }
}

static CwStoreSpace
measure (StoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CwStoreSpace space;

  cw_store_measure_async (fixture->store, "SPY", NULL, keep_result_cb, &result);
  g_assert_true (cw_store_measure_finish (wait_for_result (&result), &space, &error));
  g_assert_no_error (error);
  return space;
}

static void
clean (StoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_store_clean_async (fixture->store, "SPY", keep_result_cb, &result);
  g_assert_true (cw_store_clean_finish (wait_for_result (&result), &error));
  g_assert_no_error (error);
}

static gsize
count_bars (StoreFixture *fixture, const char *symbol)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredSeries) stored = load_series (fixture->store, symbol, CW_INTERVAL_1D, &error);

  g_assert_no_error (error);
  return stored != NULL ? stored->series->n_bars : 0;
}

static void
test_measure (StoreFixture *fixture, gconstpointer data)
{
  CwStoreSpace space = measure (fixture);

  g_assert_cmpuint (space.n_symbols, ==, 5);
  g_assert_cmpuint (space.n_unlisted, ==, 2);
  g_assert_cmpint (space.n_bars, ==, 5 * N_BARS);
  g_assert_cmpint (space.bytes, >, space.n_bars * 40);
}

static void
test_clean (StoreFixture *fixture, gconstpointer data)
{
  CwStoreSpace before = measure (fixture), after;
  static const char *const kept[] = { "AAA", "BBB", "SPY" }, *const gone[] = { "CCC", "DDD" };
  guint n = 0;

  clean (fixture);
  after = measure (fixture);
  g_assert_cmpuint (after.n_symbols, ==, 3);
  g_assert_cmpuint (after.n_unlisted, ==, 0);
  g_assert_cmpint (after.n_bars, ==, 3 * N_BARS);
  g_assert_cmpint (after.bytes, <, before.bytes * 3 / 4); /* the file itself is smaller */
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++, n++)
    g_assert_cmpuint (count_bars (fixture, kept[i]), ==, N_BARS);
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++, n++)
    g_assert_cmpuint (count_bars (fixture, gone[i]), ==, 0);
  g_assert_cmpuint (n, ==, 5);
}

/* A person's own lists are none of its business. */
static void
test_lists_stay (StoreFixture *fixture, gconstpointer data)
{
  clean (fixture);
  assert_names (fixture->store, "Watchlist");
  assert_symbols (fixture->store, 0, "AAA BBB");
}

static void
test_quotes_and_again (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) quotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  g_autoptr (GAsyncResult) result = NULL;
  CwSymbolQuote *quote = cw_symbol_quote_new ("EEE", "Test");

  clean (fixture);
  quote->quote = cw_quote_make (10, 9, WALK_TIME (FIRST_DAY));
  g_ptr_array_add (quotes, quote);
  cw_store_save_quotes_async (fixture->store, quotes, WALK_TIME (FIRST_DAY), keep_result_cb,
                              &result);
  g_assert_true (cw_store_save_quotes_finish (wait_for_result (&result), NULL));
  g_assert_cmpuint (measure (fixture).n_unlisted, ==, 1);
  clean (fixture);
  g_assert_cmpuint (measure (fixture).n_unlisted, ==, 0);
  clean (fixture); /* where there is nothing to do, nothing is done */
  g_assert_cmpuint (measure (fixture).n_symbols, ==, 3);
}

/* What is asked for behind it waits, and finds what is left. */
static void
test_in_between (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) cleaned = NULL;
  g_autoptr (CwSeries) series = walk_new ("CCC", FIRST_DAY, 50, 9);

  cw_store_clean_async (fixture->store, "SPY", keep_result_cb, &cleaned);
  save_series (fixture->store, series, WALK_TIME (FIRST_DAY + N_BARS));
  g_assert_true (cw_store_clean_finish (wait_for_result (&cleaned), NULL));
  g_assert_cmpuint (count_bars (fixture, "CCC"), ==, 50);
}

#define ADD(name, func) \
  g_test_add ("/store/space/" name, StoreFixture, NULL, set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("measure", test_measure);
  ADD ("clean", test_clean);
  ADD ("lists-stay", test_lists_stay);
  ADD ("quotes-and-again", test_quotes_and_again);
  ADD ("in-between", test_in_between);
  return g_test_run ();
}
