/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-profile.h"
#include "cw-resample.h"
#include "cw-series-builder.h"
#include "cw-series-join.h"
#include "cw-symbol-quote.h"

#define START G_GINT64_CONSTANT (1619011800) /* 9:30 in New York */
#define MINUTE 60

static void
assert_equal (double a, double b)
{
  g_assert_false (a < b || a > b || isnan (a) || isnan (b));
}

/* @n bars, the first at @start, whose closes begin with @close and count up. */
static CwSeries *
make_series (CwInterval interval, gint64 start, guint n, double close)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("ABC", interval);
  CwDividend payment = { start, close };
  CwSplit split = { start, 2, 1 };

  builder->info.session_start = START;
  builder->has_adj_close = FALSE;
  builder->n_rejected = 1;
  for (guint i = 0; i < n; i++)
    cw_series_builder_add_bar (builder, start + i * cw_interval_get_seconds (interval), close + i,
                               close + i + 0.5, close + i - 0.5, close + i, NAN, 10);
  g_array_append_val (builder->dividends, payment);
  g_array_append_val (builder->splits, split);
  return cw_series_builder_end (builder);
}

static void
test_join (void)
{
  g_autoptr (CwSeries) first = make_series (CW_INTERVAL_1M, START, 5, 100);
  g_autoptr (CwSeries) second = make_series (CW_INTERVAL_1M, START + 3 * MINUTE, 4, 200);
  g_autoptr (CwSeries) empty = make_series (CW_INTERVAL_1M, START, 0, 1);
  const CwSeries *parts[] = { first, empty, second };
  g_autoptr (CwSeries) joined = cw_series_join (parts, 3);
  static const double closes[] = { 100, 101, 102, 200, 201, 202, 203 };

  g_assert_cmpuint (joined->n_bars, ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      g_assert_cmpint (joined->time[i], ==, START + i * MINUTE);
      assert_equal (joined->close[i], closes[i]); /* the later part counts */
    }
  g_assert_false (joined->has_adj_close);
  g_assert_cmpuint (joined->n_rejected, ==, 3);
  g_assert_cmpuint (joined->n_dividends, ==, 2);
  assert_equal (joined->dividends[0].amount, 1); /* of two at one time the later part's */
  assert_equal (joined->dividends[1].amount, 200);
  g_assert_cmpuint (joined->n_splits, ==, 2);
}

static void
test_join_one (void)
{
  g_autoptr (CwSeries) only = make_series (CW_INTERVAL_1M, START, 5, 100);
  const CwSeries *parts[] = { only };
  g_autoptr (CwSeries) joined = cw_series_join (parts, 1);

  g_assert_true (joined == only);
}

/* Parts in the wrong order are put right all the same. */
static void
test_join_unsorted (void)
{
  g_autoptr (CwSeries) first = make_series (CW_INTERVAL_1M, START, 3, 100);
  g_autoptr (CwSeries) second = make_series (CW_INTERVAL_1M, START + 3 * MINUTE, 3, 200);
  const CwSeries *parts[] = { second, first };
  g_autoptr (CwSeries) joined = cw_series_join (parts, 2);

  g_assert_cmpuint (joined->n_bars, ==, 6);
  for (gsize i = 1; i < joined->n_bars; i++)
    g_assert_cmpint (joined->time[i - 1], <, joined->time[i]);
}

/* Bars within the day are counted from where the session begins, whether or not the first one is
 * there. */
