/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-bars-csv.h"
#include "cw-demo-market.h"
#include "cw-range.h"
#include "cw-server-client.h"

#define OPENING (9 * 3600 + 30 * 60)
#define DAY (24 * 60 * 60)

static char *
chart_path (const char *symbol, const char *query)
{
  g_autofree char *escaped = g_uri_escape_string (symbol, NULL, FALSE);

  return g_strdup_printf ("/v8/finance/chart/%s?%s", escaped, query);
}

static Reply *
get_chart (CwServer *server, const char *symbol, const char *query)
{
  g_autofree char *path = chart_path (symbol, query);

  return client_get (server, path);
}

/* The bars as they stand in the source tree, read by the market room. */
static CwSeriesBuilder *
read_bundled (const char *symbol)
{
  g_autofree char *name = g_strconcat (symbol + strspn (symbol, "^"), ".csv", NULL);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "market", "prices", name, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CwSeriesBuilder *builder;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  builder = cw_bars_csv_read (text, length, symbol, CW_INTERVAL_1D, zone, OPENING, &error);
  g_assert_no_error (error);
  return builder;
}

static void
assert_same_column (JsonArray *column, const double *expected, gsize n)
{
  g_assert_cmpuint (json_array_get_length (column), ==, n);
  for (guint i = 0; i < n; i++)
    assert_number (json_array_get_double_element (column, i), expected[i]);
}

static void
assert_same_bars (JsonNode *json, const CwSeriesBuilder *bars)
{
  JsonArray *times = chart_times (json);

  g_assert_cmpuint (bars->n_bars, >, 1700);
  g_assert_cmpuint (json_array_get_length (times), ==, bars->n_bars);
  for (guint i = 0; i < bars->n_bars; i++)
    g_assert_cmpint (json_array_get_int_element (times, i), ==, bars->time[i]);
  assert_same_column (chart_column (json, "open"), bars->open, bars->n_bars);
  assert_same_column (chart_column (json, "high"), bars->high, bars->n_bars);
  assert_same_column (chart_column (json, "low"), bars->low, bars->n_bars);
  assert_same_column (chart_column (json, "close"), bars->close, bars->n_bars);
  assert_same_column (chart_column (json, "volume"), bars->volume, bars->n_bars);
}

static void
test_bundled (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  const char *const *symbols = cw_demo_market_get_symbols ();
  gsize n = 0;

  for (; symbols[n] != NULL; n++)
    {
      g_autoptr (Reply) reply = get_chart (server, symbols[n], "range=max&interval=1d");
      g_autoptr (CwSeriesBuilder) bars = read_bundled (symbols[n]);

      g_assert_cmpuint (reply->status, ==, 200);
      assert_same_bars (reply->json, bars);
      assert_same_column (chart_adjusted (reply->json), bars->adj_close, bars->n_bars);
    }
  g_assert_cmpuint (n, ==, 7);
}

static void
test_index (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) reply = get_chart (server, CW_DEMO_BENCHMARK, "range=max&interval=1d");
  g_autoptr (CwSeriesBuilder) bars = read_bundled (CW_DEMO_BENCHMARK);

  g_assert_cmpuint (reply->status, ==, 200);
  assert_same_bars (reply->json, bars);
  g_assert_null (chart_adjusted (reply->json));
  g_assert_cmpstr (json_object_get_string_member (chart_meta (reply->json), "longName"), ==,
                   "S&P 500");
  g_assert_cmpstr (json_object_get_string_member (chart_meta (reply->json), "instrumentType"), ==,
                   "INDEX");
}

static void
assert_has_members (JsonObject *object, JsonObject *model, const char *except, guint n_expected)
{
  g_autoptr (GList) names = json_object_get_members (model);
  guint n = 0;

  for (GList *l = names; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, except) != 0)
      {
        JsonNode *node = json_object_get_member (object, l->data);

        if (node == NULL)
          g_error ("There is no “%s”", (char *) l->data);
        g_assert_true (json_node_get_node_type (node)
                       == json_node_get_node_type (json_object_get_member (model, l->data)));
        n++;
      }
  g_assert_cmpuint (n, ==, n_expected);
}

