/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series-builder.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define DAY 86400
#define HOUR 3600
#define NOON (12 * HOUR)

static void
add (CwSeriesBuilder *builder, gint64 time, double open, double high, double low, double close)
{
  cw_series_builder_add_bar (builder, time, open, high, low, close, close, 100);
}

/* A bar at noon of day @day whose four prices are all @price. */
static void
add_flat (CwSeriesBuilder *builder, gint64 day, double price)
{
  add (builder, day * DAY + NOON, price, price, price, price);
}

static void
assert_number (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpmem (&value, sizeof value, &expected, sizeof expected);
}

static void
assert_bar (const CwSeries *series, gsize i, double open, double high, double low, double close)
{
  g_assert_cmpuint (i, <, series->n_bars);
  assert_number (series->open[i], open);
  assert_number (series->high[i], high);
  assert_number (series->low[i], low);
  assert_number (series->close[i], close);
}

/* What CwSeries promises of every series, whatever it was made from. */
static void
assert_believable (const CwSeries *series)
{
  g_assert_nonnull (series->zone);
  for (gsize i = 0; i < series->n_bars; i++)
    {
      if (i > 0)
        g_assert_cmpint (series->time[i], >, series->time[i - 1]);
      g_assert_true (isfinite (series->high[i]));
      g_assert_cmpfloat (series->low[i], >, 0);
      g_assert_cmpfloat (series->low[i], <=, series->open[i]);
      g_assert_cmpfloat (series->low[i], <=, series->close[i]);
      g_assert_cmpfloat (series->high[i], >=, series->open[i]);
      g_assert_cmpfloat (series->high[i], >=, series->close[i]);
      g_assert_true (isfinite (series->adj_close[i]) && series->adj_close[i] > 0);
      g_assert_true (isnan (series->volume[i])
                     || (series->volume[i] >= 0 && isfinite (series->volume[i])));
    }
}

static void
test_empty (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = cw_series_builder_end (builder);

  g_assert_cmpuint (series->n_bars, ==, 0);
  g_assert_cmpuint (series->n_dividends, ==, 0);
  g_assert_cmpuint (series->n_rejected, ==, 0);
  g_assert_cmpstr (series->info.symbol, ==, "AAPL");
  g_assert_cmpstr (series->info.name, ==, "");
  g_assert_cmpstr (series->info.currency, ==, "");
  g_assert_cmpstr (series->info.timezone, ==, "");
  g_assert_true (isnan (series->info.market_price));
  g_assert_true (isnan (series->info.previous_close));
  g_assert_cmpint (series->info.price_decimals, ==, 2);
  assert_believable (series);
}

/* A day without a price is no bar, and nothing was wrong with it. */
static void
test_missing_values (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;

  add_flat (builder, 1, 10);
  add (builder, 2 * DAY, NAN, 10, 10, 10);
  add (builder, 3 * DAY, 10, NAN, 10, 10);
  add (builder, 4 * DAY, 10, 10, NAN, 10);
  add (builder, 5 * DAY, 10, 10, 10, NAN);
  add (builder, 6 * DAY, NAN, NAN, NAN, NAN);
  add_flat (builder, 7, 11);
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (series->n_bars, ==, 2);
  g_assert_cmpuint (series->n_rejected, ==, 0);
  assert_bar (series, 0, 10, 10, 10, 10);
  assert_bar (series, 1, 11, 11, 11, 11);
}

static void
test_impossible_values (void)
{
  static const double impossible[] = { 0, -0.0, -1, INFINITY, -INFINITY, 1e12, 1e300, -DBL_MIN };
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;
  guint n = 0;

  builder->n_rejected = 5;
  for (gsize i = 0; i < G_N_ELEMENTS (impossible); i++)
    for (guint field = 0; field < 4; field++, n++)
      {
        double price[] = { 10, 10, 10, 10 };

        price[field] = impossible[i];
        add (builder, (gint64) n * DAY, price[0], price[1], price[2], price[3]);
      }
  add_flat (builder, 1000, 0.0001);
  add_flat (builder, 1001, nextafter (1e12, 0));
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (n, ==, 32);
  g_assert_cmpuint (series->n_rejected, ==, 32 + 5);
  g_assert_cmpuint (series->n_bars, ==, 2);
  assert_believable (series);
}

