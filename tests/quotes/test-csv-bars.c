/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-bars.h"

#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"

#define NOW G_GINT64_CONSTANT (1793000000) /* October 2026 */
#define HEADER "Date,Open,High,Low,Close,Adj Close,Volume\n"

static gint64
moment (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static CwSeries *
parse (const char *text, const CwSeriesQuery *query, GError **error)
{
  g_autofree char *exact = g_memdup2 (text, strlen (text)); /* with nothing behind it */

  return cw_csv_bars_parse (exact, strlen (text), query, "Test folder", NOW, error);
}

static CwSeries *
parse_all (const char *text, CwInterval interval, GError **error)
{
  CwSeriesQuery query = { .symbol = "AAPL", .interval = interval, .range = CW_RANGE_MAX };

  return parse (text, &query, error);
}

static CwSeries *
parse_good (const char *text, CwInterval interval)
{
  g_autoptr (GError) error = NULL;
  CwSeries *series = parse_all (text, interval, &error);

  g_assert_no_error (error);
  g_assert_cmpint (series->interval, ==, interval);
  return series;
}

static const char days[] = HEADER "2021-04-29,10,12,9,11,5.5,1000\n"
                                  "2021-04-30,11,13,10,12,6,2000\n"
                                  "2021-05-03,12,15,11,14,7,\n"
                                  "2021-05-04,14,14,8,9,4.5,500\n"
                                  "2021-05-10,9,10,9,10,5,100\n";

static void
test_days (void)
{
  g_autoptr (CwSeries) series = parse_good (days, CW_INTERVAL_1D);

  g_assert_cmpuint (series->n_bars, ==, 5);
  g_assert_cmpint (series->time[0], ==, moment ("2021-04-29T00:00:00"));
  g_assert_cmpfloat (series->close[4], ==, 10);
  g_assert_cmpfloat (series->adj_close[4], ==, 5);
  g_assert_true (series->has_adj_close);
  g_assert_true (isnan (series->volume[2]));
  g_assert_cmpuint (series->n_rejected, ==, 0);
  g_assert_cmpstr (series->info.symbol, ==, "AAPL");
  g_assert_cmpstr (series->info.source, ==, "Test folder");
  /* What no file says stays unknown. */
  g_assert_cmpstr (series->info.currency, ==, "");
  g_assert_cmpstr (series->info.timezone, ==, "");
  g_assert_cmpstr (series->info.name, ==, "");
}

static void
test_longer_bars (void)
{
  g_autoptr (CwSeries) weeks = parse_good (days, CW_INTERVAL_1WK);
  g_autoptr (CwSeries) months = parse_good (days, CW_INTERVAL_1MO);
  g_autoptr (CwSeries) quarters = parse_good (days, CW_INTERVAL_3MO);

  g_assert_cmpuint (weeks->n_bars, ==, 3);
  g_assert_cmpfloat (weeks->open[0], ==, 10);
  g_assert_cmpfloat (weeks->high[0], ==, 13);
  g_assert_cmpfloat (weeks->close[0], ==, 12);
  g_assert_cmpfloat (weeks->volume[0], ==, 3000);
  g_assert_cmpfloat (weeks->low[1], ==, 8);
  g_assert_cmpfloat (weeks->volume[1], ==, 500);
  g_assert_cmpuint (months->n_bars, ==, 2);
  g_assert_cmpfloat (months->adj_close[1], ==, 5);
  g_assert_cmpuint (quarters->n_bars, ==, 1);
}

/* Two days of bars of @seconds, from 9:30 on, @n a day, whose closes count up. */
static char *
make_day_bars (int seconds, guint n)
{
  GString *text = g_string_new ("Date,Open,High,Low,Close,Volume\n");

  for (guint day = 14; day <= 15; day++)
    for (guint i = 0; i < n; i++)
      {
        guint second = 34200 + i * (guint) seconds, close = 100 * (day - 13) + i;

        g_string_append_printf (text, "2020-12-%u %02u:%02u,%u,%u,%u,%u,10\n", day, second / 3600,
                                second / 60 % 60, close - 1, close + 2, close - 2, close);
      }
  return g_string_free (text, FALSE);
}

static void
test_bars_within_a_day (void)
{
  g_autofree char *text = make_day_bars (60, 90);
  g_autoptr (CwSeries) minutes = parse_good (text, CW_INTERVAL_1M);
  g_autoptr (CwSeries) fives = parse_good (text, CW_INTERVAL_5M);
  g_autoptr (CwSeries) hours = parse_good (text, CW_INTERVAL_1H);
  g_autoptr (CwSeries) whole_days = parse_good (text, CW_INTERVAL_1D);
  g_autoptr (CwSeries) week = parse_good (text, CW_INTERVAL_1WK);

  g_assert_cmpuint (minutes->n_bars, ==, 180);
  g_assert_cmpint (minutes->time[0], ==, moment ("2020-12-14T09:30:00"));
  g_assert_false (minutes->has_adj_close);
  g_assert_cmpuint (fives->n_bars, ==, 36);
  g_assert_cmpint (fives->time[1], ==, moment ("2020-12-14T09:35:00"));
  g_assert_cmpfloat (fives->open[1], ==, 104);
  g_assert_cmpfloat (fives->high[1], ==, 111);
  g_assert_cmpfloat (fives->low[1], ==, 103);
  g_assert_cmpfloat (fives->close[1], ==, 109);
  g_assert_cmpfloat (fives->adj_close[1], ==, 109);
  g_assert_cmpfloat (fives->volume[1], ==, 50);
  /* From the first bar of the day on, not from the full hour. */
  g_assert_cmpuint (hours->n_bars, ==, 4);
  g_assert_cmpint (hours->time[1], ==, moment ("2020-12-14T10:30:00"));
  g_assert_cmpint (hours->time[2], ==, moment ("2020-12-15T09:30:00"));
  g_assert_cmpuint (whole_days->n_bars, ==, 2);
  g_assert_cmpfloat (whole_days->open[1], ==, 199);
  g_assert_cmpfloat (whole_days->close[1], ==, 289);
  g_assert_cmpfloat (whole_days->volume[1], ==, 900);
  g_assert_cmpuint (week->n_bars, ==, 1);
  g_assert_cmpfloat (week->open[0], ==, 99);
}

static void
test_impossible_intervals (void)
{
  static const char weekly[] =
      "Date,Close\n2021-04-05,1\n2021-04-12,2\n2021-04-19,3\n2021-04-26,4\n";
  static const char monthly[] = "Date,Close\n2021-01-01,1\n2021-02-01,2\n2021-03-01,3\n";
  g_autofree char *hourly = make_day_bars (3600, 6);
  const struct
  {
    const char *text;
    CwInterval interval;
    const char *has;
  } cases[] = {
    { days, CW_INTERVAL_1M, "1d" },
    { days, CW_INTERVAL_1H, "1d" },
    { weekly, CW_INTERVAL_1D, "1wk" },
    { weekly, CW_INTERVAL_1MO, "1wk" },
    { monthly, CW_INTERVAL_1WK, "1mo" },
    { monthly, CW_INTERVAL_3MO, "1mo" },
    { hourly, CW_INTERVAL_1M, "1h" },
    { hourly, CW_INTERVAL_90M, "1h" },
    { "Date,Close\n2021-04-05,1\n", CW_INTERVAL_5M, "1d" },
  };
  g_autoptr (CwSeries) same = parse_good (weekly, CW_INTERVAL_1WK);
  guint n = 0;

  g_assert_cmpuint (same->n_bars, ==, 4);
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_all (cases[n].text, cases[n].interval, &error));
      g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
      g_assert_nonnull (strstr (error->message, cases[n].has));
      g_assert_nonnull (strstr (error->message, cw_interval_to_string (cases[n].interval)));
    }
  g_assert_cmpuint (n, ==, 9);
}

