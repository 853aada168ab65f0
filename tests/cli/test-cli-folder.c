/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli-runner.h"

#define PERIOD "--from 2018-01-02 --to 2020-12-31"

/* A folder of CSV files as the provider. */
static char *folder;

static void
put_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* What the program itself has written is what it reads. */
static void
export_history (const char *symbol)
{
  g_autofree char *name = g_strconcat (symbol, ".csv", NULL);
  g_autoptr (CliRun) run = cli_run_ok ("--demo --no-store history %s --range max --csv", symbol);

  put_file (name, run->out);
}

/* Once, and in a test, which has directories of its own. */
static void
fill_folder (void)
{
  if (folder != NULL)
    return;
  folder = g_dir_make_tmp ("cli-folder-XXXXXX", NULL);
  g_assert_nonnull (folder);
  export_history ("AAPL");
  export_history ("IBM");
  export_history ("MSFT");
  export_history ("^GSPC");
  put_file ("ODD.csv", "Volume,Close,Note,Date\r\n10,1.5,\"a, b\",2021-04-20\r\n"
                       "none,1.5,,2021-04-20\r\n20,-1,,2021-04-21\r\n30,1.75,,2021-04-22\r\n");
  put_file ("COMMA.csv", "Date;Close\n2021-04-20;1,5\n2021-04-21;1,6\n");
  put_file ("minutes.csv", "Date,Open,High,Low,Close,Volume\n2021-04-21 09:30,1,2,1,2,10\n"
                           "2021-04-21 09:31,2,3,2,3,10\n2021-04-21 09:32,3,4,3,4,10\n");
  put_file ("EMPTY.csv", "");
}

static void
empty_folder (void)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

/* The numbers of the original, to the last bit, and so the very same document. */
static void
test_same_risk (void)
{
  static const char *const forms[] = {
    "--json",
    "--csv",
    "--json --weights 5,3,2 --rebalance never --confidence 0.99 --horizon 10",
    "--json --price close --risk-free 0.02",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (forms); n++)
    {
      g_autoptr (CliRun) original =
          cli_run_ok ("--demo risk AAPL IBM MSFT --benchmark ^GSPC " PERIOD " %s", forms[n]);
      g_autoptr (CliRun) copy =
          cli_run_ok ("--provider csv:%s risk AAPL IBM MSFT --benchmark ^GSPC " PERIOD " %s",
                      folder, forms[n]);

      g_assert_cmpuint (strlen (original->out), >, 500);
      g_assert_true (g_str_equal (copy->out, original->out));
    }
  g_assert_cmpuint (n, ==, 4);
}

/* Back from the file's last day, whenever that was. */
static void
test_same_ranges (void)
{
  static const char *const commands[] = {
    "history AAPL --range 6mo --csv",
    "history AAPL --range 2y --interval 1wk --csv",
    "history AAPL --range max --interval 1mo --csv",
    "history IBM --from 2020-02-03 --to 2020-03-31 --csv",
    "indicators MSFT --range 1y --sma 20 --rsi 14 --macd 12,26,9",
    "backtest AAPL --quiet",
    "risk AAPL MSFT --range 1y --benchmark ^GSPC --json",
    "scenarios AAPL MSFT --benchmark ^GSPC --json",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (commands); n++)
    {
      g_autoptr (CliRun) original = cli_run ("--demo %s", commands[n]);
      g_autoptr (CliRun) copy = cli_run ("--provider csv:%s %s", folder, commands[n]);

      g_test_message ("%s", commands[n]);
      g_assert_cmpint (original->status, ==, 0);
      g_assert_cmpint (copy->status, ==, 0);
      g_assert_cmpuint (strlen (original->out), >, 100);
      if (g_str_has_prefix (commands[n], "indicators"))
        /* Days have no session's opening here. */
        g_assert_cmpuint (cli_count_rows (copy), ==, cli_count_rows (original));
      else
        g_assert_true (g_str_equal (copy->out, original->out));
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_quotes (void)
{
  g_autoptr (CliRun) run =
      cli_run ("--provider csv:%s quotes AAPL minutes NOSUCH ODD --json", folder);
  JsonArray *quotes = json_node_get_array (cli_run_parse_json (run));
  JsonObject *apple = json_array_get_object_element (quotes, 0);
  JsonObject *minutes = json_array_get_object_element (quotes, 1);
  JsonObject *missing = json_array_get_object_element (quotes, 2);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_array_get_length (quotes), ==, 4);
  g_assert_cmpfloat (json_object_get_double_member (apple, "price"), ==, 133.5);
  g_assert_cmpfloat (json_object_get_double_member (apple, "previous_close"), ==, 133.11);
  g_assert_cmpstr (json_object_get_string_member (apple, "time"), ==, "2021-04-21T00:00:00Z");
  g_assert_true (json_object_get_null_member (apple, "currency"));
  g_assert_nonnull (strstr (json_object_get_string_member (apple, "source"), folder));
  g_assert_cmpfloat (json_object_get_double_member (minutes, "price"), ==, 4);
  g_assert_true (json_object_get_null_member (missing, "price"));
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_nonnull (strstr (run->err, "NOSUCH.csv"));
}

/* Several intervals, and lines that cannot be. */
static void
test_history (void)
{
  g_autoptr (CliRun) run =
      cli_run_ok ("--provider csv:%s history minutes --interval 1m,1d --json", folder);
  g_autoptr (CliRun) odd = cli_run_ok ("--provider csv:%s history ODD --json", folder);
  JsonObject *minutes = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (cli_run_parse_json (run)), "results"),
      "MINUTES");
  JsonObject *days = json_object_get_object_member (
      json_object_get_object_member (json_object_get_object_member (json_node_get_object (
                                                                        cli_run_parse_json (odd)),
                                                                    "results"),
                                     "ODD"),
      "1d");
  JsonObject *minute = json_object_get_object_member (minutes, "1m");
  JsonObject *day = json_object_get_object_member (minutes, "1d");

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (minute, "bars")), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (day, "bars")), ==, 1);
  g_assert_true (json_object_get_null_member (day, "currency"));
  g_assert_true (json_object_get_null_member (day, "timezone"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (days, "bars")), ==, 2);
  g_assert_cmpint (json_object_get_int_member (days, "rejected_bars"), ==, 2);
}

