/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"

#include <math.h>

#include "cw-png.h"
#include "cw-series-builder.h"

#define DAY (24 * 60 * 60)
#define FIRST_DAY G_GINT64_CONSTANT (1578321000) /* Monday 6 January 2020 14:30 UTC */
#define SESSION_MINUTES 390
#define CENTURY_START G_GINT64_CONSTANT (-1577523600) /* Monday 5 January 1920 */

/* “Test and Sons”: letters that join, and a name that is read from the right. */
#define ARABIC_NAME "شركة الاختبار وأبناؤه"

static const CwPaneHeights low_prices = { { 100, 50, 200 } };

/* clang-format off */
const ChartCase chart_cases[] = {
  { .name = "candles-light", .walk = { 180, 120, 0.02 }, .indicators = { "sma:20", "sma:50" } },
  { .name = "candles-dark", .walk = { 180, 120, 0.02 }, .indicators = { "sma:20", "sma:50" },
    .dark = TRUE },
  { .name = "candles-wide", .walk = { 180, 120, 0.02 }, .last_bars = 24 },
  { .name = "candles-dense", .walk = { 2600, 40, 0.02 }, .indicators = { "sma:50", "sma:200" } },
  { .name = "bars", .walk = { 90, 120, 0.02 }, .type = CW_CHART_BARS },
  { .name = "line", .walk = { 260, 120, 0.02 }, .type = CW_CHART_LINE,
    .indicators = { "sma:50" } },
  { .name = "area-dark", .walk = { 260, 120, 0.02 }, .type = CW_CHART_AREA, .dark = TRUE },
  { .name = "area-dense", .walk = { 4000, 30, 0.02 }, .type = CW_CHART_AREA },
  { .name = "log", .walk = { 2600, 3, 0.035 }, .log_scale = TRUE },
  { .name = "panes", .walk = { 260, 120, 0.02 }, .width = 800, .height = 600,
    .indicators = { "bbands", "ema:20", "macd", "rsi:14" } },
  { .name = "panes-dark-2x", .walk = { 260, 120, 0.02 }, .width = 480, .height = 400, .scale = 2,
    .dark = TRUE, .indicators = { "sma:20", "macd", "rsi:14" } },
  { .name = "small", .walk = { 120, 120, 0.02 }, .width = 320, .height = 240,
    .indicators = { "sma:20", "macd" } },
  { .name = "empty", .walk = { 0, 0, 0 } },
  { .name = "one-bar", .walk = { 1, 120, 0.02 }, .indicators = { "sma:20", "macd" } },
  { .name = "one-bar-line", .walk = { 1, 120, 0.02 }, .type = CW_CHART_LINE },
  { .name = "two-bars", .walk = { 2, 120, 0.02 }, .indicators = { "rsi:14" } },
  { .name = "flat", .walk = { 60, 50, 0 }, .indicators = { "macd", "rsi:14" } },
  { .name = "tiny-prices", .walk = { 90, 1.2e-8, 0.02, .decimals = 8 },
    .indicators = { "sma:20", "macd" } },
  { .name = "huge-prices", .walk = { 90, 2.5e6, 0.02 }, .indicators = { "sma:20", "macd" } },
  { .name = "century", .walk = { 25200, 5, 0.02 }, .log_scale = TRUE, .width = 800 },
  { .name = "no-volume", .walk = { 120, 1.18, 0.004, .no_volume = TRUE, .decimals = 4 } },
  { .name = "intraday", .walk = { 1170, 369, 0.0006, .pace = CHART_MINUTES },
    .type = CW_CHART_LINE, .indicators = { "sma:50" } },
  { .name = "weekly-bars", .walk = { 300, 50, 0.04, .pace = CHART_WEEKLY } },
  { .name = "crosshair", .walk = { 180, 120, 0.02 }, .indicators = { "sma:20", "macd" },
    .cursor_bar = 120 },
  { .name = "crosshair-dark", .walk = { 180, 120, 0.02 }, .indicators = { "bbands", "rsi:14" },
    .dark = TRUE, .cursor_bar = 178 },
  { .name = "contrast-light", .walk = { 180, 120, 0.02 }, .contrast = TRUE,
    .indicators = { "sma:20", "macd" } },
  { .name = "contrast-dark", .walk = { 180, 120, 0.02 }, .contrast = TRUE, .dark = TRUE,
    .indicators = { "sma:20", "macd" } },
  { .name = "contrast-line", .walk = { 180, 120, 0.02 }, .contrast = TRUE,
    .type = CW_CHART_LINE, .indicators = { "bbands" } },
  { .name = "palette-red-green", .walk = { 90, 120, 0.02 }, .palette = CW_PALETTE_RED_GREEN },
  { .name = "palette-blue-orange", .walk = { 90, 120, 0.02 }, .palette = CW_PALETTE_BLUE_ORANGE,
    .indicators = { "sma:20", "sma:50", "macd" } },
  { .name = "palette-blue-orange-dark", .walk = { 90, 120, 0.02 }, .dark = TRUE,
    .palette = CW_PALETTE_BLUE_ORANGE, .indicators = { "sma:20" } },
  { .name = "heikin-ashi", .walk = { 120, 120, 0.02 }, .type = CW_CHART_HEIKIN_ASHI },
  { .name = "heikin-ashi-dark", .walk = { 120, 120, 0.02 }, .type = CW_CHART_HEIKIN_ASHI,
    .dark = TRUE, .indicators = { "sma:20" } },
  { .name = "bars-dark", .walk = { 90, 120, 0.02 }, .type = CW_CHART_BARS, .dark = TRUE },
  { .name = "bars-wide-2x", .walk = { 90, 120, 0.02 }, .type = CW_CHART_BARS, .last_bars = 20,
    .width = 480, .height = 320, .scale = 2 },
  { .name = "candles-wide-2x", .walk = { 90, 120, 0.02 }, .last_bars = 20, .width = 480,
    .height = 320, .scale = 2 },
  { .name = "percent", .walk = { 260, 120, 0.02 }, .percent = TRUE, .type = CW_CHART_LINE },
  { .name = "percent-log", .walk = { 2600, 3, 0.035 }, .percent = TRUE, .log_scale = TRUE },
  { .name = "compare", .walk = { 260, 120, 0.02 }, .type = CW_CHART_LINE, .n_others = 3,
    .indicators = { "sma:50" } },
  { .name = "compare-dark", .walk = { 260, 120, 0.02, .gaps = TRUE }, .n_others = 2, .dark = TRUE },
  { .name = "compare-dense", .walk = { 4000, 30, 0.02 }, .type = CW_CHART_LINE, .n_others = 2,
    .log_scale = TRUE },
  { .name = "markers", .walk = { 420, 120, 0.02, .events = TRUE }, .markers = TRUE,
    .last_bars = 130, .indicators = { "sma:50", "sma:200" }, .width = 800, .height = 500 },
  { .name = "markers-dark", .walk = { 420, 120, 0.02, .events = TRUE }, .markers = TRUE,
    .last_bars = 60, .dark = TRUE },
  { .name = "markers-dense", .walk = { 2600, 40, 0.02, .events = TRUE }, .markers = TRUE,
    .type = CW_CHART_LINE },
  { .name = "levels", .walk = { 180, 120, 0.02 }, .levels = { 150, 112, 128 } },
  { .name = "levels-dark", .walk = { 180, 120, 0.02 }, .levels = { 150, 112, 128 }, .dark = TRUE,
    .type = CW_CHART_AREA },
  { .name = "gaps", .walk = { 90, 120, 0.02, .gaps = TRUE }, .indicators = { "sma:20", "rsi:14" } },
  { .name = "rtl", .walk = { 180, 120, 0.02, .name = ARABIC_NAME }, .mirrored = TRUE,
    .indicators = { "sma:20", "sma:50", "macd" } },
  { .name = "rtl-compare-dark", .walk = { 180, 120, 0.02, .name = ARABIC_NAME }, .mirrored = TRUE,
    .dark = TRUE, .n_others = 2, .type = CW_CHART_LINE, .levels = { 150, 112, 128 } },
  { .name = "heights", .walk = { 180, 120, 0.02 }, .heights = &low_prices,
    .indicators = { "rsi:14" } },
  { .name = "measure", .walk = { 180, 120, 0.02 }, .cursor_bar = 60, .measure_to = 130 },
  { .name = "averages", .walk = { 180, 120, 0.02 }, .type = CW_CHART_LINE,
    .indicators = { "sma:20", "ema:20", "wma:20", "vwap" } },
  { .name = "bbands", .walk = { 180, 120, 0.02 }, .indicators = { "bbands" } },
  { .name = "ichimoku", .walk = { 220, 120, 0.02 }, .indicators = { "ichimoku" } },
  { .name = "ichimoku-dense", .walk = { 2600, 40, 0.02 }, .indicators = { "ichimoku" },
    .dark = TRUE },
  { .name = "ichimoku-ahead-2x", .walk = { 220, 120, 0.02 }, .last_bars = 70,
    .indicators = { "ichimoku", "rsi:14" }, .width = 480, .height = 400, .scale = 2 },
  { .name = "ichimoku-ahead-dark", .walk = { 1170, 369, 0.0006, .pace = CHART_MINUTES },
    .last_bars = 60, .indicators = { "ichimoku" }, .markers = TRUE, .dark = TRUE },
  { .name = "psar", .walk = { 120, 120, 0.02 }, .indicators = { "psar" } },
  { .name = "pane-macd-rsi", .walk = { 180, 120, 0.02 }, .indicators = { "macd", "rsi:14" },
    .height = 480 },
  { .name = "pane-stoch-atr", .walk = { 180, 120, 0.02 }, .indicators = { "stoch", "atr" },
    .height = 480 },
  { .name = "pane-adx-obv", .walk = { 180, 120, 0.02 }, .indicators = { "adx", "obv" },
    .height = 480 },
  { .name = "pane-cci-willr", .walk = { 180, 120, 0.02 }, .indicators = { "cci", "willr" },
    .height = 480 },
  { .name = "pane-mfi-roc", .walk = { 180, 120, 0.02 }, .indicators = { "mfi", "roc" },
    .height = 480 },
  { .name = "pane-aroon-stddev", .walk = { 180, 120, 0.02 }, .indicators = { "aroon", "stddev" },
    .height = 480 },
};
/* clang-format on */
const gsize chart_n_cases = G_N_ELEMENTS (chart_cases);

