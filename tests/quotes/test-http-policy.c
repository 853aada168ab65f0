/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-policy.h"

#include <libsoup/soup.h>
#include <string.h>

#include "cw-market-error.h"
#include "cw-quotes-error.h"

static void
test_ids (void)
{
  static const struct
  {
    CwQuotesError code;
    const char *id;
  } ids[] = {
    { CW_QUOTES_ERROR_NOT_FOUND, "not-found" },
    { CW_QUOTES_ERROR_RATE_LIMITED, "rate-limited" },
    { CW_QUOTES_ERROR_UNAUTHORIZED, "unauthorized" },
    { CW_QUOTES_ERROR_NOT_IN_PLAN, "not-in-plan" },
    { CW_QUOTES_ERROR_BAD_REQUEST, "bad-request" },
    { CW_QUOTES_ERROR_BAD_ANSWER, "bad-answer" },
    { CW_QUOTES_ERROR_TOO_LARGE, "too-large" },
    { CW_QUOTES_ERROR_TIMED_OUT, "timed-out" },
    { CW_QUOTES_ERROR_UNREACHABLE, "unreachable" },
    { CW_QUOTES_ERROR_INSECURE, "insecure" },
    { CW_QUOTES_ERROR_PROVIDER_DOWN, "provider-down" },
  };
  GError error = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      error = (GError){ CW_QUOTES_ERROR, (int) ids[i].code, NULL };
      g_assert_cmpstr (cw_quotes_error_get_id (&error), ==, ids[i].id);
    }
  error = (GError){ CW_QUOTES_ERROR, G_N_ELEMENTS (ids), NULL };
  g_assert_cmpstr (cw_quotes_error_get_id (&error), ==, "failed");
  error = (GError){ CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL, NULL };
  g_assert_cmpstr (cw_quotes_error_get_id (&error), ==, "invalid-symbol");
  error = (GError){ G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL };
  g_assert_cmpstr (cw_quotes_error_get_id (&error), ==, "cancelled");
  error = (GError){ G_IO_ERROR, G_IO_ERROR_FAILED, NULL };
  g_assert_cmpstr (cw_quotes_error_get_id (&error), ==, "failed");
}

