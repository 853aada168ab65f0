/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-menu.h"

#include <glib/gi18n-lib.h>

#include "cw-portfolio-cell.h"

/* What can be done with one holding: a menu that opens with a secondary click, a long press, or the
 * menu key. */

/* --- which holding --- */

static GtkWidget *
find_cell_within (GtkWidget *widget)
{
  while (widget != NULL && !CW_IS_PORTFOLIO_CELL (widget))
    widget = gtk_widget_get_first_child (widget);
  return widget;
}

/**
 * cw_portfolio_menu_find_item:
 * @widget: (nullable): something in the table of holdings: a row, or a part of one
 *
 * Returns: (transfer none) (nullable): the holding that it shows
 */
CwPortfolioItem *
cw_portfolio_menu_find_item (GtkWidget *widget)
{
  GtkWidget *cell = NULL;

  if (widget == NULL || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_VIEW (widget))
    return NULL;
  cell = gtk_widget_get_ancestor (widget, CW_TYPE_PORTFOLIO_CELL);
  if (cell == NULL)
    cell = find_cell_within (widget);
  return cell != NULL ? cw_portfolio_cell_get_item (CW_PORTFOLIO_CELL (cell)) : NULL;
}

/* --- the menu --- */

static void
add_item (GMenu *menu, const char *label, const char *action, const char *symbol)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", symbol);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (const char *symbol)
{
  GMenu *menu = g_menu_new ();

  add_item (menu, _ ("Show _Chart"), "win.show-symbol", symbol);
  add_item (menu, _ ("_Edit…"), "win.edit-holding", symbol);
  add_item (menu, _ ("Re_move"), "win.remove-holding", symbol);
  return G_MENU_MODEL (menu);
}

static void
open_menu (GtkPopoverMenu *popover, GtkWidget *target, double x, double y)
{
  CwPortfolioItem *item = cw_portfolio_menu_find_item (target);
  g_autoptr (GMenuModel) menu = NULL;

  if (item == NULL)
    return;
  menu = new_menu (cw_portfolio_item_get_symbol (item));
  gtk_popover_menu_set_menu_model (popover, menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
open_at (GtkPopoverMenu *popover, double x, double y)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (popover));

  open_menu (popover, gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT), x, y);
}

static void
pressed_cb (GtkPopoverMenu *popover, int n_press, double x, double y)
{
  open_at (popover, x, y);
}

static void
long_pressed_cb (GtkPopoverMenu *popover, double x, double y)
{
  open_at (popover, x, y);
}

static gboolean
key_cb (GtkWidget *list, GVariant *parameter, gpointer popover)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_compute_bounds (focus, list, &bounds))
    return FALSE;
  open_menu (popover, focus, (double) bounds.origin.x + (double) bounds.size.width / 2,
             (double) bounds.origin.y + (double) bounds.size.height / 2);
  return TRUE;
}

/* A list does not know this child, so it would not take leave of it by itself. */
static void
list_destroyed_cb (GtkWidget *popover)
{
  gtk_widget_unparent (popover);
}

static void
add_keys (GtkWidget *list, GtkWidget *popover)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger =
      gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0),
                                   gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK));

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (trigger, gtk_callback_action_new (key_cb, popover, NULL)));
  gtk_widget_add_controller (list, keys);
}

/**
 * cw_portfolio_menu_attach:
 * @list: the table of holdings
 *
 * Lets a menu open of what can be done with one holding.
 */
void
cw_portfolio_menu_attach (GtkWidget *list)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_widget_set_parent (popover, list);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect_object (list, "destroy", G_CALLBACK (list_destroyed_cb), popover,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), popover,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (press));
  add_keys (list, popover);
}
