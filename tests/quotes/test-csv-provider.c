/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-provider.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-market-error.h"
#include "cw-quotes-error.h"

#define TABLE                                                                        \
  "Date,Open,High,Low,Close,Adj Close,Volume\n2021-04-20,10.5,12,9.25,11,5.5,1000\n" \
  "2021-04-21,11,13,10,12.125,6.0625,2000\n"

/* A folder that files are put into, and the last answer of the provider on it. */
typedef struct
{
  char *directory;
  CwWorkers *workers;
  CwProvider *provider;
  CwSeriesQuery query;
  GCancellable *cancellable;

  guint n_ends;
  CwSeries *series;
  CwSymbolQuote *quote;
  GPtrArray *matches;
  GError *error;
} Fixture;

static void
open_fixture (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->directory = g_dir_make_tmp ("csv-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->workers = cw_workers_new ("test", 2, NULL);
  fixture->provider = cw_csv_provider_new (fixture->directory, fixture->workers);
  fixture->query =
      (CwSeriesQuery){ .symbol = "AAPL", .interval = CW_INTERVAL_1D, .range = CW_RANGE_MAX };
  fixture->cancellable = g_cancellable_new ();
}

static void
clear_result (Fixture *fixture)
{
  fixture->n_ends = 0;
  g_clear_pointer (&fixture->series, cw_series_unref);
  g_clear_pointer (&fixture->quote, cw_symbol_quote_unref);
  g_clear_pointer (&fixture->matches, g_ptr_array_unref);
  g_clear_error (&fixture->error);
}

static void
empty_folder (const char *directory)
{
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_remove (path) != 0)
        empty_folder (path);
    }
  g_rmdir (directory);
}

static void
close_fixture (Fixture *fixture)
{
  clear_result (fixture);
  g_clear_object (&fixture->provider);
  g_clear_pointer (&fixture->workers, cw_workers_free);
  g_object_unref (fixture->cancellable);
  empty_folder (fixture->directory);
  g_free (fixture->directory);
}

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

static void
put_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = path_of (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
series_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (CW_PROVIDER (source) == fixture->provider || fixture->provider == NULL);
  fixture->series = cw_provider_fetch_series_finish (CW_PROVIDER (source), result, &fixture->error);
  g_assert_true ((fixture->series != NULL) != (fixture->error != NULL));
  fixture->n_ends++;
}

static void
quote_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->quote = cw_provider_fetch_quote_finish (CW_PROVIDER (source), result, &fixture->error);
  g_assert_true ((fixture->quote != NULL) != (fixture->error != NULL));
  fixture->n_ends++;
}

static void
matches_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->matches = cw_provider_search_finish (CW_PROVIDER (source), result, &fixture->error);
  g_assert_true ((fixture->matches != NULL) != (fixture->error != NULL));
  fixture->n_ends++;
}

static void
wait_for_end (Fixture *fixture)
{
  while (fixture->n_ends == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_ends, ==, 1);
}

static void
begin_series (Fixture *fixture)
{
  clear_result (fixture);
  cw_provider_fetch_series_async (fixture->provider, &fixture->query, fixture->cancellable,
                                  series_cb, fixture);
  g_assert_cmpuint (fixture->n_ends, ==, 0);
}

static void
fetch (Fixture *fixture, const char *symbol)
{
  fixture->query.symbol = symbol;
  begin_series (fixture);
  wait_for_end (fixture);
}

static void
assert_table (Fixture *fixture)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->series->n_bars, ==, 2);
  g_assert_cmpfloat (fixture->series->close[1], ==, 12.125);
  g_assert_cmpfloat (fixture->series->adj_close[0], ==, 5.5);
}

