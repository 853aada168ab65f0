/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert-watch.h"
#include "engine-run.h"
#include "scripted-market.h"

G_BEGIN_DECLS

#define ALERT_FIXTURE_BARS 300
#define ALERT_FIXTURE_PATIENCE 60

/* A market whose prices a test moves, an engine, and what watches the alerts. */
typedef struct
{
  ScriptedMarket *market;
  ScriptedTruth truth;
  char *data_dir;
  EngineRun run;
  CwAlertWatch *watch;
  GPtrArray *fired; /* of CwAlertEvent */
  guint n_failed;
} AlertFixture;

/* A refresh of prices. */
extern const CwLoadOptions alert_fixture_live;

void alert_fixture_set_up (AlertFixture *fixture, gboolean stored);
void alert_fixture_tear_down (AlertFixture *fixture);
void alert_fixture_open_again (AlertFixture *fixture);
double alert_fixture_get_price (AlertFixture *fixture);
void alert_fixture_move_market (AlertFixture *fixture, double factor);
void alert_fixture_load_prices (AlertFixture *fixture);
void alert_fixture_load_all (AlertFixture *fixture);
void alert_fixture_await_fired (AlertFixture *fixture, guint n);
const CwAlertEvent *alert_fixture_get_fired (AlertFixture *fixture, guint i);
guint alert_fixture_count_alerts (AlertFixture *fixture);
CwAlert *alert_fixture_ref_alert (AlertFixture *fixture, guint i);
gboolean alert_fixture_give_up_cb (gpointer what);
void alert_fixture_add (
    AlertFixture *fixture, const char *symbol, CwAlertKind kind, double level, gboolean repeats);

G_END_DECLS
