/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"
#include "cw-store-quotes.h"

#define YESTERDAY (24 * 60 * 60)

static char *
in_directory (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static JsonObject *
get_row (CliRun *run, guint index)
{
  return json_array_get_object_element (json_node_get_array (cli_run_parse_json (run)), index);
}

static double
get_number (JsonObject *row, const char *name)
{
  g_assert_false (json_object_get_null_member (row, name));
  return json_object_get_double_member (row, name);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_store_save_quotes_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

/* Puts a price into the store, as a window or “sync” would. */
static void
store_quote (const char *directory, const char *symbol, const char *currency, double price)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autoptr (GPtrArray) quotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  CwSymbolQuote *quote = cw_symbol_quote_new (symbol, "Test");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean done = FALSE;

  g_free (quote->currency);
  quote->currency = g_strdup (currency);
  quote->quote = (CwQuote){ .price = price,
                            .previous_close = price - 2,
                            .change = 2,
                            .change_percent = 200 / (price - 2),
                            .time = now - YESTERDAY };
  g_ptr_array_add (quotes, quote);
  cw_store_save_quotes_async (store, quotes, now, saved_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* Before a price is known, what was entered is all there is. */
static void
test_without_prices (void)
{
  g_autoptr (CliRun) none = cli_run ("holdings list");
  g_autoptr (CliRun) set = cli_run_ok ("holdings set aapl 10 127.5 2020-06-01 --currency USD");
  g_autoptr (CliRun) run = cli_run ("holdings list --json");
  g_autoptr (CliRun) symbols = cli_run_ok ("watchlist list");
  JsonObject *row = get_row (run, 0);

  g_assert_cmpstr (set->out, ==, "");
  g_assert_cmpstr (none->out, ==, "");
  g_assert_nonnull (strstr (none->err, "holdings set"));
  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->err, "sync"));
  g_assert_cmpstr (json_object_get_string_member (row, "symbol"), ==, "AAPL");
  g_assert_cmpfloat (get_number (row, "shares"), ==, 10);
  g_assert_cmpfloat (get_number (row, "cost"), ==, 127.5);
  g_assert_cmpstr (json_object_get_string_member (row, "currency"), ==, "USD");
  g_assert_cmpstr (json_object_get_string_member (row, "date"), ==, "2020-06-01");
  g_assert_true (json_object_get_null_member (row, "value"));
  /* What is held is in the list too. */
  g_assert_cmpstr (symbols->out, ==, "AAPL\n");
}

/* The value comes from the last stored price, and a split since the purchase is applied. */
static void
test_value (void)
{
  static const char *const members[] = {
    "symbol", "list",   "shares",      "cost",       "currency",
    "date",   "price",  "value",       "gain",       "gain_percent",
    "time",   "source", "age_seconds", "day_change", "day_change_percent",
  };
  g_autoptr (CliRun) dated = cli_run_ok ("--demo holdings set AAPL 10 320 2020-06-01");
  g_autoptr (CliRun) undated = cli_run_ok ("--demo holdings set MSFT 2.5 200");
  g_autoptr (CliRun) sync = cli_run_ok ("--demo sync");
  g_autoptr (CliRun) run = cli_run_ok ("--demo holdings list --json");
  JsonObject *row = get_row (run, 0);

  g_assert_cmpstr (dated->out, ==, "");
  g_assert_cmpstr (undated->out, ==, "");
  g_assert_true (g_str_has_prefix (sync->out, "sync requested="));
  g_assert_cmpuint (json_object_get_size (row), ==, G_N_ELEMENTS (members));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (row, members[i]));
  /* Four for one on 31 August 2020. */
  g_assert_cmpfloat (get_number (row, "shares"), ==, 40);
  g_assert_cmpfloat (get_number (row, "cost"), ==, 80);
  g_assert_cmpfloat (get_number (row, "price"), ==, 133.5);
  g_assert_cmpfloat (get_number (row, "value"), ==, 5340);
  g_assert_cmpfloat (get_number (row, "gain"), ==, 2140);
  g_assert_cmpfloat_with_epsilon (get_number (row, "gain_percent"), 66.875, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_number (row, "day_change"), 40 * (133.5 - 133.11), 1e-9);
  g_assert_cmpstr (json_object_get_string_member (row, "currency"), ==, "USD");
  g_assert_cmpstr (json_object_get_string_member (row, "time"), ==, "2021-04-21T20:00:00Z");
  row = get_row (run, 1);
  g_assert_cmpfloat (get_number (row, "shares"), ==, 2.5);
  g_assert_cmpfloat_with_epsilon (get_number (row, "value"), 651.45, 1e-9);
}

