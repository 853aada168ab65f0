/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-engine-error.h"
#include "cw-freshness.h"
#include "cw-market-error.h"
#include "cw-route.h"
#include "cw-series-builder.h"
#include "cw-splice.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
/* A Monday, at half past nine in New York. */
#define MONDAY G_GINT64_CONSTANT (1761571800)

/* --- routes --- */

static void
test_route (void)
{
  static const struct
  {
    const char *text, *provider, *symbol;
  } cases[] = { { "aapl", NULL, "AAPL" },          { " ^gspc ", NULL, "^GSPC" },
                { "yahoo:AAPL", "yahoo", "AAPL" }, { "Finnhub: brk-b", "finnhub", "BRK-B" },
                { " csv :ACME", "csv", "ACME" },   { "producer:A", "producer", "A" } };
  static const char *const bad[] = {
    "x:AAPL", ":AAPL", "yahoo:", "yahoo:A:B", "", "A B", "csv:../x"
  };
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++, n_cases++)
    {
      g_autofree char *provider = NULL;
      g_autofree char *symbol = NULL;
      g_autofree char *again = NULL;

      g_assert_true (cw_route_parse (cases[i].text, &provider, &symbol, NULL));
      g_assert_cmpstr (provider, ==, cases[i].provider);
      g_assert_cmpstr (symbol, ==, cases[i].symbol);
      again = cw_route_format (provider, symbol);
      g_clear_pointer (&provider, g_free);
      g_clear_pointer (&symbol, g_free);
      g_assert_true (cw_route_parse (again, &provider, &symbol, NULL));
      g_assert_cmpstr (symbol, ==, cases[i].symbol);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++, n_cases++)
    {
      char *provider, *symbol;
      g_autoptr (GError) error = NULL;

      g_assert_false (cw_route_parse (bad[i], &provider, &symbol, &error));
      g_assert_true (error->domain == CW_ENGINE_ERROR || error->domain == CW_MARKET_ERROR);
      g_assert_null (provider);
      g_assert_null (symbol);
    }
  g_assert_cmpuint (n_cases, ==, 13);
}

static void
test_setting (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_route_check_setting ("yahoo", NULL));
  g_assert_true (cw_route_check_setting ("finnhub", NULL));
  g_assert_true (cw_route_check_setting ("producer", NULL));
  g_assert_true (cw_route_check_setting ("csv:/some/where", NULL));
  g_assert_false (cw_route_check_setting ("csv:", NULL));
  g_assert_false (cw_route_check_setting ("csv", NULL));
  g_assert_false (cw_route_check_setting ("", NULL));
  g_assert_false (cw_route_check_setting ("Bloomberg", &error));
  g_assert_error (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_UNKNOWN_PROVIDER);
}

/* --- bars --- */

/* @n days until the last one, which begins at @last, without weekends if so wanted. */
static CwSeries *
make_days (guint n, gint64 last, double factor, gboolean on_weekends)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("ACME", CW_INTERVAL_1D);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  cw_series_builder_set_text (&builder->info.timezone, "America/New_York");
  cw_series_builder_set_text (&builder->info.name, "Acme Corp.");
  builder->has_adj_close = TRUE;
  for (gint64 time = last; times->len < n; time -= DAY)
    {
      gint64 days_after_monday = (((time - MONDAY) / DAY) % 7 + 7) % 7;

      if (on_weekends || days_after_monday < 5)
        g_array_prepend_val (times, time);
    }
  for (guint i = 0; i < n; i++)
    {
      gint64 time = g_array_index (times, gint64, i);
      double close = (100 + (double) ((time - MONDAY) / DAY) * 0.01) * factor;

      cw_series_builder_add_bar (builder, time, close, close, close, close, close, 1000);
    }
  builder->info.session_start = last;
  builder->info.session_end = last + 13 * HOUR / 2;
  builder->info.market_time = builder->info.session_end;
  return cw_series_builder_end (builder);
}

