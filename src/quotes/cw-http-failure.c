/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "cw-http-policy.h"
#include "cw-quotes-error.h"

/* A clock that is off by less spoils no certificate. */
#define LARGE_SKEW (5 * 60)

#define WRONG_DATES (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)

/* How an exchange failed, with a place for the host's name, and what kind of failure it is. */
typedef struct
{
  int code; /* of GIOErrorEnum */
  CwQuotesError cause;
  const char *text; /* of one %s, the host */
} Description;

/* Translators: each %s is a host name */
static const Description descriptions[] = {
  { G_IO_ERROR_CONNECTION_REFUSED, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("%s refuses the connection; try again later") },
  { G_IO_ERROR_TIMED_OUT, CW_QUOTES_ERROR_TIMED_OUT,
    N_ ("%s did not answer in time; try again later") },
  { G_IO_ERROR_PARTIAL_INPUT, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("The connection to %s broke before the answer was complete; try again") },
  { G_IO_ERROR_CONNECTION_CLOSED, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("The connection to %s broke before the answer was complete; try again") },
  { G_IO_ERROR_NETWORK_UNREACHABLE, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("%s cannot be reached; check the network connection") },
  { G_IO_ERROR_PROXY_FAILED, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("The proxy on the way to %s does not work; check the network settings") },
  { G_IO_ERROR_PROXY_AUTH_FAILED, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("The proxy on the way to %s refuses the sign-in; check the network settings") },
  { G_IO_ERROR_PROXY_NEED_AUTH, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("The proxy on the way to %s wants a sign-in; check the network settings") },
  { G_IO_ERROR_PROXY_NOT_ALLOWED, CW_QUOTES_ERROR_UNREACHABLE,
    N_ ("The proxy does not let through to %s; check the network settings") },
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static GError *
describe (CwQuotesError cause, const char *format, const char *host)
{
  return g_error_new (CW_QUOTES_ERROR, cause, format, host);
}
#pragma GCC diagnostic pop

/* A certificate that is out of date says the same as a clock that is. */
static GError *
describe_wrong_clock (const char *host, gint64 skew)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) real = g_date_time_add_seconds (now, (double) skew);
  g_autofree char *shown = g_date_time_format (real, "%Y-%m-%d %H:%M");

  return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_INSECURE,
                      /* Translators: a host name, and a date and time such as 2026-03-04 14:05 */
                      _ ("The certificate of %s is not valid by this computer’s clock, which is "
                         "wrong: set it, it is %s"),
                      host, shown);
}

static GError *
describe_dates (const char *host, const CwHttpCircumstances *circumstances)
{
  if (!circumstances->knows_skew)
    return describe (
        CW_QUOTES_ERROR_INSECURE,
        /* Translators: %s is a host name */
        _ ("The certificate of %s is not valid at this time; check this computer’s clock"), host);
  if (ABS (circumstances->skew) > LARGE_SKEW)
    return describe_wrong_clock (host, circumstances->skew);
  if (circumstances->certificate & G_TLS_CERTIFICATE_EXPIRED)
    return describe (CW_QUOTES_ERROR_INSECURE,
                     _ ("The certificate of %s has expired; the connection is not safe"), host);
  return describe (CW_QUOTES_ERROR_INSECURE,
                   _ ("The certificate of %s is not valid yet; the connection is not safe"), host);
}

static GError *
describe_certificate (const char *host, const CwHttpCircumstances *circumstances)
{
  GTlsCertificateFlags flags = circumstances->certificate;

  if (flags & WRONG_DATES)
    return describe_dates (host, circumstances);
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return describe (
        CW_QUOTES_ERROR_INSECURE,
        _ ("The certificate of %s belongs to another host; the connection is not safe"), host);
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return describe (
        CW_QUOTES_ERROR_INSECURE,
        _ ("The certificate of %s comes from an unknown authority; the connection is not safe"),
        host);
  return describe (CW_QUOTES_ERROR_INSECURE, _ ("No secure connection to %s can be made"), host);
}

