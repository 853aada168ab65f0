/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli-runner.h"

/* The members that scripts rely on: every one is there, and no other, so that none is added or
 * lost without somebody who means it. */

/* Members that are named by what was asked for. */
static const struct
{
  const char *name, *kind;
} variable[] = {
  { "AAPL", "SYMBOL" }, { "MSFT", "SYMBOL" },  { "NOSUCH", "SYMBOL" },
  { "1d", "INTERVAL" }, { "1wk", "INTERVAL" },
};

static const char *
get_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variable); i++)
    if (g_str_equal (name, variable[i].name))
      return variable[i].kind;
  return name;
}

/* Collects the paths of all members; the elements of an array have one path together. */
static void
collect (JsonNode *node, const char *path, GHashTable *to)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_autofree char *inside = g_strconcat (path, "[]", NULL);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect (json_array_get_element (array, i), inside, to);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        {
          g_autofree char *inside =
              g_strconcat (path, path[0] != '\0' ? "." : "", get_kind (name), NULL);

          collect (member, inside, to);
        }
    }
  if (path[0] != '\0' && !g_str_has_suffix (path, "[]"))
    g_hash_table_add (to, g_strdup (path));
}

/* Takes “a.{b c} d” apart into the paths a, a.b, a.c and d. */
static const char *
expand (const char *shape, const char *prefix, GHashTable *to)
{
  while (*shape != '\0' && *shape != '}')
    {
      gsize length = strcspn (shape, " {}");
      g_autofree char *word = g_strndup (shape, length);
      gboolean opens = g_str_has_suffix (word, ".");
      g_autofree char *path = NULL, *bare = NULL;

      if (opens)
        word[length - 1] = '\0';
      path = g_strconcat (prefix, word, NULL);
      bare = g_strdup (path);
      if (g_str_has_suffix (bare, "[]"))
        bare[strlen (bare) - 2] = '\0';
      if (bare[0] != '\0')
        g_hash_table_add (to, g_strdup (bare));
      shape += length;
      if (opens)
        {
          g_autofree char *inside = g_strconcat (path, ".", NULL);

          g_assert_true (*shape == '{');
          shape = expand (shape + 1, inside, to);
          g_assert_true (*shape == '}');
          shape++;
        }
      while (*shape == ' ')
        shape++;
    }
  return shape;
}

static void
check_has_all (GHashTable *all, GHashTable *of, const char *what)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, of);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      if (!g_hash_table_contains (all, path))
        g_test_message ("%s: %s", what, (const char *) path);
      g_assert_true (g_hash_table_contains (all, path));
    }
}

static void
check_shape (const char *line, const char *shape, guint n_paths)
{
  static const char *const environment[] = { "CANDLEWICK_FINNHUB_KEY=key", NULL };
  g_autoptr (CliRun) run = cli_run_in (environment, "%s --json --quiet", line);
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_test_message ("%s", line);
  collect (cli_run_parse_json (run), "", found);
  g_assert_cmpstr (expand (shape, "", expected), ==, "");
  check_has_all (found, expected, "missing");
  check_has_all (expected, found, "not expected");
  g_assert_cmpuint (g_hash_table_size (found), ==, n_paths);
}

#define ERRORS "errors.{SYMBOL.{code message}}"
#define RULES "rules[].{name value threshold vote weight text}"
#define FIGURES                                                                           \
  "mean_daily_return daily_deviation skewness excess_kurtosis volatility sharpe sortino " \
  "max_drawdown beta alpha correlation_with_benchmark "                                   \
  "var.{historical parametric cornish_fisher} es.{historical parametric}"

static void
test_quotes (void)
{
  check_shape ("--demo quotes AAPL NOSUCH",
               "[].{symbol name price currency time previous_close change change_percent "
               "age_seconds source error}",
               11);
}

static void
test_history (void)
{
  check_shape ("--demo history AAPL NOSUCH --interval 1d,1wk",
               "results.{SYMBOL.{INTERVAL.{currency timezone source "
               "bars[].{time open high low close adj_close volume} dividends[].{time amount} "
               "splits[].{time numerator denominator} rejected_bars}}} " ERRORS,
               26);
}

static void
test_analyze (void)
{
  check_shape (
      "--demo analyze AAPL NOSUCH",
      "market.{symbol average_growth "
      "thresholds.{max_debt_to_equity min_roe min_gross_margin}} "
      "results.{SYMBOL.{short_term_decision.{action score as_of " RULES "} "
      "long_term_decision.{action score " RULES "} "
      "price currency rsi macd signal_line histogram moving_average "
      "ratios.{debt_to_equity long_term_debt_to_equity roe roa roi gross_margin operating_margin "
      "net_margin current_ratio quick_ratio pe forward_pe peg pb ps eps "
      "book_value_per_share eps_growth_5y revenue_growth_5y dividend_yield payout_ratio beta "
      "market_cap}}} " ERRORS,
      65);
}

static void
test_risk (void)
{
  check_shape ("--demo risk AAPL MSFT NOSUCH",
               "as_of observations symbols.{SYMBOL.{" FIGURES "}} "
               "portfolio.{weights.{SYMBOL} " FIGURES "} "
               "correlation.{symbols[] matrix[]} " ERRORS,
               50);
}

static void
test_lab (void)
{
  check_shape ("lab --requests 2 --delay 0.02 --workers 1",
               "requests delay_seconds workers "
               "modes[].{mode wall_seconds cpu_seconds peak_threads ideal_seconds "
               "lanes[].{request lane start end ok}}",
               15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/shapes/quotes", test_quotes);
  g_test_add_func ("/cli/shapes/history", test_history);
  g_test_add_func ("/cli/shapes/analyze", test_analyze);
  g_test_add_func ("/cli/shapes/risk", test_risk);
  g_test_add_func ("/cli/shapes/lab", test_lab);
  return g_test_run ();
}
