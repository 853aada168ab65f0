/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-selection.h"

struct _CwRowSelection
{
  GObject parent_instance;

  CwRowSlots *slots;  /* owned */
  CwRow *current;     /* owned, nullable: the one whose page is shown */
  GHashTable *chosen; /* owned, a set of owned CwRow */
  gboolean choosing;
  GtkBitset *told; /* owned: the places that were marked when that was told last */
};

enum
{
  PROP_0,
  PROP_CHOOSING,
  N_PROPS
};

enum
{
  SIGNAL_PICKED,
  SIGNAL_CHOICE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwRowSelection,
                               cw_row_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_iface_init))

/* --- the list model: that of the places --- */

static GType
get_item_type (GListModel *list)
{
  return CW_TYPE_ROW_SLOT;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CW_ROW_SELECTION (list)->slots));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CW_ROW_SELECTION (list)->slots), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- telling --- */

static gboolean
is_row_marked (CwRowSelection *self, CwRow *row)
{
  if (row == NULL)
    return FALSE;
  return self->choosing ? g_hash_table_contains (self->chosen, row) : row == self->current;
}

static GtkBitset *
find_marked (CwRowSelection *self, guint position, guint n)
{
  GtkBitset *marked = gtk_bitset_new_empty ();
  guint end = MIN (position + n, get_n_items (G_LIST_MODEL (self)));

  for (guint i = position; i < end; i++)
    if (is_row_marked (self, cw_row_slots_get_row (self->slots, i)))
      gtk_bitset_add (marked, i);
  return marked;
}

/* Tells of those places alone that are marked now and were not, or were and are not: a list view
 * binds each item anew of which it is told. */
static void
tell (CwRowSelection *self)
{
  g_autoptr (GtkBitset) changed = g_steal_pointer (&self->told);
  GtkBitsetIter iter;
  guint position;

  self->told = find_marked (self, 0, G_MAXINT);
  gtk_bitset_difference (changed, self->told);
  if (!gtk_bitset_iter_init_first (&iter, changed, &position))
    return;
  do
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
  while (gtk_bitset_iter_next (&iter, &position));
}

static void
choice_changed (CwRowSelection *self)
{
  tell (self);
  g_signal_emit (self, signals[SIGNAL_CHOICE_CHANGED], 0);
}

static void
set_chosen (CwRowSelection *self, CwRow *row, gboolean chosen)
{
  if (chosen)
    g_hash_table_add (self->chosen, g_object_ref (row));
  else
    g_hash_table_remove (self->chosen, row);
}

static void
set_range_chosen (CwRowSelection *self, guint position, guint n, gboolean chosen)
{
  for (guint i = position; i < position + n && i < cw_row_slots_get_n_rows (self->slots); i++)
    set_chosen (self, cw_row_slots_get_row (self->slots, i), chosen);
}

/* --- the selection model --- */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  CwRowSelection *self = CW_ROW_SELECTION (model);

  return is_row_marked (self, cw_row_slots_get_row (self->slots, position));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  return find_marked (CW_ROW_SELECTION (model), position, n);
}

