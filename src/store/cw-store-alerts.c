/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-alerts.h"

#include "cw-alerts-table.h"
#include "cw-store-jobs.h"

/* What an edit of alerts may need; all of it is owned. */
typedef struct
{
  CwAlert *alert;
  gint64 id;
  GPtrArray *alerts; /* of CwAlert */
  GPtrArray *events; /* of CwAlertEvent */
  GArray *ids;
  gboolean (*each) (CwDatabase *database, gint64 id, GError **error); /* for each of the ids */
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_clear_pointer (&edit->alert, cw_alert_unref);
  g_clear_pointer (&edit->alerts, g_ptr_array_unref);
  g_clear_pointer (&edit->events, g_ptr_array_unref);
  g_clear_pointer (&edit->ids, g_array_unref);
  g_free (edit);
}

static void
begin_edit (CwStore *self,
            CwStoreFunc func,
            const Edit *edit,
            GDestroyNotify free_result,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  CwStoreWork work = { .kind = CW_STORE_EDIT,
                       .stage = "store-edit",
                       .func = func,
                       .input = g_memdup2 (edit, sizeof *edit),
                       .free_input = edit_free,
                       .free_result = free_result };

  cw_store_begin (self, &work, NULL, callback, user_data);
}

static GPtrArray *
copy_alerts (const GPtrArray *alerts)
{
  GPtrArray *copy = g_ptr_array_new_full (alerts->len, (GDestroyNotify) cw_alert_unref);

  for (guint i = 0; i < alerts->len; i++)
    g_ptr_array_add (copy, cw_alert_ref (g_ptr_array_index (alerts, i)));
  return copy;
}

/* --- reading --- */

/** cw_stored_alerts_free: @stored: (transfer full) (nullable): what was read */
void
cw_stored_alerts_free (CwStoredAlerts *stored)
{
  if (stored == NULL)
    return;
  g_clear_pointer (&stored->alerts, g_ptr_array_unref);
  g_clear_pointer (&stored->events, g_ptr_array_unref);
  g_free (stored);
}

static gboolean
load_alerts (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  g_autoptr (CwStoredAlerts) stored = g_new0 (CwStoredAlerts, 1);

  if (!cw_alerts_table_load (database, cancellable, &stored->alerts, error)
      || !cw_alert_events_table_load (database, cancellable, &stored->events, error))
    return FALSE;
  *result = g_steal_pointer (&stored);
  return TRUE;
}

/**
 * cw_store_load_alerts_async:
 * @self: a store
 * @cancellable: (nullable): drops the read
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Reads every alert and what has fired.
 */
void
cw_store_load_alerts_async (CwStore *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CwStoreWork work = { .kind = CW_STORE_READ,
                       .stage = "store-load",
                       .func = load_alerts,
                       .free_result = (GDestroyNotify) cw_stored_alerts_free };

  g_return_if_fail (self != NULL);
  cw_store_begin (self, &work, cancellable, callback, user_data);
}

/**
 * cw_store_load_alerts_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the alerts and what has fired
 */
CwStoredAlerts *
cw_store_load_alerts_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

/* --- alerts --- */

static gboolean
add_alert (CwDatabase *database,
           gpointer input,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  const Edit *edit = input;
  gint64 id;

  if (!cw_alerts_table_add (database, edit->alert, &id, error))
    return FALSE;
  *result = g_memdup2 (&id, sizeof id);
  return TRUE;
}

/**
 * cw_store_add_alert_async:
 * @self: a store
 * @alert: what to add; a reference is taken
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * One that was removed gets the number back that it had.
 */
void
cw_store_add_alert_async (CwStore *self,
                          const CwAlert *alert,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (self != NULL && alert != NULL);
  begin_edit (self, add_alert, &(Edit){ .alert = cw_alert_ref (alert) }, g_free, callback,
              user_data);
}

/**
 * cw_store_add_alert_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: the alert's number, or 0 with @error set
 */
gint64
cw_store_add_alert_finish (GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = cw_store_finish (result, error);

  return id != NULL ? *id : 0;
}

static gboolean
edit_alert (CwDatabase *database,
            gpointer input,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  return cw_alerts_table_edit (database, ((const Edit *) input)->alert, error);
}

/**
 * cw_store_edit_alert_async:
 * @self: a store
 * @alert: what the alert with its number is from now on; a reference is taken
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 */
void
cw_store_edit_alert_async (CwStore *self,
                           const CwAlert *alert,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (self != NULL && alert != NULL);
  begin_edit (self, edit_alert, &(Edit){ .alert = cw_alert_ref (alert) }, NULL, callback,
              user_data);
}

