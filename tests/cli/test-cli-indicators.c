/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cli-runner.h"

/* A file of bars that rises by one a day, with dividends that halve the first three closes. */
static char *
write_bars (guint n, const char *first_line, const char *format)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "bars.csv", NULL);
  g_autoptr (GString) text = g_string_new (first_line);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      line = g_strdup_printf (format, i + 1, 10 + i, i < 3 ? (10.0 + i) / 2 : 10.0 + i);
#pragma GCC diagnostic pop
      g_string_append (text, line);
    }
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

#define PLAIN_HEADER "Date,Close,Adj Close\n"
#define PLAIN_LINE "2021-03-%02u,%u,%g\n"

static void
test_columns (void)
{
  g_autofree char *path = write_bars (5, PLAIN_HEADER, PLAIN_LINE);
  g_autoptr (CliRun) run = cli_run_ok ("indicators --input '%s' --sma 3 --ema 2", path);

  g_assert_cmpstr (run->out, ==,
                   "time,close,sma_3,ema_2\n"
                   "2021-03-01,10,,\n"
                   "2021-03-02,11,,10.5\n"
                   "2021-03-03,12,11,11.5\n"
                   "2021-03-04,13,12,12.5\n"
                   "2021-03-05,14,13,13.5\n");
}

static void
test_adjusted (void)
{
  g_autofree char *path = write_bars (5, PLAIN_HEADER, PLAIN_LINE);
  g_autoptr (CliRun) run = cli_run_ok ("indicators --adjusted --input '%s' --sma=2", path);

  g_assert_cmpstr (run->out, ==,
                   "time,close,sma_2\n"
                   "2021-03-01,5,\n"
                   "2021-03-02,5.5,5.25\n"
                   "2021-03-03,6,5.75\n"
                   "2021-03-04,13,9.5\n"
                   "2021-03-05,14,13.5\n");
}

/* Times of day in a file make it one of shorter bars, none of which replaces another. */
static void
test_times_of_day (void)
{
  g_autofree char *path = write_bars (4, PLAIN_HEADER, "2021-03-01 09:%02u:00,%u,%g\n");
  g_autoptr (CliRun) run = cli_run_ok ("indicators --input '%s' --sma 2", path);
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[1], ==, "2021-03-01T09:01:00Z,10,");
  g_assert_cmpstr (lines[4], ==, "2021-03-01T09:04:00Z,13,12.5");
}

static void
test_days_of_a_file (void)
{
  g_autofree char *path = write_bars (9, PLAIN_HEADER, PLAIN_LINE);
  g_autoptr (CliRun) run =
      cli_run_ok ("indicators --input '%s' --sma 2 --from 2021-03-03 --to 2021-03-05", path);
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[1], ==, "2021-03-03,12,");
  g_assert_cmpstr (lines[3], ==, "2021-03-05,14,13.5");
}

static void
test_standard_input (void)
{
  g_autofree char *path = write_bars (3, PLAIN_HEADER, PLAIN_LINE);
  g_autofree char *line =
      g_strdup_printf ("'%s' indicators --input - --sma 2 < '%s'", g_getenv ("CW_CLI"), path);
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c", line, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_cmpstr (output, ==,
                   "time,close,sma_2\n2021-03-01,10,\n2021-03-02,11,10.5\n2021-03-03,12,11.5\n");
}

