/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert-look.h"
#include "cw-engine.h"

G_BEGIN_DECLS

/**
 * CwAlertWatch:
 *
 * A person's alerts and what has fired of them. Hears what the engine publishes, whoever has asked
 * for it, and looks at the alerts of each symbol whose outcome comes; what fires is written to the
 * store, and then told. Lives in the thread that made the engine. It computes nothing there.
 *
 * An edit is seen at once and written behind it; what could not be written is said, and the alerts
 * are read again as they are. Without a store they live in memory alone.
 *
 * Signals:
 * - `changed ()`: there are other alerts, or other things that fired
 * - `updated ()`: something new is known of a symbol that has alerts; for each batch of outcomes
 * - `fired (GPtrArray *events)`: the #CwAlertEvent of one look, each of them stored
 * - `failed (const char *message)`: something could not be read or written
 */
#define CW_TYPE_ALERT_WATCH (cw_alert_watch_get_type ())
G_DECLARE_FINAL_TYPE (CwAlertWatch, cw_alert_watch, CW, ALERT_WATCH, GObject)

CwAlertWatch *cw_alert_watch_new (CwEngine *engine) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_watch_shut_down (CwAlertWatch *self);
void cw_alert_watch_load (CwAlertWatch *self);
gboolean cw_alert_watch_is_loaded (CwAlertWatch *self);

GPtrArray *cw_alert_watch_get_alerts (CwAlertWatch *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *cw_alert_watch_get_events (CwAlertWatch *self);
guint cw_alert_watch_count_unseen (CwAlertWatch *self);
char **cw_alert_watch_get_symbols (CwAlertWatch *self) G_GNUC_WARN_UNUSED_RESULT;

void cw_alert_watch_learn (CwAlertWatch *self, const char *symbol, const CwAnalysis *analysis);
const CwAlertFacts *cw_alert_watch_get_facts (CwAlertWatch *self, const char *symbol);
const GError *cw_alert_watch_get_error (CwAlertWatch *self, const char *symbol);
double cw_alert_watch_get_average (CwAlertWatch *self, const char *symbol, int period);
void cw_alert_watch_fetch (CwAlertWatch *self, const char *const *symbols, gboolean by_hand);
void cw_alert_watch_ask (CwAlertWatch *self);

void cw_alert_watch_add (CwAlertWatch *self, const CwAlert *alert);
void cw_alert_watch_edit (CwAlertWatch *self, const CwAlert *alert);
void cw_alert_watch_import (CwAlertWatch *self, const GPtrArray *alerts);
CwAlert *cw_alert_watch_remove (CwAlertWatch *self, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_watch_set_targets (CwAlertWatch *self, const GPtrArray *lists);

void cw_alert_watch_see_events (CwAlertWatch *self, gint64 id);
GPtrArray *cw_alert_watch_remove_events (CwAlertWatch *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_watch_restore_events (CwAlertWatch *self, const GPtrArray *events);

G_END_DECLS
