/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series.h"

#include <math.h>
#include <string.h>

#include "cw-quote.h"
#include "cw-resample.h"
#include "cw-series-builder.h"

#define DAY 86400

static gint64
moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
assert_number (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat_with_epsilon (value, expected, 1e-12);
}

/* Daily bars at 14:30 UTC, without the weekends, whose numbers count up from 1. */
static CwSeriesBuilder *
weekdays (const char *first_day, gsize n)
{
  CwSeriesBuilder *builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  g_autofree char *noon = g_strconcat (first_day, "T14:30:00Z", NULL);
  gint64 time = moment (noon);

  builder->info.timezone = g_strdup ("America/New_York");
  for (gsize i = 1; i <= n; time += DAY)
    {
      /* 7000 days on, so that those before 1970 are no negative numbers. */
      gint64 weekday = ((time + G_GINT64_CONSTANT (7000) * DAY) / DAY + 3) % 7;
      double x = (double) i;

      if (weekday >= 5)
        continue;
      cw_series_builder_add_bar (builder, time, x, x + 0.75, x - 0.5, x + 0.25, x / 2, 10 * x);
      i++;
    }
  return builder;
}

static CwSeries *
weekday_series (const char *first_day, gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = weekdays (first_day, n);

  return cw_series_builder_end (builder);
}

static void
test_find (void)
{
  g_autoptr (CwSeries) series = weekday_series ("2021-01-04", 20);
  g_autoptr (CwSeries) empty = weekday_series ("2021-01-04", 0);

  for (gsize i = 0; i < 20; i++)
    {
      g_assert_cmpuint (cw_series_find (series, series->time[i]), ==, i);
      g_assert_cmpuint (cw_series_find (series, series->time[i] - 1), ==, i);
      g_assert_cmpuint (cw_series_find (series, series->time[i] + 1), ==, i + 1);
    }
  g_assert_cmpuint (cw_series_find (series, G_MININT64), ==, 0);
  g_assert_cmpuint (cw_series_find (series, G_MAXINT64), ==, 20);
  g_assert_cmpuint (cw_series_find (empty, 0), ==, 0);
}

static void
test_day (void)
{
  static const struct
  {
    const char *zone, *time, *day;
  } cases[] = {
    { "America/New_York", "2021-04-21T13:30:00Z", "2021-04-21" },
    { "Asia/Tokyo", "2021-04-21T00:00:00Z", "2021-04-21" },
    { "Asia/Tokyo", "2021-04-20T15:00:00Z", "2021-04-21" },
    { "Australia/Sydney", "2021-04-20T23:00:00Z", "2021-04-21" },
    { "Europe/London", "2021-04-20T23:00:00Z", "2021-04-21" }, /* midnight in summer */
    { "UTC", "2021-04-20T23:00:00Z", "2021-04-21" },           /* the same, one hour off */
    { "UTC", "2021-04-20T21:59:59Z", "2021-04-20" },
    { "UTC", "1969-12-31T12:00:00Z", "1969-12-31" },
    { "UTC", "1969-12-31T22:00:00Z", "1970-01-01" },
    { "UTC", "1970-01-01T00:00:00Z", "1970-01-01" },
    { "UTC", "1965-06-15T00:00:00Z", "1965-06-15" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
      g_autoptr (CwSeries) series = NULL;
      g_autofree char *midnight = g_strconcat (cases[n].day, "T00:00:00Z", NULL);

      builder->info.timezone = g_strdup (cases[n].zone);
      series = cw_series_builder_end (builder);
      g_assert_cmpint (cw_series_get_day (series, moment (cases[n].time)) * DAY, ==,
                       moment (midnight));
    }
  g_assert_cmpuint (n, ==, 11);
}

/* Bars shorter than a day belong to the exchange's day, whatever day it is in Greenwich. */
static void
test_sessions (void)
{
  static const struct
  {
    const char *time, *day;
  } bars[] = {
    { "2021-04-20T13:30:00Z", "2021-04-20" },
    { "2021-04-20T23:30:00Z", "2021-04-20" }, /* late in New York */
    { "2021-04-21T03:59:00Z", "2021-04-20" },
    { "2021-04-21T04:00:00Z", "2021-04-21" },
  };
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1M);
  g_autoptr (CwSeries) series = NULL, days = weekday_series ("2021-01-04", 5);
  g_autofree gint64 *sessions = NULL;

  builder->info.timezone = g_strdup ("America/New_York");
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    cw_series_builder_add_bar (builder, moment (bars[i].time), 1, 1, 1, 1, 1, 1);
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (series->n_bars, ==, G_N_ELEMENTS (bars));
  sessions = cw_series_dup_sessions (series);
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_autofree char *midnight = g_strconcat (bars[i].day, "T00:00:00Z", NULL);

      g_assert_cmpint (sessions[i] * DAY, ==, moment (midnight));
    }
  g_assert_null (cw_series_dup_sessions (days));
}