static const CwInterval intervals[] = {
  [CHART_DAILY] = CW_INTERVAL_1D,
  [CHART_WEEKLY] = CW_INTERVAL_1WK,
  [CHART_MINUTES] = CW_INTERVAL_1M,
};

/* A generator of its own, so that every machine has the same prices. */
static double
next_random (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return (double) (*state >> 8) / (double) (1 << 24);
}

static gint64
time_of_bar (const ChartWalk *walk, gsize i)
{
  gint64 number = (gint64) i;

  if (walk->pace == CHART_MINUTES)
    return FIRST_DAY + number / SESSION_MINUTES * DAY + number % SESSION_MINUTES * 60;
  if (walk->pace == CHART_WEEKLY)
    return FIRST_DAY + number * 7 * DAY;
  /* Five days a week; many years begin early enough to end in our time. */
  if (walk->gaps)
    number += number / 7 * 3;
  return (walk->n_bars > 10000 ? CENTURY_START : FIRST_DAY) + (number / 5 * 7 + number % 5) * DAY;
}

static void
add_events (CwSeriesBuilder *builder, const ChartWalk *walk)
{
  for (gsize i = 20; i < walk->n_bars; i += 63)
    {
      CwDividend dividend = { time_of_bar (walk, i), 0.22 };

      g_array_append_val (builder->dividends, dividend);
    }
  if (walk->n_bars > 80)
    {
      CwSplit split = { time_of_bar (walk, walk->n_bars - 40), 4, 1 };

      g_array_append_val (builder->splits, split);
    }
}

