/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cli-runner.h"

static char *
in_directory (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static char *
read_page (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* What a page may not have: whatever would fetch something, or run. */
static void
assert_self_contained (const char *page)
{
  static const char *const forbidden[] = { "<script",     "src=",     "@import",
                                           "href=\"http", "url(http", "<iframe",
                                           "<object",     "<embed",   "<link" };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (forbidden); n++)
    if (strstr (page, forbidden[n]) != NULL)
      g_error ("the page has %s", forbidden[n]);
  g_assert_cmpuint (n, ==, 9);
}

/* Words that are in every page, in the order in which one reads them. */
static void
assert_reads (const char *page, const char *const *words)
{
  const char *at = page;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      at = strstr (at, words[i]);
      if (at == NULL)
        g_error ("“%s” is not where it should be", words[i]);
    }
}

static void
lint (const char *path, const char *option)
{
  g_autofree char *tool = g_find_program_in_path ("xmllint");
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  /* From memory, because the parser of HTML loses its place where its buffer ends in an attribute.
   */
  const char *words[] = { tool, "--noout", "--nonet", "--memory", path, option, NULL };
  int status;

  if (tool == NULL)
    return;
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &said,
                &status, &error);
  g_assert_no_error (error);
  /* The parser of HTML is from before SVG stood in it; it knows no other fault. */
  if (option != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

      for (gsize i = 0; lines[i] != NULL; i++)
        if (strstr (lines[i], "error :") != NULL && !g_str_has_suffix (lines[i], " invalid"))
          g_error ("%s", lines[i]);
    }
  else
    g_assert_cmpstr (said, ==, "");
}

static guint
count (const char *page, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (page, what); at != NULL; at = strstr (at + 1, what))
    n++;
  return n;
}

static void
test_one (void)
{
  static const char *const words[] = { "<!DOCTYPE html>",
                                       "<title>Report on AAPL</title>",
                                       "prefers-color-scheme:dark",
                                       "@media print",
                                       "<h1>Report on AAPL</h1>",
                                       "information, not advice",
                                       "<h2>Apple Inc.</h2>",
                                       "Source: Demo market · as of",
                                       "<svg",
                                       "Short term",
                                       "Buy, +3 of 5",
                                       "RSI",
                                       "This rule on AAPL",
                                       "Long term",
                                       "Debt to equity",
                                       "Risk",
                                       "VaR 95 %, one day",
                                       "Beta",
                                       "Daily Returns",
                                       "Histogram of",
                                       "Drawdown",
                                       "The deepest fall was",
                                       "Ratios",
                                       "Gross margin",
                                       "Scenarios",
                                       "Financial crisis",
                                       "</html>",
                                       NULL };
  g_autofree char *path = in_directory ("one.html");
  g_autofree char *line = g_strconcat (path, "\n", NULL);
  g_autoptr (CliRun) run = cli_run_ok ("--demo report AAPL -o '%s'", path);
  g_autofree char *page = read_page (path);

  g_assert_cmpstr (run->out, ==, line);
  assert_reads (page, words);
  assert_self_contained (page);
  g_assert_cmpuint (count (page, "<svg "), ==, 4);
  g_assert_cmpuint (count (page, "</svg>"), ==, 4);
  g_assert_null (strstr (page, "rgb("));
  g_assert_null (strstr (page, "NaN"));
  lint (path, NULL);
  lint (path, "--html");
}

/* Names within a picture are its own: two with the same would show each other's letters. */
static void
test_several (void)
{
  g_autofree char *path = in_directory ("several.html");
  g_autoptr (CliRun) run = cli_run_ok ("--demo report AAPL MSFT SIM0001 -o '%s' --range 6mo", path);
  g_autofree char *page = read_page (path);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  g_assert_cmpuint (count (page, "<svg "), ==, 15);
  g_assert_nonnull (strstr (page, "All together, in equal parts"));
  g_assert_nonnull (strstr (page, "Correlation"));
  g_assert_nonnull (strstr (page, "Correlations of the daily returns of 3 symbols."));
  g_assert_null (strstr (page, "rgb("));
  g_assert_nonnull (strstr (page, "<a href=\"#symbol-2\">SIM0001</a>"));
  for (const char *at = strstr (page, " id=\""); at != NULL; at = strstr (at + 1, " id=\""))
    {
      const char *begin = at + strlen (" id=\"");

      g_assert_true (
          g_hash_table_add (ids, g_strndup (begin, (gsize) (strchr (begin, '"') - begin))));
      n++;
    }
  g_assert_cmpuint (n, >, 100);
  lint (path, NULL);
  g_assert_nonnull (run);
}

/* What failed is told on the page too, and nothing that was typed is markup. */
static void
test_failures (void)
{
  g_autofree char *path = in_directory ("failures.html");
  g_autoptr (CliRun) run =
      cli_run ("--demo report AAPL NOSUCH '<script>alert(1)</script>' '\"&amp;' -o '%s'", path);
  g_autofree char *page = read_page (path);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_nonnull (strstr (page, "These symbols could not be looked at"));
  g_assert_nonnull (strstr (page, "<li>NOSUCH: "));
  g_assert_nonnull (strstr (page, "&lt;script&gt;"));
  assert_self_contained (page);
  lint (path, NULL);
}

static void
test_nothing_came (void)
{
  g_autofree char *path = in_directory ("nothing.html");
  g_autoptr (CliRun) run = cli_run ("--demo report NOSUCH -o '%s'", path);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_whole_or_not_at_all (void)
{
  g_autofree char *path = in_directory ("old.html");
  g_autofree char *nowhere = in_directory ("no/such/directory/a.html");
  g_autoptr (CliRun) failed = cli_run ("--demo report AAPL -o '%s'", nowhere);
  g_autoptr (CliRun) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  g_assert_cmpint (failed->status, ==, 1);
  g_assert_nonnull (strstr (failed->err, nowhere));
  g_file_set_contents (path, "old", -1, &error);
  g_assert_no_error (error);
  again = cli_run_ok ("--demo report AAPL -o '%s' --quiet", path);
  g_assert_cmpstr (again->out, ==, "");
  page = read_page (path);
  g_assert_true (g_str_has_suffix (page, "</html>\n"));
}

static void
test_json (void)
{
  g_autofree char *path = in_directory ("json.html");
  g_autoptr (CliRun) run = cli_run ("--demo report AAPL NOSUCH -o '%s' --json", path);
  JsonObject *root = json_node_get_object (cli_run_parse_json (run));

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "path"), ==, path);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "symbols")), ==, 1);
  g_assert_true (json_object_has_member (json_object_get_object_member (root, "errors"), "NOSUCH"));
}

static void
test_wrong_usage (void)
{
  static const char *const wrong[] = { "AAPL", "AAPL -o .", "-o a.html",
                                       "AAPL -o a.html --range 7y", "AAPL -o a.html --nonsense" };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (wrong); n++)
    {
      g_autoptr (CliRun) run = cli_run ("--demo report %s", wrong[n]);

      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
    }
  g_assert_cmpuint (n, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/report/one", test_one);
  g_test_add_func ("/cli/report/several", test_several);
  g_test_add_func ("/cli/report/failures", test_failures);
  g_test_add_func ("/cli/report/nothing-came", test_nothing_came);
  g_test_add_func ("/cli/report/whole-or-not-at-all", test_whole_or_not_at_all);
  g_test_add_func ("/cli/report/json", test_json);
  g_test_add_func ("/cli/report/wrong-usage", test_wrong_usage);
  return g_test_run ();
}
