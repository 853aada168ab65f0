/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-bars-csv.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "cw-market-error.h"

#define DAY 86400
#define OPENING (9 * 3600 + 30 * 60)

static CwSeries *
read_text (const char *text, gsize length, CwInterval interval, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (CwSeriesBuilder) builder =
      cw_bars_csv_read (text, length, "AAPL", interval, zone, OPENING, error);

  if (builder == NULL)
    return NULL;
  cw_series_builder_set_text (&builder->info.timezone, "America/New_York");
  return cw_series_builder_end (builder);
}

static CwSeries *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  CwSeries *series = read_text (text, strlen (text), CW_INTERVAL_1D, &error);

  g_assert_no_error (error);
  return series;
}

static gint64
moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
assert_number (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpmem (&value, sizeof value, &expected, sizeof expected);
}

/* The same two bars, however they are written. */
static void
test_shapes (void)
{
  static const char *const texts[] = {
    /* as Yahoo had it */
    "Date,Open,High,Low,Close,Adj Close,Volume\n"
    "2021-04-20,10.5,12,9.25,11,5.5,1000\n2021-04-21,11,13,10,12.125,6.0625,2000\n",
    /* no line end at the end */
    "Date,Open,High,Low,Close,Adj Close,Volume\n"
    "2021-04-20,10.5,12,9.25,11,5.5,1000\n2021-04-21,11,13,10,12.125,6.0625,2000",
    /* CRLF, a byte order mark, empty lines */
    "\xef\xbb\xbf"
    "Date,Open,High,Low,Close,Adj Close,Volume\r\n\r\n"
    "2021-04-20,10.5,12,9.25,11,5.5,1000\r\n  \r\n2021-04-21,11,13,10,12.125,6.0625,2000\r\n\r\n",
    /* semicolons, tabs, quotation marks and space */
    "Date;Open;High;Low;Close;Adj Close;Volume\n"
    "2021-04-20;10.5;12;9.25;11;5.5;1000\n2021-04-21;11;13;10;12.125;6.0625;2000\n",
    "Date\tOpen\tHigh\tLow\tClose\tAdj Close\tVolume\n"
    "2021-04-20\t10.5\t12\t9.25\t11\t5.5\t1000\n2021-04-21\t11\t13\t10\t12.125\t6.0625\t2000\n",
    "\"Date\", \"Open\" ,High,Low,Close,\"Adj Close\",Volume\n"
    "\"2021-04-20\", 10.5 ,12,9.25,\"11\",5.5,1000\n2021-04-21,11,13,10,12.125,6.0625,2000\n",
    /* another order, other cases, columns that nobody knows */
    "volume,note,ADJ CLOSE,close,low,high,open,date,x\n"
    "1000,a,5.5,11,9.25,12,10.5,2021-04-20,\n2000,b,6.0625,12.125,10,13,11,2021-04-21,\n",
    /* separators and marks between quotation marks */
    "Date,\"No, te\",Open,High,Low,Close,Adj Close,Volume\n"
    "2021-04-20,\"a \"\"b\"\", c\",10.5,12,9.25,11,5.5,1000\n"
    "2021-04-21, \",\" ,11,13,10,12.125,6.0625,\"2000\"\n",
    /* exponents and signs */
    "Date,Open,High,Low,Close,Adj Close,Volume\n"
    "2021-04-20,1.05e1,+12,9.25,1100E-2,5.5,1e3\n2021-4-21,11,13,10,12.125,6.0625,2000\n",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (texts); n++)
    {
      g_autoptr (CwSeries) series = read_good (texts[n]);

      g_test_message ("%s", texts[n]);
      g_assert_cmpuint (series->n_bars, ==, 2);
      g_assert_cmpint (series->time[0], ==, moment ("2021-04-20T09:30:00-04:00"));
      g_assert_cmpint (series->time[1], ==, moment ("2021-04-21T09:30:00-04:00"));
      assert_number (series->open[0], 10.5);
      assert_number (series->high[0], 12);
      assert_number (series->low[0], 9.25);
      assert_number (series->close[0], 11);
      assert_number (series->adj_close[0], 5.5);
      assert_number (series->volume[0], 1000);
      assert_number (series->close[1], 12.125);
      assert_number (series->adj_close[1], 6.0625);
      assert_number (series->volume[1], 2000);
      g_assert_true (series->has_adj_close);
      g_assert_cmpstr (series->info.symbol, ==, "AAPL");
    }
  g_assert_cmpuint (n, ==, 9);
}

