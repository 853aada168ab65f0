/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cli-runner.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "cw-server.h"

static CwServer *server;

/* The program's path comes from the build system. */
static char **
make_command (const char *line)
{
  g_autofree char *program = g_shell_quote (g_getenv ("CW_CLI"));
  g_autofree char *whole = g_strdup_printf ("%s %s", program, line);
  g_autoptr (GError) error = NULL;
  char **words;

  g_assert_nonnull (g_getenv ("CW_CLI"));
  g_shell_parse_argv (whole, NULL, &words, &error);
  g_assert_no_error (error);
  return words;
}

/* A test that dies must not leave a server behind. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* The program must find the directories of the test alone, and no setting of whoever runs it. */
void
cli_isolate (GSubprocessLauncher *launcher)
{
  static const char *const settings[] = {
    "CANDLEWICK_YAHOO_URL",   "CANDLEWICK_FINNHUB_URL", "CANDLEWICK_PRODUCER_URL",
    "CANDLEWICK_FINNHUB_KEY", "CANDLEWICK_DATA_DIR",    "CANDLEWICK_TRACE",
  };

  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    g_subprocess_launcher_unsetenv (launcher, settings[i]);
}

/* Starts the program; both of its streams are pipes. */
GSubprocess *
cli_start (const char *const *environment, const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_auto (GStrv) words = make_command (line);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  cli_isolate (launcher);
  for (gsize i = 0; environment != NULL && environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (environment[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  return process;
}

static gboolean
catches (const char *status, int number)
{
  const char *mask = strstr (status, "\nSigCgt:");

  g_assert_nonnull (mask);
  return (g_ascii_strtoull (mask + strlen ("\nSigCgt:"), NULL, 16) >> (number - 1) & 1) != 0;
}

/* Waits until the program would not just die of the signal; what it is told by then to do is on its
 * way. */
void
cli_wait_until_catches (GSubprocess *process, int number)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (process));
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  for (gboolean ready = FALSE; !ready;)
    {
      g_autofree char *status = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
      ready = catches (status, number);
      g_usleep (10 * 1000);
    }
}

static CliRun *
run_line (const char *const *environment, const char *line)
{
  g_autoptr (GSubprocess) process = cli_start (environment, line);
  g_autoptr (GError) error = NULL;
  CliRun *run = g_new0 (CliRun, 1);

  g_subprocess_communicate_utf8 (process, NULL, NULL, &run->out, &run->err, &error);
  g_assert_no_error (error);
  run->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                     : 128 + g_subprocess_get_term_sig (process);
  return run;
}

CliRun *
cli_run_in (const char *const *environment, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return run_line (environment, line);
}

CliRun *
cli_run (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return run_line (NULL, line);
}

/* A run that must end well, without a word of complaint. */
CliRun *
cli_run_ok (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;
  CliRun *run;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  run = run_line (NULL, line);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  return run;
}

void
cli_run_free (CliRun *run)
{
  g_clear_object (&run->parser);
  g_free (run->out);
  g_free (run->err);
  g_free (run);
}

/* Standard output must be one JSON document, and no number in it may be none. */
JsonNode *
cli_run_parse_json (CliRun *run)
{
  g_autoptr (GError) error = NULL;

  if (run->parser != NULL)
    return json_parser_get_root (run->parser);
  g_assert_null (strstr (run->out, "NaN"));
  g_assert_null (strstr (run->out, "nan,"));
  g_assert_null (strstr (run->out, "Infinity"));
  g_assert_true (g_str_has_suffix (run->out, "\n"));
  run->parser = json_parser_new ();
  json_parser_load_from_data (run->parser, run->out, -1, &error);
  g_assert_no_error (error);
  return json_parser_get_root (run->parser);
}

/* The lines of standard output, without an empty one at the end. */
char **
cli_run_get_lines (CliRun *run)
{
  g_autofree char *text = g_strdup (run->out);

  g_assert_true (text[0] == '\0' || g_str_has_suffix (text, "\n"));
  if (text[0] != '\0')
    text[strlen (text) - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

guint
cli_count_rows (CliRun *run)
{
  g_auto (GStrv) lines = cli_run_get_lines (run);

  return g_strv_length (lines);
}

/* Makes a locale in which people write 1.234,5; returns where it lies, or NULL if this system has
 * no means to make one. */
char *
cli_make_german_locale (void)
{
  g_autofree char *localedef = g_find_program_in_path ("localedef");
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "locales", NULL);
  g_autofree char *locale = g_build_filename (path, "de_DE.UTF-8", NULL);
  g_autoptr (GSubprocess) process = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  if (localedef == NULL)
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, localedef, "--no-archive",
                              "-i", "de_DE", "-f", "UTF-8", locale, NULL);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, NULL))
    return NULL;
  return g_steal_pointer (&path);
}

/* The embedded server, in this process, at once and without faults. */
const char *
cli_get_server_url (void)
{
  const CwServerOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  if (server == NULL)
    server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  return cw_server_get_url (server);
}

void
cli_stop_server (void)
{
  g_clear_pointer (&server, cw_server_free);
}
