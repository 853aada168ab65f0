/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-producer-provider.h"

#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "cw-server.h"
#include "fault-server.h"

#define PATIENCE (60 * G_USEC_PER_SEC)
#define FROM_2018 G_GINT64_CONSTANT (1514937600) /* 3 January 2018 */
#define TO_2020 G_GINT64_CONSTANT (1609459199)   /* the end of 31 December 2020 */

/* A risk service, or something at its address, and what is asked of it. */
typedef struct
{
  CwServer *server;    /* nullable */
  FaultServer *faults; /* nullable */
  CwLoopThread *network;
  CwHttpClient *client;
  CwWorkers *workers;
  CwProvider *provider;
  GAsyncQueue *ends; /* of Call */
} Fixture;

typedef struct
{
  Fixture *fixture;
  CwServiceRiskQuery query;
  GCancellable *cancellable;
  CwServiceRisk *risk;
  GError *error;
} Call;

static void
open_client (Fixture *fixture, guint concurrency, guint retries, const char *url)
{
  CwHttpLimits limits = CW_HTTP_LIMITS_POLITE;

  limits.concurrency = concurrency;
  limits.timeout_seconds = 2;
  limits.retries = retries;
  limits.retry_ms = 20;
  fixture->network = cw_loop_thread_new ("network");
  fixture->client = cw_http_client_new (fixture->network, &limits, NULL);
  fixture->workers = cw_workers_new ("test", 2, NULL);
  fixture->provider =
      cw_producer_provider_new (fixture->client, fixture->workers, url, "Test service");
  fixture->ends = g_async_queue_new ();
}

static void
open_service (Fixture *fixture, const CwServerOptions *options)
{
  g_autoptr (GError) error = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->server = cw_server_new (options, &error);
  g_assert_no_error (error);
  open_client (fixture, 16, 1, cw_server_get_url (fixture->server));
}

/* What answers every question of the three. */
static void
open_faults (Fixture *fixture, const char *fault, guint retries)
{
  static const char body[] = "{\"symbol\":\"AAPL\",\"symbols\":[\"AAPL\"],\"daily_returns\":"
                             "{\"2020-01-02\":0.01,\"2020-01-03\":-0.02},\"var\":0.03}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autofree char *url = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->faults = fault_server_new ();
  fault_server_set_body (fixture->faults, bytes);
  url = g_strconcat (fault_server_get_url (fixture->faults), "/", fault, "/", NULL);
  open_client (fixture, 16, retries, url);
}

static void
close_fixture (Fixture *fixture)
{
  g_clear_object (&fixture->provider);
  g_clear_pointer (&fixture->client, cw_http_client_free);
  g_clear_pointer (&fixture->workers, cw_workers_free);
  g_clear_pointer (&fixture->network, cw_loop_thread_free);
  g_clear_pointer (&fixture->server, cw_server_free);
  g_clear_pointer (&fixture->faults, fault_server_free);
  g_clear_pointer (&fixture->ends, g_async_queue_unref);
}

static Call *
call_new (Fixture *fixture, const char *symbol)
{
  Call *call = g_new0 (Call, 1);

  call->fixture = fixture;
  call->query = (CwServiceRiskQuery){ .symbol = symbol, .from = FROM_2018, .to = TO_2020 };
  call->cancellable = g_cancellable_new ();
  return call;
}

static void
call_free (Call *call)
{
  g_object_unref (call->cancellable);
  g_clear_pointer (&call->risk, cw_service_risk_unref);
  g_clear_error (&call->error);
  g_free (call);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
risk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;

  g_assert_true (cw_loop_thread_is_current (call->fixture->network));
  g_assert_true (call->risk == NULL && call->error == NULL);
  call->risk =
      cw_producer_provider_fetch_risk_finish (CW_PRODUCER_PROVIDER (source), result, &call->error);
  g_assert_true ((call->risk != NULL) != (call->error != NULL));
  g_async_queue_push (call->fixture->ends, call);
}

static gboolean
start_cb (gpointer data)
{
  Call *call = data;

  cw_producer_provider_fetch_risk_async (CW_PRODUCER_PROVIDER (call->fixture->provider),
                                         &call->query, call->cancellable, risk_cb, call);
  return G_SOURCE_REMOVE;
}

