/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-finnhub-provider.h"
#include "cw-quotes-error.h"
#include "cw-yahoo-provider.h"
#include "http-call.h"
#include "quotes-data.h"

#define CLOCK ((CwClock){ 1793000000 })
#define PATIENCE (60 * G_USEC_PER_SEC)

/* A provider on a server that misbehaves, and one question to it. */
typedef struct
{
  HttpFixture http;
  CwWorkers *workers;
  CwProvider *provider;

  CwSeriesQuery query;
  GCancellable *cancellable;
  GAsyncQueue *ends;
  CwSeries *series;
  CwFundamentals *fundamentals;
  GPtrArray *matches;
  GError *error;
} Fixture;

static void
open_fixture (Fixture *fixture, guint retries)
{
  CwHttpLimits limits = { 4, 2, retries, 20 };

  memset (fixture, 0, sizeof *fixture);
  http_fixture_open (&fixture->http, &limits, NULL);
  fixture->workers = cw_workers_new ("test", 2, NULL);
  fixture->ends = g_async_queue_new ();
  fixture->cancellable = g_cancellable_new ();
  fixture->query =
      (CwSeriesQuery){ .symbol = "AAPL", .interval = CW_INTERVAL_1D, .range = CW_RANGE_MAX };
}

static void
close_fixture (Fixture *fixture)
{
  g_clear_object (&fixture->provider);
  g_clear_pointer (&fixture->http.client, cw_http_client_free);
  cw_workers_free (fixture->workers);
  http_fixture_close (&fixture->http);
  g_async_queue_unref (fixture->ends);
  g_object_unref (fixture->cancellable);
  g_clear_pointer (&fixture->series, cw_series_unref);
  g_clear_pointer (&fixture->fundamentals, cw_fundamentals_unref);
  g_clear_pointer (&fixture->matches, g_ptr_array_unref);
  g_clear_error (&fixture->error);
}

static void
clear_result (Fixture *fixture)
{
  g_clear_pointer (&fixture->series, cw_series_unref);
  g_clear_pointer (&fixture->fundamentals, cw_fundamentals_unref);
  g_clear_pointer (&fixture->matches, g_ptr_array_unref);
  g_clear_error (&fixture->error);
}

static void
set_body (Fixture *fixture, const char *provider, const char *name)
{
  g_autoptr (GBytes) body = quotes_data_load (provider, name);

  fault_server_set_body (fixture->http.server, body);
}

static void
use_yahoo (Fixture *fixture, const char *fault)
{
  g_autofree char *url =
      g_strconcat (fault_server_get_url (fixture->http.server), "/", fault, "/", NULL);

  g_clear_object (&fixture->provider);
  fixture->provider =
      cw_yahoo_provider_new (fixture->http.client, fixture->workers, url, "Test market", CLOCK);
}

static void
use_finnhub (Fixture *fixture, const char *fault, const char *key)
{
  g_autofree char *url =
      g_strconcat (fault_server_get_url (fixture->http.server), "/", fault, NULL);

  g_clear_object (&fixture->provider);
  fixture->provider =
      cw_finnhub_provider_new (fixture->http.client, fixture->workers, url, "Test figures", key);
}

static void
series_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (cw_loop_thread_is_current (fixture->http.network));
  fixture->series = cw_provider_fetch_series_finish (CW_PROVIDER (source), result, &fixture->error);
  g_assert_true ((fixture->series != NULL) != (fixture->error != NULL));
  g_async_queue_push (fixture->ends, fixture);
}

static gboolean
start_series_cb (gpointer data)
{
  Fixture *fixture = data;

  cw_provider_fetch_series_async (fixture->provider, &fixture->query, fixture->cancellable,
                                  series_cb, fixture);
  return G_SOURCE_REMOVE;
}

static void
fundamentals_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (cw_loop_thread_is_current (fixture->http.network));
  fixture->fundamentals =
      cw_provider_fetch_fundamentals_finish (CW_PROVIDER (source), result, &fixture->error);
  g_assert_true ((fixture->fundamentals != NULL) != (fixture->error != NULL));
  g_async_queue_push (fixture->ends, fixture);
}

static gboolean
start_fundamentals_cb (gpointer data)
{
  Fixture *fixture = data;

  cw_provider_fetch_fundamentals_async (fixture->provider, fixture->query.symbol, 0,
                                        fixture->cancellable, fundamentals_cb, fixture);
  return G_SOURCE_REMOVE;
}

