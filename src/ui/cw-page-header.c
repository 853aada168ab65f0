/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-page-header.h"

#include <glib/gi18n-lib.h>

#include "cw-window-pages.h"

struct _CwPageHeader
{
  GtkWidget parent_instance;

  AdwHeaderBar *bar;
  AdwViewSwitcherTitle *title;
  GtkMenuButton *menu_button;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwPageHeader,
                               cw_page_header,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  CwPageHeader *self = CW_PAGE_HEADER (buildable);

  if (g_strcmp0 (type, "start") == 0)
    adw_header_bar_pack_start (self->bar, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (self->bar, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
cw_page_header_root (GtkWidget *widget)
{
  CwPageHeader *self = CW_PAGE_HEADER (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (cw_page_header_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (CW_IS_WINDOW (root))
    cw_window_pages_fit_out (CW_WINDOW (root), self->title, self->menu_button);
}

static void
cw_page_header_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, adw_view_switcher_title_get_title (CW_PAGE_HEADER (object)->title));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_page_header_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *title = g_value_get_string (value);

  if (id == PROP_TITLE)
    adw_view_switcher_title_set_title (CW_PAGE_HEADER (object)->title, title != NULL ? title : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_page_header_dispose (GObject *object)
{
  GtkWidget *bar = (GtkWidget *) g_steal_pointer (&CW_PAGE_HEADER (object)->bar);

  g_clear_pointer (&bar, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_page_header_parent_class)->dispose (object);
}

static void
cw_page_header_class_init (CwPageHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_page_header_dispose;
  object_class->get_property = cw_page_header_get_property;
  object_class->set_property = cw_page_header_set_property;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  widget_class->root = cw_page_header_root;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkMenuButton *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "open-menu-symbolic");
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Main Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Main Menu"), -1);
  return GTK_MENU_BUTTON (button);
}

static void
cw_page_header_init (CwPageHeader *self)
{
  self->bar = ADW_HEADER_BAR (adw_header_bar_new ());
  self->title = ADW_VIEW_SWITCHER_TITLE (adw_view_switcher_title_new ());
  self->menu_button = new_menu_button ();
  adw_header_bar_set_title_widget (self->bar, GTK_WIDGET (self->title));
  adw_header_bar_pack_end (self->bar, GTK_WIDGET (self->menu_button));
  gtk_widget_set_parent (GTK_WIDGET (self->bar), GTK_WIDGET (self));
}

/** cw_page_header_new: Returns: a header bar for the page that is called @title */
GtkWidget *
cw_page_header_new (const char *title)
{
  return g_object_new (CW_TYPE_PAGE_HEADER, "title", title, NULL);
}
