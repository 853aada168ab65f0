/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

static JsonObject *
get_member (JsonNode *root, const char *group, const char *symbol)
{
  JsonObject *members = json_object_get_object_member (json_node_get_object (root), group);

  return json_object_has_member (members, symbol) ? json_object_get_object_member (members, symbol)
                                                  : NULL;
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

static double
get_last (JsonArray *equity, const char *name)
{
  guint n = json_array_get_length (equity);

  return json_object_get_double_member (json_array_get_object_element (equity, n - 1), name);
}

static void
test_json (void)
{
  static const char *const members[] = {
    "from",       "to",           "bars",       "cost_bps",
    "trades",     "hit_rate",     "return",     "annual_return",
    "volatility", "max_drawdown", "exposure",   "buy_and_hold",
    "decisions",  "text",         "trade_list", NULL
  };
  static const char *const record[] = { "return", "annual_return", "volatility", "max_drawdown",
                                        NULL };
  g_autoptr (CliRun) run = cli_run ("--demo backtest AAPL NOSUCH MSFT --json");
  JsonNode *root = cli_run_parse_json (run);
  JsonObject *apple = get_member (root, "results", "AAPL");
  JsonObject *hold = json_object_get_object_member (apple, "buy_and_hold");
  JsonArray *trades = json_object_get_array_member (apple, "trade_list");

  g_assert_cmpint (run->status, ==, 1);
  check_members (apple, members);
  check_members (hold, record);
  g_assert_nonnull (get_member (root, "results", "MSFT"));
  g_assert_null (get_member (root, "results", "NOSUCH"));
  g_assert_cmpstr (json_object_get_string_member (get_member (root, "errors", "NOSUCH"), "code"),
                   ==, "not-found");
  g_assert_cmpstr (json_object_get_string_member (apple, "to"), ==, "2021-04-21T13:30:00Z");
  g_assert_cmpint (json_object_get_int_member (apple, "cost_bps"), ==, 10);
  g_assert_cmpint (json_object_get_int_member (apple, "bars"), >, 2000);
  g_assert_cmpuint (json_array_get_length (trades), ==,
                    (guint) json_object_get_int_member (apple, "trades"));
  g_assert_cmpuint (json_array_get_length (trades), >, 5);
  g_assert_cmpfloat (json_object_get_double_member (apple, "exposure"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (apple, "exposure"), <, 1);
  g_assert_nonnull (
      strstr (json_object_get_string_member (apple, "text"), "This rule on AAPL since 2012: "));
}

/* Every number can be made again from what stands beside it. */
static void
test_numbers_agree (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo backtest AAPL --range 5y --json --equity");
  JsonObject *apple = get_member (cli_run_parse_json (run), "results", "AAPL");
  JsonArray *equity = json_object_get_array_member (apple, "equity");
  JsonArray *trades = json_object_get_array_member (apple, "trade_list");
  JsonObject *decisions = json_object_get_object_member (apple, "decisions");
  JsonObject *hold = json_object_get_object_member (apple, "buy_and_hold");
  guint n_right = 0, n_trades = json_array_get_length (trades);
  guint n_bars = (guint) json_object_get_int_member (apple, "bars");
  double product = 1;
  gint64 n_decisions = 0;
  g_autoptr (GList) names = json_object_get_members (decisions);

  g_assert_cmpuint (json_array_get_length (equity), ==, n_bars);
  g_assert_cmpfloat_with_epsilon (get_last (equity, "equity") - 1,
                                  json_object_get_double_member (apple, "return"), 1e-12);
  g_assert_cmpfloat_with_epsilon (get_last (equity, "buy_and_hold") - 1,
                                  json_object_get_double_member (hold, "return"), 1e-12);
  for (guint i = 0; i < n_trades; i++)
    {
      JsonObject *trade = json_array_get_object_element (trades, i);
      double gain = json_object_get_double_member (trade, "gain");

      product *= 1 + gain;
      n_right += gain > 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_trades, >, 2);
  g_assert_cmpfloat_with_epsilon (product, get_last (equity, "equity"), 1e-9);
  g_assert_cmpfloat_with_epsilon ((double) n_right / n_trades,
                                  json_object_get_double_member (apple, "hit_rate"), 1e-12);
  for (GList *l = names; l != NULL; l = l->next)
    n_decisions += json_object_get_int_member (decisions, l->data);
  g_assert_cmpint (n_decisions, ==,
                   n_bars + json_object_get_int_member (decisions, "not-enough-data"));
}

/* Costs take from what the rule brings, and less from holding, which pays once. */
static void
test_costs (void)
{
  g_autoptr (CliRun) free_run = cli_run_ok ("--demo backtest AAPL --cost-bps 0 --json");
  g_autoptr (CliRun) dear_run = cli_run_ok ("--demo backtest AAPL --cost-bps 50 --json");
  JsonObject *free_of_cost = get_member (cli_run_parse_json (free_run), "results", "AAPL");
  JsonObject *dear = get_member (cli_run_parse_json (dear_run), "results", "AAPL");
  JsonObject *free_hold = json_object_get_object_member (free_of_cost, "buy_and_hold");
  JsonObject *dear_hold = json_object_get_object_member (dear, "buy_and_hold");

  g_assert_cmpint (json_object_get_int_member (dear, "trades"), ==,
                   json_object_get_int_member (free_of_cost, "trades"));
  g_assert_cmpfloat (json_object_get_double_member (dear, "return"), <,
                     0.9 * json_object_get_double_member (free_of_cost, "return"));
  g_assert_cmpfloat_with_epsilon (1 + json_object_get_double_member (dear_hold, "return"),
                                  0.995 * (1 + json_object_get_double_member (free_hold, "return")),
                                  1e-9);
}

static void
test_csv (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo backtest AAPL --csv");
  g_autoptr (CliRun) json = cli_run_ok ("--demo backtest AAPL --json");
  JsonObject *apple = get_member (cli_run_parse_json (json), "results", "AAPL");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpstr (lines[0], ==, "time,equity,buy_and_hold,action");
  g_assert_cmpuint (g_strv_length (lines), ==,
                    1 + (guint) json_object_get_int_member (apple, "bars"));
  g_assert_true (g_str_has_prefix (lines[1], json_object_get_string_member (apple, "from")));
  g_assert_true (g_str_has_suffix (lines[1], ",1,1,buy"));
}

static void
test_text (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo backtest MSFT NOSUCH AAPL");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (lines[0], "Trades"));
  g_assert_true (g_str_has_prefix (lines[1], "MSFT "));
  g_assert_true (g_str_has_prefix (lines[2], "AAPL "));
  g_assert_true (g_str_has_prefix (lines[4], "This rule on MSFT since 2012: "));
  g_assert_true (g_str_has_prefix (lines[5], "This rule on AAPL since 2012: "));
  g_assert_true (g_str_has_suffix (lines[5], " for holding."));
  g_assert_nonnull (strstr (run->out, "0.10"));
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: NOSUCH: "));
}

/* Too short a history is no failure, but there is nothing to tell. */
static void
test_short_history (void)
{
  g_autoptr (CliRun) text = cli_run_ok ("--demo backtest AAPL --range 1mo");
  g_autoptr (CliRun) json = cli_run_ok ("--demo backtest AAPL --range 1mo --json --equity");
  g_autoptr (CliRun) csv = cli_run_ok ("--demo backtest AAPL --range 1mo --csv");
  JsonObject *apple = get_member (cli_run_parse_json (json), "results", "AAPL");

  g_assert_nonnull (strstr (text->out, "The history of AAPL is too short"));
  g_assert_true (json_object_get_null_member (apple, "from"));
  g_assert_true (json_object_get_null_member (apple, "return"));
  g_assert_cmpint (json_object_get_int_member (apple, "bars"), ==, 0);
  g_assert_cmpuint (cli_count_rows (csv), ==, 1);
}

/* What is decided on one day rests on nothing later: cutting the end off changes nothing before. */
static void
test_no_look_ahead (void)
{
  g_autoptr (CliRun) all = cli_run_ok ("--demo backtest AAPL --from 2015-01-01 --csv");
  g_autoptr (CliRun) part =
      cli_run_ok ("--demo backtest AAPL --from 2015-01-01 --to 2018-12-31 --csv");

  g_assert_cmpuint (strlen (part->out), >, 10000);
  g_assert_cmpuint (strlen (all->out), >, strlen (part->out) + 10000);
  g_assert_cmpmem (part->out, strlen (part->out), all->out, strlen (part->out));
}

static void
test_runs_on_workers (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "trace.json", NULL);
  g_autoptr (CliRun) run = NULL;
  g_autofree char *trace = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  run = cli_run_ok ("--demo backtest AAPL MSFT SIM0001 --trace '%s'", path);
  g_file_get_contents (path, &trace, NULL, &error);
  g_assert_no_error (error);
  for (const char *p = trace; (p = strstr (p, "\"name\":\"backtest\"")) != NULL; p++)
    n++;
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (cli_count_rows (run), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/backtest/json", test_json);
  g_test_add_func ("/cli/backtest/numbers-agree", test_numbers_agree);
  g_test_add_func ("/cli/backtest/costs", test_costs);
  g_test_add_func ("/cli/backtest/csv", test_csv);
  g_test_add_func ("/cli/backtest/text", test_text);
  g_test_add_func ("/cli/backtest/short-history", test_short_history);
  g_test_add_func ("/cli/backtest/no-look-ahead", test_no_look_ahead);
  g_test_add_func ("/cli/backtest/runs-on-workers", test_runs_on_workers);
  return g_test_run ();
}
