/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwColumn:
 *
 * What a row of the watchlist can say beside its symbol. In a list as narrow as a sidebar these are
 * no columns side by side, but they are chosen and sorted by as columns are.
 */
typedef enum
{
  CW_COLUMN_SYMBOL,
  CW_COLUMN_NAME,
  CW_COLUMN_PRICE,
  CW_COLUMN_CHANGE,
  CW_COLUMN_SPARKLINE,
  CW_COLUMN_DECISION,
  CW_COLUMN_AGE,
  CW_COLUMN_YEAR,
  CW_COLUMN_PE,
  CW_COLUMN_RSI,
  CW_COLUMN_VOLUME,
} CwColumn;

#define CW_N_COLUMNS (CW_COLUMN_VOLUME + 1)

const char *cw_column_get_id (CwColumn column);
gboolean cw_column_parse (const char *id, CwColumn *column);
const char *cw_column_get_title (CwColumn column);
gboolean cw_column_is_text (CwColumn column);
gboolean cw_column_is_figure (CwColumn column);
gboolean cw_column_can_hide (CwColumn column);
gboolean cw_column_can_sort (CwColumn column);

double cw_column_get_number (CwColumn column, CwRow *row);
char *cw_column_dup_figure (CwColumn column, CwRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
