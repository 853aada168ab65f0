/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cli-runner.h"

/* Each test has directories of its own. */
static char *
in_directory (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static char *
read_file (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

/* The width and height that stand in a PNG's header, behind its signature. */
static void
check_png (const char *path, guint width, guint height)
{
  static const char signature[] = "\x89PNG\r\n\x1a\n";
  gsize length;
  g_autofree char *bytes = read_file (path, &length);
  guint32 side;

  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (bytes, 8, signature, 8);
  memcpy (&side, bytes + 16, sizeof side);
  g_assert_cmpuint (GUINT32_FROM_BE (side), ==, width);
  memcpy (&side, bytes + 20, sizeof side);
  g_assert_cmpuint (GUINT32_FROM_BE (side), ==, height);
  g_assert_cmpmem (bytes + length - 8, 4, "IEND", 4);
}

static guint
count_files (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_formats (void)
{
  g_autofree char *png = in_directory ("a.png");
  g_autofree char *svg = in_directory ("a.svg");
  g_autofree char *pdf = in_directory ("a.pdf");
  g_autofree char *odd = in_directory ("picture");
  g_autofree char *path = g_strconcat (png, "\n", NULL);
  g_autoptr (CliRun) first = cli_run_ok ("--demo export AAPL --output '%s'", png);
  g_autoptr (CliRun) second = cli_run_ok ("--demo export AAPL -o '%s'", svg);
  g_autoptr (CliRun) third = cli_run_ok ("--demo export AAPL -o '%s' --quiet", pdf);
  g_autoptr (CliRun) fourth = cli_run_ok ("--demo export AAPL -o '%s' --format svg", odd);
  gsize length;
  g_autofree char *svg_bytes = read_file (svg, &length);
  g_autofree char *pdf_bytes = read_file (pdf, &length);
  g_autofree char *odd_bytes = read_file (odd, &length);

  g_assert_cmpstr (first->out, ==, path);
  g_assert_nonnull (strstr (second->out, "a.svg"));
  g_assert_nonnull (strstr (fourth->out, "picture"));
  g_assert_cmpstr (third->out, ==, "");
  check_png (png, 1200, 800);
  g_assert_nonnull (strstr (svg_bytes, "<svg"));
  g_assert_nonnull (strstr (svg_bytes, "</svg>"));
  g_assert_true (g_str_has_prefix (pdf_bytes, "%PDF-"));
  g_assert_cmpstr (odd_bytes, ==, svg_bytes);
}

static void
test_looks (void)
{
  static const char *const looks[] = {
    "",
    "--size 640x480",
    "--size 640x480 --scale 2",
    "--theme dark",
    "--type line",
    "--type area",
    "--type bars",
    "--log",
    "--range 5y",
    "--range max",
    "--interval 1wk",
    "--from 2020-01-01 --to 2020-12-31",
    "--type heikin-ashi",
    "--percent",
    "--percent --log",
    "--compare AAPL",
    "--compare AAPL --compare MSFT",
    "--compare AAPL --type candles",
    "--markers",
    "--target 700",
    "--target 700 --cost 650",
    "--no-volume",
    "--title Mine",
    "--palette red-green",
    "--palette blue-orange",
    "--high-contrast",
    "--theme dark --high-contrast",
    "--transparent",
    "--overlay sma:20",
    "--overlay sma:50 --overlay sma:200 --pane macd --pane rsi:14",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = in_directory ("look.png");
  gsize n = 0;

  for (; n < G_N_ELEMENTS (looks); n++)
    {
      g_autoptr (CliRun) run = cli_run_ok ("--demo export TSLA -o '%s' %s", path, looks[n]);
      gsize length;
      g_autofree char *bytes = read_file (path, &length);

      g_assert_nonnull (strstr (run->out, path));
      /* Every option shows in the picture. */
      g_assert_true (
          g_hash_table_add (seen, g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes,
                                                               length)));
    }
  g_assert_cmpuint (n, ==, 30);
}

static void
test_sizes (void)
{
  g_autofree char *path = in_directory ("size.png");
  g_autoptr (CliRun) small = cli_run_ok ("--demo export AAPL -o '%s' --size 400x300", path);
  g_autoptr (CliRun) large = NULL;

  g_assert_cmpint (small->status, ==, 0);
  check_png (path, 400, 300);
  large = cli_run_ok ("--demo export AAPL -o '%s' --size 400x300 --scale 2", path);
  g_assert_cmpint (large->status, ==, 0);
  check_png (path, 800, 600);
}

/* Several symbols go into a directory, which is made; names are safe; one failure stops none. */
static void
test_directory (void)
{
  g_autofree char *path = in_directory ("deep/er");
  g_autofree char *apple = g_build_filename (path, "AAPL.png", NULL);
  g_autoptr (CliRun) run =
      cli_run ("--demo export MSFT NOSUCH AAPL '../evil' ^GSPC --output '%s'", path);
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (lines[0], "MSFT"));
  g_assert_cmpstr (lines[1], ==, apple);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_nonnull (strstr (run->err, "candlewick-cli: ../evil: "));
  g_assert_cmpuint (count_files (path), ==, 3);
  for (guint i = 0; i < 3; i++)
    check_png (lines[i], 1200, 800);
}

/* Days without a price make no picture, not even where indicators reach back before them. */
static void
test_nothing_to_see (void)
{
  static const char *const days[] = { "--to 1990-01-01",
                                      "--from 2021-04-17 --to 2021-04-18 --overlay sma:20" };
  g_autofree char *path = in_directory ("nothing.png");
  gsize n = 0;

  for (; n < G_N_ELEMENTS (days); n++)
    {
      g_autoptr (CliRun) run = cli_run ("--demo export AAPL -o '%s' %s", path, days[n]);

      g_assert_cmpint (run->status, ==, 1);
      g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: AAPL: "));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpuint (n, ==, 2);
}

/* How many threads the trace says drew pictures; counts the pictures. */
static guint
count_painters (const char *path, guint *n_pictures)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) threads = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  JsonArray *events;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  events = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                         "traceEvents");
  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);

      if (!g_str_equal (json_object_get_string_member (event, "name"), "export"))
        continue;
      (*n_pictures)++;
      g_hash_table_add (threads, GSIZE_TO_POINTER (json_object_get_int_member (event, "tid")));
    }
  return g_hash_table_size (threads);
}

