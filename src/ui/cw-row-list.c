/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-list.h"

#include <glib/gi18n-lib.h>

#include "cw-row-drag.h"
#include "cw-row-menu.h"
#include "cw-watchlist-items.h"

struct _CwRowList
{
  GtkWidget parent_instance;

  CwRowSlots *slots;         /* owned */
  CwRowSelection *selection; /* owned */
  CwWatchlistItems *items;   /* owned */
  GtkWidget *scroller;
  GtkWidget *list;
};

static guint picked_signal;

G_DEFINE_FINAL_TYPE (CwRowList, cw_row_list, GTK_TYPE_WIDGET)

/* --- what a person does --- */

static void
picked_cb (CwRowList *self, CwRow *row)
{
  g_signal_emit (self, picked_signal, 0, row);
}

static void
activated_cb (CwRowList *self, guint position)
{
  CwRow *row = cw_row_slots_get_row (self->slots, position);

  if (row == NULL)
    return;
  if (cw_row_selection_is_choosing (self->selection))
    cw_row_selection_toggle (self->selection, row);
  else
    g_signal_emit (self, picked_signal, 0, row);
}

/* While rows are being chosen a click chooses one more, or one less; those with Ctrl and Shift are
 * the list view's own. */
static void
pressed_cb (CwRowList *self, int n_press, double x, double y, GtkGesture *click)
{
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  CwWatchlistItem *item;

  if (!cw_row_selection_is_choosing (self->selection)
      || (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;
  item = cw_watchlist_items_pick (self->list, x, y);
  if (item == NULL || cw_watchlist_item_get_row (item) == NULL)
    return;
  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (item)));
  cw_row_selection_toggle (self->selection, cw_watchlist_item_get_row (item));
}

static void
add_click (CwRowList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
}

/* --- what changes by itself --- */

static void
scroll_to (CwRowList *self, CwRow *row)
{
  guint position;

  if (cw_row_slots_find (self->slots, row, &position)
      && position < g_list_model_get_n_items (G_LIST_MODEL (self->slots)))
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

/* The row whose page is shown takes another place: if it was in sight it stays so, and the keyboard
 * goes with it. */
static void
rearranged_cb (CwRowList *self)
{
  CwRow *current = cw_row_selection_get_current (self->selection);
  gboolean focused = gtk_widget_get_focus_child (self->list) != NULL;

  if (current == NULL || cw_row_selection_is_choosing (self->selection))
    return;
  if (focused || cw_watchlist_items_has_in_sight (self->items, current))
    scroll_to (self, current);
  if (focused)
    cw_watchlist_items_focus (self->items, current);
}

static void
choosing_cb (CwRowList *self)
{
  gboolean choosing = cw_row_selection_is_choosing (self->selection);

  cw_watchlist_items_set_choosing (self->items, choosing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, choosing, -1);
}

/* --- the widget --- */

static gboolean
cw_row_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CW_ROW_LIST (widget)->list);
}

static void
cw_row_list_dispose (GObject *object)
{
  CwRowList *self = CW_ROW_LIST (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->slots != NULL)
    g_signal_handlers_disconnect_by_data (self->slots, self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->selection);
  g_clear_object (&self->slots);
  G_OBJECT_CLASS (cw_row_list_parent_class)->dispose (object);
}

static void
cw_row_list_class_init (CwRowListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_row_list_dispose;
  widget_class->grab_focus = cw_row_list_grab_focus;
  picked_signal = g_signal_new ("picked", CW_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, CW_TYPE_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
add_list (CwRowList *self)
{
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->list = gtk_list_view_new (NULL, NULL);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_widget_add_css_class (self->list, "watchlist");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Watchlist"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated_cb), self);
}

static void
cw_row_list_init (CwRowList *self)
{
  add_list (self);
  self->slots = cw_row_slots_new ();
  /* Before the selection hears of it, for whatever that tells of is updated at once, and it is not
   * known any more what was in sight. */
  g_signal_connect_swapped (self->slots, "rearranged", G_CALLBACK (rearranged_cb), self);
  self->selection = cw_row_selection_new (self->slots);
  self->items = cw_watchlist_items_new (self->list, self->scroller);
  g_signal_connect_swapped (self->selection, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect_swapped (self->selection, "notify::choosing", G_CALLBACK (choosing_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list),
                             cw_watchlist_items_get_factory (self->items));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  add_click (self);
  cw_row_drag_attach (self->list);
  cw_row_menu_attach (self->list);
}

/** cw_row_list_set_rows: @rows: (nullable): what is shown, in the list's own order */
void
cw_row_list_set_rows (CwRowList *self, GListModel *rows)
{
  g_return_if_fail (CW_IS_ROW_LIST (self));
  cw_row_slots_set_model (self->slots, rows);
}

/** cw_row_list_set_needle: @needle: (nullable): casefolded, what the rows must have in them */
void
cw_row_list_set_needle (CwRowList *self, const char *needle)
{
  g_return_if_fail (CW_IS_ROW_LIST (self));
  cw_row_slots_set_needle (self->slots, needle);
}

/** cw_row_list_set_arrangement: shows the rows in another order, and other parts of them */
void
cw_row_list_set_arrangement (CwRowList *self, const CwArrangement *arrangement)
{
  g_return_if_fail (CW_IS_ROW_LIST (self));
  cw_row_slots_set_arrangement (self->slots, arrangement);
  cw_watchlist_items_set_arrangement (self->items, arrangement);
}

/** cw_row_list_get_arrangement: Returns: (transfer none): what is shown, and in which order */
const CwArrangement *
cw_row_list_get_arrangement (CwRowList *self)
{
  g_return_val_if_fail (CW_IS_ROW_LIST (self), NULL);
  return cw_row_slots_get_arrangement (self->slots);
}

/** cw_row_list_outdate: the rows may belong into another order; soon they are in it */
void
cw_row_list_outdate (CwRowList *self)
{
  g_return_if_fail (CW_IS_ROW_LIST (self));
  cw_row_slots_outdate (self->slots);
}

/** cw_row_list_show_ages: says anew how old each price is */
void
cw_row_list_show_ages (CwRowList *self)
{
  g_return_if_fail (CW_IS_ROW_LIST (self));
  cw_watchlist_items_outdate (self->items);
}

/** cw_row_list_is_up_to_date: Returns: whether every row shows the newest of its symbol */
gboolean
cw_row_list_is_up_to_date (CwRowList *self)
{
  g_return_val_if_fail (CW_IS_ROW_LIST (self), FALSE);
  return cw_row_slots_are_settled (self->slots) && cw_watchlist_items_are_up_to_date (self->items);
}

/** cw_row_list_set_current: marks @row, nullable, as the one whose page is shown */
void
cw_row_list_set_current (CwRowList *self, CwRow *row)
{
  g_return_if_fail (CW_IS_ROW_LIST (self));
  cw_row_selection_set_current (self->selection, row);
}

/** cw_row_list_get_selection: Returns: (transfer none): what is marked */
CwRowSelection *
cw_row_list_get_selection (CwRowList *self)
{
  g_return_val_if_fail (CW_IS_ROW_LIST (self), NULL);
  return self->selection;
}

/** cw_row_list_get_slots: Returns: (transfer none): what is shown */
CwRowSlots *
cw_row_list_get_slots (CwRowList *self)
{
  g_return_val_if_fail (CW_IS_ROW_LIST (self), NULL);
  return self->slots;
}

/** cw_row_list_pick_first: shows the page of the first row that is found */
void
cw_row_list_pick_first (CwRowList *self)
{
  g_return_if_fail (CW_IS_ROW_LIST (self));
  activated_cb (self, 0);
}
