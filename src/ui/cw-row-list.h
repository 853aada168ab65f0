/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row-selection.h"

G_BEGIN_DECLS

/**
 * CwRowList:
 *
 * The rows of a watchlist on screen: scrolled, sorted, searched, dragged and chosen.
 *
 * Signals: `picked (CwRow *row)`: a person wants to see that row's page
 */
#define CW_TYPE_ROW_LIST (cw_row_list_get_type ())
G_DECLARE_FINAL_TYPE (CwRowList, cw_row_list, CW, ROW_LIST, GtkWidget)

void cw_row_list_set_rows (CwRowList *self, GListModel *rows);
void cw_row_list_set_needle (CwRowList *self, const char *needle);
void cw_row_list_set_arrangement (CwRowList *self, const CwArrangement *arrangement);
const CwArrangement *cw_row_list_get_arrangement (CwRowList *self);
void cw_row_list_outdate (CwRowList *self);
void cw_row_list_show_ages (CwRowList *self);
gboolean cw_row_list_is_up_to_date (CwRowList *self);

void cw_row_list_set_current (CwRowList *self, CwRow *row);
CwRowSelection *cw_row_list_get_selection (CwRowList *self);
CwRowSlots *cw_row_list_get_slots (CwRowList *self);
void cw_row_list_pick_first (CwRowList *self);

G_END_DECLS
