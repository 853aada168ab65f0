/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series-jump.h"

/* A price hardly ever moves so far between two bars, but a sub-unit of a currency is a hundredth.
 */
#define SMALLEST_FACTOR 80
#define LARGEST_FACTOR 125

static gboolean
is_about_hundred (double factor)
{
  return factor > SMALLEST_FACTOR && factor < LARGEST_FACTOR;
}

/**
 * cw_series_find_unit_jump:
 * @series: a series
 * @bar: (out): the latest bar whose price is about a hundred times, or a hundredth of, the price of
 *   the bar before it
 *
 * Finds where a provider seems to have changed from a currency's unit to its sub-unit or back, as
 * happens with prices in pence. Nothing that compares the two sides can be believed; the numbers
 * are left as they came.
 *
 * Returns: whether there is such a bar
 */
gboolean
cw_series_find_unit_jump (const CwSeries *series, gsize *bar)
{
  g_return_val_if_fail (series != NULL && bar != NULL, FALSE);

  for (gsize i = series->n_bars; i > 1; i--)
    {
      double before = series->close[i - 2], after = series->close[i - 1];

      if (is_about_hundred (after / before) || is_about_hundred (before / after))
        {
          *bar = i - 1;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * cw_series_format_bar_day:
 * @series: a series
 * @bar: one of its bars
 *
 * Returns: (transfer full): the day of @bar at the exchange, as in 2026-03-04, for messages
 */
char *
cw_series_format_bar_day (const CwSeries *series, gsize bar)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_val_if_fail (series != NULL && bar < series->n_bars, NULL);

  day = cw_series_get_local_time (series, series->time[bar]);
  return day != NULL ? g_date_time_format (day, "%Y-%m-%d") : g_strdup ("?");
}