/* D8: nothing, and one bar, of any interval that it may be of. */
static void
test_few_bars (void)
{
  guint n = 0;

  for (guint i = 0; i < CW_N_INTERVALS; i++, n++)
    {
      g_autoptr (CwSeries) none = parse_good (HEADER, (CwInterval) i);
      g_autoptr (CwSeries) one = parse_good ("Date,Close\n2021-04-05 10:30,7\n", (CwInterval) i);

      g_assert_cmpuint (none->n_bars, ==, 0);
      g_assert_cmpuint (one->n_bars, ==, 1);
      g_assert_cmpfloat (one->close[0], ==, 7);
    }
  g_assert_cmpuint (n, ==, CW_N_INTERVALS);
}

/* A range reaches back from the last bar of the file, days from one to the other. */
static void
test_ranges (void)
{
  static const struct
  {
    CwRange range;
    const char *from, *to;
    gsize n_bars;
  } cases[] = {
    { CW_RANGE_MAX, NULL, NULL, 5 },
    { CW_RANGE_1D, NULL, NULL, 1 },
    { CW_RANGE_5D, NULL, NULL, 3 },
    { CW_RANGE_1MO, NULL, NULL, 5 },
    { CW_RANGE_YTD, NULL, NULL, 5 },
    { CW_RANGE_1D, "2021-04-30T00:00:00", "2021-05-04T00:00:00", 3 },
    { CW_RANGE_1D, "2021-04-30T00:00:01", "2021-05-03T23:59:59", 1 },
    { CW_RANGE_MAX, "2000-01-01T00:00:00", "2000-12-31T00:00:00", 0 },
    { CW_RANGE_MAX, "2021-05-10T00:00:00", "2030-12-31T00:00:00", 1 },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      CwSeriesQuery query = { .symbol = "AAPL",
                              .interval = CW_INTERVAL_1D,
                              .range = cases[n].range,
                              .from = cases[n].from != NULL ? moment (cases[n].from) : 0,
                              .to = cases[n].to != NULL ? moment (cases[n].to) : 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (CwSeries) series = parse (days, &query, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (series->n_bars, ==, cases[n].n_bars);
    }
  g_assert_cmpuint (n, ==, 9);
}

/* D1 … D6, D14: what a file may hold that cannot be. */
static void
test_rejected_bars (void)
{
  static const struct
  {
    const char *lines;
    gsize n_bars;
    guint n_rejected;
  } cases[] = {
    { "2021-04-20,,,,,,\n", 2, 0 },           /* D1 */
    { "2021-04-20,1e999,1,1,1,1,1\n", 2, 1 }, /* D2 */
    { "2021-04-20,1,1,1,-1,1,1\n", 2, 1 },    /* D3 */
    { "2021-04-20,0,1,1,1,1,1\n", 2, 1 },     /* D3 */
    { "2021-04-20,1,0.5,2,3,1,1\n", 3, 0 },   /* D4 */
    { "2021-04-16,1,1,1,1,1,1\n", 3, 0 },     /* D5 */
    { "2021-04-22,7,7,7,7,7,7\n", 2, 0 },     /* D6 */
    { "2121-04-20,1,1,1,1,1,1\n", 2, 1 },     /* D14 */
    { "1821-04-20,1,1,1,1,1,1\n", 2, 1 },     /* D14 */
    { "Total,1,1,1,1,1,1\n", 2, 1 },
    { "2021-04-20,1,2,3,4,5,6,7\n", 2, 1 },
    { "\n \r\n", 2, 0 },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text =
          g_strconcat (HEADER "2021-04-21,1,1,1,1,1,1\n2021-04-22,1,1,1,1,1,1\n", cases[n].lines,
                       NULL);
      g_autoptr (CwSeries) series = parse_good (text, CW_INTERVAL_1D);

      g_test_message ("%s", cases[n].lines);
      g_assert_cmpuint (series->n_bars, ==, cases[n].n_bars);
      g_assert_cmpuint (series->n_rejected, ==, cases[n].n_rejected);
    }
  g_assert_cmpuint (n, ==, 12);
}

/* D28: what is wrong with a whole file is said, with the line that it begins on. */
static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "Date;Open;High;Low;Close\n2021-04-20;1,5;1,6;1,4;1,5\n", "Line 2" },
    { "Date,Open,High,Low,Close\n2021-04-20,1,5,1,6,1,4,1,5\n", "Line 2" },
    { "Date,Close\n2021-04-20,\"1,5\"\n2021-04-21,\"1,6\"\n", "decimal point" },
    { "Date|Close\n2021-04-20|1\n", "Line 1" },
    { "2021-04-20,1,1,1,1\n", "Line 1" },
    { "<html><body>Not found</body></html>\n", "Line 1" },
    { "Date,Close\n20.04.2021,1\n21.04.2021,2\n", "Line 2" },
    { "Date,Close\n\n\nyesterday,1\n", "Line 4" },
    { "Date,Close\nthe day before the day before the day before,1\n", "Line 2" },
  };
  static const char binary[] = "Date,Close\n2021-04-20,1\n\0\n";
  static const CwSeriesQuery query = { .symbol = "AAPL", .interval = CW_INTERVAL_1D };
  g_autoptr (GError) zero = NULL;
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[n].text);
      g_assert_null (parse_all (cases[n].text, CW_INTERVAL_1D, &error));
      g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
      g_assert_nonnull (strstr (error->message, cases[n].says));
    }
  g_assert_cmpuint (n, ==, 9);
  g_assert_null (cw_csv_bars_parse (binary, sizeof binary - 1, &query, "Test", NOW, &zero));
  g_assert_error (zero, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
}

