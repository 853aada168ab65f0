/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-cli-error.h"
#include "cw-cli-options.h"
#include "cw-cli-values.h"
#include "cw-indicator-options.h"

#define DAY (24 * 60 * 60)

static void
assert_usage (GError **error, const char *part)
{
  g_assert_error (*error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE);
  g_assert_nonnull (strstr ((*error)->message, part));
  g_clear_error (error);
}

static void
test_ints (void)
{
  static const char *const bad[] = {
    "", "x", "1x", "1.5", "-1", "11", "99999999999999999999", " 1"
  };
  g_autoptr (GError) error = NULL;
  int number = -7;
  gsize n = 0;

  g_assert_true (cw_cli_parse_int ("--retries", "0", 0, 10, &number, &error));
  g_assert_cmpint (number, ==, 0);
  g_assert_true (cw_cli_parse_int ("--retries", "10", 0, 10, &number, &error));
  g_assert_cmpint (number, ==, 10);
  for (; n < G_N_ELEMENTS (bad); n++)
    {
      g_assert_false (cw_cli_parse_int ("--retries", bad[n], 0, 10, &number, &error));
      assert_usage (&error, "--retries: ");
    }
  g_assert_cmpuint (n, ==, 8);
  g_assert_cmpint (number, ==, 10);
}