static void
test_slice (void)
{
  g_autoptr (CwSeriesBuilder) builder = weekdays ("2021-01-04", 20);
  g_autoptr (CwSeries) series = NULL, all = NULL, part = NULL, none = NULL;
  gint64 start, end;

  for (gsize i = 0; i < 20; i += 5)
    {
      CwDividend dividend = { builder->time[i], 1 + (double) i };
      CwSplit split = { builder->time[i], 2 + (double) i, 1 };

      g_array_append_val (builder->dividends, dividend);
      g_array_append_val (builder->capital_gains, dividend);
      g_array_append_val (builder->splits, split);
    }
  builder->info.name = g_strdup ("Apple Inc.");
  builder->info.market_price = 12.5;
  builder->n_rejected = 4;
  series = cw_series_builder_end (builder);

  all = cw_series_slice (series, G_MININT64, G_MAXINT64);
  g_assert_true (all == series); /* nothing to cut, nothing to copy */

  start = series->time[5];
  end = series->time[10];
  part = cw_series_slice (series, start, end);
  g_assert_cmpuint (part->n_bars, ==, 6);
  for (gsize i = 0; i < 6; i++)
    {
      g_assert_cmpint (part->time[i], ==, series->time[5 + i]);
      assert_number (part->open[i], series->open[5 + i]);
      assert_number (part->high[i], series->high[5 + i]);
      assert_number (part->low[i], series->low[5 + i]);
      assert_number (part->close[i], series->close[5 + i]);
      assert_number (part->adj_close[i], series->adj_close[5 + i]);
      assert_number (part->volume[i], series->volume[5 + i]);
    }
  g_assert_cmpuint (part->n_dividends, ==, 2);
  assert_number (part->dividends[0].amount, 6);
  g_assert_cmpuint (part->n_capital_gains, ==, 2);
  assert_number (part->capital_gains[1].amount, 11);
  g_assert_cmpuint (part->n_splits, ==, 2);
  assert_number (part->splits[0].numerator, 7);
  g_assert_cmpstr (part->info.name, ==, "Apple Inc.");
  assert_number (part->info.market_price, 12.5);
  g_assert_cmpuint (part->n_rejected, ==, 4);
  g_assert_true (part->has_adj_close);

  none = cw_series_slice (series, end + 1, end + 2);
  g_assert_cmpuint (none->n_bars, ==, 0);
  g_assert_cmpuint (none->n_dividends, ==, 0);
}

static void
test_slice_ends (void)
{
  g_autoptr (CwSeries) series = weekday_series ("2021-01-04", 20);
  gint64 first = series->time[0], last = series->time[19];
  const struct
  {
    gint64 start, end;
    gsize n;
  } cases[] = {
    { first, last, 20 },         { first + 1, last, 19 },      { first, last - 1, 19 },
    { G_MININT64, first, 1 },    { G_MININT64, first - 1, 0 }, { last, G_MAXINT64, 1 },
    { last + 1, G_MAXINT64, 0 }, { last, first, 0 },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwSeries) part = cw_series_slice (series, cases[n].start, cases[n].end);

      g_assert_cmpuint (part->n_bars, ==, cases[n].n);
    }
  g_assert_cmpuint (n, ==, 8);
}

/* What a bar that is made of days @first to @last must hold. */
static void
assert_merged (const CwSeries *longer, gsize i, const CwSeries *days, gsize first, gsize last)
{
  double volume = 0;

  for (gsize k = first; k <= last; k++)
    volume += days->volume[k];
  g_assert_cmpuint (i, <, longer->n_bars);
  g_assert_cmpint (longer->time[i], ==, days->time[first]);
  assert_number (longer->open[i], days->open[first]);
  assert_number (longer->high[i], days->high[last]); /* they rise from day to day */
  assert_number (longer->low[i], days->low[first]);
  assert_number (longer->close[i], days->close[last]);
  assert_number (longer->adj_close[i], days->adj_close[last]);
  assert_number (longer->volume[i], volume);
}