static void
test_chart (void)
{
  g_autofree char *picture = g_build_filename (g_get_user_cache_dir (), "chart.png", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  cli_run_free (cli_run_ok ("--provider csv:%s export AAPL --quiet --output %s", folder, picture));
  g_assert_true (g_file_get_contents (picture, &text, &length, NULL));
  g_assert_true (length > 1000 && memcmp (text, "\x89PNG", 4) == 0);
}

/* Each failure by itself; what can be shown is shown. */
static void
test_failures (void)
{
  static const struct
  {
    const char *symbol, *says, *code;
  } cases[] = {
    { "NOSUCH", "no such symbol in this folder", "not-found" },
    { "COMMA", "COMMA.csv: Line 2", "bad-answer" },
    { "EMPTY", "EMPTY.csv", "bad-answer" },
    { "PIPE", "PIPE.csv", "bad-answer" },
    { "DIRECTORY", "DIRECTORY.csv", "bad-answer" },
    { "../AAPL", "not a ticker symbol", "invalid-symbol" },
    { "../../etc/passwd", "not a ticker symbol", "invalid-symbol" },
  };
  g_autofree char *pipe_path = g_build_filename (folder, "PIPE.csv", NULL);
  g_autofree char *directory = g_build_filename (folder, "DIRECTORY.csv", NULL);
  guint n = 0;

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CliRun) run =
          cli_run ("--provider csv:%s history AAPL %s --range 5d --json", folder, cases[n].symbol);
      JsonObject *root = json_node_get_object (cli_run_parse_json (run));
      JsonObject *errors = json_object_get_object_member (root, "errors");
      JsonObject *error = json_object_get_object_member (errors, cases[n].symbol);

      g_test_message ("%s", cases[n].symbol);
      g_assert_cmpint (run->status, ==, 1);
      g_assert_true (
          json_object_has_member (json_object_get_object_member (root, "results"), "AAPL"));
      g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, cases[n].code);
      g_assert_nonnull (strstr (json_object_get_string_member (error, "message"), cases[n].says));
      g_assert_nonnull (strstr (run->err, cases[n].says));
    }
  g_assert_cmpuint (n, ==, 7);
}

static void
test_impossible_interval (void)
{
  g_autoptr (CliRun) run = cli_run ("--provider csv:%s history AAPL --interval 5m", folder);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "1d"));
  g_assert_nonnull (strstr (run->err, "5m"));
}

static void
test_no_folder (void)
{
  g_autofree char *nowhere = g_strconcat (folder, "/nowhere", NULL);
  g_autofree char *file = g_strconcat (folder, "/AAPL.csv", NULL);
  const char *const places[] = { nowhere, file, "" };
  guint n = 0;

  for (; n < G_N_ELEMENTS (places); n++)
    {
      g_autoptr (CliRun) run = cli_run ("--provider csv:%s quotes AAPL", places[n]);

      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_nonnull (strstr (run->err, places[n]));
    }
  g_assert_cmpuint (n, ==, 3);
}

static const struct
{
  const char *path;
  void (*run) (void);
} tests[] = {
  { "/cli/folder/same-risk", test_same_risk },
  { "/cli/folder/same-ranges", test_same_ranges },
  { "/cli/folder/quotes", test_quotes },
  { "/cli/folder/history", test_history },
  { "/cli/folder/chart", test_chart },
  { "/cli/folder/failures", test_failures },
  { "/cli/folder/impossible-interval", test_impossible_interval },
  { "/cli/folder/no-folder", test_no_folder },
};

static void
run_test (gconstpointer data)
{
  fill_folder ();
  tests[GPOINTER_TO_SIZE (data)].run ();
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, GSIZE_TO_POINTER (i), run_test);
  status = g_test_run ();
  if (folder != NULL)
    empty_folder ();
  return status;
}