static void
test_splice (void)
{
  g_autoptr (CwSeries) stored = make_days (50, MONDAY, 1, TRUE);
  g_autoptr (CwSeries) later = make_days (15, MONDAY + 5 * DAY, 1, TRUE);
  g_autoptr (CwSeries) split = make_days (15, MONDAY + 5 * DAY, 0.5, TRUE);
  g_autoptr (CwSeries) rounded = make_days (15, MONDAY + 5 * DAY, 1 + 9e-5, TRUE);
  g_autoptr (CwSeries) moved = make_days (15, MONDAY + 5 * DAY, 1 + 2e-4, TRUE);
  g_autoptr (CwSeries) apart = make_days (15, MONDAY + 50 * DAY, 1, TRUE);
  g_autoptr (CwSeries) joined = NULL;

  g_assert_cmpint (cw_splice_compare (stored, later), ==, CW_SPLICE_JOIN);
  g_assert_cmpint (cw_splice_compare (stored, split), ==, CW_SPLICE_RESTATED);
  g_assert_cmpint (cw_splice_compare (stored, rounded), ==, CW_SPLICE_JOIN);
  g_assert_cmpint (cw_splice_compare (stored, moved), ==, CW_SPLICE_RESTATED);
  g_assert_cmpint (cw_splice_compare (stored, apart), ==, CW_SPLICE_APART);

  joined = cw_splice_join (stored, later);
  g_assert_cmpuint (joined->n_bars, ==, 55);
  for (gsize i = 1; i < 55; i++)
    g_assert_cmpint (joined->time[i] - joined->time[i - 1], ==, DAY);
  g_assert_cmpint (joined->info.session_start, ==, later->info.session_start);
}

/* The newest stored close may not have been final: it alone is no split. */
static void
test_splice_last_close (void)
{
  g_autoptr (CwSeries) stored = make_days (50, MONDAY, 1, TRUE);
  g_autoptr (CwSeries) later = make_days (15, MONDAY + 5 * DAY, 1, TRUE);

  ((double *) stored->close)[49] *= 1.01;
  ((double *) stored->adj_close)[49] *= 1.01;
  g_assert_cmpint (cw_splice_compare (stored, later), ==, CW_SPLICE_JOIN);
  ((double *) stored->close)[48] *= 1.01;
  g_assert_cmpint (cw_splice_compare (stored, later), ==, CW_SPLICE_RESTATED);
}

static void
test_splice_empty (void)
{
  g_autoptr (CwSeries) stored = make_days (50, MONDAY, 1, TRUE);
  g_autoptr (CwSeries) none = make_days (0, MONDAY, 1, TRUE);
  g_autoptr (CwSeries) joined = NULL;
  g_autoptr (CwSeries) begun = NULL;

  g_assert_cmpint (cw_splice_compare (stored, none), ==, CW_SPLICE_JOIN);
  g_assert_cmpint (cw_splice_compare (none, stored), ==, CW_SPLICE_JOIN);
  joined = cw_splice_join (stored, none);
  g_assert_cmpuint (joined->n_bars, ==, 50);
  begun = cw_splice_join (none, stored);
  g_assert_cmpuint (begun->n_bars, ==, 50);
}

static void
test_same_company (void)
{
  CwSeriesInfo a = { .name = (char *) "Acme Corp.",
                     .exchange = (char *) "NasdaqGS",
                     .currency = (char *) "USD",
                     .first_trade_time = 1000 * DAY };
  CwSeriesInfo b = a;

  g_assert_true (cw_splice_is_same_company (&a, &b));
  b.name = (char *) "ACME CORP";
  g_assert_true (cw_splice_is_same_company (&a, &b));
  b.name = (char *) "Acme Corporation";
  g_assert_false (cw_splice_is_same_company (&a, &b));
  b = a;
  b.name = b.exchange = b.currency = (char *) "";
  b.first_trade_time = 0;
  g_assert_true (cw_splice_is_same_company (&a, &b));
  b.first_trade_time = 1000 * DAY + 5 * HOUR;
  g_assert_true (cw_splice_is_same_company (&a, &b));
  b.first_trade_time = 1002 * DAY;
  g_assert_false (cw_splice_is_same_company (&a, &b));
  b = a;
  b.exchange = (char *) "NYSE";
  g_assert_false (cw_splice_is_same_company (&a, &b));
  b = a;
  b.currency = (char *) "usd";
  g_assert_false (cw_splice_is_same_company (&a, &b));
}

/* --- freshness --- */

static void
test_fresh_minute (void)
{
  gint64 now = MONDAY + 4 * DAY;
  g_autoptr (CwSeries) stored = make_days (60, now - 3 * DAY, 1, TRUE);
  g_autoptr (CwSeries) running = make_days (60, now - HOUR, 1, TRUE);

  g_assert_true (cw_freshness_of_bars (stored, now - 10, now));
  g_assert_false (cw_freshness_of_bars (stored, now - 70, now));
  g_assert_false (cw_freshness_of_bars (stored, now + 70, now));
  /* The bar of the session that runs is not stored. */
  g_assert_false (cw_freshness_of_bars (running, now - 10, now));
  g_assert_true (cw_freshness_of_price (now - 50, now));
  g_assert_false (cw_freshness_of_price (now - 70, now));
  g_assert_false (cw_freshness_of_price (now + 70, now));
}

