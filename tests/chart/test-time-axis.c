/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"
#include "cw-time-axis.h"
#include "cw-time-step.h"

#include <string.h>

#define LETTER 7.0

static double
measure (const char *label, gpointer data)
{
  return LETTER * (double) strlen (label);
}

static GArray *
find_ticks (const CwSeries *series, CwView view, double width)
{
  CwTimeAxis axis = { series, view, 0, width, measure, NULL };

  return cw_time_axis_find_ticks (&axis);
}

static const CwTimeTick *
get_tick (const GArray *ticks, guint i)
{
  return &g_array_index (ticks, CwTimeTick, i);
}

/* What holds for every axis: ascending, inside, apart from each other, each bar once. */
static void
check_ticks (const GArray *ticks, const CwSeries *series, double width)
{
  for (guint i = 0; i < ticks->len; i++)
    {
      const CwTimeTick *tick = get_tick (ticks, i);

      g_assert_cmpuint (tick->bar, <, series->n_bars);
      g_assert_nonnull (tick->label);
      g_assert_cmpfloat (tick->x - tick->width / 2, >=, 0);
      g_assert_cmpfloat (tick->x, <=, width);
      if (i == 0)
        continue;
      g_assert_cmpuint (tick->bar, >, tick[-1].bar);
      g_assert_cmpfloat (tick->x - tick->width / 2, >, tick[-1].x + tick[-1].width / 2);
    }
}

static void
test_always_apart (void)
{
  static const ChartWalk walks[] = {
    { 3000, 100, 0.02 },
    { 25000, 100, 0.02 },
    { 600, 100, 0.02, .pace = CHART_WEEKLY },
    { 5000, 100, 0.02, .pace = CHART_MINUTES },
    { 1, 100, 0.02 },
    { 2, 100, 0.02 },
  };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      g_autoptr (CwSeries) series = chart_make_series (&walks[i]);

      for (double width = 40; width < 3000; width *= 1.9)
        for (double bars = 2; bars < 40000; bars *= 2.3)
          for (double first = -3; first < (double) series->n_bars; first += 977.3)
            {
              g_autoptr (GArray) ticks =
                  find_ticks (series, (CwView){ first, first + bars }, width);

              check_ticks (ticks, series, width);
              g_assert_cmpfloat (ticks->len, <=, width / LETTER);
              n++;
            }
    }
  g_assert_cmpuint (n, >, 2000);
}

static void
test_dense_enough (void)
{
  static const ChartWalk walk = { 3000, 100, 0.02 };
  g_autoptr (CwSeries) series = chart_make_series (&walk);

  /* At any zoom a wide axis has marks, not one lonely date. */
  for (double bars = 6; bars <= 3000; bars *= 1.25)
    {
      g_autoptr (GArray) ticks = find_ticks (series, (CwView){ 2999.5 - bars, 2999.5 }, 1000);

      g_assert_cmpuint (ticks->len, >=, 4);
      g_assert_cmpuint (ticks->len, <=, 32);
    }
}

static void
assert_labels (const GArray *ticks, const char *expected)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (labels, "%s%s%s", i > 0 ? " " : "", get_tick (ticks, i)->label,
                            get_tick (ticks, i)->major ? "*" : "");
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
test_natural_dates (void)
{
  static const ChartWalk walk = { 1500, 100, 0.02 };
  g_autoptr (CwSeries) series = chart_make_series (&walk); /* from Monday, 6 January 2020 */
  g_autoptr (GArray) months = find_ticks (series, (CwView){ 30, 320 }, 700);
  g_autoptr (GArray) years = find_ticks (series, (CwView){ -0.5, 1499.5 }, 400);
  g_autoptr (GArray) weeks = find_ticks (series, (CwView){ 9.5, 39.5 }, 600);
  g_autoptr (GArray) days = find_ticks (series, (CwView){ 9.5, 15.5 }, 600);

  assert_labels (months, "Mar Apr May Jun Jul Aug Sep Oct Nov Dec 2021* Feb Mar");
  assert_labels (years, "2021 2022 2023 2024 2025");
  assert_labels (weeks, "20 27 Feb* 10 17 24");
  assert_labels (days, "20 Jan 21 22 23 24 27");
}