static const char *
other_symbol (const ChartWalk *walk)
{
  static const char *const symbols[] = { "OTHER", "BETA", "GAMMA-B" };

  return symbols[walk->seed / 13 % G_N_ELEMENTS (symbols)];
}

/**
 * chart_make_series:
 * @walk: how the prices go
 *
 * Returns: (transfer full): a series that is the same on every machine
 */
CwSeries *
chart_make_series (const ChartWalk *walk)
{
  g_autoptr (CwSeriesBuilder) builder =
      cw_series_builder_new (walk->seed > 0 ? other_symbol (walk) : "TEST", intervals[walk->pace]);
  double price = walk->price;
  guint32 state = walk->seed > 0 ? walk->seed : 20200102;

  cw_series_builder_set_text (&builder->info.name, walk->name != NULL ? walk->name : "Test & Sons");
  cw_series_builder_set_text (&builder->info.exchange, "NasdaqGS");
  cw_series_builder_set_text (&builder->info.currency, "USD");
  cw_series_builder_set_text (&builder->info.timezone, "America/New_York");
  cw_series_builder_set_text (&builder->info.source, "made-up prices");
  if (walk->decimals > 0)
    builder->info.price_decimals = walk->decimals;
  for (gsize i = 0; i < walk->n_bars; i++)
    {
      double open = price * (1 + walk->volatility * (next_random (&state) - 0.5) / 2);
      double close = open * (1 + walk->volatility * (2.03 * next_random (&state) - 1));
      double high = MAX (open, close) * (1 + walk->volatility * next_random (&state) / 2);
      double low = MIN (open, close) * (1 - walk->volatility * next_random (&state) / 2);
      double volume = 4e7 * (0.5 + next_random (&state) * next_random (&state) * 3);

      cw_series_builder_add_bar (builder, time_of_bar (walk, i), open, high, low, close, close,
                                 walk->no_volume ? NAN : volume);
      price = walk->gaps && i % 11 == 10 ? close * (i % 2 == 0 ? 1.06 : 0.95) : close;
    }
  if (walk->events)
    add_events (builder, walk);
  return cw_series_builder_end (builder);
}

