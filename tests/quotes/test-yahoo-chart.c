/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-chart.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "cw-yahoo-body.h"
#include "quotes-data.h"

#define NOW G_GINT64_CONSTANT (1793000000) /* after every captured answer */

static CwSeries *
parse (const char *body, gsize length, const char *symbol, CwInterval interval, GError **error)
{
  return cw_yahoo_chart_parse (body, length, symbol, interval, "Test", NOW, error);
}

static void
assert_local_time (const CwSeries *series, gsize i, const char *expected)
{
  g_autoptr (GDateTime) local =
      g_date_time_new_from_unix_utc (series->time[i] + series->info.gmt_offset);
  g_autofree char *text = g_date_time_format (local, "%Y-%m-%d %H:%M");

  g_assert_cmpstr (text, ==, expected);
}

/* The columns of the table of expected values. */
enum
{
  FILE_NAME,
  SYMBOL,
  CURRENCY,
  GRANULARITY,
  N_TIMES,
  N_BARS,
  FIRST_TIME,
  FIRST_CLOSE,
  LAST_TIME,
  LAST_CLOSE,
  N_ADJ_CLOSES,
  N_DIVIDENDS,
  N_SPLITS,
  N_CAPITAL_GAINS,
};

static CwSeries *
parse_captured (const char *const *row)
{
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", row[FILE_NAME]);
  g_autoptr (GError) error = NULL;
  CwInterval interval;
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  CwSeries *series;

  g_assert_true (cw_interval_parse (row[GRANULARITY], &interval));
  series = parse (body, length, row[SYMBOL], interval, &error);
  g_assert_no_error (error);
  return series;
}

static void
check_expected (const char *const *row)
{
  g_autoptr (CwSeries) series = parse_captured (row);
  gsize n = series->n_bars;

  g_test_message ("%s", row[FILE_NAME]);
  g_assert_cmpstr (series->info.symbol, ==, row[SYMBOL]);
  g_assert_cmpstr (series->info.currency, ==, row[CURRENCY]);
  g_assert_cmpstr (cw_interval_to_string (series->interval), ==, row[GRANULARITY]);
  g_assert_cmpstr (series->info.source, ==, "Test");
  g_assert_cmpuint (n, ==, g_ascii_strtoull (row[N_BARS], NULL, 10));
  g_assert_cmpuint (series->n_rejected, ==, 0);
  g_assert_cmpuint (series->n_dividends, ==, g_ascii_strtoull (row[N_DIVIDENDS], NULL, 10));
  g_assert_cmpuint (series->n_splits, ==, g_ascii_strtoull (row[N_SPLITS], NULL, 10));
  g_assert_cmpuint (series->n_capital_gains, ==, g_ascii_strtoull (row[N_CAPITAL_GAINS], NULL, 10));
  if (n == 0)
    return;
  g_assert_cmpint (series->has_adj_close, ==, row[N_ADJ_CLOSES][0] != '\0');
  assert_local_time (series, 0, row[FIRST_TIME]);
  assert_local_time (series, n - 1, row[LAST_TIME]);
  g_assert_cmpfloat (series->close[0], ==, g_ascii_strtod (row[FIRST_CLOSE], NULL));
  g_assert_cmpfloat (series->close[n - 1], ==, g_ascii_strtod (row[LAST_CLOSE], NULL));
}

static void
test_expected (void)
{
  gsize n_rows, n = 0;
  char ***rows = quotes_data_load_csv ("oracle", "yahoo_expected_parse.csv", &n_rows);

  for (; n < n_rows; n++)
    check_expected ((const char *const *) rows[n]);
  g_assert_cmpuint (n, ==, 11);
  quotes_data_free_csv (rows);
}

static JsonArray *
dom_column (JsonObject *result, const char *group, const char *name)
{
  JsonObject *indicators = json_object_get_object_member (result, "indicators");
  JsonArray *array;

  if (!json_object_has_member (indicators, group))
    return NULL;
  array = json_object_get_array_member (indicators, group);
  return json_object_get_array_member (json_array_get_object_element (array, 0), name);
}

static void
assert_equals_dom (const double *column, JsonArray *dom, gsize n)
{
  g_assert_nonnull (dom);
  g_assert_cmpuint (json_array_get_length (dom), ==, n);
  for (guint i = 0; i < n; i++)
    {
      double expected = json_array_get_double_element (dom, i);

      g_assert_cmpmem (&column[i], sizeof column[i], &expected, sizeof expected);
    }
}

/* Every number that json-glib sees in a captured answer is read the same, to the last bit; before
 * the builder mends what does not fit together. */
