/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-helper.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "cw-series-table.h"

void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer kept)
{
  *(GAsyncResult **) kept = g_object_ref (result);
}

GAsyncResult *
wait_for_result (GAsyncResult **kept)
{
  while (*kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *kept;
}

CwStoredSeries *
load_series (CwStore *store, const char *symbol, CwInterval interval, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_load_series_async (store, symbol, interval, NULL, keep_result_cb, &result);
  return cw_store_load_series_finish (wait_for_result (&result), error);
}

void
save_series (CwStore *store, const CwSeries *series, gint64 fetched_at)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_store_save_series_async (store, series, fetched_at, keep_result_cb, &result);
  cw_store_save_series_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
}

gboolean
end_transaction (CwDatabase *database, gboolean done, GError **error)
{
  if (done && cw_database_commit (database, error))
    return TRUE;
  cw_database_roll_back (database);
  return FALSE;
}

gboolean
write_series (CwDatabase *database, const CwSeries *series, gint64 fetched_at, GError **error)
{
  return cw_database_begin (database, error)
         && end_transaction (database, cw_series_table_save (database, series, fetched_at, error),
                             error);
}

gboolean
read_series (CwDatabase *database,
             const char *symbol,
             GCancellable *cancellable,
             CwStoredSeries **stored,
             GError **error)
{
  gboolean read;

  *stored = NULL;
  if (!cw_database_begin_reading (database, error))
    return FALSE;
  read = cw_series_table_load (database, symbol, CW_INTERVAL_1D, cancellable, stored, error);
  cw_database_roll_back (database);
  return read;
}

/* A number between 0 and 1 that two whole numbers decide. */
static double
hash_number (guint32 seed, gint64 n)
{
  guint64 x = (guint64) n * 0x9e3779b97f4a7c15u + seed * 0xbf58476d1ce4e5b9u + 1;

  x ^= x >> 31;
  x *= 0x94d049bb133111ebu;
  x ^= x >> 29;
  return (double) (x >> 11) / (double) (1ull << 53);
}

CwSeriesBuilder *
walk_builder (const char *symbol, CwInterval interval, gint64 first_day, gsize n, guint32 seed)
{
  CwSeriesBuilder *builder = cw_series_builder_new (symbol, interval);

  builder->info.currency = g_strdup ("USD");
  builder->info.timezone = g_strdup ("America/New_York");
  for (gsize i = 0; i < n; i++)
    {
      gint64 day = first_day + (gint64) i;
      double open = 100 + 20 * sin ((double) day / 40) + hash_number (seed, 5 * day),
             close = open + hash_number (seed, 5 * day + 1) - 0.5,
             high = fmax (open, close) + hash_number (seed, 5 * day + 2),
             low = fmin (open, close) - hash_number (seed, 5 * day + 3);

      cw_series_builder_add_bar (builder, WALK_TIME (day), open, high, low, close, close * 0.9,
                                 floor (1e6 * hash_number (seed, 5 * day + 4)));
    }
  return builder;
}

CwSeries *
walk_new (const char *symbol, gint64 first_day, gsize n, guint32 seed)
{
  g_autoptr (CwSeriesBuilder) builder = walk_builder (symbol, CW_INTERVAL_1D, first_day, n, seed);

  return cw_series_builder_end (builder);
}

static void
assert_same_numbers (const double *one, const double *other, gsize n)
{
  g_assert_cmpmem (one, n * sizeof (double), other, n * sizeof (double));
}

void
assert_same_number (double one, double other)
{
  assert_same_numbers (&one, &other, 1);
}

static void
assert_same_info (const CwSeriesInfo *one, const CwSeriesInfo *other)
{
  g_assert_cmpstr (one->symbol, ==, other->symbol);
  g_assert_cmpstr (one->name, ==, other->name);
  g_assert_cmpstr (one->currency, ==, other->currency);
  g_assert_cmpstr (one->exchange, ==, other->exchange);
  g_assert_cmpstr (one->instrument_type, ==, other->instrument_type);
  g_assert_cmpstr (one->timezone, ==, other->timezone);
  g_assert_cmpstr (one->source, ==, other->source);
  g_assert_cmpint (one->gmt_offset, ==, other->gmt_offset);
  g_assert_cmpint (one->price_decimals, ==, other->price_decimals);
  g_assert_cmpint (one->first_trade_time, ==, other->first_trade_time);
  g_assert_cmpint (one->market_time, ==, other->market_time);
  assert_same_numbers (&one->market_price, &other->market_price, 1);
  assert_same_numbers (&one->previous_close, &other->previous_close, 1);
}

