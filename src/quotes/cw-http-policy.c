/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-policy.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cw-quotes-error.h"

#define MINUTE 60
#define LONGEST_RETRY_AFTER (60 * MINUTE)
#define MAX_DOUBLINGS 6
#define EARLIEST_DATE G_GINT64_CONSTANT (1577836800) /* 2020: no program that speaks is older */
#define LATEST_DATE G_GINT64_CONSTANT (4102444800)   /* 2100 */

static const char *const secret_parameters[] = { "token", "key", "apikey", "api_key", "crumb" };

static const char *const consent_hosts[] = { "guce.yahoo.com", "consent.yahoo.com" };

static gboolean
is_https (GUri *uri)
{
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
}

static gboolean
is_http (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return host != NULL && *host != '\0'
         && (is_https (uri) || g_strcmp0 (g_uri_get_scheme (uri), "http") == 0);
}

static gboolean
is_secret_parameter (const char *parameter)
{
  const char *equals = strchr (parameter, '=');

  for (gsize i = 0; equals != NULL && i < G_N_ELEMENTS (secret_parameters); i++)
    if ((gsize) (equals - parameter) == strlen (secret_parameters[i])
        && g_ascii_strncasecmp (parameter, secret_parameters[i], (gsize) (equals - parameter)) == 0)
      return TRUE;
  return FALSE;
}

/**
 * cw_http_redact_url:
 * @url: an address
 *
 * Returns: (transfer full): @url without a user's name and password, without fragment, and with `…`
 *   in the place of query values that are keys
 */
char *
cw_http_redact_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_auto (GStrv) parameters = NULL;
  g_autofree char *query = NULL;

  if (uri == NULL)
    return g_strdup ("?");
  if (g_uri_get_query (uri) != NULL)
    {
      parameters = g_strsplit (g_uri_get_query (uri), "&", -1);
      for (gsize i = 0; parameters[i] != NULL; i++)
        if (is_secret_parameter (parameters[i]))
          {
            g_autofree char *old = parameters[i];

            parameters[i] = g_strdup_printf ("%.*s=…", (int) strcspn (old, "="), old);
          }
      query = g_strjoinv ("&", parameters);
    }
  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), g_uri_get_path (uri), query, NULL);
}

/**
 * cw_http_parse_url:
 * @url: an address as text
 *
 * Returns: (transfer full) (nullable): the address, if it is one that HTTP can ask
 */
GUri *
cw_http_parse_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && is_http (uri) ? g_steal_pointer (&uri) : NULL;
}

/** cw_http_get_host: Returns: (transfer full): the host, and the port if it is an unusual one */
char *
cw_http_get_host (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port <= 0 || port == 80 || port == 443)
    return g_strdup (g_uri_get_host (uri));
  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), port);
}

/**
 * cw_http_format_time:
 * @time: in seconds since 1970
 *
 * Returns: (transfer full): hours and minutes on this computer's clock, rounded up, so that what is
 *   tried at that minute is not too early
 */
char *
cw_http_format_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time + MINUTE - 1);

  return g_date_time_format (local, "%H:%M");
}

/**
 * cw_http_parse_date:
 * @value: (nullable): a `Date` header
 *
 * Returns: the time that it names, in seconds since 1970, or 0 if it names none that can be
 */
gint64
cw_http_parse_date (const char *value)
{
  g_autoptr (GDateTime) date = value != NULL ? soup_date_time_new_from_http_string (value) : NULL;
  gint64 time = date != NULL ? g_date_time_to_unix (date) : 0;

  return time >= EARLIEST_DATE && time <= LATEST_DATE ? time : 0;
}

/**
 * cw_http_parse_retry_after:
 * @value: (nullable): a `Retry-After` header: seconds, or a date
 * @now: the time in seconds since 1970
 *
 * Returns: how many seconds the server wants to be left alone, from one second to an hour, or -1 if
 *   it does not say so in words that make sense
 */
gint64
cw_http_parse_retry_after (const char *value, gint64 now)
{
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds;
  char *end;

  if (value == NULL)
    return -1;
  if (g_ascii_isdigit (*value))
    {
      seconds = g_ascii_strtoll (value, &end, 10);
      end += strspn (end, " \t");
      if (*end != '\0')
        return -1;
      return CLAMP (seconds, 1, LONGEST_RETRY_AFTER);
    }
  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return -1;
  return CLAMP (g_date_time_to_unix (date) - now, 1, LONGEST_RETRY_AFTER);
}

