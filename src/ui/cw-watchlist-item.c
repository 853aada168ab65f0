/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist-item.h"

#include <glib/gi18n-lib.h>

#include "cw-row-measures.h"
#include "cw-row-painter.h"
#include "cw-tip.h"

struct _CwWatchlistItem
{
  GtkWidget parent_instance;

  CwRowLook *look;       /* owned */
  CwRowPainter *painter; /* owned */
  CwRowSlot *slot;       /* owned, nullable: the place that is shown */
  CwRow *row;            /* owned, nullable: what was in it when the item was updated last */
  CwRowTexts texts;
  char *label; /* what assistive technology has been told */
  gboolean outdated, chosen;
  GtkWidget *retry; /* nullable: made when it is needed first, for few rows ever fail */
};

enum
{
  SIGNAL_OUTDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwWatchlistItem, cw_watchlist_item, GTK_TYPE_WIDGET)

/* --- trying again --- */

static void
make_retry_button (CwWatchlistItem *self)
{
  const char *label = _ ("Retry");

  self->retry = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (self->retry, "retry");
  gtk_widget_set_valign (self->retry, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->retry, GTK_WIDGET (self));
}

static void
show_retry (CwWatchlistItem *self)
{
  gboolean offered = self->texts.given_up && !self->look->choosing;

  if (offered && self->retry == NULL)
    make_retry_button (self);
  if (self->retry == NULL)
    return;
  /* The target first: an action without the one it needs would be no action. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s",
                                    cw_row_get_symbol (self->row));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), "win.retry");
  gtk_widget_set_visible (self->retry, offered);
}

static int
measure_retry (CwWatchlistItem *self)
{
  int width;

  if (self->retry == NULL || !gtk_widget_get_visible (self->retry))
    return 0;
  gtk_widget_measure (self->retry, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

/* --- telling --- */

/* GTK 4.8 has no label for a list's items but the one their widget is given. Each is a message on
 * the bus, so none is sent that says nothing new. */
static void
describe (CwWatchlistItem *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *label = cw_row_texts_describe (&self->texts, self->row);

  if (item == NULL || g_strcmp0 (label, self->label) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (self->label);
  self->label = g_steal_pointer (&label);
}

/* --- rows --- */

static void
notify_cb (CwWatchlistItem *self)
{
  cw_watchlist_item_outdate (self);
}

static void
follow_row (CwWatchlistItem *self, CwRow *row)
{
  if (self->row == row)
    return;
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  cw_row_texts_clear (&self->texts);
  g_set_object (&self->row, row);
  if (row != NULL)
    g_signal_connect_swapped (row, "notify", G_CALLBACK (notify_cb), self);
}

static void
forget_slot (CwWatchlistItem *self)
{
  if (self->slot != NULL)
    g_signal_handlers_disconnect_by_data (self->slot, self);
  g_clear_object (&self->slot);
  follow_row (self, NULL);
  self->outdated = FALSE;
}

/* --- the widget --- */

static void
cw_watchlist_item_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  CwWatchlistItem *self = CW_WATCHLIST_ITEM (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? cw_row_look_get_width (self->look)
                            : cw_row_look_get_height (self->look);
}

/* In the sparkline's place, so that a price that is known stays in its own. */
static void
cw_watchlist_item_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CwWatchlistItem *self = CW_WATCHLIST_ITEM (widget);
  int button = measure_retry (self);
  int end = cw_row_painter_find_middle (self->painter);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (button > 0)
    gtk_widget_size_allocate (self->retry,
                              &(GtkAllocation){ mirrored ? end : width - end - button, 0, button,
                                                height },
                              -1);
}

static void
cw_watchlist_item_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwWatchlistItem *self = CW_WATCHLIST_ITEM (widget);

  if (self->row == NULL)
    return;
  cw_row_painter_paint (self->painter, widget, snapshot, measure_retry (self), self->chosen);
  if (self->retry != NULL)
    gtk_widget_snapshot_child (widget, self->retry, snapshot);
}

