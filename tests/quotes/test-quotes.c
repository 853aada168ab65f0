/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-demo-market.h"
#include "cw-quotes-error.h"
#include "cw-server.h"
#include "cw-yahoo-provider.h"
#include "provider-fixture.h"
#include "quotes-data.h"

#define LIMITS ((CwHttpLimits){ 4, 2, 1, 20 })
#define MANY 45

static void
use_yahoo (ProviderFixture *fixture, const char *url, CwClock clock)
{
  g_clear_object (&fixture->provider);
  fixture->provider =
      cw_yahoo_provider_new (fixture->http.client, fixture->workers, url, "Test market", clock);
}

static void
use_faulty_yahoo (ProviderFixture *fixture, const char *fault)
{
  g_autofree char *url =
      g_strconcat (fault_server_get_url (fixture->http.server), "/", fault, NULL);

  use_yahoo (fixture, url, (CwClock){ 1793000000 });
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
  gboolean seen[MANY];
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

/* Many symbols come in few requests, in the order asked, each once, those that are not known as
 * such. */
static void
test_batches (void)
{
  CwServerOptions options = { .seed = 1 };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  g_auto (GStrv) symbols = g_new0 (char *, MANY + 1);
  Arrivals arrivals = { 0 };
  ProviderFixture fixture;

  for (guint i = 0; i < MANY; i++)
    symbols[i] = i % 10 == 3 ? g_strdup_printf ("NONE%u", i) : g_strdup_printf ("SIM%04u", i + 1);
  provider_fixture_open (&fixture, &LIMITS);
  use_yahoo (&fixture, cw_server_get_url (server), cw_demo_market_get_clock ());
  fixture.quotes_query = (CwQuotesQuery){ .symbols = (const char *const *) symbols,
                                          .range = CW_RANGE_1D,
                                          .interval = CW_INTERVAL_5M,
                                          .arrived = arrived_cb,
                                          .arrived_data = &arrivals };
  provider_fixture_ask (&fixture, provider_fixture_quotes);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.quotes->len, ==, MANY);
  g_assert_cmpuint (arrivals.n, ==, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      const CwQuoteResult *result = get_result (&fixture, i);

      g_assert_cmpstr (result->symbol, ==, symbols[i]);
      if (i % 10 == 3)
        {
          g_assert_error (result->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
          g_assert_nonnull (strstr (result->error->message, symbols[i]));
          continue;
        }
      g_assert_cmpstr (result->quote->symbol, ==, symbols[i]);
      g_assert_cmpuint (result->quote->n_closes, ==, 78);
      g_assert_cmpfloat (result->quote->quote.price, >, 0);
      g_assert_cmpfloat (result->quote->quote.previous_close, >, 0);
      g_assert_cmpstr (result->quote->source, ==, "Test market");
    }
  provider_fixture_close (&fixture);
}

static void
test_no_symbols (void)
{
  static const char *const none[] = { NULL };
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  use_faulty_yahoo (&fixture, "ok");
  fixture.quotes_query = (CwQuotesQuery){ .symbols = none };
  provider_fixture_ask (&fixture, provider_fixture_quotes);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.quotes->len, ==, 0);
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  provider_fixture_close (&fixture);
}

/* A spark of symbols S00, S01 and so on. */
static char *
make_sparks (guint n)
{
  GString *text = g_string_new ("{\"spark\":{\"result\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"symbol\":\"S%02u\",\"response\":[{\"meta\":"
                            "{\"regularMarketPrice\":%u.5,\"regularMarketTime\":1619035202}}]}",
                            i > 0 ? "," : "", i, i + 1);
  g_string_append (text, "]}}");
  return g_string_free (text, FALSE);
}

