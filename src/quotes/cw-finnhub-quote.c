/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-quote.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-json.h"
#include "cw-quotes-error.h"

#define HIGHEST_PRICE 1e12

static double
get_price (JsonObject *object, const char *name)
{
  double price = cw_json_get_number (object, name);

  return price > 0 && price < HIGHEST_PRICE ? price : NAN;
}

/**
 * cw_finnhub_quote_parse:
 * @body: (array length=length): the answer of Finnhub's `quote`, with status 200
 * @length: its length in bytes
 * @symbol: what was asked for
 * @quote: (out): the latest price and what it is compared with
 * @error: return location for a #CwQuotesError
 *
 * A symbol that is not known comes with a price of 0, which is no price.
 *
 * Returns: whether there is a price
 */
gboolean
cw_finnhub_quote_parse (
    const char *body, gsize length, const char *symbol, CwQuote *quote, GError **error)
{
  g_autoptr (JsonNode) root = cw_json_parse (body, length, error);
  JsonObject *object = cw_json_get_root (root);

  if (root == NULL)
    return FALSE;
  *quote = cw_quote_make (get_price (object, "c"), get_price (object, "pc"),
                          cw_json_get_time (object, "t", 0));
  if (!isnan (quote->price))
    return TRUE;
  g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
               /* Translators: %s is a ticker symbol */
               _ ("No price of “%s” is known; check the symbol"), symbol);
  return FALSE;
}
