/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-lists.h"

#include <math.h>
#include <string.h>

#include "store-helper.h"

/* What a file says comes into a list whole or not at all. */

static CwImportPreview *
read_preview (const char *list, const char *holdings)
{
  CwImportPreview *preview = cw_watchlist_csv_read (list, strlen (list));
  g_autoptr (CwImportPreview) more = cw_holdings_csv_read (holdings, strlen (holdings));

  g_assert_cmpuint (preview->n_problems + more->n_problems, ==, 0);
  for (guint i = 0; i < more->holdings->len; i++)
    g_ptr_array_add (preview->holdings, cw_holding_ref (g_ptr_array_index (more->holdings, i)));
  return preview;
}

static void
test_import (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwImportPreview) first =
      read_preview ("Symbol,Note,Target Low,Target High\nMSFT,new,1,2\nAAPL,,,\nTSLA,car,3,\n",
                    "Symbol,Shares\nKHC,5\nAAPL,6\n");
  g_autoptr (CwImportPreview) second =
      read_preview ("Symbol,Target High\nMSFT,9\nTSLA,\n", "Symbol,Shares\n");
  g_autoptr (CwListEntry) noted = cw_list_entry_new ("AAPL", "finnhub", "keep this", 10, 20);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  const CwListEntry *entry;

  add_symbols (fixture->store, fixture->first, (const char *[]){ "AAPL", NULL });
  cw_store_edit_entry_async (fixture->store, fixture->first, noted, keep_result_cb, &result);
  assert_edit (&result, DONE);
  cw_store_import_async (fixture->store, fixture->first, first, NULL, keep_result_cb, &result);
  assert_edit (&result, DONE);
  cw_store_import_async (fixture->store, fixture->first, second, NULL, keep_result_cb, &result);
  assert_edit (&result, DONE);
  assert_symbols (fixture->store, 0, "AAPL MSFT TSLA KHC");
  assert_holding (fixture->store, "KHC", 5, NAN, NULL, NULL);
  assert_holding (fixture->store, "AAPL", 6, NAN, NULL, NULL);

  lists = load_lists (fixture->store);
  entry = cw_symbol_list_find_entry (g_ptr_array_index (lists, 0), "AAPL");
  g_assert_cmpstr (entry->note, ==, "keep this"); /* the file did not say otherwise */
  g_assert_cmpstr (entry->provider, ==, "finnhub");
  assert_same_number (entry->target_low, 10);
  entry = cw_symbol_list_find_entry (g_ptr_array_index (lists, 0), "MSFT");
  g_assert_cmpstr (entry->note, ==, "new");
  g_assert_true (isnan (entry->target_low)); /* both targets, or none */
  assert_same_number (entry->target_high, 9);
  entry = cw_symbol_list_find_entry (g_ptr_array_index (lists, 0), "TSLA");
  assert_same_number (entry->target_low, 3);
}

/* One row that the store refuses, and nothing of the file comes in. */
static void
test_import_all_or_nothing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwImportPreview) preview = read_preview ("Symbol\nA\nB\n", "Symbol,Shares\nC,1\n");
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (preview->holdings, cw_holding_new ("D", -1, 1, NULL, NULL));
  cw_store_import_async (fixture->store, fixture->first, preview, NULL, keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_INVALID_DATA);
  assert_symbols (fixture->store, 0, "");
  cw_store_import_async (fixture->store, 999, preview, NULL, keep_result_cb, &result);
  assert_edit (&result, CW_STORE_ERROR_NOT_FOUND);
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep ((gulong) g_random_int_range (0, 30000));
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Whenever it is cancelled, either all is there and it says so, or nothing is. */
static void
test_import_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Symbol\n");
  g_autoptr (CwImportPreview) preview = NULL;
  guint n = 0, n_done = 0;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "S%u\n", i);
  preview = read_preview (text->str, "Symbol,Shares\n");
  for (; n < 8; n++)
    {
      g_autofree char *name = g_strdup_printf ("List %u", n);
      gint64 list = create_list (fixture->store, name, DONE);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) lists = NULL;
      GThread *thread = NULL;
      gboolean done;

      if (n == 0)
        g_cancellable_cancel (cancellable);
      cw_store_import_async (fixture->store, list, preview, cancellable, keep_result_cb, &result);
      if (n > 0)
        thread = g_thread_new ("cancel", cancel_later, cancellable);
      done = cw_store_edit_finish (wait_for_result (&result), &error);
      g_clear_pointer (&thread, g_thread_join);
      if (!done)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      lists = load_lists (fixture->store);
      g_assert_cmpuint (((CwSymbolList *) g_ptr_array_index (lists, n + 1))->n_entries, ==,
                        done ? 3000 : 0);
      n_done += done;
      g_assert_false (n == 0 && done);
    }
  g_assert_cmpuint (n, ==, 8);
  g_test_message ("%u of %u were done", n_done, n);
}

#define ADD(name, func)                                                                   \
  g_test_add ("/store/import/" name, StoreFixture, NULL, store_fixture_set_up_list, func, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("join", test_import);
  ADD ("all-or-nothing", test_import_all_or_nothing);
  ADD ("cancelled", test_import_cancelled);
  return g_test_run ();
}
