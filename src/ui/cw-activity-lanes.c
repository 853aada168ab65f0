/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-lanes.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cw-activity-paint.h"
#include "cw-activity-text.h"
#include "cw-picking.h"

#define MIN_WIDTH 200
/* How far beside a bar it may still be pointed at. */
#define SLACK 4.0

struct _CwActivityLanes
{
  GtkWidget parent_instance;

  GArray *spans; /* of CwSpan, by number: those with a lane */
  guint n_lanes;
  CwTimeWindow window;
  CwActivityColors colors;

  GskRenderNode *ended;   /* owned, nullable: what does not change any more … */
  CwTimeWindow drawn_for; /* … and the window for which it was drawn */
  int drawn_width;
  guint64 hovered, chosen; /* by pointer and by keyboard; 0 for none */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwActivityLanes, cw_activity_lanes, GTK_TYPE_WIDGET)

/* --- spans --- */

static GArray *
new_spans (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (CwSpan));

  g_array_set_clear_func (spans, (GDestroyNotify) cw_span_clear);
  return spans;
}

static const CwSpan *
get_span (CwActivityLanes *self, guint i)
{
  return &g_array_index (self->spans, CwSpan, i);
}

static const CwSpan *
find_span (CwActivityLanes *self, guint64 id, guint *place)
{
  for (guint i = 0; id != 0 && i < self->spans->len; i++)
    if (get_span (self, i)->id == id)
      {
        *place = i;
        return get_span (self, i);
      }
  return NULL;
}

static void
forget_drawing (CwActivityLanes *self)
{
  g_clear_pointer (&self->ended, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- picking --- */

static guint64
get_picked (CwActivityLanes *self)
{
  return self->hovered != 0 ? self->hovered : self->chosen;
}

static void
pick (CwActivityLanes *self, guint64 hovered, guint64 chosen)
{
  guint64 before = get_picked (self);

  self->hovered = hovered;
  self->chosen = chosen;
  if (get_picked (self) == before)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, get_picked (self));
}

static guint64
find_at (CwActivityLanes *self, double x, double y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  guint lane = (guint) (MAX (y, 0) / cw_activity_paint_get_pitch (self->n_lanes)) + 1;

  for (guint i = self->spans->len; i-- > 0;)
    {
      const CwSpan *span = get_span (self, i);
      gint64 start = cw_activity_paint_get_start (span);
      gint64 end = span->state == CW_SPAN_UNDER_WAY ? self->window.now : span->end;

      if (span->lane == lane && x >= cw_time_window_get_x (&self->window, start, width) - SLACK
          && x <= cw_time_window_get_x (&self->window, end, width) + SLACK)
        return span->id;
    }
  return 0;
}

static void
motion_cb (CwActivityLanes *self, double x, double y)
{
  pick (self, find_at (self, x, y), self->chosen);
}

static void
leave_cb (CwActivityLanes *self)
{
  pick (self, 0, self->chosen);
}

static void
pressed_cb (CwActivityLanes *self, int n_press, double x, double y)
{
  guint64 id = find_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, id, id);
}

/* The neighbour in time, or the next of those in a neighbouring lane. */
static guint64
find_next (CwActivityLanes *self, int step, gboolean other_lane)
{
  guint at = 0;
  const CwSpan *from = find_span (self, self->chosen, &at);
  int i = from != NULL ? (int) at : step > 0 ? -1 : (int) self->spans->len;

  for (i += step; i >= 0 && i < (int) self->spans->len; i += step)
    if (!other_lane || from == NULL || get_span (self, (guint) i)->lane != from->lane)
      return get_span (self, (guint) i)->id;
  return self->chosen;
}

static guint64
get_end (CwActivityLanes *self, gboolean last)
{
  if (self->spans->len == 0)
    return 0;
  return get_span (self, last ? self->spans->len - 1 : 0)->id;
}

static gboolean
key_cb (CwActivityLanes *self, guint key, guint code, GdkModifierType state)
{
  guint64 id;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->spans->len == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    id = find_next (self, -1, FALSE);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    id = find_next (self, 1, FALSE);
  else if (key == GDK_KEY_Page_Up)
    id = find_next (self, -1, TRUE);
  else if (key == GDK_KEY_Page_Down)
    id = find_next (self, 1, TRUE);
  else if (key == GDK_KEY_Home || key == GDK_KEY_End)
    id = get_end (self, key == GDK_KEY_End);
  else
    return GDK_EVENT_PROPAGATE;
  pick (self, 0, id);
  return GDK_EVENT_STOP;
}

static void
focus_left_cb (CwActivityLanes *self)
{
  pick (self, self->hovered, 0);
}

/* --- drawing --- */

/* What has ended moves with the window; only what is new makes it be drawn anew. */
static void
draw_ended (CwActivityLanes *self, int width, int height)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  cairo_t *cr;

  self->ended = gsk_cairo_node_new (&bounds);
  self->drawn_for = self->window;
  self->drawn_width = width;
  cr = gsk_cairo_node_get_draw_context (self->ended);
  cw_activity_paint_ended (cr, self->spans, self->n_lanes, &self->window, &self->colors, width,
                           context);
  cairo_destroy (cr);
}

