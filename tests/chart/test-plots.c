/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart-pictures.h"
#include "cw-day-axis.h"
#include "cw-drawdown-plot.h"
#include "cw-heat-map.h"
#include "cw-histogram-plot.h"
#include "plot-cases.h"

/* As much as reference pictures of charts may differ. */
#define MOST_MEAN 0.6
#define MOST_OUTSIDE 0.004

#define WIDTH 500

/* --- histogram --- */

static guint
count_between (const double *returns, gsize n, double from, double to)
{
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    count += returns[i] >= from && returns[i] < to;
  return count;
}

/* No return is lost or counted twice, bins lie side by side, and gains begin with a bin. */
static void
test_bins (void)
{
  static const gsize sizes[] = { 2, 30, 252, 1258, 15000 };
  gsize n_cases = 0;

  for (; n_cases < G_N_ELEMENTS (sizes); n_cases++)
    {
      gsize n = sizes[n_cases];
      g_autofree double *returns = plot_make_returns (n);
      g_autoptr (CwPlot) plot = plot_make (PLOT_HISTOGRAM, n);
      double step =
          cw_histogram_plot_get_bin (plot, 0).to - cw_histogram_plot_get_bin (plot, 0).from;
      gboolean edge_at_zero = FALSE;
      guint sum = 0;

      g_assert_cmpint (cw_plot_get_n_items (plot), >, n > 2 ? 3 : 0);
      g_assert_cmpint (cw_plot_get_n_items (plot), <=, 220);
      for (gssize i = 0; i < cw_plot_get_n_items (plot); i++)
        {
          CwHistogramBin bin = cw_histogram_plot_get_bin (plot, i);

          g_assert_cmpfloat_with_epsilon (bin.to - bin.from, step, 1e-12);
          /* A return at an edge may lie in either of two bins by its last bit. */
          g_assert_cmpuint (bin.count, >=,
                            count_between (returns, n, bin.from + 1e-9, bin.to - 1e-9));
          g_assert_cmpuint (bin.count, <=,
                            count_between (returns, n, bin.from - 1e-9, bin.to + 1e-9));
          edge_at_zero = edge_at_zero || fabs (bin.from) < 1e-12 || fabs (bin.to) < 1e-12;
          sum += bin.count;
        }
      g_assert_cmpuint (sum, ==, n);
      g_assert_true (edge_at_zero || n == 2);
    }
  g_assert_cmpuint (n_cases, ==, 5);
}

static void
test_bins_of_little (void)
{
  const double same[] = { 0.01, 0.01, 0.01 };
  CwHistogramData data = { .returns = same,
                           .n = 3,
                           .mean = 0.01,
                           .deviation = 0,
                           .confidence = 0.95,
                           .value_at_risk = (double) NAN,
                           .shortfall = (double) NAN };
  g_autoptr (CwPlot) flat = cw_histogram_plot_new (&data);
  g_autoptr (CwPlot) empty = NULL;
  g_autofree char *text = cw_plot_describe_item (flat, 0);

  g_assert_cmpint (cw_plot_get_n_items (flat), ==, 1);
  g_assert_nonnull (strstr (text, "3 days"));
  g_assert_cmpstr (cw_plot_get_description (flat), ==, "Histogram of 3 daily returns.");
  data.n = 0;
  empty = cw_histogram_plot_new (&data);
  g_assert_cmpint (cw_plot_get_n_items (empty), ==, 0);
  g_assert_cmpint (cw_plot_step (empty, 0, 1, 0), ==, CW_PLOT_NOTHING);
  g_assert_null (cw_plot_describe_item (empty, 0));
}

/* --- drawdown --- */

static void
test_depths (void)
{
  g_autofree double *returns = plot_make_returns (500);
  g_autoptr (CwPlot) plot = plot_make (PLOT_DRAWDOWN, 500);
  double values[501] = { 1 };

  g_assert_cmpint (cw_plot_get_n_items (plot), ==, 501);
  for (gsize i = 0; i < 500; i++)
    values[i + 1] = values[i] * (1 + returns[i]);
  for (gsize i = 0; i <= 500; i++)
    {
      double highest = 0;

      for (gsize k = 0; k <= i; k++)
        highest = MAX (highest, values[k]);
      g_assert_cmpfloat_with_epsilon (cw_drawdown_plot_get_depth (plot, (gssize) i),
                                      1 - values[i] / highest, 1e-12);
    }
}

