/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-quotes.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "cw-copy-queue.h"
#include "cw-migrations.h"
#include "cw-series-table.h"
#include "cw-store-symbols.h"
#include "store-helper.h"

/* Copies of what providers have: quotes, and how those that wait are written together. */

#define NOW 1700000000

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

static CwSymbolQuote *
quote_new (const char *symbol, double price, gsize n_closes)
{
  CwSymbolQuote *quote = cw_symbol_quote_new (symbol, "a test");

  g_free (quote->currency);
  quote->currency = g_strdup ("GBp");
  quote->quote = (CwQuote){ price, price / 2, price / 2, 100, NOW };
  quote->clock_skew = -3600;
  quote->price_decimals = 3;
  quote->n_closes = n_closes;
  quote->closes = g_new (double, n_closes);
  quote->times = g_new (gint64, n_closes);
  for (gsize i = 0; i < n_closes; i++)
    {
      quote->closes[i] = price + (double) i;
      quote->times[i] = NOW - (gint64) ((n_closes - i) * 86400);
    }
  return quote;
}

static gboolean
save_quotes (Fixture *fixture, GPtrArray *quotes, gint64 at, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_save_quotes_async (fixture->store, quotes, at, keep_result_cb, &result);
  return cw_store_save_quotes_finish (wait_for_result (&result), error);
}

static GPtrArray *
load_quotes (Fixture *fixture, const char *const *symbols)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *quotes;

  cw_store_load_quotes_async (fixture->store, symbols, NULL, keep_result_cb, &result);
  quotes = cw_store_load_quotes_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  return quotes;
}

static void
test_quotes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) quotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  g_autoptr (GPtrArray) stored = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  const CwStoredQuote *one;

  g_ptr_array_add (quotes, quote_new ("AAPL", 133.5, 5));
  g_ptr_array_add (quotes, quote_new ("VOD.L", 134.2, CW_STORED_CLOSES + 10));
  g_ptr_array_add (quotes, cw_symbol_quote_new ("NOTHING", "a test"));
  g_assert_true (save_quotes (fixture, quotes, NOW, &error));
  stored = load_quotes (fixture,
                        (const char *[]){ "VOD.L", "ABSENT", "AAPL", "NOTHING", "VOD.L", NULL });
  g_assert_cmpuint (stored->len, ==, 4);
  one = g_ptr_array_index (stored, 0);
  g_assert_cmpstr (one->quote->symbol, ==, "VOD.L");
  g_assert_cmpstr (one->quote->currency, ==, "GBp");
  g_assert_cmpstr (one->quote->source, ==, "a test");
  assert_same_number (one->quote->quote.price, 134.2);
  assert_same_number (one->quote->quote.change_percent, 100);
  g_assert_cmpint (one->quote->quote.time, ==, NOW);
  g_assert_cmpint (one->quote->clock_skew, ==, -3600);
  g_assert_cmpint (one->quote->price_decimals, ==, 3);
  g_assert_cmpint (one->fetched_at, ==, NOW);
  g_assert_cmpuint (one->quote->n_closes, ==, CW_STORED_CLOSES);
  assert_same_number (one->quote->closes[CW_STORED_CLOSES - 1], 134.2 + CW_STORED_CLOSES + 9);
  g_assert_cmpint (one->quote->times[0], <, one->quote->times[1]);
  one = g_ptr_array_index (stored, 2);
  g_assert_true (isnan (one->quote->quote.price));
  g_assert_null (one->quote->closes);
  g_assert_cmpint (one->quote->price_decimals, ==, -1);

  /* A quote without its line of closes leaves the line that is there. */
  g_ptr_array_set_size (quotes, 0);
  g_ptr_array_add (quotes, quote_new ("AAPL", 140, 0));
  g_assert_true (save_quotes (fixture, quotes, NOW + 60, &error));
  again = load_quotes (fixture, (const char *[]){ "AAPL", NULL });
  one = g_ptr_array_index (again, 0);
  assert_same_number (one->quote->quote.price, 140);
  g_assert_cmpint (one->fetched_at, ==, NOW + 60);
  g_assert_cmpuint (one->quote->n_closes, ==, 5);
}

static void
test_refused_quotes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) quotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (quotes, quote_new ("GOOD", 10, 2));
  g_ptr_array_add (quotes, quote_new ("BAD", -10, 0));
  g_assert_false (save_quotes (fixture, quotes, NOW, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA);
  stored = load_quotes (fixture, (const char *[]){ "GOOD", "BAD", NULL });
  g_assert_cmpuint (stored->len, ==, 0);
}

static char *
search (Fixture *fixture, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  GString *symbols = g_string_new (NULL);

  cw_store_search_async (fixture->store, text, 3, NULL, keep_result_cb, &result);
  matches = cw_store_search_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < matches->len; i++)
    g_string_append_printf (symbols, "%s ", ((CwProfile *) g_ptr_array_index (matches, i))->symbol);
  return g_string_free (symbols, FALSE);
}

