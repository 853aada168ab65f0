/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-engine-error.h"
#include "cw-quotes-error.h"
#include "engine-run.h"
#include "scripted-market.h"

#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#define OVERLAP 10

typedef struct
{
  ScriptedMarket *market;
  ScriptedTruth truth;
  char *data_dir;
  CwClock clock;
  EngineRun run;
} Fixture;

static const CwLoadOptions year = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_1Y };

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Two years of bars; the last session is over since an hour and a half. */
static ScriptedTruth
make_truth (void)
{
  gint64 now = get_now ();

  return (ScriptedTruth){ .session_start = now - 8 * HOUR,
                          .session_end = now - 3 * HOUR / 2,
                          .market_time = now - 3 * HOUR / 2,
                          .n_bars = 800,
                          .name = "Old Company",
                          .exchange = "NasdaqGS",
                          .currency = "USD",
                          .first_trade = now - 3650 * (gint64) DAY,
                          .factor = 1,
                          .adj_factor = 1 };
}

/* A session that runs, and ends in an hour. */
static void
let_session_run (ScriptedTruth *truth)
{
  gint64 now = get_now ();

  truth->session_start = now - 5 * HOUR;
  truth->session_end = now + HOUR;
  truth->market_time = now - 10;
}

static void
begin (Fixture *fixture)
{
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = scripted_market_get_url (fixture->market);
  config.data_dir = fixture->data_dir;
  config.clock = fixture->clock;
  config.limits.retries = 0;
  engine_run_begin (&fixture->run, &config);
}

static void
end (Fixture *fixture)
{
  g_autoptr (GError) error = cw_engine_dup_store_error (fixture->run.engine);

  g_assert_no_error (error);
  engine_run_end (&fixture->run);
}

/* Another start of the program. */
static void
restart (Fixture *fixture)
{
  end (fixture);
  scripted_market_forget_asked (fixture->market);
  begin (fixture);
}

static void
set_up (Fixture *fixture, const ScriptedTruth *truth)
{
  *fixture = (Fixture){ .truth = *truth, .clock = fixture->clock };
  fixture->market = scripted_market_new (truth);
  fixture->data_dir = engine_run_make_data_dir ();
  begin (fixture);
}

static void
tear_down (Fixture *fixture)
{
  end (fixture);
  scripted_market_free (fixture->market);
  g_free (fixture->data_dir);
}

static void
change (Fixture *fixture, const ScriptedTruth *truth)
{
  fixture->truth = *truth;
  scripted_market_set_truth (fixture->market, truth);
}

static void
assert_whole_history (const CwSeries *series, const ScriptedTruth *truth)
{
  gsize n = series->n_bars;

  g_assert_cmpuint (n, >=, 360);
  g_assert_cmpuint (n, <=, 370);
  for (gsize i = 0; i < n; i++)
    {
      guint bar = (guint) (truth->n_bars - n + i);
      double close = scripted_market_get_close (truth, bar);

      g_assert_cmpfloat_with_epsilon (series->close[i], close, 1e-9 * close);
      g_assert_cmpint (series->time[i], ==,
                       truth->session_start - (gint64) (truth->n_bars - 1 - bar) * DAY);
    }
}

/* The history is stored as of a day ago; then a day passes and the program starts anew. */
static void
store_yesterday (Fixture *fixture)
{
  ScriptedTruth today = make_truth (), yesterday = today;

  yesterday.n_bars--;
  yesterday.session_start -= DAY;
  yesterday.session_end -= DAY;
  yesterday.market_time -= DAY;
  *fixture = (Fixture){ .clock = { get_now () - DAY } };
  set_up (fixture, &yesterday);
  engine_run_load_one (&fixture->run, "ACME", &year);
  engine_run_find_ready (&fixture->run, "ACME");
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, NULL), ==, 1);
  change (fixture, &today);
  fixture->clock = CW_CLOCK_RUNNING;
  restart (fixture);
}

/* Of what is stored only the last bars are asked for again. */
static void
test_missing (void)
{
  Fixture fixture;
  const CwOutcome *outcome;
  const gint64 *times;

  store_yesterday (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &year);
  outcome = engine_run_find_ready (&fixture.run, "ACME");
  times = outcome->analysis->series->time;
  assert_whole_history (outcome->analysis->series, &fixture.truth);
  g_assert_cmpuint (outcome->n_new_bars, ==, 1);
  g_assert_false (outcome->from_store);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);
  g_assert_cmpint (scripted_market_get_asked_number (fixture.market, "/ACME", "period1="), >=,
                   times[outcome->analysis->series->n_bars - 2] - OVERLAP * DAY);
  tear_down (&fixture);
}

