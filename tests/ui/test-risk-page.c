/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cw-desk.h"

/* The page of risk in the real window, beside what the command line says of the same store: the
 * figures are the same, and so are the bytes of the returns. */

/* Runs the command line on the demo market, as the window does. */
static char *
run_cli (const char *arguments)
{
  g_autofree char *line = g_strdup_printf ("%s --demo %s", g_getenv ("CW_CLI"), arguments);
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_command_line_sync (line, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return out;
}

static JsonNode *
ask_cli (const char *arguments)
{
  g_autofree char *line = g_strconcat (arguments, " --json", NULL);
  g_autofree char *out = run_cli (line);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (out, &error);

  g_assert_no_error (error);
  return node;
}

static JsonObject *
get_portfolio (JsonNode *node)
{
  return json_object_get_object_member (json_node_get_object (node), "portfolio");
}

/* A row is called by its title and its value. */
static char *
make_name (const char *title, double value, const char *unit)
{
  return g_strdup_printf ("%s, %s%.2f%s", title, value < 0 ? "\u2212" : "",
                          value < 0 ? -value : value, unit);
}

static gboolean
has_names (GPtrArray *list, char **names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (cw_accessible_find (list, CW_ROLE_LIST_ITEM, names[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
await_names (GDBusConnection *bus, char **names)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (GPtrArray) list = cw_accessible_list (bus);

      if (has_names (list, names))
        return;
    }
  g_error ("no row is called “%s”, or one of the others is called otherwise", names[0]);
}

static double
get_loss (JsonNode *node, const char *kind, const char *method)
{
  return json_object_get_double_member (json_object_get_object_member (get_portfolio (node), kind),
                                        method);
}

static double
get_figure (JsonNode *node, const char *name)
{
  return json_object_get_double_member (get_portfolio (node), name);
}

#define PERCENT "\u202f%"

static void
await_figures (GDBusConnection *bus, const char *arguments)
{
  g_autoptr (JsonNode) node = ask_cli (arguments);
  char *names[] = {
    make_name ("Value at Risk", 100 * get_loss (node, "var", "historical"), PERCENT),
    make_name ("Expected Shortfall", 100 * get_loss (node, "es", "historical"), PERCENT),
    make_name ("Value at Risk, Normal", 100 * get_loss (node, "var", "parametric"), PERCENT),
    make_name ("Expected Shortfall, Normal", 100 * get_loss (node, "es", "parametric"), PERCENT),
    make_name ("Volatility", 100 * get_figure (node, "volatility"), PERCENT),
    make_name ("Deepest Fall", 100 * get_figure (node, "max_drawdown"), PERCENT),
    make_name ("Sharpe Ratio", get_figure (node, "sharpe"), ""),
    make_name ("Sortino Ratio", get_figure (node, "sortino"), ""),
    make_name ("Beta", get_figure (node, "beta"), ""),
    NULL,
  };

  await_names (bus, names);
  for (gsize i = 0; names[i] != NULL; i++)
    g_free (names[i]);
}

static CwProgram *
start_page (void)
{
  CwProgram *program = CW_PROGRAM_START (NULL, "--demo", "AAPL", "MSFT", "TSLA");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_program_act (program, "show-page", g_variant_new_string ("risk"));
  cw_program_await_enabled (program, "risk-save-returns-to", TRUE);
  return program;
}

static void
choose (CwProgram *program, const char *action, const char *word)
{
  g_autoptr (GVariant) state = NULL;

  cw_program_act (program, action, g_variant_new_string (word));
  state = cw_program_get_state (program, action);
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, word);
}

static void
test_figures (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_page ();

  choose (program, "risk-portfolio", "equal");
  await_figures (desk->bus, "risk AAPL MSFT TSLA --range 5y");
  choose (program, "risk-confidence", "0.99");
  choose (program, "risk-horizon", "5");
  await_figures (desk->bus, "risk AAPL MSFT TSLA --range 5y --confidence 0.99 --horizon 5");
  choose (program, "risk-range", "1y");
  choose (program, "risk-confidence", "0.9");
  choose (program, "risk-horizon", "1");
  choose (program, "risk-price", "close");
  await_figures (desk->bus, "risk AAPL MSFT TSLA --range 1y --confidence 0.9 --price close");
  /* What is no choice changes nothing. */
  cw_program_act (program, "risk-range", g_variant_new_string ("7y"));
  await_figures (desk->bus, "risk AAPL MSFT TSLA --range 1y --confidence 0.9 --price close");
  cw_program_quit (program);
}

static void
test_portfolios (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_page ();

  choose (program, "risk-symbol", "TSLA");
  choose (program, "risk-portfolio", "symbol");
  choose (program, "risk-range", "2y");
  choose (program, "risk-confidence", "0.95");
  choose (program, "risk-price", "adjclose");
  await_figures (desk->bus, "risk TSLA --range 2y");
  choose (program, "risk-range", "max");
  await_figures (desk->bus, "risk TSLA --range max");
  choose (program, "risk-symbol", "MSFT");
  await_figures (desk->bus, "risk MSFT --range max");
  choose (program, "risk-portfolio", "holdings");
  cw_desk_await (desk, CW_ROLE_LABEL, "No Holdings");
  cw_program_await_enabled (program, "risk-save-returns-to", FALSE);
  choose (program, "risk-portfolio", "equal");
  choose (program, "risk-range", "5y");
  cw_program_await_enabled (program, "risk-save-returns-to", TRUE);
  cw_program_quit (program);
}

static void
test_holdings (CwDesk *desk, gconstpointer data)
{
  static const char *const lines[] = { "watchlist add AAPL MSFT ORCL",
                                       "holdings set AAPL 30 90 2019-03-01",
                                       "holdings set ORCL 40 50 2018-01-02" };
  g_autoptr (CwProgram) program = NULL;
  gsize n = 0;

  for (; n < G_N_ELEMENTS (lines); n++)
    g_free (run_cli (lines[n]));
  g_assert_cmpuint (n, ==, 3);
  program = CW_PROGRAM_START (NULL, "--demo");
  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_program_act (program, "show-page", g_variant_new_string ("risk"));
  choose (program, "risk-portfolio", "holdings");
  await_figures (desk->bus, "risk --holdings --range 5y");
  choose (program, "risk-portfolio", "equal");
  await_figures (desk->bus, "risk --list Watchlist --range 5y");
  cw_program_quit (program);
}

static void
assert_saved (CwProgram *program, const char *path, const char *arguments)
{
  g_autofree char *expected = run_cli (arguments);
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;

  cw_program_act (program, "risk-save-returns-to", g_variant_new_string (path));
  cw_await_file (path);
  g_file_get_contents (path, &saved, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (saved), >, 1000);
  g_assert_cmpstr (saved, ==, expected);
}

static void
test_returns (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_page ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "risk-returns.csv", NULL);
  g_autofree char *other = g_build_filename (g_get_tmp_dir (), "risk-returns-2.csv", NULL);

  choose (program, "risk-portfolio", "equal");
  choose (program, "risk-range", "5y");
  choose (program, "risk-price", "adjclose");
  await_figures (desk->bus, "risk AAPL MSFT TSLA --range 5y");
  assert_saved (program, path, "risk AAPL MSFT TSLA --range 5y --csv");
  choose (program, "risk-range", "1y");
  await_figures (desk->bus, "risk AAPL MSFT TSLA --range 1y");
  assert_saved (program, other, "risk AAPL MSFT TSLA --range 1y --csv");
  cw_program_quit (program);
}

/* What falls of the market would do is what the command line says of them. */
static void
test_scenarios (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_page ();
  g_autoptr (JsonNode) node = ask_cli ("scenarios AAPL MSFT TSLA --range 5y");
  JsonArray *scenarios = json_object_get_array_member (json_node_get_object (node), "scenarios");
  guint n = json_array_get_length (scenarios);
  g_auto (GStrv) names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *scenario = json_array_get_object_element (scenarios, i);
      double change = json_object_get_double_member (scenario, "portfolio");

      g_assert_cmpfloat (change, <, 0);
      names[i] = g_strdup_printf ("%s, ▼ \u2212%.1f\u202f%%",
                                  json_object_get_string_member (scenario, "name"), -100 * change);
    }
  g_assert_cmpuint (n, ==, 7);
  choose (program, "risk-portfolio", "equal");
  await_names (desk->bus, names);
  cw_program_quit (program);
}

