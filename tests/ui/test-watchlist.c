/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-demo-market.h"
#include "cw-server.h"
#include "cw-until.h"
#include "cw-watchlist.h"
#include "watchlist-samples.h"

/* The watchlist on a real engine and a real server, without a window. */

typedef struct
{
  CwServer *server;
  CwEngine *engine;
  CwWatchlist *watchlist;
  guint n_progress, n_finished;
} Fixture;

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
set_up (Fixture *fixture, gconstpointer latency_ms)
{
  CwServerOptions options = { .latency_ms = GPOINTER_TO_UINT (latency_ms) };
  CwEngineConfig config;
  g_autoptr (GError) error = NULL;

  fixture->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  cw_engine_config_init (&config);
  config.yahoo_url = cw_server_get_url (fixture->server);
  config.finnhub_url = cw_server_get_url (fixture->server);
  config.finnhub_key = CW_DEMO_KEY;
  config.benchmark = CW_DEMO_BENCHMARK;
  config.clock = cw_demo_market_get_clock ();
  fixture->engine = cw_engine_new (&config);
  fixture->watchlist = cw_watchlist_new (fixture->engine);
  g_signal_connect_swapped (fixture->watchlist, "progress", G_CALLBACK (count_cb),
                            &fixture->n_progress);
  g_signal_connect_swapped (fixture->watchlist, "finished", G_CALLBACK (count_cb),
                            &fixture->n_finished);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_watchlist_shut_down (fixture->watchlist);
  g_assert_finalize_object (fixture->watchlist);
  cw_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
  cw_server_free (fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
show_texts (Fixture *fixture, const char *texts)
{
  g_auto (GStrv) symbols = g_strsplit (texts, " ", -1);

  watchlist_show (fixture->watchlist, (const char *const *) symbols);
}

static void
assert_order (Fixture *fixture, const char *texts)
{
  GListModel *model = cw_watchlist_get_model (fixture->watchlist);
  guint n = g_list_model_get_n_items (model);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (model, i);

      g_string_append_printf (order, "%s%s", i > 0 ? " " : "", cw_row_get_symbol (row));
    }
  g_assert_cmpstr (order->str, ==, texts);
}

static void
test_rows_fill (Fixture *fixture, gconstpointer data)
{
  CwProgress progress;

  g_assert_false (cw_watchlist_is_loading (fixture->watchlist));
  show_texts (fixture, "AAPL MSFT NOSUCH");
  g_assert_true (cw_watchlist_is_loading (fixture->watchlist));
  g_assert_cmpuint (cw_watchlist_get_n_rows (fixture->watchlist), ==, 3);
  g_assert_cmpstr (cw_row_get_name (watchlist_find (fixture->watchlist, "AAPL")), ==, "AAPL");
  CW_UNTIL (fixture->n_finished == 1);

  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "AAPL")), ==,
                   CW_STAGE_READY);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "MSFT")), ==,
                   CW_STAGE_READY);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "NOSUCH")), ==,
                   CW_STAGE_FAILED);
  g_assert_nonnull (cw_row_get_error (watchlist_find (fixture->watchlist, "NOSUCH")));
  g_assert_null (cw_row_get_analysis (watchlist_find (fixture->watchlist, "NOSUCH")));
  g_assert_nonnull (cw_row_get_analysis (watchlist_find (fixture->watchlist, "AAPL")));
  g_assert_cmpstr (cw_row_get_name (watchlist_find (fixture->watchlist, "AAPL")), ==, "Apple Inc.");
  g_assert_cmpint (cw_row_get_data_age (watchlist_find (fixture->watchlist, "AAPL")), ==, 0);
  g_assert_cmpuint (cw_watchlist_count_failed (fixture->watchlist), ==, 1);
  progress = cw_watchlist_get_progress (fixture->watchlist);
  g_assert_cmpuint (progress.total, ==, 3);
  g_assert_cmpuint (progress.done, ==, 3);
  g_assert_cmpuint (progress.failed, ==, 1);
  g_assert_cmpuint (fixture->n_progress, >=, 2);
}

