/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-range.h"

static const struct
{
  const char *name;
  int years, months, days;
} ranges[CW_N_RANGES] = {
  [CW_RANGE_1D] = { "1d", 0, 0, 1 },   [CW_RANGE_5D] = { "5d", 0, 0, 7 },
  [CW_RANGE_1MO] = { "1mo", 0, 1, 0 }, [CW_RANGE_3MO] = { "3mo", 0, 3, 0 },
  [CW_RANGE_6MO] = { "6mo", 0, 6, 0 }, [CW_RANGE_YTD] = { "ytd", 0, 0, 0 },
  [CW_RANGE_1Y] = { "1y", 1, 0, 0 },   [CW_RANGE_2Y] = { "2y", 2, 0, 0 },
  [CW_RANGE_5Y] = { "5y", 5, 0, 0 },   [CW_RANGE_10Y] = { "10y", 10, 0, 0 },
  [CW_RANGE_MAX] = { "max", 0, 0, 0 },
};

/**
 * cw_range_parse:
 * @text: for example `5y`
 * @range: (out): where the range goes
 *
 * Returns: whether @text names a range
 */
gboolean
cw_range_parse (const char *text, CwRange *range)
{
  g_return_val_if_fail (text != NULL && range != NULL, FALSE);

  for (guint i = 0; i < CW_N_RANGES; i++)
    if (g_str_equal (ranges[i].name, text))
      {
        *range = (CwRange) i;
        return TRUE;
      }
  return FALSE;
}

/** cw_range_to_string: Returns: (transfer none): for example `5y` */
const char *
cw_range_to_string (CwRange range)
{
  g_return_val_if_fail (range < CW_N_RANGES, NULL);
  return ranges[range].name;
}

static gint64
start_of_day (GDateTime *day)
{
  g_autoptr (GDateTime) start =
      g_date_time_new (g_date_time_get_timezone (day), g_date_time_get_year (day),
                       g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0, 0, 0);

  return start != NULL ? g_date_time_to_unix (start) : G_MININT64;
}

/**
 * cw_range_get_start:
 * @range: a range
 * @end: the last moment of the range, in seconds since 1970
 * @zone: the exchange's time zone, whose midnights bound the days
 *
 * Returns: the first second that belongs to the range; `1d` is the day of @end itself, `5d` reaches
 *   seven calendar days back so that a weekend does not shorten it, `max` everything
 */
gint64
cw_range_get_start (CwRange range, gint64 end, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) start = NULL;

  g_return_val_if_fail (range < CW_N_RANGES && zone != NULL, G_MININT64);

  if (range == CW_RANGE_MAX)
    return G_MININT64;
  utc = g_date_time_new_from_unix_utc (end);
  local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  if (local == NULL)
    return G_MININT64;
  if (range == CW_RANGE_1D)
    return start_of_day (local);
  if (range == CW_RANGE_YTD)
    start = g_date_time_new (zone, g_date_time_get_year (local), 1, 1, 0, 0, 0);
  else
    start = g_date_time_add_full (local, -ranges[range].years, -ranges[range].months,
                                  -ranges[range].days, 0, 0, 0);
  return start != NULL ? start_of_day (start) : G_MININT64;
}
