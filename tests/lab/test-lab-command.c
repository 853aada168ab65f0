/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "cli-runner.h"

static const char *const modes[] = { "sequential", "threads", "pool", "async" };

static void
check_members (JsonObject *object, const char *const *names)
{
  g_autoptr (GList) members = json_object_get_members (object);
  guint n = 0;

  for (GList *l = members; l != NULL; l = l->next, n++)
    g_assert_cmpstr (l->data, ==, names[n]);
  g_assert_null (names[n]);
}

static void
check_lane (JsonObject *lane, gint64 request)
{
  static const char *const names[] = { "request", "lane", "start", "end", "ok", NULL };

  check_members (lane, names);
  g_assert_cmpint (json_object_get_int_member (lane, "request"), ==, request);
  g_assert_cmpint (json_object_get_int_member (lane, "lane"), >=, 1);
  g_assert_cmpfloat (json_object_get_double_member (lane, "start"), >=, 0);
  g_assert_cmpfloat (json_object_get_double_member (lane, "end"), >=,
                     json_object_get_double_member (lane, "start"));
  g_assert_true (json_object_get_boolean_member (lane, "ok"));
}

static void
check_mode (JsonObject *mode, const char *name, gint64 threads, double ideal)
{
  static const char *const names[] = {
    "mode", "wall_seconds", "cpu_seconds", "peak_threads", "ideal_seconds", "lanes", NULL
  };
  JsonArray *lanes = json_object_get_array_member (mode, "lanes");

  check_members (mode, names);
  g_assert_cmpstr (json_object_get_string_member (mode, "mode"), ==, name);
  g_assert_cmpint (json_object_get_int_member (mode, "peak_threads"), ==, threads);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (mode, "ideal_seconds"), ideal,
                                  1e-9);
  g_assert_cmpfloat (json_object_get_double_member (mode, "wall_seconds"), >=, ideal - 0.001);
  g_assert_cmpfloat (json_object_get_double_member (mode, "cpu_seconds"), >, 0);
  g_assert_cmpuint (json_array_get_length (lanes), ==, 5);
  for (guint i = 0; i < 5; i++)
    check_lane (json_array_get_object_element (lanes, i), i + 1);
}

static void
test_json (void)
{
  static const char *const names[] = { "requests", "delay_seconds", "workers", "modes", NULL };
  g_autoptr (CliRun) run = cli_run_ok ("lab --requests 5 --delay 0.2 --workers 2 --json");
  JsonObject *root = json_node_get_object (cli_run_parse_json (run));
  JsonArray *array = json_object_get_array_member (root, "modes");
  const gint64 threads[] = { 1, 5, 2, 1 };
  const double ideals[] = { 1, 0.2, 0.6, 0.2 };

  check_members (root, names);
  g_assert_cmpint (json_object_get_int_member (root, "requests"), ==, 5);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (root, "delay_seconds"), 0.2, 1e-9);
  g_assert_cmpint (json_object_get_int_member (root, "workers"), ==, 2);
  g_assert_cmpuint (json_array_get_length (array), ==, G_N_ELEMENTS (modes));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    check_mode (json_array_get_object_element (array, i), modes[i], threads[i], ideals[i]);
}

static void
test_table (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("lab --requests 3 --delay 0.1");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "Mode "));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_true (g_str_has_prefix (lines[i + 1], modes[i]));
      g_assert_true (g_str_has_suffix (lines[i + 1], " s"));
      g_assert_cmpuint (strlen (lines[i + 1]), ==, strlen (lines[0]));
    }
}

static void
test_one_mode (void)
{
  guint n = 0;

  for (; n < G_N_ELEMENTS (modes); n++)
    {
      g_autoptr (CliRun) run =
          cli_run_ok ("lab --mode %s --requests 2 --delay 0 --workers 1", modes[n]);

      g_assert_cmpuint (cli_count_rows (run), ==, 2);
      g_assert_nonnull (strstr (run->out, modes[n]));
    }
  g_assert_cmpuint (n, ==, 4);
}

/* A line an event: when, how grave, process and thread, and what happened. */
static void
test_verbose (void)
{
  g_autoptr (CliRun) run = cli_run ("lab --verbose --requests 3 --delay 0.05");
  g_auto (GStrv) lines = g_strsplit (run->err, "\n", -1);
  g_autoptr (GRegex) pattern =
      g_regex_new ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z INFO \\[\\d+/\\d+\\] "
                   "(sequential|threads|pool|async) \\+\\d+\\.\\d{3}: "
                   "((request [1-3] )?(begins|ends)( in lane [1-3])?)$",
                   0, 0, NULL);
  guint n = 0;

  g_assert_cmpint (run->status, ==, 0);
  for (; lines[n][0] != '\0'; n++)
    {
      g_test_message ("%s", lines[n]);
      g_assert_true (g_regex_match (pattern, lines[n], 0, NULL));
    }
  g_assert_cmpuint (n, ==, 4 * (2 + 2 * 3));
  g_assert_cmpuint (cli_count_rows (run), ==, 5);
}

