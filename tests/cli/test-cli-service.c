/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cli-runner.h"

/* The day before the first return is only a base. */
#define PERIOD "--from 2018-01-03 --to 2020-12-31"
#define N_DAYS 755

static CliRun *
ask (const char *arguments)
{
  return cli_run ("--provider producer --producer-url %s %s", cli_get_server_url (), arguments);
}

static CliRun *
ask_well (const char *arguments)
{
  return cli_run_ok ("--provider producer --producer-url %s --quiet %s", cli_get_server_url (),
                     arguments);
}

static JsonObject *
get_root (CliRun *run)
{
  return json_node_get_object (cli_run_parse_json (run));
}

static JsonObject *
get_member (JsonObject *object, const char *first, const char *second)
{
  object = json_object_get_object_member (object, first);
  return second != NULL ? json_object_get_object_member (object, second) : object;
}

/* R's numbers from the same prices; see tests/data/README.md. */
static void
test_json (void)
{
  static const struct
  {
    const char *symbol;
    double var;
  } cases[] = { { "AAPL", 0.0317318936794095 }, { "IBM", 0.0294538127478526 } };
  g_autoptr (CliRun) run = ask_well ("risk AAPL IBM " PERIOD " --json");
  JsonObject *root = get_root (run);
  guint n = 0;

  g_assert_nonnull (json_object_get_string_member (root, "source"));
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      JsonObject *symbol = get_member (root, "symbols", cases[n].symbol);
      JsonObject *var = get_member (symbol, "var", NULL);

      g_assert_cmpuint (json_object_get_size (get_member (symbol, "daily_returns", NULL)), ==,
                        N_DAYS);
      g_assert_cmpuint (json_object_get_size (get_member (symbol, "portfolio_returns", NULL)), ==,
                        N_DAYS);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (var, "value"), cases[n].var,
                                      1e-12);
      g_assert_cmpfloat (json_object_get_double_member (var, "confidence"), ==, 0.95);
      g_assert_cmpstr (json_object_get_string_member (var, "method"), ==, "historical");
      g_assert_cmpint (json_object_get_int_member (var, "horizon"), ==, 1);
      g_assert_cmpint (json_object_get_int_member (var, "observations"), ==, N_DAYS);
      g_assert_cmpstr (json_object_get_string_member (var, "from"), ==, "2018-01-03");
      g_assert_cmpstr (json_object_get_string_member (var, "to"), ==, "2020-12-31");
      g_assert_cmpuint (json_object_get_size (get_member (symbol, "errors", NULL)), ==, 0);
      g_assert_cmpint (json_object_get_int_member (symbol, "rejected_returns"), ==, 0);
    }
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (json_object_get_size (get_member (root, "errors", NULL)), ==, 0);
}

static void
test_portfolio (void)
{
  g_autoptr (CliRun) run =
      ask_well ("risk AAPL IBM MSFT --weights 5,3,2 --confidence 0.99 " PERIOD " --json");
  JsonObject *portfolio = get_member (get_root (run), "portfolio", NULL);
  JsonObject *weights = get_member (portfolio, "weights", NULL);
  JsonObject *var = get_member (portfolio, "var", NULL);

  g_assert_cmpuint (json_object_get_size (weights), ==, 3);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (weights, "IBM"), 0.3, 1e-15);
  g_assert_cmpuint (json_object_get_size (get_member (portfolio, "portfolio_returns", NULL)), ==,
                    N_DAYS);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (var, "value"), 0.0513620395453168,
                                  1e-12);
  g_assert_cmpfloat (json_object_get_double_member (var, "confidence"), ==, 0.99);
}

