/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert.h"
#include "cw-store.h"

G_BEGIN_DECLS

/* A person's alerts and what has fired of them. They are edits like those of lists: begun, they are
 * never dropped, and each is one transaction. Those without a finishing function of their own end
 * with cw_store_edit_finish(). */

/** CwStoredAlerts: all alerts, by when they were made, and what fired, the newest first. */
typedef struct
{
  GPtrArray *alerts; /* of CwAlert */
  GPtrArray *events; /* of CwAlertEvent */
} CwStoredAlerts;

void cw_stored_alerts_free (CwStoredAlerts *stored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStoredAlerts, cw_stored_alerts_free)

void cw_store_load_alerts_async (CwStore *store,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CwStoredAlerts *cw_store_load_alerts_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cw_store_add_alert_async (CwStore *store,
                               const CwAlert *alert,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gint64 cw_store_add_alert_finish (GAsyncResult *result, GError **error);
void cw_store_edit_alert_async (CwStore *store,
                                const CwAlert *alert,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void cw_store_remove_alert_async (CwStore *store,
                                  gint64 alert,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void cw_store_import_alerts_async (CwStore *store,
                                   const GPtrArray *alerts,
                                   gint64 now,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

void cw_store_record_alerts_async (CwStore *store,
                                   const GPtrArray *alerts,
                                   const GPtrArray *events,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GArray *cw_store_record_alerts_finish (GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_store_see_alert_events_async (CwStore *store,
                                      const GArray *events,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void cw_store_remove_alert_events_async (CwStore *store,
                                         const GArray *events,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void cw_store_restore_alert_events_async (CwStore *store,
                                          const GPtrArray *events,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

G_END_DECLS