static void
test_volume (void)
{
  static const double volumes[] = { 0, 1e15, DBL_MAX, -1, NAN, INFINITY, -INFINITY };
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (volumes); i++)
    cw_series_builder_add_bar (builder, (gint64) i * DAY, 1, 1, 1, 1, 1, volumes[i]);
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (series->n_bars, ==, G_N_ELEMENTS (volumes));
  for (gsize i = 0; i < G_N_ELEMENTS (volumes); i++)
    assert_number (series->volume[i], i < 3 ? volumes[i] : (double) NAN);
}

static void
test_widened (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;

  add (builder, 1 * DAY, 10, 12, 9, 11); /* as it should be */
  add (builder, 2 * DAY, 10, 9, 12, 11); /* turned over */
  add (builder, 3 * DAY, 10, 12, 9, 15); /* the close above the high */
  add (builder, 4 * DAY, 10, 12, 9, 5);  /* the close below the low */
  add (builder, 5 * DAY, 20, 12, 9, 10); /* the open above the high */
  add (builder, 6 * DAY, 2, 12, 9, 10);  /* the open below the low */
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (series->n_bars, ==, 6);
  assert_bar (series, 0, 10, 12, 9, 11);
  assert_bar (series, 1, 10, 12, 9, 11);
  assert_bar (series, 2, 10, 15, 9, 15);
  assert_bar (series, 3, 10, 12, 5, 5);
  assert_bar (series, 4, 20, 20, 9, 10);
  assert_bar (series, 5, 2, 12, 2, 10);
  g_assert_cmpuint (series->n_rejected, ==, 0);
}

static void
test_sorted (void)
{
  static const gint64 days[] = { 5, 3, 9, 1, 7, 2 };
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;
  static const double sorted[] = { 1, 2, 3, 5, 7, 9 };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    cw_series_builder_add_bar (builder, days[i] * DAY, (double) days[i], (double) days[i],
                               (double) days[i], (double) days[i], (double) days[i] / 2,
                               (double) days[i] * 3);
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (series->n_bars, ==, 6);
  for (gsize i = 0; i < 6; i++)
    {
      assert_bar (series, i, sorted[i], sorted[i], sorted[i], sorted[i]);
      assert_number (series->adj_close[i], sorted[i] / 2);
      assert_number (series->volume[i], sorted[i] * 3);
      g_assert_cmpint (series->time[i], ==, (gint64) sorted[i] * DAY);
    }
}

static void
test_last_of_equal_times_wins (void)
{
  for (guint interval = 0; interval < CW_N_INTERVALS; interval++)
    {
      g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", (CwInterval) interval);
      g_autoptr (CwSeries) series = NULL;

      add_flat (builder, 2, 20);
      add_flat (builder, 1, 10);
      add_flat (builder, 2, 21);
      add_flat (builder, 1, 11);
      add_flat (builder, 2, 22);
      series = cw_series_builder_end (builder);
      g_assert_cmpuint (series->n_bars, ==, 2);
      assert_bar (series, 0, 11, 11, 11, 11);
      assert_bar (series, 1, 22, 22, 22, 22);
      assert_believable (series);
    }
}

/* The running session comes as a row of its own, stamped with the moment of its last trade. */
static void
test_running_session (void)
{
  static const struct
  {
    CwInterval interval;
    gsize n_bars;
  } cases[] = { { CW_INTERVAL_1D, 2 }, { CW_INTERVAL_5M, 3 }, { CW_INTERVAL_1WK, 3 } };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", cases[n].interval);
      g_autoptr (CwSeries) series = NULL;

      builder->info.timezone = g_strdup ("America/New_York");
      add (builder, 18000 * DAY + 14 * HOUR, 10, 10, 10, 10);
      add (builder, 18001 * DAY + 14 * HOUR, 11, 11, 11, 11);
      add (builder, 18001 * DAY + 19 * HOUR + 7, 12, 12, 12, 12);
      series = cw_series_builder_end (builder);
      g_assert_cmpuint (series->n_bars, ==, cases[n].n_bars);
      assert_bar (series, series->n_bars - 1, 12, 12, 12, 12);
      g_assert_cmpint (series->time[series->n_bars - 1], ==, 18001 * DAY + 19 * HOUR + 7);
    }
  g_assert_cmpuint (n, ==, 3);
}

