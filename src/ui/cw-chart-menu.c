/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-menu.h"

static void
pop_up (GtkWidget *popover, double x, double y)
{
  GtkWidget *chart = g_object_get_data (G_OBJECT (popover), "cw-chart");
  GdkRectangle at = { 0, 0, 1, 1 };
  double panel_x, panel_y;

  if (!gtk_widget_translate_coordinates (chart, gtk_widget_get_parent (popover), x, y, &panel_x,
                                         &panel_y))
    return;
  at.x = (int) panel_x;
  at.y = (int) panel_y;
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
pressed_cb (GtkWidget *popover, int n_press, double x, double y)
{
  pop_up (popover, x, y);
}

static gboolean
key_cb (GtkWidget *chart, GVariant *arguments, gpointer popover)
{
  pop_up (popover, gtk_widget_get_width (chart) / 2.0, gtk_widget_get_height (chart) / 3.0);
  return TRUE;
}

static void
add_key (GtkEventController *shortcuts, guint key, GdkModifierType modifiers, GtkWidget *popover)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_callback_action_new (key_cb, popover,
                                                                                   NULL)));
}

/**
 * cw_chart_menu_attach:
 * @panel: the chart's panel, whose actions the menu has
 * @chart: what is clicked on
 * @menu: what can be done
 *
 * Shows a menu at the second button, at a long press, and at the keys for menus.
 *
 * Returns: (transfer none): the menu, a child of @panel that it must unparent
 */
GtkWidget *
cw_chart_menu_attach (GtkWidget *panel, GtkWidget *chart, GMenuModel *menu)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  g_object_set_data (G_OBJECT (popover), "cw-chart", chart);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, panel);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (pop_up), popover, G_CONNECT_SWAPPED);
  add_key (shortcuts, GDK_KEY_Menu, 0, popover);
  add_key (shortcuts, GDK_KEY_F10, GDK_SHIFT_MASK, popover);
  gtk_widget_add_controller (chart, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (chart, GTK_EVENT_CONTROLLER (hold));
  gtk_widget_add_controller (chart, shortcuts);
  return popover;
}