static void
start (Call *call)
{
  cw_loop_thread_invoke (call->fixture->network, start_cb, call, NULL);
}

static Call *
wait_for_one (Fixture *fixture)
{
  Call *call = g_async_queue_timeout_pop (fixture->ends, PATIENCE);

  g_assert_nonnull (call);
  return call;
}

static void
run (Call *call)
{
  start (call);
  g_assert_true (wait_for_one (call->fixture) == call);
}

static void
assert_returns (const CwServiceReturns *returns, gsize n)
{
  g_assert_nonnull (returns);
  g_assert_cmpuint (returns->n, ==, n);
  g_assert_cmpuint (returns->n_rejected, ==, 0);
  for (gsize i = 1; i < n; i++)
    g_assert_cmpint (returns->day[i - 1], <, returns->day[i]);
}

static void
assert_no_errors (const CwServiceRisk *risk)
{
  for (guint i = 0; i < CW_N_SERVICE_RISK_PARTS; i++)
    g_assert_no_error (risk->errors[i]);
}

/* R's numbers from the same prices; see tests/data/README.md. */
static void
test_symbol (void)
{
  Fixture fixture;
  g_autoptr (Call) call = NULL;

  open_service (&fixture, &(CwServerOptions){ 0 });
  g_assert_cmpstr (cw_provider_get_name (fixture.provider), ==, "Test service");
  g_assert_false (cw_provider_has_series (fixture.provider));
  g_assert_false (cw_provider_has_fundamentals (fixture.provider));
  g_assert_false (cw_provider_has_search (fixture.provider));
  call = call_new (&fixture, "AAPL");
  run (call);
  g_assert_no_error (call->error);
  g_assert_cmpstr (call->risk->symbol, ==, "AAPL");
  g_assert_cmpstr (call->risk->source, ==, "Test service");
  assert_no_errors (call->risk);
  assert_returns (call->risk->daily_returns, 755);
  assert_returns (call->risk->portfolio_returns, 755);
  for (gsize i = 0; i < 755; i++)
    g_assert_cmpfloat_with_epsilon (call->risk->daily_returns->value[i],
                                    call->risk->portfolio_returns->value[i], 1e-15);
  g_assert_cmpfloat_with_epsilon (call->risk->var->value, 0.0317318936794095, 1e-12);
  g_assert_cmpfloat (call->risk->var->confidence, ==, 0.95);
  g_assert_cmpint (call->risk->var->observations, ==, 755);
  g_assert_cmpint (call->risk->var->from, ==, call->risk->daily_returns->day[0]);
  g_assert_cmpint (call->risk->var->to, ==, call->risk->daily_returns->day[754]);
  close_fixture (&fixture);
}

static void
test_portfolio (void)
{
  static const char *const symbols[] = { "AAPL", "IBM", "MSFT", NULL };
  static const double weights[] = { 0.5, 0.3, 0.2 };
  Fixture fixture;
  g_autoptr (Call) both = NULL;
  g_autoptr (Call) whole = NULL;

  open_service (&fixture, &(CwServerOptions){ 0 });
  both = call_new (&fixture, "IBM");
  both->query.portfolio = symbols;
  both->query.weights = weights;
  both->query.confidence = 0.99;
  run (both);
  g_assert_no_error (both->error);
  assert_no_errors (both->risk);
  assert_returns (both->risk->daily_returns, 755);
  assert_returns (both->risk->portfolio_returns, 755);
  g_assert_cmpfloat (both->risk->var->confidence, ==, 0.99);
  g_assert_cmpfloat_with_epsilon (both->risk->var->value, 0.0513620395453168, 1e-12);

  whole = call_new (&fixture, NULL);
  whole->query.portfolio = symbols;
  whole->query.weights = weights;
  run (whole);
  g_assert_no_error (whole->error);
  g_assert_cmpstr (whole->risk->symbol, ==, "");
  assert_no_errors (whole->risk);
  g_assert_null (whole->risk->daily_returns);
  assert_returns (whole->risk->portfolio_returns, 755);
  g_assert_cmpfloat_with_epsilon (whole->risk->var->value, 0.0287520039436138, 1e-12);
  close_fixture (&fixture);
}

