/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

static void
test_json (void)
{
  static const char *const members[] = { "symbol", "name", "exchange", "type" };
  g_autoptr (CliRun) run = cli_run_ok ("--demo search apple --json");
  JsonArray *matches = json_node_get_array (cli_run_parse_json (run));
  JsonObject *first = json_array_get_object_element (matches, 0);

  g_assert_cmpuint (json_array_get_length (matches), ==, 1);
  g_assert_cmpuint (json_object_get_size (first), ==, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (first, members[i]));
  g_assert_cmpstr (json_object_get_string_member (first, "symbol"), ==, "AAPL");
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Apple Inc.");
}

static void
test_text_and_csv (void)
{
  g_autoptr (CliRun) text = cli_run_ok ("--demo search microsoft");
  g_autoptr (CliRun) words = cli_run_ok ("--demo search microsoft corporation");
  g_autoptr (CliRun) csv = cli_run_ok ("--demo search microsoft --csv");
  g_auto (GStrv) lines = cli_run_get_lines (csv);

  g_assert_true (g_str_has_prefix (text->out, "MSFT  Microsoft Corporation  "));
  g_assert_cmpstr (words->out, ==, text->out);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpstr (lines[0], ==, "symbol,name,exchange,type");
  g_assert_true (g_str_has_prefix (lines[1], "MSFT,Microsoft Corporation,"));
}

/* That nothing is found is an answer. */
static void
test_nothing (void)
{
  g_autoptr (CliRun) text = cli_run ("--demo search qqzzqq");
  g_autoptr (CliRun) json = cli_run ("--demo search qqzzqq --json");
  g_autoptr (CliRun) csv = cli_run_ok ("--demo search qqzzqq --csv --quiet");

  g_assert_cmpint (text->status, ==, 0);
  g_assert_cmpstr (text->out, ==, "");
  g_assert_nonnull (strstr (text->err, "“qqzzqq”"));
  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (cli_run_parse_json (json))), ==, 0);
  g_assert_cmpuint (cli_count_rows (csv), ==, 1);
}

/* Without the network it looks through what is stored. */
static void
test_offline (void)
{
  g_autoptr (CliRun) before = cli_run ("--demo --offline search apple");
  g_autoptr (CliRun) sync = cli_run_ok ("--demo sync AAPL MSFT");
  g_autoptr (CliRun) after = cli_run_ok ("--demo --offline search apple --json");
  JsonArray *matches = json_node_get_array (cli_run_parse_json (after));

  g_assert_true (g_str_has_prefix (sync->out, "sync requested="));
  g_assert_cmpint (before->status, ==, 0);
  g_assert_cmpstr (before->out, ==, "");
  g_assert_cmpuint (json_array_get_length (matches), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (matches, 0),
                                                  "symbol"),
                   ==, "AAPL");
}

/* A service that cannot be reached is a failure, not a search without a match. */
static void
test_unreachable (void)
{
  g_autoptr (CliRun) run =
      cli_run ("search apple --retries 0 --json --yahoo-url http://127.0.0.1:9");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: "));
}

/* A symbol may name whom to ask; numbers of several providers are told apart. */
static void
test_providers (void)
{
  static const char *const environment[] = { "CANDLEWICK_FINNHUB_KEY=key", NULL };
  static const char *const symbols[] = { "yahoo:AAPL", "finnhub:AAPL", "MSFT", "frob:IBM" };
  static const char *const sources[] = { "Yahoo Finance", "Finnhub", "Yahoo Finance", NULL };
  /* Finnhub's own address has a path, so one that stands in for it may. */
  g_autofree char *urls = g_strdup_printf ("--yahoo-url %s --finnhub-url %s/api/v1/",
                                           cli_get_server_url (), cli_get_server_url ());
  g_autoptr (CliRun) run =
      cli_run_in (environment,
                  "quotes --json yahoo:AAPL finnhub:aapl yahoo:MSFT frob:IBM --quiet %s", urls);
  g_autoptr (CliRun) whole =
      cli_run_in (environment, "quotes --json --quiet --provider finnhub AAPL --finnhub-url %s",
                  cli_get_server_url ());
  JsonArray *rows = json_node_get_array (cli_run_parse_json (run));
  JsonObject *row;
  guint n = 0;

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_array_get_length (rows), ==, 4);
  for (; n < 4; n++)
    {
      row = json_array_get_object_element (rows, n);
      g_assert_cmpstr (json_object_get_string_member (row, "symbol"), ==, symbols[n]);
      g_assert_cmpstr (json_object_get_string_member_with_default (row, "source", NULL), ==,
                       sources[n]);
      g_assert_cmpint (json_object_get_null_member (row, "error"), ==, sources[n] != NULL);
    }
  g_assert_cmpuint (n, ==, 4);
  row = json_array_get_object_element (json_node_get_array (cli_run_parse_json (whole)), 0);
  g_assert_cmpint (whole->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (row, "symbol"), ==, "AAPL");
  g_assert_cmpfloat (json_object_get_double_member (row, "price"), ==, 133.5);
}

/* What has no key says so. */
static void
test_no_key (void)
{
  g_autoptr (CliRun) run = cli_run ("--provider finnhub --quiet quotes AAPL");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "CANDLEWICK_FINNHUB_KEY"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/search/json", test_json);
  g_test_add_func ("/cli/search/text-and-csv", test_text_and_csv);
  g_test_add_func ("/cli/search/nothing", test_nothing);
  g_test_add_func ("/cli/search/offline", test_offline);
  g_test_add_func ("/cli/search/unreachable", test_unreachable);
  g_test_add_func ("/cli/search/providers", test_providers);
  g_test_add_func ("/cli/search/no-key", test_no_key);
  status = g_test_run ();
  cli_stop_server ();
  return status;
}
