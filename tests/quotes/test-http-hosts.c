/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-hosts.h"

#include <libsoup/soup.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "cw-yahoo-provider.h"
#include "provider-fixture.h"

#define SECOND G_USEC_PER_SEC
#define ONCE ((CwHttpLimits){ 2, 5, 0, 0 })
#define POLITE ((CwHttpLimits){ 4, 15, 3, 0, 60, 5 })
#define NOW_REAL 1700000000

static CwHttpHost *
make_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  return cw_http_host_new (uri);
}

static CwHttpAdmission
admit (CwHttpHost *host, gint64 now)
{
  gint64 when;

  return cw_http_host_admit (host, &POLITE, now, &when);
}

static GError *
make_trouble (CwQuotesError code)
{
  return g_error_new_literal (CW_QUOTES_ERROR, (int) code, "example.org refuses the connection");
}

/* N1, N2, N23: a host that gives no answer for a while is left alone, and longer each time. */
static void
test_troubles (void)
{
  static const gint64 pauses[] = { 30, 60, 120, 240, 480, 960, 1800, 1800 };
  g_autoptr (CwHttpHost) host = make_host ("https://example.org/");
  g_autoptr (GError) trouble = make_trouble (CW_QUOTES_ERROR_UNREACHABLE);
  gint64 now = 1000 * SECOND;

  for (guint i = 0; i < 4; i++)
    {
      cw_http_host_note_trouble (host, trouble, now, NOW_REAL);
      g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_GO);
    }
  cw_http_host_note_answer (host, now);
  for (guint i = 0; i < 5; i++)
    cw_http_host_note_trouble (host, trouble, now, NOW_REAL);
  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_assert_cmpint (host->closed_until - now, ==, pauses[i] * SECOND);
      g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_CLOSED);
      g_assert_error (host->refusal, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
      g_assert_nonnull (
          strstr (host->refusal->message, "refuses the connection (left alone until "));
      now = host->closed_until;
      g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_GO);
      g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_WAIT);
      cw_http_host_note_trouble (host, trouble, now, NOW_REAL); /* one look was enough */
    }
  now = host->closed_until;
  g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_GO);
  cw_http_host_note_answer (host, now);
  g_assert_null (host->refusal);
  g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_GO);
}

/* N3: whom one cannot trust is not asked a second time; this computer itself is never given up. */
static void
test_no_trust (void)
{
  g_autoptr (CwHttpHost) far = make_host ("https://example.org/");
  g_autoptr (CwHttpHost) near = make_host ("http://127.0.0.1:8003/");
  g_autoptr (GError) insecure = make_trouble (CW_QUOTES_ERROR_INSECURE);
  g_autoptr (GError) down = make_trouble (CW_QUOTES_ERROR_PROVIDER_DOWN);

  cw_http_host_note_trouble (far, insecure, SECOND, NOW_REAL);
  g_assert_cmpint (admit (far, SECOND), ==, CW_HTTP_ADMISSION_CLOSED);
  for (guint i = 0; i < 100; i++)
    cw_http_host_note_trouble (near, down, SECOND, NOW_REAL);
  g_assert_cmpint (admit (near, SECOND), ==, CW_HTTP_ADMISSION_GO);
}

/* N1: on another network it may be there again. What it refused, it still refuses. */
static void
test_other_network (void)
{
  g_autoptr (CwHttpHost) lost = make_host ("https://example.org/");
  g_autoptr (CwHttpHost) limited = make_host ("https://example.org/");
  g_autoptr (GError) trouble = make_trouble (CW_QUOTES_ERROR_UNREACHABLE);

  for (guint i = 0; i < 5; i++)
    cw_http_host_note_trouble (lost, trouble, SECOND, NOW_REAL);
  cw_http_host_note_refusal (limited, TRUE, -1, SECOND, NOW_REAL);
  g_assert_true (cw_http_host_forget_troubles (lost));
  g_assert_false (cw_http_host_forget_troubles (limited));
  g_assert_cmpint (admit (lost, SECOND), ==, CW_HTTP_ADMISSION_GO);
  g_assert_cmpint (admit (limited, SECOND), ==, CW_HTTP_ADMISSION_CLOSED);
  g_assert_false (cw_http_host_forget_troubles (lost));
}

