/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-answer.h"

#include <math.h>

#include "cw-json-text.h"
#include "cw-listing.h"
#include "cw-range.h"

#define HOUR 3600

static void
append_market (CwChartAnswer *chart)
{
  const CwSeries *daily = chart->daily;
  gint64 now = daily->info.market_time, year = cw_range_get_start (CW_RANGE_1Y, now, daily->zone);
  double high = 0, low = INFINITY;
  gsize last = daily->n_bars - 1;

  for (gsize i = cw_series_find (daily, year); i < daily->n_bars; i++)
    {
      high = MAX (high, daily->high[i]);
      low = MIN (low, daily->low[i]);
    }
  cw_json_append_number_member (chart->text, "regularMarketPrice", daily->info.market_price);
  cw_json_append_number_member (chart->text, "fiftyTwoWeekHigh", high);
  cw_json_append_number_member (chart->text, "fiftyTwoWeekLow", low);
  cw_json_append_number_member (chart->text, "regularMarketDayHigh", daily->high[last]);
  cw_json_append_number_member (chart->text, "regularMarketDayLow", daily->low[last]);
  cw_json_append_number_member (chart->text, "regularMarketVolume", daily->volume[last]);
}

static void
append_period (CwChartAnswer *chart, const char *key, gint64 start, gint64 end)
{
  if (key != NULL)
    cw_json_append_key (chart->text, key);
  g_string_append_c (chart->text, '{');
  cw_json_append_string_member (chart->text, "timezone", chart->zone_name);
  cw_json_append_integer_member (chart->text, "start", start);
  cw_json_append_integer_member (chart->text, "end", end);
  cw_json_append_integer_member (chart->text, "gmtoffset", chart->gmt_offset);
  g_string_append_c (chart->text, '}');
}

static void
append_trading_periods (CwChartAnswer *chart)
{
  gint64 close = chart->daily->info.market_time, open = close - CW_MARKET_SESSION;

  cw_json_append_key (chart->text, "currentTradingPeriod");
  g_string_append_c (chart->text, '{');
  append_period (chart, "pre", open - 11 * HOUR / 2, open); /* from four o'clock */
  append_period (chart, "regular", open, close);
  append_period (chart, "post", close, close + 4 * HOUR);
  g_string_append_c (chart->text, '}');
  if (!cw_interval_is_intraday (chart->query->interval))
    return;
  cw_json_append_key (chart->text, "tradingPeriods");
  g_string_append (chart->text, "[[");
  append_period (chart, NULL, open, close);
  g_string_append (chart->text, "]]");
}

/* The close of the day before the answer's first day; the first day of all has none before it. */
static double
previous_close (CwChartAnswer *chart)
{
  gsize day;

  if (chart->first == chart->end)
    return chart->daily->info.previous_close;
  day = cw_series_find (chart->daily, chart->bars->time[chart->first] - CW_MARKET_SESSION + 1);
  return day > 0 ? chart->daily->close[day - 1] : NAN;
}

static void
append_closes_before (CwChartAnswer *chart)
{
  double before = previous_close (chart);

  if (!isnan (before))
    cw_json_append_number_member (chart->text, "chartPreviousClose", before);
  if (cw_interval_is_intraday (chart->query->interval)
      && !isnan (chart->daily->info.previous_close))
    {
      cw_json_append_number_member (chart->text, "previousClose",
                                    chart->daily->info.previous_close);
      cw_json_append_integer_member (chart->text, "scale", 3);
    }
}

/** cw_chart_answer_append_meta: Appends all that an answer says beside the bars */
void
cw_chart_answer_append_meta (CwChartAnswer *chart)
{
  const CwSeriesInfo *info = &chart->daily->info;
  GString *text = chart->text;

  cw_json_append_key (text, "meta");
  g_string_append_c (text, '{');
  cw_json_append_string_member (text, "currency", info->currency);
  cw_json_append_string_member (text, "symbol", info->symbol);
  cw_json_append_string_member (text, "exchangeName", chart->exchange_code);
  cw_json_append_string_member (text, "fullExchangeName", info->exchange);
  cw_json_append_string_member (text, "instrumentType", info->instrument_type);
  cw_json_append_integer_member (text, "firstTradeDate", info->first_trade_time);
  cw_json_append_integer_member (text, "regularMarketTime", info->market_time);
  cw_json_append_key (text, "hasPrePostMarketData");
  g_string_append (text, "false");
  cw_json_append_integer_member (text, "gmtoffset", chart->gmt_offset);
  cw_json_append_string_member (text, "timezone", chart->zone_name);
  cw_json_append_string_member (text, "exchangeTimezoneName", info->timezone);
  append_market (chart);
  cw_json_append_string_member (text, "longName", info->name);
  cw_json_append_string_member (text, "shortName", info->name);
  append_closes_before (chart);
  cw_json_append_integer_member (text, "priceHint", info->price_decimals);
  append_trading_periods (chart);
  cw_json_append_string_member (text, "dataGranularity",
                                cw_interval_to_string (chart->query->interval));
  cw_json_append_string_member (text, "range", chart->query->range);
  cw_json_append_key (text, "validRanges");
  g_string_append (text, "[\"1d\",\"5d\",\"1mo\",\"3mo\",\"6mo\",\"1y\",\"2y\",\"5y\",\"10y\","
                         "\"ytd\",\"max\"]}");
}
