/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-engine-error.h"
#include "cw-market-error.h"
#include "cw-quotes-error.h"
#include "routing-fixture.h"

#define MANY 500

/* A symbol may name its provider; its own name is the bare one. */
static void
test_named (void)
{
  static const char *const symbols[] = { "acme", "finnhub:aapl", "csv:acme", "YAHOO:ibm", NULL };
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_FINNHUB | ROUTING_FOLDER, NULL);
  engine_run_load (&fixture.run, symbols, &routing_price);
  g_assert_cmpuint (cw_load_get_progress (fixture.run.load).failed, ==, 0);
  routing_assert_price (engine_run_find_ready (&fixture.run, "AAPL"), ROUTING_FINNHUB_PRICE,
                        "Finnhub");
  routing_assert_price (engine_run_find_ready (&fixture.run, "IBM"),
                        routing_get_yahoo_price (&fixture), "Yahoo");
  for (guint i = 0; i < fixture.run.all->len; i++)
    {
      const CwOutcome *outcome = g_ptr_array_index (fixture.run.all, i);

      if (outcome->stage != CW_STAGE_READY)
        continue;
      g_assert_null (strchr (outcome->symbol, ':'));
      if (outcome->index == 0)
        routing_assert_price (outcome, routing_get_yahoo_price (&fixture), "Yahoo");
      if (outcome->index == 2)
        routing_assert_price (outcome, ROUTING_FOLDER_PRICE, "CSV");
    }
  g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, "/quote"), ==, 1);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), ==, 2);
  routing_tear_down (&fixture);
}

static void
test_bad_names (void)
{
  static const char *const symbols[] = { "nobody:AAPL", "yahoo:A B", ":AAPL", "csv:ACME", NULL };
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, NULL);
  engine_run_load (&fixture.run, symbols, &routing_price);
  g_assert_error (engine_run_find (&fixture.run, "nobody:AAPL")->error, CW_ENGINE_ERROR,
                  CW_ENGINE_ERROR_UNKNOWN_PROVIDER);
  g_assert_error (engine_run_find (&fixture.run, "yahoo:A B")->error, CW_MARKET_ERROR,
                  CW_MARKET_ERROR_INVALID_SYMBOL);
  g_assert_error (engine_run_find (&fixture.run, ":AAPL")->error, CW_ENGINE_ERROR,
                  CW_ENGINE_ERROR_UNKNOWN_PROVIDER);
  /* No folder is set up. */
  g_assert_error (engine_run_find (&fixture.run, "ACME")->error, CW_ENGINE_ERROR,
                  CW_ENGINE_ERROR_NOT_OFFERED);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), ==, 0);
  routing_tear_down (&fixture);
}

/* Another provider may be the usual one. */
static void
test_usual (void)
{
  g_autofree char *folder = routing_make_folder ();
  g_autofree char *setting = g_strconcat ("csv:", folder, NULL);
  const CwOutcome *outcome;
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, setting);
  engine_run_load_one (&fixture.run, "ACME", &routing_bars);
  outcome = engine_run_find_ready (&fixture.run, "ACME");
  g_assert_cmpuint (outcome->analysis->series->n_bars, ==, 10);
  routing_assert_price (outcome, ROUTING_FOLDER_PRICE, "CSV");
  engine_run_load_one (&fixture.run, "OTHER", &routing_bars);
  g_assert_error (engine_run_find (&fixture.run, "OTHER")->error, CW_QUOTES_ERROR,
                  CW_QUOTES_ERROR_NOT_FOUND);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), ==, 0);
  routing_tear_down (&fixture);
}

/* Who has no bars says so, once and clearly; nobody stands in for what it never had. */
static void
test_not_offered (void)
{
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_FINNHUB | ROUTING_FOLDER, "finnhub");
  engine_run_load_one (&fixture.run, "AAPL", &routing_bars);
  g_assert_error (engine_run_find (&fixture.run, "AAPL")->error, CW_ENGINE_ERROR,
                  CW_ENGINE_ERROR_NOT_OFFERED);
  g_assert_nonnull (
      g_strstr_len (engine_run_find (&fixture.run, "AAPL")->error->message, -1, "Finnhub"));
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), ==, 0);

  /* Its price it has. */
  engine_run_load_one (&fixture.run, "AAPL", &routing_price);
  routing_assert_price (engine_run_find_ready (&fixture.run, "AAPL"), ROUTING_FINNHUB_PRICE,
                        "Finnhub");

  /* And if it has not, then that is why, and not that it has no bars. */
  fixture.truth.gone = "AAPL";
  scripted_market_set_truth (fixture.finnhub, &fixture.truth);
  engine_run_load_one (&fixture.run, "AAPL", &routing_price);
  g_assert_error (engine_run_find (&fixture.run, "AAPL")->error, CW_QUOTES_ERROR,
                  CW_QUOTES_ERROR_NOT_FOUND);
  routing_tear_down (&fixture);
}

