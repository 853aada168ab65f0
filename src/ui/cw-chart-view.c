/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-chart-input.h"
#include "cw-chart-theme.h"

#define MIN_WIDTH 260
#define MIN_HEIGHT 300
#define NATURAL_WIDTH 460
#define NATURAL_HEIGHT 460

typedef enum
{
  LAYER_BACK,
  LAYER_SERIES,
  LAYER_CURSOR,
  N_LAYERS
} Layer;

struct _CwChartView
{
  GtkWidget parent_instance;

  CwScene *scene; /* owned, nullable */
  CwView view;
  CwView home; /* the view that was set, before it was zoomed and panned */
  CwTheme theme;

  CwFrame *frame; /* owned, NULL when it must be laid out anew */
  int width, height;
  GskRenderNode *nodes[N_LAYERS]; /* owned, NULL where the layer must be drawn anew */

  gssize cursor_bar; /* -1 for none */
  double cursor_y;   /* NaN while keys move the cursor */
};

G_DEFINE_FINAL_TYPE (CwChartView, cw_chart_view, GTK_TYPE_WIDGET)

/* --- layers --- */

static void
forget_layer (CwChartView *self, Layer layer)
{
  g_clear_pointer (&self->nodes[layer], gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_frame (CwChartView *self)
{
  g_clear_pointer (&self->frame, cw_frame_free);
  for (int layer = 0; layer < N_LAYERS; layer++)
    forget_layer (self, layer);
}

static void
paint_layer (CwChartView *self, Layer layer, cairo_t *cr)
{
  switch (layer)
    {
    case LAYER_BACK:
      cw_frame_paint_back (self->frame, cr);
      break;
    case LAYER_SERIES:
      cw_frame_paint_series (self->frame, cr);
      break;
    case LAYER_CURSOR:
      cw_frame_paint_cursor (self->frame, cr, self->cursor_bar, self->cursor_y);
      break;
    case N_LAYERS:
    default:
      g_assert_not_reached ();
    }
}

static void
append_layer (CwChartView *self, Layer layer, GtkSnapshot *snapshot)
{
  if (self->nodes[layer] == NULL)
    {
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height);
      cairo_t *cr;

      self->nodes[layer] = gsk_cairo_node_new (&bounds);
      cr = gsk_cairo_node_get_draw_context (self->nodes[layer]);
      paint_layer (self, layer, cr);
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, self->nodes[layer]);
}

static void
lay_out (CwChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->frame != NULL && self->width == width && self->height == height)
    return;
  g_clear_pointer (&self->frame, cw_frame_free);
  for (int layer = 0; layer < N_LAYERS; layer++)
    g_clear_pointer (&self->nodes[layer], gsk_render_node_unref);
  self->width = width;
  self->height = height;
  self->frame = cw_frame_new (self->scene, self->view, width, height, &self->theme,
                              gtk_widget_get_pango_context (GTK_WIDGET (self)));
}

static void
cw_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwChartView *self = CW_CHART_VIEW (widget);

  if (self->scene == NULL || gtk_widget_get_width (widget) <= 0
      || gtk_widget_get_height (widget) <= 0)
    return;
  lay_out (self);
  for (int layer = 0; layer < N_LAYERS; layer++)
    append_layer (self, layer, snapshot);
}

/* --- what is said of it --- */