/* Days that begin at local midnight, but are stamped with the offset of the moment when they were
 * asked for, are an hour off while daylight saving is otherwise; they are still one day each. */
static void
test_stamps_across_daylight_saving (void)
{
  static const char *const zones[] = { "Europe/London", "America/New_York", "Australia/Sydney",
                                       "Asia/Tokyo", "America/Sao_Paulo" };
  guint n = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (zones); k++)
    for (int wrong = -1; wrong <= 1; wrong++, n++)
      {
        g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
        g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[k]);
        g_autoptr (CwSeries) series = NULL;

        builder->info.timezone = g_strdup (zones[k]);
        for (int day = 1; day <= 365; day++)
          {
            g_autoptr (GDateTime) noon = g_date_time_new (zone, 2017, 1, 1, 12, 0, 0);
            g_autoptr (GDateTime) that = g_date_time_add_days (noon, day);

            add (builder, g_date_time_to_unix (that) - 12 * HOUR + wrong * HOUR, day, day, day,
                 day);
          }
        series = cw_series_builder_end (builder);
        g_assert_cmpuint (series->n_bars, ==, 365);
        for (gsize i = 1; i < 365; i++)
          g_assert_cmpint (cw_series_get_day (series, series->time[i]), ==,
                           cw_series_get_day (series, series->time[0]) + (gint64) i);
      }
  g_assert_cmpuint (n, ==, 15);
}

static void
test_times (void)
{
  static const struct
  {
    gint64 time, now, first_trade;
    CwInterval interval;
    gboolean kept;
  } cases[] = {
    { G_GINT64_CONSTANT (1600000000), 1600000000, 0, CW_INTERVAL_1D, TRUE },
    { G_GINT64_CONSTANT (1600000000) + 2 * DAY, 1600000000, 0, CW_INTERVAL_1D, TRUE },
    { G_GINT64_CONSTANT (1600000000) + 2 * DAY + 1, 1600000000, 0, CW_INTERVAL_1D, FALSE },
    { G_GINT64_CONSTANT (1600000000000), 1600000000, 0, CW_INTERVAL_1D, FALSE }, /* milliseconds */
    { 0, 1600000000, 0, CW_INTERVAL_1D, TRUE },
    { 0, 1600000000, 345479400, CW_INTERVAL_1D, FALSE }, /* before it was traded */
    { 345479400 - DAY, 1600000000, 345479400, CW_INTERVAL_1D, TRUE },
    { 345479400 - DAY - 1, 1600000000, 345479400, CW_INTERVAL_1D, FALSE },
    { 345479400 - 20 * DAY, 1600000000, 345479400, CW_INTERVAL_1MO, TRUE },
    { -252322200, 1600000000, -252322200, CW_INTERVAL_1D, TRUE },
    { G_GINT64_CONSTANT (-2208988800), 1600000000, 0, CW_INTERVAL_1D, TRUE },
    { G_GINT64_CONSTANT (-2208988801), 1600000000, 0, CW_INTERVAL_1D, FALSE },
    { G_MININT64, 1600000000, 0, CW_INTERVAL_1D, FALSE },
    { G_MAXINT64, 1600000000, 0, CW_INTERVAL_1D, FALSE },
    { G_MAXINT64, G_MAXINT64, 0, CW_INTERVAL_1D, FALSE },
    { G_GINT64_CONSTANT (253402300800), G_MAXINT64 / 2, 0, CW_INTERVAL_1D, FALSE },
    /* A first trade that cannot be is not known. */
    { 1600000000, 1600000000, G_MAXINT64, CW_INTERVAL_1D, TRUE },
    { 1600000000, 1600000000, G_MININT64, CW_INTERVAL_1D, TRUE },
    { 1600000000, 1600000000, G_GINT64_CONSTANT (345479400000), CW_INTERVAL_1D, TRUE },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", cases[n].interval);
      g_autoptr (CwSeries) series = NULL;

      builder->now = cases[n].now;
      builder->info.first_trade_time = cases[n].first_trade;
      add (builder, cases[n].time, 1, 1, 1, 1);
      series = cw_series_builder_end (builder);
      g_test_message ("case %u", n);
      g_assert_cmpuint (series->n_bars, ==, cases[n].kept ? 1 : 0);
      g_assert_cmpuint (series->n_rejected, ==, cases[n].kept ? 0 : 1);
    }
  g_assert_cmpuint (n, ==, 19);
}

