/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"

#include <math.h>
#include <string.h>

#include "chart-pictures.h"
#include "cw-frame-private.h"

#define WIDTH 600
#define HEIGHT 400

typedef enum
{
  BACK = 1,
  SERIES = 2,
  CURSOR = 4,
} Layers;

static cairo_surface_t *
paint (CwFrame *frame, Layers layers, gssize bar, double y, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (WIDTH * scale),
                                                         (int) (HEIGHT * scale));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  if (layers & BACK)
    cw_frame_paint_back (frame, cr);
  if (layers & SERIES)
    cw_frame_paint_series (frame, cr);
  if (layers & CURSOR)
    cw_frame_paint_cursor (frame, cr, bar, y);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)
              + 4 * x,
          sizeof pixel);
  return pixel;
}

static guint
count_painted (cairo_surface_t *surface, int left, int top, int right, int bottom)
{
  guint n = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      n += get_pixel (surface, x, y) != 0 ? 1 : 0;
  return n;
}

static CwFrame *
make_frame (const ChartCase *of)
{
  g_autoptr (CwScene) scene = chart_make_scene (of);
  CwTheme theme;

  cw_theme_init_light (&theme);
  theme.background.alpha = 0;
  return cw_frame_new (scene, chart_make_view (of, scene), WIDTH, HEIGHT, &theme, NULL);
}

static void
test_places (void)
{
  static const ChartCase of = { .name = "places", .walk = { 100, 100, 0.02 } };
  g_autoptr (CwFrame) frame = make_frame (&of);
  guint n = 0;

  for (gssize bar = 0; bar < 100; bar++)
    {
      double x = cw_frame_get_x_of_bar (frame, (double) bar);

      g_assert_cmpint (cw_frame_get_bar_at (frame, x, 100), ==, bar);
      n++;
    }
  g_assert_cmpuint (n, ==, 100);
  g_assert_cmpint (cw_frame_get_bar_at (frame, -1, 100), ==, -1);
  g_assert_cmpint (cw_frame_get_bar_at (frame, WIDTH - 2, 100), ==, -1);
  g_assert_cmpint (cw_frame_get_bar_at (frame, 100, HEIGHT - 2), ==, -1);
  g_assert_cmpint (cw_frame_get_bar_at (frame, NAN, NAN), ==, -1);
  g_assert_cmpfloat (fabs (cw_frame_get_x_of_bar (frame, 1) - cw_frame_get_x_of_bar (frame, 0)
                           - 1 / cw_frame_get_bars_per_pixel (frame)),
                     <, 1e-9);
}

/* What the pointer moves is painted by the cursor's layer alone. */
static void
test_layers (void)
{
  static const ChartCase of = { .name = "layers",
                                .walk = { 100, 100, 0.02 },
                                .indicators = { "sma:20" } };
  g_autoptr (CwFrame) frame = make_frame (&of);
  cairo_surface_t *back = paint (frame, BACK, -1, NAN, 1);
  cairo_surface_t *series = paint (frame, SERIES, -1, NAN, 1);
  cairo_surface_t *quiet = paint (frame, CURSOR, -1, NAN, 1);
  cairo_surface_t *cursor = paint (frame, CURSOR, 50, 150, 1);
  double legend = frame->panes[0].legend_height;
  int x = (int) cw_frame_get_x_of_bar (frame, 50);

  g_assert_cmpfloat (legend, >, 20);
  g_assert_cmpuint (count_painted (back, 0, 0, 400, (int) legend), ==, 0);
  g_assert_cmpuint (count_painted (series, 0, 0, 400, (int) legend), ==, 0);
  g_assert_cmpuint (count_painted (quiet, 0, 0, 400, (int) legend), >, 200);
  /* No crosshair without a bar. */
  g_assert_cmpuint (count_painted (quiet, 0, (int) legend + 2, WIDTH,
                                   (int) frame->panes[0].bottom - 1),
                    ==, 0);
  g_assert_cmpuint (count_painted (cursor, x - 1, (int) legend + 2, x + 2, 200), >, 40);
  g_assert_cmpuint (count_painted (cursor, 0, 149, 400, 152), >, 150);
  cairo_surface_destroy (back);
  cairo_surface_destroy (series);
  cairo_surface_destroy (quiet);
  cairo_surface_destroy (cursor);
}

