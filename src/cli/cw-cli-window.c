/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-window.h"

#include <glib/gi18n-lib.h>

#define HOUR (60 * 60)
#define DAY (24 * HOUR)

/* No zone is further from Greenwich. */
#define WIDEST_OFFSET (14 * HOUR)

/* A day's bar is stamped with the beginning of its session or of the day itself. By the clock of
 * Greenwich, Auckland's comes first, up to four hours before that day begins there, and all
 * American ones long before its last four. */
#define EARLIEST_STAMP (-4 * HOUR)

#define EARLIEST_TIME G_GINT64_CONSTANT (-2208988800) /* 1 January 1900 */

/** cw_cli_has_days: Returns: whether `--from` or `--to` was given */
gboolean
cw_cli_has_days (const CwCliContext *context)
{
  return context->options.from != CW_NO_DAY || context->options.to != CW_NO_DAY;
}

/** cw_cli_check_window: Returns: whether not both a range and days were given */
gboolean
cw_cli_check_window (const CwCliContext *context, const char *range, GError **error)
{
  if (range == NULL || !cw_cli_has_days (context))
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
               _ ("“--range” cannot go together with “--from” or “--to”"));
  return FALSE;
}

/**
 * cw_cli_make_window:
 * @context: a context whose engine runs
 * @interval: the interval of the bars
 * @range: how far back they go unless days were given
 *
 * Returns: what to load so that every bar of the days that were asked for is in it; shorter than a
 *   day it holds some more, which cw_cli_cut_to_window() takes away, because only the answer says
 *   in which zone the days begin and end
 */
CwLoadOptions
cw_cli_make_window (const CwCliContext *context, CwInterval interval, CwRange range)
{
  CwLoadOptions options = { .interval = interval, .range = range };
  gint64 earlier = cw_interval_is_intraday (interval) ? -WIDEST_OFFSET : EARLIEST_STAMP;
  gint64 later = cw_interval_is_intraday (interval) ? WIDEST_OFFSET : EARLIEST_STAMP;
  gint64 from = context->options.from, to = context->options.to;

  if (!cw_cli_has_days (context))
    return options;
  options.from = from != CW_NO_DAY ? from + earlier : EARLIEST_TIME;
  options.to = to != CW_NO_DAY ? to + DAY - 1 + later
                               : cw_clock_now (cw_engine_get_clock (context->engine)) + DAY;
  return options;
}

static gint64
local_midnight (const CwSeries *series, gint64 day)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (day);
  g_autoptr (GDateTime) local =
      g_date_time_new (series->zone, g_date_time_get_year (utc), g_date_time_get_month (utc),
                       g_date_time_get_day_of_month (utc), 0, 0, 0);

  return g_date_time_to_unix (local);
}

/**
 * cw_cli_cut_to_window:
 * @context: the context
 * @series: what came for cw_cli_make_window()
 *
 * Returns: (transfer full): the bars of the days that were asked for, by the exchange's calendar
 */
CwSeries *
cw_cli_cut_to_window (const CwCliContext *context, const CwSeries *series)
{
  gint64 from = context->options.from, to = context->options.to;

  if (!cw_cli_has_days (context) || !cw_interval_is_intraday (series->interval))
    return cw_series_ref (series);
  return cw_series_slice (series, from != CW_NO_DAY ? local_midnight (series, from) : G_MININT64,
                          to != CW_NO_DAY ? local_midnight (series, to + DAY) - 1 : G_MAXINT64);
}