static void
test_few_columns (void)
{
  g_autoptr (CwSeries) series = read_good ("Close,Date\n11,2021-04-20\n12,2021-04-21\n");

  g_assert_cmpuint (series->n_bars, ==, 2);
  assert_number (series->open[0], 11);
  assert_number (series->high[0], 11);
  assert_number (series->low[0], 11);
  assert_number (series->close[0], 11);
  assert_number (series->adj_close[0], 11);
  g_assert_true (isnan (series->volume[0]));
  g_assert_false (series->has_adj_close);
}

static void
test_gaps (void)
{
  g_autoptr (CwSeries) series =
      read_good ("Date,Open,High,Low,Close,Adj Close,Volume\n"
                 "2021-04-19,1,1,1,1,1,\n2021-04-20,null,null,null,null,null,null\n"
                 "2021-04-21,,,,,,\n2021-04-22,2,2,2,2,2,nan\n2021-04-23,3,3,3\n");

  g_assert_cmpuint (series->n_bars, ==, 2);
  g_assert_cmpuint (series->n_rejected, ==, 0);
  g_assert_true (isnan (series->volume[0]));
  g_assert_true (isnan (series->volume[1]));
  assert_number (series->close[1], 2);
}

static void
test_no_bars (void)
{
  g_autoptr (CwSeries) series = read_good ("Date,Close\n");
  g_autoptr (CwSeries) other = read_good ("Date,Close");

  g_assert_cmpuint (series->n_bars, ==, 0);
  g_assert_cmpuint (other->n_bars, ==, 0);
}

static void
test_times (void)
{
  static const struct
  {
    const char *text, *time;
  } cases[] = {
    { "2021-04-21", "2021-04-21T09:30:00-04:00" },
    { "2021-01-21", "2021-01-21T09:30:00-05:00" }, /* winter */
    { "2021-04-21 10:31", "2021-04-21T10:31:00-04:00" },
    { "2021-04-21T10:31", "2021-04-21T10:31:00-04:00" },
    { "2021-04-21 10:31:07", "2021-04-21T10:31:07-04:00" },
    { "2021-04-21T10:31:07Z", "2021-04-21T10:31:07Z" },
    { "2021-04-21T10:31Z", "2021-04-21T10:31:00Z" },
    { "2021-04-21 00:00:00-04:00", "2021-04-21T04:00:00Z" },
    { "2021-04-21T10:31:07+09:00", "2021-04-21T01:31:07Z" },
    { "2021-04-21T10:31:07+0530", "2021-04-21T05:01:07Z" },
    { "1962-01-02", "1962-01-02T09:30:00-05:00" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text = g_strconcat ("Date,Close\n", cases[n].text, ",5\n", NULL);
      g_autoptr (CwSeries) series = read_good (text);

      g_test_message ("%s", cases[n].text);
      g_assert_cmpuint (series->n_bars, ==, 1);
      g_assert_cmpint (series->time[0], ==, moment (cases[n].time));
    }
  g_assert_cmpuint (n, ==, 11);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    const char *named[2]; /* what the message must say */
  } cases[] = {
    { "", { "Date", "Close" } },
    { "\n", { "Date", "Close" } },
    { "Date,Open\n2021-04-20,1\n", { "Date", "Close" } },
    { "Close\n1\n", { "Date", "Close" } },
    { "2021-04-20,1,1,1,1,1,1\n", { "Date", "Close" } },
    { "{\"chart\":{\"result\":null}}", { "Date", "Close" } },
    { "Date,Close\n2021-04-20,1\n2021-04-21,x\n", { "Line 3", "“x”" } },
    { "Date,Close\r\n\r\n2021-04-20,1\r\n\r\n2021-04-21,1.2.3\r\n", { "Line 5", "Close" } },
    { "Date,Close\n2021-04-20,1 2\n", { "Line 2", "“1 2”" } },
    { "Date;Close\n2021-04-20;1,5\n", { "Line 2", "“1,5”" } },
    { "Date,Close\n2021-04-20,inf\n", { "Line 2", "“inf”" } },
    { "Date,Close\n2021-04-20,1e999\n", { "Line 2", "“1e999”" } },
    { "Date,Close,Volume\n2021-04-20,1,many\n", { "Line 2", "Volume" } },
    { "Date,Close\n20.04.2021,1\n", { "Line 2", "“20.04.2021”" } },
    { "Date,Close\n2021-02-30,1\n", { "Line 2", "“2021-02-30”" } },
    { "Date,Close\n2021-13-01,1\n", { "Line 2", "Date" } },
    { "Date,Close\n2021-04-20 25:00,1\n", { "Line 2", "Date" } },
    { "Date,Close\n2021-04-20 noon,1\n", { "Line 2", "noon" } },
    { "Date,Close\n2021-04-20 10:00:00 x,1\n", { "Line 2", "Date" } },
    { "Date,Close\n2021-04-20T,1\n", { "Line 2", "Date" } },
    { "Date,Close\n,1\n", { "Line 2", "Date" } },
    { "Close,Date\n1\n", { "Line 2", "Date" } },
    { "Date,Close\n2021-04-20,1,5\n", { "Line 2", "decimal point" } },
    { "Date,Close\n2021-04-20,\"1,5\"\n", { "Line 2", "decimal point" } },
    { "Date,Close\n2021-04-20,\"1\n", { "Line 2", "Close" } },
    { "Date|Close\n2021-04-20|1\n", { "Line 1", "semicolons" } },
    { "Date,Close\n2021-04-20,1\n2021-04-21", { NULL, NULL } }, /* no close: no bar, no error */
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwSeries) series =
          read_text (cases[n].text, strlen (cases[n].text), CW_INTERVAL_1D, &error);

      g_test_message ("%s → %s", cases[n].text, error != NULL ? error->message : "");
      if (cases[n].named[0] == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (series);
      g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, cases[n].named[0]));
      g_assert_nonnull (strstr (error->message, cases[n].named[1]));
    }
  g_assert_cmpuint (n, ==, 27);
}