/* Many pictures keep every processor busy; the order of their names stays. */
static void
test_many (void)
{
  g_autofree char *path = in_directory ("many/");
  g_autofree char *trace = in_directory ("trace.json");
  guint n_pictures = 0;
  g_autoptr (GString) symbols = g_string_new (NULL);
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) lines = NULL;

  for (int i = 1; i <= 60; i++)
    g_string_append_printf (symbols, " SIM%04d", i);
  run =
      cli_run_ok ("--demo export%s -o '%s' --size 300x200 --trace '%s'", symbols->str, path, trace);
  lines = cli_run_get_lines (run);
  g_assert_cmpuint (g_strv_length (lines), ==, 60);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("SIM%04d.png", i + 1);

      g_assert_true (g_str_has_suffix (lines[i], name));
    }
  g_assert_cmpuint (count_files (path), ==, 60);
  g_assert_cmpuint (count_painters (trace, &n_pictures), >=, MIN (2, g_get_num_processors ()));
  g_assert_cmpuint (n_pictures, ==, 60);
}

static void
test_json (void)
{
  g_autofree char *path = in_directory ("json/");
  g_autoptr (CliRun) run = cli_run ("--demo export AAPL NOSUCH -o '%s' --format svg --json", path);
  JsonArray *pictures = json_node_get_array (cli_run_parse_json (run));
  JsonObject *good = json_array_get_object_element (pictures, 0);
  JsonObject *bad = json_array_get_object_element (pictures, 1);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_array_get_length (pictures), ==, 2);
  g_assert_true (g_file_test (json_object_get_string_member (good, "path"), G_FILE_TEST_EXISTS));
  g_assert_true (json_object_get_null_member (good, "error"));
  g_assert_true (json_object_get_null_member (bad, "path"));
  g_assert_nonnull (json_object_get_string_member (bad, "error"));
}

