/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-allocation.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-allocation-colors.h"
#include "cw-figures.h"

#define RING_SIZE 124
#define RING_WIDTH 18.0
#define GAP 2.0 /* between two parts */
#define DOT_SIZE 10
#define SPACING 18

struct _CwAllocation
{
  GtkWidget parent_instance;

  guint n_parts;
  double weights[CW_ALLOCATION_MAX_PARTS];
  gboolean rests[CW_ALLOCATION_MAX_PARTS];

  GtkWidget *ring;
  GtkWidget *legend;
  GtkWidget *dots[CW_ALLOCATION_MAX_PARTS];
  GtkLabel *names[CW_ALLOCATION_MAX_PARTS];
  GtkLabel *percents[CW_ALLOCATION_MAX_PARTS];
};

G_DEFINE_FINAL_TYPE (CwAllocation, cw_allocation, GTK_TYPE_WIDGET)

/* --- drawing --- */

static void
set_source (cairo_t *cr, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (cr, color);
}

/* A part that is less than the gap beside it is drawn as a line all the same. */
static void
draw_part (cairo_t *cr, double radius, double from, double to, double gap)
{
  double half = MIN (gap, (to - from) / 2) / 2;

  cairo_arc (cr, 0, 0, radius, from + half, to - half);
  cairo_stroke (cr);
}

static void
draw_ring_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  CwAllocation *self = data;
  double radius = MIN (width, height) / 2.0 - RING_WIDTH / 2;
  double gap = self->n_parts > 1 ? GAP / radius : 0;
  double angle = -G_PI / 2;

  cairo_translate (cr, width / 2.0, height / 2.0);
  if (gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL)
    cairo_scale (cr, -1, 1);
  cairo_set_line_width (cr, RING_WIDTH);
  for (guint i = 0; i < self->n_parts; i++)
    {
      GdkRGBA color = cw_allocation_get_color (GTK_WIDGET (area), i, self->rests[i]);
      double end = angle + 2 * G_PI * self->weights[i];

      set_source (cr, &color);
      draw_part (cr, radius, angle, end, gap);
      angle = end;
    }
}

static void
draw_dot_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  CwAllocation *self = data;

  for (guint i = 0; i < self->n_parts; i++)
    if (self->dots[i] == GTK_WIDGET (area))
      {
        GdkRGBA color = cw_allocation_get_color (GTK_WIDGET (area), i, self->rests[i]);

        set_source (cr, &color);
        cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
redraw (CwAllocation *self)
{
  gtk_widget_queue_draw (self->ring);
  for (guint i = 0; i < CW_ALLOCATION_MAX_PARTS; i++)
    gtk_widget_queue_draw (self->dots[i]);
}

/* --- the widget --- */

static void
cw_allocation_dispose (GObject *object)
{
  CwAllocation *self = CW_ALLOCATION (object);

  g_clear_pointer (&self->ring, gtk_widget_unparent);
  g_clear_pointer (&self->legend, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_allocation_parent_class)->dispose (object);
}

static void
cw_allocation_class_init (CwAllocationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_allocation_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
new_area (CwAllocation *self, int size, GtkDrawingAreaDrawFunc draw)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                  draw == draw_ring_cb ? GTK_ACCESSIBLE_ROLE_IMG
                                                       : GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), size);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), size);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, self, NULL);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}

static GtkLabel *
new_label (float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static void
add_legend_row (CwAllocation *self, int i)
{
  self->dots[i] = new_area (self, DOT_SIZE, draw_dot_cb);
  self->names[i] = new_label (0, "name");
  self->percents[i] = new_label (1, "numeric");
  gtk_label_set_ellipsize (self->names[i], PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->names[i], 5);
  gtk_label_set_max_width_chars (self->names[i], 16);
  gtk_grid_attach (GTK_GRID (self->legend), self->dots[i], 0, i, 1, 1);
  gtk_grid_attach (GTK_GRID (self->legend), GTK_WIDGET (self->names[i]), 1, i, 1, 1);
  gtk_grid_attach (GTK_GRID (self->legend), GTK_WIDGET (self->percents[i]), 2, i, 1, 1);
}

static void
cw_allocation_init (CwAllocation *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
  self->ring = new_area (self, RING_SIZE, draw_ring_cb);
  gtk_widget_set_parent (self->ring, GTK_WIDGET (self));
  self->legend = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->legend), 8);
  gtk_grid_set_row_spacing (GTK_GRID (self->legend), 2);
  gtk_widget_set_valign (self->legend, GTK_ALIGN_CENTER);
  for (int i = 0; i < CW_ALLOCATION_MAX_PARTS; i++)
    add_legend_row (self, i);
  gtk_widget_set_parent (self->legend, GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (redraw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (redraw), self,
                           G_CONNECT_SWAPPED);
}

static void
show_part (CwAllocation *self, guint i, const CwAllocationPart *part, GString *words)
{
  g_autofree char *percent = cw_figure_of_share (part->weight, 1);

  self->weights[i] = part->weight;
  self->rests[i] = part->is_rest;
  gtk_label_set_label (self->names[i], part->name);
  gtk_label_set_label (self->percents[i], percent);
  if (i > 0)
    /* Translators: stands between the parts of an enumeration */
    g_string_append (words, C_ ("enumeration", ", "));
  g_string_append_printf (words, "%s %s", part->name, percent);
}

/**
 * cw_allocation_show:
 * @self: a ring
 * @parts: (array length=n): its parts, in the order in which they follow each other
 * @n: how many, %CW_ALLOCATION_MAX_PARTS at the most
 */
void
cw_allocation_show (CwAllocation *self, const CwAllocationPart *parts, guint n)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_if_fail (CW_IS_ALLOCATION (self) && n <= CW_ALLOCATION_MAX_PARTS);

  self->n_parts = n;
  for (guint i = 0; i < CW_ALLOCATION_MAX_PARTS; i++)
    {
      gtk_widget_set_visible (self->dots[i], i < n);
      gtk_widget_set_visible (GTK_WIDGET (self->names[i]), i < n);
      gtk_widget_set_visible (GTK_WIDGET (self->percents[i]), i < n);
      if (i < n)
        show_part (self, i, &parts[i], words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ring), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Allocation"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str,
                                  -1);
  redraw (self);
}