static void
test_recovery_is_told (void)
{
  const gint64 days[] = { 18263, 18264, 18265 }; /* 2 to 4 January 2020 */
  const double returns[] = { -0.2, 0.1, 0.3 };
  CwDrawdownData data = { 18262, days, returns, 3, 0, 1, 3 };
  g_autoptr (CwPlot) made_up = cw_drawdown_plot_new (&data);
  g_autoptr (CwPlot) open = NULL;
  g_autofree char *low = cw_plot_describe_item (made_up, 1);
  g_autofree char *high = cw_plot_describe_item (made_up, 3);

  g_assert_cmpstr (cw_plot_get_description (made_up), ==,
                   "The deepest fall was 20.0\u202f%, from 1 Jan 2020 to 2 Jan 2020; it was made "
                   "up for by 4 Jan 2020.");
  g_assert_cmpstr (low, ==, "2 Jan 2020: 20.00\u202f% below the highest value before");
  g_assert_cmpstr (high, ==, "4 Jan 2020: as high as never before");
  data.recovery = CW_DRAWDOWN_NEVER;
  open = cw_drawdown_plot_new (&data);
  g_assert_nonnull (strstr (cw_plot_get_description (open), "has not been made up for yet"));
}

static void
test_days (void)
{
  const CwDayAxis axis = { 18262, 18262 + 1826, 10, 610 }; /* five years */
  g_autoptr (GArray) ticks = cw_day_axis_find_ticks (&axis, 64);
  double before = 0;

  g_assert_cmpuint (ticks->len, ==, 5);
  for (guint i = 0; i < ticks->len; i++)
    {
      const CwDayTick *tick = &g_array_index (ticks, CwDayTick, i);
      g_autofree char *year = g_strdup_printf ("%u", 2020 + i);

      g_assert_cmpstr (tick->label, ==, year);
      g_assert_cmpfloat (tick->x, >, before);
      before = tick->x;
    }
  g_assert_cmpint (cw_day_axis_get_day (&axis, cw_day_axis_get_x (&axis, 19000)), ==, 19000);
}

/* --- heat map --- */

static void
test_cells (void)
{
  g_autofree double *matrix = plot_make_matrix (5);
  g_autoptr (CwPlot) plot = plot_make (PLOT_HEAT_MAP, 5);
  g_autoptr (CwPlot) many = plot_make (PLOT_HEAT_MAP, 32);
  g_autofree char *text = cw_plot_describe_item (plot, 5);
  g_autofree char *itself = cw_plot_describe_item (plot, 6);

  g_assert_cmpint (cw_plot_get_n_items (plot), ==, 25);
  for (gssize i = 0; i < 25; i++)
    g_assert_cmpfloat (cw_heat_map_get (plot, i), ==, matrix[i]);
  g_assert_cmpstr (text, ==, "MSFT and AAPL 0.97");
  g_assert_cmpstr (itself, ==, "MSFT");
  g_assert_cmpint (cw_plot_get_n_items (many), ==, CW_HEAT_MAP_MOST * CW_HEAT_MAP_MOST);
  /* Row and column stay what they are where the edge is. */
  g_assert_cmpint (cw_plot_step (plot, 7, 1, 0), ==, 8);
  g_assert_cmpint (cw_plot_step (plot, 9, 1, 0), ==, 9);
  g_assert_cmpint (cw_plot_step (plot, 7, 0, 1), ==, 12);
  g_assert_cmpint (cw_plot_step (plot, 2, 0, -1), ==, 2);
}

/* --- all of them --- */

static CwPlotCanvas
make_canvas (const CwPlot *plot, const CwTheme *theme, PangoContext *text)
{
  return (CwPlotCanvas){ WIDTH, cw_plot_get_height (plot, WIDTH, text), theme, text,
                         CW_PLOT_NOTHING };
}

/* Every item of the map can be pointed at, from either side; of the others one finds what is
 * there, and never what is not. */
