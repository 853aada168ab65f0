/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-body.h"

#include <string.h>

#include "cw-chart-answer.h"
#include "cw-json-text.h"
#include "cw-resample.h"
#include "cw-symbol.h"

#define USUAL_BYTES (96 * 1024) /* of five years of days, so that the text need not grow */

static void
append_column (CwChartAnswer *chart, const char *key, const double *column)
{
  cw_json_append_key (chart->text, key);
  cw_json_append_numbers (chart->text, column + chart->first, chart->end - chart->first);
}

/* Where nothing was paid, the adjusted closes are the closes, whose text is there already. */
static void
append_adjusted (CwChartAnswer *chart, gsize close_start, gsize close_end)
{
  const CwSeries *bars = chart->bars;
  gsize n = chart->end - chart->first;

  if (memcmp (bars->close + chart->first, bars->adj_close + chart->first, n * sizeof (double)) != 0)
    {
      append_column (chart, "adjclose", bars->adj_close);
      return;
    }
  cw_json_append_key (chart->text, "adjclose");
  g_string_set_size (chart->text, chart->text->len + close_end - close_start);
  memcpy (chart->text->str + chart->text->len - (close_end - close_start),
          chart->text->str + close_start, close_end - close_start);
}

static void
append_indicators (CwChartAnswer *chart)
{
  const CwSeries *bars = chart->bars;
  gsize close_start, close_end;

  cw_json_append_key (chart->text, "indicators");
  g_string_append (chart->text, "{\"quote\":[{");
  if (chart->closes_only)
    {
      append_column (chart, "close", bars->close);
      g_string_append (chart->text, "}]}");
      return;
    }
  append_column (chart, "open", bars->open);
  append_column (chart, "high", bars->high);
  append_column (chart, "low", bars->low);
  close_start = chart->text->len + strlen (",\"close\":");
  append_column (chart, "close", bars->close);
  close_end = chart->text->len;
  append_column (chart, "volume", bars->volume);
  g_string_append (chart->text, "}]");
  if (bars->has_adj_close)
    {
      g_string_append (chart->text, ",\"adjclose\":[{");
      append_adjusted (chart, close_start, close_end);
      g_string_append (chart->text, "}]");
    }
  g_string_append_c (chart->text, '}');
}

/* With no bars to tell of, Yahoo leaves the times out and the quote empty. */
static void
append_result (CwChartAnswer *chart)
{
  gsize n = chart->end - chart->first;

  g_string_append_c (chart->text, '{');
  cw_chart_answer_append_meta (chart);
  if (n > 0)
    {
      cw_json_append_key (chart->text, "timestamp");
      cw_json_append_integers (chart->text, chart->bars->time + chart->first, n);
      cw_chart_answer_append_events (chart);
      append_indicators (chart);
    }
  else
    g_string_append (chart->text, ",\"indicators\":{\"quote\":[{}]}");
  g_string_append_c (chart->text, '}');
}

static gsize
end_of (const CwSeries *series, gint64 end)
{
  return end == G_MAXINT64 ? series->n_bars : cw_series_find (series, end + 1);
}

static CwSeries *
make_bars (CwExchange *exchange, const CwChartQuery *query, const CwSeries *daily)
{
  g_autoptr (CwSeries) slice = NULL;

  if (query->interval == CW_INTERVAL_1D)
    return cw_series_ref (daily);
  if (cw_interval_is_intraday (query->interval))
    return cw_sim_market_make_intraday (cw_exchange_get_sim_market (exchange), daily,
                                        query->interval, query->start, query->end);
  slice = cw_series_slice (daily, query->start, query->end);
  return cw_series_resample (slice, query->interval);
}

/**
 * cw_chart_body_append:
 * @text: where the result goes
 * @exchange: what is quoted
 * @query: what was asked for
 * @daily: the symbol's daily bars
 * @closes_only: whether the closes are enough
 * @error: (out): the answer if there is no result
 *
 * Appends one element of Yahoo's `chart.result`.
 *
 * Returns: whether there is a result
 */
gboolean
cw_chart_body_append (GString *text,
                      CwExchange *exchange,
                      const CwChartQuery *query,
                      const CwSeries *daily,
                      gboolean closes_only,
                      CwAnswer *error)
{
  const char *symbol = daily->info.symbol;
  gint64 now = daily->info.market_time;
  int interval = g_time_zone_find_interval (daily->zone, G_TIME_TYPE_UNIVERSAL, now);
  CwChartAnswer chart = {
    .query = query, .daily = daily, .closes_only = closes_only, .text = text
  };
  g_autoptr (CwSeries) bars = NULL;

  if (cw_interval_is_intraday (query->interval)
      && !cw_chart_query_check_intraday (query, daily, cw_exchange_is_simulated (exchange, symbol),
                                         error))
    return FALSE;
  bars = make_bars (exchange, query, daily);
  chart.bars = bars;
  chart.first = cw_series_find (bars, query->start);
  chart.end = end_of (bars, query->end);
  chart.exchange_code = cw_exchange_get_code (exchange, symbol);
  chart.zone_name = g_time_zone_get_abbreviation (daily->zone, interval);
  chart.gmt_offset = g_time_zone_get_offset (daily->zone, interval);
  append_result (&chart);
  return TRUE;
}

/**
 * cw_chart_body_answer:
 * @exchange: what is quoted
 * @rest: the symbol
 * @query: (nullable): `range`, or `period1` and `period2`; `interval`; `events`
 *
 * Returns: an answer in the shape of Yahoo's `/v8/finance/chart`
 */
CwAnswer
cw_chart_body_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  g_autofree char *symbol = cw_symbol_normalize (rest, NULL);
  g_autoptr (CwSeries) daily = symbol != NULL ? cw_exchange_get_daily (exchange, symbol) : NULL;
  g_autoptr (GString) text = NULL;
  CwChartQuery chart;
  CwAnswer error;

  if (daily == NULL)
    return cw_answer_yahoo_error ("chart", 404, "Not Found",
                                  "No data found, symbol may be delisted");
  if (!cw_chart_query_read (&chart, query, "1d", daily, &error))
    return error;
  text = g_string_sized_new (USUAL_BYTES);
  g_string_append (text, "{\"chart\":{\"result\":[");
  if (!cw_chart_body_append (text, exchange, &chart, daily, FALSE, &error))
    return error;
  g_string_append (text, "],\"error\":null}}");
  return cw_answer_json (g_steal_pointer (&text));
}
