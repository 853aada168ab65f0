/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-arrangement.h"
#include "cw-row-slot.h"

G_BEGIN_DECLS

/**
 * CwRowSlots:
 *
 * The rows of a watchlist as a list view shows them: those that are found, in the order that was
 * chosen, at a pace that no frame is too long for. A list model of #CwRowSlot.
 *
 * A list view keeps widgets for some two hundred items, and makes new ones for items that come
 * among those. That is why its items are places and not rows: whatever the order becomes, and
 * however often, each place keeps its widget and shows another row in it. Places are added and
 * taken away at the end alone, and added a few a frame until there is one for each widget.
 *
 * Signals: `rearranged ()`: places show other rows, or there are more or fewer of them
 */
#define CW_TYPE_ROW_SLOTS (cw_row_slots_get_type ())
G_DECLARE_FINAL_TYPE (CwRowSlots, cw_row_slots, CW, ROW_SLOTS, GObject)

CwRowSlots *cw_row_slots_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cw_row_slots_set_model (CwRowSlots *self, GListModel *rows);
void cw_row_slots_set_needle (CwRowSlots *self, const char *needle);
const char *cw_row_slots_get_needle (CwRowSlots *self);
void cw_row_slots_set_arrangement (CwRowSlots *self, const CwArrangement *arrangement);
const CwArrangement *cw_row_slots_get_arrangement (CwRowSlots *self);
void cw_row_slots_outdate (CwRowSlots *self);

guint cw_row_slots_get_n_rows (CwRowSlots *self);
CwRow *cw_row_slots_get_row (CwRowSlots *self, guint position);
gboolean cw_row_slots_find (CwRowSlots *self, CwRow *row, guint *position);
gboolean cw_row_slots_are_settled (CwRowSlots *self);

G_END_DECLS
