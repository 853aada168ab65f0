/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "store-helper.h"

#define NOW 1700000000
#define FIVE_YEARS 1260

static void
tear_down (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *notice = cw_store_get_notice (fixture->store);

  g_assert_null (notice);
  store_fixture_tear_down (fixture, data);
}

static void
assert_stored (StoreFixture *fixture, const CwSeries *expected, gint64 fetched_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredSeries) stored =
      load_series (fixture->store, expected->info.symbol, expected->interval, &error);

  g_assert_no_error (error);
  g_assert_nonnull (stored);
  assert_same_series (stored->series, expected);
  g_assert_cmpint (stored->fetched_at, ==, fetched_at);
}

/* A series in which everything that can be set is set, and nothing is a round number. */
static CwSeries *
full_series (void)
{
  g_autoptr (CwSeriesBuilder) builder =
      walk_builder ("M&M.NS", CW_INTERVAL_1D, 15000, FIVE_YEARS, 7);
  CwDividend dividends[] = { { WALK_TIME (15001), 0.1 },
                             { WALK_TIME (15001), 0.1 },
                             { WALK_TIME (15400), 1.0 / 3 } };
  CwDividend gain = { WALK_TIME (15002), 2.2250738585072014e-308 };
  CwSplit splits[] = { { WALK_TIME (15003), 4, 1 }, { WALK_TIME (15005), 4, 3 } };
  CwSeriesInfo *info = &builder->info;

  cw_series_builder_set_text (&info->name, "Mahindra & Mahindra “Ltd” — मહ");
  cw_series_builder_set_text (&info->currency, "INR");
  cw_series_builder_set_text (&info->exchange, "'); DROP TABLE bars; --");
  cw_series_builder_set_text (&info->instrument_type, "EQUITY");
  cw_series_builder_set_text (&info->timezone, "Asia/Kolkata");
  cw_series_builder_set_text (&info->source, "a test");
  info->gmt_offset = 19800;
  info->price_decimals = 4;
  info->first_trade_time = -252322200;
  info->market_time = NOW - 3;
  info->market_price = 0.1 + 0.2;
  info->previous_close = 1.0 / 7;
  builder->n_rejected = 3;
  builder->volume[5] = NAN;
  builder->volume[6] = 0;
  builder->volume[7] = DBL_MAX;
  builder->high[8] = nextafter (1e12, 0);
  builder->low[9] = 5e-324;
  builder->close[10] = builder->high[10] = (double) 133.41999816894531f;
  g_array_append_vals (builder->dividends, dividends, G_N_ELEMENTS (dividends));
  g_array_append_vals (builder->capital_gains, &gain, 1);
  g_array_append_vals (builder->splits, splits, G_N_ELEMENTS (splits));
  return cw_series_builder_end (builder);
}

static void
test_round_trip (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) series = full_series ();

  g_assert_cmpuint (series->n_bars, ==, FIVE_YEARS);
  g_assert_cmpuint (series->n_dividends, ==, 3);
  g_assert_cmpuint (series->n_capital_gains, ==, 1);
  g_assert_cmpuint (series->n_splits, ==, 2);
  save_series (fixture->store, series, NOW);
  assert_stored (fixture, series, NOW);
  store_fixture_reopen (fixture);
  assert_stored (fixture, series, NOW);
  save_series (fixture->store, series, NOW + 1);
  assert_stored (fixture, series, NOW + 1);
}

static void
test_every_interval (StoreFixture *fixture, gconstpointer data)
{
  CwSeries *saved[CW_N_INTERVALS];

  for (guint i = 0; i < CW_N_INTERVALS; i++)
    {
      g_autoptr (CwSeriesBuilder) builder =
          walk_builder ("^GSPC", (CwInterval) i, 18000 + i, 3 + i, i);

      builder->has_adj_close = i % 2 == 0;
      saved[i] = cw_series_builder_end (builder);
      save_series (fixture->store, saved[i], NOW + i);
    }
  for (guint i = 0; i < CW_N_INTERVALS; i++)
    {
      assert_stored (fixture, saved[i], NOW + i);
      cw_series_unref (saved[i]);
    }
}

static void
test_without_bars (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) none = walk_new ("NEW", 18000, 0, 1);
  g_autoptr (CwSeries) some = walk_new ("NEW", 18000, 10, 1);

  save_series (fixture->store, none, NOW);
  assert_stored (fixture, none, NOW);
  save_series (fixture->store, some, NOW + 1);
  assert_stored (fixture, some, NOW + 1);
  /* An answer without bars is no reason to forget those that are there. */
  save_series (fixture->store, none, NOW + 2);
  assert_stored (fixture, some, NOW + 1);
}

