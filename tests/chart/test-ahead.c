/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart-cases.h"
#include "cw-chart-data.h"
#include "cw-format.h"
#include "cw-frame-private.h"
#include "cw-scene-private.h"
#include "cw-scene-table.h"
#include "cw-series-builder.h"
#include "cw-sessions.h"

#define AHEAD 26

typedef struct
{
  const char *name, *zone;
  CwInterval interval;
  const char *bars[12];     /* when there was trading, by the exchange's clock */
  const char *expected[12]; /* when there will be */
} SessionCase;

/* clang-format off */
static const SessionCase session_cases[] = {
  { "weekend", "America/New_York", CW_INTERVAL_1D,
    { "2021-04-12 09:30", "2021-04-13 09:30", "2021-04-14 09:30", "2021-04-15 09:30",
      "2021-04-16 09:30" },
    { "2021-04-19 09:30", "2021-04-20 09:30" } },
  { "clock set forward", "America/New_York", CW_INTERVAL_1D,
    { "2021-03-08 09:30", "2021-03-09 09:30", "2021-03-10 09:30", "2021-03-11 09:30",
      "2021-03-12 09:30" },
    { "2021-03-15 09:30", "2021-03-16 09:30" } },
  { "every day", "UTC", CW_INTERVAL_1D,
    { "2021-04-14 00:00", "2021-04-15 00:00", "2021-04-16 00:00", "2021-04-17 00:00",
      "2021-04-18 00:00", "2021-04-19 00:00", "2021-04-20 00:00" },
    { "2021-04-21 00:00", "2021-04-22 00:00", "2021-04-23 00:00", "2021-04-24 00:00" } },
  { "Sunday to Thursday", "Asia/Riyadh", CW_INTERVAL_1D,
    { "2021-04-11 10:00", "2021-04-12 10:00", "2021-04-13 10:00", "2021-04-14 10:00",
      "2021-04-15 10:00" },
    { "2021-04-18 10:00", "2021-04-19 10:00" } },
  { "stamped on the evening before", "Europe/London", CW_INTERVAL_1D,
    { "2021-04-11 23:00", "2021-04-12 23:00", "2021-04-13 23:00", "2021-04-14 23:00",
      "2021-04-15 23:00" },
    { "2021-04-18 23:00", "2021-04-19 23:00" } },
  { "a single bar", "UTC", CW_INTERVAL_1D, { "2021-04-16 00:00" },
    { "2021-04-19 00:00", "2021-04-20 00:00" } },
  { "weeks", "UTC", CW_INTERVAL_1WK, { "2021-04-05 00:00", "2021-04-12 00:00" },
    { "2021-04-19 00:00", "2021-04-26 00:00" } },
  { "months", "UTC", CW_INTERVAL_1MO, { "2020-11-01 00:00", "2020-12-01 00:00" },
    { "2021-01-01 00:00", "2021-02-01 00:00" } },
  { "quarters", "UTC", CW_INTERVAL_3MO, { "2020-07-01 00:00", "2020-10-01 00:00" },
    { "2021-01-01 00:00", "2021-04-01 00:00" } },
  /* The day that runs goes on as the whole one before it did. */
  { "hours", "America/New_York", CW_INTERVAL_1H,
    { "2021-04-15 09:30", "2021-04-15 10:30", "2021-04-15 11:30", "2021-04-15 12:30",
      "2021-04-16 09:30", "2021-04-16 10:30" },
    { "2021-04-16 11:30", "2021-04-16 12:30", "2021-04-19 09:30", "2021-04-19 10:30",
      "2021-04-19 11:30", "2021-04-19 12:30", "2021-04-20 09:30" } },
};
/* clang-format on */

