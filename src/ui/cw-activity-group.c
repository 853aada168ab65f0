/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-group.h"

#include "cw-activity-text.h"

/* A group does not grow under the pointer while its first few requests come. */
#define MOST_EMPTY_LANES 4

struct _CwActivityGroup
{
  GtkWidget parent_instance;

  char *name;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *status;
  CwActivityLanes *lanes;
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwActivityGroup, cw_activity_group, GTK_TYPE_WIDGET)

static void
picked_cb (CwActivityGroup *self, guint64 id)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, id);
}

static void
cw_activity_group_dispose (GObject *object)
{
  CwActivityGroup *self = CW_ACTIVITY_GROUP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_activity_group_parent_class)->dispose (object);
}

static void
cw_activity_group_finalize (GObject *object)
{
  g_free (CW_ACTIVITY_GROUP (object)->name);
  G_OBJECT_CLASS (cw_activity_group_parent_class)->finalize (object);
}

static void
cw_activity_group_class_init (CwActivityGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_ACTIVITY_LANES);
  G_OBJECT_CLASS (klass)->dispose = cw_activity_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_activity_group_finalize;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", CW_TYPE_ACTIVITY_GROUP, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-activity-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CwActivityGroup, box);
  gtk_widget_class_bind_template_child (widget_class, CwActivityGroup, title);
  gtk_widget_class_bind_template_child (widget_class, CwActivityGroup, status);
  gtk_widget_class_bind_template_child (widget_class, CwActivityGroup, lanes);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
}

static void
cw_activity_group_init (CwActivityGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** cw_activity_group_new: Returns: (transfer floating): a group for the place of that name */
GtkWidget *
cw_activity_group_new (const char *name)
{
  CwActivityGroup *self = g_object_new (CW_TYPE_ACTIVITY_GROUP, NULL);

  self->name = g_strdup (name);
  return GTK_WIDGET (self);
}

/** cw_activity_group_get_name: Returns: (transfer none): the place's name, as the feed has it */
const char *
cw_activity_group_get_name (CwActivityGroup *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_GROUP (self), NULL);
  return self->name;
}

static guint
count_lanes (const CwActivityPlace *place, const GPtrArray *spans)
{
  guint n = MIN (place->limit, MOST_EMPTY_LANES);

  for (guint i = 0; i < spans->len; i++)
    n = MAX (n, ((const CwSpan *) g_ptr_array_index (spans, i))->lane);
  return n;
}

/**
 * cw_activity_group_show:
 * @self: a group
 * @place: how it is with the place now
 * @spans: (element-type CwSpan): what runs or ran there, by number; copied
 */
void
cw_activity_group_show (CwActivityGroup *self, const CwActivityPlace *place, const GPtrArray *spans)
{
  const char *title = cw_activity_get_place_title (place);
  g_autofree char *status = cw_activity_describe_place (place, g_get_real_time () / G_USEC_PER_SEC);

  g_return_if_fail (CW_IS_ACTIVITY_GROUP (self));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->status, status);
  cw_activity_lanes_set_spans (self->lanes, spans, count_lanes (place, spans));
  cw_activity_lanes_describe (self->lanes, title, status);
}

/** cw_activity_group_set_window: @window: which stretch of time to show; copied */
void
cw_activity_group_set_window (CwActivityGroup *self, const CwTimeWindow *window)
{
  g_return_if_fail (CW_IS_ACTIVITY_GROUP (self));
  cw_activity_lanes_set_window (self->lanes, window);
}

/** cw_activity_group_describe: says in words what is looked at among the lanes */
void
cw_activity_group_describe (CwActivityGroup *self, const char *text)
{
  g_return_if_fail (CW_IS_ACTIVITY_GROUP (self));
  cw_activity_lanes_describe (self->lanes, gtk_label_get_label (self->title), text);
}
