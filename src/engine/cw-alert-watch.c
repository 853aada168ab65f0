/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-watch-private.h"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_UPDATED,
  SIGNAL_FIRED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwAlertWatch, cw_alert_watch, G_TYPE_OBJECT)

static void
watched_free (gpointer data)
{
  CwAlertWatched *watched = data;

  cw_alert_unref (watched->alert);
  g_free (watched);
}

static GPtrArray *
new_events (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_event_unref);
}

/* --- what its other files need --- */

/** cw_alert_watch_find: Returns: (transfer none) (nullable): the alert with that number */
CwAlertWatched *
cw_alert_watch_find (CwAlertWatch *self, gint64 id)
{
  for (guint i = 0; i < self->watched->len; i++)
    {
      CwAlertWatched *watched = g_ptr_array_index (self->watched, i);

      if (watched->alert->id == id)
        return watched;
    }
  return NULL;
}

/** cw_alert_watched_dup_alert: Returns: (transfer full): the alert with what it remembers now */
CwAlert *
cw_alert_watched_dup_alert (const CwAlertWatched *watched)
{
  CwAlert fields = *watched->alert;

  fields.memory = watched->memory;
  return cw_alert_new (&fields);
}

/** cw_alert_watch_ensure_symbol: Returns: (transfer none): what is known of @symbol, if only that
 * nothing is */
CwAlertSymbol *
cw_alert_watch_ensure_symbol (CwAlertWatch *self, const char *symbol)
{
  CwAlertSymbol *known = g_hash_table_lookup (self->symbols, symbol);

  if (known == NULL)
    {
      known = cw_alert_symbol_new (symbol);
      g_hash_table_insert (self->symbols, g_strdup (symbol), known);
    }
  return known;
}

/** cw_alert_watch_put: watches @alert from now on, in place of the one with its number if there is
 * one; Returns: (transfer none): it */
CwAlertWatched *
cw_alert_watch_put (CwAlertWatch *self, const CwAlert *alert)
{
  CwAlertWatched *watched = cw_alert_watch_find (self, alert->id);
  CwAlertSymbol *symbol = cw_alert_watch_ensure_symbol (self, alert->symbol);

  if (watched == NULL)
    {
      watched = g_new0 (CwAlertWatched, 1);
      g_ptr_array_add (self->watched, watched);
    }
  g_clear_pointer (&watched->alert, cw_alert_unref);
  watched->alert = cw_alert_ref (alert);
  watched->memory = alert->memory;
  cw_alert_symbol_want_average (symbol, alert->period);
  return watched;
}

/** cw_alert_watch_take_out: watches the alert with that number no more */
void
cw_alert_watch_take_out (CwAlertWatch *self, gint64 id)
{
  CwAlertWatched *watched = cw_alert_watch_find (self, id);

  if (watched != NULL)
    g_ptr_array_remove (self->watched, watched);
}

