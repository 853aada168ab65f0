/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-sight-box.h"

/* A column of widgets in a scrolled window, or in several around each other. GTK draws all that a
 * window scrolls, in each frame and however little of it is seen; this draws what is in sight. */

/* How far something is drawn beyond a widget, as its shadow. */
#define MARGIN 12

struct _CwSightBox
{
  GtkBox parent_instance;

  GPtrArray *adjustments; /* owned, of owned: of the windows around it while it is mapped */
};

enum
{
  SIGNAL_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSightBox, cw_sight_box, GTK_TYPE_BOX)

static GtkWidget *
find_scroller (GtkWidget *within)
{
  GtkWidget *parent = gtk_widget_get_parent (within);

  return parent != NULL ? gtk_widget_get_ancestor (parent, GTK_TYPE_SCROLLED_WINDOW) : NULL;
}

static gboolean
is_within (GtkWidget *part, GtkWidget *scroller)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (part, scroller, &bounds) && bounds.size.height > 0
         && bounds.origin.y < (float) gtk_widget_get_height (scroller) + MARGIN
         && bounds.origin.y + bounds.size.height > -MARGIN;
}

/** cw_sight_box_shows: Returns: whether @part, somewhere in the box, is not scrolled away */
gboolean
cw_sight_box_shows (CwSightBox *self, GtkWidget *part)
{
  g_return_val_if_fail (CW_IS_SIGHT_BOX (self), FALSE);

  for (GtkWidget *scroller = find_scroller (GTK_WIDGET (self)); scroller != NULL;
       scroller = find_scroller (scroller))
    if (!is_within (part, scroller))
      return FALSE;
  return TRUE;
}

static void
cw_sight_box_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (cw_sight_box_shows (CW_SIGHT_BOX (widget), child))
      gtk_widget_snapshot_child (widget, child, snapshot);
}

static void
moved_cb (CwSightBox *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
cw_sight_box_map (GtkWidget *widget)
{
  CwSightBox *self = CW_SIGHT_BOX (widget);

  GTK_WIDGET_CLASS (cw_sight_box_parent_class)->map (widget);
  for (GtkWidget *scroller = find_scroller (widget); scroller != NULL;
       scroller = find_scroller (scroller))
    {
      GtkAdjustment *height = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

      g_signal_connect_swapped (height, "value-changed", G_CALLBACK (moved_cb), self);
      g_signal_connect_swapped (height, "changed", G_CALLBACK (moved_cb), self);
      g_ptr_array_add (self->adjustments, g_object_ref (height));
    }
}

static void
cw_sight_box_unmap (GtkWidget *widget)
{
  CwSightBox *self = CW_SIGHT_BOX (widget);

  for (guint i = 0; i < self->adjustments->len; i++)
    g_signal_handlers_disconnect_by_data (self->adjustments->pdata[i], self);
  g_ptr_array_set_size (self->adjustments, 0);
  GTK_WIDGET_CLASS (cw_sight_box_parent_class)->unmap (widget);
}

static void
cw_sight_box_finalize (GObject *object)
{
  g_ptr_array_unref (CW_SIGHT_BOX (object)->adjustments);
  G_OBJECT_CLASS (cw_sight_box_parent_class)->finalize (object);
}

static void
cw_sight_box_class_init (CwSightBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_sight_box_finalize;
  widget_class->snapshot = cw_sight_box_snapshot;
  widget_class->map = cw_sight_box_map;
  widget_class->unmap = cw_sight_box_unmap;

  /* CwSightBox::moved: what is in sight may be another. */
  signals[SIGNAL_MOVED] = g_signal_new ("moved", CW_TYPE_SIGHT_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_sight_box_init (CwSightBox *self)
{
  self->adjustments = g_ptr_array_new_with_free_func (g_object_unref);
}

/** cw_sight_box_new: @spacing: between two widgets. Returns: (transfer floating): an empty column
 */
GtkWidget *
cw_sight_box_new (int spacing)
{
  return g_object_new (CW_TYPE_SIGHT_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                       spacing, NULL);
}
