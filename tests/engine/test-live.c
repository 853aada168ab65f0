/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-store-quotes.h"
#include "engine-run.h"
#include "scripted-market.h"

/* Prices that are asked for by a schedule, over what has been analysed before. */

#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#define N_BARS 300

typedef struct
{
  ScriptedMarket *market;
  ScriptedTruth truth;
  EngineRun run;
} Fixture;

static const char *const symbols[] = { "AAA", "BBB", "CCC", NULL };

static void
set_up (Fixture *fixture)
{
  g_autofree char *data_dir = engine_run_make_data_dir ();
  CwEngineConfig config;

  /* A session runs, so that prices may have changed. */
  fixture->truth = scripted_truth_of_session (N_BARS, 5 * HOUR, HOUR, 100);
  fixture->market = scripted_market_new (&fixture->truth);
  cw_engine_config_init (&config);
  config.yahoo_url = scripted_market_get_url (fixture->market);
  config.data_dir = data_dir;
  config.limits.retries = 0;
  engine_run_begin (&fixture->run, &config);
}

static void
tear_down (Fixture *fixture)
{
  engine_run_end (&fixture->run);
  scripted_market_free (fixture->market);
}

static void
load (Fixture *fixture, const CwLoadOptions *options)
{
  engine_run_load (&fixture->run, symbols, options);
}

static CwAnalysis *
ref_analysis (Fixture *fixture, const char *symbol)
{
  return cw_analysis_ref (engine_run_find_ready (&fixture->run, symbol)->analysis);
}

/* A minute later everything costs a tenth more. */
static void
move_market (Fixture *fixture)
{
  fixture->truth.factor *= 1.1;
  fixture->truth.market_time += 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  scripted_market_forget_asked (fixture->market);
}

static const CwLoadOptions live = { .interval = CW_INTERVAL_1D,
                                    .range = CW_RANGE_5D,
                                    .depth = CW_LOAD_QUOTES,
                                    .live = TRUE,
                                    .batched = TRUE };

/* However new the stored price is, and all of them in one question. */
static void
test_asks (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  Fixture fixture;
  double before;

  set_up (&fixture);
  load (&fixture, &analysis);
  before = engine_run_find_ready (&fixture.run, "BBB")->analysis->quote.price;
  for (guint i = 1; i <= 3; i++)
    {
      move_market (&fixture);
      load (&fixture, &live);
      g_assert_cmpuint (scripted_market_count_asked (fixture.market, "/spark"), ==, 1);
      g_assert_cmpuint (scripted_market_count_asked (fixture.market, "/chart"), ==, 0);
      g_assert_cmpfloat_with_epsilon (
          engine_run_find_ready (&fixture.run, "BBB")->analysis->quote.price, before * pow (1.1, i),
          1e-6);
    }
  tear_down (&fixture);
}

static void
test_default_options (void)
{
  const CwLoadOptions usual = CW_LOAD_OPTIONS_LIVE;

  g_assert_cmpint (usual.depth, ==, live.depth);
  g_assert_true (usual.live && usual.batched && !usual.refresh && !usual.save);
}

static void
test_session (void)
{
  Fixture fixture;
  g_autoptr (CwAnalysis) price = NULL;

  set_up (&fixture);
  load (&fixture, &live);
  price = ref_analysis (&fixture, "AAA");
  g_assert_cmpint (price->hours.start, ==, fixture.truth.session_start);
  g_assert_cmpint (price->hours.end, ==, fixture.truth.session_end);
  g_assert_nonnull (price->hours.zone);
  g_assert_true (cw_market_hours_are_open (&price->hours, fixture.truth.market_time));
  tear_down (&fixture);
}

static void
assert_same_decisions (const CwAnalysis *a, const CwAnalysis *b)
{
  g_assert_true (a->short_term == b->short_term);
  g_assert_true (a->long_term == b->long_term);
  g_assert_cmpstr (a->track_record, ==, b->track_record);
  g_assert_cmpuint (a->n_sparkline, ==, b->n_sparkline);
}