static gboolean
must_draw_ended (CwActivityLanes *self, int width)
{
  return self->ended == NULL || self->drawn_width != width
         || self->drawn_for.end - self->drawn_for.start != self->window.end - self->window.start
         || self->drawn_for.start > self->window.start;
}

static void
append_ended (CwActivityLanes *self, GtkSnapshot *snapshot, int width, int height)
{
  float shift;

  if (must_draw_ended (self, width))
    {
      g_clear_pointer (&self->ended, gsk_render_node_unref);
      draw_ended (self, width, height);
    }
  shift = (float) cw_time_window_get_x (&self->window, self->drawn_for.start, width);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (shift, 0));
  gtk_snapshot_append_node (snapshot, self->ended);
  gtk_snapshot_restore (snapshot);
}

static void
append_picked (CwActivityLanes *self, GtkSnapshot *snapshot, int width)
{
  guint place;
  const CwSpan *span = find_span (self, get_picked (self), &place);

  if (span != NULL)
    cw_activity_paint_outline (snapshot, span, self->n_lanes, &self->window, &self->colors, width);
}

static void
cw_activity_lanes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwActivityLanes *self = CW_ACTIVITY_LANES (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (width <= 0 || height <= 0 || self->window.end <= self->window.start)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cw_activity_paint_tracks (snapshot, self->n_lanes, &self->window, &self->colors, width);
  append_ended (self, snapshot, width, height);
  cw_activity_paint_running (snapshot, self->spans, self->n_lanes, &self->window, &self->colors,
                             width);
  append_picked (self, snapshot, width);
  gtk_snapshot_pop (snapshot);
}

/* --- the widget --- */

static void
cw_activity_lanes_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  CwActivityLanes *self = CW_ACTIVITY_LANES (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    *minimum = *natural = (int) (self->n_lanes * cw_activity_paint_get_pitch (self->n_lanes));
}

static void
cw_activity_lanes_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  CwActivityLanes *self = CW_ACTIVITY_LANES (widget);

  GTK_WIDGET_CLASS (cw_activity_lanes_parent_class)->css_changed (widget, change);
  cw_activity_colors_init (&self->colors, widget);
  forget_drawing (self);
}

static void
cw_activity_lanes_finalize (GObject *object)
{
  CwActivityLanes *self = CW_ACTIVITY_LANES (object);

  g_clear_pointer (&self->ended, gsk_render_node_unref);
  g_array_unref (self->spans);
  G_OBJECT_CLASS (cw_activity_lanes_parent_class)->finalize (object);
}

static void
cw_activity_lanes_class_init (CwActivityLanesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_activity_lanes_finalize;
  widget_class->measure = cw_activity_lanes_measure;
  widget_class->snapshot = cw_activity_lanes_snapshot;
  widget_class->css_changed = cw_activity_lanes_css_changed;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", CW_TYPE_ACTIVITY_LANES, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  gtk_widget_class_set_css_name (widget_class, "activitylanes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_activity_lanes_init (CwActivityLanes *self)
{
  self->spans = new_spans ();
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  cw_picking_add (GTK_WIDGET (self), &(CwPicking){ .moved = G_CALLBACK (motion_cb),
                                                   .left = G_CALLBACK (leave_cb),
                                                   .pressed = G_CALLBACK (pressed_cb),
                                                   .key = G_CALLBACK (key_cb),
                                                   .unfocused = G_CALLBACK (focus_left_cb) });
}

/** cw_activity_lanes_new: Returns: (transfer floating): lanes on which nothing runs */
GtkWidget *
cw_activity_lanes_new (void)
{
  return g_object_new (CW_TYPE_ACTIVITY_LANES, NULL);
}

/**
 * cw_activity_lanes_set_spans:
 * @self: lanes
 * @spans: (element-type CwSpan): what runs or ran in this place, by number; copied
 * @n_lanes: how many lanes there are
 */
void
cw_activity_lanes_set_spans (CwActivityLanes *self, const GPtrArray *spans, guint n_lanes)
{
  g_return_if_fail (CW_IS_ACTIVITY_LANES (self) && spans != NULL);

  g_array_set_size (self->spans, 0);
  g_array_set_size (self->spans, spans->len);
  for (guint i = 0; i < spans->len; i++)
    cw_span_copy_to (g_ptr_array_index (spans, i), &g_array_index (self->spans, CwSpan, i));
  if (n_lanes != self->n_lanes)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->n_lanes = n_lanes;
  forget_drawing (self);
}

/** cw_activity_lanes_set_window: @window: which stretch of time to show; copied */
void
cw_activity_lanes_set_window (CwActivityLanes *self, const CwTimeWindow *window)
{
  g_return_if_fail (CW_IS_ACTIVITY_LANES (self));
  self->window = *window;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cw_activity_lanes_describe:
 * @self: lanes
 * @title: the place's name
 * @text: what is going on there
 *
 * Says in words what is drawn, for those who do not see it.
 */
void
cw_activity_lanes_describe (CwActivityLanes *self, const char *title, const char *text)
{
  /* Translators: %s is a host or the name of a group of threads */
  g_autofree char *label = g_strdup_printf (_ ("Lanes of %s"), title);

  g_return_if_fail (CW_IS_ACTIVITY_LANES (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