static void
test_nothing_stored (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series = walk_new ("AAPL", 18000, 10, 1);
  g_autoptr (GAsyncResult) result = NULL;
  const struct
  {
    const char *symbol;
    CwInterval interval;
  } absent[] = { { "MSFT", CW_INTERVAL_1D },
                 { "AAPL", CW_INTERVAL_1H },
                 { "AAP", CW_INTERVAL_1D },
                 { "' OR 1=1 --", CW_INTERVAL_1D } };

  save_series (fixture->store, series, NOW);
  for (gsize i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      CwStoredSeries *stored =
          load_series (fixture->store, absent[i].symbol, absent[i].interval, &error);

      g_assert_no_error (error);
      g_assert_null (stored);
    }
  cw_store_load_fundamentals_async (fixture->store, "AAPL", NULL, keep_result_cb, &result);
  g_assert_null (cw_store_load_fundamentals_finish (wait_for_result (&result), &error));
  g_assert_no_error (error);
}

static void
save_fundamentals (CwStore *store, CwFundamentals *fundamentals, gint64 fetched_at)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_store_save_fundamentals_async (store, fundamentals, fetched_at, keep_result_cb, &result);
  cw_store_save_fundamentals_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
assert_fundamentals_stored (CwStore *store, CwFundamentals *expected, gint64 fetched_at)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredFundamentals) stored = NULL;

  cw_store_load_fundamentals_async (store, expected->symbol, NULL, keep_result_cb, &result);
  stored = cw_store_load_fundamentals_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (stored->fetched_at, ==, fetched_at);
  g_assert_cmpstr (stored->fundamentals->symbol, ==, expected->symbol);
  g_assert_cmpstr (stored->fundamentals->source, ==, expected->source);
  g_assert_cmpstr (stored->fundamentals->currency, ==, expected->currency);
  g_assert_cmpstr (stored->fundamentals->period_end, ==, expected->period_end);
  g_assert_cmpmem (stored->fundamentals->values, sizeof expected->values, expected->values,
                   sizeof expected->values);
  g_assert_cmpmem (stored->fundamentals->doubtful, sizeof expected->doubtful, expected->doubtful,
                   sizeof expected->doubtful);
}

static void
test_fundamentals (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwFundamentals) first = cw_fundamentals_new ("KHC", "a test");
  g_autoptr (CwFundamentals) second = cw_fundamentals_new ("KHC", "another test");

  for (guint i = 0; i < CW_N_METRICS; i++)
    {
      first->values[i] = i % 3 == 0 ? NAN : (i % 2 == 0 ? -1 : 1) * (1.0 / (i + 1));
      first->doubtful[i] = i % 4 == 0;
    }
  first->values[CW_METRIC_MARKET_CAP] = 3.1e13;
  g_free (first->currency);
  first->currency = g_strdup ("USD");
  g_free (first->period_end);
  first->period_end = g_strdup ("2020-12-26");
  second->values[CW_METRIC_ROE] = -0.0625;

  save_fundamentals (fixture->store, first, NOW);
  assert_fundamentals_stored (fixture->store, first, NOW);
  save_fundamentals (fixture->store, second, NOW + 1);
  store_fixture_reopen (fixture);
  assert_fundamentals_stored (fixture->store, second, NOW + 1);
}

/* The bars of @older up to where @newer begins, then those of @newer. */
static CwSeries *
join (const CwSeries *older, const CwSeries *newer)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new_from (newer);
  const CwSeries *parts[] = { older, newer };

  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    for (gsize i = 0; i < parts[k]->n_bars; i++)
      if (k == 1 || parts[k]->time[i] < newer->time[0])
        cw_series_builder_add_bar (builder, parts[k]->time[i], parts[k]->open[i], parts[k]->high[i],
                                   parts[k]->low[i], parts[k]->close[i], parts[k]->adj_close[i],
                                   parts[k]->volume[i]);
  return cw_series_builder_end (builder);
}

static void
test_join_newer (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) older = walk_new ("AAPL", 18000, 300, 1);
  g_autoptr (CwSeries) newer = walk_new ("AAPL", 18290, 20, 1);
  g_autoptr (CwSeries) joined = join (older, newer);

  g_assert_cmpuint (joined->n_bars, ==, 310);
  save_series (fixture->store, older, NOW);
  save_series (fixture->store, newer, NOW + 9);
  assert_stored (fixture, joined, NOW + 9);
}

static void
test_join_older (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) newer = walk_new ("AAPL", 18290, 20, 1);
  g_autoptr (CwSeries) older = walk_new ("AAPL", 18000, 300, 1);
  g_autoptr (CwSeries) joined = join (older, newer);

  save_series (fixture->store, newer, NOW);
  save_series (fixture->store, older, NOW + 9);
  /* The newest bars are those of the first answer, and so is their age. */
  assert_stored (fixture, joined, NOW);
}