static void
save_named (Fixture *fixture, const char *symbol, const char *name)
{
  g_autoptr (CwSeriesBuilder) builder = walk_builder (symbol, CW_INTERVAL_1D, 18000, 3, 1);
  g_autoptr (CwSeries) series = NULL;

  cw_series_builder_set_text (&builder->info.name, name);
  series = cw_series_builder_end (builder);
  save_series (fixture->store, series, NOW);
}

/* A symbol before those that begin with it, and those before names; signs of patterns are none. */
static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *found;
  } cases[] = {
    { "aap", "AAP AAPL " }, { "apple", "AAPL " }, { "AAPL", "AAPL " },     { " app ", "APP AAPL " },
    { "%", "PCT " },        { "_", "" },          { "", "AAP AAPL APP " }, { "'", "" },
  };
  guint n = 0;

  save_named (fixture, "AAPL", "Apple Inc.");
  save_named (fixture, "AAP", "Advance Auto Parts");
  save_named (fixture, "APP", "AppLovin");
  save_named (fixture, "PCT", "100% Pure");
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *found = search (fixture, cases[n].text);

      g_test_message ("“%s”", cases[n].text);
      g_assert_cmpstr (found, ==, cases[n].found);
    }
  g_assert_cmpuint (n, ==, 8);
}

/* What providers gave goes, what a person wrote stays. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) quotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (CwStoredSeries) series = NULL, other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  save_named (fixture, "AAPL", "Apple Inc.");
  g_ptr_array_add (quotes, quote_new ("AAPL", 10, 2));
  g_assert_true (save_quotes (fixture, quotes, NOW, NULL));
  add_symbols (fixture->store, store_list_id (fixture->store, 0), (const char *[]){ "AAPL", NULL });
  cw_store_forget_async (fixture->store, "AAPL", keep_result_cb, &result);
  cw_store_forget_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  series = load_series (fixture->store, "AAPL", CW_INTERVAL_1D, NULL);
  g_assert_null (series);
  stored = load_quotes (fixture, (const char *[]){ "AAPL", NULL });
  g_assert_cmpuint (stored->len, ==, 0);
  assert_symbols (fixture->store, 0, "AAPL");
  other = load_series (fixture->store, "FIRST", CW_INTERVAL_1D, NULL);
  g_assert_nonnull (other);
}

#define N_COPIES 50

static void
begin_copies (Fixture *fixture, GAsyncResult **results, guint bad)
{
  for (guint i = 0; i < N_COPIES; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i + 1);
      g_autoptr (CwSeries) series = walk_new (symbol, 18000, 20, i);

      if (i == bad)
        ((double *) series->close)[7] = -1; /* no builder would let this pass */
      cw_store_save_series_async (fixture->store, series, NOW, keep_result_cb, &results[i]);
    }
}

static void
assert_copies (Fixture *fixture, GAsyncResult **results, guint bad)
{
  guint n = 0;

  for (; n < N_COPIES; n++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", n + 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwStoredSeries) stored = NULL;
      gboolean saved = cw_store_save_series_finish (wait_for_result (&results[n]), &error);

      g_object_unref (results[n]);
      if (n == bad)
        g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA);
      else
        g_assert_no_error (error);
      g_assert_true (saved == (n != bad));
      stored = load_series (fixture->store, symbol, CW_INTERVAL_1D, NULL);
      g_assert_true ((stored != NULL) == saved);
      g_assert_true (!saved || stored->series->n_bars == 20);
    }
  g_assert_cmpuint (n, ==, N_COPIES);
}

static void
test_neighbours (Fixture *fixture, gconstpointer bad)
{
  GAsyncResult *results[N_COPIES] = { NULL };

  run_in_other (fixture, "BEGIN IMMEDIATE");
  begin_copies (fixture, results, GPOINTER_TO_UINT (bad));
  run_in_other (fixture, "ROLLBACK");
  assert_copies (fixture, results, GPOINTER_TO_UINT (bad));
}

static guint
count_text (const char *text, const char *part)
{
  guint n = 0;

  for (; (text = strstr (text, part)) != NULL; text++)
    n++;
  return n;
}

/* An edit does not wait for the copies that were there before it. The trace lists what was done in
 * the order in which it was. */