static CwSymbolQuote *
parse_quote (const char *text, GError **error)
{
  return cw_csv_bars_parse_quote (text, strlen (text), "AAPL", "Test folder", NOW, error);
}

static void
test_quote (void)
{
  g_autofree char *minutes = make_day_bars (60, 90);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSymbolQuote) day = parse_quote (days, &error);
  g_autoptr (CwSymbolQuote) minute = parse_quote (minutes, &error);
  g_autoptr (CwSymbolQuote) week =
      parse_quote ("Date,Close\n2021-04-05,1\n2021-04-12,2\n2021-04-19,3\n", &error);
  g_autoptr (CwSymbolQuote) one = parse_quote ("Date,Close\n2021-04-05,4\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (day->symbol, ==, "AAPL");
  g_assert_cmpstr (day->source, ==, "Test folder");
  g_assert_cmpstr (day->currency, ==, "");
  g_assert_cmpfloat (day->quote.price, ==, 10);
  g_assert_cmpfloat (day->quote.previous_close, ==, 9);
  g_assert_cmpint (day->quote.time, ==, moment ("2021-05-10T00:00:00"));
  g_assert_cmpuint (day->n_closes, ==, 5);
  /* The last minute's close, against the last of the day before. */
  g_assert_cmpfloat (minute->quote.price, ==, 289);
  g_assert_cmpfloat (minute->quote.previous_close, ==, 189);
  g_assert_cmpint (minute->quote.time, ==, moment ("2020-12-15T10:59:00"));
  g_assert_cmpfloat (week->quote.price, ==, 3);
  g_assert_true (isnan (week->quote.previous_close));
  g_assert_true (isnan (week->quote.change_percent));
  g_assert_cmpfloat (one->quote.price, ==, 4);
  g_assert_true (isnan (one->quote.change));
  g_assert_null (parse_quote (HEADER, &error));
  g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/csv-bars/days", test_days);
  g_test_add_func ("/quotes/csv-bars/longer-bars", test_longer_bars);
  g_test_add_func ("/quotes/csv-bars/bars-within-a-day", test_bars_within_a_day);
  g_test_add_func ("/quotes/csv-bars/impossible-intervals", test_impossible_intervals);
  g_test_add_func ("/quotes/csv-bars/D8-few-bars", test_few_bars);
  g_test_add_func ("/quotes/csv-bars/ranges", test_ranges);
  g_test_add_func ("/quotes/csv-bars/rejected-bars", test_rejected_bars);
  g_test_add_func ("/quotes/csv-bars/D28-bad-files", test_bad_files);
  g_test_add_func ("/quotes/csv-bars/quote", test_quote);
  return g_test_run ();
}
