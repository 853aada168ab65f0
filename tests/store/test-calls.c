/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-store-alerts.h"
#include "cw-store-backups.h"
#include "cw-store-error.h"
#include "cw-store-quotes.h"
#include "cw-store-space.h"
#include "cw-store-symbols.h"
#include "failing-calls.h"
#include "store-helper.h"

/* Whatever the store is asked for, and whichever of its calls of SQLite fails on the way: it says
 * so, or has done without, and goes on. Each loop goes on until nothing failed any more. */

#define NOW 1700000000
#define FIRST_DAY 15000
#define N_BARS 20
#define MOST_CALLS 500

/* Does something with the store; says by @error that it failed. */
typedef gboolean (*Operation) (StoreFixture *fixture, GError **error);

static gboolean
open_again (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  g_clear_pointer (&fixture->store, cw_store_free);
  fixture->store = cw_store_new (fixture->directory, NULL);
  cw_store_load_lists_async (fixture->store, NULL, keep_result_cb, &result);
  lists = cw_store_load_lists_finish (wait_for_result (&result), error);
  return lists != NULL;
}

static gboolean
save_bars (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwSeriesBuilder) builder = walk_builder ("AAA", CW_INTERVAL_1D, FIRST_DAY, N_BARS, 1);
  CwDividend dividend = { WALK_TIME (FIRST_DAY + 3), 0.5 };
  CwSplit split = { WALK_TIME (FIRST_DAY + 4), 2, 1 };
  g_autoptr (CwSeries) series = NULL;

  g_array_append_val (builder->dividends, dividend);
  g_array_append_val (builder->splits, split);
  series = cw_series_builder_end (builder);
  cw_store_save_series_async (fixture->store, series, NOW, keep_result_cb, &result);
  return cw_store_save_series_finish (wait_for_result (&result), error);
}

/* Of a symbol that is new each time, and then again with other prices, so that all is replaced. */
static gboolean
save_other_bars (StoreFixture *fixture, GError **error)
{
  static guint n_saved = 0;
  g_autofree char *symbol = g_strdup_printf ("S%u", n_saved++);
  gboolean done = TRUE;

  for (guint32 seed = 1; done && seed <= 2; seed++)
    {
      g_autoptr (CwSeries) series = walk_new (symbol, FIRST_DAY, N_BARS, seed);
      g_autoptr (GAsyncResult) result = NULL;

      cw_store_save_series_async (fixture->store, series, NOW, keep_result_cb, &result);
      done = cw_store_save_series_finish (wait_for_result (&result), error);
    }
  return done;
}

static gboolean
load_bars (StoreFixture *fixture, GError **error)
{
  g_autoptr (CwStoredSeries) stored = load_series (fixture->store, "AAA", CW_INTERVAL_1D, error);

  if (stored != NULL)
    g_assert_cmpuint (stored->series->n_bars, ==, N_BARS);
  return stored != NULL;
}

static gboolean
save_figures (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwFundamentals) figures = cw_fundamentals_new ("AAA", "test");

  figures->values[CW_METRIC_ROE] = 0.25;
  cw_store_save_fundamentals_async (fixture->store, figures, NOW, keep_result_cb, &result);
  return cw_store_save_fundamentals_finish (wait_for_result (&result), error);
}

static gboolean
load_figures (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwStoredFundamentals) stored = NULL;

  cw_store_load_fundamentals_async (fixture->store, "AAA", NULL, keep_result_cb, &result);
  stored = cw_store_load_fundamentals_finish (wait_for_result (&result), error);
  return stored != NULL;
}

static gboolean
save_quotes (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) quotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  CwSymbolQuote *quote = cw_symbol_quote_new ("AAA", "test");

  quote->quote = cw_quote_make (10, 9, NOW);
  quote->n_closes = 2;
  quote->closes = g_memdup2 ((const double[]){ 1, 2 }, 2 * sizeof (double));
  quote->times = g_memdup2 ((const gint64[]){ 1, 2 }, 2 * sizeof (gint64));
  g_ptr_array_add (quotes, quote);
  cw_store_save_quotes_async (fixture->store, quotes, NOW, keep_result_cb, &result);
  return cw_store_save_quotes_finish (wait_for_result (&result), error);
}

