/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live-bars.h"

#include <math.h>

#include "cw-live.h"
#include "cw-redecide.h"
#include "scripted-market.h"

/* What becomes of rows while prices go on, without a window: bars that move, bars that are fetched
 * when a session has ended, prices by schedule, decisions that are made anew. */

#define HOUR (60 * 60)
#define N_BARS 300
#define PATIENCE_SECONDS 60

typedef struct
{
  ScriptedMarket *market;
  ScriptedTruth truth;
  CwEngine *engine;
  CwWatchlist *watchlist;
  guint n_priced;
} Fixture;

static gboolean
give_up_cb (gpointer what)
{
  g_error ("waited too long for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

#define await(condition)                                                                        \
  G_STMT_START                                                                                  \
  {                                                                                             \
    guint timer_ = g_timeout_add_seconds (PATIENCE_SECONDS, give_up_cb, (gpointer) #condition); \
                                                                                                \
    while (!(condition))                                                                        \
      g_main_context_iteration (NULL, TRUE);                                                    \
    g_source_remove (timer_);                                                                   \
  }                                                                                             \
  G_STMT_END

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
show (Fixture *fixture, const char *const *symbols)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (CwSymbolList) list = NULL;

  for (gsize i = 0; symbols[i] != NULL; i++)
    g_ptr_array_add (entries, cw_list_entry_new (symbols[i], NULL, NULL, NAN, NAN));
  list = cw_symbol_list_new (1, "Test", entries, NULL);
  cw_watchlist_show_list (fixture->watchlist, list);
  await (!cw_watchlist_is_loading (fixture->watchlist));
}

static const char *const usual[] = { "AAA", "BBB", NULL };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gint64 now = get_now ();
  CwEngineConfig config;

  fixture->truth = (ScriptedTruth){ .session_start = now - 3 * HOUR,
                                    .session_end = now + 3 * HOUR,
                                    .market_time = now - HOUR,
                                    .n_bars = N_BARS,
                                    .name = "Some Company",
                                    .exchange = "NasdaqGS",
                                    .currency = "USD",
                                    .factor = 1,
                                    .adj_factor = 1 };
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

static CwRow *
find (Fixture *fixture, const char *symbol)
{
  CwRow *row = cw_watchlist_find (fixture->watchlist, symbol);

  g_assert_nonnull (row);
  return row;
}

static double
get_price (Fixture *fixture, const char *symbol)
{
  return cw_row_get_analysis (find (fixture, symbol))->quote.price;
}

static double
get_last_close (Fixture *fixture, const char *symbol)
{
  const CwSeries *series = cw_row_get_analysis (find (fixture, symbol))->series;

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
  pretend (find (fixture, "AAA"), end, end - HOUR);
  pretend (find (fixture, "BBB"), end, get_now ()); /* has come since */
  cw_live_bars_catch_up (bars, model);
  g_assert_true (cw_live_bars_is_catching_up (bars));
  await (!cw_live_bars_is_catching_up (bars));
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart/AAA"), ==, 1);
  g_assert_cmpuint (scripted_market_count_asked (fixture->market, "/chart/BBB"), ==, 0);
  g_assert_cmpint (cw_row_get_analysis (find (fixture, "AAA"))->fetched_at, >, end);
  g_assert_cmpint (cw_row_get_stage (find (fixture, "AAA")), ==, CW_STAGE_READY);

  /* Even where it was in vain. */
  pretend (find (fixture, "AAA"), end, end - HOUR);
  cw_live_bars_catch_up (bars, model);
  g_assert_false (cw_live_bars_is_catching_up (bars));
}

/* The last bar of the row that is looked at moves, and no other; it catches up once looked at. */
static void
test_last_bar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwLive) live = cw_live_new (fixture->watchlist);
  double before = get_last_close (fixture, "BBB");

  cw_live_show_row (live, find (fixture, "AAA"));
  change_prices (fixture);
  cw_live_set_interval (live, 1);
  await (is_about (get_price (fixture, "BBB"), get_truth (fixture)));
  await (is_about (get_last_close (fixture, "AAA"), get_truth (fixture)));
  g_assert_true (is_about (get_price (fixture, "AAA"), get_truth (fixture)));
  g_assert_true (is_about (get_last_close (fixture, "BBB"), before));
  cw_live_show_row (live, find (fixture, "BBB"));
  await (is_about (get_last_close (fixture, "BBB"), get_truth (fixture)));
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
  await (fixture->n_priced >= 3);
  await (cw_row_get_analysis (cw_live_find_other (live, "ZZZ")) != NULL);
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
  await (cw_live_get_status (live).asking);
  for (guint i = 0; i < 100; i++)
    cw_live_look (live);
  g_assert_cmpint (cw_row_get_stage (find (fixture, "AAA")), ==, CW_STAGE_READY);
  g_assert_false (cw_watchlist_is_loading (fixture->watchlist));
  await (is_about (get_price (fixture, "AAA"), get_truth (fixture)));
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
  await (cw_live_get_status (live).error != NULL);
  status = cw_live_get_status (live);
  g_assert_true (status.plan.mood == CW_SCHEDULE_FAILING
                 || status.plan.mood == CW_SCHEDULE_REFUSED);
  g_assert_cmpint (status.plan.next, >=, status.now + 55);
  g_assert_true (is_about (get_price (fixture, "AAA"), before));
  g_assert_cmpint (cw_row_get_stage (find (fixture, "AAA")), ==, CW_STAGE_READY);

  /* Who asks by hand and gets an answer ends that. */
  fixture->truth.status = 0;
  change_prices (fixture);
  cw_watchlist_refresh (fixture->watchlist);
  await (!cw_watchlist_is_loading (fixture->watchlist));
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
  CwRow *row = find (fixture, "AAA");
  const CwDecision *short_term = cw_row_get_analysis (row)->short_term;
  CwAnalysis *before = cw_row_get_analysis (row);

  cw_redecide (fixture->watchlist, &usual_ones);
  g_assert_true (cw_row_get_analysis (row) == before); /* nothing to do */
  cw_redecide (fixture->watchlist, &severe);
  await (is_about (cw_row_get_analysis (row)->market.thresholds.max_debt_to_equity, 0.1));
  g_assert_true (is_about (cw_row_get_analysis (row)->long_term->rules[0].threshold, 0.1));
  g_assert_true (cw_row_get_analysis (row)->short_term == short_term);
  await (
      is_about (cw_row_get_analysis (find (fixture, "BBB"))->market.thresholds.max_debt_to_equity,
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
