/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cli-runner.h"

#define PERIOD "--from 2018-01-02 --to 2020-12-31"

/* Values that others computed from the same bars: "metric","subject","value","tool". */
typedef struct
{
  char **lines;
} Oracle;

static Oracle
read_oracle (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "oracle",
                                                 "risk_AAPL_IBM_MSFT_adjclose_2018_2020.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return (Oracle){ g_strsplit (text, "\n", -1) };
}

static double
look_up (const Oracle *oracle, const char *metric, const char *subject)
{
  g_autofree char *start = g_strdup_printf ("\"%s\",\"%s\",\"", metric, subject);

  for (gsize i = 0; oracle->lines[i] != NULL; i++)
    if (g_str_has_prefix (oracle->lines[i], start))
      return g_ascii_strtod (oracle->lines[i] + strlen (start), NULL);
  g_error ("The oracle has no %s of %s", metric, subject);
}

static void
assert_near (double value, double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-9 * fabs (expected));
}

static double
get_number (JsonObject *figures, const char *name)
{
  g_auto (GStrv) path = g_strsplit (name, ".", 2);

  if (path[1] != NULL)
    return json_object_get_double_member (json_object_get_object_member (figures, path[0]),
                                          path[1]);
  return json_object_get_double_member (figures, name);
}

/* Returns how many figures were compared. */
static guint
compare (const Oracle *oracle, JsonObject *figures, const char *subject)
{
  static const struct
  {
    const char *name, *metric;
    double factor;
  } pairs[] = {
    { "mean_daily_return", "mean_daily", 1 },
    { "daily_deviation", "sd_sample_daily", 1 },
    { "volatility", "sd_annualized_252", 1 },
    { "max_drawdown", "max_drawdown", 1 },
    { "var.historical", "var_hist_95_quantile7", -1 },
    { "var.parametric", "var_gauss_95_sample_sd", -1 },
    { "es.historical", "es_hist_95", -1 },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (pairs); n++)
    assert_near (get_number (figures, pairs[n].name),
                 pairs[n].factor * look_up (oracle, pairs[n].metric, subject));
  return n;
}

static JsonObject *
get_root (CliRun *run)
{
  return json_node_get_object (cli_run_parse_json (run));
}

static void
test_agrees_with_others (void)
{
  static const char *const symbols[] = { "AAPL", "IBM", "MSFT" };
  g_autoptr (CliRun) run = cli_run_ok ("--demo risk AAPL IBM MSFT " PERIOD " --json");
  JsonObject *root = get_root (run);
  Oracle oracle = read_oracle ();
  guint n = 0;

  g_assert_cmpstr (json_object_get_string_member (root, "as_of"), ==, "2020-12-31");
  g_assert_cmpint (json_object_get_int_member (root, "observations"), ==, 755);
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      JsonObject *figures =
          json_object_get_object_member (json_object_get_object_member (root, "symbols"),
                                         symbols[i]);

      n += compare (&oracle, figures, symbols[i]);
      assert_near (get_number (figures, "beta"), look_up (&oracle, "beta_vs_SPX", symbols[i]));
      assert_near (get_number (figures, "alpha"),
                   252 * look_up (&oracle, "alpha_daily_vs_SPX", symbols[i]));
      assert_near (get_number (figures, "correlation_with_benchmark"),
                   look_up (&oracle, "corr_vs_SPX", symbols[i]));
      assert_near (get_number (figures, "sharpe"),
                   sqrt (252) * look_up (&oracle, "sharpe_daily_rf0", symbols[i]));
    }
  g_assert_cmpuint (n, ==, 21);
  g_strfreev (oracle.lines);
}

static void
test_portfolios (void)
{
  static const struct
  {
    const char *option, *subject;
  } cases[] = {
    { "", "PORT(AAPL=0.5;IBM=0.3;MSFT=0.2)_rebalanced_daily" },
    { "--rebalance daily", "PORT(AAPL=0.5;IBM=0.3;MSFT=0.2)_rebalanced_daily" },
    { "--rebalance never", "PORT(AAPL=0.5;IBM=0.3;MSFT=0.2)_buy_and_hold" },
  };
  Oracle oracle = read_oracle ();
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      /* Weights are in any unit. */
      g_autoptr (CliRun) run =
          cli_run_ok ("--demo risk AAPL IBM MSFT --weights 50,30,20 " PERIOD " %s --json",
                      cases[n].option);
      JsonObject *portfolio = json_object_get_object_member (get_root (run), "portfolio");

      g_assert_cmpuint (compare (&oracle, portfolio, cases[n].subject), ==, 7);
      assert_near (get_number (portfolio, "weights.IBM"), 0.3);
    }
  g_assert_cmpuint (n, ==, 3);
  g_strfreev (oracle.lines);
}

