/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

/* Each test has directories of its own, and so lists of its own. */
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

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* What one process writes, the next one reads; both in order. */
static void
test_add_and_list (void)
{
  g_autoptr (CliRun) add = cli_run_ok ("watchlist add aapl MSFT finnhub:ibm AAPL");
  g_autoptr (CliRun) again = cli_run_ok ("watchlist add SIM0001 MSFT");
  g_autoptr (CliRun) text = cli_run_ok ("watchlist list");
  g_autoptr (CliRun) csv = cli_run_ok ("watchlist list --csv");

  g_assert_cmpstr (add->out, ==, "");
  g_assert_cmpstr (again->out, ==, "");
  g_assert_cmpstr (text->out, ==, "AAPL\nMSFT\nIBM      finnhub\nSIM0001\n");
  g_assert_cmpstr (csv->out, ==,
                   "symbol,list,provider,note,target_low,target_high\n"
                   "AAPL,Watchlist,,,,\n"
                   "MSFT,Watchlist,,,,\n"
                   "IBM,Watchlist,finnhub,,,\n"
                   "SIM0001,Watchlist,,,,\n");
}

static void
test_list_json (void)
{
  static const char *const members[] = { "symbol", "list",       "provider",
                                         "note",   "target_low", "target_high" };
  g_autoptr (CliRun) empty = cli_run_ok ("watchlist list --json");
  g_autoptr (CliRun) add = cli_run_ok (
      "watchlist add TSLA --note '=1+1, \"quoted\"' --target-low 90.5 --target-high 1200");
  g_autoptr (CliRun) run = cli_run_ok ("watchlist list --json");
  JsonArray *rows = json_node_get_array (cli_run_parse_json (run));
  JsonObject *row = json_array_get_object_element (rows, 0);

  g_assert_cmpstr (add->out, ==, "");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (cli_run_parse_json (empty))), ==,
                    0);
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  g_assert_cmpuint (json_object_get_size (row), ==, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (row, members[i]));
  g_assert_cmpstr (json_object_get_string_member (row, "symbol"), ==, "TSLA");
  g_assert_cmpstr (json_object_get_string_member (row, "list"), ==, "Watchlist");
  g_assert_true (json_object_get_null_member (row, "provider"));
  g_assert_cmpstr (json_object_get_string_member (row, "note"), ==, "=1+1, \"quoted\"");
  g_assert_cmpfloat (json_object_get_double_member (row, "target_low"), ==, 90.5);
  g_assert_cmpint (json_object_get_int_member (row, "target_high"), ==, 1200);
}

/* What is said about a symbol that is there already takes the place of what was said before. */
static void
test_notes (void)
{
  g_autoptr (CliRun) add = cli_run_ok ("watchlist add AAPL MSFT");
  g_autoptr (CliRun) note = cli_run_ok ("watchlist add AAPL --note 'phones' --target-low 100");
  g_autoptr (CliRun) high = cli_run_ok ("watchlist add AAPL --target-high 200");
  g_autoptr (CliRun) again = cli_run_ok ("watchlist add AAPL");
  g_autoptr (CliRun) run = cli_run_ok ("watchlist list --csv");

  g_assert_cmpstr (add->out, ==, "");
  g_assert_cmpstr (note->out, ==, "");
  g_assert_cmpstr (high->out, ==, "");
  g_assert_cmpstr (again->out, ==, "");
  g_assert_cmpstr (run->out, ==,
                   "symbol,list,provider,note,target_low,target_high\n"
                   "AAPL,Watchlist,,phones,100,200\n"
                   "MSFT,Watchlist,,,,\n");
}

static void
test_several_lists (void)
{
  g_autoptr (CliRun) first = cli_run_ok ("watchlist add AAPL");
  g_autoptr (CliRun) made = cli_run ("watchlist add TSM --list Chips");
  g_autoptr (CliRun) more = cli_run_ok ("watchlist add NVDA --list chips");
  g_autoptr (CliRun) all = cli_run_ok ("watchlist list");
  g_autoptr (CliRun) one = cli_run_ok ("watchlist list --list CHIPS");
  g_autoptr (CliRun) none = cli_run ("watchlist list --list Cars");

  g_assert_cmpstr (first->out, ==, "");
  g_assert_cmpstr (more->out, ==, "");
  /* A list that did not exist is made, which is said: it may have been a slip. */
  g_assert_cmpint (made->status, ==, 0);
  g_assert_cmpstr (made->err, ==, "candlewick-cli: Made the list “Chips”\n");
  g_assert_cmpstr (all->out, ==, "Watchlist\nAAPL\n\nChips\nTSM\nNVDA\n");
  g_assert_cmpstr (one->out, ==, "TSM\nNVDA\n");
  g_assert_cmpint (none->status, ==, 1);
  g_assert_cmpstr (none->out, ==, "");
  g_assert_nonnull (strstr (none->err, "“Cars”"));
  g_assert_nonnull (strstr (none->err, "“Watchlist”, “Chips”"));
}