static void
assert_asked_whole (Fixture *fixture, const CwSeries *series)
{
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/ACME"), ==, 2);
  g_assert_cmpint (scripted_market_get_asked_number (fixture->market, "/ACME", "period1="), <=,
                   series->time[0]);
}

/* A split: what is stored does not go with what comes, so all of it is fetched again. */
static void
test_split (void)
{
  Fixture fixture;
  ScriptedTruth truth;
  const CwOutcome *outcome;

  store_yesterday (&fixture);
  truth = fixture.truth;
  truth.factor = 0.25;
  change (&fixture, &truth);
  engine_run_load_one (&fixture.run, "ACME", &year);
  outcome = engine_run_find_ready (&fixture.run, "ACME");
  assert_whole_history (outcome->analysis->series, &truth);
  assert_asked_whole (&fixture, outcome->analysis->series);

  /* And all of it is what is stored now. */
  restart (&fixture);
  cw_engine_set_offline (fixture.run.engine, TRUE);
  engine_run_load_one (&fixture.run, "ACME", &year);
  assert_whole_history (engine_run_find_ready (&fixture.run, "ACME")->analysis->series, &truth);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 0);
  tear_down (&fixture);
}

/* A dividend moves the adjusted closes alone. */
static void
test_dividend (void)
{
  Fixture fixture;
  ScriptedTruth truth;
  const CwSeries *series;

  store_yesterday (&fixture);
  truth = fixture.truth;
  truth.adj_factor = 0.99;
  change (&fixture, &truth);
  engine_run_load_one (&fixture.run, "ACME", &year);
  series = engine_run_find_ready (&fixture.run, "ACME")->analysis->series;
  assert_whole_history (series, &truth);
  assert_asked_whole (&fixture, series);
  for (gsize i = 0; i + 3 < series->n_bars; i++)
    g_assert_cmpfloat_with_epsilon (series->adj_close[i], series->close[i] * 0.99, 1e-6);
  tear_down (&fixture);
}

/* A factor that is no more than rounding is none. */
static void
test_rounding (void)
{
  Fixture fixture;
  ScriptedTruth truth;

  store_yesterday (&fixture);
  truth = fixture.truth;
  truth.factor = 1 + 5e-5;
  change (&fixture, &truth);
  engine_run_load_one (&fixture.run, "ACME", &year);
  engine_run_find_ready (&fixture.run, "ACME");
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);
  tear_down (&fixture);
}

/* More is asked for than is stored: all that is asked for is fetched. */
static void
test_further_back (void)
{
  const CwLoadOptions longer = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_2Y };
  Fixture fixture;
  const CwSeries *series;

  store_yesterday (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &longer);
  series = engine_run_find_ready (&fixture.run, "ACME")->analysis->series;
  g_assert_cmpuint (series->n_bars, >=, 728);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);

  /* After which that is stored too. */
  restart (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &longer);
  g_assert_true (engine_run_find_ready (&fixture.run, "ACME")->from_store);
  g_assert_cmpuint (engine_run_find (&fixture.run, "ACME")->analysis->series->n_bars, >=, 728);
  tear_down (&fixture);
}

/* Weeks are built from the stored days. */
static void
test_weeks (void)
{
  const CwLoadOptions weekly = { .interval = CW_INTERVAL_1WK, .range = CW_RANGE_1Y };
  Fixture fixture;
  const CwSeries *series;

  store_yesterday (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &weekly);
  series = engine_run_find_ready (&fixture.run, "ACME")->analysis->series;
  g_assert_cmpint (series->interval, ==, CW_INTERVAL_1WK);
  g_assert_cmpuint (series->n_bars, >=, 52);
  g_assert_cmpuint (series->n_bars, <=, 54);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);
  g_assert_cmpint (scripted_market_get_asked_number (fixture.market, "/ACME", "period1="), >,
                   get_now () - 20 * DAY);
  tear_down (&fixture);
}

/* From one day to another, both in what is stored. */
static void
test_bounds (void)
{
  Fixture fixture;
  CwLoadOptions bounds = { .interval = CW_INTERVAL_1D };
  const CwSeries *series;

  store_yesterday (&fixture);
  bounds.from = fixture.truth.session_start - 200 * DAY;
  bounds.to = fixture.truth.session_start - 100 * DAY;
  engine_run_load_one (&fixture.run, "ACME", &bounds);
  series = engine_run_find_ready (&fixture.run, "ACME")->analysis->series;
  g_assert_cmpuint (series->n_bars, ==, 101);
  g_assert_cmpint (series->time[0], ==, bounds.from);
  g_assert_cmpint (series->time[100], ==, bounds.to);
  g_assert_cmpint (scripted_market_get_asked_number (fixture.market, "/ACME", "period1="), >,
                   get_now () - 20 * DAY);

  /* What ends before what is stored begins leaves what is stored alone. */
  bounds.from = fixture.truth.session_start - 700 * DAY;
  bounds.to = fixture.truth.session_start - 600 * DAY;
  engine_run_load_one (&fixture.run, "ACME", &bounds);
  g_assert_cmpuint (engine_run_find_ready (&fixture.run, "ACME")->analysis->series->n_bars, ==,
                    101);
  restart (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &year);
  assert_whole_history (engine_run_find_ready (&fixture.run, "ACME")->analysis->series,
                        &fixture.truth);
  tear_down (&fixture);
}

