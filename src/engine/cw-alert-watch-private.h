/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert-symbol.h"
#include "cw-alert-watch.h"
#include "cw-store-alerts.h"
#include "cw-store-mirror.h"

G_BEGIN_DECLS

/** CwAlertWatched: an alert that is looked at. What it remembers changes with each look. */
typedef struct
{
  CwAlert *alert; /* owned */
  CwAlertMemory memory;
} CwAlertWatched;

struct _CwAlertWatch
{
  GObject parent_instance;

  CwEngine *engine;     /* owned, NULL once shut down */
  CwStore *store;       /* the engine's; NULL if nothing is stored, and once shut down */
  GPtrArray *watched;   /* owned, of CwAlertWatched, in the order in which they were made */
  GPtrArray *events;    /* owned, of CwAlertEvent, the newest first */
  GHashTable *symbols;  /* owned; symbol → CwAlertSymbol */
  GHashTable *asked;    /* owned, of symbols that were fetched for their alerts */
  GPtrArray *loads;     /* owned, of CwLoad */
  GHashTable *targets;  /* owned, nullable; key → CwAlert: what the lists want */
  gboolean is_loaded;   /* or known not to come */
  gint64 last_local_id; /* less than 0: of what the store has not numbered */
  CwStoreMirror mirror; /* of alerts and of what fired */
};

/* --- the alerts --- */

CwAlertWatched *cw_alert_watch_find (CwAlertWatch *self, gint64 id);
CwAlert *cw_alert_watched_dup_alert (const CwAlertWatched *watched) G_GNUC_WARN_UNUSED_RESULT;
CwAlertWatched *cw_alert_watch_put (CwAlertWatch *self, const CwAlert *alert);
void cw_alert_watch_take_out (CwAlertWatch *self, gint64 id);
void cw_alert_watch_tell_changed (CwAlertWatch *self);
void cw_alert_watch_tell_fired (CwAlertWatch *self, GPtrArray *events);
void cw_alert_watch_tell_failed (CwAlertWatch *self, const GError *error);
CwAlertSymbol *cw_alert_watch_ensure_symbol (CwAlertWatch *self, const char *symbol);

/* --- looking at them --- */

void cw_alert_watch_look_at_outcomes (CwAlertWatch *self, const GPtrArray *outcomes);
void cw_alert_watch_look_at (CwAlertWatch *self, const char *symbol);

/* --- the store --- */

void cw_alert_watch_record (CwAlertWatch *self, const GPtrArray *alerts, const GPtrArray *events);
void cw_alert_watch_insert (CwAlertWatch *self, const CwAlert *alert);
void cw_alert_watch_delete (CwAlertWatch *self, gint64 id);
void cw_alert_watch_apply_targets (CwAlertWatch *self);

G_END_DECLS