static void
test_series (void)
{
  Fixture fixture;

  open_fixture (&fixture);
  g_assert_nonnull (strstr (cw_provider_get_name (fixture.provider), fixture.directory));
  g_assert_true (cw_provider_has_series (fixture.provider));
  g_assert_true (cw_provider_has_quotes (fixture.provider));
  g_assert_true (cw_provider_has_search (fixture.provider));
  g_assert_false (cw_provider_has_fundamentals (fixture.provider));
  g_assert_false (cw_provider_has_profile (fixture.provider));
  put_file (&fixture, "AAPL.csv", TABLE);
  fetch (&fixture, "AAPL");
  assert_table (&fixture);
  g_assert_cmpstr (fixture.series->info.source, ==, cw_provider_get_name (fixture.provider));
  g_assert_cmpstr (fixture.series->info.symbol, ==, "AAPL");
  g_assert_cmpstr (fixture.series->info.currency, ==, "");

  /* It is read anew each time. */
  put_file (&fixture, "AAPL.csv", "Date,Close\n2021-04-20,1\n");
  fetch (&fixture, "AAPL");
  g_assert_cmpuint (fixture.series->n_bars, ==, 1);
  close_fixture (&fixture);
}

/* What the folder refuses is refused here too; the rest is in the tests of the folder. */
static void
test_refused (void)
{
  Fixture fixture;

  open_fixture (&fixture);
  fetch (&fixture, "../AAPL");
  g_assert_error (fixture.error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL);
  fetch (&fixture, "AAPL");
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (fixture.error->message, "AAPL.csv"));
  g_clear_object (&fixture.provider);
  fixture.provider = cw_csv_provider_new ("/nowhere", fixture.workers);
  fetch (&fixture, "AAPL");
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
  clear_result (&fixture);
  cw_provider_search_async (fixture.provider, "A", NULL, matches_cb, &fixture);
  wait_for_end (&fixture);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
  close_fixture (&fixture);
}

static void
test_bad_content (void)
{
  Fixture fixture;

  open_fixture (&fixture);
  put_file (&fixture, "AAPL.csv", "Date;Close\n2021-04-20;1,5\n");
  fetch (&fixture, "AAPL");
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (fixture.error->message, "AAPL.csv: Line 2"));
  put_file (&fixture, "AAPL.csv", TABLE);
  fixture.query.interval = CW_INTERVAL_1M;
  fetch (&fixture, "AAPL");
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
  g_assert_nonnull (strstr (fixture.error->message, "AAPL.csv"));
  close_fixture (&fixture);
}

static void
test_quote (void)
{
  Fixture fixture;

  open_fixture (&fixture);
  put_file (&fixture, "AAPL.csv", TABLE);
  put_file (&fixture, "NONE.csv", "Date,Close\n");
  cw_provider_fetch_quote_async (fixture.provider, "AAPL", 0, NULL, quote_cb, &fixture);
  wait_for_end (&fixture);
  g_assert_no_error (fixture.error);
  g_assert_cmpfloat (fixture.quote->quote.price, ==, 12.125);
  g_assert_cmpfloat (fixture.quote->quote.previous_close, ==, 11);
  g_assert_cmpstr (fixture.quote->source, ==, cw_provider_get_name (fixture.provider));

  clear_result (&fixture);
  cw_provider_fetch_quote_async (fixture.provider, "NONE", 0, NULL, quote_cb, &fixture);
  wait_for_end (&fixture);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (fixture.error->message, "NONE.csv"));

  clear_result (&fixture);
  cw_provider_fetch_quote_async (fixture.provider, "NOSUCH", 0, NULL, quote_cb, &fixture);
  wait_for_end (&fixture);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  close_fixture (&fixture);
}

static char *
search (Fixture *fixture, const char *text)
{
  GString *found = g_string_new (NULL);

  clear_result (fixture);
  cw_provider_search_async (fixture->provider, text, NULL, matches_cb, fixture);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  for (guint i = 0; i < fixture->matches->len; i++)
    {
      const CwSearchMatch *match = g_ptr_array_index (fixture->matches, i);

      g_assert_nonnull (match->name);
      g_assert_nonnull (match->exchange);
      g_assert_nonnull (match->type);
      g_string_append_printf (found, "%s ", match->symbol);
    }
  return g_string_free (found, FALSE);
}