static void
test_edits_first (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[N_COPIES] = { NULL };
  g_autofree char *path = g_build_filename (fixture->directory, "trace.json", NULL);
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (CwHolding) holding = cw_holding_new ("AAPL", 1, 1, NULL, NULL);
  g_autoptr (GAsyncResult) held = NULL, edit = NULL;
  g_autoptr (CwSeries) series = walk_new ("HELD", 18000, 3, 1);
  g_autofree char *written = NULL;
  gint64 list;

  cw_store_free (fixture->store);
  fixture->store = cw_store_new (fixture->directory, trace);
  list = store_list_id (fixture->store, 0);
  run_in_other (fixture, "BEGIN IMMEDIATE");
  /* This one is being written, that is, it waits for the file. */
  cw_store_save_series_async (fixture->store, series, NOW, keep_result_cb, &held);
  g_usleep (100 * 1000);
  begin_copies (fixture, results, N_COPIES);
  cw_store_set_holding_async (fixture->store, list, holding, keep_result_cb, &edit);
  run_in_other (fixture, "ROLLBACK");
  g_assert_true (cw_store_edit_finish (wait_for_result (&edit), NULL));
  wait_for_result (&held);
  assert_copies (fixture, results, N_COPIES);
  g_assert_true (cw_trace_write (trace, NULL));
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_cmpuint (count_text (written, "\"store-edit\""), >, 0);
  g_assert_cmpuint (count_text (strstr (written, "\"store-edit\""), "\"name\":\"store-save\""), ==,
                    N_COPIES);
}

/* What follows looks at the queue alone, on the thread that owns the database. */

typedef struct
{
  CwDatabase *database;
  CwCopyQueue *queue;
  CwCopy copies[N_COPIES];
  CwSeries *series[N_COPIES];
  guint n_commits;
} Context;

static int
count_commit (gpointer n_commits)
{
  ++*(guint *) n_commits;
  return 0;
}

static gboolean
save_one (CwDatabase *database,
          gpointer series,
          GCancellable *cancellable,
          gpointer *result,
          GError **error)
{
  return cw_series_table_save (database, series, NOW, error);
}

static gboolean
save_slowly (CwDatabase *database,
             gpointer series,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  g_usleep (2000);
  return cw_series_table_save (database, series, NOW, error);
}

static gboolean
find_damage (CwDatabase *database,
             gpointer series,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT, "damaged");
  return FALSE;
}

static void
queue_copies (Context *context, CwStoreFunc func, gsize n_bars)
{
  for (guint i = 0; i < N_COPIES; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i + 1);

      g_clear_pointer (&context->series[i], cw_series_unref);
      context->series[i] = walk_new (symbol, 18000, n_bars, i);
      context->copies[i] = (CwCopy){ .func = func, .input = context->series[i] };
      cw_copy_queue_add (context->queue, &context->copies[i]);
    }
  context->n_commits = 0;
}

static guint
count_done (Context *context, gboolean saved)
{
  guint n = 0;

  for (guint i = 0; i < N_COPIES; i++)
    n += context->copies[i].is_done && (context->copies[i].failure == NULL) == saved;
  return n;
}

static void
take_all_back (Context *context)
{
  for (guint i = 0; i < N_COPIES; i++)
    {
      g_clear_error (&context->copies[i].failure);
      if (!context->copies[i].is_done)
        cw_copy_queue_remove (context->queue, &context->copies[i]);
    }
}

static gint64
count_series (Context *context)
{
  gint64 n;

  g_assert_true (cw_database_get_int (context->database, "SELECT count(*) FROM series", &n, NULL));
  return n;
}

