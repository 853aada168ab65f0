/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-plot-view.h"

#include <math.h>

#include "cw-chart-theme.h"
#include "cw-picking.h"

#define LEAST_WIDTH 240
#define NATURAL_WIDTH 480

struct _CwPlotView
{
  GtkWidget parent_instance;

  CwPlot *plot; /* owned, nullable */
  CwPalette palette;
  CwTheme theme;
  GskRenderNode *painted;            /* owned, nullable: the plot without what is picked … */
  int painted_width, painted_height; /* … in this size */
  gssize hovered, chosen;            /* by pointer and by keyboard */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwPlotView, cw_plot_view, GTK_TYPE_WIDGET)

/* --- picking --- */

static gssize
get_picked (CwPlotView *self)
{
  return self->hovered != CW_PLOT_NOTHING ? self->hovered : self->chosen;
}

static CwPlotCanvas
get_canvas (CwPlotView *self)
{
  return (CwPlotCanvas){ gtk_widget_get_width (GTK_WIDGET (self)),
                         gtk_widget_get_height (GTK_WIDGET (self)), &self->theme,
                         gtk_widget_get_pango_context (GTK_WIDGET (self)), get_picked (self) };
}

/* Who does not see the picture hears what is picked in the place of what it shows. */
static void
tell_picked (CwPlotView *self)
{
  g_autofree char *text =
      self->plot != NULL ? cw_plot_describe_item (self->plot, get_picked (self)) : NULL;

  if (self->plot != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text != NULL ? text : cw_plot_get_description (self->plot), -1);
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, text);
}

static void
pick (CwPlotView *self, gssize hovered, gssize chosen)
{
  gssize before = get_picked (self);

  self->hovered = hovered;
  self->chosen = chosen;
  if (get_picked (self) == before)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_picked (self);
}

static gssize
find_at (CwPlotView *self, double x, double y)
{
  CwPlotCanvas canvas = get_canvas (self);

  return self->plot != NULL ? cw_plot_find (self->plot, &canvas, x, y) : CW_PLOT_NOTHING;
}

static void
motion_cb (CwPlotView *self, double x, double y)
{
  pick (self, find_at (self, x, y), self->chosen);
}

static void
leave_cb (CwPlotView *self)
{
  pick (self, CW_PLOT_NOTHING, self->chosen);
}

static void
pressed_cb (CwPlotView *self, int n_press, double x, double y)
{
  gssize item = find_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, item, item);
}

static gboolean
find_step (guint key, int *across, int *down)
{
  *across = key == GDK_KEY_Right || key == GDK_KEY_KP_Right ? 1
            : key == GDK_KEY_Left || key == GDK_KEY_KP_Left ? -1
                                                            : 0;
  *down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down || key == GDK_KEY_Page_Down ? 1
          : key == GDK_KEY_Up || key == GDK_KEY_KP_Up || key == GDK_KEY_Page_Up     ? -1
                                                                                    : 0;
  return *across != 0 || *down != 0;
}

static gboolean
is_mirrored (CwPlotView *self)
{
  return cw_plot_mirrors (self->plot)
         && gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static gboolean
key_cb (CwPlotView *self, guint key, guint code, GdkModifierType state)
{
  int across, down;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->plot == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Home)
    pick (self, CW_PLOT_NOTHING, 0);
  else if (key == GDK_KEY_End)
    pick (self, CW_PLOT_NOTHING, cw_plot_get_n_items (self->plot) - 1);
  else if (find_step (key, &across, &down))
    pick (self, CW_PLOT_NOTHING,
          cw_plot_step (self->plot, get_picked (self), is_mirrored (self) ? -across : across,
                        down));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
focus_left_cb (CwPlotView *self)
{
  pick (self, self->hovered, CW_PLOT_NOTHING);
}

/* --- painting --- */

static void
forget_painting (CwPlotView *self)
{
  g_clear_pointer (&self->painted, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
paint (CwPlotView *self, const CwPlotCanvas *canvas)
{
  const graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) canvas->height);
  cairo_t *cr;

  self->painted = gsk_cairo_node_new (&bounds);
  self->painted_width = (int) canvas->width;
  self->painted_height = (int) canvas->height;
  cr = gsk_cairo_node_get_draw_context (self->painted);
  cw_plot_paint (self->plot, canvas, cr);
  cairo_destroy (cr);
}

static void
append_picked (GtkSnapshot *snapshot, CwPlot *plot, const CwPlotCanvas *canvas)
{
  const graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) canvas->height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cw_plot_paint_picked (plot, canvas, cr);
  cairo_destroy (cr);
}