static gint64
read_time (const char *text, GTimeZone *zone)
{
  int year, month, day, hour, minute;
  g_autoptr (GDateTime) moment = NULL;

  g_assert_cmpint (sscanf (text, "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute), ==, 5);
  moment = g_date_time_new (zone, year, month, day, hour, minute, 0);
  return g_date_time_to_unix (moment);
}

static CwSeries *
make_series (const SessionCase *of)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("TEST", of->interval);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (of->zone);

  cw_series_builder_set_text (&builder->info.timezone, of->zone);
  for (gsize i = 0; of->bars[i] != NULL; i++)
    cw_series_builder_add_bar (builder, read_time (of->bars[i], zone), 9, 11, 8, 10 + (double) i,
                               10 + (double) i, 1000);
  return cw_series_builder_end (builder);
}

static void
test_sessions (gconstpointer data)
{
  const SessionCase *of = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (of->zone);
  g_autoptr (CwSeries) series = make_series (of);
  g_autoptr (CwSeries) longer = cw_sessions_append (series, AHEAD);
  gsize n = 0;

  g_assert_cmpuint (longer->n_bars, ==, series->n_bars + AHEAD);
  for (gsize i = 0; i < series->n_bars; i++)
    {
      g_assert_cmpint (longer->time[i], ==, series->time[i]);
      g_assert_cmpfloat (longer->close[i], ==, series->close[i]);
    }
  for (; of->expected[n] != NULL; n++)
    g_assert_cmpint (longer->time[series->n_bars + n], ==, read_time (of->expected[n], zone));
  g_assert_cmpuint (n, >=, 2);
  for (gsize i = series->n_bars; i < longer->n_bars; i++)
    {
      g_assert_cmpint (longer->time[i], >, longer->time[i - 1]);
      g_assert_cmpfloat (longer->close[i], ==, series->close[series->n_bars - 1]);
      g_assert_true (isnan (longer->volume[i]));
    }
}

static const ChartCase cloudy = { .name = "cloudy",
                                  .walk = { 300, 120, 0.02 },
                                  .indicators = { "ichimoku", "sma:20" } };

static CwScene *
make_scene_of (CwSeries *series)
{
  CwSceneOptions options;
  CwIndicatorSpec spec;

  cw_scene_options_init (&options);
  g_assert_true (cw_indicator_spec_parse ("ichimoku", &spec));
  g_assert_true (cw_scene_options_add (&options, &spec));
  return cw_scene_new (series, &options);
}

/* What stands ahead today stands there still when these days have come. */
static void
test_cloud_comes_true (void)
{
  g_autoptr (CwSeries) all = chart_make_series (&cloudy.walk);
  gsize n = all->n_bars - AHEAD, n_compared = 0;
  g_autoptr (CwSeries) part = cw_series_slice (all, G_MININT64, all->time[n - 1]);
  g_autoptr (CwScene) before = make_scene_of (part);
  g_autoptr (CwScene) after = make_scene_of (all);

  g_assert_cmpuint (part->n_bars, ==, n);
  g_assert_cmpuint (cw_scene_get_n_places (before), ==, all->n_bars);
  g_assert_cmpuint (cw_scene_get_n_places (after), ==, all->n_bars + AHEAD);
  for (gsize line = 0; line < before->n_lines; line++)
    for (gsize i = n; i < all->n_bars; i++)
      {
        double ahead = before->lines[line].values[i], later = after->lines[line].values[i];

        if (cw_scene_get_output (before, line)->ahead == 0)
          {
            g_assert_true (isnan (ahead));
            continue;
          }
        g_assert_cmpfloat (ahead, ==, later);
        n_compared++;
      }
  g_assert_cmpuint (n_compared, ==, 2 * AHEAD);
  for (gsize i = n; i < all->n_bars; i++)
    g_assert_cmpint (cw_series_get_day (all, before->places->time[i]), ==,
                     cw_series_get_day (all, all->time[i]));
}

static void
test_nothing_ahead (void)
{
  static const ChartCase plain = { .walk = { 60, 120, 0.02 }, .indicators = { "sma:20", "macd" } };
  static const ChartCase empty = { .walk = { 0, 0, 0 }, .indicators = { "ichimoku" } };
  g_autoptr (CwScene) scene = chart_make_scene (&plain);
  g_autoptr (CwScene) nothing = chart_make_scene (&empty);
  CwView view = cw_view_for_range (scene->series, CW_RANGE_MAX);
  CwView same = cw_scene_extend_view (scene, view);

  g_assert_cmpuint (cw_scene_get_n_places (scene), ==, 60);
  g_assert_true (scene->places == scene->series);
  g_assert_cmpfloat (same.first, ==, view.first);
  g_assert_cmpfloat (same.last, ==, view.last);
  g_assert_cmpuint (cw_scene_get_n_places (nothing), ==, 0);
}

static void
test_views (void)
{
  g_autoptr (CwScene) scene = chart_make_scene (&cloudy);
  CwView whole = cw_scene_get_view (scene, CW_RANGE_MAX);
  CwView week = cw_scene_get_view (scene, CW_RANGE_5D);
  CwView past = cw_scene_extend_view (scene, (CwView){ 10.5, 100.5 });

  g_assert_cmpfloat (whole.first, ==, -0.5);
  g_assert_cmpfloat (whole.last, ==, 300 + AHEAD - 0.5);
  /* Never more of what comes than of what was. */
  g_assert_cmpfloat (week.last - 299.5, ==, 299.5 - week.first);
  g_assert_cmpfloat (past.last, ==, 100.5);
}

static char *
format_place (const CwFrame *frame, gsize place, CwLegendSource source)
{
  for (guint i = 0; i < frame->legend->len; i++)
    {
      const CwLegendItem *item = &g_array_index (frame->legend, CwLegendItem, i);

      if (item->source == source)
        return cw_legend_format (item, frame->scene, &frame->panes[item->pane], place);
    }
  g_assert_not_reached ();
}

static void
test_frame (void)
{
  g_autoptr (CwScene) scene = chart_make_scene (&cloudy);
  CwView whole = cw_scene_get_view (scene, CW_RANGE_MAX);
  g_autoptr (CwFrame) frame = NULL;
  g_autofree char *close = NULL;
  g_autofree char *volume = NULL;
  CwTheme theme;
  gssize last;

  cw_theme_init_light (&theme);
  frame = cw_frame_new (scene, whole, 700, 400, &theme, NULL);
  last = cw_frame_get_bar_at (frame, frame->plot_width - 1, 100);
  g_assert_cmpint (last, ==, 300 + AHEAD - 1);
  close = format_place (frame, (gsize) last, CW_LEGEND_CLOSE);
  volume = format_place (frame, (gsize) last, CW_LEGEND_VOLUME);
  g_assert_cmpstr (close, ==, CW_FORMAT_NO_VALUE);
  g_assert_cmpstr (volume, ==, CW_FORMAT_NO_VALUE);
}

/* Far to the right there are no prices at all, and still a scale and dates. */
static void
test_frame_ahead_alone (void)
{
  g_autoptr (CwScene) scene = chart_make_scene (&cloudy);
  CwView ahead = { 305.5, 320.5 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 600, 400);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (CwFrame) frame = NULL;
  CwTheme theme;
  CwSight sight = cw_scene_get_sight (scene, ahead);

  g_assert_cmpuint (sight.first, ==, sight.end);
  g_assert_cmpuint (sight.end_place - sight.first_place, ==, 15);
  cw_theme_init_light (&theme);
  frame = cw_frame_new (scene, ahead, 600, 400, &theme, NULL);
  cw_frame_paint_back (frame, cr);
  cw_frame_paint_series (frame, cr);
  cw_frame_paint_cursor (frame, cr, 310, 100);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_true (isfinite (frame->panes[0].scale.min) && isfinite (frame->panes[0].scale.max));
  g_assert_cmpfloat (frame->panes[0].scale.min, >, 50);
  g_assert_cmpuint (frame->dates->len, >, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_words (void)
{
  g_autoptr (CwScene) scene = chart_make_scene (&cloudy);
  g_autofree char *bar = cw_scene_describe_bar (scene, 299);
  g_autofree char *place = cw_scene_describe_bar (scene, 310);

  g_assert_nonnull (strstr (bar, "close"));
  g_assert_nonnull (strstr (place, ": no prices yet, Ichimoku Leading span A "));
  g_assert_nonnull (strstr (place, "Leading span B "));
  g_assert_null (strstr (place, "SMA"));
}

static void
test_table (void)
{
  enum
  {
    DATE,
    CLOSE = 4,
    SPAN_A = 8,
    AVERAGE = 11
  };
  g_autoptr (CwScene) scene = chart_make_scene (&cloudy);
  g_autofree char *title = cw_scene_table_dup_title (scene, SPAN_A);
  g_autofree char *date = cw_scene_table_dup_cell (scene, DATE, 300);
  g_autofree char *close = cw_scene_table_dup_cell (scene, CLOSE, 300);
  g_autofree char *span = cw_scene_table_dup_cell (scene, SPAN_A, 300);
  g_autofree char *average = cw_scene_table_dup_cell (scene, AVERAGE, 300);
  g_autofree char *expected = cw_format_number (scene->lines[2].values[300], 2);

  g_assert_cmpstr (title, ==, "Ichimoku Leading span A");
  g_assert_cmpstr (date, ==, "Mon 1 Mar 2021");
  g_assert_cmpstr (close, ==, CW_FORMAT_NO_VALUE);
  g_assert_cmpstr (span, ==, expected);
  g_assert_cmpstr (average, ==, CW_FORMAT_NO_VALUE);
}

static void
test_csv (void)
{
  g_autoptr (CwScene) scene = chart_make_scene (&cloudy);
  g_autoptr (GBytes) bytes = cw_chart_data_write (scene, cw_scene_get_view (scene, CW_RANGE_MAX));
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) last = NULL;

  /* The heading, a line each, and what is behind the last line's end. */
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 300 + AHEAD + 1);
  last = g_strsplit (lines[300 + AHEAD], ",", -1);
  g_assert_cmpuint (g_strv_length (last), ==, 12);
  for (int column = 1; column <= 7; column++)
    g_assert_cmpstr (last[column], ==, "");
  g_assert_cmpfloat (g_ascii_strtod (last[8], NULL), ==, scene->lines[2].values[299 + AHEAD]);
  g_assert_cmpfloat (g_ascii_strtod (last[9], NULL), ==, scene->lines[3].values[299 + AHEAD]);
  g_assert_cmpstr (last[10], ==, "");
  g_assert_cmpstr (last[11], ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (session_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/ahead/sessions/%s", session_cases[i].name);

      g_test_add_data_func (path, &session_cases[i], test_sessions);
    }
  g_test_add_func ("/chart/ahead/cloud-comes-true", test_cloud_comes_true);
  g_test_add_func ("/chart/ahead/nothing", test_nothing_ahead);
  g_test_add_func ("/chart/ahead/views", test_views);
  g_test_add_func ("/chart/ahead/frame", test_frame);
  g_test_add_func ("/chart/ahead/frame-alone", test_frame_ahead_alone);
  g_test_add_func ("/chart/ahead/words", test_words);
  g_test_add_func ("/chart/ahead/table", test_table);
  g_test_add_func ("/chart/ahead/csv", test_csv);
  return g_test_run ();
}