/* The service and the program agree about what they both compute. */
static void
test_same_returns (void)
{
  g_autoptr (CliRun) service =
      ask_well ("risk AAPL MSFT --weights 3,1 --from 2019-01-02 --to 2020-12-31 --csv");
  g_autoptr (CliRun) own =
      cli_run_ok ("--demo risk AAPL MSFT --weights 3,1 --from 2018-12-31 --to 2020-12-31 --csv");
  g_auto (GStrv) told = cli_run_get_lines (service);
  g_auto (GStrv) computed = cli_run_get_lines (own);
  guint n = 1;

  g_assert_cmpstr (told[0], ==, "Date,AAPL,MSFT,portfolio");
  g_assert_cmpuint (g_strv_length (told), ==, g_strv_length (computed));
  for (; told[n] != NULL; n++)
    {
      g_auto (GStrv) first = g_strsplit (told[n], ",", -1);
      g_auto (GStrv) second = g_strsplit (computed[n], ",", -1);

      g_assert_cmpuint (g_strv_length (first), ==, 4);
      g_assert_cmpstr (first[0], ==, second[0]);
      for (guint i = 1; i < 4; i++)
        g_assert_cmpfloat_with_epsilon (g_ascii_strtod (first[i], NULL),
                                        g_ascii_strtod (second[i], NULL), 1e-12);
    }
  g_assert_cmpuint (n, ==, 506);
}

static void
test_text (void)
{
  g_autoptr (CliRun) run = ask_well ("risk AAPL MSFT " PERIOD);

  g_assert_nonnull (strstr (run->out, "AAPL"));
  g_assert_nonnull (strstr (run->out, "MSFT"));
  g_assert_nonnull (strstr (run->out, "Portfolio"));
  g_assert_nonnull (strstr (run->out, "755"));
  g_assert_nonnull (strstr (run->out, "3.17"));
  g_assert_nonnull (strstr (run->out, "31 Dec 2020"));
  g_assert_nonnull (strstr (run->out, "historical"));
}

/* What fails is named; the rest, and the portfolio of the rest, is there. */
static void
test_failures (void)
{
  g_autoptr (CliRun) run =
      ask ("risk AAPL NOSUCH producer:IBM finnhub:MSFT ../x " PERIOD " --json --quiet");
  JsonObject *root = get_root (run);
  JsonObject *errors = get_member (root, "errors", NULL);
  JsonObject *portfolio = get_member (root, "portfolio", NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_object_get_size (get_member (root, "symbols", NULL)), ==, 2);
  g_assert_cmpuint (json_object_get_size (errors), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (get_member (errors, "NOSUCH", NULL), "code"), ==,
                   "not-found");
  g_assert_cmpuint (json_object_get_size (get_member (portfolio, "weights", NULL)), ==, 2);
  g_assert_nonnull (strstr (run->err, "candlewick-cli: NOSUCH: "));
  g_assert_nonnull (strstr (run->err, "finnhub"));
}

/* A part that fails stands in its place: there are no two days in this time. */
static void
test_part_fails (void)
{
  g_autoptr (CliRun) run = ask ("risk AAPL --from 1990-01-02 --to 1990-01-31 --json --quiet");
  JsonObject *root = get_root (run);
  JsonObject *symbol = get_member (root, "symbols", "AAPL");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_object_get_size (get_member (symbol, "daily_returns", NULL)), ==, 0);
  g_assert_true (json_object_get_null_member (symbol, "var"));
  g_assert_cmpuint (json_object_get_size (get_member (symbol, "errors", NULL)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (get_member (symbol, "errors", "var"), "code"), ==,
                   "bad-request");
  g_assert_nonnull (strstr (run->err, "candlewick-cli: AAPL: value at risk: "));
}

static void
test_unreachable (void)
{
  g_autoptr (CliRun) run = cli_run (
      "--provider producer --producer-url http://127.0.0.1:9 --retries 0 risk AAPL --json");
  JsonObject *root = get_root (run);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (json_object_get_null_member (root, "portfolio"));
  g_assert_cmpstr (json_object_get_string_member (get_member (root, "errors", "AAPL"), "code"), ==,
                   "unreachable");
}