static void
test_find (void)
{
  static const gsize sizes[] = { 300, 300, 7 };
  PangoContext *text = cw_text_context_new ();
  CwTheme theme;
  gsize n_cases = 0;

  cw_theme_init_light (&theme);
  for (guint kind = PLOT_HISTOGRAM; kind <= PLOT_HEAT_MAP; kind++)
    for (int mirrored = FALSE; mirrored <= TRUE; mirrored++)
      {
        g_autoptr (CwPlot) plot = plot_make (kind, sizes[kind]);
        g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
        CwPlotCanvas canvas;

        pango_context_set_base_dir (text, mirrored ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
        canvas = make_canvas (plot, &theme, text);
        /* The map has rows of wide cells, the others a column for each pixel. */
        for (double y = -5; y < canvas.height + 5; y += kind == PLOT_HEAT_MAP ? 16 : 90)
          for (double x = -5; x < canvas.width + 5; x += kind == PLOT_HEAT_MAP ? 9 : 1)
            {
              gssize item = cw_plot_find (plot, &canvas, x, y);

              g_assert_cmpint (item, >=, CW_PLOT_NOTHING);
              g_assert_cmpint (item, <, cw_plot_get_n_items (plot));
              g_hash_table_add (found, GSIZE_TO_POINTER ((gsize) item + 2));
            }
        g_assert_cmpuint (g_hash_table_size (found), >=, (guint) cw_plot_get_n_items (plot));
        n_cases++;
      }
  g_assert_cmpuint (n_cases, ==, 6);
  g_object_unref (text);
}

/* Where it is narrower a plot is not lower, or nobody could lay it out. */
static void
test_heights (void)
{
  PangoContext *text = cw_text_context_new ();
  gsize n_cases = 0;

  for (guint kind = PLOT_HISTOGRAM; kind <= PLOT_HEAT_MAP; kind++)
    for (gsize n = 2; n <= 30; n += 7)
      {
        g_autoptr (CwPlot) plot = plot_make (kind, n);
        double before = HUGE_VAL;

        for (double width = 100; width < 3000; width += 50)
          {
            double height = cw_plot_get_height (plot, width, text);

            g_assert_cmpfloat (height, >, 20);
            g_assert_cmpfloat (height, <=, before);
            before = height;
          }
        n_cases++;
      }
  g_assert_cmpuint (n_cases, ==, 15);
  g_object_unref (text);
}

/* Whatever keys are pressed, one stays within, and home comes first. */
static void
test_steps (void)
{
  gsize n_cases = 0;

  for (guint kind = PLOT_HISTOGRAM; kind <= PLOT_HEAT_MAP; kind++)
    {
      g_autoptr (CwPlot) plot = plot_make (kind, 20);
      gssize last = cw_plot_get_n_items (plot) - 1;
      gssize item = cw_plot_step (plot, CW_PLOT_NOTHING, 1, 0);

      g_assert_cmpint (item, ==, 0);
      g_assert_cmpint (cw_plot_step (plot, item, -1, 0), ==, 0);
      g_assert_cmpint (cw_plot_step (plot, item, 1, 0), ==, 1);
      for (int i = 0; i < 1000; i++)
        item = cw_plot_step (plot, item, 1, 1);
      g_assert_cmpint (item, ==, last);
      n_cases++;
    }
  g_assert_cmpuint (n_cases, ==, 3);
}

static void
parsed_text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  const char *element = g_markup_parse_context_get_element (context);

  if (g_str_equal (element, "title") || g_str_equal (element, "desc"))
    g_string_append_len (data, text, (gssize) length);
}

/* A picture for a page is well-formed and says in words what it shows. */
static void
test_svg (void)
{
  static const GMarkupParser parser = { .text = parsed_text_cb };
  gsize n_cases = 0;

  for (guint kind = PLOT_HISTOGRAM; kind <= PLOT_HEAT_MAP; kind++)
    {
      g_autoptr (CwPlot) plot = plot_make (kind, 8);
      g_autoptr (GString) words = g_string_new (NULL);
      g_autoptr (GMarkupParseContext) context = NULL;
      g_autoptr (GBytes) svg = NULL;
      g_autoptr (GError) error = NULL;
      CwTheme theme;
      gsize length;
      const char *data;

      cw_theme_init_light (&theme);
      svg = cw_plot_render_svg (plot, &theme, WIDTH);
      g_assert_nonnull (svg);
      data = g_bytes_get_data (svg, &length);
      context = g_markup_parse_context_new (&parser, 0, words, NULL);
      g_assert_true (g_markup_parse_context_parse (context, data, (gssize) length, &error));
      g_assert_true (g_markup_parse_context_end_parse (context, &error));
      g_assert_no_error (error);
      g_assert_nonnull (strstr (words->str, cw_plot_get_title (plot)));
      g_assert_nonnull (strstr (words->str, cw_plot_get_description (plot)));
      n_cases++;
    }
  g_assert_cmpuint (n_cases, ==, 3);
}