static gboolean
load_quotes (StoreFixture *fixture, GError **error)
{
  static const char *const symbols[] = { "AAA", "BBB", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) quotes = NULL;

  cw_store_load_quotes_async (fixture->store, symbols, NULL, keep_result_cb, &result);
  quotes = cw_store_load_quotes_finish (wait_for_result (&result), error);
  if (quotes != NULL)
    g_assert_cmpuint (quotes->len, ==, 1);
  return quotes != NULL;
}

static gboolean
load_lists_now (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  cw_store_load_lists_async (fixture->store, NULL, keep_result_cb, &result);
  lists = cw_store_load_lists_finish (wait_for_result (&result), error);
  return lists != NULL;
}

/* What a failed edit leaves is what was there, so each may be tried again. */
static gboolean
remove_and_restore_entries (StoreFixture *fixture, GError **error)
{
  static const char *const symbols[] = { "BBB", NULL };
  g_autoptr (GAsyncResult) result = NULL, restored = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  gboolean done;

  cw_store_remove_entries_async (fixture->store, fixture->first, symbols, keep_result_cb, &result);
  removed = cw_store_remove_entries_finish (wait_for_result (&result), error);
  if (removed == NULL)
    return FALSE;
  cw_store_restore_entries_async (fixture->store, fixture->first, removed, keep_result_cb,
                                  &restored);
  done = cw_store_edit_finish (wait_for_result (&restored), error);
  if (!done)
    add_symbols (fixture->store, fixture->first, symbols);
  return done;
}

/* The symbol is new each time, and so comes into the list, too. */
static gboolean
hold_and_sell (StoreFixture *fixture, GError **error)
{
  static guint n_held = 0;
  g_autofree char *symbol = g_strdup_printf ("H%u", n_held++);
  g_autoptr (GAsyncResult) held = NULL, sold = NULL;
  g_autoptr (CwHolding) holding = cw_holding_new (symbol, 2, 3, "USD", "2020-01-02");
  g_autoptr (CwHolding) removed = NULL;
  g_autoptr (GError) failure = NULL;

  cw_store_set_holding_async (fixture->store, fixture->first, holding, keep_result_cb, &held);
  if (!cw_store_edit_finish (wait_for_result (&held), error))
    return FALSE;
  cw_store_remove_holding_async (fixture->store, fixture->first, symbol, keep_result_cb, &sold);
  removed = cw_store_remove_holding_finish (wait_for_result (&sold), &failure);
  g_assert_true ((removed != NULL) == (failure == NULL));
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return removed != NULL;
}

/* A list is left behind where deleting fails, so each has a name of its own. */
static gboolean
restore_list (StoreFixture *fixture, GError **error)
{
  static guint n_made = 0;
  g_autofree char *name = g_strdup_printf ("List %u", n_made++);
  g_autoptr (GAsyncResult) made = NULL, deleted = NULL;
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GPtrArray) holdings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  g_autoptr (CwSymbolList) whole = NULL, list = NULL;
  gint64 id;

  g_ptr_array_add (entries, cw_list_entry_new ("AAA", NULL, "a note", NAN, NAN));
  g_ptr_array_add (holdings, cw_holding_new ("AAA", 2, 3, "USD", "2020-01-02"));
  whole = cw_symbol_list_new (0, name, entries, holdings);
  cw_store_restore_list_async (fixture->store, whole, -1, keep_result_cb, &made);
  id = cw_store_create_list_finish (wait_for_result (&made), error);
  if (id == 0)
    return FALSE;
  cw_store_delete_list_async (fixture->store, id, keep_result_cb, &deleted);
  list = cw_store_delete_list_finish (wait_for_result (&deleted), error);
  return list != NULL;
}

static gboolean
change_lists (StoreFixture *fixture, GError **error)
{
  static guint n_made = 0;
  g_autofree char *name = g_strdup_printf ("New %u", n_made++);
  g_autofree char *new_name = g_strconcat (name, ", renamed", NULL);
  g_autoptr (GAsyncResult) made = NULL, renamed = NULL, moved = NULL;
  gint64 id;

  cw_store_create_list_async (fixture->store, name, keep_result_cb, &made);
  id = cw_store_create_list_finish (wait_for_result (&made), error);
  if (id == 0)
    return FALSE;
  cw_store_rename_list_async (fixture->store, id, new_name, keep_result_cb, &renamed);
  if (!cw_store_edit_finish (wait_for_result (&renamed), error))
    return FALSE;
  cw_store_move_list_async (fixture->store, id, 0, keep_result_cb, &moved);
  return cw_store_edit_finish (wait_for_result (&moved), error);
}

