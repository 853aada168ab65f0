/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-page.h"

#include "cw-activity-view.h"
#include "cw-lab-page.h"
#include "cw-page-header.h"

struct _CwActivityPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  CwActivityView *view;
  CwLabPage *lab;
};

G_DEFINE_FINAL_TYPE (CwActivityPage, cw_activity_page, GTK_TYPE_WIDGET)

static void
cw_activity_page_dispose (GObject *object)
{
  CwActivityPage *self = CW_ACTIVITY_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_activity_page_parent_class)->dispose (object);
}

static void
cw_activity_page_class_init (CwActivityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_ACTIVITY_VIEW);
  g_type_ensure (CW_TYPE_LAB_PAGE);
  g_type_ensure (CW_TYPE_PAGE_HEADER);
  G_OBJECT_CLASS (klass)->dispose = cw_activity_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, box);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, view);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, lab);
}

static void
cw_activity_page_init (CwActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** cw_activity_page_new: Returns: the page, which needs nothing of the window that it is made for
 */
GtkWidget *
cw_activity_page_new (CwWindow *window)
{
  return g_object_new (CW_TYPE_ACTIVITY_PAGE, NULL);
}

/** cw_activity_page_show_part: @name: `live` or `laboratory`: the part to show */
void
cw_activity_page_show_part (CwActivityPage *self, const char *name)
{
  g_return_if_fail (CW_IS_ACTIVITY_PAGE (self));
  gtk_stack_set_visible_child_name (self->stack, name);
}