static void
describe (CwChartView *self)
{
  g_autofree char *description = NULL;

  if (self->scene == NULL)
    return;
  if (self->cursor_bar >= 0)
    description = cw_scene_describe_bar (self->scene, (gsize) self->cursor_bar);
  else
    description = cw_scene_describe (self->scene, self->view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static void
name (CwChartView *self)
{
  const CwSeries *series = cw_scene_get_series (self->scene);
  /* Translators: %s is a ticker symbol */
  g_autofree char *label = g_strdup_printf (_ ("Price chart of %s"), series->info.symbol);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* --- the widget --- */

static void
style_changed_cb (CwChartView *self)
{
  cw_chart_theme_init_for_widget (&self->theme, GTK_WIDGET (self));
  forget_frame (self);
}

static void
cw_chart_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cw_chart_view_parent_class)->css_changed (widget, change);
  style_changed_cb (CW_CHART_VIEW (widget));
}

static void
cw_chart_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = across ? MIN_WIDTH : MIN_HEIGHT;
  *natural = across ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
cw_chart_view_dispose (GObject *object)
{
  CwChartView *self = CW_CHART_VIEW (object);

  g_clear_pointer (&self->frame, cw_frame_free);
  for (int layer = 0; layer < N_LAYERS; layer++)
    g_clear_pointer (&self->nodes[layer], gsk_render_node_unref);
  g_clear_pointer (&self->scene, cw_scene_unref);
  G_OBJECT_CLASS (cw_chart_view_parent_class)->dispose (object);
}

static void
cw_chart_view_class_init (CwChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_chart_view_dispose;
  widget_class->snapshot = cw_chart_view_snapshot;
  widget_class->measure = cw_chart_view_measure;
  widget_class->css_changed = cw_chart_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_chart_view_init (CwChartView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->cursor_bar = -1;
  self->cursor_y = NAN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  cw_chart_input_attach (self);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Price chart"), -1);
}

/**
 * cw_chart_view_set_scene:
 * @self: a chart view
 * @scene: (nullable): what to show
 * @view: which of its bars
 */
void
cw_chart_view_set_scene (CwChartView *self, CwScene *scene, CwView view)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));

  if (scene != NULL)
    cw_scene_ref (scene);
  g_clear_pointer (&self->scene, cw_scene_unref);
  self->scene = scene;
  self->view = self->home = view;
  if (self->cursor_bar >= (gssize) cw_chart_view_get_n_bars (self))
    self->cursor_bar = -1;
  forget_frame (self);
  if (scene != NULL)
    name (self);
  describe (self);
}

/** cw_chart_view_get_scene: Returns: (transfer none) (nullable): what is shown */
CwScene *
cw_chart_view_get_scene (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), NULL);
  return self->scene;
}

static void
change_view (CwChartView *self, CwView view)
{
  self->view = view;
  forget_frame (self);
}

/** cw_chart_view_set_view: shows other bars of the same scene, to which going home leads back */
void
cw_chart_view_set_view (CwChartView *self, CwView view)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));
  self->home = view;
  change_view (self, view);
  describe (self);
}

/** cw_chart_view_get_view: Returns: which bars are in sight */
CwView
cw_chart_view_get_view (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), (CwView){ 0 });
  return self->view;
}

/** cw_chart_view_wander: shows other bars for as long as somebody looks around */
void
cw_chart_view_wander (CwChartView *self, CwView view)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));
  change_view (self, view);
}

/** cw_chart_view_go_home: leads back to the view that was set */
void
cw_chart_view_go_home (CwChartView *self)
{
  g_return_if_fail (CW_IS_CHART_VIEW (self));
  change_view (self, self->home);
}

/**
 * cw_chart_view_set_cursor:
 * @self: a chart view
 * @bar: the bar whose values are told, or -1 for none
 * @y: where the pointer is, or NaN if it is keys that move the cursor
 */
void
cw_chart_view_set_cursor (CwChartView *self, gssize bar, double y)
{
  gboolean same_bar;

  g_return_if_fail (CW_IS_CHART_VIEW (self));

  same_bar = self->cursor_bar == bar;
  self->cursor_bar = bar;
  self->cursor_y = y;
  forget_layer (self, LAYER_CURSOR);
  /* Who moves a pointer looks at the chart; who presses keys may listen. */
  if (!same_bar && isnan (y))
    describe (self);
}

/** cw_chart_view_get_cursor: Returns: the bar whose values are told, or -1 */
gssize
cw_chart_view_get_cursor (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), -1);
  return self->cursor_bar;
}

/** cw_chart_view_get_bar_at: Returns: the bar under a point of the widget, or -1 */
gssize
cw_chart_view_get_bar_at (CwChartView *self, double x, double y)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), -1);
  return self->frame != NULL ? cw_frame_get_bar_at (self->frame, x, y) : -1;
}

/** cw_chart_view_get_bars_per_pixel: Returns: how far a pixel reaches, 0 before it was drawn */
double
cw_chart_view_get_bars_per_pixel (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), 0);
  return self->frame != NULL ? cw_frame_get_bars_per_pixel (self->frame) : 0;
}

/** cw_chart_view_get_n_bars: Returns: how many bars the scene has */
gsize
cw_chart_view_get_n_bars (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), 0);
  return self->scene != NULL ? cw_scene_get_series (self->scene)->n_bars : 0;
}

/** cw_chart_view_is_drawn: Returns: whether what is to be shown has been drawn */
gboolean
cw_chart_view_is_drawn (CwChartView *self)
{
  g_return_val_if_fail (CW_IS_CHART_VIEW (self), FALSE);
  return self->scene != NULL && self->nodes[LAYER_SERIES] != NULL;
}