static void
fill_options (CwSceneOptions *options, const ChartCase *of)
{
  cw_scene_options_init (options);
  options->type = of->type;
  options->log_scale = of->log_scale;
  options->percent = of->percent;
  options->markers = of->markers;
  options->volume = !of->no_volume_pane;
  for (gsize i = 0; i < G_N_ELEMENTS (of->indicators) && of->indicators[i] != NULL; i++)
    {
      CwIndicatorSpec spec;

      g_assert_true (cw_indicator_spec_parse (of->indicators[i], &spec));
      g_assert_true (cw_scene_options_add (options, &spec));
    }
}

/* Others have prices of their own, and holidays: their sessions are not those of the first. */
static void
add_others (CwSceneExtras *extras, const ChartCase *of)
{
  for (guint i = 0; i < of->n_others; i++)
    {
      ChartWalk walk = of->walk;

      walk.seed = 7 + 13 * i;
      walk.price = 35 * (i + 1);
      walk.gaps = i == 1;
      extras->others[extras->n_others++] = chart_make_series (&walk);
    }
}

static void
add_levels (CwSceneExtras *extras, const ChartCase *of)
{
  for (gsize i = 0; i < G_N_ELEMENTS (of->levels); i++)
    if (of->levels[i] > 0)
      extras->levels[extras->n_levels++] =
          (CwLevel){ i == 2 ? CW_LEVEL_COST : CW_LEVEL_TARGET, of->levels[i] };
}

/** chart_make_scene: Returns: (transfer full): the scene of a case */
CwScene *
chart_make_scene (const ChartCase *of)
{
  g_autoptr (CwSeries) series = chart_make_series (&of->walk);
  CwSceneExtras extras = { 0 };
  CwSceneOptions options;
  CwScene *scene;

  fill_options (&options, of);
  add_others (&extras, of);
  add_levels (&extras, of);
  scene = cw_scene_new_with_extras (series, &options, &extras);
  for (gsize i = 0; i < extras.n_others; i++)
    cw_series_unref ((CwSeries *) extras.others[i]);
  return scene;
}

/** chart_make_view: Returns: what of the scene is in sight */
CwView
chart_make_view (const ChartCase *of, const CwScene *scene)
{
  CwView view = cw_view_for_range (cw_scene_get_series (scene), CW_RANGE_MAX);

  if (of->last_bars > 0)
    view.first = view.last - (double) of->last_bars;
  return cw_scene_extend_view (scene, view);
}

static GBytes *
render_frame (const ChartCase *of, CwScene *scene, CwView view, const CwImageOptions *options)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) options->width, (int) options->height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (CwFrame) frame =
      cw_frame_new (scene, view, options->width, options->height, &options->theme, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  cw_frame_paint_back (frame, cr);
  cw_frame_paint_series (frame, cr);
  cw_frame_paint_cursor (frame, cr, of->cursor_bar - 1, options->height * 0.3);
  if (of->measure_to > 0)
    cw_frame_paint_measure (frame, cr, (gsize) of->cursor_bar - 1, (gsize) of->measure_to - 1);
  bytes = cw_png_encode (surface, 1, &error);
  g_assert_no_error (error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bytes;
}

/** chart_render_case: Returns: (transfer full): the picture of a case as a PNG file */
GBytes *
chart_render_case (const ChartCase *of)
{
  return chart_render_case_as (of, CW_IMAGE_PNG);
}

/** chart_render_case_as: Returns: (transfer full): the same as another kind of file, without what
 * only a pointer shows */
GBytes *
chart_render_case_as (const ChartCase *of, CwImageFormat format)
{
  g_autoptr (CwScene) scene = chart_make_scene (of);
  CwView view = chart_make_view (of, scene);
  CwImageOptions options = { .format = format,
                             .width = of->width > 0 ? of->width : 600,
                             .height = of->height > 0 ? of->height : 400,
                             .scale = of->scale > 0 ? of->scale : 1,
                             .heights = of->heights,
                             .direction =
                                 of->mirrored ? CW_IMAGE_RIGHT_TO_LEFT : CW_IMAGE_LEFT_TO_RIGHT };
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (of->dark)
    cw_theme_init_dark (&options.theme);
  else
    cw_theme_init_light (&options.theme);
  if (of->palette != CW_PALETTE_GREEN_RED)
    cw_theme_set_palette (&options.theme, of->palette);
  if (of->contrast)
    cw_theme_strengthen (&options.theme);
  if (of->cursor_bar > 0 && format == CW_IMAGE_PNG)
    return render_frame (of, scene, view, &options);
  bytes = cw_chart_render (scene, view, &options, &error);
  g_assert_no_error (error);
  return bytes;
}

/** chart_dup_reference_path: Returns: (transfer full): where the picture of a case is kept */
char *
chart_dup_reference_path (const char *directory, const ChartCase *of)
{
  g_autofree char *name = g_strconcat (of->name, ".png", NULL);

  return g_build_filename (directory, name, NULL);
}