static void
test_hostile (void)
{
  static const char with_zero[] = "Date,Close\n2021-04-20,1\n\0\n2021-04-21,2\n";
  g_autofree char *long_cell = g_strnfill (1024 * 1024, '7');
  g_autofree char *text = g_strconcat ("Date,Close\n2021-04-20,", long_cell, "\n", NULL);
  g_autofree char *bytes = g_strdup ("Date,Close\n2021-04-20,\xff\xe2\x80\xae\x01\n");
  g_autoptr (GString) wide = g_string_new ("Date,Close\n2021-04-20,1");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series = NULL;

  g_assert_null (read_text (with_zero, sizeof with_zero - 1, CW_INTERVAL_1D, &error));
  g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA);
  g_clear_error (&error);

  g_assert_null (read_text (text, strlen (text), CW_INTERVAL_1D, &error));
  g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA);
  g_assert_cmpuint (strlen (error->message), <, 200);
  g_clear_error (&error);

  g_assert_null (read_text (bytes, strlen (bytes), CW_INTERVAL_1D, &error));
  g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, "\xe2\x80\xae"));

  for (guint i = 0; i < 10000; i++)
    g_string_append (wide, ",x");
  g_clear_error (&error);
  g_assert_null (read_text (wide->str, wide->len, CW_INTERVAL_1D, &error));
  g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA);

  g_string_assign (wide, "Date,Close");
  for (guint i = 0; i < 10000; i++)
    g_string_append (wide, ",x");
  g_string_append (wide, "\n2021-04-20,1");
  for (guint i = 0; i < 10000; i++)
    g_string_append (wide, ",x");
  series = read_good (wide->str);
  g_assert_cmpuint (series->n_bars, ==, 1);
}

static CwSeriesBuilder *
read_most (const char *text, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return cw_bars_csv_read_most (text, strlen (text), "AAPL", utc, error);
}

