/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-picking.h"

/** cw_picking_add: lets pointer and keyboard pick parts of @widget, which takes the focus for it */
void
cw_picking_add (GtkWidget *widget, const CwPicking *picking)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", picking->moved, widget);
  g_signal_connect_swapped (motion, "motion", picking->moved, widget);
  g_signal_connect_swapped (motion, "leave", picking->left, widget);
  g_signal_connect_swapped (keys, "key-pressed", picking->key, widget);
  g_signal_connect_swapped (focus, "leave", picking->unfocused, widget);
  g_signal_connect_swapped (click, "pressed", picking->pressed, widget);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (widget, TRUE);
}