static void
test_left_out (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, "--demo", "AAPL", "NOSUCH", "MSFT");

  cw_program_await_window (program);
  cw_program_act (program, "show-page", g_variant_new_string ("risk"));
  choose (program, "risk-portfolio", "equal");
  await_figures (desk->bus, "risk AAPL MSFT --range 5y");
  cw_desk_await (desk, CW_ROLE_LABEL, "1 symbol is left out");
  cw_program_quit (program);
}

/* Everything on the page has a name, and the pictures say in words what they show. */
static void
test_names (CwDesk *desk, gconstpointer data)
{
  static const struct
  {
    const char *title, *words;
  } pictures[] = { { "Daily Returns", "Value at risk at" },
                   { "Drawdown", "The deepest fall was" },
                   { "Correlation", "Highest: " } };
  g_autoptr (CwProgram) program = start_page ();
  g_autoptr (GPtrArray) list = NULL;
  gsize n = 0;

  choose (program, "risk-portfolio", "equal");
  list = cw_accessible_await (desk->bus, CW_ROLE_IMAGE, "Correlation");
  cw_accessible_assert_named (list, 40);
  for (; n < G_N_ELEMENTS (pictures); n++)
    {
      const CwAccessible *picture = cw_accessible_find (list, CW_ROLE_IMAGE, pictures[n].title);

      g_assert_nonnull (picture);
      g_assert_true (picture->focusable);
      g_assert_nonnull (strstr (picture->description, pictures[n].words));
    }
  g_assert_cmpuint (n, ==, 3);
  cw_program_quit (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func) CW_DESK_ADD ("/ui/risk-page/" name, CW_DESK_BARE, func)
  ADD ("figures", test_figures);
  ADD ("portfolios", test_portfolios);
  ADD ("returns", test_returns);
  ADD ("scenarios", test_scenarios);
  ADD ("names", test_names);
  ADD ("left-out", test_left_out);
  ADD ("holdings", test_holdings);
  return g_test_run ();
}