static void
test_fresh_session (void)
{
  static const struct
  {
    gint64 fetched, now; /* from the start of a session that lasts six and a half hours */
    gboolean fresh;
  } cases[] = { { 9 * HOUR, 10 * HOUR, TRUE },   /* after its end, before the next one */
                { 6 * HOUR, 10 * HOUR, FALSE },  /* while it ran */
                { -2 * HOUR, 10 * HOUR, FALSE }, /* before it began */
                { 9 * HOUR, 22 * HOUR, TRUE },
                { 9 * HOUR, 24 * HOUR, FALSE }, /* the next one has begun */
                { 9 * HOUR, 48 * HOUR, FALSE },
                { 9 * HOUR, 8 * HOUR, FALSE } }; /* from the future */
  g_autoptr (CwSeries) stored = make_days (60, MONDAY, 1, TRUE);
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++, n_cases++)
    g_assert_true (cw_freshness_of_bars (stored, MONDAY + cases[i].fetched, MONDAY + cases[i].now)
                   == cases[i].fresh);
  g_assert_cmpuint (n_cases, ==, 7);
}

/* From Friday's end until Monday there is nothing new, where there are no sessions between. */
static void
test_fresh_weekend (void)
{
  const gint64 friday = MONDAY + 4 * DAY, fetched = friday + 8 * HOUR;
  g_autoptr (CwSeries) without = make_days (60, friday, 1, FALSE);
  g_autoptr (CwSeries) with = make_days (60, friday, 1, TRUE);
  g_autoptr (CwSeries) few = make_days (20, friday, 1, FALSE);

  g_assert_true (cw_freshness_of_bars (without, fetched, friday + 2 * DAY));
  g_assert_true (cw_freshness_of_bars (without, fetched, friday + 3 * DAY - 2 * HOUR));
  g_assert_false (cw_freshness_of_bars (without, fetched, friday + 3 * DAY));
  g_assert_false (cw_freshness_of_bars (with, fetched, friday + 2 * DAY));
  g_assert_false (cw_freshness_of_bars (few, fetched, friday + 2 * DAY));
}

/* Prices that come late: what came right after the end is not yet all of the session. */
static void
test_fresh_late (void)
{
  g_autoptr (CwSeries) stored = make_days (60, MONDAY, 1, TRUE);
  gint64 end = stored->info.session_end;

  stored->info.market_time -= 20 * MINUTE;
  g_assert_false (cw_freshness_of_bars (stored, end + MINUTE, end + 3 * HOUR));
  g_assert_true (cw_freshness_of_bars (stored, end + 40 * MINUTE, end + 3 * HOUR));
}

static void
test_reaches_back (void)
{
  CwLoadOptions options = { .interval = CW_INTERVAL_1D };
  g_autoptr (CwSeries) stored = make_days (100, MONDAY + 4 * DAY, 1, FALSE);
  gint64 first = stored->time[0], now = MONDAY + 4 * DAY;

  g_assert_cmpint ((first - MONDAY) % (7 * DAY), ==, 0); /* a Monday too */
  options.from = first;
  options.to = now;
  g_assert_true (cw_freshness_reaches_back (stored, &options, now));
  options.from = first - 2 * DAY; /* Saturday */
  g_assert_true (cw_freshness_reaches_back (stored, &options, now));
  options.from = first - 3 * DAY; /* Friday */
  g_assert_false (cw_freshness_reaches_back (stored, &options, now));

  options.from = options.to = 0;
  options.range = CW_RANGE_3MO;
  g_assert_true (cw_freshness_reaches_back (stored, &options, now));
  options.range = CW_RANGE_1Y;
  g_assert_false (cw_freshness_reaches_back (stored, &options, now));
  options.range = CW_RANGE_MAX;
  g_assert_false (cw_freshness_reaches_back (stored, &options, now));
  stored->info.first_trade_time = first;
  g_assert_true (cw_freshness_reaches_back (stored, &options, now));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/parts/route", test_route);
  g_test_add_func ("/engine/parts/setting", test_setting);
  g_test_add_func ("/engine/parts/splice", test_splice);
  g_test_add_func ("/engine/parts/splice-last-close", test_splice_last_close);
  g_test_add_func ("/engine/parts/splice-empty", test_splice_empty);
  g_test_add_func ("/engine/parts/same-company", test_same_company);
  g_test_add_func ("/engine/parts/fresh-minute", test_fresh_minute);
  g_test_add_func ("/engine/parts/fresh-session", test_fresh_session);
  g_test_add_func ("/engine/parts/fresh-weekend", test_fresh_weekend);
  g_test_add_func ("/engine/parts/fresh-late", test_fresh_late);
  g_test_add_func ("/engine/parts/reaches-back", test_reaches_back);
  return g_test_run ();
}
