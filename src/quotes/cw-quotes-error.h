/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwQuotesError:
 * @CW_QUOTES_ERROR_NOT_FOUND: the provider does not know the symbol, or no longer quotes it
 * @CW_QUOTES_ERROR_RATE_LIMITED: the provider wants fewer requests
 * @CW_QUOTES_ERROR_UNAUTHORIZED: the provider refuses the key, or wants one
 * @CW_QUOTES_ERROR_NOT_IN_PLAN: the key's plan does not include this
 * @CW_QUOTES_ERROR_BAD_REQUEST: the provider cannot answer such a question, for example a range
 *   too long for the interval
 * @CW_QUOTES_ERROR_BAD_ANSWER: the answer cannot be read, or contradicts itself
 * @CW_QUOTES_ERROR_TOO_LARGE: the answer is larger than any honest one
 * @CW_QUOTES_ERROR_TIMED_OUT: no whole answer came in time
 * @CW_QUOTES_ERROR_UNREACHABLE: the provider's host cannot be found or connected to
 * @CW_QUOTES_ERROR_INSECURE: the provider's certificate cannot be trusted
 * @CW_QUOTES_ERROR_PROVIDER_DOWN: the provider answers that it is out of order
 *
 * Why market data did not come in. The message is for people and says what can be done.
 */
typedef enum
{
  CW_QUOTES_ERROR_NOT_FOUND,
  CW_QUOTES_ERROR_RATE_LIMITED,
  CW_QUOTES_ERROR_UNAUTHORIZED,
  CW_QUOTES_ERROR_NOT_IN_PLAN,
  CW_QUOTES_ERROR_BAD_REQUEST,
  CW_QUOTES_ERROR_BAD_ANSWER,
  CW_QUOTES_ERROR_TOO_LARGE,
  CW_QUOTES_ERROR_TIMED_OUT,
  CW_QUOTES_ERROR_UNREACHABLE,
  CW_QUOTES_ERROR_INSECURE,
  CW_QUOTES_ERROR_PROVIDER_DOWN,
} CwQuotesError;

#define CW_QUOTES_ERROR (cw_quotes_error_quark ())
GQuark cw_quotes_error_quark (void);

const char *cw_quotes_error_get_id (const GError *error);
GError *cw_quotes_error_complete (GError *error,
                                  const char *provider,
                                  gint64 closed_until) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