/* The price is the new one, the bars are those that there were, but for the last. */
static void
test_join (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  Fixture fixture;
  g_autoptr (CwAnalysis) before = NULL, newer = NULL, plain = NULL, moved = NULL, again = NULL;
  gsize last;

  set_up (&fixture);
  load (&fixture, &analysis);
  before = ref_analysis (&fixture, "AAA");
  move_market (&fixture);
  load (&fixture, &live);
  newer = ref_analysis (&fixture, "AAA");

  plain = cw_analysis_new_live (before, newer, FALSE);
  g_assert_true (plain->series == before->series);
  g_assert_cmpfloat_with_epsilon (plain->quote.price, newer->quote.price, 1e-9);
  assert_same_decisions (plain, before);

  moved = cw_analysis_new_live (before, newer, TRUE);
  last = before->series->n_bars - 1;
  g_assert_cmpuint (moved->series->n_bars, ==, last + 1);
  g_assert_cmpint (moved->series->time[last], ==, before->series->time[last]);
  g_assert_cmpfloat_with_epsilon (moved->series->close[last], newer->quote.price, 1e-9);
  g_assert_cmpfloat (moved->series->high[last], >=, newer->quote.price);
  g_assert_cmpfloat (moved->series->low[last], <=, before->series->low[last]);
  g_assert_cmpfloat_with_epsilon (moved->series->close[last - 1], before->series->close[last - 1],
                                  1e-9);
  assert_same_decisions (moved, before);
  g_assert_true (moved->hours.zone == moved->series->zone);
  g_assert_false (cw_analysis_lacks_bars (moved));

  /* An answer that was overtaken changes nothing. */
  again = cw_analysis_new_live (moved, before, TRUE);
  g_assert_true (again == moved);
  tear_down (&fixture);
}

/* The next morning there is a price before there is a bar. */
static void
test_new_day (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  Fixture fixture;
  g_autoptr (CwAnalysis) before = NULL, newer = NULL, joined = NULL;

  set_up (&fixture);
  fixture.truth.session_start -= DAY;
  fixture.truth.session_end -= DAY;
  fixture.truth.market_time = fixture.truth.session_end;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  load (&fixture, &analysis);
  before = ref_analysis (&fixture, "AAA");
  g_assert_false (cw_analysis_lacks_bars (before));

  fixture.truth.session_start += DAY;
  fixture.truth.session_end += DAY;
  fixture.truth.market_time = fixture.truth.session_start + 60;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  load (&fixture, &live);
  newer = ref_analysis (&fixture, "AAA");
  joined = cw_analysis_new_live (before, newer, TRUE);
  g_assert_true (joined->series == before->series);
  g_assert_cmpint (joined->hours.start, ==, fixture.truth.session_start);
  g_assert_true (cw_analysis_lacks_bars (joined));
  tear_down (&fixture);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GPtrArray **) data = cw_store_load_quotes_finish (result, NULL);
}

static GPtrArray *
load_stored (Fixture *fixture)
{
  GPtrArray *quotes = NULL;

  cw_store_load_quotes_async (cw_engine_get_store (fixture->run.engine), symbols, NULL, stored_cb,
                              &quotes);
  while (quotes == NULL)
    g_main_context_iteration (NULL, TRUE);
  return quotes;
}

static double
get_stored_price (Fixture *fixture, gsize *n_closes)
{
  g_autoptr (GPtrArray) quotes = load_stored (fixture);
  const CwStoredQuote *stored = g_ptr_array_index (quotes, 0);

  *n_closes = stored->quote->n_closes;
  return stored->quote->quote.price;
}

/* What is asked for every minute is written every five, and the line beside it stays. */
static void
test_saving (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  Fixture fixture;
  gsize n_closes;
  double first, second;

  set_up (&fixture);
  load (&fixture, &analysis);
  move_market (&fixture);
  load (&fixture, &live);
  first = engine_run_find_ready (&fixture.run, "AAA")->analysis->quote.price;
  move_market (&fixture);
  load (&fixture, &live);
  second = get_stored_price (&fixture, &n_closes);
  g_assert_cmpfloat_with_epsilon (second, first, 1e-6);
  g_assert_cmpuint (n_closes, ==, CW_SPARKLINE_POINTS);
  tear_down (&fixture);
}

static void
test_offline (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  Fixture fixture;

  set_up (&fixture);
  load (&fixture, &analysis);
  cw_engine_set_offline (fixture.run.engine, TRUE);
  scripted_market_forget_asked (fixture.market);
  load (&fixture, &live);
  g_assert_cmpint (engine_run_find (&fixture.run, "AAA")->stage, ==, CW_STAGE_FAILED);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, "/"), ==, 0);
  tear_down (&fixture);
}

