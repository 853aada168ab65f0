/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

#include "cli-runner.h"

static void
test_one_line_a_symbol (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo --quiet quotes MSFT AAPL SIM0007");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "MSFT "));
  g_assert_true (g_str_has_prefix (lines[1], "AAPL "));
  g_assert_true (g_str_has_prefix (lines[2], "SIM0007 "));
  /* The demo's last day, 21 April 2021. */
  g_assert_nonnull (strstr (lines[0], " 260.58 "));
  g_assert_nonnull (strstr (lines[1], " 133.50 "));
  g_assert_nonnull (strstr (lines[1], "Apple Inc."));
  g_assert_nonnull (strstr (lines[1], "Demo market"));
  g_assert_nonnull (strstr (lines[1], "▲ +0.39"));
}

/* Options may stand before and after the command, and the symbols behind -t. */
static void
test_options_stand_anywhere (void)
{
  static const char *const lines[] = {
    "--demo quotes AAPL MSFT",
    "quotes --demo AAPL MSFT",
    "quotes AAPL MSFT --demo",
    "quotes --provider demo -t AAPL MSFT",
    "--provider=demo quotes AAPL -t MSFT",
    "--provider demo quotes --tickers aapl msft AAPL",
    "quotes --demo -- AAPL MSFT",
  };
  g_autoptr (CliRun) first = cli_run_ok ("--quiet %s", lines[0]);
  gsize n = 0;

  for (; n < G_N_ELEMENTS (lines); n++)
    {
      g_autoptr (CliRun) run = cli_run_ok ("--quiet %s", lines[n]);

      g_assert_cmpstr (run->out, ==, first->out);
    }
  g_assert_cmpuint (n, ==, 7);
}

static void
check_members (JsonObject *quote)
{
  static const char *const names[] = { "symbol",      "name",           "price",  "currency",
                                       "time",        "previous_close", "change", "change_percent",
                                       "age_seconds", "source",         "error" };
  g_autoptr (GList) members = json_object_get_members (quote);
  gsize n = 0;

  for (GList *l = members; l != NULL; l = l->next, n++)
    g_assert_cmpstr (l->data, ==, names[n]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (names));
}

static void
test_json (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --json quotes AAPL NOSUCH MSFT");
  JsonArray *quotes = json_node_get_array (cli_run_parse_json (run));
  JsonObject *apple = json_array_get_object_element (quotes, 0);
  JsonObject *failed = json_array_get_object_element (quotes, 1);
  double price, previous;

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_array_get_length (quotes), ==, 3);
  for (guint i = 0; i < 3; i++)
    check_members (json_array_get_object_element (quotes, i));
  g_assert_cmpstr (json_object_get_string_member (apple, "symbol"), ==, "AAPL");
  g_assert_cmpstr (json_object_get_string_member (apple, "currency"), ==, "USD");
  g_assert_cmpstr (json_object_get_string_member (apple, "time"), ==, "2021-04-21T20:00:00Z");
  g_assert_cmpint (json_object_get_int_member (apple, "age_seconds"), ==, 0);
  g_assert_true (json_object_get_null_member (apple, "error"));
  price = json_object_get_double_member (apple, "price");
  previous = json_object_get_double_member (apple, "previous_close");
  g_assert_cmpfloat (price, ==, 133.5);
  g_assert_cmpfloat (json_object_get_double_member (apple, "change"), ==, price - previous);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (apple, "change_percent"),
                                  100 * (price / previous - 1), 1e-9);
  g_assert_cmpstr (json_object_get_string_member (failed, "symbol"), ==, "NOSUCH");
  g_assert_true (json_object_get_null_member (failed, "price"));
  g_assert_nonnull (json_object_get_string_member (failed, "error"));
}

static void
test_csv (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo --csv --quiet quotes AAPL AMZN");
  g_auto (GStrv) lines = cli_run_get_lines (run);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==,
                   "symbol,name,price,currency,time,previous_close,change,change_percent,"
                   "age_seconds,source,error");
  g_assert_true (g_str_has_prefix (lines[1], "AAPL,Apple Inc.,133.5,USD,2021-04-21T20:00:00Z,"));
  g_assert_true (g_str_has_prefix (lines[2], "AMZN,\"Amazon.com, Inc.\","));
}

/* One symbol that fails, and one that is none, do not stop the others. */
static void
test_failures_stand_alone (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --quiet quotes AAPL NOSUCH 'AA PL' MSFT '🕯'");
  g_auto (GStrv) lines = cli_run_get_lines (run);
  g_auto (GStrv) complaints = g_strsplit (run->err, "\n", -1);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_true (g_str_has_prefix (lines[0], "AAPL "));
  g_assert_true (g_str_has_prefix (lines[1], "MSFT "));
  g_assert_cmpuint (g_strv_length (complaints), ==, 4);
  g_assert_true (g_str_has_prefix (complaints[0], "candlewick-cli: NOSUCH: "));
  g_assert_true (g_str_has_prefix (complaints[1], "candlewick-cli: AA PL: "));
  g_assert_true (g_str_has_prefix (complaints[2], "candlewick-cli: 🕯: "));
}

static void
test_nothing_but_failures (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo quotes NOSUCH");
  g_autoptr (CliRun) json = cli_run ("--demo quotes '' --json");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_cmpint (json->status, ==, 1);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (cli_run_parse_json (json))), ==, 1);
}

/* Progress goes to standard error, in the order of arrival, a line a symbol where that is no
 * terminal; other commands have none there unless it is asked for. */
