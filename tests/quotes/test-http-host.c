/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-host.h"

#include <libsoup/soup.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "http-call.h"

#define SECOND G_USEC_PER_SEC
#define POLITE ((CwHttpLimits){ 4, 15, 3, 0, 60, 5 })

static CwHttpHost *
make_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  return cw_http_host_new (uri);
}

static CwHttpAdmission
admit (CwHttpHost *host, gint64 now, gint64 *when)
{
  return cw_http_host_admit (host, &POLITE, now, when);
}

static void
test_bucket (void)
{
  g_autoptr (CwHttpHost) host = make_host ("https://example.org/x");
  gint64 now = 1000 * SECOND, when;

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (admit (host, now, &when), ==, CW_HTTP_ADMISSION_GO);
  g_assert_cmpint (admit (host, now, &when), ==, CW_HTTP_ADMISSION_WAIT);
  g_assert_cmpint (when, >, now);
  g_assert_cmpint (when, <=, now + SECOND + 1);
  g_assert_cmpint (admit (host, when, &when), ==, CW_HTTP_ADMISSION_GO);
  /* In the long run one a second, whatever is asked for. */
  now += 10 * SECOND;
  for (guint i = 0, n = 0; i < 1000; i++, now += SECOND / 10)
    {
      n += admit (host, now, &when) == CW_HTTP_ADMISSION_GO;
      if (i == 999)
        g_assert_cmpuint (n, ==, 104);
    }
}

/* Nothing is to be spared on this computer, nor where nobody asked for it. */
static void
test_no_bucket (void)
{
  static const char *const urls[] = { "http://127.0.0.1:8003", "http://localhost:1",
                                      "http://[::1]/", "http://127.9.9.9/" };
  CwHttpLimits unlimited = { 4, 15, 3, 0, 0, 0 };
  g_autoptr (CwHttpHost) far = make_host ("https://example.org/x");
  gint64 when;

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (CwHttpHost) host = make_host (urls[i]);

      g_assert_true (host->is_local);
      for (guint j = 0; j < 100; j++)
        g_assert_cmpint (admit (host, SECOND, &when), ==, CW_HTTP_ADMISSION_GO);
    }
  g_assert_false (far->is_local);
  for (guint j = 0; j < 100; j++)
    g_assert_cmpint (cw_http_host_admit (far, &unlimited, SECOND, &when), ==, CW_HTTP_ADMISSION_GO);
}

static void
assert_closed_for (CwHttpHost *host, gint64 now, gint64 low, gint64 high)
{
  gint64 when;

  g_assert_cmpint (host->closed_until - now, >=, low * SECOND);
  g_assert_cmpint (host->closed_until - now, <=, high * SECOND);
  g_assert_cmpint (admit (host, now, &when), ==, CW_HTTP_ADMISSION_CLOSED);
  g_assert_cmpint (admit (host, host->closed_until - 1, &when), ==, CW_HTTP_ADMISSION_CLOSED);
}

/* N21, N22: one minute, then twice as long each time, up to half an hour; then one request to see.
 */
static void
test_ladder (void)
{
  static const gint64 pauses[] = { 60, 120, 240, 480, 960, 1800, 1800, 1800 };
  g_autoptr (CwHttpHost) host = make_host ("https://example.org/x");
  gint64 now = 1000 * SECOND, when;

  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      cw_http_host_note_refusal (host, TRUE, -1, now, 1700000000);
      assert_closed_for (host, now, pauses[i], pauses[i] * 5 / 4);
      /* What was on its way when it closed makes it no worse. */
      for (guint j = 0; j < 3; j++)
        cw_http_host_note_refusal (host, TRUE, -1, now + j * SECOND, 1700000000);
      assert_closed_for (host, now, pauses[i], pauses[i] * 5 / 4);
      now = host->closed_until;
      g_assert_cmpint (admit (host, now, &when), ==, CW_HTTP_ADMISSION_GO);
      g_assert_cmpint (admit (host, now, &when), ==, CW_HTTP_ADMISSION_WAIT);
      g_assert_cmpint (when, ==, G_MAXINT64);
    }
  cw_http_host_note_failure (host);
  g_assert_cmpint (admit (host, now, &when), ==, CW_HTTP_ADMISSION_GO);
  cw_http_host_note_answer (host, now);
  g_assert_cmpint (admit (host, now, &when), ==, CW_HTTP_ADMISSION_GO);
  g_assert_null (host->refusal);
  cw_http_host_note_refusal (host, TRUE, -1, now, 1700000000);
  assert_closed_for (host, now, 60, 75);
}

/* N21: whoever says how long is believed if it is longer. */
static void
test_retry_after (void)
{
  g_autoptr (CwHttpHost) host = make_host ("https://example.org/x");
  gint64 now = 1000 * SECOND;

  cw_http_host_note_refusal (host, TRUE, 5, now, 1700000000);
  assert_closed_for (host, now, 60, 75);
  cw_http_host_note_refusal (host, TRUE, 900, now, 1700000000);
  assert_closed_for (host, now, 900, 900);
  cw_http_host_note_answer (host, now + SECOND); /* to what was asked before */
  assert_closed_for (host, now, 900, 900);
}

