/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live-bars.h"

#include <math.h>

#include "cw-live.h"
#include "cw-redecide.h"
#include "cw-until.h"
#include "scripted-market.h"
#include "watchlist-samples.h"

/* What becomes of rows while prices go on, without a window: bars that move, bars that are fetched
 * when a session has ended, prices by schedule, decisions that are made anew. */

#define HOUR (60 * 60)
#define N_BARS 300

typedef struct
{
  ScriptedMarket *market;
  ScriptedTruth truth;
  CwEngine *engine;
  CwWatchlist *watchlist;
  guint n_priced;
} Fixture;

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
show (Fixture *fixture, const char *const *symbols)
{
  watchlist_show (fixture->watchlist, symbols);
  CW_UNTIL (!cw_watchlist_is_loading (fixture->watchlist));
}

static const char *const usual[] = { "AAA", "BBB", NULL };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CwEngineConfig config;

  fixture->truth = scripted_truth_of_session (N_BARS, 3 * HOUR, 3 * HOUR, HOUR);
  fixture->market = scripted_market_new (&fixture->truth);
  cw_engine_config_init (&config);
  config.yahoo_url = scripted_market_get_url (fixture->market);
  config.limits.retries = 0;
  fixture->engine = cw_engine_new (&config);
  fixture->watchlist = cw_watchlist_new (fixture->engine);
  show (fixture, usual);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_watchlist_shut_down (fixture->watchlist);
  g_object_unref (fixture->watchlist);
  cw_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  scripted_market_free (fixture->market);
}

static double
get_price (Fixture *fixture, const char *symbol)
{
  return cw_row_get_analysis (watchlist_find (fixture->watchlist, symbol))->quote.price;
}

static double
get_last_close (Fixture *fixture, const char *symbol)
{
  const CwSeries *series =
      cw_row_get_analysis (watchlist_find (fixture->watchlist, symbol))->series;

  return series->close[series->n_bars - 1];
}

static double
get_truth (Fixture *fixture)
{
  return scripted_market_get_close (&fixture->truth, fixture->truth.n_bars - 1);
}

static gboolean
is_about (double a, double b)
{
  return fabs (a - b) < 1e-6;
}

static void
change_prices (Fixture *fixture)
{
  fixture->truth.factor *= 1.1;
  fixture->truth.market_time += 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  scripted_market_forget_asked (fixture->market);
}

/* What was computed is immutable; a test makes one as it would be some time later. */
static void
pretend (CwRow *row, gint64 session_end, gint64 fetched_at)
{
  const CwAnalysis *analysis = cw_row_get_analysis (row);
  g_autoptr (CwAnalysis) later = cw_analysis_new_with_market (analysis, &analysis->market);

  later->hours.end = session_end;
  later->fetched_at = fetched_at;
  cw_row_update (row, later);
}

/* --- bars --- */

/* When a session has ended, all rows' bars are fetched, once. */
static void
test_evening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwLiveBars) bars = cw_live_bars_new (fixture->engine);
  GListModel *model = cw_watchlist_get_model (fixture->watchlist);
  gint64 end = get_now () - CW_MARKET_LATE_BY - 60;

  scripted_market_forget_asked (fixture->market);
  cw_live_bars_catch_up (bars, model);
  g_assert_false (cw_live_bars_is_catching_up (bars)); /* while it runs */
  fixture->truth.session_end = end;
  scripted_market_set_truth (fixture->market, &fixture->truth);
  pretend (watchlist_find (fixture->watchlist, "AAA"), end, end - HOUR);
  pretend (watchlist_find (fixture->watchlist, "BBB"), end, get_now ()); /* has come since */
  cw_live_bars_catch_up (bars, model);
  g_assert_true (cw_live_bars_is_catching_up (bars));
  CW_UNTIL (!cw_live_bars_is_catching_up (bars));
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart/AAA"), ==, 1);
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart/BBB"), ==, 0);
  g_assert_cmpint (cw_row_get_analysis (watchlist_find (fixture->watchlist, "AAA"))->fetched_at, >,
                   end);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "AAA")), ==,
                   CW_STAGE_READY);

  /* Even where it was in vain. */
  pretend (watchlist_find (fixture->watchlist, "AAA"), end, end - HOUR);
  cw_live_bars_catch_up (bars, model);
  g_assert_false (cw_live_bars_is_catching_up (bars));
}

/* The last bar of the row that is looked at moves, and no other; it catches up once looked at. */
static void
test_last_bar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwLive) live = cw_live_new (fixture->watchlist);
  double before = get_last_close (fixture, "BBB");

  cw_live_show_row (live, watchlist_find (fixture->watchlist, "AAA"));
  change_prices (fixture);
  cw_live_set_interval (live, 1);
  CW_UNTIL (is_about (get_price (fixture, "BBB"), get_truth (fixture)));
  CW_UNTIL (is_about (get_last_close (fixture, "AAA"), get_truth (fixture)));
  g_assert_true (is_about (get_price (fixture, "AAA"), get_truth (fixture)));
  g_assert_true (is_about (get_last_close (fixture, "BBB"), before));
  cw_live_show_row (live, watchlist_find (fixture->watchlist, "BBB"));
  CW_UNTIL (is_about (get_last_close (fixture, "BBB"), get_truth (fixture)));
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart"), ==, 0);
  cw_live_shut_down (live);
}

