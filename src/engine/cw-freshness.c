/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-freshness.h"

#define HOUR (60 * 60)
#define DAY (24 * HOUR)
/* Prices are asked for no more often than that. */
#define NEW_FOR 60
/* Some exchanges' prices come a quarter of an hour late, so a price of the very end is no sooner
 * known than that. */
#define LATE_BY (HOUR / 2)
/* A session's end is a clock's; the last trade may be some minutes before. */
#define NEARLY (5 * 60)
/* So many bars tell on which days of the week there are sessions. */
#define SAMPLE 40
#define DAYS_IN_WEEK 7

/** cw_freshness_of_price: Returns: whether a price that came at @fetched_at is as good as new */
gboolean
cw_freshness_of_price (gint64 fetched_at, gint64 now)
{
  return now >= fetched_at && now < fetched_at + NEW_FOR;
}

static gboolean
has_all_of_session (const CwSeries *stored, gint64 fetched_at)
{
  const CwSeriesInfo *info = &stored->info;

  if (info->session_end == 0 || fetched_at < info->session_end)
    return FALSE;
  return info->market_time >= info->session_end - NEARLY
         || fetched_at >= info->session_end + LATE_BY;
}

/* The days of the week, by the day's number modulo 7, on which there were sessions lately. */
static guint
find_session_days (const CwSeries *stored)
{
  guint days = 0;

  for (gsize i = stored->n_bars - MIN (stored->n_bars, SAMPLE); i < stored->n_bars; i++)
    days |= 1u << (cw_series_get_day (stored, stored->time[i]) % DAYS_IN_WEEK);
  return days;
}

/* A few days do not tell that there is never a session on the others. */
static gboolean
is_session_day (const CwSeries *stored, guint days, gint64 day)
{
  return stored->n_bars < SAMPLE || (days & 1u << (day % DAYS_IN_WEEK)) != 0;
}

/* The next session begins at the same time of the next day that has one; a holiday is not known,
 * and asking in vain does no harm. */
static gint64
guess_next_session (const CwSeries *stored)
{
  gint64 start = stored->info.session_start + DAY;
  guint days;

  if (stored->interval != CW_INTERVAL_1D)
    return start;
  days = find_session_days (stored);
  for (guint i = 0; i < DAYS_IN_WEEK; i++, start += DAY)
    if (is_session_day (stored, days, cw_series_get_day (stored, start)))
      break;
  return start;
}

/**
 * cw_freshness_of_bars:
 * @stored: stored bars, the session that ran when they came left out
 * @fetched_at: when they came from the provider
 * @now: what time it is in their market
 *
 * Returns: whether asking again would bring nothing new: they are not a minute old, or came after
 *   the last session's end and before the next one's start
 */
gboolean
cw_freshness_of_bars (const CwSeries *stored, gint64 fetched_at, gint64 now)
{
  const CwSeriesInfo *info = &stored->info;

  if (stored->n_bars == 0)
    return FALSE;
  /* While a session runs, its bar is not among the stored ones. */
  if (cw_freshness_of_price (fetched_at, now)
      && (fetched_at >= info->session_end || fetched_at < info->session_start))
    return TRUE;
  /* An hour less, because daylight saving may begin. */
  return has_all_of_session (stored, fetched_at) && now < guess_next_session (stored) - HOUR
         && now >= fetched_at;
}

/* Whether there can have been no session from @start until the first bar. */
static gboolean
is_without_session (const CwSeries *stored, gint64 start)
{
  gint64 first = cw_series_get_day (stored, stored->time[0]);
  guint days;

  if (stored->interval != CW_INTERVAL_1D || start < stored->time[0] - DAYS_IN_WEEK * DAY)
    return FALSE;
  days = find_session_days (stored);
  for (gint64 day = cw_series_get_day (stored, start); day < first; day++)
    if (is_session_day (stored, days, day))
      return FALSE;
  return TRUE;
}

/**
 * cw_freshness_reaches_back:
 * @stored: stored bars
 * @options: what is asked for
 * @now: what time it is in their market
 *
 * Returns: whether @stored begins no later than what is asked for, or than the symbol's trade
 */
gboolean
cw_freshness_reaches_back (const CwSeries *stored, const CwLoadOptions *options, gint64 now)
{
  gint64 first = stored->info.first_trade_time, start = options->from;

  if (stored->n_bars == 0)
    return FALSE;
  if (first != 0 && stored->time[0] <= first + DAY)
    return TRUE;
  if (options->from == 0 && options->to == 0)
    start = cw_range_get_start (options->range, now, stored->zone);
  return stored->time[0] <= start || is_without_session (stored, start);
}
