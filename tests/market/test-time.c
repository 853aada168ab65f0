/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-clock.h"
#include "cw-fundamentals.h"
#include "cw-interval.h"
#include "cw-range.h"

static void
test_interval (void)
{
  static const struct
  {
    const char *name;
    gint64 seconds;
    gboolean intraday;
  } expected[CW_N_INTERVALS] = {
    { "1m", 60, TRUE },        { "2m", 120, TRUE },       { "5m", 300, TRUE },
    { "15m", 900, TRUE },      { "30m", 1800, TRUE },     { "1h", 3600, TRUE },
    { "90m", 5400, TRUE },     { "1d", 86400, FALSE },    { "1wk", 604800, FALSE },
    { "1mo", 2592000, FALSE }, { "3mo", 7862400, FALSE },
  };
  static const char *const unknown[] = { "", "1D", "1", "d", "1day", "60", "1m ", " 1m", "7d" };
  CwInterval interval;

  for (guint i = 0; i < CW_N_INTERVALS; i++)
    {
      g_assert_cmpstr (cw_interval_to_string ((CwInterval) i), ==, expected[i].name);
      g_assert_true (cw_interval_parse (expected[i].name, &interval));
      g_assert_cmpint (interval, ==, i);
      g_assert_cmpint (cw_interval_get_seconds ((CwInterval) i), ==, expected[i].seconds);
      g_assert_cmpint (cw_interval_is_intraday ((CwInterval) i), ==, expected[i].intraday);
    }
  g_assert_true (cw_interval_parse ("60m", &interval));
  g_assert_cmpint (interval, ==, CW_INTERVAL_1H);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (cw_interval_parse (unknown[i], &interval));
}

static void
test_range_names (void)
{
  static const char *const names[CW_N_RANGES] = { "1d", "5d", "1mo", "3mo", "6mo", "ytd",
                                                  "1y", "2y", "5y",  "10y", "max" };
  CwRange range;

  for (guint i = 0; i < CW_N_RANGES; i++)
    {
      g_assert_cmpstr (cw_range_to_string ((CwRange) i), ==, names[i]);
      g_assert_true (cw_range_parse (names[i], &range));
      g_assert_cmpint (range, ==, i);
    }
  g_assert_false (cw_range_parse ("", &range));
  g_assert_false (cw_range_parse ("5Y", &range));
  g_assert_false (cw_range_parse ("3y", &range));
}

static gint64
moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
test_range_start (void)
{
  static const struct
  {
    CwRange range;
    const char *zone, *end, *start;
  } cases[] = {
    { CW_RANGE_1D, "America/New_York", "2021-04-21T20:00:00Z", "2021-04-21T00:00:00-04:00" },
    { CW_RANGE_1D, "America/New_York", "2021-04-21T03:59:59Z", "2021-04-20T00:00:00-04:00" },
    { CW_RANGE_1D, "America/New_York", "2021-04-21T04:00:00Z", "2021-04-21T00:00:00-04:00" },
    { CW_RANGE_1D, "Asia/Tokyo", "2021-04-21T20:00:00Z", "2021-04-22T00:00:00+09:00" },
    { CW_RANGE_5D, "America/New_York", "2021-04-21T20:00:00Z", "2021-04-14T00:00:00-04:00" },
    /* Over the change to and from daylight saving, midnight is still midnight. */
    { CW_RANGE_5D, "America/New_York", "2021-03-16T20:00:00Z", "2021-03-09T00:00:00-05:00" },
    { CW_RANGE_5D, "America/New_York", "2021-11-09T21:00:00Z", "2021-11-02T00:00:00-04:00" },
    { CW_RANGE_6MO, "Europe/London", "2021-04-21T20:00:00Z", "2020-10-21T00:00:00+01:00" },
    { CW_RANGE_3MO, "Europe/London", "2021-04-21T20:00:00Z", "2021-01-21T00:00:00Z" },
    /* The days of change themselves, the second one at midnight, where there is no midnight. */
    { CW_RANGE_1D, "America/New_York", "2021-03-14T20:00:00Z", "2021-03-14T00:00:00-05:00" },
    { CW_RANGE_1D, "America/Santiago", "2021-09-05T20:00:00Z", "2021-09-05T01:00:00-03:00" },
    { CW_RANGE_1MO, "UTC", "2021-03-31T12:00:00Z", "2021-02-28T00:00:00Z" },
    { CW_RANGE_1MO, "UTC", "2020-03-31T12:00:00Z", "2020-02-29T00:00:00Z" },
    { CW_RANGE_1Y, "UTC", "2020-02-29T12:00:00Z", "2019-02-28T00:00:00Z" },
    { CW_RANGE_2Y, "UTC", "2021-04-21T00:00:00Z", "2019-04-21T00:00:00Z" },
    { CW_RANGE_5Y, "UTC", "2021-04-21T00:00:00Z", "2016-04-21T00:00:00Z" },
    { CW_RANGE_10Y, "UTC", "2021-04-21T00:00:00Z", "2011-04-21T00:00:00Z" },
    { CW_RANGE_YTD, "America/New_York", "2021-04-21T20:00:00Z", "2021-01-01T00:00:00-05:00" },
    { CW_RANGE_YTD, "America/New_York", "2021-01-01T04:59:59Z", "2020-01-01T00:00:00-05:00" },
    { CW_RANGE_YTD, "America/New_York", "2021-01-01T05:00:00Z", "2021-01-01T00:00:00-05:00" },
    { CW_RANGE_YTD, "Asia/Tokyo", "2020-12-31T15:00:00Z", "2021-01-01T00:00:00+09:00" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[n].zone);

      g_assert_nonnull (zone);
      g_test_message ("%s of %s in %s", cw_range_to_string (cases[n].range), cases[n].end,
                      cases[n].zone);
      g_assert_cmpint (cw_range_get_start (cases[n].range, moment (cases[n].end), zone), ==,
                       moment (cases[n].start));
    }
  g_assert_cmpuint (n, ==, 21);
}