static void
test_running_bar_is_replaced (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeriesBuilder) running = walk_builder ("AAPL", CW_INTERVAL_1D, 18000, 20, 1);
  g_autoptr (CwSeriesBuilder) closed = walk_builder ("AAPL", CW_INTERVAL_1D, 18010, 10, 1);
  g_autoptr (CwSeries) before = NULL, after = NULL, older = walk_new ("AAPL", 18000, 19, 1),
                       joined = NULL;

  /* During the session its bar is stamped with the moment of its last trade and its price moves. */
  running->time[19] += 3600;
  running->close[19] *= 1.01;
  running->adj_close[19] *= 1.01;
  before = cw_series_builder_end (running);
  after = cw_series_builder_end (closed);
  joined = join (older, after);
  save_series (fixture->store, before, before->time[19] + 60);
  save_series (fixture->store, after, NOW);
  g_assert_cmpuint (joined->n_bars, ==, 20);
  assert_stored (fixture, joined, NOW);
}

static void
test_split_replaces_all (StoreFixture *fixture, gconstpointer data)
{
  static const double factors[] = { 0.25, 0.99, 1 + 1.5e-4, 10 };

  for (gsize k = 0; k < G_N_ELEMENTS (factors); k++)
    {
      g_autofree char *symbol = g_strdup_printf ("SPLIT%u", (guint) k);
      g_autoptr (CwSeriesBuilder) builder = walk_builder (symbol, CW_INTERVAL_1D, 18000, 300, 1);
      g_autoptr (CwSeries) older = NULL, newer = NULL;
      g_autoptr (CwSeriesBuilder) restated = walk_builder (symbol, CW_INTERVAL_1D, 18290, 20, 1);
      CwDividend dividend = { WALK_TIME (18100), 0.5 };

      g_array_append_vals (builder->dividends, &dividend, 1);
      older = cw_series_builder_end (builder);
      for (gsize i = 0; i < restated->n_bars; i++)
        restated->adj_close[i] *= factors[k];
      newer = cw_series_builder_end (restated);
      save_series (fixture->store, older, NOW);
      save_series (fixture->store, newer, NOW + 1);
      assert_stored (fixture, newer, NOW + 1);
    }
}

static void
test_rounding_is_no_split (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) older = walk_new ("AAPL", 18000, 300, 1), newer = NULL, joined = NULL;
  g_autoptr (CwSeriesBuilder) rounded = walk_builder ("AAPL", CW_INTERVAL_1D, 18290, 20, 1);

  for (gsize i = 0; i < rounded->n_bars; i++)
    rounded->adj_close[i] *= 1 + 0.5e-4;
  newer = cw_series_builder_end (rounded);
  joined = join (older, newer);
  g_assert_cmpuint (joined->n_bars, ==, 310);
  save_series (fixture->store, older, NOW);
  save_series (fixture->store, newer, NOW + 1);
  assert_stored (fixture, joined, NOW + 1);
}

static void
test_gap (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) old = walk_new ("AAPL", 18000, 100, 1), few = walk_new ("AAPL", 18200, 5, 1),
                       many = walk_new ("AAPL", 18200, 150, 1);

  save_series (fixture->store, old, NOW);
  save_series (fixture->store, few, NOW + 1);
  assert_stored (fixture, old, NOW);
  save_series (fixture->store, many, NOW + 2);
  assert_stored (fixture, many, NOW + 2);
}

/* Bars in other money, or adjusted otherwise, cannot be joined to what is there. */
static void
test_other_conventions (StoreFixture *fixture, gconstpointer data)
{
  for (guint k = 0; k < 2; k++)
    {
      g_autofree char *symbol = g_strdup_printf ("OTHER%u", k);
      g_autoptr (CwSeries) old = walk_new (symbol, 18000, 100, 1), new = NULL;
      g_autoptr (CwSeriesBuilder) builder = walk_builder (symbol, CW_INTERVAL_1D, 18080, 30, 1);

      if (k == 0)
        cw_series_builder_set_text (&builder->info.currency, "EUR");
      else
        builder->has_adj_close = FALSE;
      new = cw_series_builder_end (builder);
      save_series (fixture->store, old, NOW);
      save_series (fixture->store, new, NOW + 1);
      assert_stored (fixture, new, NOW + 1);
    }
}

/* A part of the past that is asked for again changes nothing after it. */
static void
test_part_of_the_past (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) all = walk_new ("AAPL", 18000, 300, 1);
  g_autoptr (CwSeries) part = walk_new ("AAPL", 18100, 50, 1);

  save_series (fixture->store, all, NOW);
  save_series (fixture->store, part, NOW + 1);
  assert_stored (fixture, all, NOW);
}

