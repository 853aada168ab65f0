/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-chart.h"

#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "quotes-data.h"

#define NOW G_GINT64_CONSTANT (1793000000) /* after every captured answer */

static CwSeries *
parse (const char *body, gsize length, const char *symbol, CwInterval interval, GError **error)
{
  return cw_yahoo_chart_parse (body, length, symbol, interval, "Test", NOW, error);
}

/* A chart of some bars, each part of which a test can set. */
typedef struct
{
  const char *meta, *times, *open, *high, *low, *close, *volume, *more;
} Parts;

#define T0 "1700000000"
#define T1 "1700086400"
#define T2 "1700172800"

static char *
make_body (const Parts *parts)
{
  return g_strdup_printf (
      "{\"chart\":{\"result\":[{\"meta\":{%s},\"timestamp\":[%s],\"indicators\":{\"quote\":[{"
      "\"open\":[%s],\"high\":[%s],\"low\":[%s],\"close\":[%s],\"volume\":[%s]}]%s}}],"
      "\"error\":null}}",
      parts->meta ? parts->meta : "", parts->times ? parts->times : T0 "," T1 "," T2,
      parts->open ? parts->open : "10,11,12", parts->high ? parts->high : "11,12,13",
      parts->low ? parts->low : "9,10,11", parts->close ? parts->close : "10.5,11.5,12.5",
      parts->volume ? parts->volume : "100,200,300", parts->more ? parts->more : "");
}

static CwSeries *
parse_parts (const Parts *parts)
{
  g_autofree char *body = make_body (parts);
  g_autoptr (GError) error = NULL;
  CwSeries *series = parse (body, strlen (body), "X", CW_INTERVAL_1D, &error);

  g_assert_no_error (error);
  return series;
}

