/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-import-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-csv-table.h"
#include "cw-currency.h"
#include "cw-symbol.h"

#define HIGHEST_NUMBER 1e12 /* what the store takes */
#define SHOWN_CHARS 40

enum
{
  COLUMN_SYMBOL,
  COLUMN_SHARES,
  COLUMN_COST,
  COLUMN_CURRENCY,
  COLUMN_DATE,
  N_COLUMNS
};

static const char *const columns[N_COLUMNS + 1] = {
  [COLUMN_SYMBOL] = "Symbol",     [COLUMN_SHARES] = "Shares", [COLUMN_COST] = "Cost",
  [COLUMN_CURRENCY] = "Currency", [COLUMN_DATE] = "Date",
};

static gboolean
read_shares (CwCsvTable *table, double *shares, CwImportPreview *preview)
{
  if (!cw_csv_table_get_number (table, COLUMN_SHARES, shares))
    return FALSE;
  if (*shares > 0 && *shares < HIGHEST_NUMBER)
    return TRUE;
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                 /* Translators: a column's name */
                                 _ ("Column “%s”: a number of shares is needed, more than 0 and "
                                    "less than a trillion"),
                                 columns[COLUMN_SHARES]);
  return FALSE;
}

static gboolean
read_cost (CwCsvTable *table, double *cost, CwImportPreview *preview)
{
  if (!cw_csv_table_get_number (table, COLUMN_COST, cost))
    return FALSE;
  if (isnan (*cost) || (*cost >= 0 && *cost < HIGHEST_NUMBER))
    return TRUE;
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                 /* Translators: a column's name */
                                 _ ("Column “%s”: a cost must be 0 or more and less than a "
                                    "trillion"),
                                 columns[COLUMN_COST]);
  return FALSE;
}

static gboolean
read_currency (CwCsvTable *table, const char **currency, CwImportPreview *preview)
{
  g_autofree char *shown = NULL;

  *currency = cw_csv_table_get_text (table, COLUMN_CURRENCY);
  if (**currency == '\0' || cw_currency_is_valid (*currency))
    return TRUE;
  shown = cw_text_clean (*currency, SHOWN_CHARS);
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                 /* Translators: what was given as a currency */
                                 _ ("“%s” is not a currency’s code such as USD or GBp"), shown);
  return FALSE;
}

static gboolean
read_date (CwCsvTable *table, const char **date, CwImportPreview *preview)
{
  g_autofree char *shown = NULL;

  *date = cw_csv_table_get_text (table, COLUMN_DATE);
  if (**date == '\0' || cw_date_is_valid (*date))
    return TRUE;
  shown = cw_text_clean (*date, SHOWN_CHARS);
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                 /* Translators: what was given as a day */
                                 _ ("“%s” is not a day written as 2026-01-31"), shown);
  return FALSE;
}

static void
read_holding (CwCsvTable *table, CwImportPreview *preview)
{
  g_autofree char *symbol = cw_csv_table_get_symbol (table, COLUMN_SYMBOL);
  const char *currency, *date;
  double shares, cost;

  if (symbol != NULL && read_shares (table, &shares, preview) && read_cost (table, &cost, preview)
      && read_currency (table, &currency, preview) && read_date (table, &date, preview))
    g_ptr_array_add (preview->holdings, cw_holding_new (symbol, shares, cost, currency, date));
}

/**
 * cw_holdings_csv_read:
 * @text: (array length=length): a file
 * @length: its length in bytes
 *
 * Reads holdings, `Symbol,Shares,Cost,Currency,Date`; the columns may stand in any order and among
 * others, and all but `Symbol` and `Shares` may be missing. Comma, semicolon or tabulator may
 * separate them. Cost is the average cost of a share, in the currency that is named or else the
 * symbol's own, and the day is the one since which splits are applied.
 *
 * Returns: (transfer full): what the file would bring, and which of its lines would not come
 */
CwImportPreview *
cw_holdings_csv_read (const char *text, gsize length)
{
  CwImportPreview *preview;
  g_autoptr (CwCsvTable) table = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  preview = cw_import_preview_new ();
  table = cw_csv_table_new (text, length, columns, preview);
  while (cw_csv_table_next (table))
    read_holding (table, preview);
  return preview;
}