static gboolean
change_entry (StoreFixture *fixture, GError **error)
{
  g_autoptr (CwListEntry) entry = cw_list_entry_new ("AAA", NULL, "a note", 1, 2);
  g_autoptr (GAsyncResult) edited = NULL, moved = NULL;

  cw_store_edit_entry_async (fixture->store, fixture->first, entry, keep_result_cb, &edited);
  if (!cw_store_edit_finish (wait_for_result (&edited), error))
    return FALSE;
  cw_store_move_entry_async (fixture->store, fixture->first, "BBB", 0, keep_result_cb, &moved);
  return cw_store_edit_finish (wait_for_result (&moved), error);
}

static gboolean
import (StoreFixture *fixture, GError **error)
{
  static const char text[] = "Symbol,Shares\nAAA,4\nCCC,6\n";
  g_autoptr (CwImportPreview) preview = cw_holdings_csv_read (text, sizeof text - 1);
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_import_async (fixture->store, fixture->first, preview, NULL, keep_result_cb, &result);
  return cw_store_edit_finish (wait_for_result (&result), error);
}

static gboolean
get_version (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_get_data_version_async (fixture->store, NULL, keep_result_cb, &result);
  return cw_store_get_data_version_finish (wait_for_result (&result), error) > 0;
}

static gboolean
import_alerts (StoreFixture *fixture, GError **error)
{
  CwAlert fields = CW_ALERT_INIT;
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (GAsyncResult) result = NULL;

  fields.symbol = "AAA";
  fields.level = 3;
  g_ptr_array_add (alerts, cw_alert_new (&fields));
  cw_store_import_alerts_async (fixture->store, alerts, NOW, keep_result_cb, &result);
  return cw_store_edit_finish (wait_for_result (&result), error);
}

static gboolean
record_alert (StoreFixture *fixture, const CwAlert *alert, GArray **ids, GError **error)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new (), events = g_ptr_array_new ();
  g_autoptr (CwAlertEvent) event =
      cw_alert_event_new (&(CwAlertEvent){ .alert = (CwAlert *) alert });
  g_autoptr (GAsyncResult) recorded = NULL, restored = NULL;

  g_ptr_array_add (alerts, (gpointer) alert);
  g_ptr_array_add (events, event);
  cw_store_record_alerts_async (fixture->store, alerts, events, keep_result_cb, &recorded);
  *ids = cw_store_record_alerts_finish (wait_for_result (&recorded), error);
  if (*ids == NULL)
    return FALSE;
  cw_store_restore_alert_events_async (fixture->store, events, keep_result_cb, &restored);
  return cw_store_edit_finish (wait_for_result (&restored), error);
}

static gboolean
change_alerts (StoreFixture *fixture, GError **error)
{
  CwAlert fields = CW_ALERT_INIT;
  g_autoptr (CwAlert) alert = NULL, numbered = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GAsyncResult) added = NULL, seen = NULL;

  fields.symbol = "AAA";
  fields.level = 2;
  alert = cw_alert_new (&fields);
  cw_store_add_alert_async (fixture->store, alert, keep_result_cb, &added);
  fields.id = cw_store_add_alert_finish (wait_for_result (&added), error);
  if (fields.id == 0)
    return FALSE;
  numbered = cw_alert_new (&fields);
  if (!record_alert (fixture, numbered, &ids, error))
    return FALSE;
  cw_store_see_alert_events_async (fixture->store, ids, keep_result_cb, &seen);
  return cw_store_edit_finish (wait_for_result (&seen), error);
}

static gboolean
load_alerts (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;

  cw_store_load_alerts_async (fixture->store, NULL, keep_result_cb, &result);
  stored = cw_store_load_alerts_finish (wait_for_result (&result), error);
  return stored != NULL;
}

static gboolean
measure (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  CwStoreSpace space;

  cw_store_measure_async (fixture->store, "SPY", NULL, keep_result_cb, &result);
  return cw_store_measure_finish (wait_for_result (&result), &space, error);
}

static gboolean
clean (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_clean_async (fixture->store, "SPY", keep_result_cb, &result);
  return cw_store_clean_finish (wait_for_result (&result), error);
}