static void
cw_watchlist_item_dispose (GObject *object)
{
  CwWatchlistItem *self = CW_WATCHLIST_ITEM (object);

  forget_slot (self);
  g_clear_pointer (&self->retry, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_watchlist_item_parent_class)->dispose (object);
}

static void
cw_watchlist_item_finalize (GObject *object)
{
  CwWatchlistItem *self = CW_WATCHLIST_ITEM (object);

  cw_row_painter_free (self->painter);
  cw_row_look_unref (self->look);
  g_free (self->label);
  G_OBJECT_CLASS (cw_watchlist_item_parent_class)->finalize (object);
}

static void
cw_watchlist_item_class_init (CwWatchlistItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_watchlist_item_dispose;
  object_class->finalize = cw_watchlist_item_finalize;
  widget_class->measure = cw_watchlist_item_measure;
  widget_class->size_allocate = cw_watchlist_item_size_allocate;
  widget_class->snapshot = cw_watchlist_item_snapshot;
  signals[SIGNAL_OUTDATED] = g_signal_new ("outdated", CW_TYPE_WATCHLIST_ITEM, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "watchlistitem");
  /* The list's own item around it has the label. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
cw_watchlist_item_init (CwWatchlistItem *self)
{
}

/** cw_watchlist_item_new: Returns: (transfer floating): an item that shows nothing yet */
GtkWidget *
cw_watchlist_item_new (CwRowLook *look)
{
  CwWatchlistItem *self = g_object_new (CW_TYPE_WATCHLIST_ITEM, NULL);

  self->look = cw_row_look_ref (look);
  self->painter = cw_row_painter_new (look);
  return GTK_WIDGET (self);
}

/**
 * cw_watchlist_item_set_slot:
 * @self: an item
 * @slot: (nullable): what to show and to follow; %NULL when it is off the list's screen
 */
void
cw_watchlist_item_set_slot (CwWatchlistItem *self, CwRowSlot *slot)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEM (self));

  forget_slot (self);
  if (slot == NULL)
    return;
  self->slot = g_object_ref (slot);
  g_signal_connect_swapped (slot, "notify::row", G_CALLBACK (notify_cb), self);
  cw_watchlist_item_update (self);
}

/** cw_watchlist_item_get_slot: Returns: (transfer none) (nullable): the place that is shown */
CwRowSlot *
cw_watchlist_item_get_slot (CwWatchlistItem *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEM (self), NULL);
  return self->slot;
}

/** cw_watchlist_item_get_row: Returns: (transfer none) (nullable): the row that is to be seen */
CwRow *
cw_watchlist_item_get_row (CwWatchlistItem *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEM (self), NULL);
  return self->row;
}

/** cw_watchlist_item_set_chosen: marks the row as chosen, where rows are being chosen */
void
cw_watchlist_item_set_chosen (CwWatchlistItem *self, gboolean chosen)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEM (self));

  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  if (self->look->choosing)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** cw_watchlist_item_is_outdated: Returns: whether the row says something else than is shown */
gboolean
cw_watchlist_item_is_outdated (CwWatchlistItem *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEM (self), FALSE);
  return self->outdated;
}

/** cw_watchlist_item_outdate: asks to be updated, for what is shown may be another thing */
void
cw_watchlist_item_outdate (CwWatchlistItem *self)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEM (self));

  if (self->outdated)
    return;
  self->outdated = TRUE;
  g_signal_emit (self, signals[SIGNAL_OUTDATED], 0);
}

/** cw_watchlist_item_update: shows what the row says now */
void
cw_watchlist_item_update (CwWatchlistItem *self)
{
  CwAnalysis *analysis;

  g_return_if_fail (CW_IS_WATCHLIST_ITEM (self));

  self->outdated = FALSE;
  if (self->slot == NULL)
    return;
  follow_row (self, cw_row_slot_get_row (self->slot));
  analysis = cw_row_get_analysis (self->row);
  cw_row_texts_take (&self->texts, self->row, &self->look->arrangement);
  if (cw_row_painter_take (self->painter, &self->texts, analysis))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  cw_tip_set (GTK_WIDGET (self), self->texts.failed ? self->texts.detail : NULL);
  show_retry (self);
  describe (self);
}
