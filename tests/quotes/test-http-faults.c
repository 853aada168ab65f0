/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "http-call.h"

#define IMPATIENT \
  ((CwHttpLimits){ 4, 1, 0, 0 }) /* no repetition, and a second of silence at most */
#define STUBBORN ((CwHttpLimits){ 4, 5, 3, 20 })

typedef enum
{
  ANSWERED, /* with the status in @value */
  FAILED,   /* with the error in @value */
} Outcome;

typedef struct
{
  const char *fault; /* its number in the fault model */
  const char *path;  /* on the server, or a whole address */
  Outcome outcome;
  guint value;
  guint n_requests; /* that the server sees with STUBBORN limits */
} Case;

/* Which fault of the network gets which end. Those that need a body to be understood are among the
 * provider's tests. */
static const Case cases[] = {
  { "N1 no such host", "http://nowhere.invalid/ok", FAILED, CW_QUOTES_ERROR_UNREACHABLE, 0 },
  { "N2 refused", "http://127.0.0.1:1/ok", FAILED, CW_QUOTES_ERROR_UNREACHABLE, 0 },
  { "N4 reset mid-body", "/reset", FAILED, CW_QUOTES_ERROR_UNREACHABLE, 2 },
  { "N4 short body", "/short", FAILED, CW_QUOTES_ERROR_UNREACHABLE, 2 },
  { "N4 reset once", "/once-reset", ANSWERED, 200, 2 },
  { "N5 cut chunks", "/cut-chunks", ANSWERED, 200, 1 },
  { "N5 no length", "/no-length", ANSWERED, 200, 1 },
  { "N9 loop", "/loop", FAILED, CW_QUOTES_ERROR_BAD_ANSWER, 6 },
  { "N9 five redirects", "/chain-5", ANSWERED, 200, 6 },
  { "N9 six redirects", "/chain-6", FAILED, CW_QUOTES_ERROR_BAD_ANSWER, 6 },
  { "N10 other host", "/to-http%3A%2F%2Flocalhost%2Fok", FAILED, CW_QUOTES_ERROR_BAD_ANSWER, 1 },
  { "N10 other port", "/to-http%3A%2F%2F127.0.0.1%3A1%2Fok", FAILED, CW_QUOTES_ERROR_BAD_ANSWER,
    1 },
  { "N10 other scheme", "/to-ftp%3A%2F%2F127.0.0.1%2Fok", FAILED, CW_QUOTES_ERROR_BAD_ANSWER, 1 },
  { "N10 nonsense", "/to-http%3A%2F%2F%5B", FAILED, CW_QUOTES_ERROR_BAD_ANSWER, 1 },
  { "N11 consent", "/to-https%3A%2F%2Fguce.yahoo.com%2Fconsent", FAILED,
    CW_QUOTES_ERROR_UNAUTHORIZED, 1 },
  { "N11 consent", "/to-https%3A%2F%2Fconsent.yahoo.com%2Fv2", FAILED, CW_QUOTES_ERROR_UNAUTHORIZED,
    1 },
  { "N12 a gigabyte", "/huge", FAILED, CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "N13 gzip bomb", "/bomb", FAILED, CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "N14 broken gzip", "/bad-gzip", ANSWERED, 200, 1 },
  { "N15 odd type", "/odd-type", ANSWERED, 200, 1 },
  { "N16 page", "/html", ANSWERED, 200, 1 },
  { "N16 empty", "/empty", ANSWERED, 200, 1 },
  { "N17 range", "/status-422", ANSWERED, 422, 1 },
  { "N18 key", "/status-401", ANSWERED, 401, 1 },
  { "N19 plan", "/status-403", ANSWERED, 403, 1 },
  { "N20 unknown", "/status-404", ANSWERED, 404, 1 },
  { "N21 limited, seconds", "/status-429-7", ANSWERED, 429, 1 },
  { "N22 limited", "/status-429", ANSWERED, 429, 1 },
  { "N23 broken server", "/status-500", ANSWERED, 500, 4 },
  { "N23 bad gateway", "/status-502", ANSWERED, 502, 4 },
  { "N23 unavailable", "/status-503", ANSWERED, 503, 4 },
  { "N23 gateway is slow", "/status-504", ANSWERED, 504, 4 },
  { "N23 once", "/once-status-500", ANSWERED, 200, 2 },
  { "N23 once, with a wish too long to fulfil", "/once-status-503-3600", ANSWERED, 503, 1 },
  { "N28 the connection ends", "/once-short", ANSWERED, 200, 2 },
  { "N29 no HTTP", "/garbage", FAILED, CW_QUOTES_ERROR_BAD_ANSWER, 1 },
  { "N29 header of 300 KB", "/big-header", FAILED, CW_QUOTES_ERROR_UNREACHABLE, 2 },
};