/* --- prices --- */

static void
priced_cb (Fixture *fixture, GPtrArray *rows)
{
  fixture->n_priced += rows->len;
}

/* Those that are in no list are asked for along with the others, and those in it once. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  const char *const others[] = { "AAA", "ZZZ", NULL };
  g_autoptr (CwLive) live = cw_live_new (fixture->watchlist);

  g_signal_connect_swapped (live, "priced", G_CALLBACK (priced_cb), fixture);
  cw_live_set_others (live, others);
  g_assert_null (cw_live_find_other (live, "AAA"));
  g_assert_nonnull (cw_live_find_other (live, "ZZZ"));
  change_prices (fixture);
  cw_live_set_interval (live, 1);
  CW_UNTIL (fixture->n_priced >= 3);
  CW_UNTIL (cw_row_get_analysis (cw_live_find_other (live, "ZZZ")) != NULL);
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart"), ==, 0);
  cw_live_shut_down (live);
}

/* Whatever happens meanwhile, one refresh is under way at a time, and rows keep their stages. */
static void
test_one_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwLive) live = cw_live_new (fixture->watchlist);

  fixture->truth.latency_ms = 300;
  change_prices (fixture);
  cw_live_set_interval (live, 1);
  CW_UNTIL (cw_live_get_status (live).asking);
  for (guint i = 0; i < 100; i++)
    cw_live_look (live);
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "AAA")), ==,
                   CW_STAGE_READY);
  g_assert_false (cw_watchlist_is_loading (fixture->watchlist));
  CW_UNTIL (is_about (get_price (fixture, "AAA"), get_truth (fixture)));
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/spark"), ==, 1);
  cw_live_shut_down (live);
}

/* A provider that does not answer is asked less often; what is known of the rows stays. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwLive) live = cw_live_new (fixture->watchlist);
  double before = get_price (fixture, "AAA");
  CwLiveStatus status;

  fixture->truth.status = 500;
  change_prices (fixture);
  cw_live_set_interval (live, 1);
  CW_UNTIL (cw_live_get_status (live).error != NULL);
  status = cw_live_get_status (live);
  g_assert_true (status.plan.mood == CW_SCHEDULE_FAILING
                 || status.plan.mood == CW_SCHEDULE_REFUSED);
  g_assert_cmpint (status.plan.next, >=, status.now + 55);
  g_assert_true (is_about (get_price (fixture, "AAA"), before));
  g_assert_cmpint (cw_row_get_stage (watchlist_find (fixture->watchlist, "AAA")), ==,
                   CW_STAGE_READY);

  /* Who asks by hand and gets an answer ends that. */
  fixture->truth.status = 0;
  change_prices (fixture);
  cw_watchlist_refresh (fixture->watchlist);
  CW_UNTIL (!cw_watchlist_is_loading (fixture->watchlist));
  g_assert_cmpint (cw_live_get_status (live).plan.mood, ==, CW_SCHEDULE_OPEN);
  cw_live_shut_down (live);
}

static void
test_hidden_and_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwLive) live = cw_live_new (fixture->watchlist);

  cw_live_set_hidden (live, TRUE);
  cw_live_set_interval (live, 1);
  g_assert_cmpint (cw_live_get_status (live).plan.next, ==, 0);
  cw_live_set_hidden (live, FALSE);
  g_assert_cmpint (cw_live_get_status (live).plan.next, >, 0);
  cw_engine_set_offline (fixture->engine, TRUE);
  cw_live_look (live);
  g_assert_cmpint (cw_live_get_status (live).plan.mood, ==, CW_SCHEDULE_OFFLINE);
  g_assert_false (cw_live_get_status (live).asking);
  cw_live_shut_down (live);
}

/* --- decisions --- */

static void
test_thresholds (Fixture *fixture, gconstpointer data)
{
  const CwThresholds severe = { 0.1, 0.9, 0.9 }, usual_ones = CW_THRESHOLDS_USUAL;
  CwRow *row = watchlist_find (fixture->watchlist, "AAA");
  const CwDecision *short_term = cw_row_get_analysis (row)->short_term;
  CwAnalysis *before = cw_row_get_analysis (row);

  cw_redecide (fixture->watchlist, &usual_ones);
  g_assert_true (cw_row_get_analysis (row) == before); /* nothing to do */
  cw_redecide (fixture->watchlist, &severe);
  CW_UNTIL (is_about (cw_row_get_analysis (row)->market.thresholds.max_debt_to_equity, 0.1));
  g_assert_true (is_about (cw_row_get_analysis (row)->long_term->rules[0].threshold, 0.1));
  g_assert_true (cw_row_get_analysis (row)->short_term == short_term);
  CW_UNTIL (is_about (cw_row_get_analysis (watchlist_find (fixture->watchlist, "BBB"))
                          ->market.thresholds.max_debt_to_equity,
                      0.1));
}

#define ADD(name, func) g_test_add ("/ui/live/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("evening", test_evening);
  ADD ("last-bar", test_last_bar);
  ADD ("others", test_others);
  ADD ("one-at-a-time", test_one_at_a_time);
  ADD ("failure", test_failure);
  ADD ("hidden-and-offline", test_hidden_and_offline);
  ADD ("thresholds", test_thresholds);
  return g_test_run ();
}