/* Each symbol for itself, and nothing that is held is forgotten by the way. */
static void
test_remove (void)
{
  g_autoptr (CliRun) add = cli_run_ok ("watchlist add AAPL MSFT IBM");
  g_autoptr (CliRun) hold = cli_run_ok ("holdings set MSFT 5 100");
  g_autoptr (CliRun) run = cli_run ("watchlist remove aapl MSFT NVDA 'no symbol'");
  g_autoptr (CliRun) left = cli_run_ok ("watchlist list");
  g_autoptr (CliRun) forced = cli_run_ok ("watchlist remove MSFT --force");
  g_autoptr (CliRun) rest = cli_run_ok ("watchlist list");
  g_autoptr (CliRun) holdings = cli_run_ok ("holdings list --csv --quiet");

  g_assert_cmpstr (add->out, ==, "");
  g_assert_cmpstr (hold->out, ==, "");
  g_assert_cmpstr (forced->out, ==, "");
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: MSFT: You hold some of it"));
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NVDA: "));
  g_assert_nonnull (strstr (run->err, "candlewick-cli: no symbol: "));
  g_assert_null (strstr (run->err, "AAPL"));
  g_assert_cmpstr (left->out, ==, "MSFT\nIBM\n");
  g_assert_cmpstr (rest->out, ==, "IBM\n");
  g_assert_cmpuint (cli_count_rows (holdings), ==, 1);
}

/* What is no symbol fails alone. */
static void
test_add_bad_symbol (void)
{
  g_autoptr (CliRun) run = cli_run ("watchlist add AAPL 'A B' frob:IBM MSFT");
  g_autoptr (CliRun) list = cli_run_ok ("watchlist list");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: A B: “A B” is not a ticker symbol\n"
                                             "candlewick-cli: frob:IBM: "));
  g_assert_cmpstr (list->out, ==, "AAPL\nMSFT\n");
}

/* Two at once lose nothing, a list that both of them make included. */
static void
test_two_at_once (void)
{
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CliRun) run = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *line = g_strdup_printf ("watchlist add SIM%04u --list New --quiet", i + 1);

      g_ptr_array_add (processes, cli_start (NULL, line));
    }
  for (guint i = 0; i < processes->len; i++)
    {
      GSubprocess *process = g_ptr_array_index (processes, i);
      g_autofree char *out = NULL, *err = NULL;
      g_autoptr (GError) error = NULL;

      g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (err, ==, "");
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
    }
  run = cli_run_ok ("watchlist list --list New");
  g_assert_cmpuint (cli_count_rows (run), ==, 8);
}

/* A formula in a note stays a text in a spreadsheet, and comes back as it was. */
static void
test_export_and_import (void)
{
  g_autofree char *csv = in_directory ("list.csv");
  g_autofree char *json = in_directory ("list.JSON");
  g_autofree char *text = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CliRun) add = cli_run_ok ("watchlist add AAPL finnhub:IBM");
  g_autoptr (CliRun) note = cli_run_ok ("watchlist add MSFT --note '=HYPERLINK(\"x\")'");
  g_autoptr (CliRun) to_csv = cli_run_ok ("watchlist export '%s'", csv);
  g_autoptr (CliRun) to_json = cli_run_ok ("watchlist export '%s'", json);
  g_autoptr (CliRun) streamed = cli_run_ok ("watchlist export -");
  g_autoptr (CliRun) import = cli_run ("watchlist import '%s' --list Copy", csv);
  g_autoptr (CliRun) before = cli_run_ok ("watchlist list --csv --list Watchlist");
  g_autoptr (CliRun) after = cli_run_ok ("watchlist list --csv --list Copy");
  g_auto (GStrv) parts = g_strsplit (after->out, ",Copy,", -1);
  g_autofree char *renamed = g_strjoinv (",Watchlist,", parts);

  g_assert_cmpstr (add->out, ==, "");
  g_assert_cmpstr (note->out, ==, "");
  g_assert_cmpstr (to_csv->out, ==, "");
  g_assert_cmpstr (to_json->out, ==, "");
  text = read_file (csv);
  g_assert_cmpstr (text, ==, streamed->out);
  g_assert_nonnull (strstr (text, "'=HYPERLINK"));
  g_assert_cmpint (import->status, ==, 0);
  g_assert_nonnull (strstr (import->err, "Imported 3 lines into “Copy”"));
  g_assert_cmpstr (renamed, ==, before->out);
  json_parser_load_from_file (parser, json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                        json_node_get_object (json_parser_get_root (parser)), "lists")),
                    ==, 1);
}

#define BAD_LIST                         \
  "Symbol,Note,Target Low,Target High\n" \
  "AAPL,good,100,200\n"                  \
  "not a symbol,bad,,\n"                 \
  "MSFT,\"with, comma\",,\n"             \
  "IBM,bad,200,100\n"                    \
  "TSLA,bad,low,\n"

