/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart-cases.h"
#include "cw-chart-data.h"
#include "cw-compare.h"
#include "cw-events.h"
#include "cw-heikin-ashi.h"
#include "cw-measure.h"
#include "cw-scene-private.h"
#include "cw-scene-table.h"
#include "cw-series-builder.h"

#define DAY (24 * 60 * 60)
#define MONDAY G_GINT64_CONSTANT (1578321000) /* 6 January 2020, 14:30 UTC */

/* Closes on the days named, counted from a Monday; open, high and low go with them. */
static CwSeries *
make_series (const char *symbol, const char *zone, int shift, const int *days, gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);

  cw_series_builder_set_text (&builder->info.timezone, zone);
  for (gsize i = 0; i < n; i++)
    {
      double close = 100 + days[i];

      cw_series_builder_add_bar (builder, MONDAY + days[i] * DAY + shift, close - 1, close + 2,
                                 close - 3, close, close, 1000);
    }
  return cw_series_builder_end (builder);
}

/* The worked figures of the first bars, by hand from the formula. */
static void
test_heikin_ashi (void)
{
  static const int days[] = { 0, 1, 2 };
  g_autoptr (CwSeries) series = make_series ("A", "UTC", 0, days, 3);
  double columns[12];

  cw_heikin_ashi (series, columns);
  /* Bar 0: open 99, high 102, low 97, close 100. */
  g_assert_cmpfloat (columns[9], ==, (99 + 102 + 97 + 100) / 4.0);
  g_assert_cmpfloat (columns[0], ==, 99.5);
  g_assert_cmpfloat (columns[3], ==, 102);
  g_assert_cmpfloat (columns[6], ==, 97);
  /* Bar 1: 100, 103, 98, 101; the body before it was 99.5 to 99.5. */
  g_assert_cmpfloat (columns[10], ==, 100.5);
  g_assert_cmpfloat (columns[1], ==, (99.5 + 99.5) / 2);
  /* Bar 2 opens in the middle of the body before. */
  g_assert_cmpfloat (columns[2], ==, (99.5 + 100.5) / 2);
}

/* Whatever the prices, an averaged candle is a candle. */
static void
test_heikin_ashi_is_ordered (void)
{
  const ChartWalk walk = { 500, 120, 0.04 };
  g_autoptr (CwSeries) series = chart_make_series (&walk);
  g_autofree double *columns = g_new (double, 4 * 500);
  gsize n = 0;

  cw_heikin_ashi (series, columns);
  for (; n < 500; n++)
    {
      double open = columns[n], high = columns[500 + n], low = columns[1000 + n];
      double close = columns[1500 + n];

      g_assert_cmpfloat (low, <=, MIN (open, close));
      g_assert_cmpfloat (high, >=, MAX (open, close));
    }
  g_assert_cmpuint (n, ==, 500);
}

/* Joined by the day of each exchange's own calendar, never by number. */
static void
test_joined_by_date (void)
{
  static const int first[] = { 0, 1, 2, 4, 7 }, second[] = { 1, 2, 3, 4, 8 };
  g_autoptr (CwSeries) here = make_series ("HERE", "America/New_York", 0, first, 5);
  /* Midnight in Tokyo is the afternoon before in UTC. */
  g_autoptr (CwSeries) there = make_series ("THERE", "Asia/Tokyo", -(23 * 60 + 30) * 60, second, 5);
  CwOther other;

  cw_other_init (&other, here, there);
  g_assert_true (isnan (other.values[0]));
  g_assert_cmpfloat (other.values[1], ==, 101);
  g_assert_cmpfloat (other.values[2], ==, 102);
  g_assert_cmpfloat (other.values[3], ==, 104);
  g_assert_true (isnan (other.values[4]));
  g_assert_cmpfloat (cw_other_find_base (&other, 0, 5), ==, 101);
  g_assert_cmpfloat (cw_other_find_base (&other, 2, 5), ==, 102);
  g_assert_true (isnan (cw_other_find_base (&other, 4, 5)));
  cw_other_clear (&other);
}