/* One for which everything is refused is found, and costs its neighbours nothing but time. */
static void
test_bad_neighbour (void)
{
  g_autofree char *sparks = make_sparks (20);
  g_auto (GStrv) symbols = g_new0 (char *, 21);
  ProviderFixture fixture;

  for (guint i = 0; i < 20; i++)
    symbols[i] = i == 13 ? g_strdup ("BAD") : g_strdup_printf ("S%02u", i);
  provider_fixture_open (&fixture, &LIMITS);
  set_text (&fixture, sparks);
  use_faulty_yahoo (&fixture, "unless-BAD");
  fixture.quotes_query =
      (CwQuotesQuery){ (const char *const *) symbols, CW_RANGE_1D, CW_INTERVAL_5M };
  provider_fixture_ask (&fixture, provider_fixture_quotes);
  g_assert_no_error (fixture.error);
  for (guint i = 0; i < 20; i++)
    if (i == 13)
      g_assert_error (get_result (&fixture, i)->error, CW_QUOTES_ERROR,
                      CW_QUOTES_ERROR_BAD_REQUEST);
    else
      g_assert_cmpfloat (get_result (&fixture, i)->quote->quote.price, ==, i + 1.5);
  g_assert_cmpuint (count_requests (&fixture), <=, 11);
  provider_fixture_close (&fixture);
}

typedef struct
{
  const char *fault;
  int error;        /* of every symbol; -1 if there are prices in the end */
  guint n_requests; /* with one repetition allowed */
} Case;

/* What goes wrong for the whole is said of each symbol, and is not asked for one by one. */
static const Case batch_cases[] = {
  { "ok", -1, 1 },
  { "gzip", -1, 1 },
  { "once-short", -1, 2 },
  { "once-html", -1, 2 },
  { "once-cut-chunks", -1, 2 },
  { "status-401", CW_QUOTES_ERROR_UNAUTHORIZED, 1 },
  { "status-429-60", CW_QUOTES_ERROR_RATE_LIMITED, 1 },
  { "status-503", CW_QUOTES_ERROR_PROVIDER_DOWN, 2 },
  { "status-404", CW_QUOTES_ERROR_NOT_FOUND, 3 }, /* who is not known is found out */
  { "html", CW_QUOTES_ERROR_PROVIDER_DOWN, 2 },
  { "huge", CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "bomb", CW_QUOTES_ERROR_TOO_LARGE, 1 },
  { "reset", CW_QUOTES_ERROR_UNREACHABLE, 2 },
};

static void
check_batch_case (const Case *test)
{
  static const char *const symbols[] = { "S00", "S01", NULL };
  g_autofree char *sparks = make_sparks (2);
  ProviderFixture fixture;

  g_test_message ("%s", test->fault);
  provider_fixture_open (&fixture, &LIMITS);
  set_text (&fixture, sparks);
  use_faulty_yahoo (&fixture, test->fault);
  fixture.quotes_query = (CwQuotesQuery){ symbols, CW_RANGE_1D, CW_INTERVAL_5M };
  provider_fixture_ask (&fixture, provider_fixture_quotes);
  g_assert_no_error (fixture.error);
  for (guint i = 0; i < 2; i++)
    if (test->error >= 0)
      g_assert_error (get_result (&fixture, i)->error, CW_QUOTES_ERROR, test->error);
    else
      g_assert_cmpfloat (get_result (&fixture, i)->quote->quote.price, ==, i + 1.5);
  g_assert_cmpuint (count_requests (&fixture), ==, test->n_requests);
  provider_fixture_close (&fixture);
}

static void
test_batch_cases (void)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (batch_cases); n++)
    check_batch_case (&batch_cases[n]);
  g_assert_cmpuint (n, ==, 13);
}