static void
test_only_new_symbols_load (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "AAPL MSFT");
  show_texts (fixture, "AAPL MSFT IBM");
  g_assert_cmpuint (cw_watchlist_get_n_rows (fixture->watchlist), ==, 3);
  CW_UNTIL (!cw_watchlist_is_loading (fixture->watchlist));
  g_assert_cmpuint (cw_watchlist_get_progress (fixture->watchlist).total, ==, 3);
}

static void
test_removed_row_stays_away (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "AAPL MSFT IBM");
  show_texts (fixture, "AAPL IBM");
  CW_UNTIL (fixture->n_finished == 1);
  g_assert_null (cw_watchlist_find (fixture->watchlist, "MSFT"));
  g_assert_cmpuint (cw_watchlist_get_n_rows (fixture->watchlist), ==, 2);
  assert_order (fixture, "AAPL IBM");
}

/* What came for it while it was away is there at once, and is not asked for again. */
static void
test_row_comes_back (Fixture *fixture, gconstpointer data)
{
  CwRow *row;

  show_texts (fixture, "AAPL MSFT IBM");
  row = watchlist_find (fixture->watchlist, "MSFT");
  show_texts (fixture, "AAPL IBM");
  CW_UNTIL (fixture->n_finished == 1);
  show_texts (fixture, "AAPL MSFT IBM");
  assert_order (fixture, "AAPL MSFT IBM");
  g_assert_true (watchlist_find (fixture->watchlist, "MSFT") == row);
  g_assert_cmpint (cw_row_get_stage (row), ==, CW_STAGE_READY);
  g_assert_nonnull (cw_row_get_analysis (row));
  g_assert_false (cw_watchlist_is_loading (fixture->watchlist));
}

static void
test_failed_row_that_comes_back_is_tried_again (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "AAPL NOSUCH");
  CW_UNTIL (fixture->n_finished == 1);
  show_texts (fixture, "AAPL");
  show_texts (fixture, "AAPL NOSUCH");
  g_assert_true (cw_row_is_under_way (watchlist_find (fixture->watchlist, "NOSUCH")));
  CW_UNTIL (fixture->n_finished == 2);
  g_assert_cmpuint (cw_watchlist_get_progress (fixture->watchlist).total, ==, 1);
}

/* Refreshing gives up what other lists had asked for; that is asked for when they are shown. */
static void
test_refresh_forgets_other_lists (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "AAPL MSFT");
  show_texts (fixture, "IBM");
  cw_watchlist_refresh (fixture->watchlist);
  CW_UNTIL (!cw_watchlist_is_loading (fixture->watchlist));
  show_texts (fixture, "AAPL MSFT IBM");
  g_assert_true (cw_row_is_under_way (watchlist_find (fixture->watchlist, "AAPL")));
  CW_UNTIL (!cw_watchlist_is_loading (fixture->watchlist));
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "MSFT")), ==,
                   CW_STAGE_READY);
}

static void
count_changes_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  (*n)++;
}

/* Whatever the new order is, the model takes it in a single change, or in none. */
static void
test_rows_are_arranged (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *from, *to;
    guint n_changes;
  } cases[] = {
    { "A B C D E", "A B C D E", 0 },   { "A B C D E", "B C D E A", 1 },
    { "A B C D E", "E A B C D", 1 },   { "A B C D E", "A D B C E", 1 },
    { "A B C D E", "A C B D E", 1 },   { "A B C D E", "A B D E", 1 },
    { "A B C D E", "A B X C D E", 1 }, { "A B C D E", "E D C B A", 1 },
    { "A B C D E", "X Y", 1 },
  };
  guint n_changes = 0, n_checked = 0;

  g_signal_connect (cw_watchlist_get_model (fixture->watchlist), "items-changed",
                    G_CALLBACK (count_changes_cb), &n_changes);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      show_texts (fixture, cases[i].from);
      assert_order (fixture, cases[i].from);
      n_changes = 0;
      show_texts (fixture, cases[i].to);
      assert_order (fixture, cases[i].to);
      g_assert_cmpuint (n_changes, ==, cases[i].n_changes);
    }
  g_assert_cmpuint (n_checked, ==, 9);
  cw_watchlist_cancel (fixture->watchlist);
}