static void
answer (GSocketConnection *connection)
{
  static const char body[] = "{\"daily_returns\":{\"2020-01-02\":0.01,\"2020-01-03\":null,"
                             "\"2020-01-06\":1e9},\"var\":0.03}";
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %u\r\n\r\n%s",
                       (guint) strlen (body), body);
  char request[4096];

  if (g_input_stream_read (in, request, sizeof request, NULL, NULL) > 0)
    g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

/* A service of one answer, with a return in it that cannot be. */
typedef struct
{
  GSocketListener *listener;
  GCancellable *cancellable;
} Service;

static gpointer
serve (gpointer data)
{
  Service *service = data;

  for (;;)
    {
      g_autoptr (GSocketConnection) connection =
          g_socket_listener_accept (service->listener, NULL, service->cancellable, NULL);

      if (connection == NULL)
        return NULL;
      answer (connection);
    }
}

static void
test_rejected (void)
{
  Service service = { g_socket_listener_new (), g_cancellable_new () };
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (service.listener, NULL, &error);
  GThread *thread = g_thread_new ("service", serve, &service);
  g_autoptr (CliRun) run =
      cli_run ("--provider producer --producer-url http://127.0.0.1:%u risk AAPL --json", port);
  JsonObject *symbol = get_member (get_root (run), "symbols", "AAPL");

  g_assert_no_error (error);
  g_cancellable_cancel (service.cancellable);
  g_thread_join (thread);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (json_object_get_size (get_member (symbol, "daily_returns", NULL)), ==, 1);
  g_assert_cmpint (json_object_get_int_member (symbol, "rejected_returns"), ==, 2);
  g_assert_nonnull (strstr (run->err, "AAPL: 2 returns are left out"));
  g_assert_true (json_object_get_null_member (get_member (symbol, "var", NULL), "confidence"));
  g_object_unref (service.listener);
  g_object_unref (service.cancellable);
}

/* What the service cannot do is said before anything is asked. */
static void
test_usage (void)
{
  static const struct
  {
    const char *arguments, *says;
  } cases[] = {
    { "quotes AAPL", "quotes" },
    { "history AAPL", "history" },
    { "indicators AAPL --sma 20", "indicators" },
    { "analyze AAPL", "analyze" },
    { "scenarios AAPL", "scenarios" },
    { "backtest AAPL", "backtest" },
    { "export AAPL --output x.png", "export" },
    { "risk", "symbol" },
    { "risk AAPL --rebalance never", "--rebalance" },
    { "risk AAPL --price close", "--price" },
    { "risk AAPL --benchmark SPY", "--benchmark" },
    { "risk AAPL --horizon 5", "--horizon" },
    { "risk AAPL --risk-free 0.01", "--risk-free" },
    { "risk --holdings", "--holdings" },
    { "risk AAPL --confidence 2", "--confidence" },
    { "risk AAPL IBM --weights 1", "--weights" },
    { "risk AAPL --range 5y --from 2020-01-01", "--range" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CliRun) run = ask (cases[n].arguments);

      g_test_message ("%s", cases[n].arguments);
      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_nonnull (strstr (run->err, cases[n].says));
      if (n < 7)
        g_assert_nonnull (strstr (run->err, "value at risk"));
    }
  g_assert_cmpuint (n, ==, 17);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/service/json", test_json);
  g_test_add_func ("/cli/service/portfolio", test_portfolio);
  g_test_add_func ("/cli/service/same-returns", test_same_returns);
  g_test_add_func ("/cli/service/text", test_text);
  g_test_add_func ("/cli/service/failures", test_failures);
  g_test_add_func ("/cli/service/part-fails", test_part_fails);
  g_test_add_func ("/cli/service/unreachable", test_unreachable);
  g_test_add_func ("/cli/service/rejected", test_rejected);
  g_test_add_func ("/cli/service/usage", test_usage);
  status = g_test_run ();
  cli_stop_server ();
  return status;
}