/* Given up at whatever moment, every symbol ends, and each once. */
static void
test_cancel (void)
{
  static const char *const faults[] = { "silence", "drip", "status-503", "ok" };
  g_autofree char *sparks = make_sparks (MANY);
  g_auto (GStrv) symbols = g_new0 (char *, MANY + 1);
  guint n = 0;

  for (guint i = 0; i < MANY; i++)
    symbols[i] = g_strdup_printf ("S%02u", i);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint wait = 0; wait < 4; wait++, n++)
      {
        ProviderFixture fixture;

        provider_fixture_open (&fixture, &LIMITS);
        set_text (&fixture, sparks);
        use_faulty_yahoo (&fixture, faults[i]);
        fixture.quotes_query =
            (CwQuotesQuery){ (const char *const *) symbols, CW_RANGE_1D, CW_INTERVAL_5M };
        provider_fixture_start (&fixture, provider_fixture_quotes);
        g_usleep (wait * 2000);
        g_cancellable_cancel (fixture.cancellable);
        provider_fixture_wait (&fixture);
        g_assert_no_error (fixture.error);
        g_assert_cmpuint (fixture.quotes->len, ==, MANY);
        for (guint j = 0; j < MANY; j++)
          if (get_result (&fixture, j)->error != NULL && !g_str_equal (faults[i], "status-503"))
            g_assert_error (get_result (&fixture, j)->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        provider_fixture_close (&fixture);
      }
  g_assert_cmpuint (n, ==, 16);
}

/* One symbol's price and what is behind it come from the chart of its last day. */
static void
test_yahoo_day (void)
{
  g_autofree char *head = NULL;
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_captured (&fixture, "yahoo", "chart_AAPL_onebar.json");
  use_faulty_yahoo (&fixture, "ok");
  g_assert_true (cw_provider_has_quotes (fixture.provider));
  g_assert_true (cw_provider_has_profile (fixture.provider));
  fixture.symbol = "M&M.NS";
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_no_error (fixture.error);
  g_assert_cmpstr (fixture.quote->symbol, ==, "M&M.NS");
  g_assert_cmpfloat (fixture.quote->quote.price, >, 0);
  g_assert_cmpint (fixture.quote->quote.time, >, 0);
  g_assert_cmpstr (fixture.quote->currency, ==, "USD");
  head = fault_server_get_request (fixture.http.server, 0);
  g_assert_true (g_str_has_prefix (
      head, "GET /ok/v8/finance/chart/M%26M.NS?interval=1d&range=1d&includePrePost=false HTTP"));
  provider_fixture_ask (&fixture, provider_fixture_profile);
  g_assert_no_error (fixture.error);
  g_assert_cmpstr (fixture.profile->currency, ==, "USD");
  g_assert_cmpstr (fixture.profile->type, ==, "EQUITY");
  g_assert_cmpstr (fixture.profile->source, ==, "Test market");
  g_assert_cmpint (fixture.profile->first_trade_time, >, 0);
  use_faulty_yahoo (&fixture, "status-404");
  provider_fixture_ask (&fixture, provider_fixture_profile);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  provider_fixture_close (&fixture);
}

/* D25: a price of 0 is none, here either. */
static void
test_yahoo_no_price (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_text (&fixture, "{\"chart\":{\"result\":[{\"meta\":{\"regularMarketPrice\":0},"
                      "\"indicators\":{\"quote\":[{}]}}],\"error\":null}}");
  use_faulty_yahoo (&fixture, "ok");
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  provider_fixture_close (&fixture);
}

/* A month of minutes, asked for in several parts, is one series. */
static void
test_joined_minutes (void)
{
  CwServerOptions options = { .seed = 1 };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  use_yahoo (&fixture, cw_server_get_url (server), cw_demo_market_get_clock ());
  fixture.series_query =
      (CwSeriesQuery){ .symbol = "SIM0001", .interval = CW_INTERVAL_1M, .range = CW_RANGE_1Y };
  provider_fixture_ask (&fixture, provider_fixture_series);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.series->n_bars, ==, 20 * 390);
  for (gsize i = 1; i < fixture.series->n_bars; i++)
    g_assert_cmpint (fixture.series->time[i - 1], <, fixture.series->time[i]);
  g_assert_nonnull (strstr (fixture.series->info.note, "29 days"));
  fixture.series_query.range = CW_RANGE_5D;
  provider_fixture_ask (&fixture, provider_fixture_series);
  g_assert_cmpuint (fixture.series->n_bars, ==, 6 * 390);
  g_assert_cmpstr (fixture.series->info.note, ==, "");
  provider_fixture_close (&fixture);
}

