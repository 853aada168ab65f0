/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-view.h"

#include <glib/gi18n-lib.h>

#include "cw-activity-axis.h"
#include "cw-activity-group.h"
#include "cw-activity-legend.h"
#include "cw-activity-row.h"
#include "cw-activity-text.h"
#include "cw-wrap-box.h"

/* How often the feed is read. */
#define READ_MS 100
/* How often what does not move is told anew: the time until which a host is left alone passes. */
#define READS_A_SECOND (1000 / READ_MS)
/* How often the list of requests changes: seldom enough to be read. */
#define READS_A_LIST 4
/* How often lanes move where nothing is to be animated. */
#define READS_A_STEP 5
/* For which part of what is shown time goes on after the last thing has ended. Then it stands
 * still, so that what there was can be looked at, and nothing has to be drawn. */
#define LINGER 0.04

struct _CwActivityView
{
  GtkWidget parent_instance;

  CwActivityModel *model; /* owned */
  GHashTable *groups;     /* of CwActivityGroup by its place's name; not owned */
  CwTimeWindow shown;
  gint64 real; /* what to add to the monotonic time for the one since 1970 */
  int seconds; /* that the lanes show */
  guint64 picked;
  CwActivityGroup *picked_in; /* not owned, nullable */
  guint timer, tick, n_reads;

  GtkWidget *box;
  GtkStack *stack;
  GtkLabel *running, *waiting, *done, *failed;
  GtkToggleButton *pause_button;
  GtkBox *groups_box;
  CwActivityAxis *axis;
  GtkLabel *details;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (CwActivityView, cw_activity_view, GTK_TYPE_WIDGET)

/* --- time --- */

/* Time as it is shown: the real one while something is under way, and then until shortly after the
 * end of the last. */
static gint64
find_now (CwActivityView *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 linger = (gint64) (LINGER * self->seconds * G_USEC_PER_SEC);

  if (cw_activity_model_is_busy (self->model))
    return now;
  return MIN (now, cw_activity_model_get_last_end (self->model) + linger);
}

static void
set_group_window (gpointer name, gpointer group, gpointer window)
{
  cw_activity_group_set_window (group, window);
}

static void
show_time (CwActivityView *self)
{
  gint64 now = find_now (self);
  CwTimeWindow window = { now - self->seconds * G_USEC_PER_SEC, now, now, self->real };

  if (now == self->shown.now && window.start == self->shown.start)
    return;
  self->shown = window;
  g_hash_table_foreach (self->groups, set_group_window, &window);
  cw_activity_axis_set_window (self->axis, &window);
}

static gboolean
is_still (CwActivityView *self)
{
  return gtk_toggle_button_get_active (self->pause_button) || find_now (self) == self->shown.now;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwActivityView *self = CW_ACTIVITY_VIEW (widget);

  if (!gtk_toggle_button_get_active (self->pause_button))
    show_time (self);
  if (!is_still (self) || cw_activity_model_is_busy (self->model))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
is_animated (CwActivityView *self)
{
  gboolean animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated,
                NULL);
  return animated;
}

/* Frame by frame, or in steps for those who do not want things to move. */
static void
move (CwActivityView *self)
{
  if (is_still (self))
    return;
  if (!is_animated (self))
    {
      if (self->n_reads % READS_A_STEP == 0 || !cw_activity_model_is_busy (self->model))
        show_time (self);
      return;
    }
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* --- groups --- */

static GPtrArray *
find_spans (CwActivityView *self, const CwActivityPlace *place)
{
  const GPtrArray *all = cw_activity_model_get_spans (self->model);
  GPtrArray *spans = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      CwSpan *span = g_ptr_array_index (all, i);

      if (span->lane > 0 && g_str_equal (span->place, place->name))
        g_ptr_array_add (spans, span);
    }
  return spans;
}

static void
show_details (CwActivityView *self)
{
  const CwSpan *span = cw_activity_model_find (self->model, self->picked);
  g_autofree char *text = NULL;

  if (span != NULL)
    text = cw_activity_describe_span (span, self->shown.now);
  else
    text = g_strdup (_ ("Point at a bar to see where its time went. On lanes that have the focus, "
                        "the arrow keys go from bar to bar."));
  gtk_label_set_label (self->details, text);
  if (span != NULL && self->picked_in != NULL)
    cw_activity_group_describe (self->picked_in, text);
}

static void
picked_cb (CwActivityView *self, guint64 id, CwActivityGroup *group)
{
  self->picked = id;
  self->picked_in = group;
  show_details (self);
}

static CwActivityGroup *
add_group (CwActivityView *self, const char *name)
{
  GtkWidget *group = cw_activity_group_new (name);

  g_signal_connect_swapped (group, "picked", G_CALLBACK (picked_cb), self);
  gtk_box_append (self->groups_box, group);
  g_hash_table_insert (self->groups,
                       (gpointer) cw_activity_group_get_name (CW_ACTIVITY_GROUP (group)), group);
  cw_activity_group_set_window (CW_ACTIVITY_GROUP (group), &self->shown);
  return CW_ACTIVITY_GROUP (group);
}

static void
remove_group (CwActivityView *self, CwActivityGroup *group)
{
  if (self->picked_in == group)
    picked_cb (self, 0, NULL);
  g_hash_table_remove (self->groups, cw_activity_group_get_name (group));
  gtk_box_remove (self->groups_box, GTK_WIDGET (group));
}

/* Returns the group, if there is one for the place now. */
static CwActivityGroup *
show_place (CwActivityView *self, const CwActivityPlace *place)
{
  CwActivityGroup *group = g_hash_table_lookup (self->groups, place->name);
  g_autoptr (GPtrArray) spans = find_spans (self, place);
  gboolean closed = place->closed_until > g_get_real_time () / G_USEC_PER_SEC;

  if (spans->len == 0 && place->n_waiting == 0 && !closed)
    {
      if (group != NULL)
        remove_group (self, group);
      return NULL;
    }
  if (group == NULL)
    group = add_group (self, place->name);
  cw_activity_group_show (group, place, spans);
  return group;
}

static void
show_places (CwActivityView *self)
{
  const GArray *places = cw_activity_model_get_places (self->model);
  GtkWidget *last = NULL;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      CwActivityGroup *group = show_place (self, &g_array_index (places, CwActivityPlace, i));

      if (group == NULL)
        continue;
      gtk_box_reorder_child_after (self->groups_box, GTK_WIDGET (group), last);
      last = GTK_WIDGET (group);
    }
}