static void
cw_plot_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwPlotView *self = CW_PLOT_VIEW (widget);
  CwPlotCanvas canvas = get_canvas (self);

  if (self->plot == NULL || canvas.width < 1 || canvas.height < 1)
    return;
  if (self->painted_width != (int) canvas.width || self->painted_height != (int) canvas.height)
    g_clear_pointer (&self->painted, gsk_render_node_unref);
  if (self->painted == NULL)
    paint (self, &canvas);
  gtk_snapshot_append_node (snapshot, self->painted);
  if (canvas.picked != CW_PLOT_NOTHING)
    append_picked (snapshot, self->plot, &canvas);
}

/* --- the widget --- */

static GtkSizeRequestMode
cw_plot_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A plot is never lower where it is narrower. */
static int
find_height (CwPlotView *self, int width)
{
  PangoContext *text = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (self->plot == NULL)
    return 0;
  return (int) ceil (cw_plot_get_height (self->plot, width > 0 ? width : LEAST_WIDTH, text));
}

static void
cw_plot_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  CwPlotView *self = CW_PLOT_VIEW (widget);

  *minimum = LEAST_WIDTH;
  *natural = NATURAL_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = find_height (self, for_size);
}

static void
follow_style (CwPlotView *self)
{
  cw_chart_theme_init_for_widget (&self->theme, GTK_WIDGET (self), self->palette);
  forget_painting (self);
}

static void
cw_plot_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cw_plot_view_parent_class)->css_changed (widget, change);
  follow_style (CW_PLOT_VIEW (widget));
}

static void
cw_plot_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (cw_plot_view_parent_class)->system_setting_changed (widget, setting);
  forget_painting (CW_PLOT_VIEW (widget));
}

static void
cw_plot_view_finalize (GObject *object)
{
  CwPlotView *self = CW_PLOT_VIEW (object);

  g_clear_pointer (&self->painted, gsk_render_node_unref);
  g_clear_pointer (&self->plot, cw_plot_unref);
  G_OBJECT_CLASS (cw_plot_view_parent_class)->finalize (object);
}

static void
cw_plot_view_class_init (CwPlotViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_plot_view_finalize;
  widget_class->get_request_mode = cw_plot_view_get_request_mode;
  widget_class->measure = cw_plot_view_measure;
  widget_class->snapshot = cw_plot_view_snapshot;
  widget_class->css_changed = cw_plot_view_css_changed;
  widget_class->system_setting_changed = cw_plot_view_system_setting_changed;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", CW_TYPE_PLOT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "plotview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_plot_view_init (CwPlotView *self)
{
  self->hovered = self->chosen = CW_PLOT_NOTHING;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  cw_picking_add (GTK_WIDGET (self), &(CwPicking){ .moved = G_CALLBACK (motion_cb),
                                                   .left = G_CALLBACK (leave_cb),
                                                   .pressed = G_CALLBACK (pressed_cb),
                                                   .key = G_CALLBACK (key_cb),
                                                   .unfocused = G_CALLBACK (focus_left_cb) });
  follow_style (self);
}

/** cw_plot_view_set_plot: @plot: (nullable): what is shown from now on */
void
cw_plot_view_set_plot (CwPlotView *self, CwPlot *plot)
{
  g_return_if_fail (CW_IS_PLOT_VIEW (self));

  if (plot != NULL)
    cw_plot_ref (plot);
  g_clear_pointer (&self->plot, cw_plot_unref);
  self->plot = plot;
  self->hovered = self->chosen = CW_PLOT_NOTHING;
  if (plot != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    cw_plot_get_title (plot), -1);
  tell_picked (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  forget_painting (self);
}

/** cw_plot_view_get_plot: Returns: (transfer none) (nullable): what is shown */
CwPlot *
cw_plot_view_get_plot (CwPlotView *self)
{
  g_return_val_if_fail (CW_IS_PLOT_VIEW (self), NULL);
  return self->plot;
}

/** cw_plot_view_set_palette: in which colours prices rise and fall */
void
cw_plot_view_set_palette (CwPlotView *self, CwPalette palette)
{
  g_return_if_fail (CW_IS_PLOT_VIEW (self) && palette < CW_N_PALETTES);

  if (palette == self->palette)
    return;
  self->palette = palette;
  follow_style (self);
}