static void
test_doubles (void)
{
  static const char *const bad[] = { "", "x", "0.5x", "0,5", "-0.1", "1.1", "nan", "inf" };
  g_autoptr (GError) error = NULL;
  double number = 7;
  gsize n = 0;

  g_assert_true (cw_cli_parse_double ("--fail-rate", "0.25", 0, 1, &number, &error));
  g_assert_cmpfloat (number, ==, 0.25);
  for (; n < G_N_ELEMENTS (bad); n++)
    {
      g_assert_false (cw_cli_parse_double ("--fail-rate", bad[n], 0, 1, &number, &error));
      assert_usage (&error, "--fail-rate: ");
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_days (void)
{
  static const char *const bad[] = {
    "",           "today",    "2021-4-21",   "2021-04-31",  "2021-13-01", "2021-04-21T00:00",
    "21-04-2021", "20210421", " 2021-04-21", "2021-04-21 ", "2021/04/21",
  };
  g_autoptr (GError) error = NULL;
  gint64 day = 0;
  gsize n = 0;

  g_assert_true (cw_cli_parse_day ("--from", "2021-04-21", &day, &error));
  g_assert_cmpint (day, ==, 18738 * (gint64) DAY);
  g_assert_true (cw_cli_parse_day ("--from", "1970-01-01", &day, &error));
  g_assert_cmpint (day, ==, 0);
  g_assert_true (cw_cli_parse_day ("--from", "1962-01-02", &day, &error));
  g_assert_cmpint (day, <, 0);
  for (; n < G_N_ELEMENTS (bad); n++)
    {
      g_assert_false (cw_cli_parse_day ("--from", bad[n], &day, &error));
      assert_usage (&error, "--from: ");
    }
  g_assert_cmpuint (n, ==, 11);
}

static void
test_ranges_and_intervals (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) intervals = NULL;
  CwRange range;

  g_assert_true (cw_cli_parse_range ("--range", "ytd", &range, &error));
  g_assert_cmpint (range, ==, CW_RANGE_YTD);
  g_assert_false (cw_cli_parse_range ("--range", "20y", &range, &error));
  assert_usage (&error, "10y");

  intervals = cw_cli_parse_intervals ("--interval", "1d, 1h,1wk,60m,1d", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (intervals->len, ==, 3);
  g_assert_cmpint (g_array_index (intervals, CwInterval, 0), ==, CW_INTERVAL_1D);
  g_assert_cmpint (g_array_index (intervals, CwInterval, 1), ==, CW_INTERVAL_1H);
  g_assert_cmpint (g_array_index (intervals, CwInterval, 2), ==, CW_INTERVAL_1WK);
  g_assert_null (cw_cli_parse_intervals ("--interval", "1d,", &error));
  assert_usage (&error, "--interval: ");
  g_assert_null (cw_cli_parse_intervals ("--interval", "", &error));
  assert_usage (&error, "--interval: ");
  g_assert_null (cw_cli_parse_intervals ("--interval", "5d", &error));
  assert_usage (&error, "1wk");
}

static void
test_sizes (void)
{
  static const char *const bad[] = { "",         "1200",   "1200x",  "x800",      "1200x800x2",
                                     "1200X800", "-1x800", "15x800", "99999x800", "1e3x800" };
  g_autoptr (GError) error = NULL;
  int width = 0, height = 0;
  gsize n = 0;

  g_assert_true (cw_cli_parse_size ("--size", "1200x800", &width, &height, &error));
  g_assert_cmpint (width, ==, 1200);
  g_assert_cmpint (height, ==, 800);
  for (; n < G_N_ELEMENTS (bad); n++)
    {
      g_assert_false (cw_cli_parse_size ("--size", bad[n], &width, &height, &error));
      assert_usage (&error, "1200x800");
    }
  g_assert_cmpuint (n, ==, 10);
}

static void
test_urls (void)
{
  static const char *const bad[] = { "",          "localhost:8003", "ftp://x",
                                     "http://",   "file:///etc",    "http:/x",
                                     "http://a b" };
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_assert_true (cw_cli_check_url ("--yahoo-url", NULL, &error));
  g_assert_true (cw_cli_check_url ("--yahoo-url", "http://127.0.0.1:8003", &error));
  g_assert_true (cw_cli_check_url ("--yahoo-url", "https://[::1]:8003/base", &error));
  for (; n < G_N_ELEMENTS (bad); n++)
    {
      g_assert_false (cw_cli_check_url ("--yahoo-url", bad[n], &error));
      assert_usage (&error, "--yahoo-url: ");
    }
  g_assert_cmpuint (n, ==, 7);
}

/* Parses a line of options; what is no option is left in its place. */
static gboolean
parse (CwCliOptions *options, const char *line, GError **error)
{
  g_autoptr (GOptionContext) parser = g_option_context_new (NULL);
  g_autofree char *whole = g_strconcat ("candlewick-cli ", line, NULL);
  g_auto (GStrv) words = NULL;

  g_assert_true (g_shell_parse_argv (whole, NULL, &words, NULL));
  cw_cli_options_init (options);
  g_option_context_set_help_enabled (parser, FALSE);
  g_option_context_set_main_group (parser, cw_cli_options_make_group (options));
  return g_option_context_parse_strv (parser, &words, error)
         && cw_cli_options_settle (options, error);
}

static void
test_options_are_read (void)
{
  g_autoptr (GError) error = NULL;
  CwCliOptions options;

  g_assert_true (parse (&options,
                        "--concurrency 8 --timeout=5 --retries 0 --from 2020-01-01 --to 2020-01-01 "
                        "--yahoo-url http://a --yahoo-url http://b --trace t.json --json --quiet",
                        &error));
  g_assert_no_error (error);
  g_assert_cmpint (options.concurrency, ==, 8);
  g_assert_cmpint (options.timeout, ==, 5);
  g_assert_cmpint (options.retries, ==, 0);
  g_assert_cmpint (options.from, ==, options.to);
  g_assert_cmpstr (options.provider, ==, "yahoo");
  g_assert_cmpstr (options.yahoo_url, ==, "http://b");
  g_assert_cmpstr (options.trace_path, ==, "t.json");
  g_assert_cmpint (cw_cli_options_get_mode (&options), ==, CW_OUTPUT_JSON);
  g_assert_true (options.quiet);
  g_assert_false (options.demo);
  cw_cli_options_clear (&options);
}

static void
test_options_that_cannot_be (void)
{
  static const struct
  {
    const char *line, *part;
  } cases[] = {
    { "--json --csv", "--csv" },
    { "--from 2021-01-02 --to 2021-01-01", "--to" },
    { "--provider frobnicate", "frobnicate" },
    { "--provider csv:", "csv" },
    { "--provider csv:/nowhere/at/all", "/nowhere/at/all" },
    { "--provider finnhub --demo", "--demo" },
    { "--demo --producer-url http://a", "--producer-url" },
    { "--producer-url nowhere", "--producer-url" },
    { "--provider yahoo --demo", "--demo" },
    { "--demo --yahoo-url http://a", "--yahoo-url" },
    { "--yahoo-url nowhere", "nowhere" },
    { "--concurrency 0", "--concurrency" },
    { "--timeout x", "--timeout" },
    { "--retries -1", "--retries" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;
      CwCliOptions options;

      g_assert_false (parse (&options, cases[n].line, &error));
      assert_usage (&error, cases[n].part);
      cw_cli_options_clear (&options);
    }
  g_assert_cmpuint (n, ==, 14);
}

/* Where what was fetched is stored; NULL: nowhere. */
static void
test_store (void)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "candlewick", NULL);
  g_autofree char *demo = g_build_filename (own, "demo", NULL);
  const struct
  {
    const char *line, *variable, *directory;
    const char *lists; /* where the user's lists are */
  } cases[] = {
    { "", NULL, own, own },
    { "--offline", NULL, own, own },
    { "--demo", NULL, demo, demo },
    { "--no-store", NULL, NULL, NULL },
    { "--no-store --demo", "/named", NULL, NULL },
    { "--yahoo-url http://a", NULL, NULL, own },
    { "--finnhub-url http://a", "", NULL, own },
    { "--producer-url http://a", NULL, NULL, own },
    { "--provider finnhub", NULL, own, own },
    { "--provider csv:/", NULL, NULL, own },
    { "--provider csv:/ --offline", NULL, NULL, own },
    { "--provider csv:/ --data-dir here", NULL, "here", "here" },
    { "--yahoo-url http://a --data-dir here", NULL, "here", "here" },
    { "--data-dir here", "/named", "here", "here" },
    { "--demo --data-dir here", "/named", "here", "here" },
    { "", "/named", "/named", "/named" },
    { "--yahoo-url http://a", "/named", "/named", "/named" },
    { "--demo", "/named", "/named/demo", "/named/demo" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;
      CwCliOptions options;

      g_unsetenv ("CANDLEWICK_DATA_DIR");
      if (cases[n].variable != NULL)
        g_setenv ("CANDLEWICK_DATA_DIR", cases[n].variable, TRUE);
      g_assert_true (parse (&options, cases[n].line, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (options.data_dir, ==, cases[n].directory);
      g_assert_cmpstr (options.lists_dir, ==, cases[n].lists);
      cw_cli_options_clear (&options);
    }
  g_unsetenv ("CANDLEWICK_DATA_DIR");
  g_assert_cmpuint (n, ==, 18);
}

static void
test_environment (void)
{
  g_autoptr (GError) error = NULL;
  CwCliOptions options;

  g_setenv ("CANDLEWICK_YAHOO_URL", "http://127.0.0.1:1", TRUE);
  g_setenv ("CANDLEWICK_FINNHUB_URL", "http://127.0.0.1:2", TRUE);
  g_setenv ("CANDLEWICK_PRODUCER_URL", "http://127.0.0.1:3", TRUE);
  g_setenv ("CANDLEWICK_FINNHUB_KEY", "  canary\n", TRUE);
  g_assert_true (parse (&options, "", &error));
  g_assert_cmpstr (options.finnhub_url, ==, "http://127.0.0.1:2");
  g_assert_cmpstr (options.producer_url, ==, "http://127.0.0.1:3");
  g_assert_cmpstr (options.yahoo_url, ==, "http://127.0.0.1:1");
  g_assert_cmpstr (options.finnhub_key, ==, "canary");
  cw_cli_options_clear (&options);

  /* An option counts more; the demo has an address of its own. */
  g_assert_true (parse (&options, "--yahoo-url http://b", &error));
  g_assert_cmpstr (options.yahoo_url, ==, "http://b");
  cw_cli_options_clear (&options);
  g_assert_true (parse (&options, "--demo", &error));
  g_assert_null (options.yahoo_url);
  cw_cli_options_clear (&options);

  g_unsetenv ("CANDLEWICK_FINNHUB_URL");
  g_unsetenv ("CANDLEWICK_PRODUCER_URL");
  g_setenv ("CANDLEWICK_YAHOO_URL", "nowhere", TRUE);
  g_assert_false (parse (&options, "", &error));
  assert_usage (&error, "CANDLEWICK_YAHOO_URL: ");
  cw_cli_options_clear (&options);

  /* What cannot be a key is refused without being repeated. */
  g_unsetenv ("CANDLEWICK_YAHOO_URL");
  g_setenv ("CANDLEWICK_FINNHUB_KEY", "canary\r\nX-Evil: 1", TRUE);
  g_assert_false (parse (&options, "", &error));
  g_assert_null (strstr (error->message, "canary"));
  assert_usage (&error, "CANDLEWICK_FINNHUB_KEY");
  cw_cli_options_clear (&options);
  g_unsetenv ("CANDLEWICK_FINNHUB_KEY");
}

static void
test_indicator_values_are_joined (void)
{
  static const struct
  {
    const char *line, *joined;
  } cases[] = {
    { "AAPL --macd", "AAPL --macd=" },
    { "--macd AAPL", "--macd= AAPL" },
    { "--macd 12,26,9 AAPL", "--macd=12,26,9 AAPL" },
    { "--sma 20 --sma 50 AAPL --json", "--sma=20 --sma=50 AAPL --json" },
    { "--sma=20 AAPL", "--sma=20 AAPL" },
    { "--bbands 20,2.5 --rsi", "--bbands=20,2.5 --rsi=" },
    { "--range 5y --rsi", "--range 5y --rsi=" },
    { "-- --sma 20", "-- --sma 20" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_auto (GStrv) words = g_strsplit (cases[n].line, " ", -1);
      g_auto (GStrv) joined = cw_indicator_options_join_values (words);
      g_autofree char *line = g_strjoinv (" ", joined);

      g_assert_cmpstr (line, ==, cases[n].joined);
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_indicators (void)
{
  g_autoptr (GError) error = NULL;
  CwIndicatorSpec spec;

  g_assert_true (cw_cli_parse_indicator ("--pane", "macd:12,26,9", &spec, &error));
  g_assert_cmpstr (spec.indicator->id, ==, "macd");
  g_assert_false (cw_cli_parse_indicator ("--pane", "mcad", &spec, &error));
  assert_usage (&error, "mcad");
  g_assert_false (cw_cli_parse_indicator ("--pane", "rsi:0", &spec, &error));
  assert_usage (&error, "1 to ");
}

static void
test_every_indicator_has_an_option (void)
{
  g_auto (CwIndicatorOptions) options = { 0 };

  cw_indicator_options_init (&options);
  g_assert_cmpuint (options.entries->len, ==, cw_indicator_count ());
  g_assert_cmpuint (options.entries->len, >=, 5);
  cw_indicator_options_choose_all (&options);
  cw_indicator_options_choose_all (&options);
  g_assert_cmpuint (options.specs->len, ==, cw_indicator_count ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/options/ints", test_ints);
  g_test_add_func ("/cli/options/doubles", test_doubles);
  g_test_add_func ("/cli/options/days", test_days);
  g_test_add_func ("/cli/options/ranges-and-intervals", test_ranges_and_intervals);
  g_test_add_func ("/cli/options/sizes", test_sizes);
  g_test_add_func ("/cli/options/urls", test_urls);
  g_test_add_func ("/cli/options/are-read", test_options_are_read);
  g_test_add_func ("/cli/options/that-cannot-be", test_options_that_cannot_be);
  g_test_add_func ("/cli/options/store", test_store);
  g_test_add_func ("/cli/options/environment", test_environment);
  g_test_add_func ("/cli/options/indicator-values-are-joined", test_indicator_values_are_joined);
  g_test_add_func ("/cli/options/indicators", test_indicators);
  g_test_add_func ("/cli/options/every-indicator-has-an-option",
                   test_every_indicator_has_an_option);
  return g_test_run ();
}