/* Lines that cannot be read are left out and counted, as long as they are the fewer ones. */
static void
test_most (void)
{
  static const struct
  {
    const char *text;
    guint n_bars, n_rejected;
    const char *named; /* what the message says if it fails */
  } cases[] = {
    { "Date,Close\n2021-04-20,1\n2021-04-21,2\n", 2, 0, NULL },
    { "Date,Close\n2021-04-20,1\nTotal,7\n2021-04-21,2\n", 2, 1, NULL },
    { "Date,Close\n2021-04-20,x\n2021-04-21,2\n2021-04-22,3\n2021-04-23,1,2\n2021-04-24,1\n", 3, 2,
      NULL },
    { "Date,Close\n2021-04-20,1\n2021-04-21,x\n", 0, 0, "Line 3" },
    { "Date,Close\n2021-04-20,1,5\n2021-04-21,1,6\n", 0, 0, "Line 2" },
    { "Date;Close\n2021-04-20;1,5\n2021-04-21;1,6\n", 0, 0, "“1,5”" },
    { "Date,Close\n", 0, 0, NULL },
    { "Close\n", 0, 0, "Line 1" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwSeriesBuilder) builder = read_most (cases[n].text, &error);

      if (cases[n].named != NULL)
        {
          g_assert_null (builder);
          g_assert_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA);
          g_assert_nonnull (strstr (error->message, cases[n].named));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (builder->n_bars, ==, cases[n].n_bars);
      g_assert_cmpuint (builder->n_rejected, ==, cases[n].n_rejected);
    }
  g_assert_cmpuint (n, ==, 8);
}

/* Times that are @step seconds apart, but every twentieth leaps over ten, and one is out of step.
 */
static char *
make_times (gint64 step, guint n)
{
  GString *text = g_string_new ("Date,Close\n");
  gint64 time = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (1600000000 / DAY * DAY + time);
      g_autofree char *date = g_date_time_format (moment, "%FT%TZ");

      g_string_append_printf (text, "%s,1\n", date);
      time += i % 20 == 19 ? 10 * step : step;
      if (i == n - 2 && i > 20)
        time -= step / 3;
    }
  return g_string_free (text, FALSE);
}

static void
test_guessed_interval (void)
{
  static const struct
  {
    gint64 step;
    guint n;
    CwInterval interval;
  } cases[] = {
    { 60, 100, CW_INTERVAL_1M },       { 300, 100, CW_INTERVAL_5M },
    { 3600, 100, CW_INTERVAL_1H },     { 5400, 100, CW_INTERVAL_90M },
    { DAY, 100, CW_INTERVAL_1D },      { 7 * DAY, 100, CW_INTERVAL_1WK },
    { 30 * DAY, 50, CW_INTERVAL_1MO }, { 91 * DAY, 30, CW_INTERVAL_3MO },
    { 28 * DAY, 2, CW_INTERVAL_1MO },  { 60, 1, CW_INTERVAL_1D },
    { 1, 50, CW_INTERVAL_1M },         { 2000 * DAY, 2, CW_INTERVAL_3MO },
    { DAY - 3600, 2, CW_INTERVAL_1D },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text = make_times (cases[n].step, cases[n].n);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwSeriesBuilder) builder = read_most (text, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (builder->n_bars, ==, cases[n].n);
      g_assert_cmpint (builder->interval, ==, cases[n].interval);
      g_assert_cmpint (cw_bars_csv_guess_interval (builder), ==, cases[n].interval);
    }
  g_assert_cmpuint (n, ==, 13);
}

static void
test_text_is_not_read_past_its_end (void)
{
  static const char text[] = "Date,Close\n2021-04-20,12345";
  g_autoptr (CwSeries) series = read_text (text, strlen (text) - 3, CW_INTERVAL_1D, NULL);

  assert_number (series->close[0], 12);
}

static void
assert_round_trip (const CwSeries *series)
{
  g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);
  g_autoptr (CwSeries) back = NULL;
  g_autoptr (GError) error = NULL;

  cw_bars_csv_write (series, first);
  back = read_text (first->str, first->len, series->interval, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->n_bars, ==, series->n_bars);
  for (gsize i = 0; i < series->n_bars; i++)
    {
      g_assert_cmpint (back->time[i], ==, series->time[i]);
      assert_number (back->open[i], series->open[i]);
      assert_number (back->high[i], series->high[i]);
      assert_number (back->low[i], series->low[i]);
      assert_number (back->close[i], series->close[i]);
      if (series->has_adj_close)
        assert_number (back->adj_close[i], series->adj_close[i]);
      assert_number (back->volume[i], series->volume[i]);
    }
  cw_bars_csv_write (back, second);
  g_assert_cmpstr (first->str, ==, second->str);
}

