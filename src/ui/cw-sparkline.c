/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-sparkline.h"

#define LINE_WIDTH 1.5

static void
trace_line (cairo_t *cr, const CwAnalysis *analysis, double width, double height)
{
  double step = (width - 2 * LINE_WIDTH) / (double) (analysis->n_sparkline - 1);

  for (gsize i = 0; i < analysis->n_sparkline; i++)
    cairo_line_to (cr, LINE_WIDTH + (double) i * step,
                   LINE_WIDTH + (1 - analysis->sparkline[i]) * (height - 2 * LINE_WIDTH));
}

/**
 * cw_sparkline_draw:
 * @analysis: whose last year to draw
 * @color: of the line
 * @width: of the picture, in pixels
 * @height: of the picture, in pixels
 *
 * Returns: (transfer full) (nullable): the line of the year, or %NULL if too little is known of it
 */
GskRenderNode *
cw_sparkline_draw (const CwAnalysis *analysis, const GdkRGBA *color, int width, int height)
{
  GskRenderNode *node;
  cairo_t *cr;

  if (analysis->n_sparkline < 2)
    return NULL;
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cr = gsk_cairo_node_get_draw_context (node);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  trace_line (cr, analysis, width, height);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return node;
}
