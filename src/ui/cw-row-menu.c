/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-menu.h"

#include <glib/gi18n-lib.h>

#include "cw-watchlist-items.h"

static void
add_move (GMenu *menu, const char *label, const char *symbol, int places)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.move-by", "(si)", symbol, places);
  g_menu_append_item (menu, item);
}

static void
add_alert (GMenu *menu, const char *symbol)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("New _Alert…"), NULL);

  g_menu_item_set_action_and_target (item, "win.new-alert", "s", symbol);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (const char *symbol)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuItem) reload = g_menu_item_new (_ ("_Reload"), NULL);
  g_autoptr (GMenuItem) remove = g_menu_item_new (_ ("Re_move"), NULL);

  g_menu_item_set_action_and_target (reload, "win.retry", "s", symbol);
  g_menu_item_set_action_and_target (remove, "win.remove-symbol", "s", symbol);
  g_menu_append_item (menu, reload);
  add_alert (menu, symbol);
  add_move (menu, _ ("Move _Up"), symbol, -1);
  add_move (menu, _ ("Move _Down"), symbol, 1);
  g_menu_append (menu, _ ("_Choose Symbols"), "win.choose");
  g_menu_append_item (menu, remove);
  return G_MENU_MODEL (menu);
}

static void
pressed_cb (GtkPopoverMenu *popover, int n_press, double x, double y)
{
  CwWatchlistItem *item =
      cw_watchlist_items_pick (gtk_widget_get_parent (GTK_WIDGET (popover)), x, y);
  CwRow *row = item != NULL ? cw_watchlist_item_get_row (item) : NULL;
  g_autoptr (GMenuModel) menu = NULL;

  if (row == NULL)
    return;
  menu = new_menu (cw_row_get_symbol (row));
  gtk_popover_menu_set_menu_model (popover, menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* A list does not know this child, so it would not take leave of it by itself. */
static void
list_destroyed_cb (GtkWidget *popover)
{
  gtk_widget_unparent (popover);
}

/**
 * cw_row_menu_attach:
 * @list: a widget whose descendants are #CwWatchlistItem
 *
 * Lets a secondary click on an item open a menu of what can be done with its row.
 */
void
cw_row_menu_attach (GtkWidget *list)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_parent (popover, list);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect_object (list, "destroy", G_CALLBACK (list_destroyed_cb), popover,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), popover, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
}