static void
test_range (void)
{
  Fixture fixture;
  g_autoptr (Call) year = NULL;
  g_autoptr (Call) all = NULL;

  open_service (&fixture, &(CwServerOptions){ 0 });
  year = call_new (&fixture, "^GSPC"); /* D20 */
  year->query.from = year->query.to = 0;
  year->query.range = CW_RANGE_1Y;
  run (year);
  g_assert_no_error (year->error);
  assert_no_errors (year->risk);
  g_assert_cmpuint (year->risk->daily_returns->n, >, 240);
  g_assert_cmpuint (year->risk->daily_returns->n, <, 260);
  all = call_new (&fixture, "^GSPC");
  all->query.from = all->query.to = 0;
  all->query.range = CW_RANGE_MAX;
  run (all);
  g_assert_no_error (all->error);
  assert_returns (all->risk->daily_returns, 2515);
  close_fixture (&fixture);
}

/* A part that fails stands with its error in its place, and the others remain. */
static void
test_parts_fail_alone (void)
{
  static const char *const symbols[] = { "AAPL", "NOSUCH", NULL };
  Fixture fixture;
  g_autoptr (Call) call = NULL;
  g_autoptr (Call) other = NULL;
  g_autoptr (Call) third = NULL;

  open_service (&fixture, &(CwServerOptions){ 0 });
  call = call_new (&fixture, "AAPL");
  call->query.confidence = 2;
  run (call);
  g_assert_no_error (call->error);
  assert_returns (call->risk->daily_returns, 755);
  assert_returns (call->risk->portfolio_returns, 755);
  g_assert_null (call->risk->var);
  g_assert_no_error (call->risk->errors[CW_SERVICE_RISK_DAILY_RETURNS]);
  g_assert_no_error (call->risk->errors[CW_SERVICE_RISK_PORTFOLIO_RETURNS]);
  g_assert_error (call->risk->errors[CW_SERVICE_RISK_VAR], CW_QUOTES_ERROR,
                  CW_QUOTES_ERROR_BAD_REQUEST);
  g_assert_nonnull (strstr (call->risk->errors[CW_SERVICE_RISK_VAR]->message, "Test service"));

  other = call_new (&fixture, "AAPL");
  other->query.portfolio = symbols;
  run (other);
  g_assert_no_error (other->error);
  assert_returns (other->risk->daily_returns, 755);
  g_assert_null (other->risk->portfolio_returns);
  g_assert_null (other->risk->var);
  g_assert_error (other->risk->errors[CW_SERVICE_RISK_PORTFOLIO_RETURNS], CW_QUOTES_ERROR,
                  CW_QUOTES_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (other->risk->errors[CW_SERVICE_RISK_VAR]->message, "AAPL, NOSUCH"));

  /* Not one day: the service has no returns to tell, and no value at risk. */
  third = call_new (&fixture, "AAPL");
  third->query.from = 1;
  third->query.to = 2;
  run (third);
  g_assert_no_error (third->error);
  assert_returns (third->risk->daily_returns, 0);
  g_assert_error (third->risk->errors[CW_SERVICE_RISK_VAR], CW_QUOTES_ERROR,
                  CW_QUOTES_ERROR_BAD_REQUEST);
  close_fixture (&fixture);
}

static void
test_unknown_symbol (void)
{
  Fixture fixture;
  g_autoptr (Call) call = NULL;

  open_service (&fixture, &(CwServerOptions){ 0 });
  call = call_new (&fixture, "NOSUCH");
  run (call);
  g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (call->error->message, "NOSUCH"));
  close_fixture (&fixture);
}

