/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert-look.h"
#include "cw-analysis.h"
#include "cw-clock.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/** CwAlertAverageFunc: called when averages are known that were not known before. */
typedef void (*CwAlertAverageFunc) (const char *symbol, gpointer data);

/**
 * CwAlertSymbol:
 *
 * What is known of one symbol, as its alerts see it: the newest price, and what the workers found
 * in its daily bars. Belongs to the main thread, which computes nothing.
 */
typedef struct _CwAlertSymbol CwAlertSymbol;

CwAlertSymbol *cw_alert_symbol_new (const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_symbol_free (CwAlertSymbol *self);

void cw_alert_symbol_take (CwAlertSymbol *self, const CwAnalysis *analysis);
void cw_alert_symbol_take_error (CwAlertSymbol *self, const GError *error);
const GError *cw_alert_symbol_get_error (CwAlertSymbol *self);
const CwAlertFacts *cw_alert_symbol_get_facts (CwAlertSymbol *self);
const CwSeries *cw_alert_symbol_get_series (CwAlertSymbol *self);
gboolean cw_alert_symbol_may_move (CwAlertSymbol *self, gint64 now);
double cw_alert_symbol_get_average (CwAlertSymbol *self, int period);
void cw_alert_symbol_want_average (CwAlertSymbol *self, int period);
void cw_alert_symbol_find_averages (
    CwAlertSymbol *self, CwWorkers *workers, CwClock clock, CwAlertAverageFunc func, gpointer data);

G_END_DECLS