/* N22: a person may have it looked at before its time, once a minute. */
static void
test_anyway (void)
{
  g_autoptr (CwHttpHost) host = make_host ("https://example.org/");
  gint64 now = 1000 * SECOND;

  g_assert_true (cw_http_host_ask_anyway (host, now)); /* nobody keeps it from being asked */
  cw_http_host_note_refusal (host, TRUE, -1, now, NOW_REAL);
  g_assert_true (cw_http_host_ask_anyway (host, now));
  g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_GO);
  g_assert_cmpint (admit (host, now), ==, CW_HTTP_ADMISSION_WAIT); /* one goes to see */
  cw_http_host_note_refusal (host, TRUE, -1, now, NOW_REAL);
  g_assert_cmpint (host->closed_until - now, >=, 120 * SECOND); /* the ladder goes on */
  g_assert_false (cw_http_host_ask_anyway (host, now + 59 * SECOND));
  g_assert_cmpint (admit (host, now + 59 * SECOND), ==, CW_HTTP_ADMISSION_CLOSED);
  g_assert_true (cw_http_host_ask_anyway (host, now + 60 * SECOND));
  g_assert_cmpint (admit (host, now + 60 * SECOND), ==, CW_HTTP_ADMISSION_GO);
  cw_http_host_note_answer (host, now + 60 * SECOND);
  g_assert_cmpint (admit (host, now + 60 * SECOND), ==, CW_HTTP_ADMISSION_GO);
}

/* N21: but not when it has said itself for how long. */
static void
test_not_anyway (void)
{
  g_autoptr (CwHttpHost) host = make_host ("https://example.org/");

  cw_http_host_note_refusal (host, TRUE, 600, SECOND, NOW_REAL);
  g_assert_false (cw_http_host_ask_anyway (host, 300 * SECOND));
  g_assert_cmpint (admit (host, 300 * SECOND), ==, CW_HTTP_ADMISSION_CLOSED);
  g_assert_true (cw_http_host_ask_anyway (host, 602 * SECOND));
}

/* N22, over the whole way. */
static void
test_client_anyway (void)
{
  HttpFixture fixture;
  g_autoptr (HttpCall) limited = NULL;
  g_autoptr (HttpCall) closed = NULL;
  g_autoptr (HttpCall) again = NULL;

  http_fixture_open (&fixture, &ONCE, NULL);
  g_assert_true (cw_http_client_ask_anyway (fixture.client));
  limited = http_call_run (&fixture, "/status-429");
  g_assert_cmpuint (limited->response->status, ==, 429);
  closed = http_call_run (&fixture, "/ok");
  g_assert_error (closed->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 1);
  g_assert_true (cw_http_client_ask_anyway (fixture.client));
  again = http_call_run (&fixture, "/ok");
  g_assert_no_error (again->error);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 2);
  http_fixture_close (&fixture);
}

/* How it stands with the only host. */
static CwHttpHostState *
get_state (HttpFixture *fixture)
{
  g_autoptr (GPtrArray) states = cw_http_client_dup_hosts (fixture->client);

  g_assert_cmpuint (states->len, ==, 1);
  return g_ptr_array_steal_index (states, 0);
}

