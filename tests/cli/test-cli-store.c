/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

#define DATABASE "candlewick.db"

/* Each test has directories of its own. */
static char *
in_directory (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static gboolean
has_database (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, DATABASE, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Where the program stores what if nothing is said; never in the home of whoever runs the tests. */
static char *
get_usual_directory (const char *below)
{
  return g_build_filename (g_get_user_data_dir (), "candlewick", below, NULL);
}

static char *
without_ages (const char *text, guint *n)
{
  g_autoptr (GRegex) age = g_regex_new ("\"age_seconds\": [0-9]+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  char *rest;

  for (g_regex_match (age, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    (*n)++;
  rest = g_regex_replace_literal (age, text, -1, 0, "", 0, &error);
  g_assert_no_error (error);
  return rest;
}

/* What is stored says the same as what came from the network, which is not there any more. */
static void
check_same_numbers (const char *options, const char *const *environment, guint n_ages)
{
  static const char *const commands[] = {
    "history AAPL SIM0001",
    "history AAPL --from 2020-08-01 --to 2020-12-31",
    "history MSFT --range 1y",
    "analyze AAPL MSFT --benchmark ^GSPC",
    "backtest AAPL --range 5y",
    "risk AAPL MSFT --benchmark ^GSPC --range 1y",
    "quotes AAPL MSFT SIM0001 --quiet",
  };
  g_autoptr (GPtrArray) online = g_ptr_array_new_with_free_func ((GDestroyNotify) cli_run_free);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      CliRun *run = cli_run_in (environment, "%s --json %s", commands[i], options);

      g_assert_cmpint (run->status, ==, 0);
      g_ptr_array_add (online, run);
    }
  cli_stop_server ();
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CliRun) run =
          cli_run_in (environment, "%s --json %s --offline", commands[i], options);
      const CliRun *before = g_ptr_array_index (online, i);
      guint n_before = 0;
      g_autofree char *expected = without_ages (before->out, &n_before);
      g_autofree char *rest = without_ages (run->out, &n);

      g_test_message ("%s: %s", commands[i], run->err);
      g_assert_cmpint (run->status, ==, 0);
      g_assert_cmpstr (rest, ==, expected);
      g_assert_cmpuint (strlen (rest), >, 100);
    }
  g_assert_cmpuint (online->len, ==, 7);
  g_assert_cmpuint (n, ==, n_ages);
}

static void
test_same_numbers_demo (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autofree char *options = g_strdup_printf ("--demo --data-dir '%s'", directory);

  check_same_numbers (options, NULL, 3);
  g_assert_true (has_database (directory));
}

/* More than a store that is in a hurry would write before it is closed. */
static void
test_all_is_stored (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autoptr (GString) command = g_string_new ("--demo --quiet --csv --concurrency 64 --data-dir ");
  g_autoptr (CliRun) online = NULL, offline = NULL;

  g_string_append_printf (command, "'%s' history --range 5y", directory);
  for (guint i = 1; i <= 300; i++)
    g_string_append_printf (command, " SIM%04u", i);
  online = cli_run_ok ("%s", command->str);
  offline = cli_run_ok ("--offline %s", command->str);
  g_assert_cmpuint (strlen (online->out), >, 300 * 1000);
  g_assert_true (g_str_equal (offline->out, online->out));
}

static void
test_same_numbers_address (void)
{
  static const char *const environment[] = { "CANDLEWICK_FINNHUB_KEY=key", NULL };
  g_autofree char *directory = in_directory ("store");
  g_autofree char *options =
      g_strdup_printf ("--retries 0 --yahoo-url %s --finnhub-url %s --data-dir '%s'",
                       cli_get_server_url (), cli_get_server_url (), directory);

  check_same_numbers (options, environment, 3);
}

/* Stored figures need no key; where there are none that is said. */
static void
test_fundamentals (void)
{
  static const char *const environment[] = { "CANDLEWICK_FINNHUB_KEY=key", NULL };
  g_autofree char *directory = in_directory ("store");
  g_autofree char *options =
      g_strdup_printf ("--benchmark ^GSPC --yahoo-url %s --finnhub-url %s --data-dir '%s'",
                       cli_get_server_url (), cli_get_server_url (), directory);
  g_autoptr (CliRun) keyed = cli_run_in (environment, "analyze AAPL %s", options);
  g_autoptr (CliRun) keyless = cli_run ("analyze AAPL MSFT %s", options);
  g_autoptr (CliRun) known = cli_run_ok ("analyze AAPL %s --offline", options);
  g_autoptr (CliRun) unknown = cli_run ("analyze AAPL MSFT %s --offline", options);

  g_assert_cmpint (keyed->status, ==, 0);
  g_assert_cmpstr (keyed->err, ==, "");
  g_assert_cmpint (keyless->status, ==, 0);
  g_assert_nonnull (strstr (keyless->err, "CANDLEWICK_FINNHUB_KEY"));
  g_assert_nonnull (strstr (known->out, "Return on equity"));
  g_assert_cmpint (unknown->status, ==, 0);
  g_assert_null (strstr (unknown->err, "CANDLEWICK_FINNHUB_KEY"));
  g_assert_nonnull (strstr (unknown->err, "fundamentals"));
}

/* A price does not get younger by being stored. */
static void
test_age (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autofree char *options = g_strdup_printf ("--quiet --json --yahoo-url %s --data-dir '%s'",
                                              cli_get_server_url (), directory);
  g_autoptr (CliRun) online = cli_run_ok ("quotes AAPL %s", options);
  g_autoptr (CliRun) offline = cli_run_ok ("quotes AAPL %s --offline", options);
  JsonObject *before =
      json_array_get_object_element (json_node_get_array (cli_run_parse_json (online)), 0);
  JsonObject *after =
      json_array_get_object_element (json_node_get_array (cli_run_parse_json (offline)), 0);
  gint64 age = json_object_get_int_member (before, "age_seconds");

  /* The demo's last day is in 2021. */
  g_assert_cmpint (age, >, 365 * 24 * 60 * 60);
  g_assert_cmpint (json_object_get_int_member (after, "age_seconds"), >=, age);
  g_assert_cmpint (json_object_get_int_member (after, "age_seconds"), <, age + 3600);
}

/* Who asks for a price without a network gets none, however much is stored; but there is a way to
 * that. A history that is as good as new needs no network. */
static void
test_network_gone (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autofree char *options = g_strdup_printf ("--retries 0 --yahoo-url %s --data-dir '%s'",
                                              cli_get_server_url (), directory);
  g_autoptr (CliRun) before = cli_run_ok ("history AAPL %s", options);
  g_autoptr (CliRun) known = NULL, unknown = NULL, offline = NULL, fresh = NULL;

  cli_stop_server ();
  known = cli_run ("quotes AAPL MSFT %s", options);
  unknown = cli_run ("quotes MSFT %s", options);
  offline = cli_run_ok ("history AAPL %s --offline", options);
  fresh = cli_run ("history AAPL MSFT %s", options);
  g_assert_cmpint (known->status, ==, 1);
  g_assert_cmpstr (known->out, ==, "");
  g_assert_nonnull (strstr (known->err, "\ncandlewick-cli: AAPL: "));
  g_assert_nonnull (strstr (known->err, "\ncandlewick-cli: MSFT: "));
  g_assert_nonnull (strstr (known->err, "“--offline”"));
  g_assert_cmpint (unknown->status, ==, 1);
  g_assert_null (strstr (unknown->err, "“--offline”"));
  g_assert_cmpstr (offline->out, ==, before->out);
  g_assert_cmpint (fresh->status, ==, 1);
  g_assert_true (g_str_has_prefix (fresh->err, "candlewick-cli: MSFT: "));
  g_assert_cmpstr (fresh->out, ==, before->out);
}

static void
test_not_stored (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autoptr (CliRun) online = cli_run_ok ("--demo --data-dir '%s' history AAPL", directory);
  g_autoptr (CliRun) run =
      cli_run ("--demo --data-dir '%s' --offline history AAPL MSFT --json", directory);
  JsonObject *root = json_node_get_object (cli_run_parse_json (run));
  JsonObject *errors = json_object_get_object_member (root, "errors");
  JsonObject *error = json_object_get_object_member (errors, "MSFT");

  g_assert_cmpint (online->status, ==, 0);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "not-stored");
  g_assert_true (json_object_has_member (json_object_get_object_member (root, "results"), "AAPL"));
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: MSFT: "));
}

/* A store that fails spoils nothing: it is mentioned, unless it is to be quiet. */
static void
test_no_directory (void)
{
  g_autofree char *file = in_directory ("file");
  g_autoptr (GError) error = NULL;
  g_autoptr (CliRun) loud = NULL, quiet = NULL, offline = NULL;

  g_file_set_contents (file, "precious", -1, &error);
  g_assert_no_error (error);
  loud = cli_run ("--demo --data-dir '%s' history AAPL --range 5d", file);
  quiet = cli_run_ok ("--demo --data-dir '%s' history AAPL --range 5d --quiet", file);
  offline = cli_run ("--demo --data-dir '%s' history AAPL --range 5d --offline", file);
  g_assert_cmpint (loud->status, ==, 0);
  g_assert_cmpstr (loud->out, ==, quiet->out);
  g_assert_true (g_str_has_prefix (loud->err, "candlewick-cli: "));
  g_assert_nonnull (strstr (loud->err, file));
  g_assert_cmpint (offline->status, ==, 1);
  g_assert_nonnull (strstr (offline->err, "candlewick-cli: AAPL: "));
}

/* Damage is said once; the file is kept for those who want to look into it. */
static void
test_damaged (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autofree char *path = g_build_filename (directory, DATABASE, NULL);
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (CliRun) first = NULL, second = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_file_set_contents (path, garbage, -1, &error);
  g_assert_no_error (error);
  first = cli_run ("--demo --data-dir '%s' history AAPL --range 5d", directory);
  second = cli_run_ok ("--demo --data-dir '%s' history AAPL --range 5d --offline", directory);
  g_assert_cmpint (first->status, ==, 0);
  g_assert_nonnull (strstr (first->err, "corrupt"));
  g_assert_cmpstr (second->out, ==, first->out);
}

/* The demo has a directory below the user's own. */
static void
test_usual_directories (void)
{
  g_autofree char *own = get_usual_directory (NULL);
  g_autofree char *demo = get_usual_directory ("demo");
  g_autoptr (CliRun) without = cli_run_ok ("--demo --no-store history AAPL --range 5d");
  g_autoptr (CliRun) run = NULL, offline = NULL;

  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
  run = cli_run_ok ("--demo history AAPL --range 5d");
  offline = cli_run_ok ("--demo --offline history AAPL --range 5d");
  g_assert_true (has_database (demo));
  g_assert_false (has_database (own));
  g_assert_cmpstr (run->out, ==, without->out);
  g_assert_cmpstr (offline->out, ==, run->out);
}

/* What another server says does not mix with the user's own, unless it has a place of its own. */
static void
test_address_by_hand (void)
{
  g_autofree char *own = get_usual_directory (NULL);
  g_autofree char *named = in_directory ("named");
  g_autofree char *variable = g_strconcat ("CANDLEWICK_YAHOO_URL=", cli_get_server_url (), NULL);
  g_autofree char *directory = g_strconcat ("CANDLEWICK_DATA_DIR=", named, NULL);
  const char *const address[] = { variable, NULL };
  const char *const both[] = { variable, directory, NULL };
  const char *const place[] = { directory, NULL };
  g_autofree char *demo = g_build_filename (named, "demo", NULL);
  g_autoptr (CliRun) option =
      cli_run_ok ("history AAPL --range 5y --yahoo-url %s", cli_get_server_url ());
  g_autoptr (CliRun) environmental = cli_run_in (address, "history AAPL --range 5y");
  g_autoptr (CliRun) placed = NULL, of_demo = NULL;

  g_assert_cmpint (environmental->status, ==, 0);
  g_assert_cmpstr (environmental->out, ==, option->out);
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));

  of_demo = cli_run_in (place, "--demo history AAPL --range 5y");
  g_assert_cmpint (of_demo->status, ==, 0);
  g_assert_true (has_database (demo));
  g_assert_false (has_database (named));

  placed = cli_run_in (both, "history AAPL --range 5y");
  g_assert_cmpint (placed->status, ==, 0);
  g_assert_true (has_database (named));
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
}

