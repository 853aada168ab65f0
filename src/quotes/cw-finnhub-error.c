/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-quotes-error.h"

/* What Finnhub says where a plan does not reach; it has come with 401 as well as with 403. */
#define NO_ACCESS "don't have access"

static gboolean
mentions (const char *body, gsize length, const char *text)
{
  return body != NULL && g_strstr_len (body, (gssize) length, text) != NULL;
}

/**
 * cw_finnhub_error_parse:
 * @status: an HTTP status other than 200
 * @body: (array length=length) (nullable): what came with it
 * @length: its length in bytes
 * @symbol: what was asked for
 *
 * Returns: (transfer full): a #CwQuotesError for people
 */
GError *
cw_finnhub_error_parse (guint status, const char *body, gsize length, const char *symbol)
{
  if (status == 403 || (status == 401 && mentions (body, length, NO_ACCESS)))
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_IN_PLAN,
                        /* Translators: each %s is a ticker symbol */
                        _ ("The key’s plan does not include this data of “%s”"), symbol);
  if (status == 401)
    return g_error_new_literal (CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED,
                                _ ("The key is not accepted; check it in the preferences"));
  if (status == 429)
    return g_error_new (
        CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED,
        _ ("Too many requests: “%s” cannot be asked for now; try again in a minute"), symbol);
  if (status == 404)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                        _ ("Nothing is known of “%s”; check the symbol"), symbol);
  if (status == 408)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT,
                        _ ("The provider was too slow to answer for “%s”; try again"), symbol);
  if (status >= 500)
    return g_error_new (
        CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN,
        _ ("The provider is out of order and has no answer for “%s”; try again later"), symbol);
  return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST,
                      _ ("“%s” cannot be had in this way"), symbol);
}