/* Choosing begins with the row that was marked till then. */
static void
begin_choosing (CwRowSelection *self)
{
  if (self->choosing)
    return;
  cw_row_selection_set_choosing (self, TRUE);
  if (self->current != NULL && cw_row_slots_find (self->slots, self->current, NULL))
    set_chosen (self, self->current, TRUE);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  CwRowSelection *self = CW_ROW_SELECTION (model);
  CwRow *row = cw_row_slots_get_row (self->slots, position);

  if (row == NULL)
    return FALSE;
  if (!unselect_rest)
    {
      begin_choosing (self);
      set_chosen (self, row, TRUE);
      choice_changed (self);
    }
  else if (!self->choosing && row != self->current)
    {
      cw_row_selection_set_current (self, row);
      g_signal_emit (self, signals[SIGNAL_PICKED], 0, row);
    }
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  CwRowSelection *self = CW_ROW_SELECTION (model);
  CwRow *row = cw_row_slots_get_row (self->slots, position);

  if (row == NULL)
    return FALSE;
  begin_choosing (self);
  set_chosen (self, row, FALSE);
  choice_changed (self);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n, gboolean unselect_rest)
{
  CwRowSelection *self = CW_ROW_SELECTION (model);

  begin_choosing (self);
  if (unselect_rest)
    g_hash_table_remove_all (self->chosen);
  set_range_chosen (self, position, n, TRUE);
  choice_changed (self);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  CwRowSelection *self = CW_ROW_SELECTION (model);

  begin_choosing (self);
  set_range_chosen (self, position, n, FALSE);
  choice_changed (self);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  cw_row_selection_choose_all (CW_ROW_SELECTION (model));
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  CwRowSelection *self = CW_ROW_SELECTION (model);

  if (!self->choosing)
    return FALSE;
  g_hash_table_remove_all (self->chosen);
  choice_changed (self);
  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  CwRowSelection *self = CW_ROW_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  begin_choosing (self);
  if (gtk_bitset_iter_init_first (&iter, mask, &position))
    do
      set_range_chosen (self, position, 1, gtk_bitset_contains (selected, position));
    while (gtk_bitset_iter_next (&iter, &position));
  choice_changed (self);
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

/* --- the object --- */

static void
cw_row_selection_finalize (GObject *object)
{
  CwRowSelection *self = CW_ROW_SELECTION (object);

  g_signal_handlers_disconnect_by_data (self->slots, self);
  g_clear_object (&self->slots);
  g_clear_object (&self->current);
  g_hash_table_unref (self->chosen);
  gtk_bitset_unref (self->told);
  G_OBJECT_CLASS (cw_row_selection_parent_class)->finalize (object);
}

static void
cw_row_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOOSING)
    g_value_set_boolean (value, CW_ROW_SELECTION (object)->choosing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_row_selection_class_init (CwRowSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_row_selection_finalize;
  object_class->get_property = cw_row_selection_get_property;
  properties[PROP_CHOOSING] = g_param_spec_boolean ("choosing", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_PICKED] = g_signal_new ("picked", CW_TYPE_ROW_SELECTION, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_ROW);
  signals[SIGNAL_CHOICE_CHANGED] =
      g_signal_new ("choice-changed", CW_TYPE_ROW_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
cw_row_selection_init (CwRowSelection *self)
{
  self->chosen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->told = gtk_bitset_new_empty ();
}

/* Places come and go at the end alone, and of new ones everybody asks. */
static void
items_changed_cb (CwRowSelection *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GtkBitset) added = find_marked (self, position, n_added);

  gtk_bitset_remove_range_closed (self->told, position, G_MAXUINT - 1);
  gtk_bitset_union (self->told, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/** cw_row_selection_new: Returns: (transfer full): a selection with nothing marked */
CwRowSelection *
cw_row_selection_new (CwRowSlots *slots)
{
  CwRowSelection *self = g_object_new (CW_TYPE_ROW_SELECTION, NULL);

  self->slots = g_object_ref (slots);
  g_signal_connect_swapped (slots, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (slots, "rearranged", G_CALLBACK (tell), self);
  return self;
}

/** cw_row_selection_set_current: @row: (nullable): the one that is marked unless rows are chosen */
void
cw_row_selection_set_current (CwRowSelection *self, CwRow *row)
{
  g_return_if_fail (CW_IS_ROW_SELECTION (self));

  if (!g_set_object (&self->current, row) || self->choosing)
    return;
  tell (self);
}

/** cw_row_selection_get_current: Returns: (transfer none) (nullable): the row that is marked */
CwRow *
cw_row_selection_get_current (CwRowSelection *self)
{
  g_return_val_if_fail (CW_IS_ROW_SELECTION (self), NULL);
  return self->current;
}

/** cw_row_selection_set_choosing: begins or ends choosing, with nothing chosen */
void
cw_row_selection_set_choosing (CwRowSelection *self, gboolean choosing)
{
  g_return_if_fail (CW_IS_ROW_SELECTION (self));

  if (self->choosing == choosing)
    return;
  self->choosing = choosing;
  g_hash_table_remove_all (self->chosen);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOOSING]);
  choice_changed (self);
}

/** cw_row_selection_is_choosing: Returns: whether rows are being chosen */
gboolean
cw_row_selection_is_choosing (CwRowSelection *self)
{
  g_return_val_if_fail (CW_IS_ROW_SELECTION (self), FALSE);
  return self->choosing;
}

/** cw_row_selection_toggle: chooses @row if it is not chosen, and otherwise not any more */
void
cw_row_selection_toggle (CwRowSelection *self, CwRow *row)
{
  g_return_if_fail (CW_IS_ROW_SELECTION (self) && CW_IS_ROW (row));
  begin_choosing (self);
  set_chosen (self, row, !g_hash_table_contains (self->chosen, row));
  choice_changed (self);
}

/** cw_row_selection_choose_all: chooses all rows that are found */
void
cw_row_selection_choose_all (CwRowSelection *self)
{
  g_return_if_fail (CW_IS_ROW_SELECTION (self));
  begin_choosing (self);
  set_range_chosen (self, 0, cw_row_slots_get_n_rows (self->slots), TRUE);
  choice_changed (self);
}

static gboolean
is_gone (gpointer row, gpointer value, gpointer rows)
{
  return !g_hash_table_contains (rows, row);
}

/** cw_row_selection_keep: @rows: a set of #CwRow; whatever else was chosen is not any more */
void
cw_row_selection_keep (CwRowSelection *self, GHashTable *rows)
{
  g_return_if_fail (CW_IS_ROW_SELECTION (self) && rows != NULL);
  if (g_hash_table_foreach_remove (self->chosen, is_gone, rows) > 0)
    choice_changed (self);
}

/** cw_row_selection_get_n_chosen: Returns: how many rows are chosen, hidden ones too */
guint
cw_row_selection_get_n_chosen (CwRowSelection *self)
{
  g_return_val_if_fail (CW_IS_ROW_SELECTION (self), 0);
  return g_hash_table_size (self->chosen);
}

/** cw_row_selection_is_chosen: Returns: whether @row is chosen */
gboolean
cw_row_selection_is_chosen (CwRowSelection *self, CwRow *row)
{
  g_return_val_if_fail (CW_IS_ROW_SELECTION (self), FALSE);
  return g_hash_table_contains (self->chosen, row);
}

/** cw_row_selection_any_chosen: Returns: whether any row that is chosen is such a one */
gboolean
cw_row_selection_any_chosen (CwRowSelection *self, gboolean (*is_such) (CwRow *row))
{
  GHashTableIter iter;
  gpointer row;

  g_return_val_if_fail (CW_IS_ROW_SELECTION (self), FALSE);

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (is_such (row))
      return TRUE;
  return FALSE;
}