/* Whatever the data and the size, all is finite, nothing warns, and what there is stays inside. */
static void
check_degenerate (const ChartCase *of, double width, double height, CwView view)
{
  g_autoptr (CwScene) scene = chart_make_scene (of);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 600);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (CwFrame) frame = NULL;
  CwTheme theme;

  cw_theme_init_dark (&theme);
  frame = cw_frame_new (scene, view, width, height, &theme, NULL);
  for (gsize i = 0; i < frame->n_panes; i++)
    {
      const CwPane *pane = &frame->panes[i];

      g_assert_true (isfinite (pane->scale.min) && isfinite (pane->scale.max));
      g_assert_cmpfloat (pane->scale.min, <, pane->scale.max);
      g_assert_cmpfloat (pane->top, <=, pane->bottom);
      g_assert_cmpfloat (pane->bottom, <=, MAX (height, 1));
    }
  cw_frame_paint_back (frame, cr);
  cw_frame_paint_series (frame, cr);
  cw_frame_paint_cursor (frame, cr, -1, NAN);
  cw_frame_paint_cursor (frame, cr, 0, height / 2);
  cw_frame_paint_cursor (frame, cr, 1000000, -50);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* What is painted pixel by pixel takes long where every access is checked: there every third of
 * all combinations is tried, and each of the values in some of them. */
static gboolean
is_spared (gsize sum)
{
#ifdef __SANITIZE_ADDRESS__
  return sum % 3 != 0;
#else
  return FALSE;
#endif
}

static void
test_degenerate (void)
{
  static const ChartWalk walks[] = {
    { 0, 1, 0 },        { 1, 100, 0.02 },   { 2, 100, 0.02 },   { 3, 50, 0 },
    { 60, 1e-8, 0.02 }, { 60, 1e11, 0.02 }, { 300, 1e-5, 0.9 }, { 30, 5, 0.1, .no_volume = TRUE },
  };
  static const double sizes[][2] = { { 0, 0 },    { 1, 1 },    { 30, 20 },
                                     { 60, 500 }, { 700, 40 }, { 800, 600 } };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (walks); i++)
    for (int type = 0; type < CW_N_CHART_TYPES; type++)
      for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
        {
          ChartCase of = { "degenerate", walks[i], (CwChartType) type, .log_scale = type % 2,
                           .indicators = { "sma:2", "bbands", "macd", "rsi:14" } };
          double bars = (double) walks[i].n_bars;

          n++;
          if (is_spared (i + (gsize) type + j))
            continue;
          check_degenerate (&of, sizes[j][0], sizes[j][1], (CwView){ -0.5, bars - 0.5 });
          check_degenerate (&of, sizes[j][0], sizes[j][1], (CwView){ bars + 10, bars + 20 });
          check_degenerate (&of, sizes[j][0], sizes[j][1], (CwView){ 0.2, 0.2 });
          check_degenerate (&of, sizes[j][0], sizes[j][1], (CwView){ NAN, INFINITY });
        }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (walks) * CW_N_CHART_TYPES * G_N_ELEMENTS (sizes));
}