static void
matches_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->matches = cw_provider_search_finish (CW_PROVIDER (source), result, &fixture->error);
  g_assert_true ((fixture->matches != NULL) != (fixture->error != NULL));
  g_async_queue_push (fixture->ends, fixture);
}

static gboolean
start_search_cb (gpointer data)
{
  Fixture *fixture = data;

  cw_provider_search_async (fixture->provider, "apple & co", fixture->cancellable, matches_cb,
                            fixture);
  return G_SOURCE_REMOVE;
}

static void
ask (Fixture *fixture, GSourceFunc start)
{
  clear_result (fixture);
  cw_loop_thread_invoke (fixture->http.network, start, fixture, NULL);
  g_assert_true (g_async_queue_timeout_pop (fixture->ends, PATIENCE) == fixture);
}

/* The address that was asked for last. */
static char *
get_target (Fixture *fixture)
{
  g_autofree char *head =
      fault_server_get_request (fixture->http.server,
                                fault_server_get_n_requests (fixture->http.server) - 1);
  const char *target = strchr (head, ' ') + 1;

  return g_strndup (target, strcspn (target, " "));
}

#define QUERY_END "&includePrePost=false&events=div%2Csplits%2CcapitalGains"

/* D20 */
static void
test_addresses (void)
{
  static const struct
  {
    CwSeriesQuery query;
    const char *target;
  } rows[] = {
    { { "AAPL", CW_INTERVAL_1D, CW_RANGE_5D }, "AAPL?interval=1d&range=5d" },
    { { "^GSPC", CW_INTERVAL_5M, CW_RANGE_1D }, "%5EGSPC?interval=5m&range=1d" },
    { { "EURUSD=X", CW_INTERVAL_1H, CW_RANGE_YTD }, "EURUSD%3DX?interval=1h&range=ytd" },
    { { "BRK-B", CW_INTERVAL_1WK, CW_RANGE_5Y },
      "BRK-B?interval=1d&period1=1635120000&period2=1793145600" },
    { { "M&M.NS", CW_INTERVAL_3MO, CW_RANGE_10Y },
      "M%26M.NS?interval=1d&period1=1477353600&period2=1793145600" },
    { { "A?B#C/D%E", CW_INTERVAL_1D, CW_RANGE_5D }, "A%3FB%23C%2FD%25E?interval=1d&range=5d" },
    { { "AAPL", CW_INTERVAL_1MO, CW_RANGE_1D, 100, 200 },
      "AAPL?interval=1d&period1=100&period2=201" },
    { { "AAPL", CW_INTERVAL_1D, CW_RANGE_MAX },
      "AAPL?interval=1d&period1=-1331337600&period2=1793145600" },
    { { "AAPL", CW_INTERVAL_30M, CW_RANGE_5D }, "AAPL?interval=15m&range=5d" },
  };
  Fixture fixture;

  open_fixture (&fixture, 0);
  set_body (&fixture, "yahoo", "chart_AAPL_2025_6mo.json");
  use_yahoo (&fixture, "ok");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *expected =
          g_strconcat ("/ok/v8/finance/chart/", rows[i].target, QUERY_END, NULL);
      g_autofree char *target = NULL;

      fixture.query = rows[i].query;
      ask (&fixture, start_series_cb);
      target = get_target (&fixture);
      g_assert_cmpstr (target, ==, expected);
    }
  close_fixture (&fixture);
}

static void
test_series (void)
{
  Fixture fixture;

  open_fixture (&fixture, 0);
  set_body (&fixture, "yahoo", "chart_AAPL_2025_6mo.json");
  use_yahoo (&fixture, "gzip");
  g_assert_true (cw_provider_has_series (fixture.provider));
  g_assert_false (cw_provider_has_fundamentals (fixture.provider));
  g_assert_cmpstr (cw_provider_get_name (fixture.provider), ==, "Test market");
  ask (&fixture, start_series_cb);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.series->n_bars, ==, 128);
  g_assert_cmpstr (fixture.series->info.symbol, ==, "AAPL");
  g_assert_cmpstr (fixture.series->info.source, ==, "Test market");
  close_fixture (&fixture);
}

/* Bars outside the bounds are cut off, whatever the provider sends. */
static void
test_bounds (void)
{
  Fixture fixture;

  open_fixture (&fixture, 0);
  set_body (&fixture, "yahoo", "chart_AAPL_2025_6mo.json");
  use_yahoo (&fixture, "ok");
  fixture.query.from = 1751328000; /* 1 July 2025 */
  fixture.query.to = 1754006399;   /* 31 July 2025 */
  ask (&fixture, start_series_cb);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.series->n_bars, ==, 22);
  g_assert_cmpint (fixture.series->time[0], >=, fixture.query.from);
  g_assert_cmpint (fixture.series->time[21], <=, fixture.query.to);
  close_fixture (&fixture);
}