/* What makes another provider stand in, and what does not. */
static void
test_stand_in (void)
{
  static const struct
  {
    guint status;
    gboolean stands_in;
    CwQuotesError error;
  } cases[] = { { 500, TRUE, 0 },
                { 503, TRUE, 0 },
                { 429, TRUE, 0 },
                { 404, FALSE, CW_QUOTES_ERROR_NOT_FOUND },
                { 400, FALSE, CW_QUOTES_ERROR_BAD_REQUEST } };
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++, n_cases++)
    {
      const CwOutcome *outcome;
      RoutingFixture fixture;

      routing_set_up (&fixture, ROUTING_FINNHUB, NULL);
      routing_let_yahoo_answer (&fixture, cases[i].status);
      engine_run_load_one (&fixture.run, "AAPL", &routing_price);
      outcome = engine_run_find (&fixture.run, "AAPL");
      if (cases[i].stands_in)
        routing_assert_price (engine_run_find_ready (&fixture.run, "AAPL"), ROUTING_FINNHUB_PRICE,
                              "Finnhub");
      else
        g_assert_error (outcome->error, CW_QUOTES_ERROR, (int) cases[i].error);
      g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, "/quote"), ==,
                        cases[i].stands_in ? 1 : 0);
      routing_tear_down (&fixture);
    }
  g_assert_cmpuint (n_cases, ==, 5);
}

/* The host cannot be connected to. */
static void
test_unreachable (void)
{
  CwEngineConfig config;
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, NULL);
  engine_run_end (&fixture.run);
  cw_engine_config_init (&config);
  config.yahoo_url = "http://127.0.0.1:9";
  config.finnhub_url = scripted_market_get_url (fixture.finnhub);
  config.finnhub_key = "key";
  config.limits.retries = 0;
  engine_run_begin (&fixture.run, &config);
  engine_run_load_one (&fixture.run, "AAPL", &routing_price);
  routing_assert_price (engine_run_find_ready (&fixture.run, "AAPL"), ROUTING_FINNHUB_PRICE,
                        "Finnhub");
  routing_tear_down (&fixture);
}

/* Nobody who could stand in is set up: the first reason counts. */
static void
test_nobody_stands_in (void)
{
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, NULL);
  routing_let_yahoo_answer (&fixture, 503);
  engine_run_load_one (&fixture.run, "AAPL", &routing_price);
  g_assert_error (engine_run_find (&fixture.run, "AAPL")->error, CW_QUOTES_ERROR,
                  CW_QUOTES_ERROR_PROVIDER_DOWN);
  g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, NULL), ==, 0);
  routing_tear_down (&fixture);
}

/* A folder stands in for bars, if it has the symbol; it is not taken for what is stored. */
static void
test_folder_stands_in (void)
{
  static const char *const symbols[] = { "ACME", "OTHER", NULL };
  const CwOutcome *outcome;
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_FOLDER | ROUTING_STORE, NULL);
  routing_let_yahoo_answer (&fixture, 503);
  engine_run_load (&fixture.run, symbols, &routing_bars);
  outcome = engine_run_find_ready (&fixture.run, "ACME");
  g_assert_cmpuint (outcome->analysis->series->n_bars, ==, 10);
  g_assert_nonnull (g_strstr_len (outcome->analysis->series->info.source, -1, "CSV"));
  outcome = engine_run_find (&fixture.run, "OTHER");
  g_assert_error (outcome->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN);

  routing_let_yahoo_answer (&fixture, 200);
  scripted_market_forget_asked (fixture.yahoo);
  engine_run_load_one (&fixture.run, "yahoo:ACME", &routing_bars);
  g_assert_nonnull (
      g_strstr_len (engine_run_find_ready (&fixture.run, "ACME")->analysis->series->info.source, -1,
                    "Yahoo"));
  routing_tear_down (&fixture);
}

static char **
make_symbols (guint n)
{
  char **symbols = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    symbols[i] = g_strdup_printf ("S%03u", i);
  return symbols;
}