/* What cannot be written leaves what was there. */
static void
test_not_writable (void)
{
  g_autofree char *path = in_directory ("no/such/directory/a.png");
  g_autofree char *file = in_directory ("file");
  g_autoptr (GError) error = NULL;
  g_autoptr (CliRun) missing = cli_run ("--demo export AAPL -o '%s'", path);
  g_autoptr (CliRun) in_file = NULL;

  g_assert_cmpint (missing->status, ==, 1);
  g_assert_true (g_str_has_prefix (missing->err, "candlewick-cli: AAPL: "));
  g_assert_cmpstr (missing->out, ==, "");

  g_file_set_contents (file, "precious", -1, &error);
  g_assert_no_error (error);
  in_file = cli_run ("--demo export AAPL MSFT -o '%s'", file);
  g_assert_cmpint (in_file->status, ==, 1);
  g_assert_nonnull (strstr (in_file->err, file));
  {
    gsize length;
    g_autofree char *text = read_file (file, &length);

    g_assert_cmpstr (text, ==, "precious");
  }
}

static void
test_replaces (void)
{
  g_autofree char *path = in_directory ("replaced.png");
  g_autoptr (GError) error = NULL;
  g_autoptr (CliRun) run = NULL;

  g_file_set_contents (path, "old", -1, &error);
  g_assert_no_error (error);
  run = cli_run_ok ("--demo export AAPL -o '%s'", path);
  g_assert_nonnull (strstr (run->out, path));
  check_png (path, 1200, 800);
}

static void
test_numbers (void)
{
  g_autofree char *path = in_directory ("numbers.csv");
  g_autoptr (CliRun) run = cli_run_ok ("--demo export AAPL -o '%s' --compare MSFT --overlay sma:20 "
                                       "--from 2021-03-22 --to 2021-04-16",
                                       path);
  gsize length;
  g_autofree char *text = read_file (path, &length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_nonnull (strstr (run->out, path));
  g_assert_cmpstr (lines[0], ==,
                   "Date,Open,High,Low,Close,Volume,sma_20,percent_AAPL,percent_MSFT");
  g_assert_true (g_str_has_prefix (lines[1], "2021-03-22,"));
  g_assert_true (g_str_has_suffix (lines[1], ",0,0"));
  g_assert_true (g_str_has_prefix (lines[19], "2021-04-16,"));
  g_assert_cmpstr (lines[20], ==, "");
}

/* Whom one wanted to compare with is missed, but the picture is there. */
static void
test_nobody_to_compare_with (void)
{
  g_autofree char *path = in_directory ("alone.png");
  g_autoptr (CliRun) run =
      cli_run ("--demo export AAPL -o '%s' --compare NOSUCH --compare AAPL", path);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NOSUCH: "));
  check_png (path, 1200, 800);
}

static void
test_wrong_usage (void)
{
  static const char *const wrong[] = {
    "--palette pink",
    "--type pie",
    "--target none",
    "--target 0",
    "--cost -1",
    "--theme red",
    "--format jpeg",
    "--compare A --compare B --compare C --compare D --compare E --compare F --compare G",
  };
  g_autofree char *path = in_directory ("wrong.png");
  gsize n = 0;

  for (; n < G_N_ELEMENTS (wrong); n++)
    {
      g_autoptr (CliRun) run = cli_run ("--demo export AAPL -o '%s' %s", path, wrong[n]);

      g_assert_cmpint (run->status, ==, 2);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpuint (n, ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/export/formats", test_formats);
  g_test_add_func ("/cli/export/looks", test_looks);
  g_test_add_func ("/cli/export/sizes", test_sizes);
  g_test_add_func ("/cli/export/directory", test_directory);
  g_test_add_func ("/cli/export/nothing-to-see", test_nothing_to_see);
  g_test_add_func ("/cli/export/many", test_many);
  g_test_add_func ("/cli/export/json", test_json);
  g_test_add_func ("/cli/export/not-writable", test_not_writable);
  g_test_add_func ("/cli/export/replaces", test_replaces);
  g_test_add_func ("/cli/export/numbers", test_numbers);
  g_test_add_func ("/cli/export/nobody-to-compare-with", test_nobody_to_compare_with);
  g_test_add_func ("/cli/export/wrong-usage", test_wrong_usage);
  return g_test_run ();
}
