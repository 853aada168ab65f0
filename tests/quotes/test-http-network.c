/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-network-watch.h"
#include "cw-quotes-error.h"
#include "cw-yahoo-provider.h"
#include "fake-network.h"
#include "provider-fixture.h"

#define ONCE ((CwHttpLimits){ 4, 2, 0, 0 })
#define SETTLE_MS 40

/* --- N24, N26: the network comes and goes --- */

typedef struct
{
  HttpFixture http;
  FakeMonitor *monitor;
  CwNetworkWatch *watch;
  guint n_refreshes;
} WatchFixture;

static void
refresh_cb (gpointer data)
{
  WatchFixture *fixture = data;

  fixture->n_refreshes++;
}

static void
open_watch (WatchFixture *fixture)
{
  memset (fixture, 0, sizeof *fixture);
  http_fixture_open (&fixture->http, &ONCE, NULL);
  fixture->monitor = fake_monitor_new ();
  fixture->watch = cw_network_watch_new (G_NETWORK_MONITOR (fixture->monitor), fixture->http.client,
                                         SETTLE_MS, refresh_cb, fixture);
}

static void
close_watch (WatchFixture *fixture)
{
  cw_network_watch_free (fixture->watch);
  g_object_unref (fixture->monitor);
  http_fixture_close (&fixture->http);
}

