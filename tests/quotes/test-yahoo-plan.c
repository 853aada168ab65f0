/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-plan.h"

#include <string.h>

#include "cw-quotes-error.h"

#define DAY G_GINT64_CONSTANT (86400)
#define NOW G_GINT64_CONSTANT (1793000000) /* 26 October 2026, 07:33 */
#define TODAY (NOW - NOW % DAY)

static CwYahooPlan
make_plan (CwInterval interval, CwRange range, gint64 from, gint64 to)
{
  CwSeriesQuery query = { "AAPL", interval, range, from, to };
  g_autoptr (GError) error = NULL;
  CwYahooPlan plan;

  g_assert_true (cw_yahoo_plan_make (&plan, &query, NOW, &error));
  g_assert_no_error (error);
  return plan;
}

/* Spans follow one another without gap, none is longer than it may be, and all together reach from
 * the first moment to the last. */
static void
assert_spans (const CwYahooPlan *plan, guint n, gint64 from, gint64 days_at_once)
{
  g_assert_cmpuint (plan->n_spans, ==, n);
  g_assert_cmpint (plan->spans[0].from, ==, from);
  for (guint i = 0; i < n; i++)
    {
      g_assert_false (plan->spans[i].by_range);
      g_assert_cmpint (plan->spans[i].to - plan->spans[i].from, <, (days_at_once + 1) * DAY);
      if (i > 0)
        g_assert_cmpint (plan->spans[i].from, ==, plan->spans[i - 1].to + 1);
    }
}

/* What Yahoo takes by name is asked for by name, and no more. */
static void
test_ranges (void)
{
  static const struct
  {
    CwInterval interval, fetched;
    CwRange longest;
  } rows[] = {
    { CW_INTERVAL_1M, CW_INTERVAL_1M, CW_RANGE_5D },
    { CW_INTERVAL_2M, CW_INTERVAL_2M, CW_RANGE_1MO },
    { CW_INTERVAL_5M, CW_INTERVAL_5M, CW_RANGE_1MO },
    { CW_INTERVAL_15M, CW_INTERVAL_15M, CW_RANGE_1MO },
    { CW_INTERVAL_30M, CW_INTERVAL_15M, CW_RANGE_1MO },
    { CW_INTERVAL_1H, CW_INTERVAL_1H, CW_RANGE_2Y },
    { CW_INTERVAL_90M, CW_INTERVAL_90M, CW_RANGE_1MO },
    { CW_INTERVAL_1D, CW_INTERVAL_1D, CW_RANGE_5D },
    { CW_INTERVAL_1WK, CW_INTERVAL_1D, CW_RANGE_5D },
    { CW_INTERVAL_1MO, CW_INTERVAL_1D, CW_RANGE_5D },
    { CW_INTERVAL_3MO, CW_INTERVAL_1D, CW_RANGE_5D },
  };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint range = 0; range < CW_N_RANGES; range++, n++)
      {
        CwYahooPlan plan = make_plan (rows[i].interval, (CwRange) range, 0, 0);

        g_assert_cmpint (plan.fetched, ==, rows[i].fetched);
        g_assert_cmpint (plan.spans[0].by_range, ==, range <= rows[i].longest);
      }
  g_assert_cmpuint (n, ==, CW_N_INTERVALS * CW_N_RANGES);
}

/* A month of minutes comes in several requests. */
static void
test_split (void)
{
  CwYahooPlan month = make_plan (CW_INTERVAL_1M, CW_RANGE_1MO, 0, 0),
              year = make_plan (CW_INTERVAL_1M, CW_RANGE_1Y, 0, 0),
              all = make_plan (CW_INTERVAL_1M, CW_RANGE_MAX, 0, 0),
              some = make_plan (CW_INTERVAL_1M, CW_RANGE_1D, TODAY - 20 * DAY, TODAY - 3 * DAY),
              week = make_plan (CW_INTERVAL_1M, CW_RANGE_1D, TODAY - 10 * DAY, TODAY - 3 * DAY);

  assert_spans (&month, 4, TODAY - 28 * DAY, 7);
  g_assert_cmpint (month.spans[3].to, ==, TODAY + DAY - 1);
  g_assert_cmpuint (month.kept_days, ==, 0);
  assert_spans (&year, 4, TODAY - 28 * DAY, 7);
  g_assert_cmpuint (year.kept_days, ==, 29);
  g_assert_cmpuint (all.kept_days, ==, 0); /* it is all there is */
  assert_spans (&some, 3, TODAY - 20 * DAY, 7);
  g_assert_cmpint (some.spans[2].to, ==, TODAY - 3 * DAY);
  g_assert_cmpuint (some.kept_days, ==, 0);
  assert_spans (&week, 1, TODAY - 10 * DAY, 7);
}

