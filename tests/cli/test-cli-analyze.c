/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

static JsonObject *
get_result (JsonNode *root, const char *symbol)
{
  return json_object_get_object_member (json_object_get_object_member (json_node_get_object (root),
                                                                       "results"),
                                        symbol);
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

/* Returns how many rules there are, each of the right shape; adds up their weighted votes. */
static guint
check_rules (JsonObject *decision, gint64 *score)
{
  static const char *const members[] = { "name",   "value", "threshold", "vote",
                                         "weight", "text",  NULL };
  JsonArray *rules = json_object_get_array_member (decision, "rules");
  guint n = json_array_get_length (rules);

  *score = 0;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *rule = json_array_get_object_element (rules, i);

      check_members (rule, members);
      g_assert_cmpstr (json_object_get_string_member (rule, "text"), !=, "");
      *score +=
          json_object_get_int_member (rule, "vote") * json_object_get_int_member (rule, "weight");
    }
  return n;
}

static void
test_json (void)
{
  static const char *const members[] = {
    "short_term_decision", "long_term_decision", "price",          "currency", "rsi", "macd",
    "signal_line",         "histogram",          "moving_average", "ratios",   NULL
  };
  static const char *const short_members[] = { "action", "score", "as_of", "rules", NULL };
  static const char *const long_members[] = { "action", "score", "rules", NULL };
  g_autoptr (CliRun) run = cli_run_ok ("--demo --json analyze AAPL MSFT");
  JsonNode *root = cli_run_parse_json (run);
  JsonObject *apple = get_result (root, "AAPL");
  JsonObject *market = json_object_get_object_member (json_node_get_object (root), "market");
  JsonObject *short_term = json_object_get_object_member (apple, "short_term_decision");
  JsonObject *long_term = json_object_get_object_member (apple, "long_term_decision");
  gint64 score;

  check_members (apple, members);
  check_members (short_term, short_members);
  check_members (long_term, long_members);
  g_assert_cmpuint (check_rules (short_term, &score), ==, 5);
  g_assert_cmpint (json_object_get_int_member (short_term, "score"), ==, score);
  g_assert_cmpuint (check_rules (long_term, &score), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (short_term, "as_of"), ==, "2021-04-21T13:30:00Z");
  g_assert_cmpfloat (json_object_get_double_member (apple, "price"), ==, 133.5);
  g_assert_cmpfloat (json_object_get_double_member (apple, "rsi"), >, 0);
  g_assert_cmpstr (json_object_get_string_member (market, "symbol"), ==, "^GSPC");
  g_assert_cmpfloat (json_object_get_double_member (market, "average_growth"), >, 1);
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (market,
                                                                                   "thresholds"),
                                                    "max_debt_to_equity"),
                     ==, 2);
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (apple, "ratios"),
                                                    "gross_margin"),
                     >, 0.3);
  g_assert_cmpuint (json_object_get_size (
                        json_object_get_object_member (json_node_get_object (root), "errors")),
                    ==, 0);
}

static void
test_text (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo analyze AAPL MSFT");

  g_assert_true (g_str_has_prefix (run->out, "AAPL  Apple Inc.  133.50 USD  "));
  g_assert_nonnull (strstr (run->out, "\n\n\nMSFT  Microsoft"));
  g_assert_nonnull (strstr (run->out, "\nShort term: "));
  g_assert_nonnull (strstr (run->out, "\nLong term: "));
  g_assert_nonnull (strstr (run->out, "\n\nThis rule on AAPL since 2017: "));
  g_assert_true (g_str_has_suffix (run->out, " for holding.\n"));
  g_assert_true (strstr (run->out, "✓") != NULL || strstr (run->out, "✗") != NULL);
  g_assert_null (strstr (run->out, "\033["));
}

static void
test_csv (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --csv analyze AAPL NOSUCH MSFT");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "symbol,short_term_action,short_term_score,"));
  g_assert_true (g_str_has_prefix (lines[1], "AAPL,"));
  g_assert_true (g_str_has_prefix (lines[2], "MSFT,"));
}

/* The decision of a day in the past knows nothing of what came after it. */
static void
test_past_day (void)
{
  g_autoptr (CliRun) run =
      cli_run_ok ("--demo --json analyze AAPL --from 2016-01-01 --to 2020-06-30");
  JsonObject *apple = get_result (cli_run_parse_json (run), "AAPL");

  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (apple, "short_term_decision"), "as_of"),
                   ==, "2020-06-30T13:30:00Z");
}

static void
test_failures (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --json analyze NOSUCH AAPL 'NO SYMBOL'");
  JsonNode *root = cli_run_parse_json (run);
  JsonObject *errors = json_object_get_object_member (json_node_get_object (root), "errors");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (get_result (root, "AAPL"));
  g_assert_cmpuint (json_object_get_size (errors), ==, 2);
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (errors, "NO SYMBOL"), "code"),
      ==, "invalid-symbol");
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NO SYMBOL: "));
}

