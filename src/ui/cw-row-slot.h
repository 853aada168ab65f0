/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwRowSlot:
 *
 * A place in the list on screen, which shows one row now and perhaps another one later.
 *
 * Properties: `row` (a #CwRow) notifies when it shows another.
 */
#define CW_TYPE_ROW_SLOT (cw_row_slot_get_type ())
G_DECLARE_FINAL_TYPE (CwRowSlot, cw_row_slot, CW, ROW_SLOT, GObject)

CwRowSlot *cw_row_slot_new (CwRow *row) G_GNUC_WARN_UNUSED_RESULT;
CwRow *cw_row_slot_get_row (CwRowSlot *self);
void cw_row_slot_set_row (CwRowSlot *self, CwRow *row);

G_END_DECLS