/* --- counts --- */

static void
show_number (GtkLabel *label, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  gtk_label_set_label (label, text);
}

static void
show_counts (CwActivityView *self)
{
  CwActivityCounts counts = cw_activity_model_count (self->model);
  g_autofree char *text = cw_activity_describe_counts (&counts);

  show_number (self->running, counts.n_running);
  show_number (self->waiting, counts.n_waiting);
  show_number (self->done, counts.n_done);
  show_number (self->failed, counts.n_failed);
  if (counts.n_failed > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->failed), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static gboolean
is_empty (CwActivityView *self)
{
  return g_hash_table_size (self->groups) == 0
         && g_list_model_get_n_items (cw_activity_model_get_requests (self->model)) == 0;
}

static void
show_all (CwActivityView *self)
{
  show_places (self);
  show_counts (self);
  show_details (self);
  gtk_stack_set_visible_child_name (self->stack, is_empty (self) ? "empty" : "content");
}

/* --- reading --- */

/* A list that shows its latest goes on to do so; one that was scrolled stays where it is. */
static gboolean
is_list_at_top (CwActivityView *self)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  return gtk_adjustment_get_value (place) <= 0;
}

static void
list_requests (CwActivityView *self)
{
  GListModel *requests = cw_activity_model_get_requests (self->model);
  g_autoptr (GObject) before = g_list_model_get_item (requests, 0);
  g_autoptr (GObject) after = NULL;
  gboolean at_top = is_list_at_top (self);

  cw_activity_model_list (self->model);
  after = g_list_model_get_item (requests, 0);
  if (at_top && before != after)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

static void
read_feed (CwActivityView *self)
{
  gboolean changed;

  if (gtk_toggle_button_get_active (self->pause_button))
    return;
  changed = cw_activity_model_read (self->model, g_get_monotonic_time ());
  if (changed || self->n_reads % READS_A_SECOND == 0)
    show_all (self);
  if (self->n_reads % READS_A_LIST == 0)
    list_requests (self);
  self->n_reads++;
  move (self);
}

static gboolean
timer_cb (gpointer data)
{
  read_feed (data);
  return G_SOURCE_CONTINUE;
}

static void
length_toggled_cb (CwActivityView *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->seconds = atoi (gtk_widget_get_name (GTK_WIDGET (button)));
  show_time (self);
}

/* --- the widget --- */

static void
start (CwActivityView *self)
{
  self->real = g_get_real_time () - g_get_monotonic_time ();
  self->n_reads = 0;
  cw_activity_model_start (self->model);
  self->timer = g_timeout_add (READ_MS, timer_cb, self);
  show_time (self);
  read_feed (self);
}

static void
stop (CwActivityView *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  cw_activity_model_stop (self->model);
}

static void
cw_activity_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_activity_view_parent_class)->map (widget);
  start (CW_ACTIVITY_VIEW (widget));
}

static void
cw_activity_view_unmap (GtkWidget *widget)
{
  stop (CW_ACTIVITY_VIEW (widget));
  GTK_WIDGET_CLASS (cw_activity_view_parent_class)->unmap (widget);
}

static void
cw_activity_view_dispose (GObject *object)
{
  CwActivityView *self = CW_ACTIVITY_VIEW (object);

  g_hash_table_remove_all (self->groups);
  self->picked_in = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_activity_view_parent_class)->dispose (object);
}

static void
cw_activity_view_finalize (GObject *object)
{
  CwActivityView *self = CW_ACTIVITY_VIEW (object);

  g_hash_table_unref (self->groups);
  g_object_unref (self->model);
  G_OBJECT_CLASS (cw_activity_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-activity-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, box);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, stack);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, running);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, waiting);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, done);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, failed);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, pause_button);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, groups_box);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, axis);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, details);
  gtk_widget_class_bind_template_child (widget_class, CwActivityView, list);
  gtk_widget_class_bind_template_callback (widget_class, length_toggled_cb);
}

static void
cw_activity_view_class_init (CwActivityViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_ACTIVITY_AXIS);
  g_type_ensure (CW_TYPE_ACTIVITY_LEGEND);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  G_OBJECT_CLASS (klass)->dispose = cw_activity_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_activity_view_finalize;
  widget_class->map = cw_activity_view_map;
  widget_class->unmap = cw_activity_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_template (widget_class);
}

static void
set_up_list (CwActivityView *self)
{
  GListModel *requests = cw_activity_model_get_requests (self->model);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (requests));
  g_autoptr (GtkListItemFactory) factory = cw_activity_row_new_factory ();

  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
cw_activity_view_init (CwActivityView *self)
{
  self->model = cw_activity_model_new ();
  self->groups = g_hash_table_new (g_str_hash, g_str_equal);
  self->seconds = 5;
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_list (self);
}

/** cw_activity_view_is_moving: Returns: whether it asks for a frame after each frame */
gboolean
cw_activity_view_is_moving (CwActivityView *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_VIEW (self), FALSE);
  return self->tick != 0;
}
