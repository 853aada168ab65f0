/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-axis.h"

#include <glib/gi18n-lib.h>

struct _CwActivityAxis
{
  GtkWidget parent_instance;

  CwTimeWindow window;
};

G_DEFINE_FINAL_TYPE (CwActivityAxis, cw_activity_axis, GTK_TYPE_WIDGET)

static void
append_label (CwActivityAxis *self, GtkSnapshot *snapshot, PangoLayout *layout, gint64 time)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  g_autoptr (GDateTime) date =
      g_date_time_new_from_unix_local ((time + self->window.real) / G_USEC_PER_SEC);
  /* Translators: a time of day with seconds, as strftime() writes it */
  g_autofree char *text = g_date_time_format (date, _ ("%H:%M:%S"));
  GdkRGBA color;
  int text_width;
  double x;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  x = cw_time_window_get_x (&self->window, time, width) - text_width / 2.0;
  /* Half a time says nothing. */
  if (x < 0 || x + text_width > width)
    return;
  gtk_style_context_get_color (context, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, 0));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
cw_activity_axis_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwActivityAxis *self = CW_ACTIVITY_AXIS (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  gint64 step;

  if (self->window.end <= self->window.start || width <= 0)
    return;
  step = cw_time_window_find_step (&self->window, width);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  for (gint64 t = cw_time_window_first_tick (&self->window, step); t < self->window.end; t += step)
    append_label (self, snapshot, layout, t);
  gtk_snapshot_pop (snapshot);
}

static void
cw_activity_axis_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "00:00:00");
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

static void
cw_activity_axis_class_init (CwActivityAxisClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = cw_activity_axis_snapshot;
  widget_class->measure = cw_activity_axis_measure;
  gtk_widget_class_set_css_name (widget_class, "activityaxis");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_activity_axis_init (CwActivityAxis *self)
{
}

/** cw_activity_axis_set_window: @window: which stretch of time to label; copied */
void
cw_activity_axis_set_window (CwActivityAxis *self, const CwTimeWindow *window)
{
  g_return_if_fail (CW_IS_ACTIVITY_AXIS (self));
  self->window = *window;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
