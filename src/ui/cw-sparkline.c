/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-sparkline.h"

#define WIDTH 64
#define HEIGHT 28
#define LINE_WIDTH 1.5

struct _CwSparkline
{
  GtkWidget parent_instance;

  CwAnalysis *analysis; /* owned, nullable */
  GskRenderNode *node;  /* owned, NULL when it must be drawn anew */
  int width, height;    /* of the node */
};

G_DEFINE_FINAL_TYPE (CwSparkline, cw_sparkline, GTK_TYPE_WIDGET)

static void
forget_node (CwSparkline *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static void
trace_line (cairo_t *cr, const CwAnalysis *analysis, double width, double height)
{
  double step = (width - 2 * LINE_WIDTH) / (double) (analysis->n_sparkline - 1);

  for (gsize i = 0; i < analysis->n_sparkline; i++)
    cairo_line_to (cr, LINE_WIDTH + (double) i * step,
                   LINE_WIDTH + (1 - analysis->sparkline[i]) * (height - 2 * LINE_WIDTH));
}

static GskRenderNode *
draw (CwSparkline *self, int width, int height)
{
  GskRenderNode *node =
      gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  trace_line (cr, self->analysis, width, height);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return node;
}

static void
cw_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwSparkline *self = CW_SPARKLINE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->analysis == NULL || self->analysis->n_sparkline < 2 || width <= 0 || height <= 0)
    return;
  if (self->width != width || self->height != height)
    forget_node (self);
  self->width = width;
  self->height = height;
  if (self->node == NULL)
    self->node = draw (self, width, height);
  gtk_snapshot_append_node (snapshot, self->node);
}

static void
cw_sparkline_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
cw_sparkline_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cw_sparkline_parent_class)->css_changed (widget, change);
  forget_node (CW_SPARKLINE (widget));
  gtk_widget_queue_draw (widget);
}

static void
cw_sparkline_finalize (GObject *object)
{
  CwSparkline *self = CW_SPARKLINE (object);

  g_clear_pointer (&self->analysis, cw_analysis_unref);
  forget_node (self);
  G_OBJECT_CLASS (cw_sparkline_parent_class)->finalize (object);
}

static void
cw_sparkline_class_init (CwSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_sparkline_finalize;
  widget_class->snapshot = cw_sparkline_snapshot;
  widget_class->measure = cw_sparkline_measure;
  widget_class->css_changed = cw_sparkline_css_changed;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  /* The numbers beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_sparkline_init (CwSparkline *self)
{
}

/**
 * cw_sparkline_set_analysis:
 * @self: a sparkline
 * @analysis: (nullable): whose points to draw
 */
void
cw_sparkline_set_analysis (CwSparkline *self, CwAnalysis *analysis)
{
  g_return_if_fail (CW_IS_SPARKLINE (self));

  if (self->analysis == analysis)
    return;
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  self->analysis = analysis != NULL ? cw_analysis_ref (analysis) : NULL;
  forget_node (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** cw_sparkline_get_analysis: Returns: (transfer none) (nullable): whose points are drawn */
CwAnalysis *
cw_sparkline_get_analysis (CwSparkline *self)
{
  g_return_val_if_fail (CW_IS_SPARKLINE (self), NULL);
  return self->analysis;
}