static void
test_entries_and_holdings_reach_their_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GPtrArray) holdings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  g_autoptr (CwSymbolList) list = NULL;
  g_autofree char *request = NULL;

  g_ptr_array_add (entries, cw_list_entry_new ("AAPL", "yahoo", "a note", 100, 200));
  g_ptr_array_add (entries, cw_list_entry_new ("MSFT", NULL, NULL, NAN, NAN));
  g_ptr_array_add (holdings, cw_holding_new ("MSFT", 10, 20, NULL, NULL));
  list = cw_symbol_list_new (7, "Test", entries, holdings);
  cw_watchlist_show_list (fixture->watchlist, list);
  g_assert_cmpstr (cw_row_get_entry (watchlist_find (fixture->watchlist, "AAPL"))->note, ==,
                   "a note");
  g_assert_null (cw_row_get_holding (watchlist_find (fixture->watchlist, "AAPL")));
  g_assert_cmpfloat_with_epsilon (
      cw_row_get_holding (watchlist_find (fixture->watchlist, "MSFT"))->shares, 10, 1e-9);
  g_assert_cmpint (cw_row_get_list (watchlist_find (fixture->watchlist, "MSFT")), ==, 7);
  request = cw_row_dup_request (watchlist_find (fixture->watchlist, "AAPL"));
  g_assert_cmpstr (request, ==, "yahoo:AAPL");
  CW_UNTIL (fixture->n_finished == 1);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "AAPL")), ==,
                   CW_STAGE_READY);
}

static void
test_failure_can_be_retried (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "NOSUCH AAPL");
  CW_UNTIL (fixture->n_finished == 1);
  cw_watchlist_retry (fixture->watchlist, "NOSUCH");
  g_assert_true (cw_row_is_under_way (watchlist_find (fixture->watchlist, "NOSUCH")));
  g_assert_null (cw_row_get_error (watchlist_find (fixture->watchlist, "NOSUCH")));
  CW_UNTIL (fixture->n_finished == 2);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "NOSUCH")), ==,
                   CW_STAGE_FAILED);
  g_assert_cmpuint (cw_watchlist_get_progress (fixture->watchlist).total, ==, 1);
}

static void
test_refresh_keeps_what_was_known (Fixture *fixture, gconstpointer data)
{
  CwAnalysis *before;

  show_texts (fixture, "AAPL MSFT");
  CW_UNTIL (fixture->n_finished == 1);
  before = cw_analysis_ref (cw_row_get_analysis (watchlist_find (fixture->watchlist, "AAPL")));
  cw_watchlist_refresh (fixture->watchlist);
  g_assert_true (cw_row_is_under_way (watchlist_find (fixture->watchlist, "AAPL")));
  g_assert_true (cw_row_get_analysis (watchlist_find (fixture->watchlist, "AAPL")) == before);
  CW_UNTIL (fixture->n_finished == 2);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "AAPL")), ==,
                   CW_STAGE_READY);
  g_assert_true (cw_row_get_analysis (watchlist_find (fixture->watchlist, "AAPL")) != before);
  cw_analysis_unref (before);
}