/* What people read names the host and keeps the protocol to itself. */
static void
assert_is_for_people (const GError *error)
{
  static const char *const raw[] = { "HTTP",  "socket", "Socket", "libsoup",
                                     "errno", "GLib",   "(null)" };

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (strstr (error->message, "127.0.0.1") != NULL
                 || strstr (error->message, "nowhere.invalid") != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (raw); i++)
    g_assert_null (strstr (error->message, raw[i]));
}

/* Each with a client of its own, because one that was refused remembers it. */
static void
check_case (const Case *test)
{
  HttpFixture fixture;
  g_autoptr (HttpCall) call = NULL;

  g_test_message ("%s", test->fault);
  http_fixture_open (&fixture, &STUBBORN, NULL);
  call = http_call_run (&fixture, test->path);
  if (test->outcome == ANSWERED)
    {
      g_assert_no_error (call->error);
      g_assert_cmpuint (call->response->status, ==, test->value);
    }
  else
    {
      g_assert_error (call->error, CW_QUOTES_ERROR, (int) test->value);
      assert_is_for_people (call->error);
    }
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, test->n_requests);
  fault_server_wait_idle (fixture.server);
  http_fixture_close (&fixture);
}

static void
test_cases (void)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    check_case (&cases[n]);
  g_assert_cmpuint (n, ==, 37);
}

/* Without retries every fault ends after one attempt. */
static void
test_no_retries (void)
{
  static const char *const paths[] = { "/reset", "/short", "/status-500", "/status-503" };
  HttpFixture fixture;

  http_fixture_open (&fixture, &IMPATIENT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      http_call_free (http_call_run (&fixture, paths[i]));
      g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, i + 1);
    }
  http_fixture_close (&fixture);
}

/* N3 */
static void
test_certificate (void)
{
  HttpFixture fixture;
  g_autofree char *url = NULL;
  g_autoptr (HttpCall) call = NULL;

  http_fixture_open (&fixture, &STUBBORN, NULL);
  g_assert_true (g_tls_backend_supports_tls (g_tls_backend_get_default ()));
  url = g_strconcat (fault_server_get_tls_url (fixture.server), "/ok", NULL);
  call = http_call_run (&fixture, url);
  g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_INSECURE);
  g_assert_nonnull (strstr (call->error->message, "certificate"));
  assert_is_for_people (call->error);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 0);
  http_fixture_close (&fixture);
}

/* N6: each byte comes in time, but the whole does not. */
static void
test_drip (void)
{
  HttpFixture fixture;
  g_autoptr (HttpCall) call = NULL;

  http_fixture_open (&fixture, &STUBBORN, NULL);
  call = http_call_new (&fixture, "/drip");
  call->request.deadline_seconds = 1;
  http_call_start (call);
  http_call_wait (call);
  g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT);
  assert_is_for_people (call->error);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 1);
  fault_server_wait_idle (fixture.server);
  http_fixture_close (&fixture);
}

/* N7, N8 */
static void
test_silence (void)
{
  static const char *const paths[] = { "/stall", "/silence" };
  HttpFixture fixture;

  http_fixture_open (&fixture, &IMPATIENT, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (HttpCall) call = http_call_run (&fixture, paths[i]);

      g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT);
      assert_is_for_people (call->error);
      fault_server_wait_idle (fixture.server);
    }
  http_fixture_close (&fixture);
}

/* The deadline holds for all attempts together. */
static void
test_deadline_over_retries (void)
{
  CwHttpLimits limits = { 4, 5, 1000, 1 };
  HttpFixture fixture;
  g_autoptr (HttpCall) call = NULL;

  http_fixture_open (&fixture, &limits, NULL);
  call = http_call_new (&fixture, "/status-503");
  call->request.deadline_seconds = 1;
  http_call_start (call);
  http_call_wait (call);
  if (call->error != NULL)
    g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT);
  else
    g_assert_cmpuint (call->response->status, ==, 503);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), >, 2);
  http_fixture_close (&fixture);
}

/* N12, N13: exactly as much as allowed passes, one byte more does not. */
static void
test_cap (void)
{
  static const char *const paths[] = { "/ok", "/gzip", "/chunked" };
  g_autofree char *text = g_strnfill (200000, '7');
  g_autoptr (GBytes) body = g_bytes_new (text, 200000);
  HttpFixture fixture;

  http_fixture_open (&fixture, &STUBBORN, NULL);
  fault_server_set_body (fixture.server, body);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (HttpCall) call = http_call_new (&fixture, paths[i / 2]);

      call->request.max_bytes = 200000 - i % 2;
      http_call_start (call);
      http_call_wait (call);
      if (i % 2 == 0)
        g_assert_true (g_bytes_equal (call->response->body, body));
      else
        g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TOO_LARGE);
    }
  fault_server_wait_idle (fixture.server);
  http_fixture_close (&fixture);
}

