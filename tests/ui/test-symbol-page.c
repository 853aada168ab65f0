/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cw-desk.h"

/* A symbol's page in the real window: its cards say what the command line says, and keys lead to
 * all of them. */

#define PERCENT "\u202f%%" /* in a format */
#define MINUS "\u2212"

/* So many times Tab is pressed at most: more than there is to go to. */
#define MOST_TABS 120
#define TABS_AT_ONCE 4

static CwProgram *
start_demo (const char *symbol)
{
  CwProgram *program = CW_PROGRAM_START (NULL, "--demo", symbol);

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  return program;
}

static JsonNode *
ask_cli (const char *arguments)
{
  g_autofree char *line = g_strdup_printf ("%s --demo --json %s", g_getenv ("CW_CLI"), arguments);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  int status;

  g_spawn_command_line_sync (line, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  node = json_from_string (out, &error);
  g_assert_no_error (error);
  return node;
}

/* What a card says of itself, or NULL where there is none, or none that says anything yet. */
static char *
find_words (GDBusConnection *bus, const char *card, const char *with)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (bus);

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *accessible = g_ptr_array_index (list, i);

      if (g_strcmp0 (accessible->name, card) == 0 && accessible->description != NULL
          && strstr (accessible->description, with) != NULL)
        return g_strdup (accessible->description);
    }
  return NULL;
}

static char *
await_words (GDBusConnection *bus, const char *card, const char *with)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      char *words = find_words (bus, card, with);

      if (words != NULL)
        return words;
      g_usleep (G_USEC_PER_SEC / 20);
    }
  g_error ("the card “%s” does not say “%s”", card, with);
}

/* Goes on from one thing to the next, until the card has been in sight and says what it shows. */
static char *
walk_to (CwProgram *program, GDBusConnection *bus, const char *card, const char *with)
{
  for (int tabs = 0; tabs < MOST_TABS; tabs += TABS_AT_ONCE)
    {
      char *words = find_words (bus, card, with);

      if (words != NULL)
        return words;
      cw_program_press (program, "Tab Tab Tab Tab");
    }
  return await_words (bus, card, with);
}

static void G_GNUC_PRINTF (2, 3) assert_says (const char *words, const char *format, ...)
{
  g_autofree char *expected = NULL;
  va_list arguments;

  va_start (arguments, format);
  expected = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (strstr (words, expected) == NULL)
    g_error ("“%s” is not in: %s", expected, words);
}

static JsonObject *
get_symbol (JsonNode *node, const char *symbol)
{
  return json_object_get_object_member (json_object_get_object_member (json_node_get_object (node),
                                                                       "symbols"),
                                        symbol);
}

static double
get_loss (JsonObject *figures, const char *kind, const char *method)
{
  return json_object_get_double_member (json_object_get_object_member (figures, kind), method);
}

static void
check_risk (const char *words)
{
  g_autoptr (JsonNode) node = ask_cli ("risk AAPL --range 5y");
  JsonObject *figures = get_symbol (node, "AAPL");

  assert_says (words, "Volatility a year %.1f" PERCENT,
               100 * json_object_get_double_member (figures, "volatility"));
  assert_says (words, "VaR 95 %%, one day %.2f" PERCENT,
               100 * get_loss (figures, "var", "historical"));
  assert_says (words, "The same, if normal %.2f" PERCENT,
               100 * get_loss (figures, "var", "parametric"));
  assert_says (words, "Expected shortfall 95 %% %.2f" PERCENT,
               100 * get_loss (figures, "es", "historical"));
  assert_says (words, "Deepest fall %.1f" PERCENT,
               100 * json_object_get_double_member (figures, "max_drawdown"));
  assert_says (words, "Beta %.2f", json_object_get_double_member (figures, "beta"));
  assert_says (words, "Correlation with the market %.2f",
               json_object_get_double_member (figures, "correlation_with_benchmark"));
}