static void
test_text (void)
{
  g_autoptr (CliRun) first = cli_run_ok ("--demo holdings set AAPL 10 100");
  g_autoptr (CliRun) second = cli_run_ok ("--demo holdings set MSFT 2.5 200");
  g_autoptr (CliRun) sync = cli_run_ok ("--demo sync");
  g_autoptr (CliRun) run = cli_run_ok ("--demo holdings list");
  g_autoptr (CliRun) csv = cli_run_ok ("--demo holdings list --csv");
  g_auto (GStrv) lines = cli_run_get_lines (run);
  g_auto (GStrv) rows = cli_run_get_lines (csv);

  g_assert_cmpstr (first->out, ==, "");
  g_assert_cmpstr (second->out, ==, "");
  g_assert_true (g_str_has_prefix (sync->out, "sync requested="));
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[0], "Shares"));
  g_assert_nonnull (strstr (lines[1], "1335.00"));
  g_assert_nonnull (strstr (lines[1], "+335.00"));
  g_assert_nonnull (strstr (lines[1], "as of 21 Apr 2021"));
  g_assert_nonnull (strstr (lines[2], "2.5"));
  g_assert_true (g_str_has_prefix (lines[3], "Total"));
  g_assert_nonnull (strstr (lines[3], "1986.45"));
  g_assert_cmpuint (g_strv_length (rows), ==, 3);
  g_assert_cmpstr (rows[0], ==,
                   "symbol,list,shares,cost,currency,date,price,value,gain,gain_percent,day_change,"
                   "day_change_percent,time");
  g_assert_true (g_str_has_prefix (rows[1], "AAPL,Watchlist,10,100,USD,,133.5,1335,335,33.5"));
}

/* People read their own numbers, programs the same ones everywhere. */
static void
test_other_locale (void)
{
  g_autofree char *locales = cli_make_german_locale ();
  g_autofree char *variable = g_strconcat ("LOCPATH=", locales, NULL);
  const char *const environment[] = { variable, "LC_ALL=de_DE.UTF-8", NULL };
  g_autoptr (CliRun) set = NULL, sync = NULL, text = NULL, csv = NULL, json = NULL;
  const char *seconds;

  if (locales == NULL)
    {
      g_test_skip ("no locale can be made here");
      return;
    }
  set = cli_run_in (environment, "--demo holdings set AAPL 10.5 100.25");
  sync = cli_run_in (environment, "--demo sync");
  text = cli_run_in (environment, "--demo holdings list");
  csv = cli_run_in (environment, "--demo holdings list --csv");
  json = cli_run_in (environment, "--demo holdings list --json");
  g_assert_cmpint (set->status, ==, 0);
  seconds = strstr (sync->out, " seconds=");
  g_assert_nonnull (seconds);
  g_assert_cmpint (seconds[strcspn (seconds, ".,")], ==, '.');
  g_assert_nonnull (strstr (text->out, " 10,5 "));
  g_assert_nonnull (strstr (text->out, "401,75 "));
  g_assert_nonnull (strstr (csv->out, "AAPL,Watchlist,10.5,100.25,USD,,133.5,1401.75,"));
  g_assert_nonnull (strstr (json->out, "\"value\": 1401.75,"));
}

/* Shares that are quoted in pence are worth pounds; what cost dollars has no gain in pounds. */
static void
test_pence (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autoptr (CliRun) set = cli_run_ok ("holdings set BARC.L 500 150 --data-dir '%s'", directory);
  g_autoptr (CliRun) dollars =
      cli_run_ok ("holdings set VOD.L 10 1 --currency USD --data-dir '%s'", directory);
  g_autoptr (CliRun) run = NULL;
  JsonObject *row;

  g_assert_cmpstr (set->out, ==, "");
  g_assert_cmpstr (dollars->out, ==, "");
  store_quote (directory, "BARC.L", "GBp", 180);
  store_quote (directory, "VOD.L", "GBp", 70);
  run = cli_run_ok ("holdings list --json --data-dir '%s'", directory);
  row = get_row (run, 0);
  g_assert_cmpstr (json_object_get_string_member (row, "currency"), ==, "GBP");
  g_assert_cmpfloat_with_epsilon (get_number (row, "price"), 1.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_number (row, "cost"), 1.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_number (row, "value"), 900, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_number (row, "gain"), 150, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_number (row, "day_change"), 10, 1e-9);
  row = get_row (run, 1);
  g_assert_cmpfloat_with_epsilon (get_number (row, "value"), 7, 1e-9);
  g_assert_true (json_object_get_null_member (row, "gain"));
  g_assert_cmpint (json_object_get_int_member (row, "age_seconds"), >=, YESTERDAY);
}