static void
test_half_hours (void)
{
  g_autoptr (CwSeries) quarters =
      make_series (CW_INTERVAL_15M, START + 15 * MINUTE, 5, 100); /* 9:45 … 10:45 */
  g_autoptr (CwSeries) halves = cw_series_resample (quarters, CW_INTERVAL_30M);

  g_assert_cmpint (halves->interval, ==, CW_INTERVAL_30M);
  g_assert_cmpuint (halves->n_bars, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (halves->time[i], ==, START + i * 30 * MINUTE);
  assert_equal (halves->close[0], 100);
  assert_equal (halves->open[1], 101);
  assert_equal (halves->close[1], 102);
  assert_equal (halves->high[1], 102.5);
  assert_equal (halves->low[1], 100.5);
  assert_equal (halves->volume[1], 20);
  assert_equal (halves->close[2], 104);
}

/* A session that begins at a quarter past, as in Mumbai. */
static void
test_odd_session (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("ABC", CW_INTERVAL_15M);
  g_autoptr (CwSeries) quarters = NULL;
  g_autoptr (CwSeries) halves = NULL;
  gint64 open = START + 15 * MINUTE;

  builder->info.session_start = open;
  builder->has_adj_close = FALSE;
  for (guint i = 0; i < 4; i++)
    cw_series_builder_add_bar (builder, open + i * 15 * MINUTE, 1, 1, 1, 1, NAN, 1);
  quarters = cw_series_builder_end (builder);
  halves = cw_series_resample (quarters, CW_INTERVAL_30M);
  g_assert_cmpuint (halves->n_bars, ==, 2);
  g_assert_cmpint (halves->time[0], ==, open);
}

static void
test_quote (void)
{
  CwQuote quote = cw_quote_make (110, 100, 5), unknown = cw_quote_make (NAN, 100, 0),
          odd = cw_quote_make (1e6, 1e-320, 5);

  assert_equal (quote.change, 10);
  assert_equal (quote.change_percent, 10);
  g_assert_true (isnan (unknown.change) && isnan (unknown.change_percent));
  g_assert_true (isnan (odd.change_percent));
}

static void
test_symbol_quote (void)
{
  g_autoptr (CwSeries) series = make_series (CW_INTERVAL_1D, START, 3, 100);
  g_autoptr (CwSymbolQuote) quote = cw_symbol_quote_new_from_series (series);
  g_autoptr (CwSymbolQuote) same = cw_symbol_quote_ref (quote);
  g_autoptr (CwSymbolQuote) nothing = cw_symbol_quote_new ("ABC", "Test");

  assert_equal (same->quote.price, 102);
  assert_equal (same->quote.previous_close, 101);
  g_assert_cmpuint (same->n_closes, ==, 3);
  assert_equal (same->closes[0], 100);
  g_assert_cmpint (cw_symbol_quote_get_age (same, same->quote.time + 5), ==, 5);
  g_assert_cmpint (cw_symbol_quote_get_age (same, 0), ==, 0); /* never negative */
  quote->clock_skew = 60;
  g_assert_cmpint (cw_symbol_quote_get_age (same, same->quote.time + 5), ==, 65);
  g_assert_cmpint (cw_symbol_quote_get_age (nothing, 100), ==, -1);
  g_assert_true (isnan (nothing->quote.price));
  g_assert_cmpstr (nothing->name, ==, "");
}

static void
test_profile (void)
{
  g_autoptr (CwProfile) profile = cw_profile_new ("ABC", "Test");
  g_autoptr (CwProfile) same = cw_profile_ref (profile);

  g_assert_cmpstr (same->name, ==, "");
  g_assert_true (isnan (same->market_cap));
  cw_profile_set_text (&profile->name, "A\nB\xff");
  g_assert_true (g_utf8_validate (same->name, -1, NULL));
  g_assert_null (strchr (same->name, '\n'));
  cw_profile_set_text (&profile->name, NULL);
  g_assert_cmpstr (same->name, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/join/parts", test_join);
  g_test_add_func ("/market/join/one", test_join_one);
  g_test_add_func ("/market/join/unsorted", test_join_unsorted);
  g_test_add_func ("/market/join/half-hours", test_half_hours);
  g_test_add_func ("/market/join/odd-session", test_odd_session);
  g_test_add_func ("/market/join/quote", test_quote);
  g_test_add_func ("/market/join/symbol-quote", test_symbol_quote);
  g_test_add_func ("/market/join/profile", test_profile);
  return g_test_run ();
}
