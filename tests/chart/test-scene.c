/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"
#include "cw-scene-private.h"

#include <math.h>
#include <string.h>

static CwIndicatorSpec
parse (const char *text)
{
  CwIndicatorSpec spec;

  g_assert_true (cw_indicator_spec_parse (text, &spec));
  return spec;
}

static void
test_types (void)
{
  CwChartType type;
  guint n = 0;

  for (int i = 0; i < CW_N_CHART_TYPES; i++)
    {
      g_assert_true (cw_chart_type_parse (cw_chart_type_to_string ((CwChartType) i), &type));
      g_assert_cmpint (type, ==, i);
      n++;
    }
  g_assert_cmpuint (n, ==, 5);
  g_assert_false (cw_chart_type_parse ("pie", &type));
}

static void
test_options (void)
{
  CwSceneOptions options;
  CwIndicatorSpec sma = parse ("sma:20"), longer = parse ("sma:50"), macd = parse ("macd");

  cw_scene_options_init (&options);
  g_assert_true (cw_scene_options_add (&options, &sma));
  g_assert_true (cw_scene_options_add (&options, &longer));
  g_assert_true (cw_scene_options_add (&options, &macd));
  g_assert_false (cw_scene_options_add (&options, &sma));
  g_assert_cmpuint (options.n_indicators, ==, 3);
  g_assert_true (cw_scene_options_remove (&options, &longer));
  g_assert_false (cw_scene_options_remove (&options, &longer));
  g_assert_false (cw_scene_options_has (&options, &longer));
  g_assert_true (cw_scene_options_has (&options, &macd));
  g_assert_true (cw_indicator_spec_equal (&options.indicators[1], &macd));
}

static void
test_options_are_limited (void)
{
  CwSceneOptions options;
  guint n_added = 0;

  cw_scene_options_init (&options);
  for (int i = 2; i < 40; i++)
    {
      CwIndicatorSpec spec = parse ("sma");

      spec.params[0] = i;
      n_added += cw_scene_options_add (&options, &spec) ? 1 : 0;
    }
  g_assert_cmpuint (n_added, ==, CW_SCENE_MAX_INDICATORS);
}