/* What a person asks for by hand may be tried before its time; what a schedule asks for may not. */
static void
test_refusal (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  Fixture fixture;
  g_autoptr (GPtrArray) hosts = NULL;
  const CwHttpHostState *host;

  set_up (&fixture);
  load (&fixture, &analysis);
  fixture.truth.status = 429;
  fixture.truth.retry_after = 600;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  load (&fixture, &live);
  hosts = cw_engine_dup_hosts (fixture.run.engine);
  g_assert_cmpuint (hosts->len, ==, 1);
  host = g_ptr_array_index (hosts, 0);
  g_assert_cmpint (host->closed_until, >=, g_get_real_time () / G_USEC_PER_SEC + 500);
  g_assert_cmpint (host->answered_at, >, 0);
  g_assert_nonnull (host->reason);

  scripted_market_forget_asked (fixture.market);
  load (&fixture, &live);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, "/"), ==, 0);
  tear_down (&fixture);
}

/* A symbol that batches leave out is asked for by itself; the few bars that come with it do not
 * take the place of all that there were. */
static void
test_left_out (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  Fixture fixture;
  g_autoptr (CwAnalysis) before = NULL, newer = NULL, joined = NULL;

  set_up (&fixture);
  load (&fixture, &analysis);
  before = ref_analysis (&fixture, "BBB");
  fixture.truth.skipped = "BBB";
  move_market (&fixture);
  load (&fixture, &live);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, "/chart/BBB"), ==, 1);
  newer = ref_analysis (&fixture, "BBB");
  joined = cw_analysis_new_live (before, newer, TRUE);
  g_assert_cmpuint (joined->series->n_bars, ==, before->series->n_bars);
  g_assert_cmpfloat_with_epsilon (joined->quote.price, newer->quote.price, 1e-9);
  tear_down (&fixture);
}

/* --- thresholds --- */

static void
test_thresholds (void)
{
  static const struct
  {
    double growth, min_roe, min_gross_margin;
  } rows[] = { { 1.05, 0.30, 0.02 }, { 0.9, 0.35, 0.07 }, { 1.2, 0.25, 0.0 }, { NAN, 0.30, 0.02 } };
  const CwThresholds wanted = { 1.5, 0.30, 0.02 };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      CwMarketGrowth market = { .average_growth = rows[n].growth };

      cw_market_growth_move_thresholds (&market, &wanted);
      g_assert_cmpfloat_with_epsilon (market.thresholds.max_debt_to_equity, 1.5, 1e-12);
      g_assert_cmpfloat_with_epsilon (market.thresholds.min_roe, rows[n].min_roe, 1e-12);
      g_assert_cmpfloat_with_epsilon (market.thresholds.min_gross_margin, rows[n].min_gross_margin,
                                      1e-12);
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_set_thresholds (void)
{
  const CwLoadOptions analysis = CW_LOAD_OPTIONS_ANALYSIS;
  const CwThresholds wanted = { 1.25, 0.33, 0.44 };
  Fixture fixture;
  g_autoptr (CwAnalysis) before = NULL, after = NULL, decided = NULL;

  set_up (&fixture);
  load (&fixture, &analysis);
  before = ref_analysis (&fixture, "AAA");
  g_assert_cmpfloat_with_epsilon (before->market.thresholds.max_debt_to_equity, 2.0, 1e-12);
  cw_engine_set_thresholds (fixture.run.engine, &wanted);
  load (&fixture, &analysis);
  after = ref_analysis (&fixture, "AAA");
  g_assert_cmpfloat_with_epsilon (after->market.thresholds.max_debt_to_equity, 1.25, 1e-12);

  decided = cw_analysis_new_with_market (before, &after->market);
  g_assert_cmpfloat_with_epsilon (decided->market.thresholds.max_debt_to_equity, 1.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (decided->long_term->rules[0].threshold, 1.25, 1e-12);
  g_assert_true (decided->series == before->series);
  g_assert_true (decided->short_term == before->short_term);
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/live/asks", test_asks);
  g_test_add_func ("/engine/live/default-options", test_default_options);
  g_test_add_func ("/engine/live/session", test_session);
  g_test_add_func ("/engine/live/join", test_join);
  g_test_add_func ("/engine/live/new-day", test_new_day);
  g_test_add_func ("/engine/live/saving", test_saving);
  g_test_add_func ("/engine/live/offline", test_offline);
  g_test_add_func ("/engine/live/refusal", test_refusal);
  g_test_add_func ("/engine/live/left-out", test_left_out);
  g_test_add_func ("/engine/thresholds/moved", test_thresholds);
  g_test_add_func ("/engine/thresholds/set", test_set_thresholds);
  return g_test_run ();
}
