/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-page.h"

#include "cw-activity-view.h"
#include "cw-lab-page.h"

struct _CwActivityPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwViewSwitcherTitle *title;
  GtkMenuButton *menu_button;
  GtkStack *stack;
  CwActivityView *view;
  CwLabPage *lab;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwActivityPage, cw_activity_page, GTK_TYPE_WIDGET)

static void
cw_activity_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwActivityPage *self = CW_ACTIVITY_PAGE (object);

  if (id == PROP_FOLDED)
    adw_view_switcher_title_set_view_switcher_enabled (self->title, !g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_activity_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwActivityPage *self = CW_ACTIVITY_PAGE (object);

  if (id == PROP_FOLDED)
    g_value_set_boolean (value, !adw_view_switcher_title_get_view_switcher_enabled (self->title));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

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
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_ACTIVITY_VIEW);
  g_type_ensure (CW_TYPE_LAB_PAGE);
  object_class->dispose = cw_activity_page_dispose;
  object_class->set_property = cw_activity_page_set_property;
  object_class->get_property = cw_activity_page_get_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, box);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, title);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, view);
  gtk_widget_class_bind_template_child (widget_class, CwActivityPage, lab);
}

static void
cw_activity_page_init (CwActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** cw_activity_page_set_menu: @menu: the application's menu */
void
cw_activity_page_set_menu (CwActivityPage *self, GMenuModel *menu)
{
  g_return_if_fail (CW_IS_ACTIVITY_PAGE (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

/** cw_activity_page_set_views: @views: the pages among which the header bar switches */
void
cw_activity_page_set_views (CwActivityPage *self, AdwViewStack *views)
{
  g_return_if_fail (CW_IS_ACTIVITY_PAGE (self));
  adw_view_switcher_title_set_stack (self->title, views);
}

/** cw_activity_page_show_part: @name: `live` or `laboratory`: the part to show */
void
cw_activity_page_show_part (CwActivityPage *self, const char *name)
{
  g_return_if_fail (CW_IS_ACTIVITY_PAGE (self));
  gtk_stack_set_visible_child_name (self->stack, name);
}
