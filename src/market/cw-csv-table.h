/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-import-preview.h"

G_BEGIN_DECLS

/** CW_CSV_MAX_COLUMNS: so many columns a reader may ask for. */
#define CW_CSV_MAX_COLUMNS 16

/**
 * CwCsvTable:
 *
 * Goes through a table row by row. The first line names the columns, in any order and among others;
 * comma, semicolon or tabulator stands between them. What cannot be read of it becomes a problem of
 * the preview.
 */
typedef struct _CwCsvTable CwCsvTable;

CwCsvTable *cw_csv_table_new (const char *text,
                              gsize length,
                              const char *const *columns,
                              CwImportPreview *preview) G_GNUC_WARN_UNUSED_RESULT;
void cw_csv_table_free (CwCsvTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCsvTable, cw_csv_table_free)

gboolean cw_csv_table_next (CwCsvTable *table);
guint cw_csv_table_get_line (const CwCsvTable *table);
const char *cw_csv_table_get_text (const CwCsvTable *table, guint column);
gboolean cw_csv_table_get_number (const CwCsvTable *table, guint column, double *number);
char *cw_csv_table_get_any_symbol (CwCsvTable *table, guint column);
char *cw_csv_table_get_symbol (CwCsvTable *table, guint column);

G_END_DECLS
