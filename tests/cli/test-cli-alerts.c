/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

/* Alerts as the command line shows, reads and writes them. */

#define HEAD "Symbol,Kind,Level,Period,Repeats,Currency,Note,Provider,Date"
#define ROWS                                              \
  "AAPL,price-rises,200.5,,yes,USD,=sell,,2024-03-15\r\n" \
  "AAPL,price-falls,100,,no,USD,,,2024-03-15\r\n"         \
  "MSFT,average-falls,,50,no,,,finnhub,2024-03-15\r\n"

static char *
in_directory (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static char *
write_file (const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = in_directory (name);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static JsonArray *
get_rows (CliRun *run)
{
  return json_node_get_array (cli_run_parse_json (run));
}

static void
test_nothing (void)
{
  g_autoptr (CliRun) text = cli_run ("alerts list");
  g_autoptr (CliRun) json = cli_run ("alerts list --json");
  g_autoptr (CliRun) csv = cli_run ("alerts list --csv");

  g_assert_cmpstr (text->out, ==, "");
  g_assert_nonnull (strstr (text->err, "There are no alerts"));
  g_assert_cmpuint (json_array_get_length (get_rows (json)), ==, 0);
  g_assert_cmpstr (csv->out, ==,
                   "symbol,kind,level,period,repeats,currency,note,provider,date,is_target\n");
}

/* What was exported is imported into another store and exported again as it was; a second time it
 * changes nothing. */
static void
test_round_trip (void)
{
  g_autofree char *from = write_file ("in.csv", HEAD "\r\n" ROWS);
  g_autofree char *to = in_directory ("out.csv");
  g_autofree char *text = NULL;
  g_autoptr (CliRun) import = cli_run ("alerts import %s", from);
  g_autoptr (CliRun) export = cli_run_ok ("alerts export %s", to);
  g_autoptr (CliRun) stream = cli_run ("alerts export - --csv");
  g_autoptr (CliRun) other = cli_run ("--demo alerts import %s", to);
  g_autoptr (CliRun) twice = cli_run ("alerts import %s", to);
  g_autoptr (CliRun) list = cli_run ("alerts list --json");

  g_assert_nonnull (strstr (import->err, "Imported 3 lines into “Alerts”"));
  g_assert_cmpstr (export->out, ==, "");
  g_assert_cmpint (other->status, ==, 0);
  g_assert_cmpint (twice->status, ==, 0);
  g_assert_cmpstr (other->out, ==, "");
  g_assert_cmpstr (twice->out, ==, "");
  g_assert_true (g_file_get_contents (to, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "MSFT,average-falls,,50,no,,,finnhub,2024-03-15\r\n"));
  g_assert_nonnull (strstr (text, "AAPL,price-falls,100,,no,USD,,,2024-03-15\r\n"));
  g_assert_cmpstr (stream->out, ==, text);
  g_assert_cmpuint (json_array_get_length (get_rows (list)), ==, 3);
}

static void
test_list (void)
{
  static const char *const members[] = { "symbol",   "kind", "level",    "period", "repeats",
                                         "currency", "note", "provider", "date",   "is_target" };
  g_autofree char *from = write_file ("in.csv", HEAD "\r\n" ROWS);
  g_autoptr (CliRun) import = cli_run_ok ("alerts import %s --quiet", from);
  g_autoptr (CliRun) json = cli_run ("alerts list --json");
  g_autoptr (CliRun) text = cli_run_ok ("alerts list");
  g_autoptr (CliRun) csv = cli_run ("alerts list --csv");
  JsonObject *row = json_array_get_object_element (get_rows (json), 0);

  g_assert_cmpstr (import->err, ==, "");
  g_assert_cmpuint (json_object_get_size (row), ==, G_N_ELEMENTS (members));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (row, members[i]));
  g_assert_cmpstr (json_object_get_string_member (row, "kind"), ==, "price-rises");
  g_assert_cmpfloat (json_object_get_double_member (row, "level"), ==, 200.5);
  g_assert_true (json_object_get_boolean_member (row, "repeats"));
  g_assert_true (json_object_get_null_member (row, "period"));
  g_assert_cmpstr (json_object_get_string_member (row, "note"), ==, "=sell");
  g_assert_nonnull (strstr (text->out, "Rises to 200.50 USD"));
  g_assert_cmpuint (cli_count_rows (csv), ==, 4);
  g_assert_nonnull (strstr (csv->out, "\nMSFT,average-falls,,50,no,,,finnhub,2024-03-15,no\n"));
}

/* Nothing, unless what cannot be read is to be left out. */
static void
test_bad_lines (void)
{
  g_autofree char *from =
      write_file ("in.csv", "symbol,kind,level\nAAPL,price-rises,10\nMSFT,price-rises,-1\n");
  g_autoptr (CliRun) refused = cli_run ("alerts import %s", from);
  g_autoptr (CliRun) dry = cli_run ("alerts import %s --dry-run --skip-bad", from);
  g_autoptr (CliRun) none = cli_run ("alerts list --json");
  g_autoptr (CliRun) skipped = cli_run ("alerts import %s --skip-bad --json", from);
  g_autoptr (CliRun) one = cli_run ("alerts list --json");
  JsonObject *report = json_node_get_object (cli_run_parse_json (skipped));

  g_assert_cmpint (refused->status, ==, 1);
  g_assert_nonnull (strstr (refused->err, "in.csv:3: Column “Level”: a price must be more than 0"));
  g_assert_nonnull (strstr (refused->err, "--skip-bad"));
  g_assert_cmpint (dry->status, ==, 0);
  g_assert_nonnull (strstr (dry->out, "Rises to 10.00"));
  g_assert_nonnull (strstr (dry->err, "1 line would come into “Alerts”"));
  g_assert_cmpuint (json_array_get_length (get_rows (none)), ==, 0);
  g_assert_cmpint (skipped->status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (report, "imported"), ==, 1);
  g_assert_cmpuint (json_array_get_length (get_rows (one)), ==, 1);
}

/* Everything that a person keeps is in one file. */
static void
test_everything (void)
{
  g_autofree char *from = write_file ("in.csv", HEAD "\r\n" ROWS);
  g_autoptr (CliRun) symbols = cli_run_ok ("watchlist add AAPL --target-high 300");
  g_autoptr (CliRun) import = cli_run ("alerts import %s", from);
  static const char *const commands[] = { "watchlist", "holdings", "alerts" };
  guint n = 0;

  g_assert_cmpstr (symbols->out, ==, "");
  g_assert_cmpstr (import->out, ==, "");
  for (; n < G_N_ELEMENTS (commands); n++)
    {
      g_autoptr (CliRun) run = cli_run ("%s export - --json", commands[n]);
      JsonObject *all = json_node_get_object (cli_run_parse_json (run));

      g_assert_cmpint (run->status, ==, 0);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (all, "lists")), ==, 1);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (all, "alerts")), ==,
                        3);
    }
  g_assert_cmpuint (n, ==, 3);
}