/* A plot without items leaves the paper as it is. */
static void
test_nothing (void)
{
  g_autoptr (CwPlot) plot = plot_make (PLOT_DRAWDOWN, 0);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, 100);
  cairo_t *cr = cairo_create (surface);
  PangoContext *text = cw_text_context_new ();
  CwTheme theme;
  CwPlotCanvas canvas;
  guint n_painted = 0;

  cw_theme_init_light (&theme);
  canvas = make_canvas (plot, &theme, text);
  canvas.picked = 3;
  cw_plot_paint (plot, &canvas, cr);
  cw_plot_paint_picked (plot, &canvas, cr);
  cairo_surface_flush (surface);
  for (int i = 0; i < 100 * cairo_image_surface_get_stride (surface); i++)
    n_painted += cairo_image_surface_get_data (surface)[i] != 0;
  g_assert_cmpuint (n_painted, ==, 0);
  g_object_unref (text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_confidence (void)
{
  static const struct
  {
    double confidence;
    const char *text;
  } cases[] = { { 0.9, "90\u202f%" },  { 0.95, "95\u202f%" },    { 0.975, "97.5\u202f%" },
                { 0.99, "99\u202f%" }, { 1 - 0.95, "5\u202f%" }, { 1 - 0.975, "2.5\u202f%" } };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text = cw_plot_format_confidence (cases[n].confidence);

      g_assert_cmpstr (text, ==, cases[n].text);
    }
  g_assert_cmpuint (n, ==, 6);
}

/* --- reference pictures --- */

static GBytes *
load_reference (const PlotCase *of)
{
  g_autofree char *name = g_strconcat (of->name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "chart", "reference", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static ChartDifference
compare (GBytes *drawn, GBytes *expected)
{
  cairo_surface_t *a = chart_read_png (drawn), *b = chart_read_png (expected);
  ChartDifference difference = chart_compare_pictures (a, b);

  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  return difference;
}

static void
test_reference (gconstpointer data)
{
  const PlotCase *of = data;
  g_autoptr (GBytes) drawn = plot_render_case (of);
  g_autoptr (GBytes) expected = load_reference (of);
  ChartDifference difference = compare (drawn, expected);

  g_test_message ("%s: mean %.3f, outside %.5f", of->name, difference.mean, difference.outside);
  g_assert_cmpfloat (difference.mean, <=, MOST_MEAN);
  g_assert_cmpfloat (difference.outside, <=, MOST_OUTSIDE);
}

/* What is picked is seen. */
static void
test_picked_is_seen (void)
{
  gsize n = 0;

  for (gsize i = 0; i < plot_n_cases; i++)
    {
      PlotCase of = plot_cases[i];
      g_autoptr (GBytes) with = plot_render_case (&of);
      g_autoptr (GBytes) without = NULL;

      if (of.picked == 0)
        continue;
      of.picked = 0;
      without = plot_render_case (&of);
      g_assert_cmpfloat (compare (with, without).mean, >, 0.01);
      n++;
    }
  g_assert_cmpuint (n, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/plots/bins", test_bins);
  g_test_add_func ("/chart/plots/bins-of-little", test_bins_of_little);
  g_test_add_func ("/chart/plots/depths", test_depths);
  g_test_add_func ("/chart/plots/recovery-is-told", test_recovery_is_told);
  g_test_add_func ("/chart/plots/days", test_days);
  g_test_add_func ("/chart/plots/cells", test_cells);
  g_test_add_func ("/chart/plots/find", test_find);
  g_test_add_func ("/chart/plots/heights", test_heights);
  g_test_add_func ("/chart/plots/steps", test_steps);
  g_test_add_func ("/chart/plots/svg", test_svg);
  g_test_add_func ("/chart/plots/nothing", test_nothing);
  g_test_add_func ("/chart/plots/confidence", test_confidence);
  g_test_add_func ("/chart/plots/picked-is-seen", test_picked_is_seen);
  for (gsize i = 0; i < plot_n_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/chart/plots/", plot_cases[i].name, NULL);

      g_test_add_data_func (path, &plot_cases[i], test_reference);
    }
  return g_test_run ();
}