/** cw_http_status_is_transient: Returns: whether the same request may succeed soon */
gboolean
cw_http_status_is_transient (guint status)
{
  return status == 500 || status == 502 || status == 503 || status == 504;
}

/** cw_http_status_is_redirect: Returns: whether the answer is to be found elsewhere */
gboolean
cw_http_status_is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/**
 * cw_http_error_is_transient:
 * @error: how an exchange failed
 *
 * Returns: whether the same request may succeed soon: the connection could not be made, broke, or
 *   stood still
 */
gboolean
cw_http_error_is_transient (const GError *error)
{
  static const GIOErrorEnum codes[] = {
    G_IO_ERROR_CONNECTION_REFUSED,  G_IO_ERROR_CONNECTION_CLOSED, G_IO_ERROR_BROKEN_PIPE,
    G_IO_ERROR_PARTIAL_INPUT,       G_IO_ERROR_TIMED_OUT,         G_IO_ERROR_HOST_UNREACHABLE,
    G_IO_ERROR_NETWORK_UNREACHABLE, G_IO_ERROR_NOT_CONNECTED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, (int) codes[i]))
      return TRUE;
  return g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE)
         || g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

/**
 * cw_http_retry_delay:
 * @n_retries: how often the request was repeated already
 * @first_ms: the longest wait before the first repetition
 *
 * Full jitter: anything up to a bound that doubles each time, so that requests which failed
 * together do not come back together.
 *
 * Returns: how long to wait, in milliseconds
 */
gint64
cw_http_retry_delay (guint n_retries, guint first_ms)
{
  return (gint64) g_random_double_range (0, (double) ((guint64) first_ms
                                                      << MIN (n_retries, MAX_DOUBLINGS)));
}

static gboolean
is_consent_host (const char *host)
{
  for (gsize i = 0; host != NULL && i < G_N_ELEMENTS (consent_hosts); i++)
    if (g_str_has_suffix (host, consent_hosts[i]))
      return TRUE;
  return FALSE;
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 ? port : is_https (uri) ? 443 : 80;
}

/* The same server: or the same name, with https in the place of http. */
static gboolean
is_at_home (GUri *from, GUri *to)
{
  if (g_ascii_strcasecmp (g_uri_get_host (from), g_uri_get_host (to)) != 0)
    return FALSE;
  if (is_https (from) == is_https (to))
    return get_port (from) == get_port (to);
  return is_https (to) && get_port (from) == 80 && get_port (to) == 443;
}

/**
 * cw_http_follow:
 * @from: the address that redirects
 * @location: (nullable): where it redirects to
 * @n_redirects: the how-manieth redirect of the request this is
 * @has_secret: whether the request carries a key
 * @error: return location for a #CwQuotesError
 *
 * A redirect is followed only to the same host, never from https to http, and never by a request
 * that carries a key.
 *
 * Returns: (transfer full) (nullable): the address to ask next
 */
GUri *
cw_http_follow (
    GUri *from, const char *location, guint n_redirects, gboolean has_secret, GError **error)
{
  g_autoptr (GUri) to = NULL;
  g_autofree char *host = cw_http_get_host (from);

  if (location != NULL)
    to = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (to == NULL || !is_http (to))
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   /* Translators: %s is a host name */
                   _ ("%s points to a place that does not exist; try again later"), host);
      return NULL;
    }
  if (is_consent_host (g_uri_get_host (to)))
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED,
                   _ ("%s asks for consent in a web browser"), host);
      return NULL;
    }
  if (n_redirects > CW_HTTP_MAX_REDIRECTS)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   _ ("%s points from one place to the next without end; try again later"), host);
      return NULL;
    }
  if (has_secret || !is_at_home (from, to))
    {
      g_autofree char *other = cw_http_get_host (to);

      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   /* Translators: both %s are host names */
                   _ ("%s points to %s, which is not followed for safety; a network sign-in page "
                      "may be the cause"),
                   host, other);
      return NULL;
    }
  return g_steal_pointer (&to);
}
