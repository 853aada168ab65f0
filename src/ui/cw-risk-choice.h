/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-basket.h"
#include "cw-range.h"

G_BEGIN_DECLS

/** CwRiskPortfolio: what risk is measured of. */
typedef enum
{
  CW_RISK_HOLDINGS, /* of the open list, bought and left alone */
  CW_RISK_EQUAL,    /* all symbols of the open list, brought back to equal parts every day */
  CW_RISK_SYMBOL,
} CwRiskPortfolio;

/**
 * CwRiskChoice:
 *
 * What a person wants to know of risk, as properties that say when they change. All are words, as
 * the command line has them, so that an action can be made of each: `portfolio`, `symbol`, `range`,
 * `confidence`, `horizon` and `price`. A word that a property does not know changes nothing.
 */
#define CW_TYPE_RISK_CHOICE (cw_risk_choice_get_type ())
G_DECLARE_FINAL_TYPE (CwRiskChoice, cw_risk_choice, CW, RISK_CHOICE, GObject)

CwRiskChoice *cw_risk_choice_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_risk_choice_keep (CwRiskChoice *self, GSettings *store);

const char *const *cw_risk_choice_get_words (const char *property);

CwRiskPortfolio cw_risk_choice_get_portfolio (CwRiskChoice *self);
const char *cw_risk_choice_get_symbol (CwRiskChoice *self);
CwRange cw_risk_choice_get_range (CwRiskChoice *self);
CwReturnsPrice cw_risk_choice_get_price (CwRiskChoice *self);
CwRiskMeasure cw_risk_choice_get_measure (CwRiskChoice *self);
const char *cw_risk_choice_get_word (CwRiskChoice *self, const char *property);

G_END_DECLS