static char *
list_symbols (guint first, guint n)
{
  g_autoptr (GString) symbols = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (symbols, " SIM%04u", i);
  return g_string_free (g_steal_pointer (&symbols), FALSE);
}

/* Two at once share a directory, and lose nothing. */
static void
test_two_at_once (void)
{
  g_autofree char *directory = in_directory ("store");
  g_autofree char *all = list_symbols (1, 60);
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CliRun) offline = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *symbols = list_symbols (1 + 25 * i, 35);
      g_autofree char *line =
          g_strdup_printf ("--demo --data-dir '%s' history --range 1y --csv%s", directory, symbols);

      g_ptr_array_add (processes, cli_start (NULL, line));
    }
  for (guint i = 0; i < 2; i++)
    {
      GSubprocess *process = g_ptr_array_index (processes, i);
      g_autofree char *out = NULL, *err = NULL;

      g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (err, ==, "");
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
    }
  offline = cli_run_ok ("--demo --data-dir '%s' --offline --quiet --csv quotes%s", directory, all);
  g_assert_cmpuint (cli_count_rows (offline), ==, 61);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/store/same-numbers/demo", test_same_numbers_demo);
  g_test_add_func ("/cli/store/same-numbers/address", test_same_numbers_address);
  g_test_add_func ("/cli/store/all-is-stored", test_all_is_stored);
  g_test_add_func ("/cli/store/fundamentals", test_fundamentals);
  g_test_add_func ("/cli/store/age", test_age);
  g_test_add_func ("/cli/store/network-gone", test_network_gone);
  g_test_add_func ("/cli/store/not-stored", test_not_stored);
  g_test_add_func ("/cli/store/no-directory", test_no_directory);
  g_test_add_func ("/cli/store/damaged", test_damaged);
  g_test_add_func ("/cli/store/usual-directories", test_usual_directories);
  g_test_add_func ("/cli/store/address-by-hand", test_address_by_hand);
  g_test_add_func ("/cli/store/two-at-once", test_two_at_once);
  status = g_test_run ();
  cli_stop_server ();
  return status;
}