static void
test_begin_of_months (void)
{
  static const ChartWalk walk = { 1500, 100, 0.02 };
  g_autoptr (CwSeries) series = chart_make_series (&walk);
  g_autoptr (GArray) ticks = find_ticks (series, (CwView){ 29.5, 319.5 }, 700);
  guint n = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      gsize bar = get_tick (ticks, i)->bar;
      g_autoptr (GDateTime) here = cw_series_get_local_time (series, series->time[bar]);
      g_autoptr (GDateTime) before = cw_series_get_local_time (series, series->time[bar - 1]);

      g_assert_cmpint (g_date_time_get_month (here), !=, g_date_time_get_month (before));
      n++;
    }
  g_assert_cmpuint (n, >=, 12);
}

static void
test_hours (void)
{
  static const ChartWalk walk = { 1170, 100, 0.001, .pace = CHART_MINUTES };
  g_autoptr (CwSeries) series = chart_make_series (&walk); /* three sessions from 9:30 */
  g_autoptr (GArray) ticks = find_ticks (series, (CwView){ -0.5, 1169.5 }, 700);

  assert_labels (ticks, "10:00 12:00 14:00 7 Jan* 12:00 14:00 8 Jan* 12:00 14:00");
  for (guint i = 0; i < ticks->len; i++)
    {
      const CwTimeTick *tick = get_tick (ticks, i);
      g_autoptr (GDateTime) start = cw_series_get_local_time (series, series->time[tick->bar]);

      if (tick->major) /* the session's first bar */
        g_assert_cmpuint (tick->bar % 390, ==, 0);
      else
        g_assert_cmpint (g_date_time_get_minute (start), ==, 0);
    }
}

static void
test_lonely_bars (void)
{
  static const ChartWalk one = { 1, 100, 0.02 }, none = { 0, 100, 0.02 };
  g_autoptr (CwSeries) series = chart_make_series (&one);
  g_autoptr (CwSeries) empty = chart_make_series (&none);
  g_autoptr (GArray) ticks = find_ticks (series, cw_view_for_range (series, CW_RANGE_MAX), 600);
  g_autoptr (GArray) no_ticks = find_ticks (empty, cw_view_for_range (empty, CW_RANGE_MAX), 600);

  assert_labels (ticks, "6 Jan 2020");
  g_assert_cmpuint (no_ticks->len, ==, 0);
}

/* Whatever the clocks do, each boundary is after the one before, and its own floor. */
static void
test_steps_go_on (void)
{
  static const char *const zones[] = { "America/New_York", "Europe/Berlin", "Asia/Kolkata",
                                       "Australia/Lord_Howe", "America/Sao_Paulo" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    for (gsize j = 0; j < cw_time_n_steps; j++)
      {
        const CwTimeStep *step = &cw_time_steps[j];
        g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
        g_autoptr (GDateTime) start = g_date_time_new (zone, 2017, 9, 29, 11, 17, 0);
        g_autoptr (GDateTime) boundary = cw_time_step_floor (step, start);

        g_assert_cmpint (g_date_time_compare (boundary, start), <=, 0);
        for (int k = 0; k < 5000 && g_date_time_get_year (boundary) < 2300; k++)
          {
            GDateTime *next = cw_time_step_next (step, boundary);
            gint64 distance = g_date_time_difference (next, boundary) / G_USEC_PER_SEC;

            g_assert_cmpint (distance, >, 0);
            g_assert_cmpfloat ((double) distance, <=, step->seconds * 1.15 + 3 * 60 * 60);
            g_date_time_unref (boundary);
            boundary = next;
            n++;
          }
      }
  g_assert_cmpuint (n, >, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/time-axis/always-apart", test_always_apart);
  g_test_add_func ("/chart/time-axis/dense-enough", test_dense_enough);
  g_test_add_func ("/chart/time-axis/natural-dates", test_natural_dates);
  g_test_add_func ("/chart/time-axis/begin-of-months", test_begin_of_months);
  g_test_add_func ("/chart/time-axis/hours", test_hours);
  g_test_add_func ("/chart/time-axis/lonely-bars", test_lonely_bars);
  g_test_add_func ("/chart/time-axis/steps-go-on", test_steps_go_on);
  return g_test_run ();
}
