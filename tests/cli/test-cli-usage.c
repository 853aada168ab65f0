/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

static const struct
{
  const char *line, *part;
} wrong[] = {
  { "", "command" },
  { "--json", "command" },
  { "frobnicate AAPL", "frobnicate" },
  { "backtest", "symbol" },
  { "backtest AAPL --cost-bps free", "--cost-bps" },
  { "backtest AAPL --cost-bps 5001", "--cost-bps" },
  { "backtest AAPL --range 1y --from 2020-01-01", "--range" },
  { "backtest AAPL MSFT --csv", "--csv" },
  { "backtest AAPL --equity", "--equity" },
  { "quotes", "symbol" },
  { "history", "symbol" },
  { "analyze", "symbol" },
  { "export --output x.png", "symbol" },
  { "quotes --frobnicate AAPL", "--frobnicate" },
  { "--frobnicate quotes AAPL", "--frobnicate" },
  { "quotes AAPL --offline --no-store", "--offline" },
  { "quotes AAPL --data-dir d --no-store", "--no-store" },
  { "quotes AAPL --data-dir ''", "--data-dir" },
  { "quotes AAPL --offline --yahoo-url http://127.0.0.1:9", "--data-dir" },
  { "--provider frobnicate quotes AAPL", "frobnicate" },
  { "--provider csv:/nowhere/at/all quotes AAPL", "/nowhere/at/all" },
  { "--demo --producer-url http://127.0.0.1:9 quotes AAPL", "--producer-url" },
  { "quotes AAPL --json --csv", "--csv" },
  { "quotes AAPL --from 2021-01-01", "--from" },
  { "serve --json", "--json" },
  { "serve somewhere", "somewhere" },
  { "serve --port 70000", "--port" },
  { "serve --port x", "--port" },
  { "serve --fail-rate 2", "--fail-rate" },
  { "serve --rate-limit 0/1", "--rate-limit" },
  { "serve --rate-limit 5/x", "--rate-limit" },
  { "serve --data /nowhere/at/all", "--data" },
  { "serve --seed x", "--seed" },
  { "serve --latency", "--latency" },
  { "history AAPL --range 20y", "--range" },
  { "history AAPL --interval 5d", "--interval" },
  { "history AAPL --from yesterday", "--from" },
  { "history AAPL --from 2021-02-01 --to 2021-01-01", "--from" },
  { "history AAPL --range 1y --to 2021-01-01", "--range" },
  { "analyze AAPL --benchmark 'not one'", "--benchmark" },
  { "indicators", "--input" },
  { "indicators AAPL MSFT", "one symbol" },
  { "indicators AAPL --input x.csv", "--input" },
  { "indicators AAPL --sma 0", "--sma" },
  { "indicators AAPL --sma 1,2", "--sma" },
  { "indicators AAPL --macd 1,2,3,4", "--macd" },
  { "indicators AAPL --interval 1d,1wk", "interval" },
  { "indicators AAPL --range 20y", "--range" },
  { "export AAPL", "--output" },
  { "export AAPL --output x.bmp", "x.bmp" },
  { "export AAPL --output x.png --format gif", "--format" },
  { "export AAPL --output x.png --size 1200", "--size" },
  { "export AAPL --output x.png --scale 0", "--scale" },
  { "export AAPL --output x.png --type pie", "--type" },
  { "export AAPL --output x.png --theme blue", "--theme" },
  { "export AAPL --output x.png --overlay rsi:14", "--pane" },
  { "export AAPL --output x.png --pane sma:20", "--overlay" },
  { "export AAPL --output x.png --pane frob", "frob" },
  { "export AAPL MSFT --output x.png", "directory" },
  { "export AAPL --output x.png --csv", "--csv" },
  { "export AAPL --output x.png --interval 1d,1wk", "one interval" },
  { "search", "search" },
  { "search ' '", "search" },
  { "search apple --from 2021-01-01", "--from" },
  { "sync AAPL --offline", "--offline" },
  { "sync AAPL --no-store", "--no-store" },
  { "sync AAPL --list Chips", "--list" },
  { "sync AAPL --csv", "--csv" },
  { "sync AAPL --yahoo-url http://127.0.0.1:9", "--data-dir" },
  { "watchlist", "import" },
  { "watchlist frobnicate", "import" },
  { "watchlist add", "watchlist add" },
  { "watchlist list AAPL", "AAPL" },
  { "watchlist list --note x", "--note" },
  { "watchlist list --no-store", "--no-store" },
  { "watchlist list --list ''", "--list" },
  { "watchlist list --list 'two\nlines'", "--list" },
  { "watchlist add AAPL --json", "--json" },
  { "watchlist add AAPL --dry-run", "--dry-run" },
  { "watchlist add AAPL MSFT --note x", "one symbol" },
  { "watchlist add AAPL --target-low 2 --target-high 1", "--target-high" },
  { "watchlist add AAPL --target-low x", "--target-low" },
  { "watchlist remove", "watchlist remove" },
  { "watchlist import", "watchlist import" },
  { "watchlist import a.csv b.csv", "b.csv" },
  { "watchlist export x.bmp", "x.bmp" },
  { "holdings", "import" },
  { "holdings set AAPL 10", "holdings set" },
  { "holdings set AAPL 10 1 2020-01-01 more", "more" },
  { "holdings set AAPL 0 1", "shares" },
  { "holdings set AAPL many 1", "shares" },
  { "holdings set AAPL 1 1,5", "cost" },
  { "holdings set AAPL 1 1 yesterday", "date" },
  { "holdings set AAPL 1 1 --currency dollars", "--currency" },
  { "holdings set 'A B' 1 1", "A B" },
  { "holdings list --force", "--force" },
  { "risk AAPL --list Chips", "--list" },
  { "risk --holdings --weights 1", "--weights" },
  { "risk --holdings --rebalance daily", "--rebalance" },
  { "risk --holdings --provider producer", "risk service" },
  { "risk --holdings --no-store", "--no-store" },
  { "scenarios --holdings --weights 1", "--weights" },
  { "scenarios AAPL --range 20y", "--range" },
};