/* Many tickers at once: each ends by itself, exactly once. */
static void
test_many (void)
{
  enum
  {
    N = 60
  };
  CwServerOptions options = { .latency_ms = 5, .jitter_ms = 10, .fail_rate = 0.2, .seed = 7 };
  Fixture fixture;
  Call *calls[N];
  char symbols[N][8];
  guint n_parts = 0;

  open_service (&fixture, &options);
  for (guint i = 0; i < N; i++)
    {
      g_snprintf (symbols[i], sizeof symbols[i], "SIM%04u", i + 1);
      calls[i] = call_new (&fixture, symbols[i]);
      start (calls[i]);
    }
  for (guint i = 0; i < N; i++)
    wait_for_one (&fixture);
  g_assert_null (g_async_queue_timeout_pop (fixture.ends, 20000));
  for (guint i = 0; i < N; i++)
    {
      CwServiceRisk *risk = calls[i]->risk;

      for (guint part = 0; risk != NULL && part < CW_N_SERVICE_RISK_PARTS; part++)
        if (risk->errors[part] == NULL)
          n_parts++;
        else
          g_assert_error (risk->errors[part], CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN);
      if (risk != NULL)
        g_assert_cmpstr (risk->symbol, ==, symbols[i]);
      call_free (calls[i]);
    }
  /* With one repetition, four in a hundred fail. */
  g_assert_cmpuint (n_parts, >, 120);
  close_fixture (&fixture);
}

typedef struct
{
  const char *name; /* with the number in the fault model */
  const char *fault;
  int error;        /* -1 if all parts come in the end */
  guint n_requests; /* with one repetition allowed; 0 for any number */
} Case;

static const Case cases[] = {
  { "none", "ok", -1, 3 },
  { "compressed", "gzip", -1, 3 },
  { "chunked", "chunked", -1, 3 },
  { "N4 reset mid-body, once", "once-reset", -1, 6 },
  { "N5 cut chunks", "cut-chunks", CW_QUOTES_ERROR_BAD_ANSWER, 6 },
  { "N5 no length, cut, once", "once-no-length", -1, 6 },
  { "N7 stall", "stall", CW_QUOTES_ERROR_TIMED_OUT, 0 },
  { "N8 silence", "silence", CW_QUOTES_ERROR_TIMED_OUT, 0 },
  { "N9 redirects without end", "loop", CW_QUOTES_ERROR_BAD_ANSWER, 0 },
  { "N12 a gigabyte", "huge", CW_QUOTES_ERROR_TOO_LARGE, 3 },
  { "N13 gzip bomb", "bomb", CW_QUOTES_ERROR_TOO_LARGE, 3 },
  { "N15 odd type", "odd-type", -1, 3 },
  { "N16 page", "html", CW_QUOTES_ERROR_PROVIDER_DOWN, 6 },
  { "N16 empty, once", "once-empty", -1, 6 },
  { "N17 request", "status-400", CW_QUOTES_ERROR_BAD_REQUEST, 3 },
  { "N18 refused", "status-401", CW_QUOTES_ERROR_UNAUTHORIZED, 3 },
  { "N20 unknown", "status-404", CW_QUOTES_ERROR_NOT_FOUND, 3 },
  { "N22 limited", "status-429", CW_QUOTES_ERROR_RATE_LIMITED, 0 },
  { "N23 broken", "status-500", CW_QUOTES_ERROR_PROVIDER_DOWN, 6 },
  { "N23 broken, once", "once-status-503", -1, 6 },
  { "N29 no HTTP", "garbage", CW_QUOTES_ERROR_BAD_ANSWER, 3 },
};

static void
check_case (const Case *test)
{
  Fixture fixture;
  g_autoptr (Call) call = NULL;

  g_test_message ("%s", test->name);
  open_faults (&fixture, test->fault, 1);
  call = call_new (&fixture, "AAPL");
  run (call);
  if (test->error >= 0)
    {
      g_assert_error (call->error, CW_QUOTES_ERROR, test->error);
      g_assert_true (strstr (call->error->message, "Test service") != NULL
                     || strstr (call->error->message, "127.0.0.1") != NULL);
    }
  else
    {
      g_assert_no_error (call->error);
      assert_no_errors (call->risk);
      assert_returns (call->risk->daily_returns, 2);
      assert_returns (call->risk->portfolio_returns, 2);
      g_assert_cmpfloat (call->risk->var->value, ==, 0.03);
    }
  if (test->n_requests > 0)
    g_assert_cmpuint (fault_server_get_n_requests (fixture.faults), ==, test->n_requests);
  close_fixture (&fixture);
}