static CwSeries *
series_with_adjusted (const double *adjusted, gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);

  for (gsize i = 0; i < n; i++)
    cw_series_builder_add_bar (builder, (gint64) i * DAY, 10, 10, 10, 10, adjusted[i], 1);
  return cw_series_builder_end (builder);
}

static void
test_adjusted_closes (void)
{
  static const double whole[] = { 8, 9, 10 }, no_last[] = { 8, 9, NAN },
                      no_first[] = { NAN, 9, 10 }, negative[] = { 8, -9, 10 },
                      endless[] = { 8, INFINITY, 10 };
  static const struct
  {
    const double *given;
    gboolean has;
    double kept[3];
  } cases[] = {
    { whole, TRUE, { 8, 9, 10 } },       { no_last, TRUE, { 8, 9, 10 } },
    { no_first, FALSE, { 10, 10, 10 } }, { negative, FALSE, { 10, 10, 10 } },
    { endless, FALSE, { 10, 10, 10 } },
  };
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
  g_autoptr (CwSeries) without = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (CwSeries) series = series_with_adjusted (cases[k].given, 3);

      g_assert_cmpuint (series->n_bars, ==, 3);
      g_assert_cmpint (series->has_adj_close, ==, cases[k].has);
      for (gsize i = 0; i < 3; i++)
        assert_number (series->adj_close[i], cases[k].kept[i]);
    }
  builder->has_adj_close = FALSE;
  cw_series_builder_add_bar (builder, 0, 10, 10, 10, 10, 5, 1);
  without = cw_series_builder_end (builder);
  assert_number (without->adj_close[0], 10);
}

static void
test_events (void)
{
  static const CwDividend dividends[] = { { 5, 0.5 },  { 3, 0.3 },       { 4, 0 },
                                          { 4, -1 },   { 4, NAN },       { 4, INFINITY },
                                          { 6, 1e12 }, { G_MININT64, 1 } };
  static const CwSplit splits[] = {
    { 9, 4, 1 },   { 8, 1, 10 }, { 7, 0, 1 },  { 7, 1, 0 },
    { 7, NAN, 1 }, { 7, -2, 1 }, { 7, 2, -1 }, { G_MAXINT64, 2, 1 }
  };
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;

  g_array_append_vals (builder->dividends, dividends, G_N_ELEMENTS (dividends));
  g_array_append_vals (builder->capital_gains, dividends, G_N_ELEMENTS (dividends));
  g_array_append_vals (builder->splits, splits, G_N_ELEMENTS (splits));
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (series->n_dividends, ==, 2);
  g_assert_cmpint (series->dividends[0].time, ==, 3);
  assert_number (series->dividends[0].amount, 0.3);
  assert_number (series->dividends[1].amount, 0.5);
  g_assert_cmpuint (series->n_capital_gains, ==, 2);
  assert_number (series->capital_gains[1].amount, 0.5);
  g_assert_cmpuint (series->n_splits, ==, 2);
  assert_number (series->splits[0].denominator, 10);
  assert_number (series->splits[1].numerator, 4);
}

static void
test_info (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
  g_autoptr (CwSeries) series = NULL;
  g_autofree char *huge = g_strnfill (1024 * 1024, 'x');

  builder->now = 1600000000;
  cw_series_builder_set_text (&builder->info.name, "first");
  cw_series_builder_set_text (&builder->info.name, "AT&T\n\xe2\x80\xae<b>\xff");
  builder->info.exchange = huge; /* as a reader may set it */
  builder->info.currency = g_strdup ("GB\x01p");
  builder->info.price_decimals = -3;
  builder->info.gmt_offset = 86400;
  builder->info.market_price = -5;
  builder->info.market_time = G_GINT64_CONSTANT (1600000000000);
  builder->info.previous_close = INFINITY;
  series = cw_series_builder_end (builder);
  huge = NULL;
  g_assert_cmpstr (series->info.name, ==, "AT&T<b>\xef\xbf\xbd");
  g_assert_cmpuint (strlen (series->info.exchange), ==, 200);
  g_assert_cmpstr (series->info.currency, ==, "GBp");
  g_assert_cmpint (series->info.price_decimals, ==, 0);
  g_assert_cmpint (series->info.gmt_offset, ==, 0);
  g_assert_cmpint (series->info.market_time, ==, 0);
  g_assert_true (isnan (series->info.market_price));
  g_assert_true (isnan (series->info.previous_close));
}