static CwSeries *
odd_series (CwInterval interval, gboolean has_adj_close)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", interval);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (GDateTime) first = g_date_time_new (zone, 2020, 6, 1, 9, 30, 0);
  gint64 step = cw_interval_get_seconds (interval);

  builder->info.timezone = g_strdup ("America/New_York");
  builder->has_adj_close = has_adj_close;
  for (int i = 0; i < 400; i++)
    {
      g_autoptr (GDateTime) time = step < DAY
                                       ? g_date_time_add_seconds (first, (double) (i * step))
                                       : g_date_time_add_days (first, (int) (i * step / DAY));
      double x = 1.0 / (i + 3);

      cw_series_builder_add_bar (builder, g_date_time_to_unix (time), 1 + x, 2 + x, x, 1 + x * x,
                                 0.1 + x, i % 7 == 0 ? (double) NAN : 1e9 / (i + 1));
    }
  return cw_series_builder_end (builder);
}

static void
test_round_trip (void)
{
  static const CwInterval intervals[] = { CW_INTERVAL_1D, CW_INTERVAL_1WK, CW_INTERVAL_5M,
                                          CW_INTERVAL_1M };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    for (int has_adj_close = FALSE; has_adj_close <= TRUE; has_adj_close++, n++)
      {
        g_autoptr (CwSeries) series = odd_series (intervals[i], has_adj_close);

        g_assert_cmpuint (series->n_bars, ==, 400);
        assert_round_trip (series);
      }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_written_text (void)
{
  g_autoptr (CwSeries) days =
      read_good ("Date,Open,High,Low,Close,Adj Close,Volume\n2021-04-20,10.5,12,9.25,11,5.5,1000\n"
                 "2021-04-21,0.1,12,0.1,11,5.5,\n");
  g_autoptr (GString) text = g_string_new ("before:");
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("A", CW_INTERVAL_1H);
  g_autoptr (CwSeries) hours = NULL;

  cw_bars_csv_write (days, text);
  g_assert_cmpstr (text->str, ==,
                   "before:Date,Open,High,Low,Close,Adj Close,Volume\n"
                   "2021-04-20,10.5,12,9.25,11,5.5,1000\n"
                   "2021-04-21,0.10000000000000001,12,0.10000000000000001,11,5.5,\n");
  builder->has_adj_close = FALSE;
  cw_series_builder_add_bar (builder, moment ("2021-04-21T13:30:00Z"), 1, 1, 1, 1, 1, 2);
  hours = cw_series_builder_end (builder);
  g_string_truncate (text, 0);
  cw_bars_csv_write (hours, text);
  g_assert_cmpstr (text->str, ==,
                   "Date,Open,High,Low,Close,Adj Close,Volume\n2021-04-21T13:30:00Z,1,1,1,1,,2\n");
}

/* A locale that writes decimal commas changes nothing; skipped where there is none. */
static void
test_locale (void)
{
  static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE" };
  gsize i = 0;

  while (i < G_N_ELEMENTS (names) && setlocale (LC_NUMERIC, names[i]) == NULL)
    i++;
  if (i == G_N_ELEMENTS (names))
    {
      g_test_skip ("There is no locale with decimal commas");
      return;
    }
  test_written_text ();
  setlocale (LC_NUMERIC, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/csv/shapes", test_shapes);
  g_test_add_func ("/market/csv/few-columns", test_few_columns);
  g_test_add_func ("/market/csv/gaps", test_gaps);
  g_test_add_func ("/market/csv/no-bars", test_no_bars);
  g_test_add_func ("/market/csv/times", test_times);
  g_test_add_func ("/market/csv/errors", test_errors);
  g_test_add_func ("/market/csv/hostile", test_hostile);
  g_test_add_func ("/market/csv/most", test_most);
  g_test_add_func ("/market/csv/guessed-interval", test_guessed_interval);
  g_test_add_func ("/market/csv/text-is-not-read-past-its-end", test_text_is_not_read_past_its_end);
  g_test_add_func ("/market/csv/round-trip", test_round_trip);
  g_test_add_func ("/market/csv/written-text", test_written_text);
  g_test_add_func ("/market/csv/locale", test_locale);
  return g_test_run ();
}
