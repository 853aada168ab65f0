/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-drag.h"

#define ABOVE "drop-above"
#define BELOW "drop-below"

/* --- taking --- */

static GdkContentProvider *
prepare_cb (CwWatchlistItem *item)
{
  CwRow *row = cw_watchlist_item_get_row (item);

  return row != NULL ? gdk_content_provider_new_typed (CW_TYPE_ROW, row) : NULL;
}

static void
begin_cb (CwWatchlistItem *item, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (item));

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

/* --- dropping --- */

static gboolean
is_below (CwWatchlistItem *item, double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (item)) / 2.0;
}

static void
forget_place (CwWatchlistItem *item)
{
  gtk_widget_remove_css_class (GTK_WIDGET (item), ABOVE);
  gtk_widget_remove_css_class (GTK_WIDGET (item), BELOW);
}

static GdkDragAction
motion_cb (CwWatchlistItem *item, double x, double y)
{
  forget_place (item);
  gtk_widget_add_css_class (GTK_WIDGET (item), is_below (item, y) ? BELOW : ABOVE);
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (CwWatchlistItem *item, const GValue *value, double x, double y)
{
  CwRow *row = g_value_get_object (value);
  CwRow *other = cw_watchlist_item_get_row (item);

  forget_place (item);
  if (row == NULL || other == NULL || row == other)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (item), "win.move-symbol", "(ssb)",
                              cw_row_get_symbol (row), cw_row_get_symbol (other),
                              is_below (item, y));
  return TRUE;
}

/**
 * cw_row_drag_attach:
 * @item: an item of the watchlist
 *
 * Lets the item be dragged between others, and others be dropped above or below it.
 */
void
cw_row_drag_attach (CwWatchlistItem *item)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (CW_TYPE_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), item);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (begin_cb), item);
  gtk_widget_add_controller (GTK_WIDGET (item), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), item);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (forget_place), item);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), item);
  gtk_widget_add_controller (GTK_WIDGET (item), GTK_EVENT_CONTROLLER (target));
}