/* Wrong usage says what is wrong and how to find out what is right, and does nothing. */
static void
test_wrong_usage (void)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (wrong); n++)
    {
      g_autoptr (CliRun) run = cli_run ("%s", wrong[n].line);

      g_test_message ("%s: %s", wrong[n].line, run->err);
      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: "));
      g_assert_nonnull (strstr (run->err, wrong[n].part));
      g_assert_nonnull (strstr (run->err, "--help"));
    }
  g_assert_cmpuint (n, ==, 103);
  g_assert_false (g_file_test ("x.png", G_FILE_TEST_EXISTS));
}

/* More than a picture has room for. */
static void
test_too_much (void)
{
  g_autoptr (GString) overlays = g_string_new (NULL), targets = g_string_new (NULL);
  g_autoptr (CliRun) indicators = NULL, levels = NULL;

  for (guint i = 1; i <= 13; i++)
    g_string_append_printf (overlays, " --overlay sma:%u", i);
  for (guint i = 1; i <= 9; i++)
    g_string_append_printf (targets, " --target %u", i);
  indicators = cli_run ("export AAPL --output x.png%s", overlays->str);
  levels = cli_run ("export AAPL --output x.png%s", targets->str);
  g_assert_cmpint (indicators->status, ==, 2);
  g_assert_nonnull (strstr (indicators->err, "--overlay: a chart shows at most 12 "));
  g_assert_cmpint (levels->status, ==, 2);
  g_assert_nonnull (strstr (levels->err, "--target: a chart shows at most 8 "));
  g_assert_false (g_file_test ("x.png", G_FILE_TEST_EXISTS));
}

/* What was asked for is there; that the record of it is not changes the exit status all the same.
 */
static void
test_full_disk (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --no-store --trace /dev/full quotes AAPL");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->out, "AAPL"));
  g_assert_nonnull (strstr (run->err, "The trace could not be written: "));
}

