/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>

#include "cli-runner.h"
#include "cw-server.h"

#define N_SYMBOLS 40

static char *
in_directory (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static char *
list_symbols (guint n)
{
  g_autoptr (GString) symbols = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (symbols, " SIM%04u", i);
  return g_string_free (g_steal_pointer (&symbols), FALSE);
}

/* What the line that sums up says under a name. */
static guint
get_count (const CliRun *run, const char *name)
{
  g_autofree char *key = g_strdup_printf (" %s=", name);
  const char *at = strstr (run->out, key);

  g_assert_nonnull (at);
  return (guint) g_ascii_strtoull (at + strlen (key), NULL, 10);
}

static void
check_line (const CliRun *run, gboolean interrupted)
{
  g_autoptr (GRegex) line =
      g_regex_new ("^sync requested=\\d+ updated=\\d+ unchanged=\\d+ failed=\\d+ new_bars=\\d+ "
                   "seconds=\\d+\\.\\d{3} interrupted=(true|false)\\n$",
                   0, 0, NULL);

  g_test_message ("%s", run->out);
  g_assert_true (g_regex_match (line, run->out, 0, NULL));
  g_assert_true (g_str_has_suffix (run->out, interrupted ? "=true\n" : "=false\n"));
}

static void
test_line (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo sync AAPL SIM0001 NOSUCH 'no symbol'");
  g_autoptr (CliRun) again = cli_run_ok ("--demo sync AAPL SIM0001");

  check_line (run, FALSE);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_nonnull (strstr (run->err, "candlewick-cli: no symbol: "));
  g_assert_cmpuint (get_count (run, "requested"), ==, 4);
  g_assert_cmpuint (get_count (run, "updated"), ==, 2);
  g_assert_cmpuint (get_count (run, "unchanged"), ==, 0);
  g_assert_cmpuint (get_count (run, "failed"), ==, 2);
  g_assert_cmpuint (get_count (run, "new_bars"), >, 2500);
  /* Where nothing is new, nothing is brought. */
  g_assert_cmpuint (get_count (again, "updated"), ==, 0);
  g_assert_cmpuint (get_count (again, "unchanged"), ==, 2);
  g_assert_cmpuint (get_count (again, "new_bars"), ==, 0);
}

static void
test_json (void)
{
  static const char *const members[] = { "requested", "updated",     "unchanged",
                                         "failed",    "new_bars",    "seconds",
                                         "results",   "interrupted", "errors" };
  static const char *const of_symbol[] = { "new_bars", "asked", "last_bar", "source" };
  g_autoptr (CliRun) run = cli_run ("--demo sync AAPL NOSUCH --json");
  JsonObject *root = json_node_get_object (cli_run_parse_json (run));
  JsonObject *apple =
      json_object_get_object_member (json_object_get_object_member (root, "results"), "AAPL");
  JsonObject *failure =
      json_object_get_object_member (json_object_get_object_member (root, "errors"), "NOSUCH");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_object_get_size (root), ==, G_N_ELEMENTS (members));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (root, members[i]));
  g_assert_cmpuint (json_object_get_size (apple), ==, G_N_ELEMENTS (of_symbol));
  for (gsize i = 0; i < G_N_ELEMENTS (of_symbol); i++)
    g_assert_true (json_object_has_member (apple, of_symbol[i]));
  g_assert_cmpint (json_object_get_int_member (apple, "new_bars"), >, 1250);
  g_assert_true (json_object_get_boolean_member (apple, "asked"));
  g_assert_cmpstr (json_object_get_string_member (apple, "last_bar"), ==, "2021-04-21T13:30:00Z");
  g_assert_cmpstr (json_object_get_string_member (failure, "code"), ==, "not-found");
}

/* Without symbols those of the lists, each once. */
static void
test_lists (void)
{
  g_autoptr (CliRun) empty = cli_run ("--demo sync");
  g_autoptr (CliRun) first = cli_run_ok ("--demo watchlist add AAPL SIM0001");
  g_autoptr (CliRun) second = cli_run_ok ("--demo watchlist add --list Chips TSLA AAPL --quiet");
  g_autoptr (CliRun) one = cli_run_ok ("--demo sync --list chips");
  g_autoptr (CliRun) all = cli_run_ok ("--demo sync");
  g_autoptr (CliRun) none = cli_run ("--demo sync --list Cars");

  g_assert_cmpstr (first->out, ==, "");
  g_assert_cmpstr (second->out, ==, "");
  g_assert_cmpint (empty->status, ==, 0);
  g_assert_cmpuint (get_count (empty, "requested"), ==, 0);
  g_assert_nonnull (strstr (empty->err, "watchlist add"));
  g_assert_cmpuint (get_count (one, "requested"), ==, 2);
  g_assert_cmpuint (get_count (one, "updated"), ==, 2);
  g_assert_cmpuint (get_count (all, "requested"), ==, 3);
  g_assert_cmpuint (get_count (all, "updated"), ==, 1);
  g_assert_cmpint (none->status, ==, 1);
}

