/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-watch-private.h"

#include "cw-alerts-csv.h"
#include "cw-store-lists.h"

/* Alerts from a file, which are there once the store has them. */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwAlertWatch) self = data;
  g_autoptr (GError) error = NULL;

  if (!cw_store_edit_finish (result, &error))
    cw_alert_watch_tell_failed (self, error);
  /* They have numbers now, and some were there before: they are read as they are. */
  if (cw_store_mirror_end_edit (&self->mirror, TRUE))
    cw_alert_watch_load (self);
}

static void
watch_in_memory (CwAlertWatch *self, const GPtrArray *alerts, gint64 now)
{
  for (guint i = 0; i < alerts->len; i++)
    {
      g_autoptr (CwAlert) alert = cw_alert_begin (g_ptr_array_index (alerts, i), now);

      cw_alert_watch_insert (self, alert);
      cw_alert_watch_look_at (self, alert->symbol);
    }
  cw_alert_watch_tell_changed (self);
}

/**
 * cw_alert_watch_import:
 * @self: a watch
 * @alerts: (element-type CwAlert): what a file said
 *
 * Brings all alerts of a file, or none. One that waits for the same already stays, and takes over
 * what the file says of the rest.
 */
void
cw_alert_watch_import (CwAlertWatch *self, const GPtrArray *alerts)
{
  gint64 now;

  g_return_if_fail (CW_IS_ALERT_WATCH (self) && alerts != NULL);

  if (self->engine == NULL)
    return;
  now = cw_clock_now (cw_engine_get_clock (self->engine));
  if (self->store == NULL)
    {
      watch_in_memory (self, alerts, now);
      return;
    }
  cw_store_mirror_begin_edit (&self->mirror);
  cw_store_import_alerts_async (self->store, alerts, now, imported_cb, g_object_ref (self));
}
