/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row-slots.h"

G_BEGIN_DECLS

/**
 * CwRowSelection:
 *
 * Which rows of a watchlist are marked. Usually that is the one whose page is shown; while rows are
 * being chosen, it is those that have been chosen, and moving about changes nothing. What is marked
 * is the row and not its place, so it stays marked wherever sorting takes it, and while a search
 * hides it.
 *
 * Properties:
 * - `choosing`: whether rows are being chosen; a click with Ctrl or Shift begins it
 *
 * Signals:
 * - `picked (CwRow *row)`: a person went to that row
 * - `choice-changed ()`: other rows are chosen
 */
#define CW_TYPE_ROW_SELECTION (cw_row_selection_get_type ())
G_DECLARE_FINAL_TYPE (CwRowSelection, cw_row_selection, CW, ROW_SELECTION, GObject)

CwRowSelection *cw_row_selection_new (CwRowSlots *slots) G_GNUC_WARN_UNUSED_RESULT;

void cw_row_selection_set_current (CwRowSelection *self, CwRow *row);
CwRow *cw_row_selection_get_current (CwRowSelection *self);
void cw_row_selection_set_choosing (CwRowSelection *self, gboolean choosing);
gboolean cw_row_selection_is_choosing (CwRowSelection *self);

void cw_row_selection_toggle (CwRowSelection *self, CwRow *row);
void cw_row_selection_choose_all (CwRowSelection *self);
void cw_row_selection_keep (CwRowSelection *self, GHashTable *rows);
guint cw_row_selection_get_n_chosen (CwRowSelection *self);
gboolean cw_row_selection_is_chosen (CwRowSelection *self, CwRow *row);
gboolean cw_row_selection_any_chosen (CwRowSelection *self, gboolean (*is_such) (CwRow *row));

G_END_DECLS
