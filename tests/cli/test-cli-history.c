/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

#define HEADER "Date,Open,High,Low,Close,Adj Close,Volume"

static JsonObject *
get_interval (JsonNode *root, const char *symbol, const char *interval)
{
  JsonObject *results = json_object_get_object_member (json_node_get_object (root), "results");

  return json_object_get_object_member (json_object_get_object_member (results, symbol), interval);
}

static void
check_members (JsonObject *object, const char *const *names)
{
  g_autoptr (GList) members = json_object_get_members (object);
  gsize n = 0;

  for (GList *l = members; l != NULL; l = l->next, n++)
    g_assert_cmpstr (l->data, ==, names[n]);
  g_assert_null (names[n]);
}

static void
test_json (void)
{
  static const char *const members[] = { "currency",  "timezone", "source",        "bars",
                                         "dividends", "splits",   "rejected_bars", NULL };
  static const char *const bar_members[] = { "time",  "open",      "high",   "low",
                                             "close", "adj_close", "volume", NULL };
  g_autoptr (CliRun) run =
      cli_run_ok ("--demo history AAPL --from 2020-08-01 --to 2020-08-31 --json");
  JsonObject *daily = get_interval (cli_run_parse_json (run), "AAPL", "1d");
  JsonArray *bars = json_object_get_array_member (daily, "bars");
  JsonArray *splits = json_object_get_array_member (daily, "splits");
  JsonArray *dividends = json_object_get_array_member (daily, "dividends");
  JsonObject *last;

  check_members (daily, members);
  g_assert_cmpstr (json_object_get_string_member (daily, "currency"), ==, "USD");
  g_assert_cmpstr (json_object_get_string_member (daily, "timezone"), ==, "America/New_York");
  g_assert_cmpstr (json_object_get_string_member (daily, "source"), ==, "Demo market");
  g_assert_cmpuint (json_array_get_length (bars), ==, 21);
  check_members (json_array_get_object_element (bars, 0), bar_members);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (bars, 0), "time"),
                   ==, "2020-08-03T13:30:00Z");
  last = json_array_get_object_element (bars, 20);
  g_assert_cmpstr (json_object_get_string_member (last, "time"), ==, "2020-08-31T13:30:00Z");
  g_assert_cmpfloat (json_object_get_double_member (last, "close"), ==, 129.04);
  g_assert_cmpuint (json_array_get_length (dividends), ==, 1);
  g_assert_cmpuint (json_array_get_length (splits), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (splits, 0),
                                               "numerator"),
                   ==, 4);
}

static void
test_intervals_are_joined (void)
{
  g_autoptr (CliRun) run =
      cli_run ("--demo --json history MSFT NOSUCH --range 6mo --interval 1d,1wk,1mo");
  JsonNode *root = cli_run_parse_json (run);
  JsonObject *errors = json_object_get_object_member (json_node_get_object (root), "errors");
  JsonObject *results = json_object_get_object_member (json_node_get_object (root), "results");
  guint days = json_array_get_length (
      json_object_get_array_member (get_interval (root, "MSFT", "1d"), "bars"));
  guint weeks = json_array_get_length (
      json_object_get_array_member (get_interval (root, "MSFT", "1wk"), "bars"));
  guint months = json_array_get_length (
      json_object_get_array_member (get_interval (root, "MSFT", "1mo"), "bars"));

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (days, >, 4 * weeks);
  g_assert_cmpuint (weeks, >, 3 * months);
  g_assert_cmpuint (months, >=, 6);
  g_assert_cmpuint (json_object_get_size (results), ==, 1);
  g_assert_cmpuint (json_object_get_size (errors), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (errors, "NOSUCH"),
                                                  "code"),
                   ==, "not-found");
  g_assert_nonnull (
      json_object_get_string_member (json_object_get_object_member (errors, "NOSUCH"), "message"));
  /* Once, though three intervals failed. */
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_null (strstr (strstr (run->err, "NOSUCH") + 1, "candlewick-cli: NOSUCH"));
}

/* An interval that cannot be had is the symbol's failure; the others are printed all the same. */
static void
test_one_interval_fails (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --json history AAPL --range 5y --interval 1d,1m");
  JsonObject *root = json_node_get_object (cli_run_parse_json (run));
  JsonObject *results = json_object_get_object_member (root, "results");
  JsonObject *apple = json_object_get_object_member (results, "AAPL");
  JsonObject *error =
      json_object_get_object_member (json_object_get_object_member (root, "errors"), "AAPL");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (json_object_has_member (apple, "1d"));
  g_assert_false (json_object_has_member (apple, "1m"));
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "bad-request");
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: AAPL: "));
}

static void
test_csv (void)
{
  g_autoptr (CliRun) run =
      cli_run_ok ("--demo history AAPL --from 2021-04-20 --to 2021-04-21 --csv");

  g_assert_cmpstr (run->out, ==,
                   HEADER "\n"
                          "2021-04-20,135.02000000000001,135.53,131.81,133.11000000000001,"
                          "133.11000000000001,94812349\n"
                          "2021-04-21,132.36000000000001,133.75,131.30009999999999,133.5,133.5,"
                          "68538237\n");
}

