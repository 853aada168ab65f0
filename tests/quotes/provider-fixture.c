/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "provider-fixture.h"

#include <string.h>

#define PATIENCE (60 * G_USEC_PER_SEC)

/** provider_fixture_open: a client, workers and a server that misbehaves; the provider is the
 * test's
 */
void
provider_fixture_open (ProviderFixture *fixture, const CwHttpLimits *limits)
{
  memset (fixture, 0, sizeof *fixture);
  http_fixture_open (&fixture->http, limits, NULL);
  fixture->workers = cw_workers_new ("test", 2, NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->ends = g_async_queue_new ();
  fixture->symbol = "AAPL";
}

/** provider_fixture_clear: forgets the last answer */
void
provider_fixture_clear (ProviderFixture *fixture)
{
  g_clear_pointer (&fixture->series, cw_series_unref);
  g_clear_pointer (&fixture->fundamentals, cw_fundamentals_unref);
  g_clear_pointer (&fixture->quote, cw_symbol_quote_unref);
  g_clear_pointer (&fixture->quotes, g_ptr_array_unref);
  g_clear_pointer (&fixture->profile, cw_profile_unref);
  g_clear_error (&fixture->error);
}

/** provider_fixture_close: ends everything, in the order that a program would */
void
provider_fixture_close (ProviderFixture *fixture)
{
  g_clear_object (&fixture->provider);
  g_clear_pointer (&fixture->http.client, cw_http_client_free);
  cw_workers_free (fixture->workers);
  http_fixture_close (&fixture->http);
  g_assert_cmpint (g_async_queue_length (fixture->ends), ==, 0);
  g_async_queue_unref (fixture->ends);
  g_object_unref (fixture->cancellable);
  provider_fixture_clear (fixture);
}

static void
end (ProviderFixture *fixture, gboolean has_value)
{
  g_assert_true (cw_loop_thread_is_current (fixture->http.network));
  g_assert_true (has_value != (fixture->error != NULL));
  g_async_queue_push (fixture->ends, fixture);
}

static void
series_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ProviderFixture *fixture = data;

  fixture->series = cw_provider_fetch_series_finish (CW_PROVIDER (source), result, &fixture->error);
  end (fixture, fixture->series != NULL);
}

/** provider_fixture_series: asks for @series_query */
gboolean
provider_fixture_series (gpointer data)
{
  ProviderFixture *fixture = data;

  cw_provider_fetch_series_async (fixture->provider, &fixture->series_query, fixture->cancellable,
                                  series_cb, fixture);
  return G_SOURCE_REMOVE;
}

static void
fundamentals_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ProviderFixture *fixture = data;

  fixture->fundamentals =
      cw_provider_fetch_fundamentals_finish (CW_PROVIDER (source), result, &fixture->error);
  end (fixture, fixture->fundamentals != NULL);
}

/** provider_fixture_fundamentals: asks for the figures of @symbol */
gboolean
provider_fixture_fundamentals (gpointer data)
{
  ProviderFixture *fixture = data;

  cw_provider_fetch_fundamentals_async (fixture->provider, fixture->symbol, 0, fixture->cancellable,
                                        fundamentals_cb, fixture);
  return G_SOURCE_REMOVE;
}

static void
quote_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ProviderFixture *fixture = data;

  fixture->quote = cw_provider_fetch_quote_finish (CW_PROVIDER (source), result, &fixture->error);
  end (fixture, fixture->quote != NULL);
}

/** provider_fixture_quote: asks for the latest price of @symbol */
gboolean
provider_fixture_quote (gpointer data)
{
  ProviderFixture *fixture = data;

  cw_provider_fetch_quote_async (fixture->provider, fixture->symbol, 0, fixture->cancellable,
                                 quote_cb, fixture);
  return G_SOURCE_REMOVE;
}

static void
quotes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ProviderFixture *fixture = data;

  fixture->quotes = cw_provider_fetch_quotes_finish (CW_PROVIDER (source), result, &fixture->error);
  end (fixture, fixture->quotes != NULL);
}

/** provider_fixture_quotes: asks for @quotes_query */
gboolean
provider_fixture_quotes (gpointer data)
{
  ProviderFixture *fixture = data;

  cw_provider_fetch_quotes_async (fixture->provider, &fixture->quotes_query, fixture->cancellable,
                                  quotes_cb, fixture);
  return G_SOURCE_REMOVE;
}

static void
profile_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ProviderFixture *fixture = data;

  fixture->profile =
      cw_provider_fetch_profile_finish (CW_PROVIDER (source), result, &fixture->error);
  end (fixture, fixture->profile != NULL);
}

/** provider_fixture_profile: asks what is behind @symbol */
gboolean
provider_fixture_profile (gpointer data)
{
  ProviderFixture *fixture = data;

  cw_provider_fetch_profile_async (fixture->provider, fixture->symbol, 0, fixture->cancellable,
                                   profile_cb, fixture);
  return G_SOURCE_REMOVE;
}

/** provider_fixture_start: begins a question in the network thread */
void
provider_fixture_start (ProviderFixture *fixture, GSourceFunc start)
{
  provider_fixture_clear (fixture);
  cw_loop_thread_invoke (fixture->http.network, start, fixture, NULL);
}

/** provider_fixture_wait: waits for its end */
void
provider_fixture_wait (ProviderFixture *fixture)
{
  g_assert_true (g_async_queue_timeout_pop (fixture->ends, PATIENCE) == fixture);
}

/** provider_fixture_ask: both */
void
provider_fixture_ask (ProviderFixture *fixture, GSourceFunc start)
{
  provider_fixture_start (fixture, start);
  provider_fixture_wait (fixture);
}