/* Who watches sees how many are under way, how many wait, and until when a host is left alone. */
static void
test_states (void)
{
  HttpFixture fixture;
  HttpCall *calls[5];
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (CwHttpHostState) busy = NULL;
  g_autoptr (CwHttpHostState) idle = NULL;
  g_autoptr (CwHttpHostState) closed = NULL;

  http_fixture_open (&fixture, &ONCE, NULL);
  none = cw_http_client_dup_hosts (fixture.client);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("/delay-300/%u", i);

      calls[i] = http_call_new (&fixture, path);
      http_call_start (calls[i]);
    }
  while (fault_server_get_n_requests (fixture.server) < 2)
    g_usleep (1000);
  busy = get_state (&fixture);
  g_assert_true (g_str_has_prefix (busy->name, "127.0.0.1:"));
  g_assert_cmpuint (busy->limit, ==, 2);
  g_assert_cmpuint (busy->n_running, ==, 2);
  g_assert_cmpuint (busy->n_waiting, <=, 3);
  g_assert_cmpuint (busy->n_waiting, >=, 1);
  g_assert_cmpuint (busy->per_minute, ==, 0);
  g_assert_null (busy->reason);
  for (guint i = 0; i < 5; i++)
    {
      http_call_wait (calls[i]);
      http_call_free (calls[i]);
    }
  idle = get_state (&fixture);
  g_assert_cmpuint (idle->n_running + idle->n_waiting, ==, 0);
  http_call_free (http_call_run (&fixture, "/status-429"));
  closed = get_state (&fixture);
  g_assert_cmpint (closed->closed_until, >, g_get_real_time () / G_USEC_PER_SEC + 30);
  g_assert_nonnull (strstr (closed->reason, "until"));
  http_fixture_close (&fixture);
}

/* N11: a page that asks for consent in the place of data closes the host like a refusal. */
static void
test_consent_page (void)
{
  static const char page[] = "<html><form action=\"https://consent.yahoo.com/v2\"></form></html>";
  g_autoptr (GBytes) body = g_bytes_new_static (page, strlen (page));
  ProviderFixture fixture;
  g_autofree char *url = NULL;

  provider_fixture_open (&fixture, &ONCE);
  fault_server_set_body (fixture.http.server, body);
  url = g_strconcat (fault_server_get_url (fixture.http.server), "/odd-type", NULL);
  fixture.provider = cw_yahoo_provider_new (fixture.http.client, fixture.workers, url,
                                            "Test market", CW_CLOCK_RUNNING);
  for (guint i = 0; i < 3; i++)
    {
      provider_fixture_ask (&fixture, provider_fixture_quote);
      g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
    }
  g_assert_nonnull (strstr (fixture.error->message, "until"));
  g_assert_cmpuint (fault_server_get_n_requests (fixture.http.server), ==, 1);
  provider_fixture_close (&fixture);
}

static int n_logged; /* atomic */

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if (strstr (message, "calls its answers text/html") != NULL)
    g_atomic_int_inc (&n_logged);
}

/* N15: what is called something else than it is, is read all the same, and mentioned once. */
static void
test_odd_type (void)
{
  guint handler = g_log_set_handler ("cw-quotes", G_LOG_LEVEL_INFO, log_cb, NULL);
  HttpFixture fixture;

  http_fixture_open (&fixture, &ONCE, NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (HttpCall) call = http_call_run (&fixture, i % 2 == 0 ? "/odd-type" : "/ok");

      g_assert_no_error (call->error);
    }
  http_fixture_close (&fixture);
  g_log_remove_handler ("cw-quotes", handler);
  g_assert_cmpint (g_atomic_int_get (&n_logged), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/http-hosts/N23-troubles", test_troubles);
  g_test_add_func ("/quotes/http-hosts/N3-no-trust", test_no_trust);
  g_test_add_func ("/quotes/http-hosts/N1-other-network", test_other_network);
  g_test_add_func ("/quotes/http-hosts/N22-anyway", test_anyway);
  g_test_add_func ("/quotes/http-hosts/N21-not-anyway", test_not_anyway);
  g_test_add_func ("/quotes/http-hosts/N22-client-anyway", test_client_anyway);
  g_test_add_func ("/quotes/http-hosts/states", test_states);
  g_test_add_func ("/quotes/http-hosts/N11-consent-page", test_consent_page);
  g_test_add_func ("/quotes/http-hosts/N15-odd-type", test_odd_type);
  return g_test_run ();
}
