/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-query.h"

#include <string.h>

#include "cw-symbol.h"

#define DAY (24 * 60 * 60)
#define SHOWN_CHARS 40

#define INTERVALS "1m, 2m, 5m, 15m, 30m, 60m, 90m, 1h, 1d, 5d, 1wk, 1mo, 3mo"
#define RANGES "1d, 5d, 1mo, 3mo, 6mo, 1y, 2y, 5y, 10y, ytd, max"

static gboolean
read_interval (CwChartQuery *self, const char *text, CwAnswer *error)
{
  g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);

  if (cw_interval_parse (text, &self->interval))
    return TRUE;
  /* Yahoo takes 5d and answers nonsense; saying so is better. */
  if (g_str_equal (text, "5d"))
    *error = cw_answer_yahoo_error ("chart", 422, "Unprocessable Entity", "5d data not available.");
  else
    *error = cw_answer_yahoo_error ("chart", 400, "Bad Request",
                                    "Invalid input - interval=%s is not supported. "
                                    "Valid intervals: [" INTERVALS "]",
                                    shown);
  return FALSE;
}

static gboolean
read_range (CwChartQuery *self, const char *text, const CwSeries *daily, CwAnswer *error)
{
  g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);
  CwRange range;

  if (!cw_range_parse (text, &range))
    {
      *error = cw_answer_yahoo_error ("chart", 422, "Unprocessable Entity",
                                      "Invalid input - range=%s is not supported. "
                                      "Valid ranges: [" RANGES "]",
                                      shown);
      return FALSE;
    }
  self->range = text;
  self->end = daily->info.market_time;
  self->start = cw_range_get_start (range, self->end, daily->zone);
  return TRUE;
}

static gboolean
read_period (const char *name, const char *text, gint64 *period, CwAnswer *error)
{
  g_autofree char *shown = NULL;

  if (text == NULL || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, period, NULL))
    return TRUE;
  shown = cw_text_clean (text, SHOWN_CHARS);
  *error = cw_answer_yahoo_error ("chart", 400, "Bad Request",
                                  "Invalid input - %s=%s is not a number of seconds", name, shown);
  return FALSE;
}

/* This market stands still. Who asks by a running clock for what lies between a moment and now
 * means as long a time before this market's present. */
static void
move_to_present (CwChartQuery *self, gint64 present)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC, ahead = now - present;

  if (ahead <= 0 || self->end < now - DAY)
    return;
  self->start -= self->start > G_MININT64 + ahead ? ahead : 0;
  self->end = present;
}

static gboolean
read_periods (CwChartQuery *self,
              const char *period1,
              const char *period2,
              const CwSeries *daily,
              CwAnswer *error)
{
  self->range = "";
  self->start = G_MININT64;
  self->end = daily->info.market_time;
  if (!read_period ("period1", period1, &self->start, error)
      || !read_period ("period2", period2, &self->end, error))
    return FALSE;
  if (self->start <= self->end)
    {
      move_to_present (self, daily->info.market_time);
      return TRUE;
    }
  *error = cw_answer_yahoo_error ("chart", 400, "Bad Request",
                                  "Invalid input - start date cannot be after end date. "
                                  "startDate = %" G_GINT64_FORMAT ", endDate = %" G_GINT64_FORMAT,
                                  self->start, self->end);
  return FALSE;
}

/**
 * cw_chart_query_read:
 * @self: (out): where the question goes; borrows from @query
 * @query: (nullable): what was sent
 * @default_range: the range if neither a range nor periods were
 * @daily: the symbol's bars, whose last session's close is the present
 * @error: (out): the answer if the question cannot be answered
 *
 * As with Yahoo, a range that is sent together with periods wins.
 *
 * Returns: whether the question is a good one
 */
gboolean
cw_chart_query_read (CwChartQuery *self,
                     GHashTable *query,
                     const char *default_range,
                     const CwSeries *daily,
                     CwAnswer *error)
{
  const char *interval = cw_query_get (query, "interval"), *range = cw_query_get (query, "range");
  const char *period1 = cw_query_get (query, "period1"), *period2 = cw_query_get (query, "period2");
  const char *events = cw_query_get (query, "events");

  self->dividends = events != NULL && strstr (events, "div") != NULL;
  self->splits = events != NULL && strstr (events, "split") != NULL;
  if (!read_interval (self, interval != NULL ? interval : "1d", error))
    return FALSE;
  if (range == NULL && (period1 != NULL || period2 != NULL))
    return read_periods (self, period1, period2, daily, error);
  return read_range (self, range != NULL ? range : default_range, daily, error);
}

/* How many days back Yahoo has bars of an interval. */
static int
days_of (CwInterval interval)
{
  return interval == CW_INTERVAL_1M ? 30 : interval == CW_INTERVAL_1H ? 730 : 60;
}

/* How many days of it Yahoo gives at once. */
static int
days_at_once (CwInterval interval)
{
  return interval == CW_INTERVAL_1M ? 8 : days_of (interval);
}

/**
 * cw_chart_query_check_intraday:
 * @self: a question for intraday bars
 * @daily: the symbol's bars
 * @available: whether there is anything within its days
 * @error: (out): the answer if there is none
 *
 * Returns: whether the question can be answered
 */
gboolean
cw_chart_query_check_intraday (const CwChartQuery *self,
                               const CwSeries *daily,
                               gboolean available,
                               CwAnswer *error)
{
  int days = days_of (self->interval);
  const char *name = cw_interval_to_string (self->interval);
  gint64 start = MAX (self->start, daily->info.first_trade_time);
  /* A range begins at a midnight and a leap year has a day more, for which it is not blamed. */
  gint64 slack = self->range[0] != '\0' ? 2 * DAY : 0;

  if (!available)
    *error = cw_answer_yahoo_error ("chart", 422, "Unprocessable Entity",
                                    "%s data not available for startTime=%" G_GINT64_FORMAT
                                    " and endTime=%" G_GINT64_FORMAT
                                    ". Intraday data is not available for %s, only daily data is.",
                                    name, start, self->end, daily->info.symbol);
  else if (start < daily->info.market_time - (gint64) days * DAY - slack)
    *error = cw_answer_yahoo_error ("chart", 422, "Unprocessable Entity",
                                    "%s data not available for startTime=%" G_GINT64_FORMAT
                                    " and endTime=%" G_GINT64_FORMAT
                                    ". The requested range must be within the last %d days.",
                                    name, start, self->end, days);
  else if (MIN (self->end, daily->info.market_time) - start
           > (gint64) days_at_once (self->interval) * DAY + slack)
    *error = cw_answer_yahoo_error ("chart", 422, "Unprocessable Entity",
                                    "%s data not available for startTime=%" G_GINT64_FORMAT
                                    " and endTime=%" G_GINT64_FORMAT
                                    ". Only %d days worth of %s granularity data are allowed to be "
                                    "fetched per request.",
                                    name, start, self->end, days_at_once (self->interval), name);
  else
    return TRUE;
  return FALSE;
}