/* After the close nothing new can be had until the next session; a person may ask all the same. */
static void
test_closed_market (void)
{
  ScriptedTruth truth = make_truth ();
  CwLoadOptions by_hand = year;
  Fixture fixture = { 0 };

  by_hand.refresh = TRUE;
  set_up (&fixture, &truth);
  engine_run_load_one (&fixture.run, "ACME", &year);
  g_assert_false (engine_run_find_ready (&fixture.run, "ACME")->from_store);
  restart (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &year);
  g_assert_true (engine_run_find_ready (&fixture.run, "ACME")->from_store);
  assert_whole_history (engine_run_find (&fixture.run, "ACME")->analysis->series, &truth);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 0);
  engine_run_load_one (&fixture.run, "ACME", &by_hand);
  g_assert_false (engine_run_find_ready (&fixture.run, "ACME")->from_store);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);
  tear_down (&fixture);
}

/* While a session runs, its bar is not stored, so it is asked for, and shown. */
static void
test_open_market (void)
{
  ScriptedTruth truth = make_truth ();
  Fixture fixture = { 0 };

  let_session_run (&truth);
  set_up (&fixture, &truth);
  engine_run_load_one (&fixture.run, "ACME", &year);
  restart (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &year);
  assert_whole_history (engine_run_find_ready (&fixture.run, "ACME")->analysis->series, &truth);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);

  /* The running bar was not taken for a stored one. */
  restart (&fixture);
  cw_engine_set_offline (fixture.run.engine, TRUE);
  engine_run_load_one (&fixture.run, "ACME", &year);
  truth.n_bars--;
  truth.session_start -= DAY;
  assert_whole_history (engine_run_find_ready (&fixture.run, "ACME")->analysis->series, &truth);
  tear_down (&fixture);
}

/* A symbol that is not quoted any more keeps what is stored of it. */
static void
test_no_longer_quoted (void)
{
  Fixture fixture;
  ScriptedTruth truth;
  const CwOutcome *outcome;

  store_yesterday (&fixture);
  truth = fixture.truth;
  truth.gone = "ACME";
  change (&fixture, &truth);
  for (guint i = 0; i < 2; i++)
    {
      engine_run_load_one (&fixture.run, "ACME", &year);
      outcome = engine_run_find (&fixture.run, "ACME");
      g_assert_error (outcome->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
      g_assert_nonnull (g_strstr_len (outcome->error->message, -1, "no longer quoted"));
      g_assert_cmpuint (outcome->analysis->series->n_bars, >=, 360);
      restart (&fixture);
    }
  tear_down (&fixture);
}

/* A provider that has no bars any more takes none away. */
static void
test_no_bars_left (void)
{
  Fixture fixture;
  ScriptedTruth truth;

  store_yesterday (&fixture);
  truth = fixture.truth;
  truth.session_start -= 2000 * (gint64) DAY; /* nothing in the time that is asked for */
  change (&fixture, &truth);
  engine_run_load_one (&fixture.run, "ACME", &year);
  g_assert_cmpuint (engine_run_find_ready (&fixture.run, "ACME")->analysis->series->n_bars, >=,
                    360);
  restart (&fixture);
  engine_run_load_one (&fixture.run, "ACME", &year);
  g_assert_cmpuint (engine_run_find_ready (&fixture.run, "ACME")->analysis->series->n_bars, >=,
                    360);
  tear_down (&fixture);
}

typedef void (*Edit) (ScriptedTruth *truth);

static void
edit_name (ScriptedTruth *truth)
{
  truth->name = "New Company";
}

static void
edit_exchange (ScriptedTruth *truth)
{
  truth->exchange = "NYSE";
}

static void
edit_currency (ScriptedTruth *truth)
{
  truth->currency = "GBp";
}

static void
edit_first_trade (ScriptedTruth *truth)
{
  truth->first_trade += 2000 * (gint64) DAY;
}

static const Edit edits[] = { edit_name, edit_exchange, edit_currency, edit_first_trade };

/* A symbol that seems to stand for another company: what is stored stays until a person decides. */
static void
test_other_company (void)
{
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++, n_cases++)
    {
      g_autofree char *symbol = g_strdup_printf ("SYM%u", i);
      ScriptedTruth truth = make_truth ();
      CwLoadOptions decided = year;
      Fixture fixture = { 0 };
      const CwOutcome *outcome;

      set_up (&fixture, &truth);
      engine_run_load_one (&fixture.run, symbol, &year);
      edits[i](&truth);
      truth.factor = 3;
      truth.n_bars = 300;
      change (&fixture, &truth);
      decided.refresh = TRUE;
      engine_run_load_one (&fixture.run, symbol, &decided);
      outcome = engine_run_find (&fixture.run, symbol);
      g_assert_error (outcome->error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OTHER_COMPANY);
      g_assert_nonnull (outcome->found);
      g_assert_cmpstr (outcome->found->info.name, ==, truth.name);
      g_assert_cmpstr (outcome->analysis->series->info.name, ==, "Old Company");
      g_assert_cmpuint (outcome->analysis->series->n_bars, >=, 360);

      decided.identity = CW_IDENTITY_OTHER;
      engine_run_load_one (&fixture.run, symbol, &decided);
      outcome = engine_run_find_ready (&fixture.run, symbol);
      g_assert_cmpuint (outcome->analysis->series->n_bars, ==, 300);

      /* The shorter history has taken the place of the longer one. */
      restart (&fixture);
      cw_engine_set_offline (fixture.run.engine, TRUE);
      engine_run_load_one (&fixture.run, symbol, &year);
      outcome = engine_run_find_ready (&fixture.run, symbol);
      g_assert_cmpuint (outcome->analysis->series->n_bars, ==, 300);
      g_assert_cmpstr (outcome->analysis->series->info.name, ==, truth.name);
      tear_down (&fixture);
    }
  g_assert_cmpuint (n_cases, ==, 4);
}

