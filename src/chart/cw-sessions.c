/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-sessions.h"

#include <math.h>
#include <string.h>

#include "cw-format.h"
#include "cw-series-builder.h"

#define DAY (24 * 60 * 60)

/* So many days are looked at to learn when there is trading: three weeks, holidays among them. */
#define DAYS_TO_LEARN_FROM 15
#define MOST_BARS_TO_LEARN_FROM 20000

#define WORKDAYS 0x3e /* Monday to Friday, as bits 1 to 5 */
#define ENOUGH_WEEKDAYS 5

/* When an exchange trades, as far as its last bars say. */
typedef struct
{
  guint weekdays; /* bit 1 for Monday to bit 7 for Sunday */
  gsize first;    /* of the bars of a day: the bar with which it begins, and how many there are */
  gsize n;
} Habit;

static GDateTime *
dup_start (const CwSeries *series, gsize bar)
{
  return cw_format_dup_bar_start (series, bar);
}

static guint
count_bits (guint bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* The day with the most bars is a whole one: the last may still run, and some end early. */
static Habit
learn_habit (const CwSeries *series)
{
  Habit habit = { 0 };
  gsize end = series->n_bars;
  gsize least = end > MOST_BARS_TO_LEARN_FROM ? end - MOST_BARS_TO_LEARN_FROM : 0;

  for (guint days = 0; days < DAYS_TO_LEARN_FROM && end > least; days++)
    {
      g_autoptr (GDateTime) start = dup_start (series, end - 1);
      gint64 day = cw_series_get_day (series, g_date_time_to_unix (start));
      gsize first = end - 1;

      while (cw_interval_is_intraday (series->interval) && first > least
             && cw_series_get_day (series, series->time[first - 1]) == day)
        first--;
      habit.weekdays |= 1u << g_date_time_get_day_of_week (start);
      if (end - first > habit.n)
        {
          habit.first = first;
          habit.n = end - first;
        }
      end = first;
    }
  if (count_bits (habit.weekdays) < ENOUGH_WEEKDAYS)
    habit.weekdays |= WORKDAYS;
  return habit;
}

static GDateTime *
dup_next_day (const Habit *habit, GDateTime *day)
{
  GDateTime *next = g_date_time_add_days (day, 1);

  while (next != NULL && (habit->weekdays & 1u << g_date_time_get_day_of_week (next)) == 0)
    {
      GDateTime *later = g_date_time_add_days (next, 1);

      g_date_time_unref (next);
      next = later;
    }
  return next;
}

/* The same time of day as another bar's, on another day; 0 where no calendar has it. */
static gint64
move_to_day (const CwSeries *series, gsize bar, GDateTime *day)
{
  g_autoptr (GDateTime) like = cw_series_get_local_time (series, series->time[bar]);
  g_autoptr (GDateTime) start = dup_start (series, bar);
  g_autoptr (GDateTime) moved = NULL;
  int year, month, day_of_month;

  /* A bar that is stamped on the evening before stays so. */
  g_date_time_get_ymd (day, &year, &month, &day_of_month);
  moved = g_date_time_new (series->zone, year, month, day_of_month, g_date_time_get_hour (like),
                           g_date_time_get_minute (like), g_date_time_get_seconds (like));
  if (moved == NULL)
    return 0;
  return g_date_time_to_unix (moved)
         - (g_date_time_get_day_of_month (like) != g_date_time_get_day_of_month (start) ? DAY : 0);
}

/* Noon, so that no clock that is set forward or back leads into another day. */
static GDateTime *
dup_noon (const CwSeries *series, gsize bar)
{
  g_autoptr (GDateTime) start = dup_start (series, bar);
  int year, month, day;

  g_date_time_get_ymd (start, &year, &month, &day);
  return g_date_time_new (series->zone, year, month, day, 12, 0, 0);
}

/* The rest of the last day first, and then day for day like the one that was learnt from. */
static gsize
find_days_to_come (const CwSeries *series, gsize n, gint64 *times)
{
  Habit habit = learn_habit (series);
  g_autoptr (GDateTime) day = dup_noon (series, series->n_bars - 1);
  gint64 latest = series->time[series->n_bars - 1];
  gsize found = 0;

  while (day != NULL && found < n)
    {
      GDateTime *next = dup_next_day (&habit, day);

      for (gsize i = 0; i < habit.n && found < n; i++)
        {
          gint64 time = move_to_day (series, habit.first + i, day);

          if (time > latest)
            times[found++] = latest = time;
        }
      g_date_time_unref (day);
      day = next;
    }
  return found;
}

static gsize
find_periods_to_come (const CwSeries *series, gsize n, gint64 *times)
{
  g_autoptr (GDateTime) last = cw_series_get_local_time (series, series->time[series->n_bars - 1]);
  int months = series->interval == CW_INTERVAL_1MO ? 1 : 3;

  for (gsize i = 0; i < n; i++)
    {
      int steps = (int) i + 1;
      g_autoptr (GDateTime) later = series->interval == CW_INTERVAL_1WK
                                        ? g_date_time_add_weeks (last, steps)
                                        : g_date_time_add_months (last, months * steps);

      if (later == NULL)
        return i;
      times[i] = g_date_time_to_unix (later);
    }
  return n;
}

static void
add_bars (CwSeriesBuilder *builder, const CwSeries *series)
{
  gsize n = series->n_bars;

  memcpy (builder->time, series->time, n * sizeof *series->time);
  memcpy (builder->open, series->open, n * sizeof *series->open);
  memcpy (builder->high, series->high, n * sizeof *series->high);
  memcpy (builder->low, series->low, n * sizeof *series->low);
  memcpy (builder->close, series->close, n * sizeof *series->close);
  memcpy (builder->adj_close, series->adj_close, n * sizeof *series->adj_close);
  memcpy (builder->volume, series->volume, n * sizeof *series->volume);
  builder->n_bars = n;
}

/**
 * cw_sessions_append:
 * @series: bars, at least one
 * @n: how many are wanted after the last
 *
 * Goes on with a series into the time to come, so that what stands ahead of the last bar has its
 * place: on the weekdays and at the times of day on which there was trading, by the exchange's
 * calendar. Nobody knows the prices of these bars, so the last close stands in for them, nor
 * which of the days will be holidays.
 *
 * Returns: (transfer full): the same bars and after them @n others, or fewer at the end of all
 *   calendars
 */
CwSeries *
cw_sessions_append (const CwSeries *series, gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  g_autofree gint64 *times = NULL;
  double close;

  g_return_val_if_fail (series != NULL && series->n_bars > 0, NULL);

  times = g_new (gint64, n);
  n = series->interval > CW_INTERVAL_1D ? find_periods_to_come (series, n, times)
                                        : find_days_to_come (series, n, times);
  builder = cw_series_builder_new_from (series);
  cw_series_builder_reserve (builder, series->n_bars + n);
  add_bars (builder, series);
  close = series->close[series->n_bars - 1];
  for (gsize i = 0; i < n; i++)
    cw_series_builder_add_bar (builder, times[i], close, close, close, close, close, NAN);
  return cw_series_builder_end (builder);
}
