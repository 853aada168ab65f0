/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-import-preview.h"

G_BEGIN_DECLS

/* What a person types about a holding, field by field, and what is to be made of it. */

/** CwHoldingField: the fields, in the order in which they are filled in. */
typedef enum
{
  CW_HOLDING_SYMBOL,
  CW_HOLDING_SHARES,
  CW_HOLDING_COST,
  CW_HOLDING_CURRENCY,
  CW_HOLDING_DATE,
  CW_HOLDING_NOTE,
} CwHoldingField;

#define CW_N_HOLDING_FIELDS (CW_HOLDING_NOTE + 1)

char *cw_holding_input_check (CwHoldingField field, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *cw_holding_input_read_date (const char *text) G_GNUC_WARN_UNUSED_RESULT;
CwListEntry *cw_holding_input_read_symbol (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *cw_holding_input_describe (const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;
CwImportPreview *cw_holding_input_read (const char *const *texts,
                                        const CwListEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