static void
test_nothing_in_common (void)
{
  static const int first[] = { 0, 1 }, second[] = { 7, 8 };
  g_autoptr (CwSeries) here = make_series ("HERE", "UTC", 0, first, 2);
  g_autoptr (CwSeries) there = make_series ("THERE", "UTC", 0, second, 2);
  CwSceneExtras extras = { .n_others = 1, .others = { there } };
  CwSceneOptions options;
  g_autoptr (CwScene) scene = NULL;
  g_autofree char *words = NULL;
  CwImageOptions image = { .format = CW_IMAGE_PNG, .width = 400, .height = 300, .scale = 1 };
  g_autoptr (GBytes) bytes = NULL;

  cw_scene_options_init (&options);
  cw_theme_init_light (&image.theme);
  scene = cw_scene_new_with_extras (here, &options, &extras);
  words = cw_scene_describe (scene, cw_view_for_range (here, CW_RANGE_MAX));
  g_assert_nonnull (strstr (words, "Compared with THERE: –."));
  bytes = cw_chart_render (scene, cw_view_for_range (here, CW_RANGE_MAX), &image, NULL);
  g_assert_nonnull (bytes);
}

static CwSeries *
make_eventful (void)
{
  const ChartWalk walk = { 420, 120, 0.02, .events = TRUE };

  return chart_make_series (&walk);
}

static gsize
count_events (const GArray *events, CwEventKind kind)
{
  gsize n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_array_index (events, CwEvent, i).kind == kind ? 1 : 0;
  return n;
}

static void
test_events (void)
{
  g_autoptr (CwSeries) series = make_eventful ();
  g_autoptr (GArray) events = cw_events_find (series);
  g_autofree char *dividend = cw_events_describe (events, series, 20);
  g_autofree char *split = cw_events_describe (events, series, 380);
  g_autofree char *nothing = cw_events_describe (events, series, 0);

  g_assert_cmpuint (count_events (events, CW_EVENT_DIVIDEND), ==, series->n_dividends);
  g_assert_cmpuint (count_events (events, CW_EVENT_SPLIT), ==, 1);
  g_assert_cmpuint (count_events (events, CW_EVENT_DECISION), >, 5);
  g_assert_cmpstr (dividend, ==, "Dividend 0.22");
  g_assert_nonnull (strstr (split, "Split 4:1"));
  g_assert_cmpstr (nothing, ==, "");
  for (guint i = 1; i < events->len; i++)
    g_assert_cmpuint (g_array_index (events, CwEvent, i).bar, >=,
                      g_array_index (events, CwEvent, i - 1).bar);
  g_assert_cmpuint (cw_events_seek (events, 0), ==, 0);
  g_assert_cmpuint (cw_events_seek (events, 420), ==, events->len);
}

/* A mark never moves because of what came later: none looks ahead. */
static void
test_decisions_do_not_look_ahead (void)
{
  g_autoptr (CwSeries) whole = make_eventful ();
  g_autoptr (CwSeries) part = cw_series_slice (whole, whole->time[0], whole->time[349]);
  g_autoptr (GArray) all = cw_events_find (whole);
  g_autoptr (GArray) early = cw_events_find (part);
  guint n = 0;

  for (guint i = 0; i < early->len; i++)
    {
      const CwEvent *a = &g_array_index (early, CwEvent, i);
      const CwEvent *b = &g_array_index (all, CwEvent, i);

      g_assert_cmpuint (a->bar, ==, b->bar);
      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpint (a->action, ==, b->action);
      n++;
    }
  g_assert_cmpuint (n, >, 5);
}

/* The short-term rule is one of days. */
static void
test_weeks_have_no_decisions (void)
{
  const ChartWalk walk = { 300, 120, 0.02, .pace = CHART_WEEKLY };
  g_autoptr (CwSeries) series = chart_make_series (&walk);
  g_autoptr (GArray) events = cw_events_find (series);

  g_assert_cmpuint (events->len, ==, 0);
}

