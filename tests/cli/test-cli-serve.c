/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "cli-runner.h"

#define LISTENING "listening on "

/* Reads the line by which a server says that it is ready; returns its address. */
static char *
wait_until_ready (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, LISTENING "http://127.0.0.1:"));
  return g_strdup (line + strlen (LISTENING));
}

static int
wait_for_end (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_serves_until_told (gconstpointer data)
{
  g_autoptr (GSubprocess) server = cli_start (NULL, "serve --port 0 --seed 7");
  g_autofree char *url = wait_until_ready (server);
  g_autoptr (CliRun) run = cli_run ("quotes AAPL SIM0001 NOSUCH --yahoo-url %s", url);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (cli_count_rows (run), ==, 2);
  g_subprocess_send_signal (server, GPOINTER_TO_INT (data));
  g_assert_cmpint (wait_for_end (server), ==, 0);
}

/* A port that somebody has is an error, and not a hang. */
static void
test_port_is_taken (void)
{
  g_autoptr (GSubprocess) server = cli_start (NULL, "serve --port 0");
  g_autofree char *url = wait_until_ready (server);
  g_autoptr (CliRun) second = cli_run ("serve --port %s", strrchr (url, ':') + 1);

  g_assert_cmpint (second->status, ==, 1);
  g_assert_cmpstr (second->out, ==, "");
  g_assert_true (g_str_has_prefix (second->err, "candlewick-cli: "));
  g_subprocess_send_signal (server, SIGTERM);
  g_assert_cmpint (wait_for_end (server), ==, 0);
}

static void
test_data_directory (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "MYOWN.csv", NULL);
  g_autofree char *line = g_strdup_printf ("serve --port 0 --data '%s'", g_get_user_cache_dir ());
  g_autoptr (GSubprocess) server = NULL;
  g_autofree char *url = NULL;
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_file_set_contents (path,
                       "Date,Open,High,Low,Close,Adj Close,Volume\n"
                       "2021-04-20,1,1,1,0.375,0.375,10\n2021-04-21,1,1,0.1,0.125,0.125,10\n",
                       -1, &error);
  g_assert_no_error (error);
  server = cli_start (NULL, line);
  url = wait_until_ready (server);
  run = cli_run_ok ("quotes --quiet MYOWN --yahoo-url %s", url);
  g_assert_nonnull (strstr (run->out, " 0.12 ")); /* rounded half to even */
  g_subprocess_send_signal (server, SIGTERM);
  g_assert_cmpint (wait_for_end (server), ==, 0);
}

/* Interrupts a command that has to wait for a slow server; it must not wait as long. */
static void
interrupt (const char *format, const char *url, int number)
{
  g_autofree char *line = NULL;
  g_autoptr (GSubprocess) command = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  line = g_strdup_printf (format, url);
#pragma GCC diagnostic pop
  command = cli_start (NULL, line);
  cli_wait_until_catches (command, number);
  g_usleep (200 * 1000); /* mostly until it waits for the server */
  start = g_get_monotonic_time ();
  g_subprocess_send_signal (command, number);
  g_subprocess_communicate_utf8 (command, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);
  g_assert_true (g_subprocess_get_if_exited (command));
  g_assert_cmpint (g_subprocess_get_exit_status (command), ==, 128 + number);
  g_assert_cmpstr (out, ==, "");
  g_assert_cmpstr (err, ==, "");
}

static void
test_interrupted_commands (void)
{
  static const char *const lines[] = {
    "quotes AAPL MSFT --yahoo-url %s",
    "quotes SIM0001 SIM0002 SIM0003 SIM0004 SIM0005 SIM0006 SIM0007 SIM0008 --json --yahoo-url %s",
    "history AAPL --interval 1d,1wk --yahoo-url %s",
    "indicators AAPL --yahoo-url %s",
    "analyze AAPL --quiet --yahoo-url %s",
    "export AAPL MSFT IBM --output pictures/ --yahoo-url %s",
  };
  g_autoptr (GSubprocess) server = cli_start (NULL, "serve --port 0 --latency 20000");
  g_autofree char *url = wait_until_ready (server);
  gsize n = 0;

  for (; n < G_N_ELEMENTS (lines); n++)
    interrupt (lines[n], url, SIGINT);
  interrupt (lines[0], url, SIGTERM);
  g_assert_cmpuint (n, ==, 6);
  g_subprocess_send_signal (server, SIGINT);
  g_assert_cmpint (wait_for_end (server), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *directory = NULL;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  directory = g_dir_make_tmp ("candlewick-cli-XXXXXX", NULL);
  g_assert_no_errno (g_chdir (directory));
  g_test_add_data_func ("/cli/serve/until-interrupted", GINT_TO_POINTER (SIGINT),
                        test_serves_until_told);
  g_test_add_data_func ("/cli/serve/until-terminated", GINT_TO_POINTER (SIGTERM),
                        test_serves_until_told);
  g_test_add_func ("/cli/serve/port-is-taken", test_port_is_taken);
  g_test_add_func ("/cli/serve/data-directory", test_data_directory);
  g_test_add_func ("/cli/serve/interrupted-commands", test_interrupted_commands);
  status = g_test_run ();
  g_rmdir ("pictures");
  g_assert_no_errno (g_chdir (g_get_tmp_dir ()));
  g_assert_no_errno (g_rmdir (directory));
  return status;
}
