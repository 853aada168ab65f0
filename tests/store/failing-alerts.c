/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "failing-alerts.h"

#include "cw-alerts-table.h"
#include "store-helper.h"

static CwAlert *
alert_new (gint64 id, double level)
{
  CwAlert fields = CW_ALERT_INIT;

  fields.id = id;
  fields.symbol = "AAPL";
  fields.level = level;
  return cw_alert_new (&fields);
}

static gboolean
change_alerts (CwDatabase *database, GError **error)
{
  g_autoptr (CwAlert) first = alert_new (1, 2), edited = alert_new (1, 3);
  g_autoptr (CwAlert) second = alert_new (2, 4);
  g_autoptr (CwAlertEvent) event = cw_alert_event_new (&(CwAlertEvent){ .alert = second });
  gint64 id;

  return cw_alerts_table_add (database, first, &id, error)
         && cw_alerts_table_add (database, second, &id, error)
         && cw_alerts_table_edit (database, edited, error)
         && cw_alerts_table_remember (database, edited, error)
         && cw_alert_events_table_add (database, event, &id, error)
         && cw_alert_events_table_see (database, id, error)
         && cw_alert_events_table_prune (database, error)
         && cw_alerts_table_remove (database, second->id, error);
}

gboolean
edit_alerts (CwDatabase *database, GError **error)
{
  return cw_database_begin (database, error)
         && end_transaction (database, change_alerts (database, error), error);
}

static gboolean
read_alerts (CwDatabase *database, GPtrArray **alerts, GPtrArray **events, GError **error)
{
  gboolean loaded;

  *alerts = *events = NULL;
  if (!cw_database_begin_reading (database, error))
    return FALSE;
  loaded = cw_alerts_table_load (database, NULL, alerts, error)
           && cw_alert_events_table_load (database, NULL, events, error);
  cw_database_roll_back (database);
  return loaded;
}

gboolean
load_alerts (CwDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) alerts = NULL, events = NULL;
  gboolean loaded = read_alerts (database, &alerts, &events, error);

  g_assert_true (loaded == (alerts != NULL && events != NULL));
  return loaded;
}

void
assert_alerts (CwDatabase *database, gboolean edited)
{
  g_autoptr (GPtrArray) alerts = NULL, events = NULL;
  g_autoptr (GError) error = NULL;

  read_alerts (database, &alerts, &events, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alerts->len, ==, edited ? 1 : 0);
  g_assert_cmpuint (events->len, ==, edited ? 1 : 0);
  if (edited)
    assert_same_number (((CwAlert *) g_ptr_array_index (alerts, 0))->level, 3);
}