static void
test_shape (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) reply =
      get_chart (server, "AAPL", "period1=1598880600&period2=1604707200&events=div%2Csplits");
  g_autoptr (JsonNode) model = parse_captured ("yahoo", "chart_AAPL_2020_split_dividend.json");
  JsonObject *result = chart_result (reply->json), *expected = chart_result (model);

  assert_has_members (result, expected, NULL, 4);
  assert_has_members (chart_meta (reply->json), chart_meta (model), NULL, 25);
  assert_has_members (json_object_get_object_member (chart_meta (reply->json),
                                                     "currentTradingPeriod"),
                      json_object_get_object_member (chart_meta (model), "currentTradingPeriod"),
                      NULL, 3);
  /* The same quarter as in the captured answer: the same days, and the same events to the byte. */
  g_assert_true (json_node_equal (json_object_get_member (result, "timestamp"),
                                  json_object_get_member (expected, "timestamp")));
  g_assert_true (json_node_equal (json_object_get_member (result, "events"),
                                  json_object_get_member (expected, "events")));
  for (guint i = 0; i < 49; i++)
    g_assert_cmpfloat_with_epsilon (
        json_array_get_double_element (chart_column (reply->json, "close"), i),
        json_array_get_double_element (chart_column (model, "close"), i), 0.0051);
}

static void
test_meta (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) reply = get_chart (server, "aapl", "range=5d");
  JsonObject *meta = chart_meta (reply->json);
  JsonObject *regular =
      json_object_get_object_member (json_object_get_object_member (meta, "currentTradingPeriod"),
                                     "regular");

  g_assert_cmpstr (json_object_get_string_member (meta, "symbol"), ==, "AAPL");
  g_assert_cmpstr (json_object_get_string_member (meta, "currency"), ==, "USD");
  g_assert_cmpstr (json_object_get_string_member (meta, "exchangeName"), ==, "NMS");
  g_assert_cmpstr (json_object_get_string_member (meta, "fullExchangeName"), ==, "NasdaqGS");
  g_assert_cmpstr (json_object_get_string_member (meta, "timezone"), ==, "EDT");
  g_assert_cmpint (json_object_get_int_member (meta, "gmtoffset"), ==, -4 * 3600);
  g_assert_cmpstr (json_object_get_string_member (meta, "range"), ==, "5d");
  g_assert_cmpstr (json_object_get_string_member (meta, "dataGranularity"), ==, "1d");
  g_assert_cmpint (json_object_get_int_member (meta, "regularMarketTime"), ==,
                   cw_clock_now (cw_demo_market_get_clock ()));
  g_assert_cmpint (json_object_get_int_member (regular, "end"), ==,
                   cw_clock_now (cw_demo_market_get_clock ()));
  assert_number (json_object_get_double_member (meta, "regularMarketPrice"), 133.5);
  assert_number (json_object_get_double_member (meta, "regularMarketDayHigh"), 133.75);
  assert_number (json_object_get_double_member (meta, "regularMarketDayLow"), 131.3001);
  g_assert_cmpint (json_object_get_int_member (meta, "regularMarketVolume"), ==, 68538237);
  assert_number (json_object_get_double_member (meta, "fiftyTwoWeekHigh"), 145.09);
  assert_number (json_object_get_double_member (meta, "chartPreviousClose"), 134.43);
}

static void
assert_starts (CwServer *server, const char *range, const char *first_day)
{
  g_autofree char *query = g_strdup_printf ("range=%s&interval=1d", range);
  g_autoptr (Reply) reply = get_chart (server, "MSFT", query);
  JsonArray *times = chart_times (reply->json);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (GDateTime) first =
      g_date_time_new_from_unix_utc (json_array_get_int_element (times, 0));
  g_autoptr (GDateTime) local = g_date_time_to_timezone (first, zone);
  g_autofree char *day = g_date_time_format (local, "%F %T");
  g_autofree char *expected = g_strconcat (first_day, " 09:30:00", NULL);

  g_assert_cmpstr (day, ==, expected);
  g_assert_cmpint (json_array_get_int_element (times, json_array_get_length (times) - 1)
                       + 13 * 1800,
                   ==, cw_clock_now (cw_demo_market_get_clock ()));
}