/* Every value names its column, and options without a value take the usual one. */
static void
test_column_names (void)
{
  static const struct
  {
    const char *options, *columns;
  } cases[] = {
    { "--sma 20 --sma 50 --sma 20", "sma_20,sma_50" },
    { "--ema 20", "ema_20" },
    { "--rsi", "rsi_14" },
    { "--rsi 7", "rsi_7" },
    { "--macd", "macd_12_26_9,macd_signal_12_26_9,macd_hist_12_26_9" },
    { "--macd 5,35,5", "macd_5_35_5,macd_signal_5_35_5,macd_hist_5_35_5" },
    { "--bbands 20,2", "bb_upper_20_2,bb_middle_20_2,bb_lower_20_2" },
    { "--bbands 20,2.5 --sma", "bb_upper_20_2.5,bb_middle_20_2.5,bb_lower_20_2.5,sma_20" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CliRun) run = cli_run_ok ("--demo indicators AAPL %s", cases[n].options);
      g_auto (GStrv) lines = cli_run_get_lines (run);
      g_autofree char *header = g_strconcat ("time,close,", cases[n].columns, NULL);

      g_assert_cmpstr (lines[0], ==, header);
      g_assert_cmpuint (g_strv_length (lines), >, 1255);
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_all_of_a_symbol (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo indicators --range 1y AAPL");
  g_auto (GStrv) lines = cli_run_get_lines (run);
  g_auto (GStrv) header = g_strsplit (lines[0], ",", -1);
  g_auto (GStrv) last = g_strsplit (lines[g_strv_length (lines) - 1], ",", -1);
  gsize n = 0;

  g_assert_cmpuint (g_strv_length (header), ==, g_strv_length (last));
  g_assert_cmpuint (g_strv_length (header), >=, 11);
  g_assert_cmpstr (last[0], ==, "2021-04-21T13:30:00Z");
  for (; header[n] != NULL; n++)
    if (g_str_equal (header[n], "rsi_14"))
      break;
  g_assert_nonnull (header[n]);
  g_assert_cmpfloat (g_ascii_strtod (last[n], NULL), >, 0);
}

static void
test_json (void)
{
  g_autofree char *path = write_bars (3, PLAIN_HEADER, PLAIN_LINE);
  g_autoptr (CliRun) run = cli_run_ok ("indicators --input '%s' --sma 2 --json", path);
  JsonArray *bars =
      json_object_get_array_member (json_node_get_object (cli_run_parse_json (run)), "bars");
  JsonObject *first = json_array_get_object_element (bars, 0);
  JsonObject *last = json_array_get_object_element (bars, 2);

  g_assert_cmpuint (json_array_get_length (bars), ==, 3);
  g_assert_true (json_object_get_null_member (first, "sma_2"));
  g_assert_cmpfloat (json_object_get_double_member (last, "sma_2"), ==, 11.5);
}

static void
test_unreadable_files (void)
{
  static const char *const texts[] = { "", "nothing\n", "Date,Close\n2021-13-01,1\n",
                                       "Date,Close\n2021-03-01,1e\n" };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (texts); n++)
    {
      g_autofree char *path = write_bars (0, texts[n], "");
      g_autoptr (CliRun) run = cli_run ("indicators --input '%s' --sma 2", path);

      g_assert_cmpint (run->status, ==, 1);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: "));
      g_assert_nonnull (strstr (run->err, path));
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_unknown_symbol (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo indicators NOSUCH --sma 2");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: NOSUCH: "));
}

/* Numbers for programs are the same where people write a comma, numbers for people are not. */
static void
test_other_locales (void)
{
  g_autofree char *path = write_bars (5, PLAIN_HEADER, PLAIN_LINE);
  g_autofree char *locales = cli_make_german_locale ();
  g_autofree char *variable = g_strconcat ("LOCPATH=", locales, NULL);
  const char *const environment[] = { variable, "LC_ALL=de_DE.UTF-8", NULL };
  g_autoptr (CliRun) usual = cli_run_ok ("indicators --input '%s' --sma 4", path);
  g_autoptr (CliRun) german = NULL;
  g_autoptr (CliRun) json = NULL;
  g_autoptr (CliRun) text = NULL;

  if (locales == NULL)
    {
      g_test_skip ("no locale can be made here");
      return;
    }
  german = cli_run_in (environment, "indicators --input '%s' --sma 4", path);
  json = cli_run_in (environment, "--demo --json quotes AAPL");
  text = cli_run_in (environment, "--demo quotes AAPL");
  g_assert_cmpstr (german->out, ==, usual->out);
  g_assert_nonnull (strstr (german->out, ",11.5\n"));
  g_assert_nonnull (strstr (json->out, "\"price\": 133.5,"));
  g_assert_nonnull (strstr (text->out, " 133,50 "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/indicators/columns", test_columns);
  g_test_add_func ("/cli/indicators/adjusted", test_adjusted);
  g_test_add_func ("/cli/indicators/times-of-day", test_times_of_day);
  g_test_add_func ("/cli/indicators/days-of-a-file", test_days_of_a_file);
  g_test_add_func ("/cli/indicators/standard-input", test_standard_input);
  g_test_add_func ("/cli/indicators/column-names", test_column_names);
  g_test_add_func ("/cli/indicators/all-of-a-symbol", test_all_of_a_symbol);
  g_test_add_func ("/cli/indicators/json", test_json);
  g_test_add_func ("/cli/indicators/unreadable-files", test_unreadable_files);
  g_test_add_func ("/cli/indicators/unknown-symbol", test_unknown_symbol);
  g_test_add_func ("/cli/indicators/other-locales", test_other_locales);
  return g_test_run ();
}