static void
test_cases (void)
{
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    check_case (&cases[n]);
  g_assert_cmpuint (n, ==, 21);
}

/* All three are asked at once, and no more: the first would otherwise hold up the others. */
static void
test_three_at_once (void)
{
  Fixture fixture;
  g_autoptr (Call) call = NULL;

  open_faults (&fixture, "delay-200", 0);
  call = call_new (&fixture, "AAPL");
  run (call);
  g_assert_no_error (call->error);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.faults), ==, 3);
  g_assert_cmpuint (fault_server_get_peak (fixture.faults), ==, 3);
  close_fixture (&fixture);
}

/* The addresses are those of the service, and every symbol is escaped. */
static void
test_addresses (void)
{
  static const char *const symbols[] = { "M&M.NS", "EURUSD=X", NULL };
  static const double weights[] = { 0.1, -3 };
  static const char *const wanted[] = {
    "/quotes_producer/daily-returns/BRK-B/?range=2y ",
    "/quotes_producer/portfolio-returns/"
    "?symbols=M%26M.NS,EURUSD%3DX&weights=0.10000000000000001,-3&range=2y ",
    "/quotes_producer/var/"
    "?symbols=M%26M.NS,EURUSD%3DX&weights=0.10000000000000001,-3&confidence=0.5&range=2y ",
  };
  Fixture fixture;
  g_autoptr (Call) call = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  open_faults (&fixture, "ok", 0);
  call = call_new (&fixture, "BRK-B");
  call->query = (CwServiceRiskQuery){ .symbol = "BRK-B",
                                      .portfolio = symbols,
                                      .weights = weights,
                                      .confidence = 0.5,
                                      .range = CW_RANGE_2Y };
  run (call);
  g_assert_no_error (call->error);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *request = fault_server_get_request (fixture.faults, i);

      g_string_append (all, request);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (all->str, wanted[i]));
  close_fixture (&fixture);
}

/* Cancelled at whatever moment, all three end as one, and nothing more comes. */
static void
test_cancel (void)
{
  static const char *const faults[] = { "silence", "drip", "status-503", "ok" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint wait = 0; wait < 6; wait++, n++)
      {
        Fixture fixture;
        g_autoptr (Call) call = NULL;

        open_faults (&fixture, faults[i], 5);
        call = call_new (&fixture, "AAPL");
        start (call);
        g_usleep (wait * 1000);
        g_cancellable_cancel (call->cancellable);
        g_assert_true (wait_for_one (&fixture) == call);
        if (call->error != NULL)
          g_assert_error (call->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        close_fixture (&fixture);
        g_assert_true (call->risk != NULL || call->error != NULL);
      }
  g_assert_cmpuint (n, ==, 24);
}

/* U1: the client goes away under the questions. */
static void
test_shut_down (void)
{
  Fixture fixture;
  g_autoptr (Call) call = NULL;

  open_faults (&fixture, "silence", 0);
  call = call_new (&fixture, "AAPL");
  start (call);
  while (fault_server_get_n_requests (fixture.faults) < 3)
    g_usleep (1000);
  g_clear_pointer (&fixture.client, cw_http_client_free);
  g_assert_true (wait_for_one (&fixture) == call);
  g_assert_error (call->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_fixture (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/producer/symbol", test_symbol);
  g_test_add_func ("/quotes/producer/portfolio", test_portfolio);
  g_test_add_func ("/quotes/producer/range", test_range);
  g_test_add_func ("/quotes/producer/parts-fail-alone", test_parts_fail_alone);
  g_test_add_func ("/quotes/producer/unknown-symbol", test_unknown_symbol);
  g_test_add_func ("/quotes/producer/many", test_many);
  g_test_add_func ("/quotes/producer/cases", test_cases);
  g_test_add_func ("/quotes/producer/three-at-once", test_three_at_once);
  g_test_add_func ("/quotes/producer/D20-addresses", test_addresses);
  g_test_add_func ("/quotes/producer/cancel", test_cancel);
  g_test_add_func ("/quotes/producer/U1-shut-down", test_shut_down);
  return g_test_run ();
}