/* A host that is left alone keeps nobody waiting: all of many symbols fail at once. */
static void
test_circuit_open (void)
{
  g_auto (GStrv) symbols = make_symbols (MANY);
  guint n_failed = 0;
  RoutingFixture fixture;
  gint64 start;

  routing_set_up (&fixture, 0, NULL);
  routing_let_yahoo_answer (&fixture, 429);
  start = g_get_monotonic_time ();
  engine_run_load (&fixture.run, (const char *const *) symbols, &routing_bars);
  for (guint i = 0; i < MANY; i++)
    {
      const CwOutcome *outcome = engine_run_find (&fixture.run, symbols[i]);

      g_assert_error (outcome->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED);
      n_failed++;
    }
  g_assert_cmpuint (n_failed, ==, MANY);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), <=, 4);
  /* A minute for each would be hours; this is generous for a busy machine. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
  routing_tear_down (&fixture);
}

/* A host that is left alone is asked by hand, but no more often than once a minute. */
static void
test_by_hand (void)
{
  CwLoadOptions by_hand = routing_bars;
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, NULL);
  routing_let_yahoo_answer (&fixture, 429);
  engine_run_load_one (&fixture.run, "AAPL", &routing_bars);
  engine_run_load_one (&fixture.run, "AAPL", &routing_bars);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), ==, 1);
  by_hand.refresh = TRUE;
  for (guint i = 0; i < 3; i++)
    {
      engine_run_load_one (&fixture.run, "AAPL", &by_hand);
      g_assert_error (engine_run_find (&fixture.run, "AAPL")->error, CW_QUOTES_ERROR,
                      CW_QUOTES_ERROR_RATE_LIMITED);
    }
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), ==, 2);
  routing_tear_down (&fixture);
}

/* And each of them gets its price from who stands in. */
static void
test_circuit_open_with_stand_in (void)
{
  g_auto (GStrv) symbols = make_symbols (MANY);
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_FINNHUB, NULL);
  routing_let_yahoo_answer (&fixture, 429);
  engine_run_load (&fixture.run, (const char *const *) symbols, &CW_LOAD_OPTIONS_QUOTES);
  for (guint i = 0; i < MANY; i++)
    routing_assert_price (engine_run_find_ready (&fixture.run, symbols[i]), ROUTING_FINNHUB_PRICE,
                          "Finnhub");
  g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, "/quote"), ==, MANY);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), <=, 10);
  routing_tear_down (&fixture);
}

/* Many prices in few requests; what those leave out is asked for by itself. */
static void
test_batch (void)
{
  g_auto (GStrv) symbols = make_symbols (MANY);
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, NULL);
  fixture.truth.skipped = "S007";
  fixture.truth.gone = "S013";
  scripted_market_set_truth (fixture.yahoo, &fixture.truth);
  engine_run_load (&fixture.run, (const char *const *) symbols, &CW_LOAD_OPTIONS_QUOTES);
  for (guint i = 0; i < MANY; i++)
    if (i == 13)
      g_assert_error (engine_run_find (&fixture.run, symbols[i])->error, CW_QUOTES_ERROR,
                      CW_QUOTES_ERROR_NOT_FOUND);
    else
      routing_assert_price (engine_run_find_ready (&fixture.run, symbols[i]),
                            routing_get_yahoo_price (&fixture), "Yahoo");
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, NULL), <=, MANY / 5);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, "/chart/S007"), ==, 1);
  g_assert_cmpuint (scripted_market_count_asked (fixture.yahoo, "/chart/S001"), ==, 0);
  routing_tear_down (&fixture);
}

/* Whichever way a price comes, the figures come too where they are wanted, and are asked for once:
 * together with others, by itself because the others did not bring it, or from who stands in. */
static void
test_batch_with_figures (void)
{
  static const char *const symbols[] = { "S000", "S001", "S002", NULL };
  static const guint statuses[] = { 200, 503 };
  CwLoadOptions options = CW_LOAD_OPTIONS_QUOTES;
  guint n = 0;

  options.figures = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      RoutingFixture fixture;

      routing_set_up (&fixture, ROUTING_FINNHUB, NULL);
      fixture.truth.skipped = "S001";
      routing_let_yahoo_answer (&fixture, statuses[i]);
      engine_run_load (&fixture.run, symbols, &options);
      for (guint j = 0; symbols[j] != NULL; j++, n++)
        {
          const CwOutcome *outcome = engine_run_find_ready (&fixture.run, symbols[j]);

          g_assert_cmpfloat (outcome->analysis->quote.price, >, 0);
          g_assert_nonnull (outcome->analysis->fundamentals);
        }
      g_assert_cmpuint (scripted_market_count_asked (fixture.finnhub, "/metric"), ==, 3);
      routing_tear_down (&fixture);
    }
  g_assert_cmpuint (n, ==, 6);
}