static void
test_lines (void)
{
  static const ChartCase of = { .name = "lines",
                                .walk = { 100, 100, 0.02 },
                                .indicators = { "sma:20", "macd", "rsi:14" } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  const CwSeries *series = cw_scene_get_series (scene);
  double sum = 0;

  g_assert_cmpuint (scene->n_lines, ==, 5);
  g_assert_cmpuint (cw_scene_find_line (scene, 1), ==, 1);
  g_assert_cmpuint (cw_scene_find_line (scene, 2), ==, 4);
  for (gsize i = 80; i < 100; i++)
    sum += series->close[i];
  g_assert_cmpfloat (fabs (scene->lines[0].values[99] - sum / 20), <, 1e-9);
  g_assert_true (isnan (scene->lines[0].values[18]));
  g_assert_true (cw_scene_get_output (scene, 3)->histogram);
}

/* Ichimoku's lagging line is the close, drawn 26 bars back. */
static void
test_moved_line (void)
{
  static const ChartCase of = { .name = "moved",
                                .walk = { 100, 100, 0.02 },
                                .indicators = { "ichimoku" } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  const CwSeries *series = cw_scene_get_series (scene);
  const double *lagging = scene->lines[4].values;
  guint n = 0;

  g_assert_cmpint (cw_scene_get_output (scene, 4)->shift, ==, -26);
  for (gsize i = 0; i < 74; i++, n++)
    g_assert_cmpfloat (lagging[i], ==, series->close[i + 26]);
  for (gsize i = 74; i < 100; i++, n++)
    g_assert_true (isnan (lagging[i]));
  g_assert_cmpuint (n, ==, 100);
}

static void
test_bad_parameters (void)
{
  static const ChartWalk walk = { 50, 100, 0.02 };
  g_autoptr (CwSeries) series = chart_make_series (&walk);
  g_autoptr (CwScene) scene = NULL;
  CwSceneOptions options;

  cw_scene_options_init (&options);
  options.indicators[0] = parse ("sma:20");
  options.indicators[0].params[0] = -7;
  options.n_indicators = 1;
  scene = cw_scene_new (series, &options);
  for (gsize i = 0; i < 50; i++)
    g_assert_true (isnan (scene->lines[0].values[i]));
}

static void
test_clip (void)
{
  static const ChartCase of = { .name = "clip", .walk = { 10, 100, 0.02 } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  gsize first, end;

  g_assert_true (cw_scene_clip_view (scene, (CwView){ -0.5, 9.5 }, &first, &end));
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (end, ==, 10);
  g_assert_true (cw_scene_clip_view (scene, (CwView){ 2.6, 4.4 }, &first, &end));
  g_assert_cmpuint (first, ==, 3);
  g_assert_cmpuint (end, ==, 5);
  /* A bar that only touches the edge is not in sight. */
  g_assert_true (cw_scene_clip_view (scene, (CwView){ 2.5, 6.5 }, &first, &end));
  g_assert_cmpuint (first, ==, 3);
  g_assert_cmpuint (end, ==, 7);
  g_assert_false (cw_scene_clip_view (scene, (CwView){ 20, 30 }, &first, &end));
  g_assert_false (cw_scene_clip_view (scene, (CwView){ -30, -20 }, &first, &end));
  g_assert_false (cw_scene_clip_view (scene, (CwView){ NAN, NAN }, &first, &end));
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_describe (void)
{
  static const ChartCase of = { .name = "describe",
                                .walk = { 40, 100, 0.02 },
                                .indicators = { "sma:20", "macd" } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  const CwSeries *series = cw_scene_get_series (scene);
  g_autofree char *all = cw_scene_describe (scene, chart_make_view (&of, scene));
  g_autofree char *last = g_strdup_printf ("last close %.2f,", series->close[39]);
  g_autofree char *first = g_strdup_printf ("First close %.2f,", series->close[0]);

  assert_contains (all, "Test & Sons (TEST)");
  assert_contains (all, "from 6 Jan 2020 to 28 Feb 2020");
  assert_contains (all, first);
  assert_contains (all, last);
  assert_contains (all, "%");
  assert_contains (all, "SMA(20)");
  assert_contains (all, "MACD(12, 26, 9)");
}

static void
test_describe_bar (void)
{
  static const ChartCase of = { .name = "describe",
                                .walk = { 40, 100, 0.02 },
                                .indicators = { "sma:20", "macd" } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  const CwSeries *series = cw_scene_get_series (scene);
  g_autofree char *bar = cw_scene_describe_bar (scene, 39);
  g_autofree char *early = cw_scene_describe_bar (scene, 3);
  g_autofree char *prices =
      g_strdup_printf ("Fri 28 Feb 2020: open %.2f, high %.2f, low %.2f, close %.2f, volume ",
                       series->open[39], series->high[39], series->low[39], series->close[39]);

  assert_contains (bar, prices);
  assert_contains (bar, "SMA(20)");
  assert_contains (bar, "MACD(12, 26, 9)");
  g_assert_null (strstr (early, "SMA")); /* it has no value yet */
}

static void
test_describe_nothing (void)
{
  static const ChartCase of = { .name = "nothing", .walk = { 0, 100, 0.02 } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  g_autofree char *text = cw_scene_describe (scene, chart_make_view (&of, scene));

  g_assert_cmpstr (text, ==, "Chart of Test & Sons (TEST). No data yet.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/scene/types", test_types);
  g_test_add_func ("/chart/scene/options", test_options);
  g_test_add_func ("/chart/scene/options-are-limited", test_options_are_limited);
  g_test_add_func ("/chart/scene/lines", test_lines);
  g_test_add_func ("/chart/scene/moved-line", test_moved_line);
  g_test_add_func ("/chart/scene/bad-parameters", test_bad_parameters);
  g_test_add_func ("/chart/scene/clip", test_clip);
  g_test_add_func ("/chart/scene/describe", test_describe);
  g_test_add_func ("/chart/scene/describe-bar", test_describe_bar);
  g_test_add_func ("/chart/scene/describe-nothing", test_describe_nothing);
  return g_test_run ();
}