/* Long enough for everything that is to come. */
static void
let_time_pass (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
wait_for_refresh (WatchFixture *fixture, guint n)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (fixture->n_refreshes < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  let_time_pass (4 * SETTLE_MS);
  g_assert_cmpuint (fixture->n_refreshes, ==, n);
}

/* N26: it may come and go ten times a second; there is one refresh when it keeps still. */
static void
test_flapping (void)
{
  WatchFixture fixture;

  open_watch (&fixture);
  for (guint i = 0; i < 10; i++)
    {
      fake_monitor_set (fixture.monitor, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
      fake_monitor_set (fixture.monitor, TRUE, G_NETWORK_CONNECTIVITY_FULL);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (fixture.n_refreshes, ==, 0);
  wait_for_refresh (&fixture, 1);
  fake_monitor_set (fixture.monitor, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
  let_time_pass (4 * SETTLE_MS);
  g_assert_cmpuint (fixture.n_refreshes, ==, 1);
  fake_monitor_set (fixture.monitor, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  wait_for_refresh (&fixture, 2);
  close_watch (&fixture);
}

/* A good network in the place of a good one is no reason to ask for everything again, unless
 * something could not be reached on the old one. */
static void
test_other_network (void)
{
  WatchFixture fixture;
  g_autoptr (HttpCall) lost = NULL;

  open_watch (&fixture);
  fake_monitor_set (fixture.monitor, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  let_time_pass (4 * SETTLE_MS);
  g_assert_cmpuint (fixture.n_refreshes, ==, 0);
  lost = http_call_run (&fixture.http, "http://nowhere.test/ok"); /* N1 */
  g_assert_error (lost->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
  fake_monitor_set (fixture.monitor, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  wait_for_refresh (&fixture, 1);
  close_watch (&fixture);
}

/* N24: behind a sign-in page there is no network, and failures say so until there is one. */
static void
test_portal (void)
{
  WatchFixture fixture;

  open_watch (&fixture);
  g_assert_false (cw_http_client_is_behind_portal (fixture.http.client));
  fake_monitor_set (fixture.monitor, TRUE, G_NETWORK_CONNECTIVITY_PORTAL);
  g_assert_true (cw_http_client_is_behind_portal (fixture.http.client));
  let_time_pass (4 * SETTLE_MS);
  g_assert_cmpuint (fixture.n_refreshes, ==, 0);
  fake_monitor_set (fixture.monitor, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  g_assert_false (cw_http_client_is_behind_portal (fixture.http.client));
  wait_for_refresh (&fixture, 1);
  close_watch (&fixture);
}

/* N25: whoever stops to watch is not called any more. */
static void
test_watch_freed (void)
{
  WatchFixture fixture;

  open_watch (&fixture);
  fake_monitor_set (fixture.monitor, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
  fake_monitor_set (fixture.monitor, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  g_clear_pointer (&fixture.watch, cw_network_watch_free);
  fake_monitor_set (fixture.monitor, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
  let_time_pass (4 * SETTLE_MS);
  g_assert_cmpuint (fixture.n_refreshes, ==, 0);
  close_watch (&fixture);
}

/* N24, N16: the page that comes in the place of data is the network's. */
static void
test_portal_page (void)
{
  ProviderFixture fixture;
  g_autofree char *url = NULL;

  provider_fixture_open (&fixture, &ONCE);
  url = g_strconcat (fault_server_get_url (fixture.http.server), "/html", NULL);
  fixture.provider = cw_yahoo_provider_new (fixture.http.client, fixture.workers, url,
                                            "Test market", CW_CLOCK_RUNNING);
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN);
  cw_http_client_set_behind_portal (fixture.http.client, TRUE);
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (fixture.error->message, "wants a sign-in"));
  g_assert_nonnull (strstr (fixture.error->message, "Test market"));
  provider_fixture_close (&fixture);
}

/* --- N27: proxies --- */

static void
assert_proxy_fails (const char *proxy, const char *name, const char *word)
{
  HttpFixture fixture;
  g_autoptr (HttpCall) failed = NULL;

  fake_proxies_set (proxy);
  http_fixture_open (&fixture, &ONCE, NULL);
  failed = http_call_run (&fixture, "http://example.test/ok");
  g_assert_error (failed->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
  if (strstr (failed->error->message, name) == NULL
      || strstr (failed->error->message, word) == NULL)
    g_error ("%s", failed->error->message);
  g_assert_nonnull (strstr (failed->error->message, "example.test"));
  g_assert_null (strstr (failed->error->message, "canary"));
  http_fixture_close (&fixture);
  fake_proxies_set (NULL);
}

static void
test_proxies (void)
{
  assert_proxy_fails ("http://127.0.0.1:1", "127.0.0.1:1", "does not work");
  assert_proxy_fails ("http://user:canary@127.0.0.1:1", "127.0.0.1:1", "does not work");
  assert_proxy_fails ("http://no-proxy.test:3128", "no-proxy.test:3128", "does not work");
  assert_proxy_fails ("socks5://127.0.0.1:1", "127.0.0.1:1", "does not work");
}

/* A proxy that wants to know who asks, for what it passes on and for a tunnel. */
static void
test_proxy_sign_in (void)
{
  static const char *const urls[] = { "http://example.test/status-407", "https://example.test/ok" };
  HttpFixture fixture;
  g_autofree char *url = NULL;
  g_autofree char *name = NULL;

  http_fixture_open (&fixture, &ONCE, NULL);
  url = g_strdup (fault_server_get_url (fixture.server));
  fake_proxies_set (url);
  name = g_strdup (url + strlen ("http://"));
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (HttpCall) failed = http_call_run (&fixture, urls[i]);

      g_assert_error (failed->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
      g_assert_nonnull (strstr (failed->error->message, name));
      g_assert_nonnull (strstr (failed->error->message, "wants a sign-in"));
    }
  fake_proxies_set (NULL);
  http_fixture_close (&fixture);
}

/* --- N30: addresses --- */

static void
test_addresses (void)
{
  HttpFixture fixture;
  g_autofree char *url = NULL;
  g_autoptr (HttpCall) asked = NULL;

  http_fixture_open (&fixture, &ONCE, NULL);
  url = g_strdup_printf ("http://two-addresses.test:%s/ok",
                         strrchr (fault_server_get_url (fixture.server), ':') + 1);
  asked = http_call_run (&fixture, url);
  g_assert_no_error (asked->error);
  g_assert_cmpuint (asked->response->status, ==, 200);
  http_fixture_close (&fixture);
}

/* The deadline counts for all addresses together. */
static void
test_no_address (void)
{
  HttpFixture fixture;
  HttpCall *asked;
  gint64 start = g_get_monotonic_time ();

  http_fixture_open (&fixture, &((CwHttpLimits){ 4, 60, 0, 0 }), NULL);
  asked = http_call_new (&fixture, "http://dead.test:9/ok");
  asked->request.deadline_seconds = 1;
  http_call_start (asked);
  http_call_wait (asked);
  g_assert_true (g_error_matches (asked->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT)
                 || g_error_matches (asked->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
  http_call_free (asked);
  http_fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fake_resolver_install ();
  fake_proxies_install ();
  g_test_add_func ("/quotes/http-network/N26-flapping", test_flapping);
  g_test_add_func ("/quotes/http-network/N1-other-network", test_other_network);
  g_test_add_func ("/quotes/http-network/N24-portal", test_portal);
  g_test_add_func ("/quotes/http-network/N25-watch-freed", test_watch_freed);
  g_test_add_func ("/quotes/http-network/N24-portal-page", test_portal_page);
  g_test_add_func ("/quotes/http-network/N27-proxies", test_proxies);
  g_test_add_func ("/quotes/http-network/N27-sign-in", test_proxy_sign_in);
  g_test_add_func ("/quotes/http-network/N30-addresses", test_addresses);
  g_test_add_func ("/quotes/http-network/N30-no-address", test_no_address);
  return g_test_run ();
}
