/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-way.h"

#include <glib/gi18n-lib.h>

#include "cw-format.h"
#include "cw-lab-lanes.h"

#define DECIMALS 2

struct _CwLabWay
{
  GtkWidget parent_instance;

  guint n_requests;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *status;
  CwLabLanes *lanes;
};

G_DEFINE_FINAL_TYPE (CwLabWay, cw_lab_way, GTK_TYPE_WIDGET)

static void
cw_lab_way_dispose (GObject *object)
{
  g_clear_pointer (&CW_LAB_WAY (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_lab_way_parent_class)->dispose (object);
}

static void
cw_lab_way_class_init (CwLabWayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_LAB_LANES);
  G_OBJECT_CLASS (klass)->dispose = cw_lab_way_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/candlewick/Candlewick/ui/cw-lab-way.ui");
  gtk_widget_class_bind_template_child (widget_class, CwLabWay, box);
  gtk_widget_class_bind_template_child (widget_class, CwLabWay, title);
  gtk_widget_class_bind_template_child (widget_class, CwLabWay, status);
  gtk_widget_class_bind_template_child (widget_class, CwLabWay, lanes);
}

static void
cw_lab_way_init (CwLabWay *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_status (CwLabWay *self, gboolean ended)
{
  guint n_ended = cw_lab_lanes_count_ended (self->lanes);
  g_autofree char *number = cw_format_number (cw_lab_lanes_get_elapsed (self->lanes), DECIMALS);
  /* Translators: how many requests of how many have ended: “3 of 10” */
  g_autofree char *progress = g_strdup_printf (_ ("%u of %u"), n_ended, self->n_requests);
  g_autofree char *text = NULL;

  if (ended)
    /* Translators: how many requests of how many have ended, and after how many seconds */
    text = g_strdup_printf (_ ("%s · %s\u202fs"), progress, number);
  else
    text = g_strdup (progress);
  gtk_label_set_label (self->status, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lanes), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

/**
 * cw_lab_way_new:
 * @options: what will be measured
 * @mode: the way
 * @seconds: what the lanes' width stands for
 *
 * Returns: (transfer floating): a way on which nothing has happened yet
 */
GtkWidget *
cw_lab_way_new (const CwLabOptions *options, CwLabMode mode, double seconds)
{
  CwLabWay *self = g_object_new (CW_TYPE_LAB_WAY, NULL);

  self->n_requests = options->n_requests;
  gtk_label_set_label (self->title, cw_lab_mode_get_title (mode));
  cw_lab_lanes_prepare (self->lanes, options, mode, seconds);
  show_status (self, FALSE);
  return GTK_WIDGET (self);
}

/** cw_lab_way_take_event: shows what has happened on this way */
void
cw_lab_way_take_event (CwLabWay *self, const CwLabEvent *event)
{
  g_return_if_fail (CW_IS_LAB_WAY (self));
  cw_lab_lanes_take_event (self->lanes, event);
  show_status (self, event->kind == CW_LAB_MODE_END);
}

/** cw_lab_way_stop: nothing more will happen on this way */
void
cw_lab_way_stop (CwLabWay *self)
{
  g_return_if_fail (CW_IS_LAB_WAY (self));
  cw_lab_lanes_stop (self->lanes);
}