/* Bodies larger than any buffer that is kept arrive whole, and so does what uses the buffers next.
 */
static void
test_large_bodies (void)
{
  static const gsize sizes[] = { 3000000, 5, 320 * 1024, 320 * 1024 + 1, 0, 1000000 };
  HttpFixture fixture;

  http_fixture_open (&fixture, &STUBBORN, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = g_strnfill (sizes[i], (char) ('a' + i));
      g_autoptr (GBytes) body = g_bytes_new (text, sizes[i]);
      g_autoptr (HttpCall) call = http_call_new (&fixture, i % 2 ? "/gzip" : "/ok");

      fault_server_set_body (fixture.server, body);
      call->request.max_bytes = 4000000;
      http_call_start (call);
      http_call_wait (call);
      g_assert_no_error (call->error);
      g_assert_true (g_bytes_equal (call->response->body, body));
    }
  http_fixture_close (&fixture);
}

/* N9, N10, K3: a request with a key follows nowhere. */
static void
test_key_stays (void)
{
  HttpFixture fixture;
  g_autoptr (HttpCall) call = NULL;
  g_autofree char *head = NULL;

  http_fixture_open (&fixture, &STUBBORN, NULL);
  call = http_call_new (&fixture, "/chain-1");
  call->request.secret_header = "X-Finnhub-Token";
  call->request.secret = "canary";
  http_call_start (call);
  http_call_wait (call);
  g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
  g_assert_null (strstr (call->error->message, "canary"));
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 1);
  head = fault_server_get_request (fixture.server, 0);
  g_assert_nonnull (strstr (head, "X-Finnhub-Token: canary\r\n"));
  http_fixture_close (&fixture);
}

/* N21, N22 */
static void
test_retry_after (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_seconds (now, 100);
  g_autofree char *date = g_date_time_format (soon, "%a, %d %b %Y %H:%M:%S GMT");
  g_autofree char *escaped = g_uri_escape_string (date, NULL, FALSE);
  g_autofree char *dated = g_strconcat ("/status-429-", escaped, NULL);
  struct
  {
    const char *path;
    gint64 low, high;
  } rows[] = {
    { "/status-429-7", 7, 7 }, { "/status-429-0", 1, 1 },      { "/status-429-999999", 3600, 3600 },
    { dated, 60, 100 },        { "/status-429-soon", -1, -1 }, { "/status-429--5", -1, -1 },
    { "/status-429", -1, -1 }, { "/status-408-30", 30, 30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HttpFixture fixture;
      g_autoptr (HttpCall) call = NULL;

      http_fixture_open (&fixture, &STUBBORN, NULL);
      call = http_call_run (&fixture, rows[i].path);
      g_assert_no_error (call->error);
      g_assert_cmpint (call->response->retry_after, >=, rows[i].low);
      g_assert_cmpint (call->response->retry_after, <=, rows[i].high);
      http_fixture_close (&fixture);
    }
}

static void
test_says_who_it_is (void)
{
  HttpFixture fixture;
  g_autoptr (HttpCall) call = NULL;
  g_autofree char *head = NULL;

  http_fixture_open (&fixture, &STUBBORN, NULL);
  call = http_call_run (&fixture, "/ok");
  head = fault_server_get_request (fixture.server, 0);
  g_assert_nonnull (
      strstr (head, "User-Agent: Mozilla/5.0 (compatible; Candlewick/" PACKAGE_VERSION ")\r\n"));
  g_assert_nonnull (strstr (head, "Accept: application/json\r\n"));
  g_assert_nonnull (strstr (head, "Accept-Encoding: gzip"));
  g_assert_null (strstr (head, "Cookie"));
  http_fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/http-faults/cases", test_cases);
  g_test_add_func ("/quotes/http-faults/no-retries", test_no_retries);
  g_test_add_func ("/quotes/http-faults/N3-certificate", test_certificate);
  g_test_add_func ("/quotes/http-faults/N6-drip", test_drip);
  g_test_add_func ("/quotes/http-faults/N7-N8-silence", test_silence);
  g_test_add_func ("/quotes/http-faults/deadline-over-retries", test_deadline_over_retries);
  g_test_add_func ("/quotes/http-faults/N12-N13-cap", test_cap);
  g_test_add_func ("/quotes/http-faults/large-bodies", test_large_bodies);
  g_test_add_func ("/quotes/http-faults/K3-key-stays", test_key_stays);
  g_test_add_func ("/quotes/http-faults/N21-N22-retry-after", test_retry_after);
  g_test_add_func ("/quotes/http-faults/says-who-it-is", test_says_who_it_is);
  return g_test_run ();
}