/* Half hours are built from quarters, because hours come for them. */
static void
test_half_hours (void)
{
  CwServerOptions options = { .seed = 1 };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  g_autoptr (CwSeries) quarters = NULL;
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  use_yahoo (&fixture, cw_server_get_url (server), cw_demo_market_get_clock ());
  fixture.series_query =
      (CwSeriesQuery){ .symbol = "SIM0001", .interval = CW_INTERVAL_15M, .range = CW_RANGE_5D };
  provider_fixture_ask (&fixture, provider_fixture_series);
  g_assert_no_error (fixture.error);
  quarters = g_steal_pointer (&fixture.series);
  fixture.series_query.interval = CW_INTERVAL_30M;
  provider_fixture_ask (&fixture, provider_fixture_series);
  g_assert_no_error (fixture.error);
  g_assert_cmpint (fixture.series->interval, ==, CW_INTERVAL_30M);
  g_assert_cmpuint (fixture.series->n_bars * 2, ==, quarters->n_bars);
  for (gsize i = 0; i < fixture.series->n_bars; i++)
    {
      const CwSeries *halves = fixture.series;

      g_assert_cmpint (halves->time[i], ==, quarters->time[2 * i]);
      g_assert_cmpfloat (halves->open[i], ==, quarters->open[2 * i]);
      g_assert_cmpfloat (halves->close[i], ==, quarters->close[2 * i + 1]);
      g_assert_cmpfloat (halves->high[i], ==,
                         fmax (quarters->high[2 * i], quarters->high[2 * i + 1]));
      g_assert_cmpfloat (halves->volume[i], ==,
                         quarters->volume[2 * i] + quarters->volume[2 * i + 1]);
    }
  provider_fixture_close (&fixture);
}