/* Nothing is imported as long as one line is bad, unless that line is to be left out. */
static void
test_import_errors (void)
{
  g_autofree char *path = write_file ("bad.csv", BAD_LIST);
  g_autofree char *at_line = g_strconcat (path, ":3: ", NULL);
  g_autoptr (CliRun) run = cli_run ("watchlist import '%s'", path);
  g_autoptr (CliRun) list = cli_run ("watchlist list --csv");
  g_autoptr (CliRun) dry = cli_run ("watchlist import '%s' --dry-run --skip-bad", path);
  g_autoptr (CliRun) dry_list = cli_run ("watchlist list --csv");
  g_autoptr (CliRun) skipped = cli_run ("watchlist import '%s' --skip-bad", path);
  g_autoptr (CliRun) after = cli_run_ok ("watchlist list");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, at_line));
  g_assert_nonnull (strstr (run->err, ".csv:5: "));
  g_assert_nonnull (strstr (run->err, ".csv:6: "));
  g_assert_null (strstr (run->err, ".csv:2: "));
  g_assert_nonnull (strstr (run->err, "--skip-bad"));
  g_assert_cmpuint (cli_count_rows (list), ==, 1);

  g_assert_cmpint (dry->status, ==, 0);
  g_assert_nonnull (strstr (dry->out, "AAPL"));
  g_assert_nonnull (strstr (dry->out, "with, comma"));
  g_assert_nonnull (strstr (dry->err, "2 lines would come"));
  g_assert_cmpuint (cli_count_rows (dry_list), ==, 1);

  g_assert_cmpint (skipped->status, ==, 0);
  g_assert_nonnull (strstr (skipped->err, at_line));
  g_assert_true (g_str_has_prefix (after->out, "AAPL"));
  g_assert_cmpuint (cli_count_rows (after), ==, 2);
}

static void
test_import_json (void)
{
  g_autofree char *path = write_file ("bad.csv", BAD_LIST);
  g_autoptr (CliRun) run = cli_run ("watchlist import '%s' --json", path);
  JsonObject *root = json_node_get_object (cli_run_parse_json (run));
  JsonArray *errors = json_object_get_array_member (root, "errors");
  JsonObject *first = json_array_get_object_element (errors, 0);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "list"), ==, "Watchlist");
  g_assert_false (json_object_get_boolean_member (root, "dry_run"));
  g_assert_cmpint (json_object_get_int_member (root, "rows"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (root, "imported"), ==, 0);
  g_assert_cmpuint (json_array_get_length (errors), ==, 3);
  g_assert_cmpint (json_object_get_int_member (first, "line"), ==, 3);
  g_assert_nonnull (json_object_get_string_member (first, "message"));
}

/* Files that cannot be read or written are named, and nothing stands half-written. */
static void
test_files_that_fail (void)
{
  g_autofree char *directory = in_directory ("directory.csv");
  g_autofree char *nowhere = g_build_filename (directory, "deep", "x.csv", NULL);
  g_autoptr (CliRun) missing = cli_run ("watchlist import '%s'", nowhere);
  g_autoptr (CliRun) lost = cli_run ("watchlist export '%s'", nowhere);
  g_autoptr (CliRun) onto_directory = NULL;
  g_autoptr (GDir) opened = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  onto_directory = cli_run ("watchlist export '%s'", directory);
  g_assert_cmpint (missing->status, ==, 1);
  g_assert_nonnull (strstr (missing->err, "x.csv: "));
  g_assert_cmpint (lost->status, ==, 1);
  g_assert_nonnull (strstr (lost->err, "x.csv: "));
  g_assert_cmpint (onto_directory->status, ==, 1);
  g_assert_nonnull (strstr (onto_directory->err, "directory.csv: "));
  opened = g_dir_open (directory, 0, NULL);
  g_assert_null (g_dir_read_name (opened));
}

/* A store that cannot be written is no silent success. */
static void
test_no_store (void)
{
  g_autofree char *file = write_file ("file", "");
  g_autoptr (CliRun) run = cli_run ("watchlist add AAPL --data-dir '%s'", file);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/lists/add-and-list", test_add_and_list);
  g_test_add_func ("/cli/lists/list-json", test_list_json);
  g_test_add_func ("/cli/lists/notes", test_notes);
  g_test_add_func ("/cli/lists/several", test_several_lists);
  g_test_add_func ("/cli/lists/remove", test_remove);
  g_test_add_func ("/cli/lists/add-bad-symbol", test_add_bad_symbol);
  g_test_add_func ("/cli/lists/two-at-once", test_two_at_once);
  g_test_add_func ("/cli/lists/export-and-import", test_export_and_import);
  g_test_add_func ("/cli/lists/import-errors", test_import_errors);
  g_test_add_func ("/cli/lists/import-json", test_import_json);
  g_test_add_func ("/cli/lists/files-that-fail", test_files_that_fail);
  g_test_add_func ("/cli/lists/no-store", test_no_store);
  return g_test_run ();
}
