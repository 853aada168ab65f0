/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-finnhub-provider.h"
#include "cw-plan-memory.h"
#include "cw-quotes-error.h"
#include "provider-fixture.h"
#include "quotes-data.h"

#define LIMITS ((CwHttpLimits){ 4, 2, 1, 20 })

static void
use_finnhub (ProviderFixture *fixture, const char *fault, const char *key)
{
  g_autofree char *url =
      g_strconcat (fault_server_get_url (fixture->http.server), "/", fault, NULL);

  g_clear_object (&fixture->provider);
  fixture->provider =
      cw_finnhub_provider_new (fixture->http.client, fixture->workers, url, "Test figures", key);
}

static void
set_text (ProviderFixture *fixture, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  fault_server_set_body (fixture->http.server, body);
}

static void
set_captured (ProviderFixture *fixture, const char *provider, const char *name)
{
  g_autoptr (GBytes) body = quotes_data_load (provider, name);

  fault_server_set_body (fixture->http.server, body);
}

static const CwQuoteResult *
get_result (ProviderFixture *fixture, guint i)
{
  return g_ptr_array_index (fixture->quotes, i);
}

static guint
count_requests (ProviderFixture *fixture)
{
  return fault_server_get_n_requests (fixture->http.server);
}

/* What @arrived is told. */
typedef struct
{
  gboolean seen[3];
  guint n;
} Arrivals;

static void
arrived_cb (gsize index, const CwQuoteResult *result, gpointer data)
{
  Arrivals *arrivals = data;

  g_assert_false (arrivals->seen[index]);
  g_assert_true ((result->quote != NULL) != (result->error != NULL));
  arrivals->seen[index] = TRUE;
  arrivals->n++;
}

static void
test_quote (void)
{
  g_autofree char *head = NULL;
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_captured (&fixture, "finnhub", "quote_AAPL_2024.json");
  use_finnhub (&fixture, "ok", "canary");
  fixture.symbol = "BRK.B";
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_no_error (fixture.error);
  g_assert_cmpstr (fixture.quote->symbol, ==, "BRK.B");
  g_assert_cmpstr (fixture.quote->source, ==, "Test figures");
  g_assert_cmpstr (fixture.quote->currency, ==, "");
  g_assert_cmpfloat (fixture.quote->quote.price, >, 0);
  head = fault_server_get_request (fixture.http.server, 0);
  g_assert_true (g_str_has_prefix (head, "GET /ok/api/v1/quote?symbol=BRK.B HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "X-Finnhub-Token: canary\r\n"));
  set_captured (&fixture, "finnhub", "quote_unknown_symbol.json"); /* D25 */
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  set_text (&fixture, "{\"c\":5,\"pc\":4,\"t\":99999999999}"); /* D14 */
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_no_error (fixture.error);
  g_assert_cmpint (fixture.quote->quote.time, ==, 0);
  g_assert_cmpint (cw_symbol_quote_get_age (fixture.quote, 1700000000), ==, -1);
  provider_fixture_close (&fixture);
}

static void
test_profile (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_captured (&fixture, "finnhub", "profile2_AAPL_2024.json");
  use_finnhub (&fixture, "ok", "canary");
  provider_fixture_ask (&fixture, provider_fixture_profile);
  g_assert_no_error (fixture.error);
  g_assert_cmpstr (fixture.profile->symbol, ==, "AAPL");
  g_assert_cmpstr (fixture.profile->currency, ==, "USD");
  g_assert_cmpfloat (fixture.profile->market_cap, >, 1e12);
  set_captured (&fixture, "finnhub", "profile2_unknown_symbol.json");
  provider_fixture_ask (&fixture, provider_fixture_profile);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  use_finnhub (&fixture, "once-status-401", "canary-1");
  provider_fixture_ask (&fixture, provider_fixture_profile);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
  provider_fixture_close (&fixture);
}

/* A provider that knows only single prices is asked for each of a batch. */
static void
test_batch (void)
{
  static const char *const symbols[] = { "AAPL", "MSFT", "AAPL", NULL };
  Arrivals arrivals = { 0 };
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_captured (&fixture, "finnhub", "quote_AAPL_2024.json");
  use_finnhub (&fixture, "ok", "canary");
  fixture.quotes_query =
      (CwQuotesQuery){ .symbols = symbols, .arrived = arrived_cb, .arrived_data = &arrivals };
  provider_fixture_ask (&fixture, provider_fixture_quotes);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.quotes->len, ==, 3);
  g_assert_cmpuint (arrivals.n, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get_result (&fixture, i)->quote->symbol, ==, symbols[i]);
  provider_fixture_close (&fixture);
}

typedef struct
{
  CwProvider *provider;
  const char *key;
} KeyChange;

static void
change_key (gpointer data, gpointer unused)
{
  const KeyChange *change = data;

  cw_finnhub_provider_set_key (CW_FINNHUB_PROVIDER (change->provider), change->key);
}

static void
set_key (ProviderFixture *fixture, const char *key)
{
  KeyChange change = { fixture->provider, key };

  cw_loop_thread_invoke_and_wait (fixture->http.network, change_key, &change);
}

static void
wait_for_requests (ProviderFixture *fixture, guint n)
{
  for (guint i = 0; count_requests (fixture) < n; i++)
    {
      g_assert_cmpuint (i, <, 20000);
      g_usleep (1000);
    }
}

/* K6: without a key, what is under way ends at once, and nothing more is asked. */
static void
test_key_removed (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  use_finnhub (&fixture, "silence", "canary");
  provider_fixture_start (&fixture, provider_fixture_quote);
  wait_for_requests (&fixture, 1);
  set_key (&fixture, NULL);
  provider_fixture_wait (&fixture);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
  provider_fixture_ask (&fixture, provider_fixture_fundamentals);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (count_requests (&fixture), ==, 1);
  provider_fixture_close (&fixture);
}

/* K6: with another key, what is under way is asked again with it, and the old one is not shown. */
static void
test_key_changed (void)
{
  g_autofree char *head = NULL;
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_captured (&fixture, "finnhub", "quote_AAPL_2024.json");
  use_finnhub (&fixture, "once-silence", "canary-1");
  provider_fixture_start (&fixture, provider_fixture_quote);
  wait_for_requests (&fixture, 1);
  set_key (&fixture, "canary-1"); /* the same */
  set_key (&fixture, "canary-2");
  provider_fixture_wait (&fixture);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (count_requests (&fixture), ==, 2);
  head = fault_server_get_request (fixture.http.server, 1);
  g_assert_nonnull (strstr (head, "X-Finnhub-Token: canary-2\r\n"));
  provider_fixture_close (&fixture);
}

/* Somebody who gives up while the key changes has given up. */
static void
test_key_changed_and_cancelled (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  use_finnhub (&fixture, "silence", "canary-1");
  provider_fixture_start (&fixture, provider_fixture_quote);
  wait_for_requests (&fixture, 1);
  g_cancellable_cancel (fixture.cancellable);
  set_key (&fixture, "canary-2");
  provider_fixture_wait (&fixture);
  g_assert_error (fixture.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  provider_fixture_close (&fixture);
}

/* N18: a key that was refused is not shown again, but another one is. */
static void
test_refused_key (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_captured (&fixture, "finnhub", "quote_AAPL_2024.json");
  use_finnhub (&fixture, "once-status-401", "canary-1");
  for (guint i = 0; i < 3; i++)
    {
      provider_fixture_ask (&fixture, provider_fixture_quote);
      g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
    }
  g_assert_cmpuint (count_requests (&fixture), ==, 1);
  set_key (&fixture, "canary-2");
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (count_requests (&fixture), ==, 2);
  provider_fixture_close (&fixture);
}

/* N19: what a plan does not include is not asked for again, but other things are. */
static void
test_plan (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_captured (&fixture, "finnhub", "quote_AAPL_2024.json");
  use_finnhub (&fixture, "once-status-403", "canary-1");
  fixture.symbol = "SAP.DE";
  for (guint i = 0; i < 3; i++)
    {
      provider_fixture_ask (&fixture, provider_fixture_quote);
      g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_IN_PLAN);
    }
  fixture.symbol = "BMW.DE";
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_IN_PLAN);
  g_assert_cmpuint (count_requests (&fixture), ==, 1);
  fixture.symbol = "AAPL";
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_no_error (fixture.error);
  set_key (&fixture, "canary-2");
  fixture.symbol = "SAP.DE";
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_no_error (fixture.error);
  provider_fixture_close (&fixture);
}