static void
test_correlation (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo risk AAPL MSFT ^GSPC " PERIOD " --json");
  JsonObject *root = get_root (run);
  JsonObject *correlation = json_object_get_object_member (root, "correlation");
  JsonArray *matrix = json_object_get_array_member (correlation, "matrix");
  JsonObject *market =
      json_object_get_object_member (json_object_get_object_member (root, "symbols"), "^GSPC");
  guint n = 0;

  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (correlation, "symbols"), 1), ==,
      "MSFT");
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++, n++)
      {
        double here = json_array_get_double_element (json_array_get_array_element (matrix, i), j);
        double there = json_array_get_double_element (json_array_get_array_element (matrix, j), i);

        g_assert_cmpfloat (here, ==, there);
        g_assert_true (i == j ? here == 1 : here > 0.3 && here < 1);
      }
  g_assert_cmpuint (n, ==, 9);
  assert_near (get_number (market, "beta"), 1);
  g_assert_cmpfloat_with_epsilon (get_number (market, "alpha"), 0, 1e-9);
}

static void
test_csv (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo --csv risk AAPL MSFT --weights 3,1 --price close "
                                       "--from 2021-04-19 --to 2021-04-21");
  g_auto (GStrv) lines = cli_run_get_lines (run);
  g_auto (GStrv) last = NULL;
  double apple, microsoft;

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "Date,AAPL,MSFT,portfolio");
  g_assert_true (g_str_has_prefix (lines[1], "2021-04-20,"));
  last = g_strsplit (lines[2], ",", -1);
  g_assert_cmpstr (last[0], ==, "2021-04-21");
  apple = g_ascii_strtod (last[1], NULL);
  microsoft = g_ascii_strtod (last[2], NULL);
  assert_near (apple, 133.5 / 133.11 - 1);
  assert_near (microsoft, 260.58 / 258.26 - 1);
  assert_near (g_ascii_strtod (last[3], NULL), 0.75 * apple + 0.25 * microsoft);
}

static void
test_text (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo risk AAPL MSFT " PERIOD);

  g_assert_true (g_str_has_prefix (run->out, "755 daily returns, 2 Jan 2018 to 31 Dec 2020\n\n"));
  g_assert_nonnull (strstr (run->out, "\nAAPL "));
  g_assert_nonnull (strstr (run->out, "\nPortfolio "));
  g_assert_nonnull (strstr (run->out, "35.10"));
  g_assert_nonnull (strstr (run->out, "^GSPC"));
}

/* A symbol that fails leaves the rest, whose weights grow. */
static void
test_failures (void)
{
  g_autoptr (CliRun) run =
      cli_run ("--demo --json risk AAPL NOSUCH MSFT --weights 1,2,3 --benchmark NOMARKET");
  JsonObject *root = get_root (run);
  JsonObject *symbols = json_object_get_object_member (root, "symbols");
  JsonObject *errors = json_object_get_object_member (root, "errors");
  JsonObject *apple = json_object_get_object_member (symbols, "AAPL");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (json_object_get_size (symbols), ==, 2);
  g_assert_cmpuint (json_object_get_size (errors), ==, 2);
  g_assert_true (json_object_get_null_member (apple, "beta"));
  g_assert_cmpfloat (get_number (apple, "volatility"), >, 0.1);
  assert_near (get_number (json_object_get_object_member (root, "portfolio"), "weights.MSFT"),
               0.75);
}

static void
test_nothing_at_all (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo --json risk NOSUCH");
  JsonObject *root = get_root (run);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (json_object_get_null_member (root, "as_of"));
  g_assert_true (json_object_get_null_member (root, "portfolio"));
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (root, "symbols")), ==, 0);
}

static void
test_measures (void)
{
  g_autoptr (CliRun) usual = cli_run_ok ("--demo --json risk AAPL " PERIOD);
  g_autoptr (CliRun) strict = cli_run_ok ("--demo --json risk AAPL " PERIOD " --confidence 0.99");
  g_autoptr (CliRun) longer = cli_run_ok ("--demo --json risk AAPL " PERIOD " --horizon 10");
  g_autoptr (CliRun) dear = cli_run_ok ("--demo --json risk AAPL " PERIOD " --risk-free 0.1");
  JsonObject *first = json_object_get_object_member (get_root (usual), "portfolio");
  double value = get_number (first, "var.historical");

  g_assert_cmpfloat (get_number (json_object_get_object_member (get_root (strict), "portfolio"),
                                 "var.historical"),
                     >, value);
  g_assert_cmpfloat (get_number (json_object_get_object_member (get_root (longer), "portfolio"),
                                 "var.historical"),
                     >, value);
  g_assert_cmpfloat (get_number (json_object_get_object_member (get_root (dear), "portfolio"),
                                 "sharpe"),
                     <, get_number (first, "sharpe"));
}