static void
test_cancelling_tells_every_row (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "AAPL MSFT IBM ORCL AMZN TSLA GOOGL");
  cw_watchlist_cancel (fixture->watchlist);
  CW_UNTIL (fixture->n_finished == 1);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "GOOGL")), ==,
                   CW_STAGE_CANCELLED);
  g_assert_false (cw_row_is_under_way (watchlist_find (fixture->watchlist, "AAPL")));
  g_assert_cmpuint (cw_watchlist_count_failed (fixture->watchlist), ==, 0);
}

/* Some rows are asked for again, the others are left alone. */
static void
test_some_rows_are_refreshed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  show_texts (fixture, "AAPL MSFT NOSUCH");
  CW_UNTIL (fixture->n_finished == 1);
  g_ptr_array_add (rows, watchlist_find (fixture->watchlist, "MSFT"));
  g_ptr_array_add (rows, watchlist_find (fixture->watchlist, "NOSUCH"));
  cw_watchlist_refresh_rows (fixture->watchlist, rows);
  g_assert_false (cw_row_is_under_way (watchlist_find (fixture->watchlist, "AAPL")));
  g_assert_true (cw_row_is_under_way (watchlist_find (fixture->watchlist, "MSFT")));
  /* What is under way is not asked for twice. */
  cw_watchlist_refresh_rows (fixture->watchlist, rows);
  g_assert_cmpuint (cw_watchlist_get_progress (fixture->watchlist).total, ==, 2);
  CW_UNTIL (fixture->n_finished == 2);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "MSFT")), ==,
                   CW_STAGE_READY);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "NOSUCH")), ==,
                   CW_STAGE_FAILED);
}

static void
test_shut_down_in_the_middle (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "AAPL MSFT IBM");
  cw_watchlist_shut_down (fixture->watchlist);
  g_assert_false (cw_watchlist_is_loading (fixture->watchlist));
  g_assert_cmpuint (fixture->n_finished, ==, 0);
}

static void
test_rows_are_found_by_symbol_and_name (Fixture *fixture, gconstpointer data)
{
  show_texts (fixture, "AAPL");
  CW_UNTIL (fixture->n_finished == 1);
  g_assert_true (cw_row_matches (watchlist_find (fixture->watchlist, "AAPL"), "apl"));
  g_assert_true (cw_row_matches (watchlist_find (fixture->watchlist, "AAPL"), "apple"));
  g_assert_true (cw_row_matches (watchlist_find (fixture->watchlist, "AAPL"), "inc."));
  g_assert_false (cw_row_matches (watchlist_find (fixture->watchlist, "AAPL"), "microsoft"));
}

#define ADD(name, latency, function)                                                        \
  g_test_add ("/ui/watchlist/" name, Fixture, GUINT_TO_POINTER (latency), set_up, function, \
              tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("rows-fill", 0, test_rows_fill);
  ADD ("only-new-symbols-load", 0, test_only_new_symbols_load);
  ADD ("removed-row-stays-away", 0, test_removed_row_stays_away);
  ADD ("row-comes-back", 0, test_row_comes_back);
  ADD ("failed-row-that-comes-back-is-tried-again", 0,
       test_failed_row_that_comes_back_is_tried_again);
  ADD ("refresh-forgets-other-lists", 200, test_refresh_forgets_other_lists);
  ADD ("rows-are-arranged", 5000, test_rows_are_arranged);
  ADD ("entries-and-holdings-reach-their-rows", 0, test_entries_and_holdings_reach_their_rows);
  ADD ("failure-can-be-retried", 0, test_failure_can_be_retried);
  ADD ("refresh-keeps-what-was-known", 0, test_refresh_keeps_what_was_known);
  ADD ("cancelling-tells-every-row", 5000, test_cancelling_tells_every_row);
  ADD ("some-rows-are-refreshed", 0, test_some_rows_are_refreshed);
  ADD ("shut-down-in-the-middle", 5000, test_shut_down_in_the_middle);
  ADD ("rows-are-found-by-symbol-and-name", 0, test_rows_are_found_by_symbol_and_name);
  return g_test_run ();
}
