/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alerts-csv.h"
#include "cw-alerts-table.h"
#include "cw-store-alerts.h"
#include "cw-store-jobs.h"

/* Alerts from a file: all of them, or none. */

static void
free_alerts (gpointer alerts)
{
  g_ptr_array_unref (alerts);
}

/* Two alerts of the same name would tell the same. */
static char *
name_alert (const CwAlert *alert)
{
  return g_strdup_printf ("%s %d %.12g %d", alert->symbol, (int) alert->kind,
                          cw_alert_get_level (alert), alert->period);
}

static GHashTable *
find_names (const GPtrArray *alerts)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < alerts->len; i++)
    {
      CwAlert *alert = g_ptr_array_index (alerts, i);

      if (!alert->is_target)
        g_hash_table_replace (names, name_alert (alert), alert);
    }
  return names;
}

/* Goes on from where it was, with what the file says of it. */
static gboolean
edit (CwDatabase *database, const CwAlert *before, const CwAlert *alert, GError **error)
{
  CwAlert fields = *before;
  g_autoptr (CwAlert) edited = NULL;

  fields.repeats = alert->repeats;
  if (alert->note[0] != '\0')
    fields.note = alert->note;
  if (alert->provider != NULL)
    fields.provider = alert->provider;
  if (alert->currency[0] != '\0')
    fields.currency = alert->currency;
  edited = cw_alert_new (&fields);
  return cw_alerts_table_edit (database, edited, error);
}

/* What stands twice in the file has no number the second time, and is there already. */
static gboolean
add_or_edit (CwDatabase *database, const CwAlert *before, const CwAlert *alert, GError **error)
{
  gint64 id;

  if (before == NULL)
    return cw_alerts_table_add (database, alert, &id, error);
  return before->id == 0 || edit (database, before, alert, error);
}

static gboolean
import (CwDatabase *database,
        gpointer input,
        GCancellable *cancellable,
        gpointer *result,
        GError **error)
{
  const GPtrArray *alerts = input;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GHashTable) names = NULL;

  if (!cw_alerts_table_load (database, NULL, &there, error))
    return FALSE;
  names = find_names (there);
  for (guint i = 0; i < alerts->len; i++)
    {
      CwAlert *alert = g_ptr_array_index (alerts, i);
      g_autofree char *name = name_alert (alert);
      const CwAlert *before = g_hash_table_lookup (names, name);

      if (!add_or_edit (database, before, alert, error))
        return FALSE;
      if (before == NULL)
        g_hash_table_insert (names, g_steal_pointer (&name), alert);
    }
  return TRUE;
}

/**
 * cw_store_import_alerts_async:
 * @self: a store
 * @alerts: (element-type CwAlert): what a file said; references are taken
 * @now: seconds since 1970, by the market's clock
 * @callback: (nullable): called in the caller's thread-default context; it calls
 *   cw_store_edit_finish()
 * @user_data: what to hand to @callback
 *
 * Brings all alerts of a file, or none. One that waits for the same already stays, with what it
 * remembers, and takes over what the file says of the rest.
 */
void
cw_store_import_alerts_async (CwStore *self,
                              const GPtrArray *alerts,
                              gint64 now,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CwStoreWork work = {
    .kind = CW_STORE_EDIT, .stage = "store-edit", .func = import, .free_input = free_alerts
  };
  GPtrArray *begun;

  g_return_if_fail (self != NULL && alerts != NULL);

  begun = g_ptr_array_new_full (alerts->len, (GDestroyNotify) cw_alert_unref);
  for (guint i = 0; i < alerts->len; i++)
    g_ptr_array_add (begun, cw_alert_begin (g_ptr_array_index (alerts, i), now));
  work.input = begun;
  cw_store_begin (self, &work, NULL, callback, user_data);
}
