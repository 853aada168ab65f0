/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-quotes-error.h"

#include <glib/gi18n-lib.h>

#include "cw-http-policy.h"
#include "cw-market-error.h"

G_DEFINE_QUARK (cw - quotes - error - quark, cw_quotes_error)

static const char *const ids[] = {
  [CW_QUOTES_ERROR_NOT_FOUND] = "not-found",
  [CW_QUOTES_ERROR_RATE_LIMITED] = "rate-limited",
  [CW_QUOTES_ERROR_UNAUTHORIZED] = "unauthorized",
  [CW_QUOTES_ERROR_NOT_IN_PLAN] = "not-in-plan",
  [CW_QUOTES_ERROR_BAD_REQUEST] = "bad-request",
  [CW_QUOTES_ERROR_BAD_ANSWER] = "bad-answer",
  [CW_QUOTES_ERROR_TOO_LARGE] = "too-large",
  [CW_QUOTES_ERROR_TIMED_OUT] = "timed-out",
  [CW_QUOTES_ERROR_UNREACHABLE] = "unreachable",
  [CW_QUOTES_ERROR_INSECURE] = "insecure",
  [CW_QUOTES_ERROR_PROVIDER_DOWN] = "provider-down",
};

/**
 * cw_quotes_error_get_id:
 * @error: why a symbol has no data, from whatever domain
 *
 * Names the kind of failure for machine-readable output, where the message is for people.
 *
 * Returns: (transfer none): for example `not-found`; `failed` for what has no name of its own
 */
const char *
cw_quotes_error_get_id (const GError *error)
{
  g_return_val_if_fail (error != NULL, "failed");

  if (error->domain == CW_QUOTES_ERROR && error->code >= 0
      && error->code < (int) G_N_ELEMENTS (ids))
    return ids[error->code];
  if (g_error_matches (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL))
    return "invalid-symbol";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  return "failed";
}

/**
 * cw_quotes_error_complete:
 * @error: (transfer full): what is wrong with an answer
 * @provider: the name of whoever gave it
 * @closed_until: when it will be asked again, in seconds since 1970, or 0 for at any time
 *
 * Adds to a message what only the provider knows.
 *
 * Returns: (transfer full): the same error, which names the provider, and the time if there is one
 */
GError *
cw_quotes_error_complete (GError *error, const char *provider, gint64 closed_until)
{
  g_autoptr (GError) plain = error;
  g_autofree char *time = NULL;

  if (closed_until == 0)
    /* Translators: a provider's name, and what is wrong with its answer */
    return g_error_new (plain->domain, plain->code, _ ("%s: %s"), provider, plain->message);
  time = cw_http_format_time (closed_until);
  return g_error_new (plain->domain, plain->code,
                      /* Translators: a provider's name, what is wrong with its answer, and a time
                       * such as 14:05 */
                      _ ("%s: %s (left alone until %s)"), provider, plain->message, time);
}