/* The same company under another name: the bars are joined, and nobody is asked again. */
static void
test_same_company (void)
{
  Fixture fixture;
  ScriptedTruth truth;
  CwLoadOptions decided = year;

  store_yesterday (&fixture);
  truth = fixture.truth;
  truth.name = "Renamed";
  change (&fixture, &truth);
  decided.identity = CW_IDENTITY_SAME;
  engine_run_load_one (&fixture.run, "ACME", &decided);
  assert_whole_history (engine_run_find_ready (&fixture.run, "ACME")->analysis->series, &truth);
  decided.identity = CW_IDENTITY_ASK;
  decided.refresh = TRUE;
  engine_run_load_one (&fixture.run, "ACME", &decided);
  g_assert_cmpstr (engine_run_find_ready (&fixture.run, "ACME")->analysis->series->info.name, ==,
                   "Renamed");
  tear_down (&fixture);
}

/* A price alone is taken from the last bars; after a split they do not spoil what is stored. */
static void
test_price_after_split (void)
{
  const CwLoadOptions price = { .interval = CW_INTERVAL_1D,
                                .range = CW_RANGE_5D,
                                .depth = CW_LOAD_QUOTES };
  ScriptedTruth truth;
  Fixture fixture;

  store_yesterday (&fixture);
  truth = fixture.truth;
  truth.factor = 0.25;
  change (&fixture, &truth);
  engine_run_load_one (&fixture.run, "ACME", &price);
  g_assert_cmpfloat_with_epsilon (
      engine_run_find_ready (&fixture.run, "ACME")->analysis->quote.price,
      scripted_market_get_close (&truth, truth.n_bars - 1), 1e-6);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);
  restart (&fixture);
  cw_engine_set_offline (fixture.run.engine, TRUE);
  engine_run_load_one (&fixture.run, "ACME", &year);
  g_assert_cmpuint (engine_run_find_ready (&fixture.run, "ACME")->analysis->series->n_bars, >=,
                    360);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/missing-bars/missing", test_missing);
  g_test_add_func ("/engine/missing-bars/split", test_split);
  g_test_add_func ("/engine/missing-bars/dividend", test_dividend);
  g_test_add_func ("/engine/missing-bars/rounding", test_rounding);
  g_test_add_func ("/engine/missing-bars/further-back", test_further_back);
  g_test_add_func ("/engine/missing-bars/weeks", test_weeks);
  g_test_add_func ("/engine/missing-bars/bounds", test_bounds);
  g_test_add_func ("/engine/missing-bars/closed-market", test_closed_market);
  g_test_add_func ("/engine/missing-bars/open-market", test_open_market);
  g_test_add_func ("/engine/missing-bars/no-longer-quoted", test_no_longer_quoted);
  g_test_add_func ("/engine/missing-bars/no-bars-left", test_no_bars_left);
  g_test_add_func ("/engine/missing-bars/other-company", test_other_company);
  g_test_add_func ("/engine/missing-bars/same-company", test_same_company);
  g_test_add_func ("/engine/missing-bars/price-after-split", test_price_after_split);
  return g_test_run ();
}