/* A straight edge on whole pixels is either painted or not: candles have no half-covered pixels. */
static void
check_sharp (const ChartCase *of, double scale)
{
  g_autoptr (CwFrame) frame = make_frame (of);
  cairo_surface_t *surface;
  guint n_full = 0, n_partial = 0;
  int bottom = (int) (frame->panes[0].bottom * scale);

  g_clear_object (&frame->last_label); /* its dashes let light through */
  surface = paint (frame, SERIES, -1, NAN, scale);
  for (int y = 0; y < bottom; y++)
    for (int x = 0; x < (int) (frame->plot_width * scale); x++)
      {
        guint32 alpha = get_pixel (surface, x, y) >> 24;

        n_full += alpha == 255 ? 1 : 0;
        n_partial += alpha > 0 && alpha < 255 ? 1 : 0;
      }
  g_assert_cmpuint (n_full, >, 500);
  g_assert_cmpuint (n_partial, ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_sharp (void)
{
  static const double scales[] = { 1, 1.25, 2, 3 };
  static const gsize bars[] = { 7, 23, 60, 110 };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (bars); j++)
      for (int type = CW_CHART_CANDLES; type <= CW_CHART_BARS; type++)
        {
          ChartCase of = { "sharp", { bars[j], 100, 0.02 }, (CwChartType) type };

          check_sharp (&of, scales[i]);
          n++;
        }
  g_assert_cmpuint (n, ==, 32);
}

/* Rising candles are hollow, falling ones filled, whatever their colours. */
static void
test_hollow (void)
{
  static const ChartCase of = { .name = "hollow", .walk = { 20, 100, 0.02 } };
  g_autoptr (CwFrame) frame = make_frame (&of);
  const CwSeries *series = cw_scene_get_series (frame->scene);
  cairo_surface_t *surface;
  guint n_up = 0, n_down = 0;

  g_clear_object (&frame->last_label);
  surface = paint (frame, SERIES, -1, NAN, 1);
  for (gsize i = 0; i < 20; i++)
    {
      double middle = (series->open[i] + series->close[i]) / 2;
      const CwScale *scale = &frame->panes[0].scale;
      int x = (int) cw_frame_get_x_of_bar (frame, (double) i);
      int y = (int) cw_scale_get_y (scale, middle);
      gboolean painted = get_pixel (surface, x - 3, y) != 0;

      if (fabs (cw_scale_get_y (scale, series->open[i]) - cw_scale_get_y (scale, series->close[i]))
          < 6)
        continue;
      g_assert_cmpint (painted, ==, series->close[i] < series->open[i]);
      n_up += series->close[i] > series->open[i] ? 1 : 0;
      n_down += series->close[i] < series->open[i] ? 1 : 0;
    }
  g_assert_cmpuint (n_up, >, 3);
  g_assert_cmpuint (n_down, >, 3);
  cairo_surface_destroy (surface);
}

static gboolean
boxes_overlap (double x, double y, double w, double h, double x2, double y2, double w2, double h2)
{
  return x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h;
}

static void
check_axis_labels (const CwFrame *frame)
{
  for (gsize i = 0; i < frame->n_panes; i++)
    for (gsize j = 0; j < frame->panes[i].n_ticks; j++)
      {
        const CwValueTick *tick = &frame->panes[i].ticks[j];

        if (tick->label == NULL)
          continue;
        g_assert_cmpfloat (tick->y - tick->height / 2, >=, frame->panes[i].top);
        g_assert_cmpfloat (tick->y + tick->height / 2, <=, frame->panes[i].bottom);
        g_assert_cmpfloat (frame->plot_width + 7 + tick->width, <=, frame->width);
        if (i == 0 && frame->last_label != NULL)
          g_assert_cmpfloat (fabs (tick->y - frame->last_y), >=, tick->height);
        for (gsize k = 0; k < j; k++)
          if (frame->panes[i].ticks[k].label != NULL)
            g_assert_cmpfloat (fabs (frame->panes[i].ticks[k].y - tick->y), >=,
                               tick->height * 0.85);
      }
}

static void
check_legend (const CwFrame *frame)
{
  const CwSeries *series = cw_scene_get_series (frame->scene);

  for (guint i = 0; i < frame->legend->len; i++)
    {
      const CwLegendItem *item = &g_array_index (frame->legend, CwLegendItem, i);
      const CwPane *pane = &frame->panes[item->pane];
      g_autofree char *value = cw_legend_format (item, frame->scene, pane, series->n_bars - 1);
      g_autoptr (PangoLayout) layout = cw_texts_get (frame->texts, CW_TEXT_LABEL, value);
      double width, height;

      cw_text_get_size (layout, &width, &height);
      g_assert_cmpfloat (item->y + height, <=, pane->bottom + 1);
      g_assert_cmpfloat (item->value_x + width, <=, frame->plot_width + 1);
      for (guint j = 0; j < i; j++)
        {
          const CwLegendItem *other = &g_array_index (frame->legend, CwLegendItem, j);

          if (other->pane == item->pane && fabs (other->y - item->y) < 1)
            g_assert_false (boxes_overlap (item->x, item->y, item->value_x + width - item->x,
                                           height, other->x, other->y, other->value_x - other->x,
                                           height));
        }
    }
}

static void
check_labels (gsize n_bars, double price, const double *size, gboolean log_scale)
{
  ChartCase of = { .name = "labels",
                   .walk = { n_bars, price, 0.03 },
                   .log_scale = log_scale,
                   .indicators = { "sma:20", "bbands", "macd", "rsi:14" } };
  g_autoptr (CwScene) scene = chart_make_scene (&of);
  g_autoptr (CwFrame) frame = NULL;
  CwTheme theme;

  cw_theme_init_light (&theme);
  frame = cw_frame_new (scene, chart_make_view (&of, scene), size[0], size[1], &theme, NULL);
  check_axis_labels (frame);
  check_legend (frame);
}

static void
test_nothing_overlaps (void)
{
  static const double sizes[][2] = { { 320, 240 }, { 600, 400 }, { 1200, 800 }, { 250, 700 } };
  static const double prices[] = { 1.3e-8, 0.2, 7, 130, 4100, 2.5e6 };
  static const gsize bars[] = { 1, 2, 40, 260, 2600 };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (prices); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (bars); k++)
        {
          n++;
          if (!is_spared (i + j + k))
            check_labels (bars[k], prices[j], sizes[i], k % 2 == 1);
        }
  g_assert_cmpuint (n, ==, 120);
}

