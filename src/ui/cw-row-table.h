/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwRowTable:
 *
 * All rows that a window knows, by their symbols: those of the list that is shown, and, parked,
 * those that only other lists have or had.
 */
typedef struct _CwRowTable CwRowTable;

CwRowTable *cw_row_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_row_table_free (CwRowTable *table);

CwRow *cw_row_table_find (CwRowTable *table, const char *symbol);
CwRow *cw_row_table_find_parked (CwRowTable *table, const char *symbol);
GHashTable *cw_row_table_get_listed (CwRowTable *table);

void cw_row_table_list (CwRowTable *table, GPtrArray *rows);
void cw_row_table_forget_loading (CwRowTable *table);

G_END_DECLS