static void
test_message (void)
{
  g_autoptr (CwHttpHost) host = make_host ("https://example.org/x");

  /* Tests run in UTC: 2023-11-14 22:13:20, and fifteen minutes later, rounded up. */
  cw_http_host_note_refusal (host, TRUE, 900, SECOND, 1700000000);
  g_assert_error (host->refusal, CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED);
  g_assert_nonnull (strstr (host->refusal->message, "example.org"));
  g_assert_nonnull (strstr (host->refusal->message, "until 22:29"));
  cw_http_host_note_refusal (host, FALSE, 1000, SECOND, 1700000000);
  g_assert_error (host->refusal, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
}

/* A host that refuses is not asked again, by nobody; another is. */
static void
test_circuit (void)
{
  static const char *const paths[] = { "/status-429", "/status-401", "/status-403" };
  static const CwQuotesError codes[] = { CW_QUOTES_ERROR_RATE_LIMITED, CW_QUOTES_ERROR_UNAUTHORIZED,
                                         CW_QUOTES_ERROR_UNAUTHORIZED };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      HttpFixture fixture, other;
      g_autoptr (HttpCall) first = NULL;
      g_autoptr (HttpCall) second = NULL;
      g_autoptr (HttpCall) elsewhere = NULL;
      g_autofree char *url = NULL;

      http_fixture_open (&fixture, &POLITE, NULL);
      http_fixture_open (&other, &POLITE, NULL);
      first = http_call_run (&fixture, paths[i]);
      g_assert_no_error (first->error);
      g_assert_cmpint (first->response->closed_until, >, g_get_real_time () / SECOND + 30);
      second = http_call_run (&fixture, "/ok");
      g_assert_error (second->error, CW_QUOTES_ERROR, (int) codes[i]);
      g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 1);
      url = g_strconcat (fault_server_get_url (other.server), "/ok", NULL);
      elsewhere = http_call_run (&fixture, url);
      g_assert_no_error (elsewhere->error);
      http_fixture_close (&fixture); /* first, because it has a connection to the other one */
      http_fixture_close (&other);
    }
}

/* What is about a key closes nothing for those who come with another, or for other questions. */
static void
test_keys_close_nothing (void)
{
  static const char *const paths[] = { "/status-401", "/status-403", "/status-404", "/status-422",
                                       "/status-500" };
  CwHttpLimits limits = { 4, 5, 0, 0 };
  HttpFixture fixture;

  http_fixture_open (&fixture, &limits, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (HttpCall) call = http_call_new (&fixture, paths[i]);

      call->request.secret_header = "X-Key";
      call->request.secret = "k";
      http_call_start (call);
      http_call_wait (call);
      g_assert_no_error (call->error);
      g_assert_cmpint (call->response->closed_until, ==, 0);
    }
  http_fixture_close (&fixture);
}

/* What waits when a host closes is told so at once, all of it. */
static void
test_queue_when_closing (void)
{
  CwHttpLimits limits = { 1, 5, 0, 0 };
  HttpFixture fixture;
  HttpCall *calls[200];

  http_fixture_open (&fixture, &limits, NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *path = g_strdup_printf (i == 0 ? "/status-429/%u" : "/ok/%u", i);

      calls[i] = http_call_new (&fixture, path);
      http_call_start (calls[i]);
    }
  for (guint i = 0; i < 200; i++)
    {
      http_call_wait (calls[i]);
      if (i > 0)
        g_assert_error (calls[i]->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED);
      http_call_free (calls[i]);
    }
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 1);
  http_fixture_close (&fixture);
}

/* N32: over a real connection; 0.0.0.0 leads here too, but is not known for it. */
static void
test_pace (void)
{
  CwHttpLimits limits = { 8, 5, 0, 0, 600, 3 };
  HttpFixture fixture;
  HttpCall *calls[8];
  g_autofree char *host = NULL;
  gint64 start = g_get_monotonic_time ();

  http_fixture_open (&fixture, &limits, NULL);
  host = g_strdup_printf ("http://0.0.0.0%s", strrchr (fault_server_get_url (fixture.server), ':'));
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *url = g_strdup_printf ("%s/ok/%u", host, i);

      calls[i] = http_call_new (&fixture, url);
      http_call_start (calls[i]);
    }
  for (guint i = 0; i < 8; i++)
    {
      http_call_wait (calls[i]);
      g_assert_no_error (calls[i]->error);
      http_call_free (calls[i]);
    }
  /* Three at once, five at a tenth of a second each. */
  g_assert_cmpint (g_get_monotonic_time () - start, >=, SECOND * 45 / 100);
  http_fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/http-host/bucket", test_bucket);
  g_test_add_func ("/quotes/http-host/no-bucket", test_no_bucket);
  g_test_add_func ("/quotes/http-host/N22-ladder", test_ladder);
  g_test_add_func ("/quotes/http-host/N21-retry-after", test_retry_after);
  g_test_add_func ("/quotes/http-host/message", test_message);
  g_test_add_func ("/quotes/http-host/circuit", test_circuit);
  g_test_add_func ("/quotes/http-host/keys-close-nothing", test_keys_close_nothing);
  g_test_add_func ("/quotes/http-host/queue-when-closing", test_queue_when_closing);
  g_test_add_func ("/quotes/http-host/N32-pace", test_pace);
  return g_test_run ();
}