static void
check_one_transaction (Context *context)
{
  g_autoptr (GError) error = NULL;

  queue_copies (context, save_one, 20);
  context->copies[13].func = save_one;
  ((double *) context->series[13]->close)[7] = -1;
  g_assert_true (cw_copy_queue_write (context->queue, context->database, G_MAXINT64, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (context->n_commits, ==, 1);
  g_assert_cmpuint (count_done (context, TRUE), ==, N_COPIES - 1);
  g_assert_error (context->copies[13].failure, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA);
  g_assert_cmpint (count_series (context), ==, N_COPIES - 1);
  take_all_back (context);
}

static void
check_bound (Context *context)
{
  guint n_groups = 0;

  queue_copies (context, save_slowly, 21);
  for (; count_done (context, TRUE) < N_COPIES; n_groups++)
    {
      guint before = count_done (context, TRUE);

      g_assert_true (cw_copy_queue_write (context->queue, context->database,
                                          g_get_monotonic_time () + 10000, NULL));
      g_assert_cmpuint (count_done (context, TRUE), >, before);
    }
  g_assert_cmpuint (n_groups, >, 1);
  g_assert_cmpuint (context->n_commits, ==, n_groups);
  /* Even when no time is left at all, one is written each time. */
  queue_copies (context, save_one, 22);
  g_assert_true (cw_copy_queue_write (context->queue, context->database, 0, NULL));
  g_assert_cmpuint (count_done (context, TRUE), ==, 1);
  take_all_back (context);
}

static void
check_full (Context *context)
{
  gint64 pages;

  g_assert_true (cw_database_run (context->database, "DELETE FROM series; VACUUM", NULL));
  g_assert_true (cw_database_get_int (context->database, "PRAGMA page_count", &pages, NULL));
  g_assert_cmpint (pages, <, 60);
  g_assert_true (cw_database_run (context->database, "PRAGMA max_page_count = 60", NULL));
  queue_copies (context, save_one, 500);
  for (guint n = 0; count_done (context, TRUE) + count_done (context, FALSE) < N_COPIES; n++)
    {
      g_assert_cmpuint (n, <, N_COPIES);
      g_assert_true (cw_copy_queue_write (context->queue, context->database, G_MAXINT64, NULL));
    }
  g_assert_cmpuint (count_done (context, TRUE), >, 0);
  g_assert_cmpuint (count_done (context, FALSE), >, 0);
  g_assert_cmpint (count_series (context), ==, count_done (context, TRUE));
  for (guint i = 0; i < N_COPIES; i++)
    if (context->copies[i].failure != NULL)
      g_assert_error (context->copies[i].failure, CW_STORE_ERROR, CW_STORE_ERROR_FULL);
  g_assert_true (cw_database_run (context->database, "PRAGMA max_page_count = 100000", NULL));
  take_all_back (context);
}

/* Damage is for whoever owns the file to repair; until then all of them wait. */
static void
check_damage (Context *context)
{
  g_autoptr (GError) error = NULL;

  queue_copies (context, save_one, 23);
  context->copies[5].func = find_damage;
  g_assert_false (cw_copy_queue_write (context->queue, context->database, G_MAXINT64, &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT);
  g_assert_cmpuint (count_done (context, TRUE) + count_done (context, FALSE), ==, 0);
  g_assert_cmpuint (context->n_commits, ==, 0);
  context->copies[5].func = save_one;
  g_clear_error (&error);
  g_assert_true (cw_copy_queue_write (context->queue, context->database, G_MAXINT64, &error));
  g_assert_cmpuint (count_done (context, TRUE), ==, N_COPIES);
  take_all_back (context);
}

typedef void (*Check) (Context *context);

typedef struct
{
  CwWorkers *owner;
  char *path;
  Check check;
} CheckJob;

static gpointer
run_check (gpointer data, GCancellable *cancellable, GError **error)
{
  const CheckJob *job = data;
  Context context = { .queue = cw_copy_queue_new () };

  context.database = cw_database_open (job->path, job->owner, NULL);
  g_assert_true (cw_database_use_wal (context.database, NULL));
  g_assert_true (cw_migrations_run (&cw_schema, context.database, NULL));
  sqlite3_commit_hook (cw_database_get_handle (context.database), count_commit, &context.n_commits);
  job->check (&context);
  for (guint i = 0; i < N_COPIES; i++)
    g_clear_pointer (&context.series[i], cw_series_unref);
  cw_copy_queue_free (context.queue);
  cw_database_close (context.database);
  return NULL;
}

static void
test_queue (gconstpointer check)
{
  char *directory = make_directory ();
  g_autofree char *path = database_path (directory);
  g_autoptr (CwWorkers) owner = cw_workers_new ("test", 1, NULL);
  CheckJob job = { owner, path, (Check) check };
  g_autoptr (GAsyncResult) result = NULL;

  cw_workers_run_async (owner, 0, "test", NULL, run_check, &job, NULL, NULL, NULL, keep_result_cb,
                        &result);
  g_assert_null (cw_workers_run_finish (wait_for_result (&result), NULL));
  remove_directory (directory);
}

#define ADD(name, func, data) \
  g_test_add ("/store/copies/" name, Fixture, data, set_up, func, tear_down)
#define ADD_QUEUE(name, check) g_test_add_data_func ("/store/copies/queue/" name, check, test_queue)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("quotes", test_quotes, NULL);
  ADD ("refused-quotes", test_refused_quotes, NULL);
  ADD ("search", test_search, NULL);
  ADD ("forget", test_forget, NULL);
  ADD ("neighbours/none-bad", test_neighbours, GUINT_TO_POINTER (N_COPIES));
  ADD ("neighbours/first-bad", test_neighbours, GUINT_TO_POINTER (0));
  ADD ("neighbours/one-bad", test_neighbours, GUINT_TO_POINTER (21));
  ADD ("neighbours/last-bad", test_neighbours, GUINT_TO_POINTER (N_COPIES - 1));
  ADD ("edits-first", test_edits_first, NULL);
  ADD_QUEUE ("one-transaction", check_one_transaction);
  ADD_QUEUE ("bound", check_bound);
  ADD_QUEUE ("full", check_full);
  ADD_QUEUE ("damage", check_damage);
  return g_test_run ();
}
