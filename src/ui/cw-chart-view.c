/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-chart-input.h"
#include "cw-chart-theme.h"
#include "cw-chart-view-private.h"

#define MIN_WIDTH 260
#define MIN_HEIGHT 300
#define NATURAL_WIDTH 460
#define NATURAL_HEIGHT 460

enum
{
  PROP_0,
  PROP_WORDS,
  N_PROPS
};

enum
{
  SIGNAL_SCENE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwChartView, cw_chart_view, GTK_TYPE_WIDGET)

/* --- layers --- */

/** cw_chart_view_forget_layer: makes one layer be drawn anew */
void
cw_chart_view_forget_layer (CwChartView *self, CwChartLayer layer)
{
  g_clear_pointer (&self->nodes[layer], gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** cw_chart_view_forget_frame: makes everything be laid out and drawn anew */
void
cw_chart_view_forget_frame (CwChartView *self)
{
  g_clear_pointer (&self->frame, cw_frame_free);
  for (int layer = 0; layer < CW_CHART_N_LAYERS; layer++)
    cw_chart_view_forget_layer (self, layer);
}

/* The line that keys would move is as thick as a focus ring. */
static void
paint_separator (CwChartView *self, cairo_t *cr)
{
  const CwColor *color = &self->theme.accent;
  double y;

  if (self->separator < 0 || (gsize) self->separator + 1 >= cw_frame_get_n_panes (self->frame))
    return;
  y = cw_frame_get_separator_y (self->frame, (gsize) self->separator);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_rectangle (cr, 0, y - 2, self->width, 3);
  cairo_fill (cr);
}

static void
paint_layer (CwChartView *self, CwChartLayer layer, cairo_t *cr)
{
  switch (layer)
    {
    case CW_CHART_LAYER_BACK:
      cw_frame_paint_back (self->frame, cr);
      break;
    case CW_CHART_LAYER_SERIES:
      cw_frame_paint_series (self->frame, cr);
      break;
    case CW_CHART_LAYER_CURSOR:
      cw_frame_paint_cursor (self->frame, cr, self->cursor_bar, self->cursor_y);
      if (self->measure_from >= 0)
        cw_frame_paint_measure (self->frame, cr, (gsize) self->measure_from,
                                (gsize) self->measure_to);
      paint_separator (self, cr);
      break;
    case CW_CHART_N_LAYERS:
    default:
      g_assert_not_reached ();
    }
}

static void
append_layer (CwChartView *self, CwChartLayer layer, GtkSnapshot *snapshot)
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
  PangoContext *text = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (self->frame != NULL && self->width == width && self->height == height)
    return;
  g_clear_pointer (&self->frame, cw_frame_free);
  for (int layer = 0; layer < CW_CHART_N_LAYERS; layer++)
    g_clear_pointer (&self->nodes[layer], gsk_render_node_unref);
  self->width = width;
  self->height = height;
  if (self->texts == NULL || !cw_texts_are_of (self->texts, text))
    {
      g_clear_pointer (&self->texts, cw_texts_unref);
      self->texts = cw_texts_new (text);
    }
  self->frame = cw_frame_new_with_heights (self->scene, self->view, width, height, &self->theme,
                                           self->texts, &self->heights);
}

static void
cw_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwChartView *self = CW_CHART_VIEW (widget);

  if (self->scene == NULL || gtk_widget_get_width (widget) <= 0
      || gtk_widget_get_height (widget) <= 0)
    return;
  lay_out (self);
  for (int layer = 0; layer < CW_CHART_N_LAYERS; layer++)
    append_layer (self, layer, snapshot);
}

/* --- the widget --- */

/** cw_chart_view_follow_style: takes the colours of the style and of the palette */
void
cw_chart_view_follow_style (CwChartView *self)
{
  cw_chart_theme_init_for_widget (&self->theme, GTK_WIDGET (self), self->palette);
  cw_chart_view_forget_frame (self);
}

static void
cw_chart_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cw_chart_view_parent_class)->css_changed (widget, change);
  cw_chart_view_follow_style (CW_CHART_VIEW (widget));
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
  g_clear_pointer (&self->texts, cw_texts_unref);
  for (int layer = 0; layer < CW_CHART_N_LAYERS; layer++)
    g_clear_pointer (&self->nodes[layer], gsk_render_node_unref);
  g_clear_pointer (&self->scene, cw_scene_unref);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (cw_chart_view_parent_class)->dispose (object);
}

static void
cw_chart_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WORDS)
    g_value_set_string (value, CW_CHART_VIEW (object)->words);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_chart_view_class_init (CwChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_chart_view_dispose;
  G_OBJECT_CLASS (klass)->get_property = cw_chart_view_get_property;
  properties[PROP_WORDS] =
      g_param_spec_string ("words", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[SIGNAL_SCENE_CHANGED] =
      g_signal_new ("scene-changed", CW_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
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

  self->cursor_bar = self->measure_from = self->measure_to = self->separator = -1;
  self->cursor_y = NAN;
  self->words = g_strdup ("");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  cw_chart_input_attach (self);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (cw_chart_view_follow_style), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (cw_chart_view_follow_style),
                           self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Price chart"), -1);
}

/** cw_chart_view_scene_changed: tells whoever shows the same that there is something newer */
void
cw_chart_view_scene_changed (CwChartView *self)
{
  g_signal_emit (self, signals[SIGNAL_SCENE_CHANGED], 0);
}

/**
 * cw_chart_view_tell:
 * @self: a chart view
 * @words: what keys have led to, or nothing
 *
 * Says it where it can be read and heard: in the property `words`, which a label shows.
 */
void
cw_chart_view_tell (CwChartView *self, const char *words)
{
  if (g_strcmp0 (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}
