/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"
#include "cw-outcome.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/**
 * CwRow:
 *
 * A symbol of the watchlist with the newest that is known about it. What was known stays while
 * newer data is on its way, and when it fails to come.
 *
 * Properties: `stage` (a #CwStage), `analysis` and `entry` (pointers) notify when they change;
 * `entry` also when the holding does.
 */
#define CW_TYPE_ROW (cw_row_get_type ())
G_DECLARE_FINAL_TYPE (CwRow, cw_row, CW, ROW, GObject)

CwRow *cw_row_new (const char *symbol, CwClock clock) G_GNUC_WARN_UNUSED_RESULT;

const char *cw_row_get_symbol (CwRow *self);
char *cw_row_dup_request (CwRow *self) G_GNUC_WARN_UNUSED_RESULT;
void
cw_row_set_place (CwRow *self, gint64 list, const CwListEntry *entry, const CwHolding *holding);
gint64 cw_row_get_list (CwRow *self);
const CwListEntry *cw_row_get_entry (CwRow *self);
const CwHolding *cw_row_get_holding (CwRow *self);
const char *cw_row_get_name (CwRow *self);
const char *cw_row_get_name_key (CwRow *self);
CwStage cw_row_get_stage (CwRow *self);
CwAnalysis *cw_row_get_analysis (CwRow *self);
CwSeries *cw_row_get_found (CwRow *self);
const GError *cw_row_get_error (CwRow *self);
gint64 cw_row_get_price_age (CwRow *self);
gint64 cw_row_get_data_age (CwRow *self);
gboolean cw_row_is_under_way (CwRow *self);
gboolean cw_row_matches (CwRow *self, const char *casefolded);

void cw_row_apply (CwRow *self, CwOutcome *outcome);
void cw_row_update (CwRow *self, CwAnalysis *analysis);
void cw_row_queue (CwRow *self);

G_END_DECLS