/* What is kept for some days only is asked for as far back as it is kept, and that is said. */
static void
test_kept (void)
{
  static const struct
  {
    CwInterval interval;
    guint days;
  } rows[] = {
    { CW_INTERVAL_1M, 29 },  { CW_INTERVAL_2M, 59 },  { CW_INTERVAL_5M, 59 },
    { CW_INTERVAL_15M, 59 }, { CW_INTERVAL_30M, 59 }, { CW_INTERVAL_1H, 729 },
    { CW_INTERVAL_90M, 59 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CwSeriesQuery past = { "AAPL", rows[i].interval, CW_RANGE_1D, TODAY - 2000 * DAY,
                             TODAY - 1900 * DAY };
      CwYahooPlan plan = make_plan (rows[i].interval, CW_RANGE_10Y, 0, 0);
      g_autofree char *days = g_strdup_printf ("the last %u days", rows[i].days);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (plan.kept_days, ==, rows[i].days);
      g_assert_cmpint (plan.spans[0].from, ==, TODAY - ((gint64) rows[i].days - 1) * DAY);
      g_assert_false (cw_yahoo_plan_make (&plan, &past, NOW, &error));
      g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
      g_assert_nonnull (strstr (error->message, days));
      g_assert_nonnull (strstr (error->message, cw_interval_to_string (rows[i].interval)));
    }
}

static void
test_daily (void)
{
  CwYahooPlan years = make_plan (CW_INTERVAL_1D, CW_RANGE_5Y, 0, 0),
              bounds = make_plan (CW_INTERVAL_1WK, CW_RANGE_1D, 100, 200),
              endless = make_plan (CW_INTERVAL_1D, CW_RANGE_1D, G_MININT64, G_MAXINT64);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autofree char *url = cw_yahoo_plan_make_url (&years, 0, "http://x", "^GSPC");

  g_assert_cmpuint (years.n_spans, ==, 1);
  g_assert_cmpint (years.spans[0].from % DAY, ==, 0);
  g_assert_cmpint (years.spans[0].from, <, cw_yahoo_plan_get_start (&years, zone));
  g_assert_null (strstr (url, "range="));
  g_assert_true (g_str_has_prefix (url, "http://x/v8/finance/chart/%5EGSPC?interval=1d&period1="));
  g_assert_cmpint (bounds.spans[0].from, ==, 100);
  g_assert_cmpint (bounds.spans[0].to, ==, 200);
  g_assert_cmpint (cw_yahoo_plan_get_start (&bounds, zone), ==, 100);
  g_assert_cmpuint (endless.n_spans, ==, 1);
  g_assert_cmpint (endless.spans[0].from, >, -2208988800); /* not before 1900 */
  g_assert_cmpint (endless.spans[0].to, ==, TODAY + 2 * DAY - 1);
}

/* N17 */
static void
test_shrink (void)
{
  CwYahooPlan plan = make_plan (CW_INTERVAL_15M, CW_RANGE_1MO, 0, 0);
  CwYahooPlan day = make_plan (CW_INTERVAL_1D, CW_RANGE_1D, TODAY, TODAY + DAY - 1);

  g_assert_true (cw_yahoo_plan_shrink (&plan, 10));
  assert_spans (&plan, 1, TODAY - 9 * DAY, 12);
  g_assert_cmpuint (plan.kept_days, ==, 10);
  g_assert_true (cw_yahoo_plan_shrink (&plan, 0)); /* half of it */
  assert_spans (&plan, 1, TODAY - 4 * DAY, 7);
  g_assert_true (cw_yahoo_plan_shrink (&plan, 400)); /* what is said makes no sense */
  assert_spans (&plan, 1, TODAY - 2 * DAY, 5);
  g_assert_false (cw_yahoo_plan_shrink (&day, 0)); /* one day has no half */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/yahoo-plan/ranges", test_ranges);
  g_test_add_func ("/quotes/yahoo-plan/split", test_split);
  g_test_add_func ("/quotes/yahoo-plan/kept", test_kept);
  g_test_add_func ("/quotes/yahoo-plan/daily", test_daily);
  g_test_add_func ("/quotes/yahoo-plan/N17-shrink", test_shrink);
  return g_test_run ();
}