static gsize
compare_with_dom (const char *name)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("X", CW_INTERVAL_1D);
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", name);
  g_autoptr (JsonParser) parser = json_parser_new ();
  CwYahooBody columns = { .builder = builder };
  gsize length, n;
  const char *body = g_bytes_get_data (file, &length);
  JsonObject *chart, *result;
  JsonArray *times;

  g_assert_true (cw_yahoo_body_read (&columns, body, length, NULL));
  g_assert_true (json_parser_load_from_data (parser, body, (gssize) length, NULL));
  chart =
      json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "chart");
  result = json_array_get_object_element (json_object_get_array_member (chart, "result"), 0);
  n = builder->n_bars;
  g_assert_cmpint (n > 0, ==, json_object_has_member (result, "timestamp"));
  if (n == 0)
    return 0;
  times = json_object_get_array_member (result, "timestamp");
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (builder->time[i], ==, json_array_get_int_element (times, i));
  assert_equals_dom (builder->open, dom_column (result, "quote", "open"), n);
  assert_equals_dom (builder->high, dom_column (result, "quote", "high"), n);
  assert_equals_dom (builder->low, dom_column (result, "quote", "low"), n);
  assert_equals_dom (builder->close, dom_column (result, "quote", "close"), n);
  assert_equals_dom (builder->volume, dom_column (result, "quote", "volume"), n);
  if (builder->has_adj_close)
    assert_equals_dom (builder->adj_close, dom_column (result, "adjclose", "adjclose"), n);
  return n;
}

static void
test_equals_dom (void)
{
  gsize n_rows, n_bars = 0;
  char ***rows = quotes_data_load_csv ("oracle", "yahoo_expected_parse.csv", &n_rows);

  for (gsize i = 0; i < n_rows; i++)
    n_bars += compare_with_dom (rows[i][FILE_NAME]);
  g_assert_cmpuint (n_bars, ==, 3913);
  quotes_data_free_csv (rows);
}

static void
test_meta (void)
{
  g_autoptr (CwSeries) daily = quotes_data_parse_chart ("chart_AAPL_2025_6mo.json", CW_INTERVAL_1D);
  g_autoptr (CwSeries) intraday =
      quotes_data_parse_chart ("chart_AAPL_5m_intraday.json", CW_INTERVAL_5M);

  g_assert_cmpstr (daily->info.name, ==, "Apple Inc.");
  g_assert_cmpstr (daily->info.exchange, ==, "NasdaqGS");
  g_assert_cmpstr (daily->info.instrument_type, ==, "EQUITY");
  g_assert_cmpstr (daily->info.timezone, ==, "America/New_York");
  g_assert_cmpint (daily->info.gmt_offset, ==, -14400);
  g_assert_cmpint (daily->info.price_decimals, ==, 2);
  g_assert_cmpint (daily->info.first_trade_time, ==, 345479400);
  g_assert_cmpint (daily->info.market_time, ==, 1761670102);
  g_assert_cmpfloat (daily->info.market_price, ==, 269.22);
  /* The close before a chart of six months is not yesterday's. */
  g_assert_true (isnan (daily->info.previous_close));
  g_assert_cmpfloat (intraday->info.previous_close, ==, 333.69);
}

/* Captured at 12:48 of a trading day: its last bar is that day's, and not over yet. */
static void
test_session (void)
{
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", "chart_AAPL_2025_6mo.json");
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  g_autoptr (CwSeries) series = parse (body, length, "AAPL", CW_INTERVAL_1D, &error);
  g_autoptr (CwSeries) running = NULL;
  g_autoptr (CwSeries) closed = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (series->info.session_start, ==, 1761658200);
  g_assert_cmpint (series->info.session_end, ==, 1761681600);
  running = cw_series_ref_closed (series, series->info.market_time);
  closed = cw_series_ref_closed (series, series->info.session_end);
  g_assert_cmpuint (running->n_bars, ==, 127);
  g_assert_cmpuint (closed->n_bars, ==, 128);
}

static void
test_events (void)
{
  g_autoptr (CwSeries) series =
      quotes_data_parse_chart ("chart_AAPL_2020_split_dividend.json", CW_INTERVAL_1D);
  g_autoptr (CwSeries) fund =
      quotes_data_parse_chart ("chart_VFINX_3mo_max_fund.json", CW_INTERVAL_3MO);

  g_assert_cmpint (series->splits[0].time, ==, 1598880600);
  g_assert_cmpfloat (series->splits[0].numerator, ==, 4);
  g_assert_cmpfloat (series->splits[0].denominator, ==, 1);
  g_assert_cmpint (series->dividends[0].time, ==, 1604673000);
  g_assert_cmpfloat (series->dividends[0].amount, ==, 0.205);
  /* The day of payment, not the bar that the payment is filed under. */
  g_assert_cmpint (fund->dividends[0].time, ==, 330960600);
  g_assert_cmpint (fund->capital_gains[0].time, ==, 567786600);
}