/* Weeks, months and quarters are built from days, and sum up to the same. */
static void
test_longer_bars (void)
{
  static const CwInterval intervals[] = { CW_INTERVAL_1WK, CW_INTERVAL_1MO, CW_INTERVAL_3MO };
  static const gsize n_bars[] = { 27, 7, 3 };
  Fixture fixture;

  open_fixture (&fixture, 0);
  set_body (&fixture, "yahoo", "chart_AAPL_2025_6mo.json");
  use_yahoo (&fixture, "ok");
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      fixture.query.interval = intervals[i];
      ask (&fixture, start_series_cb);
      g_assert_no_error (fixture.error);
      g_assert_cmpint (fixture.series->interval, ==, intervals[i]);
      g_assert_cmpuint (fixture.series->n_bars, ==, n_bars[i]);
      g_assert_cmpfloat (fixture.series->close[n_bars[i] - 1], ==, 269.2200012207031);
      g_assert_cmpuint (fixture.series->n_dividends, ==, 2);
    }
  close_fixture (&fixture);
}

/* A provider that sends other bars than it was asked for is not believed, except where it sends the
 * very bars that are wanted in the end. */
static void
test_other_interval (void)
{
  Fixture fixture;

  open_fixture (&fixture, 0);
  set_body (&fixture, "yahoo", "chart_VFINX_3mo_max_fund.json");
  use_yahoo (&fixture, "ok");
  ask (&fixture, start_series_cb);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (fixture.error->message, "3mo"));
  fixture.query.interval = CW_INTERVAL_3MO;
  ask (&fixture, start_series_cb);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.series->n_bars, ==, 164);
  close_fixture (&fixture);
}

typedef struct
{
  const char *name; /* with the number in the fault model */
  const char *fault;
  int error;        /* -1 if bars come in the end */
  guint n_requests; /* with one repetition allowed */
} Case;

/* The faults whose end depends on what the body says. */
static const Case series_cases[] = {
  { "none", "ok", -1, 1 },
  { "chunked", "chunked", -1, 1 },
  { "N4 reset mid-body, once", "once-reset", -1, 2 },
  { "N5 cut chunks", "cut-chunks", CW_QUOTES_ERROR_BAD_ANSWER, 2 },
  { "N5 cut chunks, once", "once-cut-chunks", -1, 2 },
  { "N5 no length, cut", "no-length", CW_QUOTES_ERROR_BAD_ANSWER, 2 },
  { "N5 no length, cut, once", "once-no-length", -1, 2 },
  { "N12 a gigabyte", "huge", CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "N13 gzip bomb", "bomb", CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "N15 odd type", "odd-type", -1, 1 },
  { "N16 page", "html", CW_QUOTES_ERROR_PROVIDER_DOWN, 2 },
  { "N16 page, once", "once-html", -1, 2 },
  { "N16 empty", "empty", CW_QUOTES_ERROR_PROVIDER_DOWN, 2 },
  { "N16 empty, once", "once-empty", -1, 2 },
  { "N17 range", "status-422", CW_QUOTES_ERROR_BAD_REQUEST, 2 },
  { "N17 request", "status-400", CW_QUOTES_ERROR_BAD_REQUEST, 2 },
  { "N17 range, shrunk", "once-status-422", -1, 2 },
  { "N18 refused", "status-401", CW_QUOTES_ERROR_UNAUTHORIZED, 1 },
  { "N19 forbidden", "status-403", CW_QUOTES_ERROR_UNAUTHORIZED, 1 },
  { "N20 unknown", "status-404", CW_QUOTES_ERROR_NOT_FOUND, 1 },
  { "N21 limited", "status-429-60", CW_QUOTES_ERROR_RATE_LIMITED, 1 },
  { "N22 limited", "status-429", CW_QUOTES_ERROR_RATE_LIMITED, 1 },
  { "N23 broken", "status-500", CW_QUOTES_ERROR_PROVIDER_DOWN, 2 },
  { "N23 broken, once", "once-status-503", -1, 2 },
  { "N29 no HTTP", "garbage", CW_QUOTES_ERROR_BAD_ANSWER, 1 },
};

