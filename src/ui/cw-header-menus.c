/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-header-menus.h"

#include <glib/gi18n-lib.h>

#include "cw-lazy-menu.h"

struct _CwHeaderMenus
{
  CwHeaderParts parts; /* each of them owned */
  GMenuModel *main;    /* owned, nullable, as the others */
  GMenuModel *lists;
  GMenuModel *arrange;
};

static GMenuModel *
new_find_section (void)
{
  GMenu *section = g_menu_new ();

  g_menu_append (section, _ ("Find in the Watchlist"), "win.find");
  return G_MENU_MODEL (section);
}

static GtkWidget *
find_shown (CwHeaderMenus *self)
{
  gboolean narrow = gtk_widget_get_visible (GTK_WIDGET (self->parts.narrow_squeezer));

  return adw_squeezer_get_visible_child (narrow ? self->parts.narrow_squeezer
                                                : self->parts.squeezer);
}

/* What the buttons do that are not there. */
static void
append_squeezed (CwHeaderMenus *self, GMenu *menu)
{
  GtkWidget *shown = find_shown (self);
  GtkWidget *arrange = GTK_WIDGET (self->parts.arrange_button);

  if (shown == NULL)
    {
      g_autoptr (GMenuModel) find = new_find_section ();

      g_menu_append_section (menu, NULL, find);
    }
  if (self->arrange != NULL && (shown == NULL || !gtk_widget_is_ancestor (arrange, shown)))
    g_menu_append_section (menu, NULL, self->arrange);
}

static void
offer (CwHeaderMenus *self, GtkMenuButton *button, GMenuModel *model, gboolean more)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (model == NULL)
    return;
  if (more)
    append_squeezed (self, menu);
  g_menu_append_section (menu, NULL, model);
  cw_lazy_menu_set (button, G_MENU_MODEL (menu));
}

static void
update (CwHeaderMenus *self)
{
  gboolean has_main = gtk_widget_get_visible (GTK_WIDGET (self->parts.main_button));

  offer (self, self->parts.main_button, self->main, has_main);
  offer (self, self->parts.lists_button, self->lists, !has_main);
}

static void
follow (CwHeaderMenus *self, gpointer part, const char *signal)
{
  g_signal_connect_swapped (part, signal, G_CALLBACK (update), self);
}

/** cw_header_menus_new: Returns: (transfer full): menus that follow which of @parts are shown */
CwHeaderMenus *
cw_header_menus_new (const CwHeaderParts *parts)
{
  CwHeaderMenus *self = g_new0 (CwHeaderMenus, 1);

  self->parts = *parts;
  g_object_ref (parts->squeezer);
  g_object_ref (parts->narrow_squeezer);
  g_object_ref (parts->main_button);
  g_object_ref (parts->lists_button);
  g_object_ref (parts->arrange_button);
  follow (self, parts->squeezer, "notify::visible-child");
  follow (self, parts->narrow_squeezer, "notify::visible-child");
  follow (self, parts->narrow_squeezer, "notify::visible");
  follow (self, parts->main_button, "notify::visible");
  return self;
}

/** cw_header_menus_free: @menus: (transfer full): menus */
void
cw_header_menus_free (CwHeaderMenus *self)
{
  g_signal_handlers_disconnect_by_data (self->parts.squeezer, self);
  g_signal_handlers_disconnect_by_data (self->parts.narrow_squeezer, self);
  g_signal_handlers_disconnect_by_data (self->parts.main_button, self);
  g_object_unref (self->parts.squeezer);
  g_object_unref (self->parts.narrow_squeezer);
  g_object_unref (self->parts.main_button);
  g_object_unref (self->parts.lists_button);
  g_object_unref (self->parts.arrange_button);
  g_clear_object (&self->main);
  g_clear_object (&self->lists);
  g_clear_object (&self->arrange);
  g_free (self);
}

/** cw_header_menus_set_main: @model: the application's menu */
void
cw_header_menus_set_main (CwHeaderMenus *self, GMenuModel *model)
{
  g_set_object (&self->main, model);
  update (self);
}

/** cw_header_menus_set_lists: @model: offers the lists, and what can be done with them */
void
cw_header_menus_set_lists (CwHeaderMenus *self, GMenuModel *model)
{
  g_set_object (&self->lists, model);
  update (self);
}

/** cw_header_menus_set_arrange: @model: how the list can be sorted, and what rows can show */
void
cw_header_menus_set_arrange (CwHeaderMenus *self, GMenuModel *model)
{
  g_set_object (&self->arrange, model);
  cw_lazy_menu_set (self->parts.arrange_button, model);
  update (self);
}