static void
test_usage (void)
{
  static const char *const lines[] = {
    "alerts",
    "alerts remove AAPL",
    "alerts list --list Mine",
    "alerts list extra",
    "alerts import",
    "alerts export",
    "alerts export alerts.txt",
    "alerts export a.csv b.csv",
    "alerts list --dry-run",
    "--no-store alerts list",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (lines); n++)
    {
      g_autoptr (CliRun) run = cli_run ("%s", lines[n]);

      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
    }
  g_assert_cmpuint (n, ==, 10);
}

static void
test_missing_file (void)
{
  g_autoptr (CliRun) import = cli_run ("alerts import /nowhere/alerts.csv");
  g_autoptr (CliRun) export = cli_run ("alerts export /nowhere/alerts.csv");

  g_assert_cmpint (import->status, ==, 1);
  g_assert_nonnull (strstr (import->err, "/nowhere/alerts.csv"));
  g_assert_cmpint (export->status, ==, 1);
  g_assert_nonnull (strstr (export->err, "/nowhere/alerts.csv"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/alerts/nothing", test_nothing);
  g_test_add_func ("/cli/alerts/round-trip", test_round_trip);
  g_test_add_func ("/cli/alerts/list", test_list);
  g_test_add_func ("/cli/alerts/bad-lines", test_bad_lines);
  g_test_add_func ("/cli/alerts/everything", test_everything);
  g_test_add_func ("/cli/alerts/usage", test_usage);
  g_test_add_func ("/cli/alerts/missing-file", test_missing_file);
  return g_test_run ();
}