static void
check_series_case (const Case *test)
{
  Fixture fixture;

  g_test_message ("%s", test->name);
  open_fixture (&fixture, 1);
  set_body (&fixture, "yahoo", "chart_AAPL_2025_6mo.json");
  use_yahoo (&fixture, test->fault);
  ask (&fixture, start_series_cb);
  if (test->error >= 0)
    {
      g_assert_error (fixture.error, CW_QUOTES_ERROR, test->error);
      g_assert_true (strstr (fixture.error->message, "Test market") != NULL
                     || strstr (fixture.error->message, "127.0.0.1") != NULL);
    }
  else
    {
      g_assert_no_error (fixture.error);
      g_assert_cmpuint (fixture.series->n_bars, ==, 128);
    }
  g_assert_cmpuint (fault_server_get_n_requests (fixture.http.server), ==, test->n_requests);
  close_fixture (&fixture);
}

static void
test_series_cases (void)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (series_cases); n++)
    check_series_case (&series_cases[n]);
  g_assert_cmpuint (n, ==, 25);
}

/* N14 */
static void
test_broken_gzip (void)
{
  g_autoptr (GBytes) junk = g_bytes_new_static ("\x1f\x8b\x08\x00\x00\xff\xff\xff not gzip", 17);
  Fixture fixture;

  open_fixture (&fixture, 0);
  fault_server_set_body (fixture.http.server, junk);
  use_yahoo (&fixture, "bad-gzip");
  ask (&fixture, start_series_cb);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
  close_fixture (&fixture);
}

/* Cancelled at whatever moment, a question ends once, and as cancelled unless it was done. */
static void
test_cancel (void)
{
  static const char *const faults[] = { "silence", "drip", "status-503", "ok", "gzip" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint wait = 0; wait < 8; wait++, n++)
      {
        Fixture fixture;

        open_fixture (&fixture, 5);
        set_body (&fixture, "yahoo", "chart_TSLA_2010_2023_full.json");
        use_yahoo (&fixture, faults[i]);
        cw_loop_thread_invoke (fixture.http.network, start_series_cb, &fixture, NULL);
        g_usleep (wait * 1000);
        g_cancellable_cancel (fixture.cancellable);
        g_assert_true (g_async_queue_timeout_pop (fixture.ends, PATIENCE) == &fixture);
        if (fixture.error != NULL)
          g_assert_error (fixture.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        close_fixture (&fixture);
      }
  g_assert_cmpuint (n, ==, 40);
}

static void
test_fundamentals (void)
{
  Fixture fixture;
  g_autofree char *target = NULL;
  g_autofree char *head = NULL;

  open_fixture (&fixture, 0);
  set_body (&fixture, "finnhub", "metric_AAPL_2026.json");
  use_finnhub (&fixture, "gzip", " canary \n");
  g_assert_false (cw_provider_has_series (fixture.provider));
  g_assert_true (cw_provider_has_fundamentals (fixture.provider));
  fixture.query.symbol = "M&M.NS";
  ask (&fixture, start_fundamentals_cb);
  g_assert_no_error (fixture.error);
  g_assert_cmpfloat (fixture.fundamentals->values[CW_METRIC_DEBT_TO_EQUITY], ==, 0.7844);
  target = get_target (&fixture);
  g_assert_cmpstr (target, ==, "/gzip/api/v1/stock/metric?symbol=M%26M.NS&metric=all");
  head = fault_server_get_request (fixture.http.server, 0);
  g_assert_nonnull (strstr (head, "X-Finnhub-Token: canary\r\n"));
  close_fixture (&fixture);
}

static const Case fundamentals_cases[] = {
  { "none", "ok", -1, 1 },
  { "D25 unknown", "empty-object", CW_QUOTES_ERROR_NOT_FOUND, 1 },
  { "N4 short, once", "once-short", -1, 2 },
  { "N9 keyed redirect", "chain-1", CW_QUOTES_ERROR_BAD_ANSWER, 1 },
  { "N12 a gigabyte", "huge", CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "N13 gzip bomb", "bomb", CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "N18 key", "status-401", CW_QUOTES_ERROR_UNAUTHORIZED, 1 },
  { "N19 plan", "status-403", CW_QUOTES_ERROR_NOT_IN_PLAN, 1 },
  { "N22 limited", "status-429", CW_QUOTES_ERROR_RATE_LIMITED, 1 },
  { "N23 broken", "status-502", CW_QUOTES_ERROR_PROVIDER_DOWN, 2 },
};

static void
check_fundamentals_case (const Case *test)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("{}", 2);
  Fixture fixture;

  g_test_message ("%s", test->name);
  open_fixture (&fixture, 1);
  set_body (&fixture, "finnhub", "metric_AAPL_2026.json");
  if (g_str_equal (test->fault, "empty-object"))
    fault_server_set_body (fixture.http.server, nothing);
  use_finnhub (&fixture, g_str_equal (test->fault, "empty-object") ? "ok" : test->fault, "canary");
  ask (&fixture, start_fundamentals_cb);
  if (test->error >= 0)
    {
      g_assert_error (fixture.error, CW_QUOTES_ERROR, test->error);
      g_assert_null (strstr (fixture.error->message, "canary"));
    }
  else
    {
      g_assert_no_error (fixture.error);
    }
  g_assert_cmpuint (fault_server_get_n_requests (fixture.http.server), ==, test->n_requests);
  close_fixture (&fixture);
}

