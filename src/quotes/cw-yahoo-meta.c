/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-meta.h"

#include <math.h>

#include "cw-json.h"

#define DAY (24 * 60 * 60)

static void
set_text (char **field, JsonObject *meta, const char *name, const char *other_name)
{
  const char *text = cw_json_get_string (meta, name);

  if ((text == NULL || *text == '\0') && other_name != NULL)
    text = cw_json_get_string (meta, other_name);
  cw_series_builder_set_text (field, text);
}

/* The close before the chart's first bar is the previous session's only if the chart shows a single
 * day; the member that always means it comes with bars within the day alone. */
static double
find_previous_close (JsonObject *meta)
{
  double close = cw_json_get_number (meta, "previousClose");

  if (isnan (close) && g_strcmp0 (cw_json_get_string (meta, "range"), "1d") == 0)
    close = cw_json_get_number (meta, "chartPreviousClose");
  return close;
}

static void
read_session (CwSeriesInfo *info, JsonObject *meta)
{
  JsonObject *periods = cw_json_get_object (meta, "currentTradingPeriod");
  JsonObject *regular = periods != NULL ? cw_json_get_object (periods, "regular") : NULL;

  if (regular == NULL)
    return;
  info->session_start = cw_json_get_time (regular, "start", 0);
  info->session_end = cw_json_get_time (regular, "end", 0);
}

/**
 * cw_yahoo_meta_read:
 * @builder: who is told
 * @meta: (nullable): the `meta` of a chart or of a spark
 *
 * Reads what Yahoo says of a symbol beside its bars.
 */
void
cw_yahoo_meta_read (CwSeriesBuilder *builder, JsonObject *meta)
{
  CwSeriesInfo *info = &builder->info;
  const char *granularity = cw_json_get_string (meta, "dataGranularity");
  double decimals = cw_json_get_number (meta, "priceHint");
  gint64 offset = cw_json_get_time (meta, "gmtoffset", 0);

  set_text (&info->name, meta, "longName", "shortName");
  set_text (&info->currency, meta, "currency", NULL);
  set_text (&info->exchange, meta, "fullExchangeName", "exchangeName");
  set_text (&info->instrument_type, meta, "instrumentType", NULL);
  set_text (&info->timezone, meta, "exchangeTimezoneName", NULL);
  info->gmt_offset = ABS (offset) < DAY ? (int) offset : 0;
  if (decimals >= 0 && decimals <= 100)
    info->price_decimals = (int) decimals;
  info->first_trade_time = cw_json_get_time (meta, "firstTradeDate", 0);
  info->market_time = cw_json_get_time (meta, "regularMarketTime", 0);
  info->market_price = cw_json_get_number (meta, "regularMarketPrice");
  info->previous_close = find_previous_close (meta);
  read_session (info, meta);
  if (granularity != NULL)
    cw_interval_parse (granularity, &builder->interval);
}
