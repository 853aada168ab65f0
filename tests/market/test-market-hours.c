/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-market-hours.h"

#include "cw-series-builder.h"

/* When markets open, in zones whose daylight saving is known. */

#define DAY (24 * 60 * 60)
#define MONDAY_TO_FRIDAY (2u | 4u | 8u | 16u | 32u)
#define SUNDAY_TO_THURSDAY (128u | 2u | 4u | 8u | 16u)
#define EVERY_DAY (MONDAY_TO_FRIDAY | 64u | 128u)

static gint64
moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

typedef struct
{
  const char *what, *zone;
  guint days;
  const char *start, *end, *after, *opening;
} Row;

static const Row rows[] = {
  { "the next day", "America/New_York", MONDAY_TO_FRIDAY, "2026-06-16T09:30:00-04:00",
    "2026-06-16T16:00:00-04:00", "2026-06-16T17:00:00-04:00", "2026-06-17T09:30:00-04:00" },
  { "a session that is to come", "America/New_York", MONDAY_TO_FRIDAY, "2026-06-17T09:30:00-04:00",
    "2026-06-17T16:00:00-04:00", "2026-06-17T02:00:00-04:00", "2026-06-17T09:30:00-04:00" },
  { "over a weekend", "America/New_York", MONDAY_TO_FRIDAY, "2026-06-19T09:30:00-04:00",
    "2026-06-19T16:00:00-04:00", "2026-06-19T16:00:00-04:00", "2026-06-22T09:30:00-04:00" },
  { "over a weekend, the days not known", "America/New_York", 0, "2026-06-19T09:30:00-04:00",
    "2026-06-19T16:00:00-04:00", "2026-06-19T16:00:00-04:00", "2026-06-22T09:30:00-04:00" },
  { "a session on a Sunday, the days not known", "Asia/Riyadh", 0, "2026-06-14T10:00:00+03:00",
    "2026-06-14T15:00:00+03:00", "2026-06-19T20:00:00+03:00", "2026-06-21T10:00:00+03:00" },
  { "Sunday to Thursday", "Asia/Riyadh", SUNDAY_TO_THURSDAY, "2026-06-18T10:00:00+03:00",
    "2026-06-18T15:00:00+03:00", "2026-06-18T16:00:00+03:00", "2026-06-21T10:00:00+03:00" },
  { "daylight saving begins", "America/New_York", MONDAY_TO_FRIDAY, "2026-03-06T09:30:00-05:00",
    "2026-03-06T16:00:00-05:00", "2026-03-06T17:00:00-05:00", "2026-03-09T09:30:00-04:00" },
  { "daylight saving ends", "Europe/Berlin", MONDAY_TO_FRIDAY, "2026-10-23T09:00:00+02:00",
    "2026-10-23T17:30:00+02:00", "2026-10-23T18:00:00+02:00", "2026-10-26T09:00:00+01:00" },
  { "daylight saving ends in the south", "Australia/Sydney", MONDAY_TO_FRIDAY,
    "2026-04-03T10:00:00+11:00", "2026-04-03T16:00:00+11:00", "2026-04-03T17:00:00+11:00",
    "2026-04-06T10:00:00+10:00" },
  { "a long holiday", "America/New_York", MONDAY_TO_FRIDAY, "2026-06-19T09:30:00-04:00",
    "2026-06-19T16:00:00-04:00", "2026-06-22T09:30:00-04:00", "2026-06-23T09:30:00-04:00" },
  { "months later", "America/New_York", MONDAY_TO_FRIDAY, "2026-01-05T09:30:00-05:00",
    "2026-01-05T16:00:00-05:00", "2026-06-20T12:00:00-04:00", "2026-06-22T09:30:00-04:00" },
  { "every day", "UTC", EVERY_DAY, "2026-06-19T00:00:00Z", "2026-06-19T23:59:00Z",
    "2026-06-19T12:00:00Z", "2026-06-20T00:00:00Z" },
  { "in the very second", "UTC", EVERY_DAY, "2026-06-19T00:00:00Z", "2026-06-19T23:59:00Z",
    "2026-06-19T23:59:59Z", "2026-06-20T00:00:00Z" },
};

static CwMarketHours
make_hours (const Row *row, GTimeZone *zone)
{
  return (CwMarketHours){ moment (row->start), moment (row->end), row->days, zone };
}