static gboolean
search (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  cw_store_search_async (fixture->store, "A", 5, NULL, keep_result_cb, &result);
  found = cw_store_search_finish (wait_for_result (&result), error);
  return found != NULL;
}

static gboolean
forget (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_forget_async (fixture->store, "OLD", keep_result_cb, &result);
  return cw_store_forget_finish (wait_for_result (&result), error);
}

static gboolean
back_up_and_restore (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) made = NULL, listed = NULL, restored = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  const CwStoreBackup *newest;

  cw_store_back_up_async (fixture->store, keep_result_cb, &made);
  if (!cw_store_back_up_finish (wait_for_result (&made), error))
    return FALSE;
  cw_store_list_backups_async (fixture->store, NULL, keep_result_cb, &listed);
  backups = cw_store_list_backups_finish (wait_for_result (&listed), error);
  if (backups == NULL)
    return FALSE;
  newest = g_ptr_array_index (backups, 0);
  cw_store_restore_backup_async (fixture->store, newest->name, keep_result_cb, &restored);
  return cw_store_restore_backup_finish (wait_for_result (&restored), error);
}

static const struct
{
  const char *name;
  Operation operation;
} cases[] = {
  { "save-bars", save_bars },
  { "save-other-bars", save_other_bars },
  { "load-bars", load_bars },
  { "save-figures", save_figures },
  { "load-figures", load_figures },
  { "save-quotes", save_quotes },
  { "load-quotes", load_quotes },
  { "load-lists", load_lists_now },
  { "entries", remove_and_restore_entries },
  { "holdings", hold_and_sell },
  { "restore-list", restore_list },
  { "lists", change_lists },
  { "entry", change_entry },
  { "import", import },
  { "version", get_version },
  { "alerts", change_alerts },
  { "import-alerts", import_alerts },
  { "load-alerts", load_alerts },
  { "measure", measure },
  { "clean", clean },
  { "search", search },
  { "forget", forget },
  { "backups", back_up_and_restore },
  { "open", open_again },
};

static void
set_up (StoreFixture *fixture)
{
  static const char *const symbols[] = { "AAA", "BBB", NULL };
  g_autoptr (GError) error = NULL;

  store_fixture_set_up_list (fixture, NULL);
  add_symbols (fixture->store, fixture->first, symbols);
  g_assert_true (save_bars (fixture, &error) && save_figures (fixture, &error)
                 && save_quotes (fixture, &error));
  g_assert_no_error (error);
}

/* Returns: whether it came to the n-th call. */
static gboolean
fail_call (StoreFixture *fixture, Operation operation, guint nth)
{
  g_autoptr (GError) error = NULL;
  gboolean done, has_failed;

  failing_calls_arm (nth);
  done = operation (fixture, &error);
  has_failed = failing_calls_disarm ();
  if (done || !has_failed)
    g_assert_no_error (error);
  g_assert_true (done == (error == NULL));
  g_assert_true (done || error->domain == CW_STORE_ERROR);
  return has_failed;
}

/* With nothing prepared yet, and with nothing left that the store does by itself: each run makes
 * the same calls, so that none is left out. */
static void
begin_anew (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint n_checkpoints;

  g_clear_pointer (&fixture->store, cw_store_free);
  n_checkpoints = failing_calls_count_checkpoints ();
  g_assert_true (open_again (fixture, &error));
  g_assert_no_error (error);
  while (failing_calls_count_checkpoints () == n_checkpoints)
    g_usleep (100);
}

static void
test_case (gconstpointer data)
{
  Operation operation = cases[GPOINTER_TO_UINT (data)].operation;
  g_autoptr (GError) error = NULL;
  StoreFixture fixture;
  guint n = 1;

  set_up (&fixture);
  do
    {
      begin_anew (&fixture);
      g_assert_cmpuint (n, <, MOST_CALLS);
    }
  while (fail_call (&fixture, operation, n++));
  n--;
  g_assert_cmpuint (n, >, 1);
  g_assert_true (load_bars (&fixture, &error));
  g_assert_no_error (error);
  g_test_message ("%u calls", n - 1);
  store_fixture_tear_down (&fixture, NULL);
}

/* The copy that the store makes for itself is nothing that anybody asked for, so the log has it. */
static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  g_assert_true (g_str_has_prefix (message, "No backup was made"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_log_set_handler ("cw-store", G_LOG_LEVEL_WARNING, log_cb, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/calls/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  return g_test_run ();
}
