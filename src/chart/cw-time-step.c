/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-time-step.h"

#define DAY (24 * 60 * 60)

const CwTimeStep cw_time_steps[] = {
  { CW_TIME_UNIT_MINUTE, 1, 60 },
  { CW_TIME_UNIT_MINUTE, 2, 120 },
  { CW_TIME_UNIT_MINUTE, 5, 300 },
  { CW_TIME_UNIT_MINUTE, 10, 600 },
  { CW_TIME_UNIT_MINUTE, 15, 900 },
  { CW_TIME_UNIT_MINUTE, 30, 1800 },
  { CW_TIME_UNIT_HOUR, 1, 3600 },
  { CW_TIME_UNIT_HOUR, 2, 2 * 3600 },
  { CW_TIME_UNIT_HOUR, 3, 3 * 3600 },
  { CW_TIME_UNIT_HOUR, 6, 6 * 3600 },
  { CW_TIME_UNIT_DAY, 1, DAY },
  { CW_TIME_UNIT_WEEK, 1, 7.0 * DAY },
  { CW_TIME_UNIT_HALF_MONTH, 1, 15.22 * DAY },
  { CW_TIME_UNIT_MONTH, 1, 30.44 * DAY },
  { CW_TIME_UNIT_MONTH, 2, 60.88 * DAY },
  { CW_TIME_UNIT_MONTH, 3, 91.31 * DAY },
  { CW_TIME_UNIT_MONTH, 6, 182.62 * DAY },
  { CW_TIME_UNIT_YEAR, 1, 365.25 * DAY },
  { CW_TIME_UNIT_YEAR, 2, 2 * 365.25 * DAY },
  { CW_TIME_UNIT_YEAR, 5, 5 * 365.25 * DAY },
  { CW_TIME_UNIT_YEAR, 10, 10 * 365.25 * DAY },
  { CW_TIME_UNIT_YEAR, 20, 20 * 365.25 * DAY },
  { CW_TIME_UNIT_YEAR, 50, 50 * 365.25 * DAY },
  { CW_TIME_UNIT_YEAR, 100, 100 * 365.25 * DAY },
};
const gsize cw_time_n_steps = G_N_ELEMENTS (cw_time_steps);

/**
 * cw_time_step_floor:
 * @step: a step
 * @moment: a moment, in the zone whose calendar counts
 *
 * Returns: (transfer full) (nullable): the boundary at or before @moment
 */
GDateTime *
cw_time_step_floor (const CwTimeStep *step, GDateTime *moment)
{
  GTimeZone *zone = g_date_time_get_timezone (moment);
  int year, month, day, hour = g_date_time_get_hour (moment);
  int minute = g_date_time_get_minute (moment);
  g_autoptr (GDateTime) midnight = NULL;

  g_date_time_get_ymd (moment, &year, &month, &day);
  switch (step->unit)
    {
    case CW_TIME_UNIT_MINUTE:
      return g_date_time_new (zone, year, month, day, hour, minute - minute % step->count, 0);
    case CW_TIME_UNIT_HOUR:
      return g_date_time_new (zone, year, month, day, hour - hour % step->count, 0, 0);
    case CW_TIME_UNIT_DAY:
      return g_date_time_new (zone, year, month, day, 0, 0, 0);
    case CW_TIME_UNIT_WEEK:
      midnight = g_date_time_new (zone, year, month, day, 0, 0, 0);
      return g_date_time_add_days (midnight, 1 - g_date_time_get_day_of_week (moment));
    case CW_TIME_UNIT_HALF_MONTH:
      return g_date_time_new (zone, year, month, day >= 15 ? 15 : 1, 0, 0, 0);
    case CW_TIME_UNIT_MONTH:
      return g_date_time_new (zone, year, month - (month - 1) % step->count, 1, 0, 0, 0);
    case CW_TIME_UNIT_YEAR:
    default:
      /* The year 0 does not exist: fifty years go from 1 to 50. */
      return g_date_time_new (zone, MAX (year - year % step->count, 1), 1, 1, 0, 0, 0);
    }
}

/* Hours go by the clock on the wall, so that a day of 23 or 25 hours still begins at midnight; when
 * the clock is set back it shows the same hour again, and then the way is longer. */
static GDateTime *
next_hour (const CwTimeStep *step, GDateTime *boundary)
{
  for (double hours = step->count + 0.5; hours < step->count + 4; hours++)
    {
      g_autoptr (GDateTime) later = g_date_time_add_seconds (boundary, hours * 60 * 60);
      g_autoptr (GDateTime) next = later != NULL ? cw_time_step_floor (step, later) : NULL;

      if (next == NULL || g_date_time_compare (next, boundary) > 0)
        return g_steal_pointer (&next);
    }
  return NULL;
}

/**
 * cw_time_step_next:
 * @step: a step
 * @boundary: one of its boundaries
 *
 * Returns: (transfer full) (nullable): the boundary after it; %NULL at the end of all calendars
 */
GDateTime *
cw_time_step_next (const CwTimeStep *step, GDateTime *boundary)
{
  g_autoptr (GDateTime) later = NULL;

  switch (step->unit)
    {
    case CW_TIME_UNIT_MINUTE:
      return g_date_time_add_minutes (boundary, step->count);
    case CW_TIME_UNIT_HOUR:
      return next_hour (step, boundary);
    case CW_TIME_UNIT_DAY:
      return g_date_time_add_days (boundary, step->count);
    case CW_TIME_UNIT_WEEK:
      return g_date_time_add_weeks (boundary, step->count);
    case CW_TIME_UNIT_HALF_MONTH:
      later = g_date_time_add_days (boundary, 17);
      break;
    case CW_TIME_UNIT_MONTH:
      return g_date_time_add_months (boundary, step->count);
    case CW_TIME_UNIT_YEAR:
    default:
      later = g_date_time_add_years (boundary, step->count);
      break;
    }
  return later != NULL ? cw_time_step_floor (step, later) : NULL;
}

/**
 * cw_time_step_previous:
 * @step: a step
 * @boundary: one of its boundaries
 *
 * Returns: (transfer full) (nullable): the boundary before it
 */
GDateTime *
cw_time_step_previous (const CwTimeStep *step, GDateTime *boundary)
{
  g_autoptr (GDateTime) earlier = g_date_time_add_seconds (boundary, -1);

  return earlier != NULL ? cw_time_step_floor (step, earlier) : NULL;
}