static void
test_range_of_everything (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_assert_cmpint (cw_range_get_start (CW_RANGE_MAX, 0, zone), ==, G_MININT64);
  /* Moments that no calendar reaches. */
  g_assert_cmpint (cw_range_get_start (CW_RANGE_1Y, G_MAXINT64, zone), ==, G_MININT64);
  g_assert_cmpint (cw_range_get_start (CW_RANGE_1Y, G_MININT64, zone), ==, G_MININT64);
  g_assert_cmpint (cw_range_get_start (CW_RANGE_10Y, moment ("0005-01-01T00:00:00Z"), zone), ==,
                   G_MININT64);
}

static void
test_clock (void)
{
  CwClock standing = { 1618963200 };
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (cw_clock_now (standing), ==, 1618963200);
  g_assert_true (cw_clock_is_standing (standing));
  g_assert_cmpint (cw_clock_now (CW_CLOCK_RUNNING), >=, before);
  g_assert_cmpint (cw_clock_now (CW_CLOCK_RUNNING), <=, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_false (cw_clock_is_standing (CW_CLOCK_RUNNING));
}

/* What is written into files and databases must not change, and no two may be the same. */
static void
test_metrics (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CwFundamentals) figures = cw_fundamentals_new ("AAPL", "a test");

  for (guint i = 0; i < CW_N_METRICS; i++)
    {
      const char *id = cw_metric_get_id ((CwMetric) i);

      g_assert_nonnull (id);
      g_assert_cmpuint (strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789_"), ==, strlen (id));
      g_assert_cmpstr (cw_metric_get_name ((CwMetric) i), !=, "");
      g_assert_true (g_hash_table_add (ids, (gpointer) id));
      g_assert_false (figures->values[i] <= 0 || figures->values[i] >= 0); /* not known */
      g_assert_false (figures->doubtful[i]);
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 23);
  g_assert_cmpstr (cw_metric_get_id (CW_METRIC_DEBT_TO_EQUITY), ==, "debt_to_equity");
  g_assert_cmpstr (cw_metric_get_id (CW_METRIC_MARKET_CAP), ==, "market_cap");
  g_assert_cmpint (cw_metric_get_unit (CW_METRIC_ROE), ==, CW_METRIC_UNIT_FRACTION);
  g_assert_cmpint (cw_metric_get_unit (CW_METRIC_EPS), ==, CW_METRIC_UNIT_MONEY);
  g_assert_cmpint (cw_metric_get_unit (CW_METRIC_PE), ==, CW_METRIC_UNIT_RATIO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/interval", test_interval);
  g_test_add_func ("/market/range/names", test_range_names);
  g_test_add_func ("/market/range/start", test_range_start);
  g_test_add_func ("/market/range/everything", test_range_of_everything);
  g_test_add_func ("/market/clock", test_clock);
  g_test_add_func ("/market/metrics", test_metrics);
  return g_test_run ();
}