static void
test_ranges (void)
{
  static const char *const cases[][2] = {
    { "1d", "2021-04-21" },  { "5d", "2021-04-14" },  { "1mo", "2021-03-22" },
    { "3mo", "2021-01-21" }, { "6mo", "2020-10-21" }, { "ytd", "2021-01-04" },
    { "1y", "2020-04-21" },  { "2y", "2019-04-22" },  { "5y", "2016-04-21" },
    { "10y", "2011-04-21" }, { "max", "2011-04-21" },
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_starts (server, cases[i][0], cases[i][1]);
  g_assert_cmpuint (G_N_ELEMENTS (cases), ==, CW_N_RANGES);
}

static void
test_periods (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  /* Both moments are bars' own: 2020-08-31 and 2020-09-01, half past nine. */
  g_autoptr (Reply) both = get_chart (server, "TSLA", "period1=1598880600&period2=1598967000");
  g_autoptr (Reply) inside = get_chart (server, "TSLA", "period1=1598880601&period2=1598966999");
  g_autoptr (Reply) range =
      get_chart (server, "TSLA", "period1=1598880600&period2=1598967000&range=1d");
  g_autoptr (Reply) open = get_chart (server, "TSLA", "period1=1618925400");

  g_assert_cmpuint (json_array_get_length (chart_times (both->json)), ==, 2);
  assert_number (json_object_get_double_member (chart_meta (both->json), "chartPreviousClose"),
                 442.68);
  g_assert_cmpstr (json_object_get_string_member (chart_meta (both->json), "range"), ==, "");
  g_assert_cmpuint (inside->status, ==, 200);
  g_assert_false (json_object_has_member (chart_result (inside->json), "timestamp"));
  g_assert_nonnull (strstr (inside->text, "\"indicators\":{\"quote\":[{}]}"));
  g_assert_cmpint (json_array_get_int_element (chart_times (range->json), 0), ==, 1619011800);
  g_assert_cmpuint (json_array_get_length (chart_times (open->json)), ==, 2);
}

static void
test_events (void)
{
  static const struct
  {
    const char *events;
    gboolean dividends, splits;
  } cases[] = {
    { "", FALSE, FALSE },
    { "&events=div", TRUE, FALSE },
    { "&events=split", FALSE, TRUE },
    { "&events=div,splits", TRUE, TRUE },
    { "&events=div%7Csplit%7Cearn", TRUE, TRUE },
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *query = g_strconcat ("range=max", cases[i].events, NULL);
      g_autoptr (Reply) reply = get_chart (server, "AAPL", query);
      JsonObject *result = chart_result (reply->json);
      JsonObject *events = json_object_has_member (result, "events")
                               ? json_object_get_object_member (result, "events")
                               : NULL;

      g_assert_true ((events != NULL) == (cases[i].dividends || cases[i].splits));
      if (events == NULL)
        continue;
      g_assert_true (json_object_has_member (events, "dividends") == cases[i].dividends);
      g_assert_true (json_object_has_member (events, "splits") == cases[i].splits);
      if (cases[i].dividends)
        g_assert_cmpuint (json_object_get_size (
                              json_object_get_object_member (events, "dividends")),
                          ==, 35);
      if (cases[i].splits)
        g_assert_cmpuint (json_object_get_size (json_object_get_object_member (events, "splits")),
                          ==, 2);
    }
}

static void
test_dividends_are_split_adjusted (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) reply =
      get_chart (server, "AAPL", "period1=1344470400&period2=1344556800&events=div");

  /* 2012-08-09: 2.65 dollars a share then, one twenty-eighth of it a share of today. */
  g_assert_nonnull (strstr (reply->text, "\"events\":{\"dividends\":{\"1344519000\":"
                                         "{\"amount\":0.094643,\"date\":1344519000}}}"));
}