/* The market's failure moves no threshold and is said, but stops no decision. */
static void
test_unknown_market (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --json analyze AAPL --benchmark NOSUCH");
  JsonNode *root = cli_run_parse_json (run);
  JsonObject *object = json_node_get_object (root);
  JsonObject *market = json_object_get_object_member (object, "market");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_true (
      json_object_has_member (json_object_get_object_member (object, "errors"), "NOSUCH"));
  g_assert_cmpstr (json_object_get_string_member (market, "symbol"), ==, "NOSUCH");
  g_assert_true (json_object_get_null_member (market, "average_growth"));
  g_assert_nonnull (get_result (root, "AAPL"));
}

/* The demo's index takes the place of the usual benchmark, and is named. */
static void
test_usual_market_of_demo (void)
{
  JsonNode *root = NULL;
  JsonObject *market;
  g_autoptr (CliRun) run = cli_run ("--demo --json analyze AAPL --benchmark SPY");

  root = cli_run_parse_json (run);
  market = json_object_get_object_member (json_node_get_object (root), "market");
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (market, "symbol"), ==, "^GSPC");
  g_assert_false (json_object_get_null_member (market, "average_growth"));
}

/* A benchmark that was asked for too fails once. */
static void
test_benchmark_among_symbols (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --json analyze NOSUCH AAPL --benchmark NOSUCH");
  JsonObject *root = json_node_get_object (cli_run_parse_json (run));

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_null (strstr (run->err + 1, "candlewick-cli: NOSUCH: "));
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (root, "errors")), ==, 1);
}

static void
test_without_key (void)
{
  static const char *const environment[] = { "CANDLEWICK_FINNHUB_KEY=", NULL };
  g_autoptr (CliRun) run =
      cli_run_in (environment, "analyze AAPL --json --benchmark ^GSPC --yahoo-url %s",
                  cli_get_server_url ());
  g_autoptr (CliRun) quiet =
      cli_run_in (environment, "analyze AAPL --quiet --benchmark ^GSPC --yahoo-url %s",
                  cli_get_server_url ());
  JsonObject *apple = get_result (cli_run_parse_json (run), "AAPL");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->err, "CANDLEWICK_FINNHUB_KEY"));
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (apple, "long_term_decision"), "action"),
                   ==, "not-enough-data");
  g_assert_true (
      json_object_get_null_member (json_object_get_object_member (apple, "ratios"), "roe"));
  g_assert_cmpint (quiet->status, ==, 0);
  g_assert_cmpstr (quiet->err, ==, "");
}

/* Figures that should have come and did not are a failure; the prices speak all the same, and the
 * key is never repeated. */
static void
test_fundamentals_fail (void)
{
  static const char *const environment[] = { "CANDLEWICK_FINNHUB_KEY=canary-7f3a", NULL };
  g_autoptr (CliRun) run =
      cli_run_in (environment,
                  "analyze AAPL --json --verbose --retries 0 --benchmark ^GSPC --yahoo-url %s "
                  "--finnhub-url http://127.0.0.1:9",
                  cli_get_server_url ());
  JsonObject *apple = get_result (cli_run_parse_json (run), "AAPL");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: AAPL: "));
  g_assert_nonnull (strstr (run->out, "\"unreachable\""));
  g_assert_null (strstr (run->err, "canary"));
  g_assert_null (strstr (run->out, "canary"));
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (
                       json_object_get_object_member (apple, "short_term_decision"), "rules")),
                   ==, 5);
}

/* An index has no company's figures, which is no failure. */
static void
test_index (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --json --quiet analyze ^GSPC");
  JsonObject *index = get_result (cli_run_parse_json (run), "^GSPC");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (index, "long_term_decision"), "action"),
                   ==, "not-enough-data");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/analyze/json", test_json);
  g_test_add_func ("/cli/analyze/text", test_text);
  g_test_add_func ("/cli/analyze/csv", test_csv);
  g_test_add_func ("/cli/analyze/past-day", test_past_day);
  g_test_add_func ("/cli/analyze/failures", test_failures);
  g_test_add_func ("/cli/analyze/unknown-market", test_unknown_market);
  g_test_add_func ("/cli/analyze/usual-market-of-demo", test_usual_market_of_demo);
  g_test_add_func ("/cli/analyze/benchmark-among-symbols", test_benchmark_among_symbols);
  g_test_add_func ("/cli/analyze/without-key", test_without_key);
  g_test_add_func ("/cli/analyze/fundamentals-fail", test_fundamentals_fail);
  g_test_add_func ("/cli/analyze/index", test_index);
  status = g_test_run ();
  cli_stop_server ();
  return status;
}
