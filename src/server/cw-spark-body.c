/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-body.h"

#include "cw-json-text.h"
#include "cw-symbol.h"

#define MOST_SYMBOLS 100

/* Appends what is known of one symbol, and nothing of one that is not. */
static gboolean
append_symbol (
    GString *text, CwExchange *exchange, const char *symbol, GHashTable *query, CwAnswer *error)
{
  g_autoptr (CwSeries) daily = cw_exchange_get_daily (exchange, symbol);
  CwChartQuery chart;

  if (daily == NULL)
    return TRUE;
  if (!cw_chart_query_read (&chart, query, "1d", daily, error))
    return FALSE;
  chart.dividends = chart.splits = FALSE;
  /* A symbol that has no bars within the day must not fail its neighbours: it gives its days. */
  if (cw_interval_is_intraday (chart.interval) && !cw_exchange_is_simulated (exchange, symbol))
    chart.interval = CW_INTERVAL_1D;
  if (text->str[text->len - 1] == '}')
    g_string_append_c (text, ',');
  g_string_append_c (text, '{');
  cw_json_append_string_member (text, "symbol", symbol);
  cw_json_append_key (text, "response");
  g_string_append_c (text, '[');
  if (!cw_chart_body_append (text, exchange, &chart, daily, TRUE, error))
    return FALSE;
  g_string_append (text, "]}");
  return TRUE;
}

/* The answer to every failure has this path's own root. */
static CwAnswer
fail (CwAnswer *error, guint status, const char *code, const char *description)
{
  if (error != NULL)
    g_bytes_unref (error->body);
  return cw_answer_yahoo_error ("spark", status, code, "%s", description);
}

/**
 * cw_spark_body_answer:
 * @exchange: what is quoted
 * @rest: not looked at
 * @query: (nullable): `symbols`, with commas between them; then as for a chart
 *
 * Returns: an answer in the shape of Yahoo's `/v7/finance/spark`: the closes of many symbols
 */
CwAnswer
cw_spark_body_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  const char *asked = cw_query_get (query, "symbols");
  g_auto (GStrv) symbols = asked != NULL ? cw_symbol_list_parse (asked, NULL) : NULL;
  g_autoptr (GString) text = g_string_new ("{\"spark\":{\"result\":[");
  gsize empty = text->len;
  CwAnswer error;

  if (symbols == NULL || symbols[0] == NULL)
    return fail (NULL, 400, "Bad Request", "Missing value for the \"symbols\" argument");
  if (g_strv_length (symbols) > MOST_SYMBOLS)
    return fail (NULL, 400, "Bad Request", "Too many symbols");
  for (gsize i = 0; symbols[i] != NULL; i++)
    if (!append_symbol (text, exchange, symbols[i], query, &error))
      return fail (&error, error.status,
                   error.status == 400 ? "Bad Request" : "Unprocessable Entity",
                   "The range, the periods or the interval cannot be served");
  if (text->len == empty)
    return fail (NULL, 404, "Not Found", "No data found for spark symbols");
  g_string_append (text, "],\"error\":null}}");
  return cw_answer_json (g_steal_pointer (&text));
}
