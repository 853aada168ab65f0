/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-slots.h"

/* What fits a window at once, then a few a frame, until there are as many as a list view makes
 * widgets for. */
#define FIRST_SLOTS 16
#define SLOTS_A_FRAME 8
#define FRAME_MS 16
#define SLOTS_WITH_WIDGETS 224

/* How often rows take other places at the most while their values change. */
#define REARRANGE_MS 400

struct _CwRowSlots
{
  GObject parent_instance;

  GListModel *model; /* owned, nullable: all rows in the list's own order */
  GPtrArray *rows;   /* owned, of CwRow: those that are found, in the order that was chosen */
  GPtrArray *slots;  /* owned, of CwRowSlot: a place for each of them, or for the first of them;
                      * NULL where nobody has looked yet */
  char *needle;      /* casefolded, nullable: what is searched for */
  CwArrangement arrangement;
  guint pace;       /* while there are fewer places than rows */
  guint rearranger; /* while values may have changed the order */
};

static guint rearranged_signal;

static void cw_row_slots_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwRowSlots,
                               cw_row_slots,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cw_row_slots_iface_init))

/* --- the list model --- */

static GType
get_item_type (GListModel *list)
{
  return CW_TYPE_ROW_SLOT;
}

static guint
get_n_items (GListModel *list)
{
  return CW_ROW_SLOTS (list)->slots->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  CwRowSlots *self = CW_ROW_SLOTS (list);
  gpointer *slot;

  if (position >= self->slots->len)
    return NULL;
  slot = &g_ptr_array_index (self->slots, position);
  if (*slot == NULL)
    *slot = cw_row_slot_new (g_ptr_array_index (self->rows, position));
  return g_object_ref (*slot);
}

static void
cw_row_slots_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- places --- */

static void
drop_slot (gpointer slot)
{
  if (slot != NULL)
    g_object_unref (slot);
}

static void
add_slots (CwRowSlots *self, guint n)
{
  guint n_before = self->slots->len;
  guint n_added = MIN (n, self->rows->len - n_before);

  g_ptr_array_set_size (self->slots, (int) (n_before + n_added));
  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_added);
}

static void
remove_slots (CwRowSlots *self)
{
  guint n_gone = self->slots->len - self->rows->len;

  g_ptr_array_set_size (self->slots, (int) self->rows->len);
  g_list_model_items_changed (G_LIST_MODEL (self), self->rows->len, n_gone, 0);
}

static gboolean
pace_cb (gpointer data)
{
  CwRowSlots *self = data;

  add_slots (self, self->slots->len < SLOTS_WITH_WIDGETS ? SLOTS_A_FRAME : G_MAXINT);
  if (self->slots->len < self->rows->len)
    return G_SOURCE_CONTINUE;
  self->pace = 0;
  return G_SOURCE_REMOVE;
}

/* Beyond those that have widgets, a place costs nothing. */
static void
find_places (CwRowSlots *self)
{
  if (self->slots->len > self->rows->len)
    remove_slots (self);
  if (self->slots->len < FIRST_SLOTS)
    add_slots (self, FIRST_SLOTS - self->slots->len);
  else if (self->slots->len >= SLOTS_WITH_WIDGETS)
    add_slots (self, G_MAXINT);
  if (self->slots->len == self->rows->len)
    g_clear_handle_id (&self->pace, g_source_remove);
  else if (self->pace == 0)
    self->pace = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, pace_cb, self, NULL);
}

/* --- order --- */

static GPtrArray *
find_rows (CwRowSlots *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  GPtrArray *rows = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      CwRow *row = g_list_model_get_item (self->model, i);

      if (self->needle == NULL || cw_row_matches (row, self->needle))
        g_ptr_array_add (rows, row);
      else
        g_object_unref (row);
    }
  cw_arrangement_sort (&self->arrangement, rows);
  return rows;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  return TRUE;
}

static void
show_rows (CwRowSlots *self)
{
  for (guint i = 0; i < MIN (self->rows->len, self->slots->len); i++)
    {
      CwRowSlot *slot = g_ptr_array_index (self->slots, i);

      if (slot != NULL)
        cw_row_slot_set_row (slot, g_ptr_array_index (self->rows, i));
    }
}

static void
rearrange (CwRowSlots *self)
{
  GPtrArray *rows = find_rows (self);

  g_clear_handle_id (&self->rearranger, g_source_remove);
  if (is_same (rows, self->rows))
    {
      g_ptr_array_unref (rows);
      return;
    }
  g_ptr_array_unref (self->rows);
  self->rows = rows;
  show_rows (self);
  find_places (self);
  g_signal_emit (self, rearranged_signal, 0);
}