static void
assert_error_file (const char *name, guint status, CwQuotesError code, const char *mentioned)
{
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", name);
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  g_autoptr (GError) error = cw_yahoo_error_parse (status, body, length, "ABC");
  g_autoptr (GError) hidden = NULL;
  g_autoptr (CwSeries) series = NULL;

  g_assert_error (error, CW_QUOTES_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "“ABC”"));
  g_assert_nonnull (strstr (error->message, mentioned));
  g_assert_null (strstr (error->message, "Unprocessable"));
  if (body[0] != '{')
    return;
  /* The same under a status that promises a chart. */
  series = parse (body, length, "ABC", CW_INTERVAL_1D, &hidden);
  g_assert_null (series);
  g_assert_error (hidden, CW_QUOTES_ERROR, (int) code);
}

/* N17, N18, N20, N22 */
static void
test_errors (void)
{
  assert_error_file ("error_404_unknown_ticker.json", 404, CW_QUOTES_ERROR_NOT_FOUND, "not known");
  assert_error_file ("error_422_intraday_range.json", 422, CW_QUOTES_ERROR_BAD_REQUEST, "730 days");
  assert_error_file ("error_400_bad_interval.json", 400, CW_QUOTES_ERROR_BAD_REQUEST, "interval");
  assert_error_file ("error_401_invalid_crumb.json", 401, CW_QUOTES_ERROR_UNAUTHORIZED, "refuses");
  assert_error_file ("error_429_rate_limited.txt", 429, CW_QUOTES_ERROR_RATE_LIMITED, "Too many");
}

/* N19, N23 */
static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    CwQuotesError code;
  } cases[] = {
    { 403, CW_QUOTES_ERROR_UNAUTHORIZED },  { 500, CW_QUOTES_ERROR_PROVIDER_DOWN },
    { 502, CW_QUOTES_ERROR_PROVIDER_DOWN }, { 503, CW_QUOTES_ERROR_PROVIDER_DOWN },
    { 504, CW_QUOTES_ERROR_PROVIDER_DOWN }, { 408, CW_QUOTES_ERROR_TIMED_OUT },
    { 418, CW_QUOTES_ERROR_BAD_REQUEST },   { 304, CW_QUOTES_ERROR_BAD_ANSWER },
    { 204, CW_QUOTES_ERROR_BAD_ANSWER },    { 404, CW_QUOTES_ERROR_NOT_FOUND },
  };
  static const char page[] = "<html>Sorry</html>";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = cw_yahoo_error_parse (cases[i].status, page, strlen (page), "ABC");
      g_autoptr (GError) bare = cw_yahoo_error_parse (cases[i].status, NULL, 0, "ABC");

      g_assert_error (error, CW_QUOTES_ERROR, (int) cases[i].code);
      g_assert_error (bare, CW_QUOTES_ERROR, (int) cases[i].code);
    }
}

/* An error that does not say which it is: nothing about it is known, least of all that it was slow.
 */
static void
test_errors_without_code (void)
{
  static const char *const bodies[] = {
    "{\"chart\":{\"result\":null,\"error\":{\"description\":\"x\"}}}",
    "{\"chart\":{\"result\":null,\"error\":{\"code\":null,\"description\":\"x\"}}}",
    "{\"chart\":{\"result\":null,\"error\":{\"code\":5}}}",
    "{\"chart\":{\"result\":null,\"error\":{}}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwSeries) series =
          parse (bodies[i], strlen (bodies[i]), "ABC", CW_INTERVAL_1D, &error);

      g_assert_null (series);
      g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/yahoo-chart/expected", test_expected);
  g_test_add_func ("/quotes/yahoo-chart/equals-dom", test_equals_dom);
  g_test_add_func ("/quotes/yahoo-chart/meta", test_meta);
  g_test_add_func ("/quotes/yahoo-chart/session", test_session);
  g_test_add_func ("/quotes/yahoo-chart/events", test_events);
  g_test_add_func ("/quotes/yahoo-chart/errors", test_errors);
  g_test_add_func ("/quotes/yahoo-chart/statuses", test_statuses);
  g_test_add_func ("/quotes/yahoo-chart/errors-without-code", test_errors_without_code);
  return g_test_run ();
}