/* Holdings in several currencies have a total each. */
static void
test_totals (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autoptr (CliRun) pounds = cli_run_ok ("holdings set BARC.L 500 150 --data-dir '%s'", directory);
  g_autoptr (CliRun) dollars = cli_run_ok ("holdings set AAPL 10 100 --data-dir '%s'", directory);
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpstr (pounds->out, ==, "");
  g_assert_cmpstr (dollars->out, ==, "");
  store_quote (directory, "BARC.L", "GBp", 180);
  store_quote (directory, "AAPL", "USD", 130);
  run = cli_run_ok ("holdings list --data-dir '%s'", directory);
  lines = cli_run_get_lines (run);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_nonnull (strstr (lines[3], "900.00  GBP"));
  g_assert_nonnull (strstr (lines[4], "1300.00  USD"));
}

static void
test_remove (void)
{
  g_autoptr (CliRun) set = cli_run_ok ("holdings set AAPL 10 100");
  g_autoptr (CliRun) changed = cli_run_ok ("holdings set AAPL 12 101");
  g_autoptr (CliRun) run = cli_run ("holdings remove AAPL MSFT 'no symbol'");
  g_autoptr (CliRun) list = cli_run_ok ("holdings list --csv --quiet");
  g_autoptr (CliRun) symbols = cli_run_ok ("watchlist list");

  g_assert_cmpstr (set->out, ==, "");
  g_assert_cmpstr (changed->out, ==, "");
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: MSFT: "));
  g_assert_nonnull (strstr (run->err, "candlewick-cli: no symbol: "));
  g_assert_cmpuint (cli_count_rows (list), ==, 1);
  g_assert_cmpstr (symbols->out, ==, "AAPL\n");
}

#define GOOD "Symbol;Shares;Cost;Currency;Date\nAAPL;10,5;127,5;USD;2020-06-01\nMSFT;3;;;\n"

/* As spreadsheets write them where the decimal point is a comma; and back again. */
static void
test_import_and_export (void)
{
  g_autofree char *path = in_directory ("holdings.csv");
  g_autofree char *bad = in_directory ("bad.csv");
  g_autofree char *copy = in_directory ("copy.csv");
  g_autofree char *text = NULL, *joined = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CliRun) run = NULL, failed = NULL, list = NULL, export = NULL;

  g_file_set_contents (path, GOOD, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (bad, "Symbol,Shares,Cost\nIBM,-1,5\nTSLA,1,1\n", -1, &error);
  g_assert_no_error (error);
  failed = cli_run ("holdings import '%s'", bad);
  run = cli_run ("holdings import '%s' --dry-run", path);
  g_assert_cmpint (failed->status, ==, 1);
  g_assert_nonnull (strstr (failed->err, "bad.csv:2: "));
  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "10.5"));
  list = cli_run_ok ("holdings list --csv --quiet");
  g_assert_cmpuint (cli_count_rows (list), ==, 1);

  g_clear_pointer (&run, cli_run_free);
  run = cli_run_ok ("holdings import '%s' --quiet", path);
  export = cli_run_ok ("holdings export '%s'", copy);
  g_file_get_contents (copy, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\r\n", -1);
  joined = g_strjoinv ("\n", lines);
  g_assert_cmpstr (joined, ==,
                   "Symbol,Shares,Cost,Currency,Date\n"
                   "AAPL,10.5,127.5,USD,2020-06-01\n"
                   "MSFT,3,,,\n");
}

/* A portfolio of what is held: bought and left alone, weighed by what it is worth now. */
static void
test_risk (void)
{
  g_autoptr (CliRun) first = cli_run_ok ("--demo holdings set AAPL 10 100");
  g_autoptr (CliRun) second = cli_run_ok ("--demo holdings set MSFT 5 100");
  g_autoptr (CliRun) held =
      cli_run_ok ("--demo risk --holdings --csv --from 2021-01-04 --to 2021-04-21");
  g_autoptr (CliRun) history =
      cli_run_ok ("--demo history AAPL MSFT --csv --from 2021-01-04 --to 2021-04-21");
  g_autoptr (CliRun) json = cli_run_ok ("--demo risk --holdings --json --range 1y");
  g_auto (GStrv) returns = cli_run_get_lines (held);
  g_auto (GStrv) bars = cli_run_get_lines (history);
  guint n = g_strv_length (returns) - 1;
  JsonObject *weights = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (cli_run_parse_json (json)), "portfolio"),
      "weights");
  double apple = 10 * 133.5, microsoft = 5 * 260.58;

  g_assert_cmpstr (first->out, ==, "");
  g_assert_cmpstr (second->out, ==, "");
  g_assert_cmpuint (n, >, 70);
  g_assert_cmpuint (g_strv_length (bars), ==, 1 + 2 * (n + 1));
  g_assert_cmpstr (returns[0], ==, "Date,AAPL,MSFT,portfolio");
  for (guint i = 1; i <= n; i++)
    {
      g_auto (GStrv) cells = g_strsplit (returns[i], ",", -1);
      double worth[2];

      for (guint day = 0; day < 2; day++)
        {
          g_auto (GStrv) a = g_strsplit (bars[i + day], ",", -1);
          g_auto (GStrv) b = g_strsplit (bars[n + 1 + i + day], ",", -1);

          g_assert_cmpstr (a[0], ==, "AAPL");
          g_assert_cmpstr (b[0], ==, "MSFT");
          worth[day] = 10 * g_ascii_strtod (a[7], NULL) + 5 * g_ascii_strtod (b[7], NULL);
        }
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[3], NULL), worth[1] / worth[0] - 1,
                                      1e-12);
    }
  g_assert_cmpfloat_with_epsilon (get_number (weights, "AAPL"), apple / (apple + microsoft), 1e-12);
  g_assert_cmpfloat_with_epsilon (get_number (weights, "MSFT"), microsoft / (apple + microsoft),
                                  1e-12);
}

