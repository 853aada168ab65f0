/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwCsvNumber:
 * @CW_CSV_NUMBER_OK: it is a number
 * @CW_CSV_NUMBER_EMPTY: nothing stands there
 * @CW_CSV_NUMBER_BAD: it is no number
 * @CW_CSV_NUMBER_AMBIGUOUS: its comma may mark the decimals or the thousands
 *
 * How reading a number went.
 */
typedef enum
{
  CW_CSV_NUMBER_OK,
  CW_CSV_NUMBER_EMPTY,
  CW_CSV_NUMBER_BAD,
  CW_CSV_NUMBER_AMBIGUOUS,
} CwCsvNumber;

CwCsvNumber cw_csv_number_read (const char *text, double *number);
void cw_csv_number_append (GString *to, double number);

G_END_DECLS