/* What was brought says the same without the network. */
static void
test_offline (void)
{
  g_autoptr (CliRun) sync = cli_run_ok ("--demo sync AAPL MSFT SIM0007 --range max");
  g_autoptr (CliRun) online = cli_run_ok ("--demo history AAPL MSFT SIM0007 --csv");
  g_autoptr (CliRun) offline = cli_run_ok ("--demo --offline history AAPL MSFT SIM0007 --csv");
  g_autoptr (CliRun) quotes = cli_run_ok ("--demo --offline --quiet quotes AAPL MSFT --csv");
  g_autoptr (CliRun) risk = cli_run_ok ("--demo risk AAPL MSFT --benchmark SIM0007 --json");
  g_autoptr (CliRun) risk_offline =
      cli_run_ok ("--demo --offline risk AAPL MSFT --benchmark SIM0007 --json");

  g_assert_true (g_str_has_prefix (sync->out, "sync requested="));
  g_assert_cmpuint (cli_count_rows (online), >, 3 * 1250);
  g_assert_cmpstr (offline->out, ==, online->out);
  g_assert_cmpuint (cli_count_rows (quotes), ==, 3);
  g_assert_nonnull (strstr (quotes->out, ",133.5,"));
  g_assert_cmpstr (risk_offline->out, ==, risk->out);
}

/* A run that is under way against a slow server. */
typedef struct
{
  CwServer *server;
  char *options;
  GSubprocess *process;
  GDataInputStream *errors;
} Slow;

static void
slow_start (Slow *slow)
{
  const CwServerOptions options = { .latency_ms = 60 };
  g_autofree char *directory = in_directory ("store");
  g_autofree char *symbols = list_symbols (N_SYMBOLS);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  slow->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  slow->options = g_strdup_printf ("--concurrency 4 --yahoo-url %s --data-dir '%s'",
                                   cw_server_get_url (slow->server), directory);
  line = g_strdup_printf ("sync --verbose %s %s", slow->options, symbols);
  slow->process = cli_start (NULL, line);
  slow->errors = g_data_input_stream_new (g_subprocess_get_stderr_pipe (slow->process));
}

static void
slow_wait_for (Slow *slow, const char *beginning)
{
  gboolean seen = FALSE;

  while (!seen)
    {
      g_autofree char *line = g_data_input_stream_read_line (slow->errors, NULL, NULL, NULL);

      g_assert_nonnull (line);
      seen = g_str_has_prefix (line, beginning);
    }
}

static void
slow_end (Slow *slow)
{
  g_object_unref (slow->errors);
  g_object_unref (slow->process);
  g_free (slow->options);
  cw_server_free (slow->server);
}

static guint
count_requests (const char *trace)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (trace, &text, NULL, &error);
  g_assert_no_error (error);
  for (const char *at = strstr (text, "\"url\":"); at != NULL; at = strstr (at + 1, "\"url\":"))
    n++;
  return n;
}

/* The next run asks for nothing that is there. */
static void
check_resumed (Slow *slow, guint n_stored)
{
  g_autofree char *symbols = list_symbols (N_SYMBOLS);
  g_autofree char *trace = in_directory ("trace.json");
  g_autofree char *run_options = g_strdup_printf ("%s --trace '%s'", slow->options, trace);
  g_autoptr (CliRun) run = cli_run_ok ("sync %s %s", run_options, symbols);
  g_autoptr (CliRun) offline =
      cli_run_ok ("quotes --csv --quiet --offline %s %s", slow->options, symbols);

  check_line (run, FALSE);
  g_assert_cmpuint (get_count (run, "unchanged"), >=, n_stored);
  g_assert_cmpuint (get_count (run, "updated"), ==, N_SYMBOLS - get_count (run, "unchanged"));
  g_assert_cmpuint (get_count (run, "updated"), >, 0);
  g_assert_cmpuint (count_requests (trace), ==, get_count (run, "updated"));
  g_assert_cmpuint (cli_count_rows (offline), ==, N_SYMBOLS + 1);
}

static void
test_interrupted (void)
{
  Slow slow;
  CliRun run = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) out = NULL;

  slow_start (&slow);
  slow_wait_for (&slow, "[6/");
  /* Twice, as from timeout(1), which signals the program and then its group. */
  g_subprocess_send_signal (slow.process, SIGINT);
  g_subprocess_send_signal (slow.process, SIGINT);
  g_subprocess_wait (slow.process, NULL, &error);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (slow.process));
  run.out = g_data_input_stream_read_upto (out, "", 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (slow.process), ==, 130);
  check_line (&run, TRUE);
  g_assert_cmpuint (get_count (&run, "updated"), >=, 6);
  g_assert_cmpuint (get_count (&run, "updated"), <, N_SYMBOLS);
  check_resumed (&slow, get_count (&run, "updated"));
  g_free (run.out);
  slow_end (&slow);
}

static void
test_killed (void)
{
  Slow slow;
  g_autoptr (GError) error = NULL;

  slow_start (&slow);
  slow_wait_for (&slow, "[6/");
  g_subprocess_send_signal (slow.process, SIGKILL);
  g_subprocess_wait (slow.process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (slow.process));
  check_resumed (&slow, 6);
  slow_end (&slow);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/sync/line", test_line);
  g_test_add_func ("/cli/sync/json", test_json);
  g_test_add_func ("/cli/sync/lists", test_lists);
  g_test_add_func ("/cli/sync/offline", test_offline);
  g_test_add_func ("/cli/sync/interrupted", test_interrupted);
  g_test_add_func ("/cli/sync/killed", test_killed);
  return g_test_run ();
}
