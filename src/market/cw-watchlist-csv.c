/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-import-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-csv-table.h"
#include "cw-symbol.h"

#define HIGHEST_PRICE 1e12 /* what the store takes */
#define MAX_PROVIDER_CHARS 1000

enum
{
  COLUMN_SYMBOL,
  COLUMN_PROVIDER,
  COLUMN_NOTE,
  COLUMN_TARGET_LOW,
  COLUMN_TARGET_HIGH,
  N_COLUMNS
};

static const char *const columns[N_COLUMNS + 1] = {
  [COLUMN_SYMBOL] = "Symbol",         [COLUMN_PROVIDER] = "Provider",       [COLUMN_NOTE] = "Note",
  [COLUMN_TARGET_LOW] = "Target Low", [COLUMN_TARGET_HIGH] = "Target High",
};

static gboolean
read_target (CwCsvTable *table, guint column, double *target, CwImportPreview *preview)
{
  if (!cw_csv_table_get_number (table, column, target))
    return FALSE;
  if (isnan (*target) || (*target > 0 && *target < HIGHEST_PRICE))
    return TRUE;
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                 /* Translators: a column's name */
                                 _ ("Column “%s”: a price must be more than 0 and less than a "
                                    "trillion"),
                                 columns[column]);
  return FALSE;
}

static gboolean
read_targets (CwCsvTable *table, double *low, double *high, CwImportPreview *preview)
{
  if (!read_target (table, COLUMN_TARGET_LOW, low, preview)
      || !read_target (table, COLUMN_TARGET_HIGH, high, preview))
    return FALSE;
  if (!(*low > *high))
    return TRUE;
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                 _ ("The low target is above the high one"));
  return FALSE;
}

static void
read_entry (CwCsvTable *table, CwImportPreview *preview)
{
  g_autofree char *symbol = cw_csv_table_get_symbol (table, COLUMN_SYMBOL);
  g_autofree char *provider = NULL;
  double low, high;

  if (symbol == NULL || !read_targets (table, &low, &high, preview))
    return;
  provider = cw_text_clean (cw_csv_table_get_text (table, COLUMN_PROVIDER), MAX_PROVIDER_CHARS);
  g_ptr_array_add (preview->entries,
                   cw_list_entry_new (symbol, provider, cw_csv_table_get_text (table, COLUMN_NOTE),
                                      low, high));
}

/**
 * cw_watchlist_csv_read:
 * @text: (array length=length): a file
 * @length: its length in bytes
 *
 * Reads a watchlist, `Symbol,Provider,Note,Target Low,Target High`; the columns may stand in any
 * order and among others, and all but `Symbol` may be missing. Comma, semicolon or tabulator may
 * separate them.
 *
 * Returns: (transfer full): what the file would bring, and which of its lines would not come
 */
CwImportPreview *
cw_watchlist_csv_read (const char *text, gsize length)
{
  CwImportPreview *preview;
  g_autoptr (CwCsvTable) table = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  preview = cw_import_preview_new ();
  table = cw_csv_table_new (text, length, columns, preview);
  while (cw_csv_table_next (table))
    read_entry (table, preview);
  return preview;
}