static void
test_svg (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "lanes & more.svg", NULL);
  g_autofree char *svg = NULL;
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  run = cli_run_ok ("lab --requests 3 --delay 0 --json --svg '%s'", path);
  cli_run_parse_json (run);
  g_file_get_contents (path, &svg, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (svg, "<?xml"));
  g_assert_nonnull (strstr (svg, "3 requests that take 0 s each"));
  g_assert_true (g_str_has_suffix (svg, "</svg>\n"));
}

/* Each request is in the trace, with the way it was made in. */
static void
test_trace (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "trace.json", NULL);
  g_autofree char *trace = NULL;
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  run = cli_run_ok ("lab --requests 3 --delay 0 --trace '%s'", path);
  g_assert_true (g_file_get_contents (path, &trace, NULL, NULL));
  parts = g_strsplit (trace, "/lab/2?delay=0", -1);
  g_assert_cmpuint (g_strv_length (parts) - 1, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    g_assert_nonnull (strstr (trace, modes[i]));
  g_assert_nonnull (strstr (trace, "wait_ms"));
}

static void
test_wrong_usage (void)
{
  static const struct
  {
    const char *line, *part;
  } cases[] = {
    { "lab --requests 0", "--requests" },
    { "lab --requests 1001", "--requests" },
    { "lab --requests -1", "--requests" },
    { "lab --requests 2.5", "--requests" },
    { "lab --requests ''", "--requests" },
    { "lab --requests", "--requests" },
    { "lab --delay -0.1", "--delay" },
    { "lab --delay 60.1", "--delay" },
    { "lab --delay nan", "--delay" },
    { "lab --delay 2s", "--delay" },
    { "lab --workers 0", "--workers" },
    { "lab --workers 65", "--workers" },
    { "lab --workers five", "--workers" },
    { "lab --mode fast", "--mode" },
    { "lab --mode ''", "--mode" },
    { "lab --mode Pool", "--mode" },
    { "lab --svg ''", "--svg" },
    { "lab --svg /nowhere/at/all/x.svg", "--svg" },
    { "lab --svg /", "--svg" },
    { "lab --csv", "--csv" },
    { "lab --from 2021-01-01", "--from" },
    { "lab AAPL", "AAPL" },
    { "lab --frobnicate", "--frobnicate" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CliRun) run = cli_run ("%s", cases[n].line);

      g_test_message ("%s: %s", cases[n].line, run->err);
      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: "));
      g_assert_nonnull (strstr (run->err, cases[n].part));
    }
  g_assert_cmpuint (n, ==, 23);
}

static void
test_help (void)
{
  g_autoptr (CliRun) all = cli_run_ok ("--help");
  g_autoptr (CliRun) run = cli_run_ok ("lab --help");

  g_assert_nonnull (strstr (all->out, "\n  lab "));
  g_assert_nonnull (strstr (run->out, "Examples:\n"));
  g_assert_nonnull (strstr (run->out, "--workers"));
}

/* Ctrl+C ends it although requests wait. */
static void
test_interrupted (void)
{
  guint n = 0;

  for (; n < G_N_ELEMENTS (modes); n++)
    {
      g_autofree char *line = g_strdup_printf ("lab --delay 50 --mode %s", modes[n]);
      g_autoptr (GSubprocess) process = cli_start (NULL, line);
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start;

      cli_wait_until_catches (process, SIGINT);
      g_usleep (200 * 1000); /* mostly until it waits */
      start = g_get_monotonic_time ();
      g_subprocess_send_signal (process, SIGINT);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 128 + SIGINT);
      g_assert_cmpstr (out, ==, "");
      g_assert_cmpstr (err, ==, "");
    }
  g_assert_cmpuint (n, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/lab/command/json", test_json);
  g_test_add_func ("/lab/command/table", test_table);
  g_test_add_func ("/lab/command/one-mode", test_one_mode);
  g_test_add_func ("/lab/command/verbose", test_verbose);
  g_test_add_func ("/lab/command/svg", test_svg);
  g_test_add_func ("/lab/command/trace", test_trace);
  g_test_add_func ("/lab/command/wrong-usage", test_wrong_usage);
  g_test_add_func ("/lab/command/help", test_help);
  g_test_add_func ("/lab/command/interrupted", test_interrupted);
  return g_test_run ();
}
