/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CwRiskItem:
 *
 * A symbol in a scenario, as a row of a table shows it.
 *
 * Signals: `changed ()` when the scenario is another one
 */
#define CW_TYPE_RISK_ITEM (cw_risk_item_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskItem, cw_risk_item, CW, RISK_ITEM, GObject)

/** CwRiskColumn: what the table says of each symbol. */
typedef enum
{
  CW_RISK_COLUMN_SYMBOL,
  CW_RISK_COLUMN_WEIGHT,
  CW_RISK_COLUMN_BETA,
  CW_RISK_COLUMN_CHANGE,
  CW_RISK_COLUMN_ACTUAL,
} CwRiskColumn;

#define CW_N_RISK_COLUMNS (CW_RISK_COLUMN_ACTUAL + 1)

CwRiskItem *cw_risk_item_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_risk_item_set (CwRiskItem *self, const char *symbol, double weight, double beta);
void cw_risk_item_apply (CwRiskItem *self, double market_return, double actual);
char *cw_risk_item_dup_text (CwRiskItem *self, CwRiskColumn column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
