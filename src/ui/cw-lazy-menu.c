/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lazy-menu.h"

static void
open_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) != menu)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * cw_lazy_menu_set:
 * @button: a button
 * @menu: what it opens
 *
 * What gtk_menu_button_set_menu_model() does, but the menu's widgets, of which there are many and
 * most are never looked at, are made when it is opened first.
 */
void
cw_lazy_menu_set (GtkMenuButton *button, GMenuModel *menu)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && G_IS_MENU_MODEL (menu));
  gtk_menu_button_set_create_popup_func (button, open_cb, g_object_ref (menu), g_object_unref);
}
