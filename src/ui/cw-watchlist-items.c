/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist-items.h"

#include "cw-watchlist-item.h"

#define UPDATES_A_FRAME 8

struct _CwWatchlistItems
{
  GObject parent_instance;

  GtkListItemFactory *factory; /* owned */
  GtkWidget *viewport;         /* what lies outside of it is out of sight; outlives the items */
  CwRowLook *look;             /* owned */
  GPtrArray *bound;            /* owned, of the unowned CwWatchlistItem that show a row now */
  guint tick;                  /* while an item is outdated */
};

G_DEFINE_FINAL_TYPE (CwWatchlistItems, cw_watchlist_items, G_TYPE_OBJECT)

static gboolean
is_in_sight (CwWatchlistItems *self, GtkWidget *item)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (item, self->viewport, &bounds)
         && bounds.origin.y + bounds.size.height > 0
         && bounds.origin.y < (float) gtk_widget_get_height (self->viewport);
}

/* Updates outdated items, in sight or not, until @budget is used up; returns what is left of it. */
static guint
update_items (CwWatchlistItems *self, gboolean in_sight, guint budget)
{
  for (guint i = 0; i < self->bound->len && budget > 0; i++)
    {
      CwWatchlistItem *item = g_ptr_array_index (self->bound, i);

      if (!cw_watchlist_item_is_outdated (item)
          || is_in_sight (self, GTK_WIDGET (item)) != in_sight)
        continue;
      cw_watchlist_item_update (item);
      budget--;
    }
  return budget;
}

static gboolean
tick_cb (GtkWidget *viewport, GdkFrameClock *clock, gpointer data)
{
  CwWatchlistItems *self = data;
  guint budget = update_items (self, TRUE, UPDATES_A_FRAME);

  if (update_items (self, FALSE, budget) == 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
outdated_cb (CwWatchlistItems *self)
{
  if (self->tick == 0)
    self->tick =
        gtk_widget_add_tick_callback (self->viewport, tick_cb, g_object_ref (self), g_object_unref);
}

static void
selected_cb (GtkListItem *item)
{
  cw_watchlist_item_set_chosen (CW_WATCHLIST_ITEM (gtk_list_item_get_child (item)),
                                gtk_list_item_get_selected (item));
}

static void
setup_cb (CwWatchlistItems *self, GtkListItem *item)
{
  GtkWidget *widget = cw_watchlist_item_new (self->look);

  g_signal_connect_object (widget, "outdated", G_CALLBACK (outdated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, widget);
  g_signal_connect (item, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

static void
bind_cb (CwWatchlistItems *self, GtkListItem *item)
{
  CwWatchlistItem *widget = CW_WATCHLIST_ITEM (gtk_list_item_get_child (item));

  cw_watchlist_item_set_slot (widget, CW_ROW_SLOT (gtk_list_item_get_item (item)));
  selected_cb (item);
  g_ptr_array_add (self->bound, widget);
}

static void
unbind_cb (CwWatchlistItems *self, GtkListItem *item)
{
  CwWatchlistItem *widget = CW_WATCHLIST_ITEM (gtk_list_item_get_child (item));

  cw_watchlist_item_set_slot (widget, NULL);
  g_ptr_array_remove_fast (self->bound, widget);
}

static void
cw_watchlist_items_finalize (GObject *object)
{
  CwWatchlistItems *self = CW_WATCHLIST_ITEMS (object);

  g_clear_object (&self->factory);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  g_clear_pointer (&self->look, cw_row_look_unref);
  G_OBJECT_CLASS (cw_watchlist_items_parent_class)->finalize (object);
}

static void
cw_watchlist_items_class_init (CwWatchlistItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_watchlist_items_finalize;
}

static void
cw_watchlist_items_init (CwWatchlistItems *self)
{
  self->bound = g_ptr_array_new ();
  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "unbind", G_CALLBACK (unbind_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * cw_watchlist_items_new:
 * @list: the list view; it outlives the items
 * @viewport: what it scrolls in
 *
 * Returns: (transfer full): no items yet
 */
CwWatchlistItems *
cw_watchlist_items_new (GtkWidget *list, GtkWidget *viewport)
{
  CwWatchlistItems *self = g_object_new (CW_TYPE_WATCHLIST_ITEMS, NULL);

  self->viewport = viewport;
  self->look = cw_row_look_new (list);
  return self;
}

/** cw_watchlist_items_get_factory: Returns: (transfer none): what a list view makes its items with
 */
GtkListItemFactory *
cw_watchlist_items_get_factory (CwWatchlistItems *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEMS (self), NULL);
  return self->factory;
}

/** cw_watchlist_items_are_up_to_date: Returns: whether each item shows what its row says */
gboolean
cw_watchlist_items_are_up_to_date (CwWatchlistItems *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEMS (self), FALSE);
  return self->tick == 0;
}

/** cw_watchlist_items_outdate: lets each item say anew what it says, as prices grow old */
void
cw_watchlist_items_outdate (CwWatchlistItems *self)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEMS (self));
  for (guint i = 0; i < self->bound->len; i++)
    cw_watchlist_item_outdate (g_ptr_array_index (self->bound, i));
}

static void
look_anew (CwWatchlistItems *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      gtk_widget_queue_resize (g_ptr_array_index (self->bound, i));
      cw_watchlist_item_outdate (g_ptr_array_index (self->bound, i));
    }
}

/** cw_watchlist_items_set_arrangement: lets each item show other parts of its row */
void
cw_watchlist_items_set_arrangement (CwWatchlistItems *self, const CwArrangement *arrangement)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEMS (self));

  if (self->look->arrangement.shown == arrangement->shown)
    return;
  cw_row_look_set_arrangement (self->look, arrangement);
  look_anew (self);
}