static gboolean
rearrange_cb (gpointer data)
{
  CwRowSlots *self = data;

  self->rearranger = 0;
  rearrange (self);
  return G_SOURCE_REMOVE;
}

/* --- the object --- */

static void
forget_model (CwRowSlots *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

static void
cw_row_slots_finalize (GObject *object)
{
  CwRowSlots *self = CW_ROW_SLOTS (object);

  forget_model (self);
  g_clear_handle_id (&self->pace, g_source_remove);
  g_clear_handle_id (&self->rearranger, g_source_remove);
  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->rows);
  g_free (self->needle);
  G_OBJECT_CLASS (cw_row_slots_parent_class)->finalize (object);
}

static void
cw_row_slots_class_init (CwRowSlotsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_row_slots_finalize;
  rearranged_signal = g_signal_new ("rearranged", CW_TYPE_ROW_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_row_slots_init (CwRowSlots *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->slots = g_ptr_array_new_with_free_func (drop_slot);
  self->arrangement = cw_arrangement_get_default ();
}

/** cw_row_slots_new: Returns: (transfer full): no places yet */
CwRowSlots *
cw_row_slots_new (void)
{
  return g_object_new (CW_TYPE_ROW_SLOTS, NULL);
}

/** cw_row_slots_set_model: @rows: (nullable): all rows, in the list's own order */
void
cw_row_slots_set_model (CwRowSlots *self, GListModel *rows)
{
  g_return_if_fail (CW_IS_ROW_SLOTS (self));

  forget_model (self);
  if (rows != NULL)
    {
      self->model = g_object_ref (rows);
      g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (rearrange), self);
    }
  rearrange (self);
}

/** cw_row_slots_set_needle: @needle: (nullable): casefolded, what rows must have in them */
void
cw_row_slots_set_needle (CwRowSlots *self, const char *needle)
{
  g_return_if_fail (CW_IS_ROW_SLOTS (self));

  if (g_strcmp0 (self->needle, needle) == 0)
    return;
  g_free (self->needle);
  self->needle = g_strdup (needle);
  rearrange (self);
}

/** cw_row_slots_get_needle: Returns: (transfer none) (nullable): what rows must have in them */
const char *
cw_row_slots_get_needle (CwRowSlots *self)
{
  g_return_val_if_fail (CW_IS_ROW_SLOTS (self), NULL);
  return self->needle;
}

/** cw_row_slots_set_arrangement: shows the rows in another order */
void
cw_row_slots_set_arrangement (CwRowSlots *self, const CwArrangement *arrangement)
{
  g_return_if_fail (CW_IS_ROW_SLOTS (self));
  self->arrangement = *arrangement;
  rearrange (self);
}

/** cw_row_slots_get_arrangement: Returns: (transfer none): the order of the rows */
const CwArrangement *
cw_row_slots_get_arrangement (CwRowSlots *self)
{
  g_return_val_if_fail (CW_IS_ROW_SLOTS (self), NULL);
  return &self->arrangement;
}

/**
 * cw_row_slots_outdate:
 * @self: places
 *
 * To be called when rows say something else, by which they may be sorted or found: soon they are in
 * their new order, but no more than a few times a second.
 */
void
cw_row_slots_outdate (CwRowSlots *self)
{
  g_return_if_fail (CW_IS_ROW_SLOTS (self));
  if ((self->arrangement.sorted || self->needle != NULL) && self->rearranger == 0)
    self->rearranger = g_timeout_add (REARRANGE_MS, rearrange_cb, self);
}

/** cw_row_slots_get_n_rows: Returns: how many rows are found, whether they have places yet or not
 */
guint
cw_row_slots_get_n_rows (CwRowSlots *self)
{
  g_return_val_if_fail (CW_IS_ROW_SLOTS (self), 0);
  return self->rows->len;
}

/** cw_row_slots_get_row: Returns: (transfer none) (nullable): the row at @position */
CwRow *
cw_row_slots_get_row (CwRowSlots *self, guint position)
{
  g_return_val_if_fail (CW_IS_ROW_SLOTS (self), NULL);
  return position < self->rows->len ? g_ptr_array_index (self->rows, position) : NULL;
}

/** cw_row_slots_find: Returns: whether @row is found, and then at which @position */
gboolean
cw_row_slots_find (CwRowSlots *self, CwRow *row, guint *position)
{
  g_return_val_if_fail (CW_IS_ROW_SLOTS (self), FALSE);
  return g_ptr_array_find (self->rows, row, position);
}

/** cw_row_slots_are_settled: Returns: whether each row has its place */
gboolean
cw_row_slots_are_settled (CwRowSlots *self)
{
  g_return_val_if_fail (CW_IS_ROW_SLOTS (self), FALSE);
  return self->pace == 0 && self->rearranger == 0;
}