static void
test_openings (void)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[n].zone);
      CwMarketHours hours;

      if (zone == NULL)
        {
          g_test_skip ("this machine knows no time zones");
          return;
        }
      hours = make_hours (&rows[n], zone);
      g_test_message ("%s", rows[n].what);
      g_assert_cmpint (cw_market_hours_find_opening (&hours, moment (rows[n].after)), ==,
                       moment (rows[n].opening));
    }
  g_assert_cmpuint (n, ==, 13);
}

static void
test_unknown (void)
{
  CwMarketHours none = { 0 }, backwards = { .start = 2000, .end = 1000 };

  g_assert_false (cw_market_hours_are_known (&none));
  g_assert_false (cw_market_hours_are_known (&backwards));
  g_assert_false (cw_market_hours_are_open (&none, 0));
  g_assert_false (cw_market_hours_move_prices (&backwards, 1500));
  g_assert_cmpint (cw_market_hours_find_opening (&none, 1000), ==, 0);
  g_assert_cmpint (cw_market_hours_find_opening (&backwards, 1000), ==, 0);
}

/* Without a zone the time of the day is the world's. */
static void
test_no_zone (void)
{
  CwMarketHours hours = { moment ("2026-03-27T09:00:00Z"), moment ("2026-03-27T17:00:00Z"), 0,
                          NULL };

  g_assert_cmpint (cw_market_hours_find_opening (&hours, hours.end), ==,
                   moment ("2026-03-30T09:00:00Z"));
}

static void
test_open (void)
{
  CwMarketHours hours = { 1000, 2000, 0, NULL };

  g_assert_false (cw_market_hours_are_open (&hours, 999));
  g_assert_true (cw_market_hours_are_open (&hours, 1000));
  g_assert_true (cw_market_hours_are_open (&hours, 1999));
  g_assert_false (cw_market_hours_are_open (&hours, 2000));
  g_assert_false (cw_market_hours_move_prices (&hours, 999));
  g_assert_true (cw_market_hours_move_prices (&hours, 2000 + CW_MARKET_LATE_BY - 1));
  g_assert_false (cw_market_hours_move_prices (&hours, 2000 + CW_MARKET_LATE_BY));
}

static void
test_equal (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) east = g_time_zone_new_offset (3600);
  CwMarketHours a = { 1000, 2000, 3, utc }, b = a;

  g_assert_true (cw_market_hours_are_equal (&a, &b));
  b.zone = east;
  g_assert_false (cw_market_hours_are_equal (&a, &b));
  b = a;
  b.days = 4;
  g_assert_false (cw_market_hours_are_equal (&a, &b));
  b = a;
  b.start++;
  g_assert_false (cw_market_hours_are_equal (&a, &b));
}

static CwSeries *
make_series (const char *first, guint n_bars, guint days, CwInterval interval)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("TEST", interval);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (first, NULL);

  builder->now = g_date_time_to_unix (time) + 365 * DAY;
  for (guint i = 0, added = 0; added < n_bars; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (time, (int) i);

      if ((days & 1u << g_date_time_get_day_of_week (day)) == 0)
        continue;
      cw_series_builder_add_bar (builder, g_date_time_to_unix (day), 10, 11, 9, 10, 10, 100);
      added++;
    }
  return cw_series_builder_end (builder);
}

static void
test_days (void)
{
  static const guint sets[] = { MONDAY_TO_FRIDAY, SUNDAY_TO_THURSDAY, EVERY_DAY, 2u };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (sets); n++)
    {
      g_autoptr (CwSeries) series =
          make_series ("2026-01-01T14:30:00Z", 60, sets[n], CW_INTERVAL_1D);

      g_assert_cmpuint (cw_market_days_from_series (series), ==, sets[n]);
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_days_unknown (void)
{
  g_autoptr (CwSeries) few =
      make_series ("2026-01-01T14:30:00Z", 10, MONDAY_TO_FRIDAY, CW_INTERVAL_1D);
  g_autoptr (CwSeries) weeks = make_series ("2026-01-05T14:30:00Z", 60, 2u, CW_INTERVAL_1WK);

  g_assert_cmpuint (cw_market_days_from_series (few), ==, 0);
  g_assert_cmpuint (cw_market_days_from_series (weeks), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/hours/openings", test_openings);
  g_test_add_func ("/market/hours/unknown", test_unknown);
  g_test_add_func ("/market/hours/no-zone", test_no_zone);
  g_test_add_func ("/market/hours/open", test_open);
  g_test_add_func ("/market/hours/equal", test_equal);
  g_test_add_func ("/market/hours/days", test_days);
  g_test_add_func ("/market/hours/days-unknown", test_days_unknown);
  return g_test_run ();
}
