/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-profile.h"

#include <glib/gi18n-lib.h>

#include "cw-json.h"
#include "cw-quotes-error.h"
#include "cw-symbol.h"

#define MAX_TEXT 200
#define MILLION 1e6

static char *
get_text (JsonObject *object, const char *name)
{
  return cw_text_clean (cw_json_get_string (object, name), MAX_TEXT);
}

/** cw_finnhub_profile_free: @profile: (transfer full) (nullable): a profile */
void
cw_finnhub_profile_free (CwFinnhubProfile *profile)
{
  if (profile == NULL)
    return;
  g_free (profile->name);
  g_free (profile->currency);
  g_free (profile->exchange);
  g_free (profile->industry);
  g_free (profile->country);
  g_free (profile);
}

/**
 * cw_finnhub_profile_parse:
 * @body: (array length=length): the answer of Finnhub's `stock/profile2`, with status 200
 * @length: its length in bytes
 * @symbol: what was asked for
 * @error: return location for a #CwQuotesError
 *
 * Returns: (transfer full) (nullable): the profile
 */
CwFinnhubProfile *
cw_finnhub_profile_parse (const char *body, gsize length, const char *symbol, GError **error)
{
  g_autoptr (JsonNode) root = cw_json_parse (body, length, error);
  JsonObject *object = cw_json_get_root (root);
  CwFinnhubProfile *profile;

  if (root == NULL)
    return NULL;
  if (object == NULL || json_object_get_size (object) == 0)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                   /* Translators: %s is a ticker symbol */
                   _ ("No company behind “%s” is known; check the symbol"), symbol);
      return NULL;
    }
  profile = g_new0 (CwFinnhubProfile, 1);
  profile->name = get_text (object, "name");
  profile->currency = get_text (object, "currency");
  profile->exchange = get_text (object, "exchange");
  profile->industry = get_text (object, "finnhubIndustry");
  profile->country = get_text (object, "country");
  profile->market_cap = cw_json_get_number (object, "marketCapitalization") * MILLION;
  return profile;
}