static void
test_search (void)
{
  static const char *const files[] = { "AAPL.csv", "AA.csv",   "aa.csv",  "AAB.CSV", "MSFT.csv",
                                       "^AA.csv",  "notes.md", "A A.csv", ".csv",    "AAX.csv.gz" };
  static const struct
  {
    const char *text, *found;
  } cases[] = {
    { "AA", "AA AAB AAPL " },        { " aap ", "AAPL " }, { "zz", "" }, { "^", "^AA " },
    { "", "AA AAB AAPL MSFT ^AA " }, { "../", "" },
  };
  Fixture fixture;
  g_autofree char *folder = NULL;
  guint n = 0;

  open_fixture (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    put_file (&fixture, files[i], TABLE);
  folder = path_of (&fixture, "AAZ.csv");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *found = search (&fixture, cases[n].text);

      g_assert_cmpstr (found, ==, cases[n].found);
    }
  g_assert_cmpuint (n, ==, 6);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("M%02u.csv", i);

      put_file (&fixture, name, TABLE);
    }
  g_free (search (&fixture, "M"));
  g_assert_cmpuint (fixture.matches->len, ==, 20);
  close_fixture (&fixture);
}

static void
put_long_file (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("Date,Close\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%04u-%02u-%02u,%u\n", 1900 + i / 300, 1 + i / 25 % 12,
                            1 + i % 25, 1 + i);
  put_file (fixture, "AAPL.csv", text->str);
}

/* Cancelled at whatever moment, a question ends once. */
static void
test_cancel (void)
{
  Fixture fixture;
  guint n = 0;

  open_fixture (&fixture);
  put_long_file (&fixture);
  for (; n < 20; n++)
    {
      begin_series (&fixture);
      g_usleep (n * 200);
      g_cancellable_cancel (fixture.cancellable);
      wait_for_end (&fixture);
      g_assert_error (fixture.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (fixture.cancellable);
      fixture.cancellable = g_cancellable_new ();
    }
  g_assert_cmpuint (n, ==, 20);

  /* Before it has begun. */
  g_cancellable_cancel (fixture.cancellable);
  begin_series (&fixture);
  wait_for_end (&fixture);
  g_assert_error (fixture.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_fixture (&fixture);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer count)
{
  g_autoptr (GError) error = NULL;
  CwSeries *series = cw_provider_fetch_series_finish (CW_PROVIDER (source), result, &error);

  if (series != NULL)
    cw_series_unref (series);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*(guint *) count)++;
}

/* U1: everything goes away in the middle, the provider first; every question still ends. */
static void
test_shut_down_while_reading (void)
{
  Fixture fixture;
  guint n_ended = 0;

  open_fixture (&fixture);
  put_long_file (&fixture);
  for (guint i = 0; i < 40; i++)
    cw_provider_fetch_series_async (fixture.provider, &fixture.query, fixture.cancellable, count_cb,
                                    &n_ended);
  g_clear_object (&fixture.provider);
  g_cancellable_cancel (fixture.cancellable);
  g_clear_pointer (&fixture.workers, cw_workers_free);
  while (n_ended < 40)
    g_main_context_iteration (NULL, TRUE);
  close_fixture (&fixture);
  g_assert_cmpuint (n_ended, ==, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/csv-provider/series", test_series);
  g_test_add_func ("/quotes/csv-provider/refused", test_refused);
  g_test_add_func ("/quotes/csv-provider/D28-bad-content", test_bad_content);
  g_test_add_func ("/quotes/csv-provider/quote", test_quote);
  g_test_add_func ("/quotes/csv-provider/search", test_search);
  g_test_add_func ("/quotes/csv-provider/cancel", test_cancel);
  g_test_add_func ("/quotes/csv-provider/U1-shut-down-while-reading", test_shut_down_while_reading);
  return g_test_run ();
}
