/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-profile.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-json.h"
#include "cw-quotes-error.h"

#define MILLION 1e6

static void
set_text (char **field, JsonObject *object, const char *name)
{
  cw_profile_set_text (field, cw_json_get_string (object, name));
}

/* Finnhub counts capital in millions. */
static double
get_market_cap (JsonObject *object)
{
  double millions = cw_json_get_number (object, "marketCapitalization");

  return millions > 0 && isfinite (millions * MILLION) ? millions * MILLION : NAN;
}

/**
 * cw_finnhub_profile_parse:
 * @body: (array length=length): the answer of Finnhub's `stock/profile2`, with status 200
 * @length: its length in bytes
 * @symbol: what was asked for
 * @source: for people: who gave the answer
 * @error: return location for a #CwQuotesError
 *
 * Returns: (transfer full) (nullable): the profile
 */
CwProfile *
cw_finnhub_profile_parse (
    const char *body, gsize length, const char *symbol, const char *source, GError **error)
{
  g_autoptr (JsonNode) root = cw_json_parse (body, length, error);
  JsonObject *object = cw_json_get_root (root);
  CwProfile *profile;

  if (root == NULL)
    return NULL;
  if (object == NULL || json_object_get_size (object) == 0)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                   /* Translators: %s is a ticker symbol */
                   _ ("No company behind “%s” is known; check the symbol"), symbol);
      return NULL;
    }
  profile = cw_profile_new (symbol, source);
  set_text (&profile->name, object, "name");
  set_text (&profile->currency, object, "currency");
  set_text (&profile->exchange, object, "exchange");
  set_text (&profile->industry, object, "finnhubIndustry");
  set_text (&profile->country, object, "country");
  profile->market_cap = get_market_cap (object);
  return profile;
}