static void
test_scenarios (void)
{
  g_autoptr (CliRun) run =
      cli_run_ok ("--demo --json scenarios AAPL MSFT --weights 1,3 --shock -20%%");
  g_autoptr (CliRun) fraction =
      cli_run_ok ("--demo --json scenarios AAPL MSFT --weights 1,3 --shock=-0.2");
  JsonArray *scenarios = json_object_get_array_member (get_root (run), "scenarios");
  guint n = json_array_get_length (scenarios);
  JsonObject *own = json_array_get_object_element (scenarios, n - 1);
  JsonObject *symbols = json_object_get_object_member (own, "symbols");
  JsonObject *apple = json_object_get_object_member (symbols, "AAPL");
  double apple_change = get_number (apple, "change");
  double change = get_number (json_object_get_object_member (symbols, "MSFT"), "change");

  g_assert_cmpstr (run->out, ==, fraction->out);
  g_assert_cmpuint (n, >=, 7);
  g_assert_cmpstr (json_object_get_string_member (own, "id"), ==, "custom");
  assert_near (get_number (own, "market_change"), -0.2);
  assert_near (apple_change, -0.2 * get_number (apple, "beta"));
  assert_near (get_number (own, "portfolio"), 0.25 * apple_change + 0.75 * change);
  g_assert_true (json_object_get_null_member (apple, "actual"));
}

/* The bundled histories reach over the spring of 2020. */
static void
test_what_really_happened (void)
{
  g_autoptr (CliRun) run = cli_run_ok ("--demo --csv scenarios ^GSPC");
  g_auto (GStrv) lines = cli_run_get_lines (run);
  guint n = 0;

  g_assert_cmpstr (lines[0], ==, "scenario,market_change,symbol,beta,change,actual");
  for (gsize i = 1; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "covid-2020,") && strstr (lines[i], "^GSPC") != NULL)
      {
        g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

        g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[5], NULL),
                                        g_ascii_strtod (cells[1], NULL), 1e-6);
        n++;
      }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_scenarios_text (void)
{
  g_autoptr (CliRun) run = cli_run ("--demo scenarios AAPL NOSUCH");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_true (g_str_has_prefix (run->out, "Hypothetical change"));
  g_assert_true (g_str_has_prefix (run->err, "candlewick-cli: NOSUCH: "));
}

static void
test_wrong_usage (void)
{
  static const char *const lines[] = {
    "risk",
    "risk AAPL --weights 1,2",
    "risk AAPL MSFT --weights 1,-1",
    "risk AAPL MSFT --weights 1,x",
    "risk AAPL MSFT --weights ''",
    "risk AAPL aapl --weights 1,1",
    "risk AAPL --rebalance weekly",
    "risk AAPL --price open",
    "risk AAPL --confidence 95",
    "risk AAPL --horizon 0",
    "risk AAPL --risk-free x",
    "risk AAPL --range 1y --from 2020-01-01",
    "scenarios",
    "scenarios AAPL --shock much",
    "scenarios AAPL --shock -200%",
    "scenarios AAPL --shock -1.5",
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (lines); n++)
    {
      g_autoptr (CliRun) run = cli_run ("--demo %s", lines[n]);

      g_test_message ("%s: %s", lines[n], run->err);
      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
    }
  g_assert_cmpuint (n, ==, 16);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/risk/agrees-with-others", test_agrees_with_others);
  g_test_add_func ("/cli/risk/portfolios", test_portfolios);
  g_test_add_func ("/cli/risk/correlation", test_correlation);
  g_test_add_func ("/cli/risk/csv", test_csv);
  g_test_add_func ("/cli/risk/text", test_text);
  g_test_add_func ("/cli/risk/failures", test_failures);
  g_test_add_func ("/cli/risk/nothing-at-all", test_nothing_at_all);
  g_test_add_func ("/cli/risk/measures", test_measures);
  g_test_add_func ("/cli/risk/wrong-usage", test_wrong_usage);
  g_test_add_func ("/cli/scenarios/json", test_scenarios);
  g_test_add_func ("/cli/scenarios/what-really-happened", test_what_really_happened);
  g_test_add_func ("/cli/scenarios/text", test_scenarios_text);
  return g_test_run ();
}
