/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-histogram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-scale.h"

#define HEIGHT 240.0
#define PADDING 6.0
#define LABEL_GAP 5.0
#define TICK_DISTANCE 64.0
#define BIN_GAP 1.0
#define FOOT 3.0
#define BIN_OPACITY 0.65
#define CURVE_WIDTH 1.5

/* Where things lie: the field, and the values at its edges. */
typedef struct
{
  const CwHistogram *plot;
  const CwPlotCanvas *canvas;
  PangoContext *numbers; /* owned */
  double left, right, top, bottom;
  double from, to;
  double most; /* the count at the top */
} Layout;

static double
get_line_height (PangoContext *text)
{
  g_autoptr (PangoLayout) layout = cw_text_new (text, CW_TEXT_LABEL, "0");
  double height;

  cw_text_get_size (layout, NULL, &height);
  return height;
}

/* The two losses stand in the picture even where no day was as bad. */
static void
find_span (Layout *layout)
{
  const CwHistogram *self = layout->plot;

  layout->from = self->first - self->step / 2;
  layout->to = self->first + ((double) self->parent.n_items + 0.5) * self->step;
  if (-self->value_at_risk < layout->from)
    layout->from = -self->value_at_risk - self->step;
  if (-self->shortfall < layout->from)
    layout->from = -self->shortfall - self->step;
}

static double
get_normal_peak (const CwHistogram *self)
{
  if (!(self->deviation > 0))
    return 0;
  return (double) self->n * self->step / (self->deviation * sqrt (2 * G_PI));
}

static Layout
lay_out (const CwHistogram *self, const CwPlotCanvas *canvas)
{
  double line = get_line_height (canvas->text);
  Layout layout = { .plot = self, .canvas = canvas };

  layout.left = PADDING;
  layout.right = MAX (canvas->width - PADDING, PADDING + 1);
  layout.top = 2 * line + 2 * PADDING;
  layout.bottom = MAX (canvas->height - line - 2 * PADDING, layout.top + 1);
  layout.most = MAX (self->most, get_normal_peak (self)) * 1.04;
  layout.numbers = cw_text_context_for_numbers (canvas->text);
  find_span (&layout);
  return layout;
}

static double
get_x (const Layout *layout, double value)
{
  return layout->left
         + (value - layout->from) / (layout->to - layout->from) * (layout->right - layout->left);
}

static double
get_y (const Layout *layout, double count)
{
  return layout->bottom - count / layout->most * (layout->bottom - layout->top);
}

static void
paint_tick (const Layout *layout, CwPainter *painter, double value, int decimals)
{
  g_autofree char *text = cw_plot_format_share (value / 100, decimals);
  g_autoptr (PangoLayout) label = cw_text_new (layout->numbers, CW_TEXT_LABEL, text);
  double x = get_x (layout, value / 100), width;

  cw_text_get_size (label, &width, NULL);
  cw_painter_set_color (painter, &layout->canvas->theme->grid, 1);
  cw_painter_fill_vline (painter, x, layout->top, layout->bottom);
  if (x - width / 2 < 0 || x + width / 2 > layout->canvas->width)
    return;
  cw_painter_set_color (painter, &layout->canvas->theme->dim_text, 1);
  cw_text_paint (painter, label, x - width / 2, layout->bottom + PADDING);
}

static void
paint_axis (const Layout *layout, CwPainter *painter)
{
  CwScale scale =
      cw_scale_new (FALSE, 100 * layout->from, 100 * layout->to, 0, layout->right - layout->left);
  CwScaleTicks ticks;

  cw_scale_find_ticks (&scale, TICK_DISTANCE, &ticks);
  for (gsize i = 0; i < ticks.n; i++)
    paint_tick (layout, painter, ticks.values[i], cw_scale_get_decimals (&ticks));
  cw_painter_set_color (painter, &layout->canvas->theme->axis, 1);
  cw_painter_fill_hline (painter, 0, layout->canvas->width, layout->bottom);
}

/* Days beyond the value at risk have the colour of falling prices; the line says it too. */
static void
paint_bin (const Layout *layout, CwPainter *painter, gssize i, double opacity)
{
  const CwTheme *theme = layout->canvas->theme;
  CwHistogramBin bin = cw_histogram_plot_get_bin (&layout->plot->parent, i);
  gboolean beyond = (bin.from + bin.to) / 2 < -layout->plot->value_at_risk;
  double left = cw_painter_snap_x (painter, get_x (layout, bin.from));
  double right = cw_painter_snap_x (painter, get_x (layout, bin.to));

  if (bin.count == 0)
    return;
  cw_painter_set_color (painter, beyond ? &theme->down : &theme->accent, opacity);
  cw_painter_add_box (painter, left, cw_painter_snap_y (painter, get_y (layout, bin.count)),
                      right - left > 3 ? right - BIN_GAP : right, layout->bottom);
  cw_painter_fill (painter);
}

