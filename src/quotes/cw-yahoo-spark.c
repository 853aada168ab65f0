/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-spark.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-json.h"
#include "cw-quotes-error.h"
#include "cw-symbol.h"
#include "cw-yahoo-error.h"
#include "cw-yahoo-meta.h"

#define MAX_CLOSES 10000

/**
 * cw_yahoo_quote_new:
 * @series: what is known of a symbol
 * @error: return location for `CW_QUOTES_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): its latest price, if there is one
 */
CwSymbolQuote *
cw_yahoo_quote_new (const CwSeries *series, GError **error)
{
  g_autoptr (CwSymbolQuote) quote = cw_symbol_quote_new_from_series (series);

  if (!isnan (quote->quote.price))
    return g_steal_pointer (&quote);
  g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
               /* Translators: %s is a ticker symbol */
               _ ("No price of “%s” is known; check the symbol"), series->info.symbol);
  return NULL;
}

/* Only the closes are sent; each stands for a bar, so that the same is believed as of a chart. */
static gboolean
read_closes (CwSeriesBuilder *builder, JsonObject *response, GError **error)
{
  JsonArray *times = cw_json_get_array (response, "timestamp");
  JsonArray *quotes = cw_json_get_array (cw_json_get_object (response, "indicators"), "quote");
  JsonObject *quote = quotes != NULL && json_array_get_length (quotes) > 0
                          ? cw_json_get_root (json_array_get_element (quotes, 0))
                          : NULL;
  JsonArray *closes = cw_json_get_array (quote, "close");
  guint n_times = times != NULL ? json_array_get_length (times) : 0;
  guint n_closes = closes != NULL ? json_array_get_length (closes) : 0;

  if (n_times != n_closes || n_times > MAX_CLOSES)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   /* Translators: %s is a ticker symbol */
                   _ ("The answer for “%s” has more times than prices, or fewer; try again"),
                   builder->info.symbol);
      return FALSE;
    }
  for (guint i = 0; i < n_closes; i++)
    {
      double close = cw_json_get_element_number (closes, i);
      double time = cw_json_get_element_number (times, i);

      cw_series_builder_add_bar (builder, fabs (time) < 1e15 ? (gint64) time : G_MININT64, close,
                                 close, close, close, NAN, NAN);
    }
  return TRUE;
}

static CwSymbolQuote *
read_response (const char *symbol,
               JsonObject *response,
               const CwYahooSparkAsked *asked,
               GError **error)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, asked->interval);
  g_autoptr (CwSeries) series = NULL;

  builder->now = asked->now;
  builder->has_adj_close = FALSE;
  cw_yahoo_meta_read (builder, cw_json_get_object (response, "meta"));
  if (!read_closes (builder, response, error))
    return NULL;
  cw_series_builder_set_text (&builder->info.source, asked->source);
  builder->info.clock_skew = asked->skew;
  series = cw_series_builder_end (builder);
  return cw_yahoo_quote_new (series, error);
}

static JsonObject *
find_response (JsonObject *result)
{
  JsonArray *responses = cw_json_get_array (result, "response");

  return responses != NULL && json_array_get_length (responses) > 0
             ? cw_json_get_root (json_array_get_element (responses, 0))
             : NULL;
}

/* The answers by symbol; of two for one symbol the first counts. */
static GHashTable *
index_responses (JsonArray *results)
{
  GHashTable *responses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *result = cw_json_get_root (json_array_get_element (results, i));
      const char *text = cw_json_get_string (result, "symbol");
      char *symbol = text != NULL ? cw_symbol_normalize (text, NULL) : NULL;
      JsonObject *response = find_response (result);

      if (symbol != NULL && response != NULL && !g_hash_table_contains (responses, symbol))
        g_hash_table_insert (responses, symbol, response);
      else
        g_free (symbol);
    }
  return responses;
}

static CwQuoteResult *
make_result (const char *symbol, GHashTable *responses, const CwYahooSparkAsked *asked)
{
  CwQuoteResult *result = g_new0 (CwQuoteResult, 1);
  JsonObject *response = g_hash_table_lookup (responses, symbol);

  result->symbol = g_strdup (symbol);
  if (response != NULL)
    result->quote = read_response (symbol, response, asked, &result->error);
  else
    result->error = cw_yahoo_error_new (404, NULL, symbol);
  return result;
}

static JsonArray *
find_results (JsonNode *root)
{
  return cw_json_get_array (cw_json_get_object (cw_json_get_root (root), "spark"), "result");
}

/**
 * cw_yahoo_spark_parse:
 * @body: (array length=length): the answer of Yahoo's `v7/finance/spark`, with status 200
 * @length: its length in bytes
 * @asked: what was asked for
 * @error: return location for a #CwQuotesError that concerns all symbols
 *
 * Reads the latest prices and closes of many symbols. Whatever is wrong with one of them is said in
 * its own result.
 *
 * Returns: (transfer full) (nullable) (element-type CwQuoteResult): one for each symbol, in the
 *   order asked
 */
GPtrArray *
cw_yahoo_spark_parse (const char *body,
                      gsize length,
                      const CwYahooSparkAsked *asked,
                      GError **error)
{
  g_autoptr (JsonNode) root = cw_json_parse (body, length, error);
  g_autoptr (GHashTable) responses = NULL;
  JsonArray *results;
  GPtrArray *quotes;

  if (root == NULL)
    return NULL;
  results = find_results (root);
  if (results == NULL)
    {
      g_set_error_literal (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                           _ ("The answer holds no prices; try again later"));
      return NULL;
    }
  responses = index_responses (results);
  quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_quote_result_free);
  for (gsize i = 0; asked->symbols[i] != NULL; i++)
    g_ptr_array_add (quotes, make_result (asked->symbols[i], responses, asked));
  return quotes;
}