static gboolean
remove_alert (CwDatabase *database,
              gpointer input,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  return cw_alerts_table_remove (database, ((const Edit *) input)->id, error);
}

/**
 * cw_store_remove_alert_async:
 * @self: a store
 * @alert: an alert's number; one that is not there is passed over
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * What has fired of it stays.
 */
void
cw_store_remove_alert_async (CwStore *self,
                             gint64 alert,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (self != NULL);
  begin_edit (self, remove_alert, &(Edit){ .id = alert }, NULL, callback, user_data);
}

/* --- what happens to them --- */

/* An alert that fires once is gone when it has. */
static gboolean
record_event (CwDatabase *database, const CwAlertEvent *event, GArray *ids, GError **error)
{
  gint64 id;

  if (!cw_alert_events_table_add (database, event, &id, error))
    return FALSE;
  g_array_append_val (ids, id);
  return event->alert->repeats || cw_alerts_table_remove (database, event->alert->id, error);
}

static gboolean
record_alerts (CwDatabase *database,
               gpointer input,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  const Edit *edit = input;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < edit->alerts->len; i++)
    if (!cw_alerts_table_remember (database, g_ptr_array_index (edit->alerts, i), error))
      return FALSE;
  for (guint i = 0; i < edit->events->len; i++)
    if (!record_event (database, g_ptr_array_index (edit->events, i), ids, error))
      return FALSE;
  if (!cw_alert_events_table_prune (database, error))
    return FALSE;
  *result = g_steal_pointer (&ids);
  return TRUE;
}

/**
 * cw_store_record_alerts_async:
 * @self: a store
 * @alerts: (element-type CwAlert): alerts with what they remember now; references are taken
 * @events: (element-type CwAlertEvent): what fired, the oldest first; references are taken
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Writes down what was seen in one look. Of what fired the latest %CW_ALERT_EVENTS_KEPT are kept;
 * alerts that fire only once are gone with it.
 */
void
cw_store_record_alerts_async (CwStore *self,
                              const GPtrArray *alerts,
                              const GPtrArray *events,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (self != NULL && alerts != NULL && events != NULL);
  begin_edit (self, record_alerts,
              &(Edit){ .alerts = copy_alerts (alerts), .events = cw_alert_events_copy (events) },
              (GDestroyNotify) g_array_unref, callback, user_data);
}

/**
 * cw_store_record_alerts_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the numbers of what fired, in order
 */
GArray *
cw_store_record_alerts_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

static gboolean
edit_events (CwDatabase *database,
             gpointer input,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const Edit *edit = input;

  for (guint i = 0; i < edit->ids->len; i++)
    if (!edit->each (database, g_array_index (edit->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

/**
 * cw_store_see_alert_events_async:
 * @self: a store
 * @events: (element-type gint64): numbers of what fired; copied
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * Remembers that somebody has looked at them.
 */
void
cw_store_see_alert_events_async (CwStore *self,
                                 const GArray *events,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (self != NULL && events != NULL);
  begin_edit (self, edit_events,
              &(Edit){ .ids = g_array_copy ((GArray *) events), .each = cw_alert_events_table_see },
              NULL, callback, user_data);
}

/**
 * cw_store_remove_alert_events_async:
 * @self: a store
 * @events: (element-type gint64): numbers of what fired; copied. Those that are not there are
 * passed over
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 */
void
cw_store_remove_alert_events_async (CwStore *self,
                                    const GArray *events,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (self != NULL && events != NULL);
  begin_edit (self, edit_events,
              &(Edit){ .ids = g_array_copy ((GArray *) events),
                       .each = cw_alert_events_table_remove },
              NULL, callback, user_data);
}

static gboolean
restore_events (CwDatabase *database,
                gpointer input,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  const Edit *edit = input;
  gint64 id;

  for (guint i = 0; i < edit->events->len; i++)
    if (!cw_alert_events_table_add (database, g_ptr_array_index (edit->events, i), &id, error))
      return FALSE;
  return cw_alert_events_table_prune (database, error);
}

/**
 * cw_store_restore_alert_events_async:
 * @self: a store
 * @events: (element-type CwAlertEvent): what was removed; references are taken
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * Undoes their removal: each has the number again that it had.
 */
void
cw_store_restore_alert_events_async (CwStore *self,
                                     const GPtrArray *events,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (self != NULL && events != NULL);
  begin_edit (self, restore_events, &(Edit){ .events = cw_alert_events_copy (events) }, NULL,
              callback, user_data);
}