static void
test_measure (void)
{
  static const int days[] = { 0, 1, 2, 3 };
  g_autoptr (CwSeries) series = make_series ("A", "UTC", 0, days, 4);
  CwSceneOptions options;
  g_autoptr (CwScene) scene = NULL;
  g_autofree char *forth = NULL;
  g_autofree char *back = NULL;

  cw_scene_options_init (&options);
  scene = cw_scene_new (series, &options);
  forth = cw_scene_describe_measure (scene, 0, 3);
  back = cw_scene_describe_measure (scene, 3, 0);
  g_assert_cmpstr (forth, ==, "+3.00 (+3.00\xe2\x80\xaf%) · 3 bars · 6 Jan 2020 – 9 Jan 2020");
  g_assert_cmpstr (back, ==, forth);
}

static void
test_levels_that_are_no_prices (void)
{
  static const int days[] = { 0, 1 };
  g_autoptr (CwSeries) series = make_series ("A", "UTC", 0, days, 2);
  CwSceneExtras extras = { .n_levels = 4,
                           .levels = { { CW_LEVEL_TARGET, NAN },
                                       { CW_LEVEL_TARGET, -1 },
                                       { CW_LEVEL_COST, 100.5 },
                                       { CW_LEVEL_TARGET, INFINITY } } };
  CwSceneOptions options;
  g_autoptr (CwScene) scene = NULL;

  cw_scene_options_init (&options);
  scene = cw_scene_new_with_extras (series, &options, &extras);
  g_assert_cmpuint (scene->n_levels, ==, 1);
  g_assert_cmpfloat (scene->levels[0].price, ==, 100.5);
}

static void
test_data (void)
{
  static const int days[] = { 0, 1, 2 };
  g_autoptr (CwSeries) series = make_series ("A", "UTC", 0, days, 3);
  g_autoptr (CwSeries) there = make_series ("B", "UTC", 0, days, 3);
  CwSceneExtras extras = { .n_others = 1, .others = { there } };
  CwIndicatorSpec sma;
  CwSceneOptions options;
  g_autoptr (CwScene) scene = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  cw_scene_options_init (&options);
  g_assert_true (cw_indicator_spec_parse ("sma:2", &sma));
  g_assert_true (cw_scene_options_add (&options, &sma));
  scene = cw_scene_new_with_extras (series, &options, &extras);
  bytes = cw_chart_data_write (scene, (CwView){ -0.5, 1.4 });
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (text, ==,
                   "Date,Open,High,Low,Close,Volume,sma_2,percent_A,percent_B\n"
                   "2020-01-06,99,102,97,100,1000,,0,0\n"
                   "2020-01-07,100,103,98,101,1000,100.5,1.0000000000000009,1.0000000000000009\n");
}

static void
test_table (void)
{
  ChartCase of = { .name = "table", .walk = { 60, 120, 0.02 }, .indicators = { "sma:20", "macd" } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  gsize n = cw_scene_table_get_n_columns (scene);

  g_assert_cmpuint (n, ==, 6 + 1 + 3);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *title = cw_scene_table_dup_title (scene, i);
      g_autofree char *first = cw_scene_table_dup_cell (scene, i, 0);
      g_autofree char *last = cw_scene_table_dup_cell (scene, i, 59);

      g_assert_cmpstr (title, !=, "");
      /* Indicators have no value at the first bar, and one at the last. */
      g_assert_cmpint (g_str_equal (first, "–"), ==, i >= 6);
      g_assert_cmpstr (last, !=, "–");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/extras/heikin-ashi", test_heikin_ashi);
  g_test_add_func ("/chart/extras/heikin-ashi-is-ordered", test_heikin_ashi_is_ordered);
  g_test_add_func ("/chart/extras/joined-by-date", test_joined_by_date);
  g_test_add_func ("/chart/extras/nothing-in-common", test_nothing_in_common);
  g_test_add_func ("/chart/extras/events", test_events);
  g_test_add_func ("/chart/extras/decisions-do-not-look-ahead", test_decisions_do_not_look_ahead);
  g_test_add_func ("/chart/extras/weeks-have-no-decisions", test_weeks_have_no_decisions);
  g_test_add_func ("/chart/extras/measure", test_measure);
  g_test_add_func ("/chart/extras/levels-that-are-no-prices", test_levels_that_are_no_prices);
  g_test_add_func ("/chart/extras/data", test_data);
  g_test_add_func ("/chart/extras/table", test_table);
  return g_test_run ();
}