/* N17: what is refused as too long is asked for once more, and what comes then says so. */
static void
test_shrunk_range (void)
{
  static const struct
  {
    const char *fault, *note;
  } rows[] = { { "once-limit-10", "last 10 days" }, { "once-status-400", "days" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ProviderFixture fixture;
      g_autofree char *head = NULL;

      provider_fixture_open (&fixture, &LIMITS);
      set_captured (&fixture, "yahoo", "chart_AAPL_5m_intraday.json");
      use_faulty_yahoo (&fixture, rows[i].fault);
      fixture.series_query =
          (CwSeriesQuery){ .symbol = "AAPL", .interval = CW_INTERVAL_5M, .range = CW_RANGE_1MO };
      provider_fixture_ask (&fixture, provider_fixture_series);
      g_assert_no_error (fixture.error);
      g_assert_nonnull (strstr (fixture.series->info.note, rows[i].note));
      g_assert_cmpuint (count_requests (&fixture), ==, 2);
      head = fault_server_get_request (fixture.http.server, 1);
      g_assert_nonnull (strstr (head, "interval=5m&period1="));
      use_faulty_yahoo (&fixture, "limit-10");
      provider_fixture_ask (&fixture, provider_fixture_series);
      g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
      g_assert_nonnull (strstr (fixture.error->message, "last 10 days"));
      g_assert_cmpuint (count_requests (&fixture), ==, 4);
      provider_fixture_close (&fixture);
    }
}

/* D12: from pounds to pence and back, nothing is rewritten, but it is said. */
static void
test_unit_jump (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  set_text (&fixture,
            "{\"chart\":{\"result\":[{\"meta\":{\"dataGranularity\":\"1d\",\"currency\":\"GBp\"},"
            "\"timestamp\":[1700000000,1700086400,1700172800],\"indicators\":{\"quote\":[{"
            "\"open\":[5.1,502,510],\"high\":[5.2,520,520],\"low\":[5,500,500],"
            "\"close\":[5.1,511,509],\"volume\":[1,2,3]}]}}],\"error\":null}}");
  use_faulty_yahoo (&fixture, "ok");
  fixture.series_query = (CwSeriesQuery){ "ABC", CW_INTERVAL_1D, CW_RANGE_MAX };
  provider_fixture_ask (&fixture, provider_fixture_series);
  g_assert_no_error (fixture.error);
  g_assert_cmpuint (fixture.series->n_bars, ==, 3);
  g_assert_cmpfloat (fixture.series->close[0], ==, 5.1);
  g_assert_nonnull (strstr (fixture.series->info.note, "2023-11-15"));
  provider_fixture_close (&fixture);
}

/* Beyond what is kept nothing is asked for at all. */
static void
test_too_old (void)
{
  ProviderFixture fixture;

  provider_fixture_open (&fixture, &LIMITS);
  use_faulty_yahoo (&fixture, "ok");
  fixture.series_query =
      (CwSeriesQuery){ "AAPL", CW_INTERVAL_5M, CW_RANGE_1D, 1600000000, 1600100000 };
  provider_fixture_ask (&fixture, provider_fixture_series);
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
  g_assert_nonnull (strstr (fixture.error->message, "last 59 days"));
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  provider_fixture_close (&fixture);
}

/* D15: a wrong clock on this computer makes nothing look older or newer than it is. */
static void
test_skew (void)
{
  g_autofree char *body = g_strdup_printf (
      "{\"chart\":{\"result\":[{\"meta\":{\"regularMarketPrice\":5,\"regularMarketTime\":%lld,"
      "\"dataGranularity\":\"1d\"},\"indicators\":{\"quote\":[{}]}}],\"error\":null}}",
      (long long) g_get_real_time () / 1000000 + 864000 - 60);
  g_autofree char *url = NULL;
  ProviderFixture fixture;
  gint64 now;

  provider_fixture_open (&fixture, &LIMITS);
  set_text (&fixture, body);
  url = g_strconcat (fault_server_get_url (fixture.http.server), "/date-864000", NULL);
  use_yahoo (&fixture, url, CW_CLOCK_RUNNING);
  provider_fixture_ask (&fixture, provider_fixture_quote);
  g_assert_no_error (fixture.error);
  /* The price is of a minute ago, by a clock that is ten days ahead of ours. */
  now = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_cmpint (fixture.quote->quote.time, >, now); /* D14: and is believed all the same */
  g_assert_cmpint (ABS (fixture.quote->clock_skew - 864000), <=, 60);
  g_assert_cmpint (cw_symbol_quote_get_age (fixture.quote, now), >=, 0);
  g_assert_cmpint (cw_symbol_quote_get_age (fixture.quote, now), <=, 180);
  g_assert_cmpint (cw_symbol_quote_get_age (fixture.quote, 0), ==, 0);
  provider_fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/quotes/batches", test_batches);
  g_test_add_func ("/quotes/quotes/no-symbols", test_no_symbols);
  g_test_add_func ("/quotes/quotes/bad-neighbour", test_bad_neighbour);
  g_test_add_func ("/quotes/quotes/batch-cases", test_batch_cases);
  g_test_add_func ("/quotes/quotes/cancel", test_cancel);
  g_test_add_func ("/quotes/quotes/yahoo-day", test_yahoo_day);
  g_test_add_func ("/quotes/quotes/D25-no-price", test_yahoo_no_price);
  g_test_add_func ("/quotes/quotes/joined-minutes", test_joined_minutes);
  g_test_add_func ("/quotes/quotes/half-hours", test_half_hours);
  g_test_add_func ("/quotes/quotes/N17-shrunk-range", test_shrunk_range);
  g_test_add_func ("/quotes/quotes/D12-unit-jump", test_unit_jump);
  g_test_add_func ("/quotes/quotes/N17-too-old", test_too_old);
  g_test_add_func ("/quotes/quotes/D15-skew", test_skew);
  return g_test_run ();
}
