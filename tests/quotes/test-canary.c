/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for memmem() */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cw-server.h"
#include "fault-server.h"
#include "quotes-data.h"

/* A key that is like no other text, so that wherever a part of it is found, it has leaked. */
#define KEY "canary5f2c9e7b41d8"

typedef struct
{
  CwServer *market;
  FaultServer *figures;
  char *directory;
} Fixture;

/* What one run of the program left behind, apart from files. */
typedef struct
{
  GBytes *out, *errors;
} Run;

static void
open_fixture (Fixture *fixture)
{
  CwServerOptions options = { .seed = 1 };
  g_autoptr (GBytes) body = quotes_data_load ("finnhub", "metric_AAPL_2026.json");
  g_autoptr (GError) error = NULL;

  fixture->market = cw_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->figures = fault_server_new ();
  fault_server_set_body (fixture->figures, body);
  fixture->directory = g_dir_make_tmp ("canary-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  for (; directory != NULL && (name = g_dir_read_name (directory)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
close_fixture (Fixture *fixture)
{
  cw_server_free (fixture->market);
  fault_server_free (fixture->figures);
  remove_all (fixture->directory);
  g_free (fixture->directory);
}

static gboolean
holds_key (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 0 && memmem (data, length, KEY, strlen (KEY)) != NULL;
}

/* Looks through every file below a directory; returns how many there are. */
static guint
search_files (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      char *data = NULL;
      gsize length;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          n += search_files (child);
          continue;
        }
      g_assert_true (g_file_get_contents (child, &data, &length, NULL));
      bytes = g_bytes_new_take (data, length);
      if (holds_key (bytes) || strstr (name, KEY) != NULL)
        g_error ("The key is in %s", child);
      n++;
    }
  return n;
}

static void
clear_run (Run *run)
{
  g_clear_pointer (&run->out, g_bytes_unref);
  g_clear_pointer (&run->errors, g_bytes_unref);
}

/* Runs the program with the key, with every word it ever logs. */
static void
run_program (Fixture *fixture, const char *fault, const char *const *arguments, Run *run)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, g_strdup (g_getenv ("CW_CLI")));
  g_ptr_array_add (argv, g_strdup_printf ("--yahoo-url=%s", cw_server_get_url (fixture->market)));
  g_ptr_array_add (argv, g_strdup_printf ("--finnhub-url=%s/%s",
                                          fault_server_get_url (fixture->figures), fault));
  g_ptr_array_add (argv, g_strdup_printf ("--trace=%s/trace.json", fixture->directory));
  g_ptr_array_add (argv, g_strdup_printf ("--data-dir=%s/data", fixture->directory));
  g_ptr_array_add (argv, g_strdup ("--verbose"));
  g_ptr_array_add (argv, g_strdup ("--retries=1"));
  g_ptr_array_add (argv, g_strdup ("--timeout=2"));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, g_str_has_prefix (arguments[i], "@")
                               ? g_build_filename (fixture->directory, arguments[i] + 1, NULL)
                               : g_strdup (arguments[i]));
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "CANDLEWICK_FINNHUB_KEY", KEY, TRUE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  program = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (program, NULL, NULL, &run->out, &run->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (program));
  g_assert_cmpint (g_subprocess_get_exit_status (program), <=, 1);
}

/* That it really was sent is what makes its absence elsewhere worth something. */
static guint
count_keyed_requests (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < fault_server_get_n_requests (fixture->figures); i++)
    {
      g_autofree char *head = fault_server_get_request (fixture->figures, i);
      g_autofree char *line = g_strndup (head, strcspn (head, "\r\n"));

      n += strstr (head, "X-Finnhub-Token: " KEY "\r\n") != NULL;
      g_assert_null (strstr (line, KEY)); /* K1 */
    }
  return n;
}

static void
check (const char *fault, const char *const *arguments, gboolean sends_key, guint n_files)
{
  Fixture fixture;
  Run run = { 0 };

  g_test_message ("%s, %s", fault, arguments[0]);
  open_fixture (&fixture);
  run_program (&fixture, fault, arguments, &run);
  g_assert_cmpint (count_keyed_requests (&fixture) > 0, ==, sends_key);
  if (holds_key (run.out) || holds_key (run.errors))
    g_error ("The key was printed:\n%s%s", (const char *) g_bytes_get_data (run.out, NULL),
             (const char *) g_bytes_get_data (run.errors, NULL));
  g_assert_cmpuint (search_files (fixture.directory), >=, n_files);
  clear_run (&run);
  close_fixture (&fixture);
}

/* K2: whatever the program does with the key, and whatever answers it gets, it keeps it. */
static void
test_commands (void)
{
  static const struct
  {
    const char *const arguments[8];
    gboolean sends_key; /* a chart asks nobody for figures, but knows the key all the same */
    guint n_files;      /* the trace, the store, what was exported */
  } rows[] = {
    { { "analyze", "SIM0001", "AAPL", NULL }, TRUE, 2 },
    { { "--json", "analyze", "SIM0001", NULL }, TRUE, 2 },
    { { "report", "SIM0001", "--output", "@report.html", NULL }, TRUE, 3 },
    { { "--provider=finnhub", "quotes", "AAPL", NULL }, TRUE, 1 },
    { { "export", "SIM0001", "AAPL", "--format=svg", "--output", "@charts", NULL }, FALSE, 4 },
    { { "export", "SIM0001", "--output", "@chart.png", NULL }, FALSE, 3 },
    { { "export", "SIM0001", "--output", "@chart.pdf", NULL }, FALSE, 3 },
    { { "sync", "SIM0001", NULL }, TRUE, 2 },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    check ("ok", rows[n].arguments, rows[n].sends_key, rows[n].n_files);
  g_assert_cmpuint (n, ==, 8);
}

static void
test_faults (void)
{
  static const char *const faults[] = {
    "status-401", "status-403", "status-429", "status-503", "html",    "short",
    "garbage",    "silence",    "odd-type",   "bad-gzip",   "loop",    "huge",
    "reset",      "empty",      "cut-chunks", "big-header", "chain-1", "to-http%3A%2F%2Flocalhost",
  };
  static const char *const arguments[] = { "analyze", "SIM0001", NULL };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (faults); n++)
    check (faults[n], arguments, TRUE, 2);
  g_assert_cmpuint (n, ==, 18);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/canary/K2-commands", test_commands);
  g_test_add_func ("/quotes/canary/K2-faults", test_faults);
  return g_test_run ();
}