static void
test_help (void)
{
  static const char *const commands[] = { "quotes",   "history", "indicators", "analyze",
                                          "backtest", "risk",    "scenarios",  "export",
                                          "search",   "sync",    "watchlist",  "holdings",
                                          "serve",    "lab" };
  g_autoptr (CliRun) all = cli_run_ok ("--help");
  gsize n = 0;

  for (; n < G_N_ELEMENTS (commands); n++)
    {
      g_autoptr (CliRun) run = cli_run_ok ("%s --help", commands[n]);
      g_autofree char *example = g_strconcat ("candlewick-cli ", commands[n], NULL);

      g_assert_nonnull (strstr (all->out, commands[n]));
      g_assert_nonnull (strstr (run->out, commands[n]));
      g_assert_nonnull (strstr (run->out, "Examples:\n"));
      g_assert_nonnull (strstr (run->out, example));
      g_assert_nonnull (strstr (run->out, "--concurrency"));
    }
  g_assert_cmpuint (n, ==, 14);
}

/* Takes the long options out of a command's help: they stand at the beginnings of lines. */
static void
check_options_are_described (const char *help, const char *man, guint *n)
{
  g_autoptr (GRegex) option =
      g_regex_new ("^  (?:-[a-z], )?(--[a-z-]+)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (option, help, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL), (*n)++)
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_auto (GStrv) parts = g_strsplit (name, "-", -1);
      g_autofree char *escaped = g_strjoinv ("\\-", parts);

      g_test_message ("%s", name);
      g_assert_nonnull (strstr (man, escaped));
    }
}

/* The manual page names every command and every option that help names; indicators it leaves to
 * the help. */
static void
test_manual_page (void)
{
  static const char *const commands[] = { "quotes", "history",   "analyze",  "backtest",
                                          "risk",   "scenarios", "export",   "search",
                                          "sync",   "watchlist", "holdings", "serve",
                                          "lab" };
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "man", "candlewick-cli.1", NULL);
  g_autofree char *man = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &man, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CliRun) run = cli_run_ok ("%s --help", commands[i]);
      g_autofree char *title = g_strdup_printf ("\n.BI %s ", commands[i]);

      g_assert_nonnull (strstr (man, title));
      check_options_are_described (run->out, man, &n);
    }
  g_assert_cmpuint (n, >, 100);
}

static void
test_version (void)
{
  static const char *const lines[] = { "--version", "quotes --version", "--version quotes AAPL" };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (lines); n++)
    {
      g_autoptr (CliRun) run = cli_run_ok ("%s", lines[n]);

      g_assert_cmpstr (run->out, ==, "candlewick-cli " PACKAGE_VERSION "\n");
    }
  g_assert_cmpuint (n, ==, 3);
}

/* The key is no argument, and no message repeats a bad one. */
static void
test_bad_key (void)
{
  static const char *const environment[] = { "CANDLEWICK_FINNHUB_KEY=canary\nX-Header: 1", NULL };
  g_autoptr (CliRun) run = cli_run_in (environment, "analyze AAPL");
  g_autoptr (CliRun) argument = cli_run ("analyze AAPL --finnhub-key canary");

  g_assert_cmpint (run->status, ==, 2);
  g_assert_null (strstr (run->err, "canary"));
  g_assert_cmpint (argument->status, ==, 2);
}

/* The program runs where there is no display and no GTK. */
static void
test_no_gtk (void)
{
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "ldd", g_getenv ("CW_CLI"), NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (output, "libglib-2.0"));
  g_assert_null (strstr (output, "libgtk"));
  g_assert_null (strstr (output, "libadwaita"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/usage/wrong", test_wrong_usage);
  g_test_add_func ("/cli/usage/too-much", test_too_much);
  g_test_add_func ("/cli/usage/full-disk", test_full_disk);
  g_test_add_func ("/cli/usage/help", test_help);
  g_test_add_func ("/cli/usage/manual-page", test_manual_page);
  g_test_add_func ("/cli/usage/version", test_version);
  g_test_add_func ("/cli/usage/bad-key", test_bad_key);
  g_test_add_func ("/cli/usage/no-gtk", test_no_gtk);
  return g_test_run ();
}