static void
paint_curve (const Layout *layout, CwPainter *painter)
{
  const CwHistogram *self = layout->plot;
  double peak = get_normal_peak (self), step = MAX (1, (layout->right - layout->left) / 240);

  if (!(peak > 0))
    return;
  for (double x = layout->left; x <= layout->right; x += step)
    {
      double value =
          layout->from
          + (x - layout->left) / (layout->right - layout->left) * (layout->to - layout->from);
      double z = (value - self->mean) / self->deviation;

      cairo_line_to (painter->cr, x, get_y (layout, peak * exp (-z * z / 2)));
    }
  cw_painter_set_color (painter, &layout->canvas->theme->text, 0.75);
  cairo_set_line_width (painter->cr, CURVE_WIDTH);
  cairo_stroke (painter->cr);
}

/* The label stands beside its line, on the side that is asked for if there is room. */
static void
paint_loss (
    const Layout *layout, CwPainter *painter, double loss, const char *name, gboolean before)
{
  g_autofree char *number = cw_plot_format_share (loss, 2);
  g_autofree char *text = g_strdup_printf ("%s %s", name, number);
  g_autoptr (PangoLayout) label = cw_text_new (layout->numbers, CW_TEXT_STRONG, text);
  double x = get_x (layout, -loss), width, height, top;

  if (isnan (loss))
    return;
  cw_text_get_size (label, &width, &height);
  top = before ? PADDING : PADDING + height;
  cw_painter_set_color (painter, &layout->canvas->theme->down, 1);
  cw_painter_stroke_dashes (painter, x, top + 2, x, layout->bottom);
  if (before && x - LABEL_GAP - width >= 0)
    cw_text_paint (painter, label, x - LABEL_GAP - width, top);
  else
    cw_text_paint (painter, label, MIN (x + LABEL_GAP, layout->canvas->width - width), top);
}

static void
paint_losses (const Layout *layout, CwPainter *painter)
{
  g_autofree char *confidence = cw_plot_format_confidence (layout->plot->confidence);
  /* Translators: value at risk and expected shortfall as short as they can be; %s is a confidence
   * such as 95 %. The loss stands behind. */
  g_autofree char *var = g_strdup_printf (_ ("VaR %s:"), confidence);
  g_autofree char *es = g_strdup_printf (_ ("ES %s:"), confidence);

  paint_loss (layout, painter, layout->plot->value_at_risk, var, FALSE);
  paint_loss (layout, painter, layout->plot->shortfall, es, TRUE);
}

/** cw_histogram_get_height: as every plot has it */
double
cw_histogram_get_height (const CwPlot *plot, double width, PangoContext *text)
{
  return HEIGHT;
}

/** cw_histogram_paint: as every plot has it */
void
cw_histogram_paint (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter)
{
  Layout layout;

  if (plot->n_items == 0)
    return;
  layout = lay_out ((const CwHistogram *) plot, canvas);
  paint_axis (&layout, painter);
  for (gssize i = 0; i < plot->n_items; i++)
    paint_bin (&layout, painter, i, BIN_OPACITY);
  paint_curve (&layout, painter);
  paint_losses (&layout, painter);
  g_object_unref (layout.numbers);
}

/** cw_histogram_paint_picked: as every plot has it: an empty bin is seen by its foot */
void
cw_histogram_paint_picked (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter)
{
  Layout layout = lay_out ((const CwHistogram *) plot, canvas);
  CwHistogramBin bin = cw_histogram_plot_get_bin (plot, canvas->picked);

  paint_bin (&layout, painter, canvas->picked, 1);
  cw_painter_set_color (painter, &canvas->theme->text, 1);
  cw_painter_add_box (painter, get_x (&layout, bin.from), layout.bottom, get_x (&layout, bin.to),
                      layout.bottom + FOOT);
  cw_painter_fill (painter);
  g_object_unref (layout.numbers);
}

/** cw_histogram_find: as every plot has it: the bin above or below a point */
gssize
cw_histogram_find (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y)
{
  const CwHistogram *self = (const CwHistogram *) plot;
  Layout layout = lay_out (self, canvas);
  double value =
      layout.from + (x - layout.left) / (layout.right - layout.left) * (layout.to - layout.from);
  gssize bin = (gssize) floor ((value - self->first) / self->step);

  g_object_unref (layout.numbers);
  return bin >= 0 && bin < plot->n_items ? bin : CW_PLOT_NOTHING;
}
