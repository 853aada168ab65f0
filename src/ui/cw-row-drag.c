/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-drag.h"

#include "cw-watchlist-items.h"

#define ABOVE "drop-above"
#define BELOW "drop-below"
#define MARKED_KEY "cw-drop-marked"

/* --- taking --- */

static GdkContentProvider *
prepare_cb (GtkWidget *list, double x, double y, GtkDragSource *source)
{
  CwWatchlistItem *item = cw_watchlist_items_pick (list, x, y);
  CwRow *row = item != NULL ? cw_watchlist_item_get_row (item) : NULL;
  g_autoptr (GdkPaintable) picture = NULL;

  if (row == NULL)
    return NULL;
  picture = gtk_widget_paintable_new (GTK_WIDGET (item));
  gtk_drag_source_set_icon (source, picture, 12, 12);
  return gdk_content_provider_new_typed (CW_TYPE_ROW, row);
}

/* --- dropping --- */

/* Where an item that shows a row ends; 0 for whatever else the list has. */
static double
get_bottom (GtkWidget *list, GtkWidget *item)
{
  graphene_rect_t bounds;

  if (!CW_IS_WATCHLIST_ITEM (item) || cw_watchlist_item_get_row (CW_WATCHLIST_ITEM (item)) == NULL
      || !gtk_widget_compute_bounds (item, list, &bounds))
    return 0;
  return bounds.origin.y + bounds.size.height;
}

/* The item at a place; the space below the last one is its too. */
static CwWatchlistItem *
pick (GtkWidget *list, double x, double y)
{
  CwWatchlistItem *item = cw_watchlist_items_pick (list, x, y);
  double bottom = 0;

  if (item != NULL && cw_watchlist_item_get_row (item) != NULL)
    return item;
  item = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *inside = gtk_widget_get_first_child (child);
      double end = get_bottom (list, inside);

      if (end > bottom)
        {
          item = CW_WATCHLIST_ITEM (inside);
          bottom = end;
        }
    }
  return y >= bottom ? item : NULL;
}

static gboolean
is_below (GtkWidget *list, CwWatchlistItem *item, double y)
{
  double inside = y;

  gtk_widget_translate_coordinates (list, GTK_WIDGET (item), 0, y, NULL, &inside);
  return inside > gtk_widget_get_height (GTK_WIDGET (item)) / 2.0;
}

static void
forget_place (GtkWidget *list)
{
  GtkWidget *marked = g_object_get_data (G_OBJECT (list), MARKED_KEY);

  if (marked == NULL)
    return;
  gtk_widget_remove_css_class (marked, ABOVE);
  gtk_widget_remove_css_class (marked, BELOW);
  g_object_set_data (G_OBJECT (list), MARKED_KEY, NULL);
}

static GdkDragAction
motion_cb (GtkWidget *list, double x, double y)
{
  CwWatchlistItem *item = pick (list, x, y);

  forget_place (list);
  if (item == NULL)
    return 0;
  gtk_widget_add_css_class (GTK_WIDGET (item), is_below (list, item, y) ? BELOW : ABOVE);
  g_object_set_data_full (G_OBJECT (list), MARKED_KEY, g_object_ref (item), g_object_unref);
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (GtkWidget *list, const GValue *value, double x, double y)
{
  CwRow *row = g_value_get_object (value);
  CwWatchlistItem *item = pick (list, x, y);
  CwRow *other = item != NULL ? cw_watchlist_item_get_row (item) : NULL;

  forget_place (list);
  if (row == NULL || other == NULL || row == other)
    return FALSE;
  gtk_widget_activate_action (list, "win.move-symbol", "(ssb)", cw_row_get_symbol (row),
                              cw_row_get_symbol (other), is_below (list, item, y));
  return TRUE;
}

/**
 * cw_row_drag_attach:
 * @list: a list view whose items are #CwWatchlistItem
 *
 * Lets rows be dragged to between others. The list itself takes and drops them, so that its many
 * items need nothing for it.
 */
void
cw_row_drag_attach (GtkWidget *list)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (CW_TYPE_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), list);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), list);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (forget_place), list);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), list);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (target));
}