void
assert_same_series (const CwSeries *one, const CwSeries *other)
{
  gsize n = one->n_bars;

  assert_same_info (&one->info, &other->info);
  g_assert_cmpint (one->interval, ==, other->interval);
  g_assert_cmpint (one->has_adj_close, ==, other->has_adj_close);
  g_assert_cmpuint (one->n_rejected, ==, other->n_rejected);
  g_assert_cmpuint (n, ==, other->n_bars);
  g_assert_cmpmem (one->time, n * sizeof (gint64), other->time, n * sizeof (gint64));
  assert_same_numbers (one->open, other->open, n);
  assert_same_numbers (one->high, other->high, n);
  assert_same_numbers (one->low, other->low, n);
  assert_same_numbers (one->close, other->close, n);
  assert_same_numbers (one->adj_close, other->adj_close, n);
  assert_same_numbers (one->volume, other->volume, n);
  g_assert_cmpmem (one->dividends, one->n_dividends * sizeof (CwDividend), other->dividends,
                   other->n_dividends * sizeof (CwDividend));
  g_assert_cmpmem (one->splits, one->n_splits * sizeof (CwSplit), other->splits,
                   other->n_splits * sizeof (CwSplit));
  g_assert_cmpmem (one->capital_gains, one->n_capital_gains * sizeof (CwDividend),
                   other->capital_gains, other->n_capital_gains * sizeof (CwDividend));
}

GPtrArray *
load_lists (CwStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lists;

  cw_store_load_lists_async (store, NULL, keep_result_cb, &result);
  lists = cw_store_load_lists_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (lists);
  return lists;
}

char *
list_symbols (const CwSymbolList *list)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < list->n_entries; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", list->entries[i]->symbol);
  return g_string_free (text, FALSE);
}

char *
store_symbols (CwStore *store, guint list)
{
  g_autoptr (GPtrArray) lists = load_lists (store);

  g_assert_cmpuint (list, <, lists->len);
  return list_symbols (g_ptr_array_index (lists, list));
}

gint64
store_list_id (CwStore *store, guint list)
{
  g_autoptr (GPtrArray) lists = load_lists (store);

  g_assert_cmpuint (list, <, lists->len);
  return ((CwSymbolList *) g_ptr_array_index (lists, list))->id;
}

void
add_symbols (CwStore *store, gint64 list, const char *const *symbols)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; symbols[i] != NULL; i++)
    g_ptr_array_add (entries, cw_list_entry_new (symbols[i], NULL, NULL, NAN, NAN));
  cw_store_add_entries_async (store, list, entries, CW_LIST_END, keep_result_cb, &result);
  cw_store_add_entries_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
}

void
assert_edit (GAsyncResult **result, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean done = cw_store_edit_finish (wait_for_result (result), &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, CW_STORE_ERROR, code);
  g_assert_true (done == (code < 0));
  g_clear_object (result);
}

gint64
create_list (CwStore *store, const char *name, int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  cw_store_create_list_async (store, name, keep_result_cb, &result);
  id = cw_store_create_list_finish (wait_for_result (&result), &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, CW_STORE_ERROR, code);
  g_assert_true ((id != 0) == (code < 0));
  return id;
}

void
assert_symbols (CwStore *store, guint list, const char *expected)
{
  g_autofree char *symbols = store_symbols (store, list);

  g_assert_cmpstr (symbols, ==, expected);
}

void
assert_names (CwStore *store, const char *expected)
{
  g_autoptr (GPtrArray) lists = load_lists (store);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < lists->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((CwSymbolList *) g_ptr_array_index (lists, i))->name);
  g_assert_cmpstr (names->str, ==, expected);
}

void
assert_holding (CwStore *store,
                const char *symbol,
                double shares,
                double cost,
                const char *currency,
                const char *date)
{
  g_autoptr (GPtrArray) lists = load_lists (store);
  const CwHolding *holding = cw_symbol_list_find_holding (g_ptr_array_index (lists, 0), symbol);

  g_assert_nonnull (holding);
  assert_same_number (holding->shares, shares);
  g_assert_true (isnan (cost) == isnan (holding->cost));
  if (!isnan (cost))
    assert_same_number (holding->cost, cost);
  g_assert_cmpstr (holding->currency, ==, currency);
  g_assert_cmpstr (holding->date, ==, date);
}

char *
make_directory (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("candlewick-store-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
remove_directory (char *path)
{
  GDir *directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_directory (g_steal_pointer (&file));
      else
        g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_clear_pointer (&directory, g_dir_close);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_free (path);
}

char *
database_path (const char *directory)
{
  return g_build_filename (directory, CW_STORE_FILE_NAME, NULL);
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  fixture->directory = make_directory ();
  fixture->store = cw_store_new (fixture->directory, NULL);
}

void
store_fixture_set_up_list (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (fixture, data);
  fixture->first = store_list_id (fixture->store, 0);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  cw_store_free (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_directory (fixture->directory);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  cw_store_free (fixture->store);
  fixture->store = cw_store_new (fixture->directory, NULL);
}
