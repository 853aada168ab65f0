/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-yahoo-body.h"
#include "cw-json.h"
#include "cw-quotes-error.h"
#include "cw-yahoo-error.h"
#include "cw-yahoo-meta.h"

#define DAY (24 * 60 * 60)
#define EARLIEST_TIME G_GINT64_CONSTANT (-2208988800) /* 1 January 1900 */
#define LARGEST_AMOUNT 1e9

static gint64
event_time (const char *key, JsonObject *event)
{
  gint64 time;

  if (event != NULL && json_object_has_member (event, "date"))
    return cw_json_get_time (event, "date", G_MININT64);
  return g_ascii_string_to_signed (key, 10, EARLIEST_TIME, G_MAXINT32, &time, NULL) ? time
                                                                                    : G_MININT64;
}

static gboolean
is_believable (const CwSeriesBuilder *builder, gint64 time, double amount)
{
  return time > EARLIEST_TIME && time <= builder->now + 2 * DAY && amount > 0
         && amount < LARGEST_AMOUNT;
}

static void
read_payments (CwSeriesBuilder *builder, JsonObject *events, const char *name, GArray *payments)
{
  JsonObject *members = cw_json_get_object (events, name);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (members == NULL)
    return;
  json_object_iter_init (&iter, members);
  while (json_object_iter_next (&iter, &key, &node))
    {
      JsonObject *event = cw_json_get_root (node);
      CwDividend payment = { event_time (key, event), cw_json_get_number (event, "amount") };

      if (is_believable (builder, payment.time, payment.amount))
        g_array_append_val (payments, payment);
    }
}

static void
read_splits (CwSeriesBuilder *builder, JsonObject *events)
{
  JsonObject *members = cw_json_get_object (events, "splits");
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (members == NULL)
    return;
  json_object_iter_init (&iter, members);
  while (json_object_iter_next (&iter, &key, &node))
    {
      JsonObject *event = cw_json_get_root (node);
      CwSplit split = { event_time (key, event), cw_json_get_number (event, "numerator"),
                        cw_json_get_number (event, "denominator") };

      if (is_believable (builder, split.time, split.numerator)
          && is_believable (builder, split.time, split.denominator))
        g_array_append_val (builder->splits, split);
    }
}

static JsonNode *
parse_slice (CwJsonSlice slice, GError **error)
{
  return cw_json_parse (slice.start, slice.length, error);
}

static gboolean
read_small_parts (const CwYahooBody *chart, GError **error)
{
  g_autoptr (JsonNode) meta = NULL;
  g_autoptr (JsonNode) events = NULL;
  JsonObject *object;

  if (chart->meta.start != NULL)
    {
      meta = parse_slice (chart->meta, error);
      if (meta == NULL)
        return FALSE;
      cw_yahoo_meta_read (chart->builder, cw_json_get_root (meta));
    }
  if (chart->events.start != NULL)
    {
      events = parse_slice (chart->events, error);
      if (events == NULL)
        return FALSE;
      object = cw_json_get_root (events);
      read_payments (chart->builder, object, "dividends", chart->builder->dividends);
      read_payments (chart->builder, object, "capitalGains", chart->builder->capital_gains);
      read_splits (chart->builder, object);
    }
  return TRUE;
}

/* Funds have no trades within the day, and now and then a low of 0 comes for one: that is a number
 * which is missing, not a price. The builder puts the low at the lowest of the other three. */
static void
mend_lows (CwSeriesBuilder *builder)
{
  for (gsize i = 0; i < builder->n_bars; i++)
    if (fpclassify (builder->low[i]) == FP_ZERO)
      builder->low[i] = builder->high[i];
}

/* An answer can be well-formed and still say no. */
static gboolean
check_result (const CwYahooBody *chart, const char *symbol, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (chart->error.start != NULL)
    node = parse_slice (chart->error, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_propagate_error (error, cw_yahoo_error_new (200, json_node_get_object (node), symbol));
      return FALSE;
    }
  if (!chart->has_result)
    g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                 /* Translators: %s is a ticker symbol */
                 _ ("The answer for “%s” holds no chart; try again later"), symbol);
  return chart->has_result;
}

/**
 * cw_yahoo_chart_parse:
 * @body: (array length=length): the answer of Yahoo's `v8/finance/chart`, with status 200
 * @length: its length in bytes
 * @symbol: the symbol that was asked for
 * @interval: the interval that was asked for; the series has the one that the answer names
 * @source: for people: who gave the answer
 * @now: when it was given, in seconds since 1970: later bars are not believed
 * @error: return location for a #CwQuotesError
 *
 * Reads a chart. Prices are adjusted for splits as they come, adjusted closes for dividends too. An
 * answer without any bar is an empty series, not an error.
 *
 * Returns: (transfer full) (nullable): the series
 */
CwSeries *
cw_yahoo_chart_parse (const char *body,
                      gsize length,
                      const char *symbol,
                      CwInterval interval,
                      const char *source,
                      gint64 now,
                      GError **error)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  CwYahooBody chart = { 0 };

  g_return_val_if_fail (body != NULL || length == 0, NULL);
  g_return_val_if_fail (symbol != NULL && source != NULL, NULL);

  builder = cw_series_builder_new (symbol, interval);
  builder->now = now;
  chart.builder = builder;
  if (!cw_yahoo_body_read (&chart, body, length, error) || !check_result (&chart, symbol, error)
      || !read_small_parts (&chart, error))
    return NULL;
  mend_lows (builder);
  cw_series_builder_set_text (&builder->info.source, source);
  return cw_series_builder_end (builder);
}