static void
assert_fails (const char *body, gsize length, CwQuotesError code)
{
  g_autofree char *exact = g_memdup2 (body, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series = parse (exact, length, "X", CW_INTERVAL_1D, &error);

  g_assert_null (series);
  g_assert_error (error, CW_QUOTES_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
assert_parts_fail (const Parts *parts)
{
  g_autofree char *body = make_body (parts);

  assert_fails (body, strlen (body), CW_QUOTES_ERROR_BAD_ANSWER);
}

/* D1 */
static void
test_null_prices (void)
{
  g_autoptr (CwSeries) series = parse_parts (&(Parts){ .close = "10.5,null,12.5" });

  g_assert_cmpuint (series->n_bars, ==, 2);
  g_assert_cmpuint (series->n_rejected, ==, 0);
  g_assert_cmpfloat (series->close[1], ==, 12.5);
}

/* D2 */
static void
test_impossible_numbers (void)
{
  static const char *const opens[] = { "1e999,11,12", "-1e999,11,12",
                                       "99999999999999999999999,11,12", "-1,11,12" };

  for (gsize i = 0; i < G_N_ELEMENTS (opens); i++)
    {
      g_autoptr (CwSeries) series = parse_parts (&(Parts){ .open = opens[i] });

      g_assert_cmpuint (series->n_bars, ==, 2);
      g_assert_cmpuint (series->n_rejected, ==, 1);
    }
  assert_parts_fail (&(Parts){ .open = "NaN,11,12" });
  assert_parts_fail (&(Parts){ .open = "Infinity,11,12" });
}

/* D3 */
static void
test_prices_that_are_none (void)
{
  g_autoptr (CwSeries) series = parse_parts (&(Parts){ .close = "0,-2,12.5" });
  g_autoptr (CwSeries) text = parse_parts (&(Parts){ .close = "\"10\",true,12.5" });

  g_assert_cmpuint (series->n_bars, ==, 1);
  g_assert_cmpuint (series->n_rejected, ==, 2);
  g_assert_cmpuint (text->n_bars, ==, 1);
  g_assert_cmpuint (text->n_rejected, ==, 2); /* unlike null, which is not there */
}

/* D4 */
static void
test_close_outside (void)
{
  g_autoptr (CwSeries) series = parse_parts (&(Parts){ .close = "20,5,12" });

  g_assert_cmpfloat (series->high[0], ==, 20);
  g_assert_cmpfloat (series->low[1], ==, 5);
  g_assert_cmpfloat (series->close[1], ==, 5);
}

/* D5 */
static void
test_unsorted (void)
{
  g_autoptr (CwSeries) series = parse_parts (&(Parts){ .times = T2 "," T0 "," T1 });

  g_assert_cmpfloat (series->close[0], ==, 11.5);
  g_assert_cmpfloat (series->close[2], ==, 10.5);
}

/* D6 */
static void
test_same_day_twice (void)
{
  g_autoptr (CwSeries) same = parse_parts (&(Parts){ .times = T0 "," T1 "," T1 });
  g_autoptr (CwSeries) later = parse_parts (&(Parts){ .times = T0 "," T1 ",1700090000" });

  g_assert_cmpuint (same->n_bars, ==, 2);
  g_assert_cmpfloat (same->close[1], ==, 12.5);
  g_assert_cmpuint (later->n_bars, ==, 2);
  g_assert_cmpint (later->time[1], ==, 1700090000);
}

/* D7 */
static void
test_differing_lengths (void)
{
  g_autoptr (CwSeries) short_volume = parse_parts (&(Parts){ .volume = "100,200" });
  g_autoptr (CwSeries) no_volume = parse_parts (&(Parts){ .volume = "" });
  g_autoptr (CwSeries) adjusted =
      parse_parts (&(Parts){ .more = ",\"adjclose\":[{\"adjclose\":[1,2,3]}]" });
  g_autoptr (CwSeries) short_adjusted =
      parse_parts (&(Parts){ .more = ",\"adjclose\":[{\"adjclose\":[1]}]" });

  g_assert_cmpuint (short_volume->n_bars, ==, 2);
  g_assert_cmpuint (short_volume->n_rejected, ==, 1);
  g_assert_cmpuint (no_volume->n_bars, ==, 3);
  g_assert_true (isnan (no_volume->volume[2]));
  g_assert_true (adjusted->has_adj_close);
  g_assert_cmpfloat (adjusted->adj_close[2], ==, 3);
  g_assert_cmpuint (short_adjusted->n_bars, ==, 1);
  g_assert_cmpuint (short_adjusted->n_rejected, ==, 2);
  assert_parts_fail (&(Parts){ .close = "10.5,11.5" });
  assert_parts_fail (&(Parts){ .close = "10.5,11.5,12.5,13.5" });
  assert_parts_fail (&(Parts){ .open = "" });
  assert_parts_fail (&(Parts){ .times = T0 "," T1 });
  assert_parts_fail (&(Parts){ .times = "" });
}

/* D8 */
static void
test_few_bars (void)
{
  g_autoptr (CwSeries) none =
      quotes_data_parse_chart ("chart_AAPL_1m_weekend_no_timestamp.json", CW_INTERVAL_1M);
  g_autoptr (CwSeries) one = quotes_data_parse_chart ("chart_AAPL_onebar.json", CW_INTERVAL_1D);
  g_autoptr (CwSeries) empty = parse_parts (
      &(Parts){ .times = "", .open = "", .high = "", .low = "", .close = "", .volume = "" });

  g_assert_cmpuint (none->n_bars, ==, 0);
  g_assert_cmpfloat (none->info.market_price, ==, 244.87);
  g_assert_cmpfloat (none->info.previous_close, ==, 244.47);
  g_assert_cmpuint (one->n_bars, ==, 1);
  g_assert_cmpuint (empty->n_bars, ==, 0);
}

/* A low of 0 is missing; the rest of the bar is worth keeping. */
static void
test_missing_low (void)
{
  g_autoptr (CwSeries) fund =
      quotes_data_parse_chart ("chart_VFINX_3mo_max_fund.json", CW_INTERVAL_3MO);
  g_autoptr (CwSeries) series = parse_parts (&(Parts){ .low = "0,-0.0,-1" });

  g_assert_cmpint (fund->time[161], ==, 1743480000);
  g_assert_cmpfloat (fund->low[161], ==, 519.7899780273438);
  g_assert_cmpuint (series->n_bars, ==, 2);
  g_assert_cmpfloat (series->low[0], ==, 10);
}

static char *
repeat (guint n, const char *format, int first, int step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append_printf (text, "%" G_GINT64_FORMAT "%s", first + (gint64) i * step, format);
    }
  return g_string_free (text, FALSE);
}

static CwSeries *
parse_long (guint n, GError **error)
{
  g_autofree char *times = repeat (n, "", -2000000000, 86400);
  g_autofree char *prices = repeat (n, ".25", 1, 1);
  Parts parts = {
    .times = times, .open = prices, .high = prices, .low = prices, .close = prices, .volume = prices
  };
  g_autofree char *body = make_body (&parts);

  return parse (body, strlen (body), "X", CW_INTERVAL_1D, error);
}

/* D9 */
static void
test_a_century (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) century = parse_long (25200, &error);
  g_autoptr (CwSeries) flood = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (century->n_bars, ==, 25200);
  g_assert_cmpfloat (century->close[25199], ==, 25200.25);
  flood = parse_long (200000, &error);
  g_assert_null (flood);
  g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
}

/* D14 */
static void
test_impossible_times (void)
{
  static const char *const times[] = {
    T0 "," T1 ",1893456000",    /* 2030 */
    T0 "," T1 ",1700172800000", /* milliseconds */
    T0 "," T1 ",1e300",         T0 "," T1 ",-1e300",      T0 "," T1 ",null",
    T0 "," T1 ",\"x\"",         T0 "," T1 ",-3000000000", /* 1874 */
  };
  g_autoptr (CwSeries) early =
      parse_parts (&(Parts){ .meta = "\"firstTradeDate\":1650000000", .times = "0," T1 "," T2 });
  gsize n = 0;

  for (; n < G_N_ELEMENTS (times); n++)
    {
      g_autoptr (CwSeries) series = parse_parts (&(Parts){ .times = times[n] });

      g_assert_cmpuint (series->n_bars, ==, 2);
      g_assert_cmpuint (series->n_rejected, ==, 1);
    }
  g_assert_cmpuint (n, ==, 7);
  g_assert_cmpuint (early->n_bars, ==, 2);
  g_assert_cmpuint (early->n_rejected, ==, 1);
}

/* D21 */
static void
test_strange_names (void)
{
  g_autofree char *long_name = g_strnfill (900000, 'x');
  g_autofree char *long_meta = g_strdup_printf ("\"longName\":\"%s\"", long_name);
  g_autofree char *endless_name = g_strnfill (2000000, 'x');
  g_autofree char *endless_meta = g_strdup_printf ("\"longName\":\"%s\"", endless_name);
  g_autoptr (CwSeries) markup = parse_parts (
      &(Parts){ .meta = "\"longName\":\"<b>AT&T\\u202e\\u0007\\u0000 x</b>\",\"currency\":5" });
  g_autoptr (CwSeries) bounded = parse_parts (&(Parts){ .meta = long_meta });

  g_assert_cmpstr (markup->info.name, ==, "<b>AT&T");
  g_assert_cmpstr (markup->info.currency, ==, "");
  g_assert_cmpuint (strlen (bounded->info.name), ==, 200);
  assert_parts_fail (&(Parts){ .meta = endless_meta });
  assert_parts_fail (&(Parts){ .meta = "\"longName\":\"\xff\xfe\"" });
}

/* D24 */
static void
test_deep (void)
{
  static const guint depths[] = { 65, 1000, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autofree char *open = g_strnfill (depths[i], '['), *close = g_strnfill (depths[i], ']');
      g_autofree char *meta = g_strdup_printf ("\"x\":%s%s", open, close);
      g_autofree char *alone = g_strconcat (open, close, NULL);

      assert_parts_fail (&(Parts){ .meta = meta });
      assert_parts_fail (&(Parts){ .close = alone });
      assert_fails (alone, strlen (alone), CW_QUOTES_ERROR_BAD_ANSWER);
      assert_fails (open, strlen (open), CW_QUOTES_ERROR_BAD_ANSWER);
    }
}

/* N5, N14: cut anywhere, no answer is taken for a whole one. */
static void
test_truncated (void)
{
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", "chart_AAPL_5m_intraday.json");
  gsize length;
  const char *body = g_bytes_get_data (file, &length);

  while (g_ascii_isspace (body[length - 1]))
    length--;
  for (gsize n = 1; n < length; n++)
    assert_fails (body, n, CW_QUOTES_ERROR_BAD_ANSWER);
}

static void
test_malformed (void)
{
  static const char *const bodies[] = {
    "{}x",
    "{} {}",
    "{\"chart\":{\"result\":[{}],}}",
    "{\"chart\":{\"result\":[{},]}}",
    "{\"chart\":{\"result\":[{\"timestamp\":[1,]}]}}",
    "{\"chart\":{\"result\":[{\"timestamp\":[,1]}]}}",
    "{\"chart\":{\"result\":[{\"timestamp\":[1 2]}]}}",
    "{\"chart\":{\"result\":[{\"timestamp\":[01]}]}}",
    "{'chart':1}",
    "{\"chart\" 1}",
    "{\"a\\x\":1}",
    "{\"a\":\"\\u12g4\"}",
    "{\"a\":tru}",
    "nul",
    "[",
    "]",
    "{\"a\":\"\n\"}",
    "\x1f\x8b\x08\x00junk",
    "Edge: Too Many Requests",
    "{\"a\":1]",
    "[1}",
    "{}",
    "[]",
    "{\"chart\":null}",
    "{\"chart\":{\"result\":null,\"error\":null}}",
    "{\"chart\":{\"result\":[],\"error\":null}}",
    "{\"chart\":{\"result\":[null]}}",
    "42",
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (bodies); n++)
    assert_fails (bodies[n], strlen (bodies[n]), CW_QUOTES_ERROR_BAD_ANSWER);
  g_assert_cmpuint (n, ==, 28);
}

/* N16 */
static void
test_pages (void)
{
  static const char page[] = "<!DOCTYPE html><html><body>Will be right back</body></html>";
  static const char consent[] = "<html><a href=\"https://consent.yahoo.com/v2/x\">Yahoo</a></html>";

  assert_fails ("", 0, CW_QUOTES_ERROR_PROVIDER_DOWN);
  assert_fails (" \r\n", 3, CW_QUOTES_ERROR_PROVIDER_DOWN);
  assert_fails (page, strlen (page), CW_QUOTES_ERROR_PROVIDER_DOWN);
  assert_fails (consent, strlen (consent), CW_QUOTES_ERROR_UNAUTHORIZED);
}

static void
test_duplicate_members (void)
{
  static const char body[] =
      "{\"chart\":{\"result\":[{\"timestamp\":[1,2,3],\"timestamp\":[" T0
      "],\"indicators\":{\"quote\":"
      "[{\"open\":[1,2],\"high\":[3,4],\"low\":[1,1],\"close\":[2,2],\"volume\":[7,7]}]},"
      "\"indicators\":"
      "{\"quote\":[{\"close\":[9,9],\"open\":[5],\"high\":[6],\"low\":[4],\"close\":[5.5]}]}}]}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series = parse (body, strlen (body), "X", CW_INTERVAL_1D, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (series->n_bars, ==, 1);
  g_assert_cmpfloat (series->close[0], ==, 5.5);
  g_assert_true (isnan (series->volume[0]));
}

static void
test_spaces (void)
{
  static const char body[] =
      "\xef\xbb\xbf { \"chart\" : { \"result\" : [ { \"timestamp\" : [ " T0 " , " T1 " ] ,\n"
      "\"indicators\":{\"quote\":[{\"open\":[ 1 , 2 ],\"high\":[3\t,\t4],\"low\":[\n1,1\n],"
      "\"close\":[2 ,2 ] , \"volume\":[ null , 5]} , 7 ] } } , 3 ] } } \r\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series = parse (body, strlen (body), "X", CW_INTERVAL_1D, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (series->n_bars, ==, 2);
  g_assert_true (isnan (series->volume[0]));
  g_assert_cmpfloat (series->volume[1], ==, 5);
}

static void
test_odd_events (void)
{
  static const char more[] =
      ",\"x\":{}},\"events\":{\"dividends\":{\"1700000000\":{\"amount\":0.5},\"a\":{\"amount\":1,"
      "\"date\":1e99},"
      "\"b\":{\"amount\":-1,\"date\":1700000000},\"c\":null,\"d\":{\"amount\":\"1\"}},\"splits\":{"
      "\"x\":"
      "{\"date\":1700000000,\"numerator\":2,\"denominator\":0},\"y\":[]},\"capitalGains\":7";
  g_autoptr (CwSeries) series = parse_parts (&(Parts){ .more = more });

  g_assert_cmpuint (series->n_dividends, ==, 1);
  g_assert_cmpint (series->dividends[0].time, ==, 1700000000);
  g_assert_cmpuint (series->n_splits, ==, 0);
  g_assert_cmpuint (series->n_capital_gains, ==, 0);
}

/* D13: a currency is shown as it came; what is missing is empty. */
static void
test_currencies (void)
{
  static const struct
  {
    const char *meta, *currency;
  } rows[] = {
    { "\"currency\":\"usd\"", "usd" }, { "\"currency\":\"GBp\"", "GBp" },
    { "\"currency\":\"XYZ\"", "XYZ" }, { "\"currency\":null", "" },
    { "\"currency\":5", "" },          { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CwSeries) series = parse_parts (&(Parts){ .meta = rows[i].meta });

      g_assert_cmpstr (series->info.currency, ==, rows[i].currency);
    }
}

/* D16: days are the exchange's. When its clock changes, a day may be stamped at 23:00 of the one
 * before; a market that never closes has every day; and there is no day that has to be there. */
static void
test_days (void)
{
  static const char *const hours[] = {
    "1541127600,1541296800,1541386800", /* 2 November 03:00, 4 November 02:00 and 5 November 03:00
                                         */
    "1541214000,1541300400,1541386800", /* Saturday, Sunday, Monday */
  };
  static const gint64 days[][3] = { { 17837, 17839, 17840 }, { 17838, 17839, 17840 } };

  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autoptr (CwSeries) series = parse_parts (
          &(Parts){ .meta = "\"exchangeTimezoneName\":\"America/Sao_Paulo\"", .times = hours[i] });

      g_assert_cmpuint (series->n_bars, ==, 3);
      for (gsize j = 0; j < 3; j++)
        g_assert_cmpint (cw_series_get_day (series, series->time[j]), ==, days[i][j]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/yahoo-chart-faults/D1-null-prices", test_null_prices);
  g_test_add_func ("/quotes/yahoo-chart-faults/D2-impossible-numbers", test_impossible_numbers);
  g_test_add_func ("/quotes/yahoo-chart-faults/D3-prices-that-are-none", test_prices_that_are_none);
  g_test_add_func ("/quotes/yahoo-chart-faults/D4-close-outside", test_close_outside);
  g_test_add_func ("/quotes/yahoo-chart-faults/D5-unsorted", test_unsorted);
  g_test_add_func ("/quotes/yahoo-chart-faults/D6-same-day-twice", test_same_day_twice);
  g_test_add_func ("/quotes/yahoo-chart-faults/D7-differing-lengths", test_differing_lengths);
  g_test_add_func ("/quotes/yahoo-chart-faults/D8-few-bars", test_few_bars);
  g_test_add_func ("/quotes/yahoo-chart-faults/missing-low", test_missing_low);
  g_test_add_func ("/quotes/yahoo-chart-faults/D9-a-century", test_a_century);
  g_test_add_func ("/quotes/yahoo-chart-faults/D13-currencies", test_currencies);
  g_test_add_func ("/quotes/yahoo-chart-faults/D16-days", test_days);
  g_test_add_func ("/quotes/yahoo-chart-faults/D14-impossible-times", test_impossible_times);
  g_test_add_func ("/quotes/yahoo-chart-faults/D21-strange-names", test_strange_names);
  g_test_add_func ("/quotes/yahoo-chart-faults/D24-deep", test_deep);
  g_test_add_func ("/quotes/yahoo-chart-faults/N5-truncated", test_truncated);
  g_test_add_func ("/quotes/yahoo-chart-faults/malformed", test_malformed);
  g_test_add_func ("/quotes/yahoo-chart-faults/N16-pages", test_pages);
  g_test_add_func ("/quotes/yahoo-chart-faults/duplicate-members", test_duplicate_members);
  g_test_add_func ("/quotes/yahoo-chart-faults/spaces", test_spaces);
  g_test_add_func ("/quotes/yahoo-chart-faults/odd-events", test_odd_events);
  return g_test_run ();
}
