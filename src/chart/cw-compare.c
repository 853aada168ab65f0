/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-compare.h"

#include <math.h>

#include "cw-format.h"

/* What two bars must share to be of the same time: within a day their moment; from a day on the
 * exchange's calendar decides, because Tokyo's Tuesday begins on London's Monday. */
static gint64
key_of (const CwSeries *series, gsize bar)
{
  g_autoptr (GDateTime) start = NULL;
  int year, month, day, week;

  if (cw_interval_is_intraday (series->interval))
    return series->time[bar];
  start = cw_format_dup_bar_start (series, bar);
  g_date_time_get_ymd (start, &year, &month, &day);
  if (series->interval >= CW_INTERVAL_1MO)
    return (gint64) year * 12 + month;
  if (series->interval == CW_INTERVAL_1WK)
    {
      week = g_date_time_get_week_of_year (start);
      return (gint64) g_date_time_get_week_numbering_year (start) * 54 + week;
    }
  return ((gint64) year * 12 + month) * 31 + day;
}

/**
 * cw_other_init:
 * @other: (out): becomes the closes of @series
 * @beside: whose bars they are put beside
 * @series: whose closes they are, with bars of the same interval
 *
 * Joins two series by date, never by number: a day on which only one of them was traded has no
 * value, or is left out.
 */
void
cw_other_init (CwOther *other, const CwSeries *beside, const CwSeries *series)
{
  gsize n = beside->n_bars, next = 0;

  other->series = cw_series_ref (series);
  other->values = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      gint64 key = key_of (beside, i);

      while (next < series->n_bars && key_of (series, next) < key)
        next++;
      other->values[i] =
          next < series->n_bars && key_of (series, next) == key ? series->close[next] : NAN;
    }
  other->pyramid = cw_pyramid_new (other->values, other->values, n);
}

/** cw_other_clear: gives up what it holds */
void
cw_other_clear (CwOther *other)
{
  g_clear_pointer (&other->pyramid, cw_pyramid_free);
  g_clear_pointer (&other->values, g_free);
  g_clear_pointer (&other->series, cw_series_unref);
}

/**
 * cw_other_find_base:
 * @other: a series beside another
 * @first: the first bar in sight
 * @end: the one after the last
 *
 * Returns: its first close in sight, from which its percents count; NaN where it has none
 */
double
cw_other_find_base (const CwOther *other, gsize first, gsize end)
{
  for (gsize i = first; i < end; i++)
    if (!isnan (other->values[i]))
      return other->values[i];
  return NAN;
}