/** cw_watchlist_items_set_choosing: lets each item show whether its row is chosen, or not */
void
cw_watchlist_items_set_choosing (CwWatchlistItems *self, gboolean choosing)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEMS (self));
  cw_row_look_set_choosing (self->look, choosing);
  look_anew (self);
}

/** cw_watchlist_items_focus: gives the keyboard to the item of @row, if it has one now */
void
cw_watchlist_items_focus (CwWatchlistItems *self, CwRow *row)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEMS (self) && row != NULL);

  for (guint i = 0; i < self->bound->len; i++)
    {
      CwWatchlistItem *item = g_ptr_array_index (self->bound, i);

      if (cw_row_slot_get_row (cw_watchlist_item_get_slot (item)) == row)
        gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (item)));
    }
}

/** cw_watchlist_items_has_in_sight: Returns: whether @row was to be seen when the list was painted
 * last
 */
gboolean
cw_watchlist_items_has_in_sight (CwWatchlistItems *self, CwRow *row)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEMS (self), FALSE);

  for (guint i = 0; i < self->bound->len; i++)
    if (cw_watchlist_item_get_row (g_ptr_array_index (self->bound, i)) == row)
      return is_in_sight (self, g_ptr_array_index (self->bound, i));
  return FALSE;
}

/**
 * cw_watchlist_items_pick:
 * @list: a widget whose descendants are #CwWatchlistItem
 * @x: where, in its coordinates
 * @y: where
 *
 * Returns: (transfer none) (nullable): the item that is there
 */
CwWatchlistItem *
cw_watchlist_items_pick (GtkWidget *list, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *item;

  if (picked == NULL)
    return NULL;
  /* What is picked at an item's edge is the list's own widget around it. */
  item = gtk_widget_get_ancestor (picked, CW_TYPE_WATCHLIST_ITEM);
  if (item == NULL)
    item = gtk_widget_get_first_child (picked);
  return CW_IS_WATCHLIST_ITEM (item) ? CW_WATCHLIST_ITEM (item) : NULL;
}