/* Days begin and end by the exchange's clock also where bars are shorter than a day. */
static void
test_days_of_hours (void)
{
  g_autoptr (CliRun) run =
      cli_run_ok ("--demo history SIM0001 --interval 1h --from 2021-04-19 --to 2021-04-20 --csv");
  g_auto (GStrv) lines = cli_run_get_lines (run);
  guint n = g_strv_length (lines);

  g_assert_cmpuint (n, ==, 15); /* seven begun hours a session */
  g_assert_true (g_str_has_prefix (lines[1], "2021-04-19T13:30:00Z,"));
  g_assert_true (g_str_has_prefix (lines[n - 1], "2021-04-20T19:30:00Z,"));
}

static void
test_csv_of_several (void)
{
  g_autoptr (CliRun) run =
      cli_run_ok ("--demo history AAPL ^GSPC --from 2021-04-20 --interval 1d --csv");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==, "Symbol,Interval," HEADER);
  g_assert_true (g_str_has_prefix (lines[1], "AAPL,1d,2021-04-20,"));
  g_assert_true (g_str_has_prefix (lines[2], "AAPL,1d,2021-04-21,"));
  g_assert_true (g_str_has_prefix (lines[3], "^GSPC,1d,2021-04-20,"));
}

/* What was printed can be read again, and says the same. */
static void
test_csv_reads_back (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "aapl.csv", NULL);
  g_autoptr (CliRun) history = cli_run_ok ("--demo history AAPL --range 1y --csv");
  g_autoptr (CliRun) direct = cli_run_ok ("--demo indicators AAPL --range 1y --rsi --macd");
  g_autoptr (CliRun) again = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) first = cli_run_get_lines (direct);
  g_auto (GStrv) second = NULL;
  gsize n = 0;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_file_set_contents (path, history->out, -1, &error);
  g_assert_no_error (error);
  again = cli_run_ok ("indicators --input '%s' --rsi --macd", path);
  second = cli_run_get_lines (again);
  for (; first[n] != NULL && second[n] != NULL; n++)
    g_assert_cmpstr (strchr (first[n], ','), ==, strchr (second[n], ','));
  g_assert_cmpuint (n, ==, g_strv_length (first));
  g_assert_cmpuint (n, ==, g_strv_length (second));
  g_assert_cmpuint (n, >, 250);
}

static void
test_text (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo history AAPL MSFT --from 2021-04-20");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpuint (g_strv_length (lines), ==, 9);
  g_assert_cmpstr (lines[0], ==, "AAPL · Apple Inc. · 1d · USD · Demo market");
  g_assert_true (g_str_has_prefix (lines[1], "Date "));
  g_assert_true (g_str_has_prefix (lines[2], "2021-04-20  "));
  g_assert_nonnull (strstr (lines[3], "133.50"));
  g_assert_cmpstr (lines[4], ==, "");
  g_assert_true (g_str_has_prefix (lines[5], "MSFT · "));
}

static void
test_range_is_the_default (void)
{
  g_autoptr (CliRun) year = cli_run_ok ("--demo history AAPL --range 1y --csv");
  g_autoptr (CliRun) five = cli_run_ok ("--demo history AAPL --csv");
  guint rows = cli_count_rows (five);

  g_assert_cmpuint (cli_count_rows (year), >, 250);
  g_assert_cmpuint (cli_count_rows (year), <, 256);
  g_assert_cmpuint (rows, >, 1255);
  g_assert_cmpuint (rows, <, 1265);
}

/* The demo's server as a provider among others: its last five years are those that it has, whatever
 * the clock of whoever asks says. */
static void
test_market_that_stands_still (void)
{
  const char *url = cli_get_server_url ();
  g_autoptr (CliRun) five = cli_run_ok ("history SIM0001 --csv --yahoo-url %s", url);
  g_autoptr (CliRun) year = cli_run_ok ("history AAPL --range 1y --csv --yahoo-url %s", url);
  g_autoptr (CliRun) since =
      cli_run_ok ("history AAPL --from 2021-04-20 --csv --yahoo-url %s", url);
  guint rows = cli_count_rows (five);

  g_assert_cmpuint (rows, >, 1255);
  g_assert_cmpuint (rows, <, 1265);
  g_assert_cmpuint (cli_count_rows (year), >, 250);
  g_assert_cmpuint (cli_count_rows (year), <, 256);
  g_assert_cmpuint (cli_count_rows (since), ==, 3);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/history/json", test_json);
  g_test_add_func ("/cli/history/intervals-are-joined", test_intervals_are_joined);
  g_test_add_func ("/cli/history/one-interval-fails", test_one_interval_fails);
  g_test_add_func ("/cli/history/csv", test_csv);
  g_test_add_func ("/cli/history/days-of-hours", test_days_of_hours);
  g_test_add_func ("/cli/history/csv-of-several", test_csv_of_several);
  g_test_add_func ("/cli/history/csv-reads-back", test_csv_reads_back);
  g_test_add_func ("/cli/history/text", test_text);
  g_test_add_func ("/cli/history/range-is-the-default", test_range_is_the_default);
  g_test_add_func ("/cli/history/market-that-stands-still", test_market_that_stands_still);
  status = g_test_run ();
  cli_stop_server ();
  return status;
}