/* A provider without batches is asked for each price. */
static void
test_without_batches (void)
{
  static const char *const symbols[] = { "AAA", "BBB", "CCC", NULL };
  RoutingFixture fixture;

  routing_set_up (&fixture, 0, NULL);
  fixture.truth.no_batches = TRUE;
  scripted_market_set_truth (fixture.yahoo, &fixture.truth);
  engine_run_load (&fixture.run, symbols, &CW_LOAD_OPTIONS_QUOTES);
  for (guint i = 0; i < 3; i++)
    routing_assert_price (engine_run_find_ready (&fixture.run, symbols[i]),
                          routing_get_yahoo_price (&fixture), "Yahoo");
  routing_tear_down (&fixture);
}

/* The bars fail and the figures and the price of another provider are there: all is shown, each
 * with its source, and why the rest is missing. */
static void
test_analysis_without_bars (void)
{
  const CwOutcome *outcome;
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_FINNHUB, NULL);
  routing_let_yahoo_answer (&fixture, 503);
  engine_run_load_one (&fixture.run, "AAPL", &CW_LOAD_OPTIONS_ANALYSIS);
  outcome = engine_run_find (&fixture.run, "AAPL");
  g_assert_error (outcome->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN);
  routing_assert_price (outcome, ROUTING_FINNHUB_PRICE, "Finnhub");
  g_assert_cmpuint (outcome->analysis->series->n_bars, ==, 0);
  g_assert_nonnull (outcome->analysis->fundamentals);
  g_assert_cmpint (outcome->analysis->short_term->action, ==, CW_ACTION_NOT_ENOUGH_DATA);
  routing_tear_down (&fixture);
}

static void
wait_until_asked (ScriptedMarket *market, const char *part)
{
  while (scripted_market_count_asked (market, part) == 0)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* The last answer of one load comes while another has only just begun, and its stored prices have
 * not been seen yet: the first one ends all the same, though the market is not asked again. */
static void
test_overtaken (void)
{
  static const char *const first[] = { "MSFT", NULL }, *const second[] = { "AAPL", NULL };
  g_autoptr (CwLoad) other = NULL;
  RoutingFixture fixture;

  routing_set_up (&fixture, ROUTING_STORE, NULL);
  engine_run_load_one (&fixture.run, "AAPL", &CW_LOAD_OPTIONS_ANALYSIS);
  fixture.truth.latency_ms = 200;
  scripted_market_set_truth (fixture.yahoo, &fixture.truth);
  engine_run_start (&fixture.run, first, &CW_LOAD_OPTIONS_ANALYSIS);
  wait_until_asked (fixture.yahoo, "/chart/MSFT");
  other = cw_engine_load (fixture.run.engine, second, &CW_LOAD_OPTIONS_ANALYSIS);
  g_usleep (600 * 1000); /* nobody looks while the answer comes */
  engine_run_wait (&fixture.run);
  engine_run_find_ready (&fixture.run, "MSFT");
  while (!cw_load_is_finished (other))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&other);
  routing_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/routing/named", test_named);
  g_test_add_func ("/engine/routing/bad-names", test_bad_names);
  g_test_add_func ("/engine/routing/usual", test_usual);
  g_test_add_func ("/engine/routing/not-offered", test_not_offered);
  g_test_add_func ("/engine/routing/stand-in", test_stand_in);
  g_test_add_func ("/engine/routing/unreachable", test_unreachable);
  g_test_add_func ("/engine/routing/nobody-stands-in", test_nobody_stands_in);
  g_test_add_func ("/engine/routing/folder-stands-in", test_folder_stands_in);
  g_test_add_func ("/engine/routing/circuit-open", test_circuit_open);
  g_test_add_func ("/engine/routing/by-hand", test_by_hand);
  g_test_add_func ("/engine/routing/circuit-open-with-stand-in", test_circuit_open_with_stand_in);
  g_test_add_func ("/engine/routing/batch", test_batch);
  g_test_add_func ("/engine/routing/batch-with-figures", test_batch_with_figures);
  g_test_add_func ("/engine/routing/without-batches", test_without_batches);
  g_test_add_func ("/engine/routing/analysis-without-bars", test_analysis_without_bars);
  g_test_add_func ("/engine/routing/overtaken", test_overtaken);
  return g_test_run ();
}