static void
test_redact (void)
{
  static const char *const rows[][2] = {
    { "https://h/p?token=abc", "https://h/p?token=…" },
    { "https://h/p?a=1&TOKEN=abc&b=2", "https://h/p?a=1&TOKEN=…&b=2" },
    { "https://h:99/p?apikey=a%26b&key=&crumb=x#token=y", "https://h:99/p?apikey=…&key=…&crumb=…" },
    { "https://user:pass@h/p?monkey=1", "https://h/p?monkey=1" },
    { "https://h/p?token", "https://h/p?token" },
    { "https://h/", "https://h/" },
    { "https://h/%5EGSPC?events=div%2Csplits", "https://h/%5EGSPC?events=div%2Csplits" },
    { "token=abc", "?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *redacted = cw_http_redact_url (rows[i][0]);

      g_assert_cmpstr (redacted, ==, rows[i][1]);
    }
}

/* N21 */
static void
test_retry_after (void)
{
  static const gint64 now = 784111777; /* Sun, 06 Nov 1994 08:49:37 GMT */
  static const struct
  {
    const char *value;
    gint64 seconds;
  } rows[] = {
    { NULL, -1 },
    { "", -1 },
    { "120", 120 },
    { "120 ", 120 },
    { "0", 1 },
    { "3601", 3600 },
    { "99999999999999999999999", 3600 },
    { "-1", -1 },
    { "+5", -1 },
    { "5s", -1 },
    { "5.5", -1 },
    { "soon", -1 },
    { "Sun, 06 Nov 1994 08:50:37 GMT", 60 },
    { "Sunday, 06-Nov-94 08:50:37 GMT", 60 },
    { "Sun Nov  6 08:50:37 1994", 60 },
    { "Sun, 06 Nov 1994 08:00:00 GMT", 1 },
    { "Mon, 07 Nov 1994 08:50:37 GMT", 3600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (cw_http_parse_retry_after (rows[i].value, now), ==, rows[i].seconds);
}

static void
test_retry_delay (void)
{
  gint64 longest = 0;

  for (guint i = 0; i < 2000; i++)
    for (guint n = 0; n < 3; n++)
      {
        gint64 delay = cw_http_retry_delay (n, 1000);

        g_assert_cmpint (delay, >=, 0);
        g_assert_cmpint (delay, <, 1000 << n);
        longest = MAX (longest, delay);
      }
  g_assert_cmpint (longest, >, 3000);
  g_assert_cmpint (cw_http_retry_delay (G_MAXUINT, G_MAXUINT), >=, 0);
}

static void
assert_follows (const char *from, const char *location, guint n, gboolean secret, const char *to)
{
  g_autoptr (GUri) uri = g_uri_parse (from, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) next = cw_http_follow (uri, location, n, secret, &error);
  g_autofree char *text = next != NULL ? g_uri_to_string (next) : NULL;

  g_assert_cmpstr (text, ==, to);
  g_assert_true ((error == NULL) == (to != NULL));
}

/* N9, N10, N11 */
static void
test_follow (void)
{
  assert_follows ("https://h/a?b=1", "/c", 1, FALSE, "https://h/c");
  assert_follows ("https://h/a/b", "c?d=%5EX", 5, FALSE, "https://h/a/c?d=%5EX");
  assert_follows ("http://h/a", "https://h/a", 1, FALSE, "https://h/a");
  assert_follows ("https://h/a", "https://H:443/b", 1, FALSE, "https://H/b");
  assert_follows ("https://h/a", "http://h/a", 1, FALSE, NULL);
  assert_follows ("http://h:8080/a", "https://h/a", 1, FALSE, NULL);
  assert_follows ("https://h/a", "https://other/a", 1, FALSE, NULL);
  assert_follows ("https://h/a", "//other/a", 1, FALSE, NULL);
  assert_follows ("https://h/a", "https://10.0.0.1/a", 1, FALSE, NULL);
  assert_follows ("https://h/a", "javascript:alert(1)", 1, FALSE, NULL);
  assert_follows ("https://h/a", "/c", 6, FALSE, NULL);
  assert_follows ("https://h/a", "/c", 1, TRUE, NULL);
  assert_follows ("https://h/a", NULL, 1, FALSE, NULL);
  assert_follows ("https://h/a", "https://guce.yahoo.com/x", 1, FALSE, NULL);
}

static void
assert_described (
    GQuark domain, int code, GTlsCertificateFlags flags, CwQuotesError cause, const char *word)
{
  g_autoptr (GUri) uri = g_uri_parse ("https://example.org:8443/p", SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GError) failure = g_error_new_literal (domain, code, "raw text");
  CwHttpCircumstances circumstances = { .certificate = flags };
  g_autoptr (GError) error = cw_http_describe_failure (failure, uri, &circumstances);

  g_assert_error (error, CW_QUOTES_ERROR, (int) cause);
  g_assert_nonnull (strstr (error->message, "example.org:8443"));
  g_assert_nonnull (strstr (error->message, word));
  g_assert_null (strstr (error->message, "raw text"));
}

/* N1 … N4, N27 */
static void
test_describe (void)
{
  assert_described (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, 0, CW_QUOTES_ERROR_UNREACHABLE,
                    "cannot be found");
  assert_described (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, 0, CW_QUOTES_ERROR_UNREACHABLE,
                    "refuses");
  assert_described (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, 0, CW_QUOTES_ERROR_TIMED_OUT, "in time");
  assert_described (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, 0, CW_QUOTES_ERROR_UNREACHABLE, "broke");
  assert_described (G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH, 0, CW_QUOTES_ERROR_UNREACHABLE,
                    "proxy");
  assert_described (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, 0, CW_QUOTES_ERROR_UNREACHABLE,
                    "reached");
  assert_described (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_EXPIRED,
                    CW_QUOTES_ERROR_INSECURE, "clock");
  assert_described (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_BAD_IDENTITY,
                    CW_QUOTES_ERROR_INSECURE, "another host");
  assert_described (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_UNKNOWN_CA,
                    CW_QUOTES_ERROR_INSECURE, "unknown authority");
  assert_described (G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, 0, CW_QUOTES_ERROR_INSECURE, "secure");
  assert_described (G_TLS_ERROR, G_TLS_ERROR_EOF, 0, CW_QUOTES_ERROR_BAD_ANSWER, "answer");
  assert_described (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, 0, CW_QUOTES_ERROR_BAD_ANSWER,
                    "web server");
  assert_described (CW_QUOTES_ERROR, CW_QUOTES_ERROR_TOO_LARGE, 0, CW_QUOTES_ERROR_TOO_LARGE,
                    "larger");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/http-policy/ids", test_ids);
  g_test_add_func ("/quotes/http-policy/redact", test_redact);
  g_test_add_func ("/quotes/http-policy/N21-retry-after", test_retry_after);
  g_test_add_func ("/quotes/http-policy/retry-delay", test_retry_delay);
  g_test_add_func ("/quotes/http-policy/N9-N10-N11-follow", test_follow);
  g_test_add_func ("/quotes/http-policy/describe", test_describe);
  return g_test_run ();
}