/* From Wednesday 30 December 2020: the week, the month and the quarter do not end together. */
static CwSeries *
make_running (CwInterval interval, gint64 session_start, gint64 session_end)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", interval);

  for (gint64 time = 1600000000; time <= 1600000000 + 2 * 86400; time += 86400)
    cw_series_builder_add_bar (builder, time, 1, 2, 1, 2, 2, 10);
  builder->info.session_start = session_start;
  builder->info.session_end = session_end;
  return cw_series_builder_end (builder);
}

static gsize
count_closed (const CwSeries *series, gint64 now)
{
  g_autoptr (CwSeries) closed = cw_series_ref_closed (series, now);

  return closed->n_bars;
}

/* A day is over when its session is, or when nobody says when that would be; an hour or a week is
 * over when its time is. */
static void
test_closed (void)
{
  const gint64 last = 1600000000 + 2 * 86400;
  g_autoptr (CwSeries) running = make_running (CW_INTERVAL_1D, last, last + 23400);
  g_autoptr (CwSeries) between = make_running (CW_INTERVAL_1D, last + 86400, last + 86400 + 23400);
  g_autoptr (CwSeries) unknown = make_running (CW_INTERVAL_1D, 0, 0);
  g_autoptr (CwSeries) hours = make_running (CW_INTERVAL_1H, 0, 0);

  g_assert_cmpuint (count_closed (running, last + 10), ==, 2);
  g_assert_cmpuint (count_closed (running, last + 23399), ==, 2);
  g_assert_cmpuint (count_closed (running, last + 23400), ==, 3);
  g_assert_cmpuint (count_closed (between, last + 80000), ==, 3);
  g_assert_cmpuint (count_closed (unknown, last + 10), ==, 3);
  g_assert_cmpuint (count_closed (hours, last + 3599), ==, 2);
  g_assert_cmpuint (count_closed (hours, last + 3600), ==, 3);
}

static void
test_resample (void)
{
  g_autoptr (CwSeries) days = weekday_series ("2020-12-30", 70);
  g_autoptr (CwSeries) weeks = cw_series_resample (days, CW_INTERVAL_1WK);
  g_autoptr (CwSeries) months = cw_series_resample (days, CW_INTERVAL_1MO);
  g_autoptr (CwSeries) quarters = cw_series_resample (days, CW_INTERVAL_3MO);

  g_assert_cmpint (weeks->interval, ==, CW_INTERVAL_1WK);
  g_assert_cmpuint (weeks->n_bars, ==, 15);
  assert_merged (weeks, 0, days, 0, 2); /* Wednesday to Friday, over the turn of the year */
  for (gsize i = 1; i < 14; i++)
    assert_merged (weeks, i, days, 5 * i - 2, 5 * i + 2);
  assert_merged (weeks, 14, days, 68, 69);

  g_assert_cmpint (months->interval, ==, CW_INTERVAL_1MO);
  g_assert_cmpuint (months->n_bars, ==, 5);
  assert_merged (months, 0, days, 0, 1);   /* December */
  assert_merged (months, 1, days, 2, 22);  /* January: 21 weekdays */
  assert_merged (months, 2, days, 23, 42); /* February: 20 */
  assert_merged (months, 3, days, 43, 65); /* March: 23 */
  assert_merged (months, 4, days, 66, 69);

  g_assert_cmpuint (quarters->n_bars, ==, 3);
  assert_merged (quarters, 0, days, 0, 1);
  assert_merged (quarters, 1, days, 2, 65);
  assert_merged (quarters, 2, days, 66, 69);
}

/* Monday's bar is stamped an hour before its midnight; its week begins on Monday all the same. */
static void
test_resample_early_stamps (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
  g_autoptr (CwSeries) days = NULL, weeks = NULL;
  gint64 monday = moment ("2021-03-01T00:00:00Z");

  for (int day = 0; day < 5; day++)
    cw_series_builder_add_bar (builder, monday + day * DAY - 3600, 1, 1, 1, 1, 1, 1);
  days = cw_series_builder_end (builder);
  weeks = cw_series_resample (days, CW_INTERVAL_1WK);
  g_assert_cmpuint (weeks->n_bars, ==, 1);
  assert_number (weeks->volume[0], 5);
}

static void
test_resample_long_ago (void)
{
  g_autoptr (CwSeries) days = weekday_series ("1961-12-25", 10); /* two whole weeks */
  g_autoptr (CwSeries) weeks = cw_series_resample (days, CW_INTERVAL_1WK);
  g_autoptr (CwSeries) months = cw_series_resample (days, CW_INTERVAL_1MO);

  g_assert_cmpuint (weeks->n_bars, ==, 2);
  assert_merged (weeks, 0, days, 0, 4);
  assert_merged (weeks, 1, days, 5, 9);
  g_assert_cmpuint (months->n_bars, ==, 2);
}

