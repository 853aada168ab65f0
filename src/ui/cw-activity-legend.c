/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-legend.h"

#include "cw-activity-colors.h"
#include "cw-activity-text.h"

#define SWATCH 10
#define SWATCH_GAP 6
#define COLUMN_GAP 18
#define ROW_GAP 6

/* The entries are drawn, not built of widgets: they flow like words, which no container of the
 * platform lets them. */
struct _CwActivityLegend
{
  GtkWidget parent_instance;

  CwActivityColors colors;
  PangoLayout *layouts[CW_N_PHASES]; /* owned */
};

G_DEFINE_FINAL_TYPE (CwActivityLegend, cw_activity_legend, GTK_TYPE_WIDGET)

static int
get_entry_width (CwActivityLegend *self, guint phase)
{
  int width;

  pango_layout_get_pixel_size (self->layouts[phase], &width, NULL);
  return SWATCH + SWATCH_GAP + width;
}

static int
get_line_height (CwActivityLegend *self)
{
  int height;

  pango_layout_get_pixel_size (self->layouts[0], NULL, &height);
  return MAX (height, SWATCH);
}

/** EntryFunc: called for each entry with its place from the line's start, and from the top. */
typedef void (*EntryFunc) (CwActivityLegend *self, guint phase, int x, int y, gpointer data);

/* Returns how high it all is. */
static int
flow (CwActivityLegend *self, int width, EntryFunc func, gpointer data)
{
  int x = 0, y = 0, line = get_line_height (self);

  for (guint phase = 0; phase < CW_N_PHASES; phase++)
    {
      int entry = get_entry_width (self, phase);

      if (x > 0 && x + entry > width)
        {
          x = 0;
          y += line + ROW_GAP;
        }
      if (func != NULL)
        func (self, phase, x, y, data);
      x += entry + COLUMN_GAP;
    }
  return y + line;
}

static void
append_entry (CwActivityLegend *self, guint phase, int x, int y, gpointer snapshot)
{
  int line = get_line_height (self), entry = get_entry_width (self, phase);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int left = mirrored ? gtk_widget_get_width (GTK_WIDGET (self)) - x - entry : x;
  int swatch = mirrored ? left + entry - SWATCH : left;
  int text = mirrored ? left : left + SWATCH + SWATCH_GAP;
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (
      &rect,
      &GRAPHENE_RECT_INIT ((float) swatch, (float) (y + (line - SWATCH) / 2), SWATCH, SWATCH), 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &self->colors.phases[phase], &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) text, (float) y));
  gtk_snapshot_append_layout (snapshot, self->layouts[phase], &self->colors.text);
  gtk_snapshot_restore (snapshot);
}

static void
cw_activity_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  flow (CW_ACTIVITY_LEGEND (widget), gtk_widget_get_width (widget), append_entry, snapshot);
}

static GtkSizeRequestMode
cw_activity_legend_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_activity_legend_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  CwActivityLegend *self = CW_ACTIVITY_LEGEND (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = flow (self, for_size < 0 ? G_MAXINT : for_size, NULL, NULL);
      return;
    }
  *minimum = *natural = 0;
  for (guint phase = 0; phase < CW_N_PHASES; phase++)
    {
      *minimum = MAX (*minimum, get_entry_width (self, phase));
      *natural += get_entry_width (self, phase) + (phase > 0 ? COLUMN_GAP : 0);
    }
}

static void
make_layouts (CwActivityLegend *self)
{
  for (guint phase = 0; phase < CW_N_PHASES; phase++)
    {
      g_clear_object (&self->layouts[phase]);
      self->layouts[phase] =
          gtk_widget_create_pango_layout (GTK_WIDGET (self), cw_phase_get_title ((CwPhase) phase));
    }
}

static void
cw_activity_legend_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  CwActivityLegend *self = CW_ACTIVITY_LEGEND (widget);

  GTK_WIDGET_CLASS (cw_activity_legend_parent_class)->css_changed (widget, change);
  cw_activity_colors_init (&self->colors, widget);
  make_layouts (self);
  gtk_widget_queue_resize (widget);
}

static void
cw_activity_legend_finalize (GObject *object)
{
  for (guint phase = 0; phase < CW_N_PHASES; phase++)
    g_clear_object (&CW_ACTIVITY_LEGEND (object)->layouts[phase]);
  G_OBJECT_CLASS (cw_activity_legend_parent_class)->finalize (object);
}

static void
cw_activity_legend_class_init (CwActivityLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_activity_legend_finalize;
  widget_class->get_request_mode = cw_activity_legend_get_request_mode;
  widget_class->measure = cw_activity_legend_measure;
  widget_class->snapshot = cw_activity_legend_snapshot;
  widget_class->css_changed = cw_activity_legend_css_changed;
  gtk_widget_class_set_css_name (widget_class, "activitylegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_activity_legend_init (CwActivityLegend *self)
{
  make_layouts (self);
}
