/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-slot.h"

struct _CwRowSlot
{
  GObject parent_instance;

  CwRow *row; /* owned */
};

enum
{
  PROP_0,
  PROP_ROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwRowSlot, cw_row_slot, G_TYPE_OBJECT)

static void
cw_row_slot_finalize (GObject *object)
{
  CwRowSlot *self = CW_ROW_SLOT (object);

  g_clear_object (&self->row);
  G_OBJECT_CLASS (cw_row_slot_parent_class)->finalize (object);
}

static void
cw_row_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ROW)
    g_value_set_object (value, CW_ROW_SLOT (object)->row);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_row_slot_class_init (CwRowSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_row_slot_finalize;
  object_class->get_property = cw_row_slot_get_property;
  properties[PROP_ROW] = g_param_spec_object ("row", NULL, NULL, CW_TYPE_ROW,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cw_row_slot_init (CwRowSlot *self)
{
}

/** cw_row_slot_new: Returns: (transfer full): a place that shows @row */
CwRowSlot *
cw_row_slot_new (CwRow *row)
{
  CwRowSlot *self = g_object_new (CW_TYPE_ROW_SLOT, NULL);

  self->row = g_object_ref (row);
  return self;
}

/** cw_row_slot_get_row: Returns: (transfer none): what the place shows */
CwRow *
cw_row_slot_get_row (CwRowSlot *self)
{
  g_return_val_if_fail (CW_IS_ROW_SLOT (self), NULL);
  return self->row;
}

/** cw_row_slot_set_row: shows another row in this place */
void
cw_row_slot_set_row (CwRowSlot *self, CwRow *row)
{
  g_return_if_fail (CW_IS_ROW_SLOT (self) && CW_IS_ROW (row));
  if (g_set_object (&self->row, row))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}