/**
 * cw_http_failure_may_be_proxy:
 * @failure: how an exchange failed
 *
 * Returns: whether no connection was made: then a proxy on the way is what there is to check
 */
gboolean
cw_http_failure_may_be_proxy (const GError *failure)
{
  static const GIOErrorEnum codes[] = {
    G_IO_ERROR_PROXY_FAILED,        G_IO_ERROR_PROXY_AUTH_FAILED,  G_IO_ERROR_PROXY_NEED_AUTH,
    G_IO_ERROR_PROXY_NOT_ALLOWED,   G_IO_ERROR_CONNECTION_REFUSED, G_IO_ERROR_HOST_UNREACHABLE,
    G_IO_ERROR_NETWORK_UNREACHABLE, G_IO_ERROR_HOST_NOT_FOUND,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (failure, G_IO_ERROR, (int) codes[i]))
      return TRUE;
  return failure->domain == G_RESOLVER_ERROR;
}

static GError *
describe_proxy (const GError *failure, const char *host, const char *proxy)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH)
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED))
    return g_error_new (
        CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE,
        /* Translators: the first %s is a proxy's address, the other a host name */
        _ ("The proxy %s on the way to %s wants a sign-in; check the network settings"), proxy,
        host);
  return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE,
                      /* Translators: the first %s is a proxy's address, the other a host name */
                      _ ("The proxy %s on the way to %s does not work; check the network settings"),
                      proxy, host);
}

static GError *
describe_io (const GError *failure, const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (descriptions); i++)
    if (failure->code == descriptions[i].code)
      return describe (descriptions[i].cause, _ (descriptions[i].text), host);
  if (failure->code != G_IO_ERROR_FAILED)
    return describe (CW_QUOTES_ERROR_UNREACHABLE, _ ("%s cannot be reached; try again later"),
                     host);
  return describe (CW_QUOTES_ERROR_BAD_ANSWER,
                   _ ("%s does not answer as a web server should; try again later"), host);
}

/**
 * cw_http_describe_portal:
 * @place: a host or a provider that is behind it
 *
 * Returns: (transfer full): an error for people who have to sign in to their network first
 */
GError *
cw_http_describe_portal (const char *place)
{
  return describe (CW_QUOTES_ERROR_UNREACHABLE,
                   /* Translators: %s is a host or the name of a provider */
                   _ ("This network wants a sign-in before it lets through to %s; open a web page "
                      "in a browser"),
                   place);
}

/**
 * cw_http_describe_failure:
 * @failure: how an exchange failed, in the words of GIO or libsoup
 * @uri: what was asked
 * @circumstances: (nullable): what else is known
 *
 * Returns: (transfer full): the same for people, as a #CwQuotesError that names the host
 */
GError *
cw_http_describe_failure (const GError *failure,
                          GUri *uri,
                          const CwHttpCircumstances *circumstances)
{
  static const CwHttpCircumstances nothing;
  g_autofree char *host = cw_http_get_host (uri);

  if (circumstances == NULL)
    circumstances = &nothing;
  if (circumstances->behind_portal && failure->domain != CW_QUOTES_ERROR)
    return cw_http_describe_portal (host);
  if (circumstances->proxy != NULL && cw_http_failure_may_be_proxy (failure))
    return describe_proxy (failure, host, circumstances->proxy);
  if (failure->domain == G_IO_ERROR)
    return describe_io (failure, host);
  if (failure->domain == G_RESOLVER_ERROR)
    return describe (CW_QUOTES_ERROR_UNREACHABLE,
                     _ ("The host %s cannot be found; check the network connection"), host);
  if (failure->domain == G_TLS_ERROR && failure->code != G_TLS_ERROR_EOF)
    return describe_certificate (host, circumstances);
  if (failure->domain == CW_QUOTES_ERROR)
    return describe (CW_QUOTES_ERROR_TOO_LARGE,
                     _ ("The answer of %s is larger than any honest one and was given up"), host);
  return describe (CW_QUOTES_ERROR_BAD_ANSWER,
                   _ ("%s does not answer as a web server should; try again later"), host);
}