/* Values do not move each other: the legend's places depend on what is in sight alone. */
static void
test_legend_stays (void)
{
  static const ChartCase of = { .name = "legend",
                                .walk = { 200, 99.9, 0.03 },
                                .indicators = { "sma:20", "macd" } };
  g_autoptr (CwFrame) frame = make_frame (&of);
  guint n = 0;

  for (guint i = 0; i + 1 < frame->legend->len; i++)
    {
      const CwLegendItem *item = &g_array_index (frame->legend, CwLegendItem, i);
      const CwLegendItem *next = item + 1;

      if (next->pane != item->pane || next->y > item->y + 1)
        continue;
      for (gsize bar = 0; bar < 200; bar++)
        {
          g_autofree char *value =
              cw_legend_format (item, frame->scene, &frame->panes[item->pane], bar);
          g_autoptr (PangoLayout) layout = cw_texts_get (frame->texts, CW_TEXT_LABEL, value);
          double width;

          cw_text_get_size (layout, &width, NULL);
          g_assert_cmpfloat (item->value_x + width, <, next->x);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 5 * 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/frame/places", test_places);
  g_test_add_func ("/chart/frame/layers", test_layers);
  g_test_add_func ("/chart/frame/degenerate", test_degenerate);
  g_test_add_func ("/chart/frame/sharp", test_sharp);
  g_test_add_func ("/chart/frame/hollow", test_hollow);
  g_test_add_func ("/chart/frame/nothing-overlaps", test_nothing_overlaps);
  g_test_add_func ("/chart/frame/legend-stays", test_legend_stays);
  return g_test_run ();
}
