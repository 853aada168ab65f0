/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alerts-table.h"

static gpointer
read_event (CwStatement *statement)
{
  CwAlert fields;
  g_autoptr (CwAlert) alert = NULL;
  CwAlertEvent event = { .id = cw_statement_get_int (statement, 0) };

  cw_alert_get (statement, 1, &fields);
  alert = cw_alert_new (&fields);
  event.alert = alert;
  event.value = cw_statement_get_double (statement, 11);
  event.threshold = cw_statement_get_double (statement, 12);
  event.before = cw_alert_get_word (statement, 13);
  event.after = cw_alert_get_word (statement, 14);
  event.decimals = (int) cw_statement_get_int (statement, 15);
  event.time = cw_statement_get_int (statement, 16);
  event.fired_at = cw_statement_get_int (statement, 17);
  event.seen = cw_statement_get_int (statement, 18) != 0;
  return cw_alert_event_new (&event);
}

/**
 * cw_alert_events_table_load:
 * @database: a connection, in a transaction
 * @cancellable: (nullable): stops it
 * @events: (out) (transfer full) (element-type CwAlertEvent): what fired, the newest first
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether all is well
 */
gboolean
cw_alert_events_table_load (CwDatabase *database,
                            GCancellable *cancellable,
                            GPtrArray **events,
                            GError **error)
{
  return cw_alert_table_load (database,
                              "SELECT id, " CW_ALERT_COLUMNS
                              ", value, threshold, was, became, decimals, time, fired_at, "
                              "seen FROM alert_events ORDER BY fired_at DESC, id DESC",
                              read_event, (GDestroyNotify) cw_alert_event_unref, cancellable,
                              events, error);
}

/**
 * cw_alert_events_table_add:
 * @database: a connection, in a transaction
 * @event: what fired; its id is used again if it has one that is free
 * @id: (out): its number
 * @error: return location for a #CwStoreError
 *
 * The level is written as it was when it was reached, with splits in it.
 *
 * Returns: whether it was added
 */
gboolean
cw_alert_events_table_add (CwDatabase *database,
                           const CwAlertEvent *event,
                           gint64 *id,
                           GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO alert_events (" CW_ALERT_COLUMNS ", value, threshold, was, became, decimals, "
      "time, fired_at, seen, id) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
      "?14, ?15, ?16, ?17, ?18, CASE WHEN ?19 > 0 AND NOT EXISTS "
      "(SELECT 1 FROM alert_events WHERE id = ?19) THEN ?19 END",
      error);

  if (statement == NULL)
    return FALSE;
  cw_alert_bind (statement, event->alert, cw_alert_get_level (event->alert));
  cw_statement_bind_double (statement, 11, event->value);
  cw_statement_bind_double (statement, 12, event->threshold);
  cw_statement_bind_text (statement, 13, event->before);
  cw_statement_bind_text (statement, 14, event->after);
  cw_statement_bind_int (statement, 15, event->decimals);
  cw_statement_bind_int (statement, 16, event->time);
  cw_statement_bind_int (statement, 17, event->fired_at);
  cw_statement_bind_int (statement, 18, event->seen);
  cw_statement_bind_int (statement, 19, event->id);
  if (!cw_statement_run (statement, error))
    return FALSE;
  *id = cw_database_get_last_id (database);
  return TRUE;
}

/** cw_alert_events_table_prune: forgets all but the latest %CW_ALERT_EVENTS_KEPT */
gboolean
cw_alert_events_table_prune (CwDatabase *database, GError **error)
{
  CwStatement *statement =
      cw_database_prepare (database,
                           "DELETE FROM alert_events WHERE id IN (SELECT id FROM alert_events "
                           "ORDER BY fired_at DESC, id DESC LIMIT -1 OFFSET " G_STRINGIFY (
                               CW_ALERT_EVENTS_KEPT) ")",
                           error);

  return statement != NULL && cw_statement_run (statement, error);
}

/** cw_alert_events_table_see: somebody has looked at what fired under that id, if it is there */
gboolean
cw_alert_events_table_see (CwDatabase *database, gint64 id, GError **error)
{
  return cw_database_run_with_number (database, "UPDATE alert_events SET seen = 1 WHERE id = ?1",
                                      id, error);
}

/** cw_alert_events_table_remove: forgets what fired under that id, if it is there */
gboolean
cw_alert_events_table_remove (CwDatabase *database, gint64 id, GError **error)
{
  return cw_database_run_with_number (database, "DELETE FROM alert_events WHERE id = ?1", id,
                                      error);
}
