/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-bars-csv.h"

#include <math.h>

#include "cw-number-text.h"

#define HEADER "Date,Open,High,Low,Close,Adj Close,Volume\n"

static void
append_number (GString *to, double number)
{
  char text[CW_NUMBER_SIZE];

  g_string_append_c (to, ',');
  g_string_append_len (to, text, (gssize) cw_number_print_full (number, text));
}

/**
 * cw_bars_csv_write:
 * @series: a series
 * @to: where the text is appended
 *
 * Writes the bars as cw_bars_csv_read() reads them: days as `YYYY-MM-DD` by the exchange's
 * calendar, moments within a day in UTC.
 */
void
cw_bars_csv_write (const CwSeries *series, GString *to)
{
  g_string_append (to, HEADER);
  for (gsize i = 0; i < series->n_bars; i++)
    {
      gboolean intraday = cw_interval_is_intraday (series->interval);
      gint64 midnight = cw_series_get_day (series, series->time[i]) * 24 * 60 * 60;
      g_autoptr (GDateTime) moment =
          g_date_time_new_from_unix_utc (intraday ? series->time[i] : midnight);
      g_autofree char *date = g_date_time_format (moment, intraday ? "%Y-%m-%dT%H:%M:%SZ" : "%F");

      g_string_append (to, date);
      append_number (to, series->open[i]);
      append_number (to, series->high[i]);
      append_number (to, series->low[i]);
      append_number (to, series->close[i]);
      append_number (to, series->has_adj_close ? series->adj_close[i] : NAN);
      append_number (to, series->volume[i]);
      g_string_append_c (to, '\n');
    }
}