/* N19: for a day. */
static void
test_plan_memory (void)
{
  g_autoptr (CwPlanMemory) memory = cw_plan_memory_new ();
  gint64 now = 5, day = CW_PLAN_MEMORY_SECONDS * G_USEC_PER_SEC;

  g_assert_false (cw_plan_memory_is_refused (memory, "quote", "AAPL", now));
  cw_plan_memory_note_refusal (memory, "quote", "AAPL", now);
  g_assert_true (cw_plan_memory_is_refused (memory, "quote", "AAPL", now));
  g_assert_true (cw_plan_memory_is_refused (memory, "quote", "MSFT", now + day - 1));
  g_assert_false (cw_plan_memory_is_refused (memory, "quote", "MSFT", now + day));
  g_assert_false (cw_plan_memory_is_refused (memory, "metric", "AAPL", now));
  g_assert_false (cw_plan_memory_is_refused (memory, "quote", "SAP.DE", now));
  cw_plan_memory_forget (memory);
  g_assert_false (cw_plan_memory_is_refused (memory, "quote", "AAPL", now));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/finnhub-provider/quote", test_quote);
  g_test_add_func ("/quotes/finnhub-provider/profile", test_profile);
  g_test_add_func ("/quotes/finnhub-provider/batch", test_batch);
  g_test_add_func ("/quotes/finnhub-provider/K6-key-removed", test_key_removed);
  g_test_add_func ("/quotes/finnhub-provider/K6-key-changed", test_key_changed);
  g_test_add_func ("/quotes/finnhub-provider/K6-key-changed-and-cancelled",
                   test_key_changed_and_cancelled);
  g_test_add_func ("/quotes/finnhub-provider/N18-refused-key", test_refused_key);
  g_test_add_func ("/quotes/finnhub-provider/N19-plan", test_plan);
  g_test_add_func ("/quotes/finnhub-provider/N19-plan-memory", test_plan_memory);
  return g_test_run ();
}
