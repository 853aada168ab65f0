/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-market-hours.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define DAYS_IN_WEEK 7
/* The first of January 1970 was a Thursday. */
#define WEEKDAY_OF_DAY_0 4
/* So many bars tell on which days of the week there are sessions. */
#define SAMPLE 40

#define BIT(weekday) (1u << (weekday))
#define MONDAY_TO_FRIDAY (BIT (1) | BIT (2) | BIT (3) | BIT (4) | BIT (5))

static guint
get_weekday (gint64 day)
{
  gint64 since_monday = (day + WEEKDAY_OF_DAY_0 - 1) % DAYS_IN_WEEK;

  return (guint) (since_monday < 0 ? since_monday + DAYS_IN_WEEK : since_monday) + 1;
}

/**
 * cw_market_days_from_series:
 * @series: bars
 *
 * Returns: the weekdays on which there were sessions lately, as #CwMarketHours has them; 0 if the
 *   bars are not daily, or too few to tell that there is never a session on the others
 */
guint
cw_market_days_from_series (const CwSeries *series)
{
  guint days = 0;

  g_return_val_if_fail (series != NULL, 0);

  if (series->interval != CW_INTERVAL_1D || series->n_bars < SAMPLE)
    return 0;
  for (gsize i = series->n_bars - SAMPLE; i < series->n_bars; i++)
    days |= BIT (get_weekday (cw_series_get_day (series, series->time[i])));
  return days;
}

/** cw_market_hours_are_known: Returns: whether a session is known at all */
gboolean
cw_market_hours_are_known (const CwMarketHours *hours)
{
  return hours->start != 0 && hours->end > hours->start;
}

static const char *
get_zone_name (const CwMarketHours *hours)
{
  return hours->zone != NULL ? g_time_zone_get_identifier (hours->zone) : "";
}

/** cw_market_hours_are_equal: Returns: whether the same is known of both */
gboolean
cw_market_hours_are_equal (const CwMarketHours *a, const CwMarketHours *b)
{
  return a->start == b->start && a->end == b->end && a->days == b->days
         && (a->zone == b->zone || g_str_equal (get_zone_name (a), get_zone_name (b)));
}

/** cw_market_hours_are_open: Returns: whether the session that is known runs at @now */
gboolean
cw_market_hours_are_open (const CwMarketHours *hours, gint64 now)
{
  return cw_market_hours_are_known (hours) && hours->start <= now && now < hours->end;
}

/** cw_market_hours_move_prices: Returns: whether prices may change at @now, for some come late */
gboolean
cw_market_hours_move_prices (const CwMarketHours *hours, gint64 now)
{
  return cw_market_hours_are_known (hours) && hours->start <= now
         && now < hours->end + CW_MARKET_LATE_BY;
}

/* Without anything else that is known, sessions are on the days that most exchanges have, and on
 * the weekday of the one that is known. */
static guint
get_days (const CwMarketHours *hours, GDateTime *start)
{
  if (hours->days != 0)
    return hours->days;
  return MONDAY_TO_FRIDAY | BIT ((guint) g_date_time_get_day_of_week (start));
}

static GDateTime *
get_local_start (const CwMarketHours *hours)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (hours->start);

  return hours->zone != NULL ? g_date_time_to_timezone (utc, hours->zone) : g_steal_pointer (&utc);
}

/**
 * cw_market_hours_find_opening:
 * @hours: a market's hours
 * @after: a moment, in seconds since 1970
 *
 * Sessions begin at the same time of the exchange's day, which is another one of the world's when
 * daylight saving begins or ends.
 *
 * Returns: when the first session begins that begins after @after, or 0 if nothing is known
 */
gint64
cw_market_hours_find_opening (const CwMarketHours *hours, gint64 after)
{
  g_autoptr (GDateTime) start = NULL;
  guint days;
  int first;

  if (!cw_market_hours_are_known (hours))
    return 0;
  if (hours->start > after)
    return hours->start;
  start = get_local_start (hours);
  days = get_days (hours, start);
  first = (int) MIN ((after - hours->start) / DAY, G_MAXINT - 2 * DAYS_IN_WEEK);
  /* A day more than a week, because the first may be too early by a clock that was set back. */
  for (int i = MAX (first, 1); i <= first + DAYS_IN_WEEK + 1; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (start, i);

      if (day != NULL && g_date_time_to_unix (day) > after
          && (days & BIT ((guint) g_date_time_get_day_of_week (day))) != 0)
        return g_date_time_to_unix (day);
    }
  return 0;
}
