/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert.h"
#include "cw-database.h"

G_BEGIN_DECLS

/* Alerts in the database, and what became of them. Not for other rooms. */

/** CW_ALERT_EVENTS_KEPT: so many of what fired are kept, the latest. */
#define CW_ALERT_EVENTS_KEPT 1000

/* The columns that both tables have, and the first parameter after them. */
#define CW_ALERT_COLUMNS \
  "symbol, provider, kind, level, period, repeats, is_target, currency, note, created_at"
#define CW_N_ALERT_COLUMNS 10

gboolean cw_alerts_table_load (CwDatabase *database,
                               GCancellable *cancellable,
                               GPtrArray **alerts,
                               GError **error);
gboolean
cw_alerts_table_add (CwDatabase *database, const CwAlert *alert, gint64 *id, GError **error);
gboolean cw_alerts_table_edit (CwDatabase *database, const CwAlert *alert, GError **error);
gboolean cw_alerts_table_remember (CwDatabase *database, const CwAlert *alert, GError **error);
gboolean cw_alerts_table_remove (CwDatabase *database, gint64 id, GError **error);

void cw_alert_bind (CwStatement *statement, const CwAlert *alert, double level);
void cw_alert_get (CwStatement *statement, int first, CwAlert *fields);
const char *cw_alert_get_word (CwStatement *statement, int column);
gboolean cw_alert_table_load (CwDatabase *database,
                              const char *sql,
                              gpointer (*read_row) (CwStatement *statement),
                              GDestroyNotify free_row,
                              GCancellable *cancellable,
                              GPtrArray **rows,
                              GError **error);

gboolean cw_alert_events_table_load (CwDatabase *database,
                                     GCancellable *cancellable,
                                     GPtrArray **events,
                                     GError **error);
gboolean cw_alert_events_table_add (CwDatabase *database,
                                    const CwAlertEvent *event,
                                    gint64 *id,
                                    GError **error);
gboolean cw_alert_events_table_prune (CwDatabase *database, GError **error);
gboolean cw_alert_events_table_see (CwDatabase *database, gint64 id, GError **error);
gboolean cw_alert_events_table_remove (CwDatabase *database, gint64 id, GError **error);

G_END_DECLS
