/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "plot-cases.h"

#include <math.h>

#include "cw-drawdown-plot.h"
#include "cw-heat-map.h"
#include "cw-histogram-plot.h"
#include "cw-png.h"

#define FIRST_DAY 18267 /* 6 January 2020 */

/* clang-format off */
const PlotCase plot_cases[] = {
  { .name = "plot-histogram", .kind = PLOT_HISTOGRAM, .n = 1258, .width = 600, .picked = 12 },
  { .name = "plot-histogram-dark-2x", .kind = PLOT_HISTOGRAM, .n = 252, .width = 340, .scale = 2,
    .dark = TRUE },
  { .name = "plot-drawdown", .kind = PLOT_DRAWDOWN, .n = 1258, .width = 600, .picked = 700 },
  { .name = "plot-drawdown-rtl-dark", .kind = PLOT_DRAWDOWN, .n = 252, .width = 340, .dark = TRUE,
    .mirrored = TRUE },
  { .name = "plot-heat-map", .kind = PLOT_HEAT_MAP, .n = 6, .width = 600, .picked = 9 },
  { .name = "plot-heat-map-many-dark", .kind = PLOT_HEAT_MAP, .n = 30, .width = 340, .dark = TRUE },
  { .name = "plot-heat-map-rtl-contrast", .kind = PLOT_HEAT_MAP, .n = 12, .width = 480,
    .contrast = TRUE, .mirrored = TRUE },
};
/* clang-format on */
const gsize plot_n_cases = G_N_ELEMENTS (plot_cases);

/* A generator of its own, so that every machine has the same numbers. */
static double
next_random (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return (double) (*state >> 8) / (double) (1 << 24);
}

/** plot_make_returns: Returns: (transfer full): made-up daily returns with thick tails */
double *
plot_make_returns (gsize n)
{
  double *returns = g_new (double, n + 1);
  guint32 state = 20210421;

  for (gsize i = 0; i < n; i++)
    {
      double sum = -6;

      for (int k = 0; k < 12; k++)
        sum += next_random (&state);
      if (next_random (&state) < 0.05)
        sum *= 3;
      returns[i] = 0.0006 + 0.011 * sum;
    }
  return returns;
}

/** plot_make_matrix: Returns: (transfer full): made-up correlations, symmetric */
double *
plot_make_matrix (gsize n)
{
  double *matrix = g_new (double, n *n + 1);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      matrix[i * n + j] = cos (0.23 * fabs ((double) i - (double) j));
  return matrix;
}

/** plot_get_names: Returns: (transfer none): more names than a map has room for, and a long one */
const char *const *
plot_get_names (void)
{
  static const char *const names[] = {
    "AAPL", "MSFT", "BRK-B",  "EURUSD=X", "^GSPC", "0700.HK", "TSLA", "ORCL", "IBM", "AMZN", "GOOG",
    "NVDA", "META", "BARC.L", "SAP.DE",   "V",     "MA",      "JPM",  "KO",   "PEP", "WMT",  "XOM",
    "CVX",  "PFE",  "MRK",    "T",        "VZ",    "DIS",     "BA",   "GE",   "F",   "GM",
  };

  return names;
}

static CwPlot *
make_histogram (const double *returns, gsize n)
{
  const CwHistogramData data = { .returns = returns,
                                 .n = n,
                                 .mean = 0.0006,
                                 .deviation = 0.0135,
                                 .confidence = 0.95,
                                 .value_at_risk = 0.0196,
                                 .shortfall = 0.0312 };

  return cw_histogram_plot_new (&data);
}

static CwPlot *
make_drawdown (const double *returns, gsize n)
{
  g_autofree gint64 *days = g_new (gint64, n + 1);
  double value = 1, highest = 1, deepest = 0;
  CwDrawdownData data = { FIRST_DAY, days, returns, n, 0, 0, CW_DRAWDOWN_NEVER };
  gsize peak = 0;

  for (gsize i = 0; i < n; i++)
    {
      days[i] = FIRST_DAY + (gint64) ((i + 1) / 5 * 7 + (i + 1) % 5);
      value *= 1 + returns[i];
      if (value > highest)
        {
          highest = value;
          peak = i + 1;
        }
      if (1 - value / highest > deepest)
        {
          deepest = 1 - value / highest;
          data.peak = peak;
          data.trough = i + 1;
        }
    }
  return cw_drawdown_plot_new (&data);
}

/** plot_make: Returns: (transfer full): a plot of so many returns, or of so many symbols */
CwPlot *
plot_make (PlotKind kind, gsize n)
{
  g_autofree double *numbers = kind == PLOT_HEAT_MAP ? plot_make_matrix (n) : plot_make_returns (n);
  const CwHeatMapData map = { plot_get_names (), numbers, n };

  switch (kind)
    {
    case PLOT_HISTOGRAM:
      return make_histogram (numbers, n);
    case PLOT_DRAWDOWN:
      return make_drawdown (numbers, n);
    case PLOT_HEAT_MAP:
    default:
      return cw_heat_map_new (&map);
    }
}

static void
init_theme (CwTheme *theme, const PlotCase *of)
{
  if (of->dark)
    cw_theme_init_dark (theme);
  else
    cw_theme_init_light (theme);
  if (of->contrast)
    cw_theme_strengthen (theme);
}

/** plot_render_case: Returns: (transfer full): the picture of a case as a PNG file */
GBytes *
plot_render_case (const PlotCase *of)
{
  g_autoptr (CwPlot) plot = plot_make (of->kind, of->n);
  PangoContext *text = cw_text_context_new ();
  double scale = of->scale > 0 ? of->scale : 1;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  CwTheme theme;
  CwPlotCanvas canvas;
  GBytes *bytes;
  cairo_t *cr;

  init_theme (&theme, of);
  pango_context_set_base_dir (text, of->mirrored ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  canvas = (CwPlotCanvas){ of->width, cw_plot_get_height (plot, of->width, text), &theme, text,
                           of->picked - 1 };
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (of->width * scale),
                                        (int) (canvas.height * scale));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, theme.background.red, theme.background.green, theme.background.blue);
  cairo_paint (cr);
  cw_plot_paint (plot, &canvas, cr);
  cw_plot_paint_picked (plot, &canvas, cr);
  bytes = cw_png_encode (surface, scale, &error);
  g_assert_no_error (error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (text);
  return bytes;
}