static void
test_fundamentals_cases (void)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (fundamentals_cases); n++)
    check_fundamentals_case (&fundamentals_cases[n]);
  g_assert_cmpuint (n, ==, 10);
}

/* N18: a key that was refused is not shown again. */
static void
test_refused_key (void)
{
  Fixture fixture;

  open_fixture (&fixture, 1);
  use_finnhub (&fixture, "status-401", "canary");
  for (guint i = 0; i < 3; i++)
    {
      ask (&fixture, start_fundamentals_cb);
      g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
      g_assert_true (g_str_has_prefix (fixture.error->message, "Test figures: "));
      g_assert_cmpuint (fault_server_get_n_requests (fixture.http.server), ==, 1);
    }
  close_fixture (&fixture);
}

/* N22: who is told to wait is told until when, and so is everybody else. */
static void
test_until (void)
{
  Fixture fixture;

  open_fixture (&fixture, 1);
  use_yahoo (&fixture, "status-429-600");
  for (guint i = 0; i < 2; i++)
    {
      ask (&fixture, start_series_cb);
      g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED);
      g_assert_true (
          g_regex_match_simple ("until [0-2][0-9]:[0-5][0-9]", fixture.error->message, 0, 0));
    }
  g_assert_cmpuint (fault_server_get_n_requests (fixture.http.server), ==, 1);
  close_fixture (&fixture);
}

static void
test_search (void)
{
  Fixture fixture;
  g_autofree char *target = NULL;

  open_fixture (&fixture, 1);
  set_body (&fixture, "yahoo", "search_apple_2025.json");
  use_yahoo (&fixture, "once-html");
  g_assert_true (cw_provider_has_search (fixture.provider));
  ask (&fixture, start_search_cb);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.matches->len, ==, 7);
  target = get_target (&fixture);
  g_assert_true (
      g_str_has_prefix (target, "/once-html/v1/finance/search?q=apple%20%26%20co&quotesCount="));
  use_yahoo (&fixture, "status-500");
  ask (&fixture, start_search_cb);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN);
  use_finnhub (&fixture, "ok", "k");
  g_assert_false (cw_provider_has_search (fixture.provider));
  close_fixture (&fixture);
}

/* K5: what cannot be a key is never sent. */
static void
test_unusable_keys (void)
{
  g_autofree char *long_key = g_strnfill (10000, 'k');
  const char *keys[] = { NULL, "", "  ", "a\r\nX-Evil: 1", "a b", "clé", long_key };
  Fixture fixture;

  open_fixture (&fixture, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      use_finnhub (&fixture, "ok", keys[i]);
      ask (&fixture, start_fundamentals_cb);
      g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED);
    }
  g_assert_cmpuint (fault_server_get_n_requests (fixture.http.server), ==, 0);
  close_fixture (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/provider/D20-addresses", test_addresses);
  g_test_add_func ("/quotes/provider/series", test_series);
  g_test_add_func ("/quotes/provider/bounds", test_bounds);
  g_test_add_func ("/quotes/provider/longer-bars", test_longer_bars);
  g_test_add_func ("/quotes/provider/other-interval", test_other_interval);
  g_test_add_func ("/quotes/provider/series-cases", test_series_cases);
  g_test_add_func ("/quotes/provider/N14-broken-gzip", test_broken_gzip);
  g_test_add_func ("/quotes/provider/cancel", test_cancel);
  g_test_add_func ("/quotes/provider/fundamentals", test_fundamentals);
  g_test_add_func ("/quotes/provider/fundamentals-cases", test_fundamentals_cases);
  g_test_add_func ("/quotes/provider/N18-refused-key", test_refused_key);
  g_test_add_func ("/quotes/provider/N22-until", test_until);
  g_test_add_func ("/quotes/provider/search", test_search);
  g_test_add_func ("/quotes/provider/K5-unusable-keys", test_unusable_keys);
  return g_test_run ();
}