/** cw_alert_watch_tell_changed: emits `changed` */
void
cw_alert_watch_tell_changed (CwAlertWatch *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/** cw_alert_watch_tell_fired: keeps @events, the oldest first, and emits `fired` */
void
cw_alert_watch_tell_fired (CwAlertWatch *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_insert (self->events, 0, cw_alert_event_ref (g_ptr_array_index (events, i)));
  cw_alert_watch_tell_changed (self);
  g_signal_emit (self, signals[SIGNAL_FIRED], 0, events);
}

/** cw_alert_watch_tell_failed: emits `failed`, unless that is for closing */
void
cw_alert_watch_tell_failed (CwAlertWatch *self, const GError *error)
{
  if (self->engine != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

/* --- reading --- */

static void
replace_all (CwAlertWatch *self, const CwStoredAlerts *stored)
{
  g_ptr_array_set_size (self->watched, 0);
  for (guint i = 0; i < stored->alerts->len; i++)
    cw_alert_watch_put (self, g_ptr_array_index (stored->alerts, i));
  g_ptr_array_set_size (self->events, 0);
  for (guint i = 0; i < stored->events->len; i++)
    g_ptr_array_add (self->events, cw_alert_event_ref (g_ptr_array_index (stored->events, i)));
}

static void
look_at_all (CwAlertWatch *self)
{
  g_auto (GStrv) symbols = (char **) g_hash_table_get_keys_as_array (self->symbols, NULL);

  /* Copied, because a look may forget some. */
  for (gsize i = 0; symbols[i] != NULL; i++)
    symbols[i] = g_strdup (symbols[i]);
  for (gsize i = 0; symbols[i] != NULL; i++)
    cw_alert_watch_look_at (self, symbols[i]);
}

static void
take_stored (CwAlertWatch *self, const CwStoredAlerts *stored)
{
  if (stored != NULL)
    replace_all (self, stored);
  self->is_loaded = TRUE;
  cw_alert_watch_apply_targets (self);
  cw_alert_watch_tell_changed (self);
  look_at_all (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStoreReading) reading = data;
  CwAlertWatch *self = reading->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredAlerts) stored = cw_store_load_alerts_finish (result, &error);
  CwStoreAnswer answer = cw_store_mirror_end_reading (&self->mirror, reading, stored != NULL);

  if (answer == CW_STORE_ANSWER_ASK_AGAIN)
    cw_alert_watch_load (self);
  if (answer != CW_STORE_ANSWER_TAKE)
    return;
  take_stored (self, stored);
  if (stored == NULL)
    cw_alert_watch_tell_failed (self, error);
}

/**
 * cw_alert_watch_load:
 * @self: a watch
 *
 * Reads the alerts and what has fired from the store.
 */
void
cw_alert_watch_load (CwAlertWatch *self)
{
  CwStoreReading *reading;

  g_return_if_fail (CW_IS_ALERT_WATCH (self));

  if (self->store == NULL)
    return;
  reading = cw_store_mirror_begin_reading (&self->mirror, self);
  cw_store_load_alerts_async (self->store, reading->cancellable, read_cb, reading);
}

/* --- the object --- */

static void
cw_alert_watch_dispose (GObject *object)
{
  CwAlertWatch *self = CW_ALERT_WATCH (object);

  cw_alert_watch_shut_down (self);
  g_clear_pointer (&self->loads, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->symbols, g_hash_table_unref);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  cw_store_mirror_clear (&self->mirror);
  G_OBJECT_CLASS (cw_alert_watch_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, guint n_parameters, GType parameter)
{
  return g_signal_new (name, CW_TYPE_ALERT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_parameters, parameter);
}

static void
cw_alert_watch_class_init (CwAlertWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_alert_watch_dispose;

  signals[SIGNAL_CHANGED] = add_signal ("changed", 0, G_TYPE_NONE);
  signals[SIGNAL_UPDATED] = add_signal ("updated", 0, G_TYPE_NONE);
  signals[SIGNAL_FIRED] = add_signal ("fired", 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_FAILED] = add_signal ("failed", 1, G_TYPE_STRING);
}

static void
cw_alert_watch_init (CwAlertWatch *self)
{
  self->watched = g_ptr_array_new_with_free_func (watched_free);
  self->events = new_events ();
  self->symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) cw_alert_symbol_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->loads = g_ptr_array_new_with_free_func (g_object_unref);
  cw_store_mirror_init (&self->mirror);
}

static void
outcomes_cb (CwAlertWatch *self, GPtrArray *outcomes)
{
  if (g_hash_table_size (self->symbols) == 0)
    return;
  cw_alert_watch_look_at_outcomes (self, outcomes);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

/**
 * cw_alert_watch_new:
 * @engine: whose outcomes are heard, and in whose store the alerts are
 *
 * Returns: (transfer full): a watch whose alerts cw_alert_watch_load() has yet to read
 */
CwAlertWatch *
cw_alert_watch_new (CwEngine *engine)
{
  CwAlertWatch *self = g_object_new (CW_TYPE_ALERT_WATCH, NULL);

  self->engine = g_object_ref (engine);
  self->store = cw_engine_get_store (engine);
  self->is_loaded = self->store == NULL;
  g_signal_connect_object (engine, "outcomes", G_CALLBACK (outcomes_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * cw_alert_watch_shut_down:
 * @self: a watch
 *
 * What was edited and what has fired is written still, but nothing more is heard. To be called
 * before the engine is shut down.
 */
void
cw_alert_watch_shut_down (CwAlertWatch *self)
{
  g_return_if_fail (CW_IS_ALERT_WATCH (self));

  if (self->engine == NULL)
    return;
  g_cancellable_cancel (self->mirror.cancellable);
  g_signal_handlers_disconnect_by_data (self->engine, self);
  g_ptr_array_set_size (self->loads, 0);
  g_hash_table_remove_all (self->symbols);
  g_clear_object (&self->engine);
  self->store = NULL;
}

/** cw_alert_watch_is_loaded: Returns: whether they have been read, or never will be */
gboolean
cw_alert_watch_is_loaded (CwAlertWatch *self)
{
  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), FALSE);
  return self->is_loaded;
}

/** cw_alert_watch_get_alerts: Returns: (transfer full) (element-type CwAlert): the alerts, in the
 * order in which they were made */
GPtrArray *
cw_alert_watch_get_alerts (CwAlertWatch *self)
{
  GPtrArray *alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), alerts);

  for (guint i = 0; i < self->watched->len; i++)
    g_ptr_array_add (alerts, cw_alert_ref (((CwAlertWatched *) self->watched->pdata[i])->alert));
  return alerts;
}

/** cw_alert_watch_get_events: Returns: (transfer none) (element-type CwAlertEvent): what has fired,
 * the newest first */
GPtrArray *
cw_alert_watch_get_events (CwAlertWatch *self)
{
  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), NULL);
  return self->events;
}

/** cw_alert_watch_count_unseen: Returns: how much has fired that nobody has looked at */
guint
cw_alert_watch_count_unseen (CwAlertWatch *self)
{
  guint n = 0;

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), 0);

  for (guint i = 0; i < self->events->len; i++)
    n += !((CwAlertEvent *) g_ptr_array_index (self->events, i))->seen;
  return n;
}

/** cw_alert_watch_get_symbols: Returns: (transfer full) (array zero-terminated=1): the symbols that
 * have alerts, each once: what a refresh of prices must ask for, whichever list is shown */
char **
cw_alert_watch_get_symbols (CwAlertWatch *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *symbols = g_ptr_array_new ();

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), NULL);

  for (guint i = 0; i < self->watched->len; i++)
    {
      const CwAlert *alert = ((CwAlertWatched *) self->watched->pdata[i])->alert;

      if (g_hash_table_add (seen, (gpointer) alert->symbol))
        g_ptr_array_add (symbols, g_strdup (alert->symbol));
    }
  g_ptr_array_add (symbols, NULL);
  return (char **) g_ptr_array_free (symbols, FALSE);
}