static void
test_progress (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo quotes AAPL NOSUCH MSFT");
  g_autoptr (CliRun) quiet = cli_run ("--demo --verbose --quiet quotes AAPL");
  g_autoptr (CliRun) history = cli_run ("--demo history AAPL --range 5d");
  g_autoptr (CliRun) verbose = cli_run ("--demo --verbose history AAPL --range 5d");

  g_assert_nonnull (strstr (run->err, "[1/3] "));
  g_assert_nonnull (strstr (run->err, "[2/3] "));
  g_assert_nonnull (strstr (run->err, "[3/3] "));
  g_assert_nonnull (strstr (run->err, "AAPL 133.50\n"));
  g_assert_nonnull (strstr (run->err, "NOSUCH failed\n"));
  g_assert_null (strchr (run->err, '\r'));
  g_assert_cmpuint (cli_count_rows (run), ==, 2);
  g_assert_cmpstr (quiet->err, ==, "");
  g_assert_cmpstr (history->err, ==, "");
  g_assert_cmpstr (verbose->err, ==, "[1/1] AAPL 133.50\n");
}

/* Everything that was written to a terminal whose other side is closed. */
static char *
read_terminal (int terminal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[512];
  ssize_t n;

  while ((n = read (terminal, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      g_string_append_len (text, buffer, n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* On a terminal progress is one line, which is gone in the end. */
static void
test_progress_on_terminal (void)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int terminal, other_side;

  if (openpty (&terminal, &other_side, NULL, NULL, NULL) != 0)
    {
      g_test_skip ("there are no terminals here");
      return;
    }
  cli_isolate (launcher);
  g_subprocess_launcher_setenv (launcher, "TERM", "xterm", TRUE);
  g_subprocess_launcher_take_stderr_fd (launcher, other_side);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("CW_CLI"), "--demo", "quotes",
                                         "AAPL", "MSFT", NULL);
  g_assert_no_error (error);
  g_clear_object (&launcher);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  text = read_terminal (terminal);
  close (terminal);
  g_assert_true (g_str_has_prefix (text, "\r\033[K[1/2] "));
  g_assert_nonnull (strstr (text, "\r\033[K[2/2] "));
  g_assert_true (g_str_has_suffix (text, "\r\033[K"));
  g_assert_null (strchr (text, '\n'));
}

/* The addresses come from options or from the environment; the time is the real one then. */
static void
test_addresses (void)
{
  g_autofree char *variable = g_strconcat ("CANDLEWICK_YAHOO_URL=", cli_get_server_url (), NULL);
  const char *const environment[] = { variable, NULL };
  g_autoptr (CliRun) option =
      cli_run_ok ("quotes --quiet --json SIM0001 --yahoo-url %s", cli_get_server_url ());
  g_autoptr (CliRun) environmental = cli_run_in (environment, "quotes --json SIM0001");
  JsonObject *first =
      json_array_get_object_element (json_node_get_array (cli_run_parse_json (option)), 0);
  JsonObject *second =
      json_array_get_object_element (json_node_get_array (cli_run_parse_json (environmental)), 0);

  g_assert_cmpint (environmental->status, ==, 0);
  g_assert_cmpfloat (json_object_get_double_member (first, "price"), ==,
                     json_object_get_double_member (second, "price"));
  g_assert_cmpint (json_object_get_int_member (first, "age_seconds"), >=, 0);
}

static void
test_nobody_there (void)
{
  g_autoptr (CliRun) run =
      cli_run ("--quiet quotes AAPL --yahoo-url http://127.0.0.1:9 --retries 0");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: AAPL: "));
}

static void
test_trace (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "trace.json", NULL);
  g_autofree char *variable = g_strconcat ("CANDLEWICK_TRACE=", path, NULL);
  const char *const environment[] = { variable, NULL };
  g_autoptr (CliRun) run = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *symbols;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  run = cli_run_in (environment, "--demo quotes AAPL NOSUCH");
  g_assert_cmpint (run->status, ==, 1);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  symbols = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                     "candlewick"),
      "symbols");
  g_assert_cmpint (json_object_get_int_member (symbols, "requested"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (symbols, "ready"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (symbols, "failed"), ==, 1);
}

/* What cannot be written is not done. */
static void
test_full_device (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *line = g_strdup_printf ("exec '%s' --demo quotes AAPL > /dev/full 2> /dev/null",
                                           g_getenv ("CW_CLI"));
  g_autoptr (GError) error = NULL;

  cli_isolate (launcher);
  process = g_subprocess_launcher_spawn (launcher, &error, "sh", "-c", line, NULL);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/quotes/one-line-a-symbol", test_one_line_a_symbol);
  g_test_add_func ("/cli/quotes/options-stand-anywhere", test_options_stand_anywhere);
  g_test_add_func ("/cli/quotes/json", test_json);
  g_test_add_func ("/cli/quotes/csv", test_csv);
  g_test_add_func ("/cli/quotes/failures-stand-alone", test_failures_stand_alone);
  g_test_add_func ("/cli/quotes/nothing-but-failures", test_nothing_but_failures);
  g_test_add_func ("/cli/quotes/progress", test_progress);
  g_test_add_func ("/cli/quotes/progress-on-terminal", test_progress_on_terminal);
  g_test_add_func ("/cli/quotes/addresses", test_addresses);
  g_test_add_func ("/cli/quotes/nobody-there", test_nobody_there);
  g_test_add_func ("/cli/quotes/trace", test_trace);
  g_test_add_func ("/cli/quotes/full-device", test_full_device);
  status = g_test_run ();
  cli_stop_server ();
  return status;
}