static void
test_risk_of_lists (void)
{
  g_autoptr (CliRun) empty = cli_run ("--demo risk --holdings");
  g_autoptr (CliRun) none = cli_run ("--demo risk --list Chips");
  g_autoptr (CliRun) add = cli_run ("--demo watchlist add AAPL MSFT --list Chips");
  g_autoptr (CliRun) hold = cli_run_ok ("--demo holdings set AAPL 10 100 --list Chips");
  g_autoptr (CliRun) list = cli_run_ok ("--demo risk --list Chips --csv --range 1mo");
  g_autoptr (CliRun) named = cli_run_ok ("--demo risk AAPL MSFT --csv --range 1mo");
  g_autoptr (CliRun) held = cli_run_ok ("--demo scenarios --list Chips --holdings --json");
  g_autoptr (CliRun) not_held = cli_run ("--demo risk --holdings --list Chips MSFT");
  JsonObject *weights =
      json_object_get_object_member (json_node_get_object (cli_run_parse_json (held)), "weights");

  g_assert_cmpstr (add->out, ==, "");
  g_assert_cmpstr (hold->out, ==, "");
  g_assert_cmpint (empty->status, ==, 1);
  g_assert_nonnull (strstr (empty->err, "holdings set"));
  g_assert_cmpint (none->status, ==, 1);
  g_assert_cmpstr (list->out, ==, named->out);
  g_assert_cmpuint (cli_count_rows (list), >, 10);
  g_assert_cmpuint (json_object_get_size (weights), ==, 1);
  g_assert_cmpfloat (get_number (weights, "AAPL"), ==, 1);
  g_assert_cmpint (not_held->status, ==, 1);
  g_assert_nonnull (strstr (not_held->err, "MSFT"));
}

/* Bars that do not reach back to the purchase leave splits unknown, which is said. */
static void
test_old_purchase (void)
{
  g_autoptr (CliRun) set = cli_run_ok ("--demo holdings set AAPL 10 10 2013-01-02");
  g_autoptr (CliRun) sync = cli_run_ok ("--demo sync");
  g_autoptr (CliRun) short_history = cli_run ("--demo holdings list --json");
  g_autoptr (CliRun) longer = cli_run_ok ("--demo sync --range max");
  g_autoptr (CliRun) run = cli_run ("--demo holdings list --json");

  g_assert_cmpstr (set->out, ==, "");
  g_assert_true (g_str_has_prefix (sync->out, "sync requested="));
  g_assert_true (g_str_has_prefix (longer->out, "sync requested="));
  g_assert_cmpint (short_history->status, ==, 0);
  g_assert_nonnull (strstr (short_history->err, "--range max"));
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (cli_count_rows (run), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/holdings/without-prices", test_without_prices);
  g_test_add_func ("/cli/holdings/value", test_value);
  g_test_add_func ("/cli/holdings/text", test_text);
  g_test_add_func ("/cli/holdings/other-locale", test_other_locale);
  g_test_add_func ("/cli/holdings/pence", test_pence);
  g_test_add_func ("/cli/holdings/totals", test_totals);
  g_test_add_func ("/cli/holdings/remove", test_remove);
  g_test_add_func ("/cli/holdings/import-and-export", test_import_and_export);
  g_test_add_func ("/cli/holdings/risk", test_risk);
  g_test_add_func ("/cli/holdings/risk-of-lists", test_risk_of_lists);
  g_test_add_func ("/cli/holdings/old-purchase", test_old_purchase);
  return g_test_run ();
}
