/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-row.h"

#include "cw-activity-text.h"
#include "cw-format.h"

struct _CwActivityRow
{
  GtkWidget parent_instance;

  CwActivityItem *item; /* owned, nullable */
  GtkWidget *box;
  GtkLabel *symbol;
  GtkLabel *work;
  GtkLabel *status;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (CwActivityRow, cw_activity_row, GTK_TYPE_WIDGET)

static void
show_status (CwActivityRow *self, const CwSpan *span)
{
  GtkWidget *label = GTK_WIDGET (self->status);
  g_autofree char *state = cw_activity_describe_state (span);

  gtk_label_set_label (self->status, state);
  if (span->state == CW_SPAN_FAILED)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
  if (span->state == CW_SPAN_UNDER_WAY)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
show_time (CwActivityRow *self, const CwSpan *span)
{
  g_autofree char *time = NULL;

  if (span->state != CW_SPAN_UNDER_WAY)
    time = cw_activity_format_time (span->end - cw_span_get_start (span));
  gtk_label_set_label (self->time, time != NULL ? time : CW_FORMAT_NO_VALUE);
}

/* What is read aloud is the whole line, with the host; it belongs to the list's own widget around
 * this one, which is what the focus is on. */
static void
name_row (CwActivityRow *self, const CwSpan *span)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *span_text = cw_activity_describe_span (span, g_get_monotonic_time ());
  g_autofree char *text = g_strdup_printf ("%s · %s", span_text, span->place);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
}

static void
show_item (CwActivityRow *self)
{
  const CwSpan *span = cw_activity_item_get_span (self->item);
  g_autofree char *work = g_strdup_printf ("%s%s", span->place, cw_activity_get_work (span));

  gtk_label_set_label (self->symbol, span->symbol != NULL ? span->symbol : CW_FORMAT_NO_VALUE);
  gtk_label_set_label (self->work, work);
  show_status (self, span);
  show_time (self, span);
  name_row (self, span);
}

/** cw_activity_row_set_item: @item: (nullable): what to show, and to follow as more is known */
void
cw_activity_row_set_item (CwActivityRow *self, CwActivityItem *item)
{
  g_return_if_fail (CW_IS_ACTIVITY_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

static void
cw_activity_row_dispose (GObject *object)
{
  CwActivityRow *self = CW_ACTIVITY_ROW (object);

  cw_activity_row_set_item (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_activity_row_parent_class)->dispose (object);
}

static void
cw_activity_row_class_init (CwActivityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_activity_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-activity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CwActivityRow, box);
  gtk_widget_class_bind_template_child (widget_class, CwActivityRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, CwActivityRow, work);
  gtk_widget_class_bind_template_child (widget_class, CwActivityRow, status);
  gtk_widget_class_bind_template_child (widget_class, CwActivityRow, time);
}

static void
cw_activity_row_init (CwActivityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- the factory --- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, g_object_new (CW_TYPE_ACTIVITY_ROW, NULL));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  cw_activity_row_set_item (CW_ACTIVITY_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  cw_activity_row_set_item (CW_ACTIVITY_ROW (gtk_list_item_get_child (item)), NULL);
}

/** cw_activity_row_new_factory: Returns: (transfer full): what makes rows for #CwActivityItem */
GtkListItemFactory *
cw_activity_row_new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