static void
test_resample_volume_and_events (void)
{
  g_autoptr (CwSeriesBuilder) builder = weekdays ("2021-03-01", 15);
  g_autoptr (CwSeries) days = NULL, weeks = NULL;
  CwDividend dividend = { builder->time[3], 0.5 };
  CwSplit split = { builder->time[4], 4, 1 };

  for (gsize i = 0; i < 5; i++)
    builder->volume[i] = NAN;
  builder->volume[6] = NAN;
  builder->has_adj_close = FALSE;
  g_array_append_val (builder->dividends, dividend);
  g_array_append_val (builder->splits, split);
  days = cw_series_builder_end (builder);
  weeks = cw_series_resample (days, CW_INTERVAL_1WK);
  g_assert_cmpuint (weeks->n_bars, ==, 3);
  g_assert_true (isnan (weeks->volume[0]));
  assert_number (weeks->volume[1], 60 + 80 + 90 + 100);
  assert_number (weeks->volume[2], 110 + 120 + 130 + 140 + 150);
  g_assert_false (weeks->has_adj_close);
  g_assert_cmpuint (weeks->n_dividends, ==, 1);
  g_assert_cmpint (weeks->dividends[0].time, ==, dividend.time);
  g_assert_cmpuint (weeks->n_splits, ==, 1);
}

static void
test_resample_empty (void)
{
  g_autoptr (CwSeries) days = weekday_series ("2021-03-01", 0);
  g_autoptr (CwSeries) weeks = cw_series_resample (days, CW_INTERVAL_1WK);

  g_assert_cmpuint (weeks->n_bars, ==, 0);
}

static void
assert_quote (CwSeriesBuilder *builder, double price, double before, gint64 time)
{
  g_autoptr (CwSeries) series = cw_series_builder_end (builder);
  CwQuote quote = cw_quote_from_series (series);

  assert_number (quote.price, price);
  assert_number (quote.previous_close, before);
  assert_number (quote.change, price - before);
  assert_number (quote.change_percent, 100 * (price - before) / before);
  g_assert_cmpint (quote.time, ==, time);
  cw_series_builder_free (builder);
}

static void
test_quote (void)
{
  CwSeriesBuilder *builder = weekdays ("2021-03-01", 5);
  gint64 last = builder->time[4];

  /* From the bars alone. */
  assert_quote (builder, 5.25, 4.25, last);
  /* The provider's own word goes before. */
  builder = weekdays ("2021-03-01", 5);
  builder->info.market_price = 6;
  builder->info.market_time = 1614970000;
  assert_quote (builder, 6, 4.25, 1614970000);
  builder = weekdays ("2021-03-01", 5);
  builder->info.previous_close = 4;
  assert_quote (builder, 5.25, 4, last);
  /* The bar before is no session before, if bars are shorter than that. */
  builder = weekdays ("2021-03-01", 5);
  builder->interval = CW_INTERVAL_5M;
  assert_quote (builder, 5.25, NAN, last);
  assert_quote (weekdays ("2021-03-01", 1), 1.25, NAN, moment ("2021-03-01T14:30:00Z"));
  assert_quote (weekdays ("2021-03-01", 0), NAN, NAN, 0);
  builder = weekdays ("2021-03-01", 0);
  builder->info.market_price = 6;
  builder->info.market_time = 1614970000;
  builder->info.previous_close = 8;
  assert_quote (builder, 6, 8, 1614970000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/series/find", test_find);
  g_test_add_func ("/market/series/day", test_day);
  g_test_add_func ("/market/series/sessions", test_sessions);
  g_test_add_func ("/market/series/slice", test_slice);
  g_test_add_func ("/market/series/slice-ends", test_slice_ends);
  g_test_add_func ("/market/series/closed", test_closed);
  g_test_add_func ("/market/series/resample", test_resample);
  g_test_add_func ("/market/series/resample-early-stamps", test_resample_early_stamps);
  g_test_add_func ("/market/series/resample-long-ago", test_resample_long_ago);
  g_test_add_func ("/market/series/resample-volume-and-events", test_resample_volume_and_events);
  g_test_add_func ("/market/series/resample-empty", test_resample_empty);
  g_test_add_func ("/market/series/quote", test_quote);
  return g_test_run ();
}