static void
test_zone (void)
{
  static const struct
  {
    const char *name;
    int offset, expected;
  } cases[] = { { "Asia/Tokyo", -3600, 9 * HOUR }, { "Nowhere/Atlantis", 5 * HOUR, 5 * HOUR },
                { "", -5 * HOUR, -5 * HOUR },      { NULL, 0, 0 },
                { "../../etc/passwd", 0, 0 },      { NULL, G_MININT, 0 } };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
      g_autoptr (CwSeries) series = NULL;
      g_autoptr (GDateTime) local = NULL;

      builder->info.timezone = g_strdup (cases[n].name);
      builder->info.gmt_offset = cases[n].offset;
      series = cw_series_builder_end (builder);
      local = cw_series_get_local_time (series, 1600000000);
      g_assert_cmpint (g_date_time_get_utc_offset (local) / G_USEC_PER_SEC, ==, cases[n].expected);
    }
  g_assert_cmpuint (n, ==, 6);
}

/* Readers write straight into the columns; room that is made keeps what is there. */
static void
test_reserve (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1M);
  g_autoptr (CwSeries) series = NULL;

  for (gsize i = 0; i < 5000; i++)
    {
      cw_series_builder_add_bar (builder, (gint64) i * 60, (double) i + 2, (double) i + 3,
                                 (double) i + 1, (double) i + 2, (double) i + 5, (double) i);
      if (i % 999 == 0)
        cw_series_builder_reserve (builder, i + 17);
    }
  series = cw_series_builder_end (builder);
  g_assert_cmpuint (series->n_bars, ==, 5000);
  for (gsize i = 0; i < 5000; i++)
    {
      assert_bar (series, i, (double) i + 2, (double) i + 3, (double) i + 1, (double) i + 2);
      assert_number (series->adj_close[i], (double) i + 5);
      assert_number (series->volume[i], (double) i);
    }
}

static double
any_number (void)
{
  static const double odd[] = { NAN, 0, -1, INFINITY, -INFINITY, DBL_MIN, DBL_MAX, 1e12, 1, 5 };

  return odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))];
}

/* Whatever comes in, what comes out keeps its promises, and every bar is accounted for at most
 * once. */
static void
test_anything (void)
{
  guint n = 0, n_kept = 0;

  for (; n < 500; n++)
    {
      g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1D);
      g_autoptr (CwSeries) series = NULL;

      for (gsize i = 0; i < 50; i++)
        cw_series_builder_add_bar (builder, g_test_rand_int_range (-5, 40) * (DAY / 2),
                                   g_test_rand_bit () ? 10 : any_number (),
                                   g_test_rand_bit () ? 10 : any_number (), 8,
                                   g_test_rand_bit () ? 9 : any_number (), any_number (),
                                   any_number ());
      series = cw_series_builder_end (builder);
      assert_believable (series);
      g_assert_cmpuint (series->n_bars + series->n_rejected, <=, 50);
      n_kept += (guint) series->n_bars;
    }
  g_assert_cmpuint (n, ==, 500);
  g_assert_cmpuint (n_kept, >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/builder/empty", test_empty);
  g_test_add_func ("/market/builder/missing-values", test_missing_values);
  g_test_add_func ("/market/builder/impossible-values", test_impossible_values);
  g_test_add_func ("/market/builder/volume", test_volume);
  g_test_add_func ("/market/builder/widened", test_widened);
  g_test_add_func ("/market/builder/sorted", test_sorted);
  g_test_add_func ("/market/builder/last-of-equal-times-wins", test_last_of_equal_times_wins);
  g_test_add_func ("/market/builder/running-session", test_running_session);
  g_test_add_func ("/market/builder/stamps-across-daylight-saving",
                   test_stamps_across_daylight_saving);
  g_test_add_func ("/market/builder/times", test_times);
  g_test_add_func ("/market/builder/adjusted-closes", test_adjusted_closes);
  g_test_add_func ("/market/builder/events", test_events);
  g_test_add_func ("/market/builder/info", test_info);
  g_test_add_func ("/market/builder/zone", test_zone);
  g_test_add_func ("/market/builder/reserve", test_reserve);
  g_test_add_func ("/market/builder/anything", test_anything);
  return g_test_run ();
}