static void
check_scenario (const char *words, JsonObject *scenario)
{
  JsonObject *symbol =
      json_object_get_object_member (json_object_get_object_member (scenario, "symbols"), "AAPL");
  const char *name = json_object_get_string_member (scenario, "name");
  double market = json_object_get_double_member (scenario, "market_change");
  double change = json_object_get_double_member (symbol, "change");

  if (json_object_get_null_member (symbol, "actual"))
    assert_says (words, "%s: " MINUS "%.1f" PERCENT ". Market " MINUS "%.1f" PERCENT ".", name,
                 -100 * change, -100 * market);
  else
    assert_says (words,
                 "%s: " MINUS "%.1f" PERCENT ". Market " MINUS "%.1f" PERCENT
                 " · what happened: " MINUS "%.1f" PERCENT ".",
                 name, -100 * change, -100 * market,
                 -100 * json_object_get_double_member (symbol, "actual"));
}

/* Beta is of five years, what happened of all that is known: the former is asked for first. */
static void
check_scenarios (const char *words)
{
  g_autoptr (JsonNode) node = ask_cli ("scenarios AAPL --range 5y");
  JsonArray *scenarios = json_object_get_array_member (json_node_get_object (node), "scenarios");

  g_assert_cmpuint (json_array_get_length (scenarios), ==, 7);
  for (guint i = 0; i < 7; i++)
    check_scenario (words, json_array_get_object_element (scenarios, i));
}

static void
test_figures (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_demo ("AAPL");
  g_autofree char *risk = walk_to (program, desk->bus, "Risk", "Beta 1");
  g_autofree char *scenarios = NULL;
  g_autofree char *dividends = NULL;
  g_autoptr (GPtrArray) list = NULL;

  check_risk (risk);
  scenarios = await_words (desk->bus, "Scenarios", "what happened");
  check_scenarios (scenarios);
  dividends = await_words (desk->bus, "Dividends and Splits", "In twelve months");
  assert_says (dividends, "Yield: 0.");
  list = cw_accessible_list (desk->bus);
  cw_accessible_assert_named (list, 20);
  cw_program_quit (program);
}

static void
test_all_dividends (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_demo ("AAPL");
  g_autoptr (GPtrArray) list = NULL;

  g_free (walk_to (program, desk->bus, "Dividends and Splits", "In twelve months"));
  cw_desk_press (desk, "Show All Dividends and Splits");
  list = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "Split 4 for 1");
  cw_accessible_assert_named (list, 20);
  cw_program_press (program, "Escape");
  cw_program_quit (program);
}

static double
get_double (JsonObject *object, const char *name)
{
  return 100 * json_object_get_double_member (object, name);
}

static void
await_label (GDBusConnection *bus, const char *format, double value)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *text = g_strdup_printf (format, value);
#pragma GCC diagnostic pop

  g_ptr_array_unref (cw_accessible_await (bus, CW_ROLE_LABEL, text));
}

/* The rule’s own record, and holding beside it. */
static void
test_track_record (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_demo ("AAPL");
  g_autoptr (JsonNode) node = ask_cli ("backtest AAPL --range 5y");
  JsonObject *results = json_object_get_object_member (json_node_get_object (node), "results");
  JsonObject *rule = json_object_get_object_member (results, "AAPL");
  JsonObject *holding = json_object_get_object_member (rule, "buy_and_hold");

  cw_desk_press (desk, "Track Record");
  await_label (desk->bus, "+%.1f" PERCENT, get_double (rule, "annual_return"));
  await_label (desk->bus, "+%.1f" PERCENT, get_double (holding, "annual_return"));
  await_label (desk->bus, "%.1f" PERCENT, get_double (rule, "max_drawdown"));
  await_label (desk->bus, "%.1f" PERCENT, get_double (holding, "max_drawdown"));
  cw_program_quit (program);
}

#define ADD(name, function) CW_DESK_ADD ("/ui/symbol-page/" name, CW_DESK_BARE, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("figures", test_figures);
  ADD ("all-dividends", test_all_dividends);
  ADD ("track-record", test_track_record);
  return g_test_run ();
}