static void
test_price_of_kept_bars (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) old = walk_new ("AAPL", 18000, 100, 1), quote = NULL;
  g_autoptr (CwSeriesBuilder) builder = walk_builder ("AAPL", CW_INTERVAL_1D, 18200, 1, 1);
  g_autoptr (CwStoredSeries) stored = NULL;

  builder->info.market_price = 123.25;
  builder->info.market_time = NOW + 1;
  quote = cw_series_builder_end (builder);
  save_series (fixture->store, old, NOW);
  save_series (fixture->store, quote, NOW + 1);
  stored = load_series (fixture->store, "AAPL", CW_INTERVAL_1D, NULL);
  g_assert_cmpuint (stored->series->n_bars, ==, 100);
  assert_same_number (stored->series->info.market_price, 123.25);
  g_assert_cmpint (stored->series->info.market_time, ==, NOW + 1);
}

static void
test_events_in_the_covered_time (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeriesBuilder) first = walk_builder ("AAPL", CW_INTERVAL_1D, 18000, 100, 1);
  g_autoptr (CwSeriesBuilder) second = walk_builder ("AAPL", CW_INTERVAL_1D, 18080, 30, 1);
  g_autoptr (CwSeries) before = NULL, after = NULL;
  g_autoptr (CwStoredSeries) stored = NULL;
  CwDividend old[] = { { WALK_TIME (18010), 1 }, { WALK_TIME (18090), 2 } };
  CwDividend new[] = { { WALK_TIME (18091), 3 }, { WALK_TIME (18105), 4 } };
  const double expected[] = { 1, 3, 4 };

  g_array_append_vals (first->dividends, old, 2);
  g_array_append_vals (second->dividends, new, 2);
  before = cw_series_builder_end (first);
  after = cw_series_builder_end (second);
  save_series (fixture->store, before, NOW);
  save_series (fixture->store, after, NOW);
  stored = load_series (fixture->store, "AAPL", CW_INTERVAL_1D, NULL);
  g_assert_cmpuint (stored->series->n_dividends, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_same_number (stored->series->dividends[i].amount, expected[i]);
}

static void
test_refused_write_keeps_the_old (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwSeries) good = walk_new ("AAPL", 18000, 100, 1), bad = NULL;
  g_autoptr (CwSeriesBuilder) builder = walk_builder ("AAPL", CW_INTERVAL_1D, 18000, 150, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bad = cw_series_builder_end (builder);
  ((double *) bad->close)[149] = -1; /* no builder would let this pass */
  save_series (fixture->store, good, NOW);
  cw_store_save_series_async (fixture->store, bad, NOW + 1, keep_result_cb, &result);
  g_assert_false (cw_store_save_series_finish (wait_for_result (&result), &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA);
  assert_stored (fixture, good, NOW);
}

static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  enum
  {
    N = 40
  };
  GAsyncResult *saved[N] = { NULL }, *loaded[N] = { NULL };

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i + 1);
      g_autoptr (CwSeries) series = walk_new (symbol, 18000, 50 + i, i);

      cw_store_save_series_async (fixture->store, series, NOW, keep_result_cb, &saved[i]);
      cw_store_load_series_async (fixture->store, symbol, CW_INTERVAL_1D, NULL, keep_result_cb,
                                  &loaded[i]);
    }
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (CwStoredSeries) stored = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (cw_store_save_series_finish (wait_for_result (&saved[i]), NULL));
      stored = cw_store_load_series_finish (wait_for_result (&loaded[i]), &error);
      g_assert_no_error (error);
      g_assert_nonnull (stored);
      g_assert_cmpuint (stored->series->n_bars, ==, 50 + i);
      g_object_unref (saved[i]);
      g_object_unref (loaded[i]);
    }
}

#define ADD(name, func) \
  g_test_add ("/store/" name, StoreFixture, NULL, store_fixture_set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("every-interval", test_every_interval);
  ADD ("without-bars", test_without_bars);
  ADD ("nothing-stored", test_nothing_stored);
  ADD ("fundamentals", test_fundamentals);
  ADD ("join-newer", test_join_newer);
  ADD ("join-older", test_join_older);
  ADD ("running-bar-is-replaced", test_running_bar_is_replaced);
  ADD ("split-replaces-all", test_split_replaces_all);
  ADD ("rounding-is-no-split", test_rounding_is_no_split);
  ADD ("gap", test_gap);
  ADD ("other-conventions", test_other_conventions);
  ADD ("part-of-the-past", test_part_of_the_past);
  ADD ("price-of-kept-bars", test_price_of_kept_bars);
  ADD ("events-in-the-covered-time", test_events_in_the_covered_time);
  ADD ("refused-write-keeps-the-old", test_refused_write_keeps_the_old);
  ADD ("many", test_many);
  return g_test_run ();
}