static void
test_longer_bars (void)
{
  static const struct
  {
    const char *interval;
    guint n;
  } cases[] = { { "1wk", 53 }, { "1mo", 13 }, { "3mo", 5 } };
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) days = get_chart (server, "IBM", "range=1y&interval=1d");
  double total = 0;

  for (guint i = 0; i < json_array_get_length (chart_times (days->json)); i++)
    total += json_array_get_double_element (chart_column (days->json, "volume"), i);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *query = g_strdup_printf ("range=1y&interval=%s", cases[i].interval);
      g_autoptr (Reply) reply = get_chart (server, "IBM", query);
      double sum = 0;

      for (guint j = 0; j < json_array_get_length (chart_times (reply->json)); j++)
        sum += json_array_get_double_element (chart_column (reply->json, "volume"), j);
      g_assert_cmpuint (json_array_get_length (chart_times (reply->json)), ==, cases[i].n);
      assert_number (sum, total);
      g_assert_cmpstr (json_object_get_string_member (chart_meta (reply->json), "dataGranularity"),
                       ==, cases[i].interval);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *path;
    guint status;
    const char *captured; /* nullable */
    const char *code;
  } cases[] = {
    { "/v8/finance/chart/NOSUCH", 404, "error_404_unknown_ticker.json", "Not Found" },
    { "/v8/finance/chart/SIM0000", 404, "error_404_unknown_ticker.json", "Not Found" },
    { "/v8/finance/chart/A%20B", 404, "error_404_unknown_ticker.json", "Not Found" },
    { "/v8/finance/chart/AAPL?interval=5h", 400, "error_400_bad_interval.json", "Bad Request" },
    { "/v8/finance/chart/AAPL?range=7y", 422, NULL, "Unprocessable Entity" },
    { "/v8/finance/chart/AAPL?interval=5d", 422, NULL, "Unprocessable Entity" },
    { "/v8/finance/chart/AAPL?interval=5m&range=1d", 422, NULL, "Unprocessable Entity" },
    { "/v8/finance/chart/SIM0001?interval=1m&range=1mo", 422, NULL, "Unprocessable Entity" },
    { "/v8/finance/chart/SIM0001?interval=15m&range=3mo", 422, NULL, "Unprocessable Entity" },
    { "/v8/finance/chart/SIM0001?interval=1h&range=5y", 422, NULL, "Unprocessable Entity" },
    { "/v8/finance/chart/AAPL?period1=x", 400, NULL, "Bad Request" },
    { "/v8/finance/chart/AAPL?period1=2&period2=1", 400, NULL, "Bad Request" },
    { "/v8/finance/chart/AAPL?interval=%22%0a%5c", 400, NULL, "Bad Request" },
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = client_get (server, cases[i].path);
      g_autofree char *captured =
          cases[i].captured != NULL ? read_captured ("yahoo", cases[i].captured) : NULL;
      JsonObject *chart;

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      if (captured != NULL)
        g_assert_cmpstr (reply->text, ==, captured);
      chart = json_object_get_object_member (json_node_get_object (reply->json), "chart");
      g_assert_true (json_object_get_null_member (chart, "result"));
      g_assert_cmpstr (
          json_object_get_string_member (json_object_get_object_member (chart, "error"), "code"),
          ==, cases[i].code);
    }
}

static void
test_elsewhere (void)
{
  static const char *const paths[] = { "/", "/v8/finance/chart/", "/v8/finance/chart/A/B",
                                       "/v8/finance", "/api/v1/quotes" };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = client_get (server, paths[i]);

      g_assert_cmpuint (reply->status, ==, 404);
      g_assert_cmpstr (reply->type, ==, "text/plain");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/server/chart/bundled", test_bundled);
  g_test_add_func ("/server/chart/index", test_index);
  g_test_add_func ("/server/chart/shape", test_shape);
  g_test_add_func ("/server/chart/meta", test_meta);
  g_test_add_func ("/server/chart/ranges", test_ranges);
  g_test_add_func ("/server/chart/periods", test_periods);
  g_test_add_func ("/server/chart/events", test_events);
  g_test_add_func ("/server/chart/dividends-split-adjusted", test_dividends_are_split_adjusted);
  g_test_add_func ("/server/chart/longer-bars", test_longer_bars);
  g_test_add_func ("/server/chart/errors", test_errors);
  g_test_add_func ("/server/chart/elsewhere", test_elsewhere);
  return g_test_run ();
}
