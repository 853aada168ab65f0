/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-watch-private.h"

#include "cw-store-lists.h"

/* What a person does with alerts, and how it and what fires gets to the store. */

/* What the store refused is read again as it is. */
static void
end_edit (CwAlertWatch *self, const GError *error)
{
  if (error != NULL)
    cw_alert_watch_tell_failed (self, error);
  if (cw_store_mirror_end_edit (&self->mirror, error != NULL))
    cw_alert_watch_load (self);
}

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwAlertWatch) self = data;
  g_autoptr (GError) error = NULL;

  cw_store_edit_finish (result, &error);
  end_edit (self, error);
}

/* --- what fires --- */

typedef struct
{
  CwAlertWatch *watch; /* owned */
  GPtrArray *events;   /* owned */
} Recording;

static void
recording_free (Recording *recording)
{
  g_object_unref (recording->watch);
  g_ptr_array_unref (recording->events);
  g_free (recording);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recording, recording_free)

/* @ids: (nullable): the store's numbers; without any they get some of our own */
static void
number_events (CwAlertWatch *self, GPtrArray *events, const GArray *ids)
{
  for (guint i = 0; i < events->len; i++)
    {
      CwAlertEvent *before = g_ptr_array_index (events, i);
      CwAlertEvent fields = *before;

      fields.id = ids != NULL ? g_array_index (ids, gint64, i) : --self->last_local_id;
      events->pdata[i] = cw_alert_event_new (&fields);
      cw_alert_event_unref (before);
    }
}

/* What could not be written is told all the same. */
static void
tell_events (CwAlertWatch *self, GPtrArray *events, const GArray *ids)
{
  if (self->engine == NULL || events->len == 0)
    return;
  number_events (self, events, ids);
  cw_alert_watch_tell_fired (self, events);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Recording) recording = data;
  CwAlertWatch *self = recording->watch;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = cw_store_record_alerts_finish (result, &error);

  tell_events (self, recording->events, ids);
  if (error != NULL)
    cw_alert_watch_tell_failed (self, error);
  if (cw_store_mirror_end_edit (&self->mirror, FALSE))
    cw_alert_watch_load (self);
}

/** cw_alert_watch_record: writes down what a look has found, and tells what fired */
void
cw_alert_watch_record (CwAlertWatch *self, const GPtrArray *alerts, const GPtrArray *events)
{
  g_autoptr (GPtrArray) copy = cw_alert_events_copy (events);
  Recording *recording;

  if (self->store == NULL)
    {
      tell_events (self, copy, NULL);
      return;
    }
  recording = g_new (Recording, 1);
  *recording = (Recording){ g_object_ref (self), g_steal_pointer (&copy) };
  cw_store_mirror_begin_edit (&self->mirror);
  cw_store_record_alerts_async (self->store, alerts, events, recorded_cb, recording);
}

/* --- alerts --- */

typedef struct
{
  CwAlertWatch *watch; /* owned */
  CwAlert *alert;      /* owned: as it was written */
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->watch);
  cw_alert_unref (adding->alert);
  g_free (adding);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

static void
write_memory (CwAlertWatch *self, const CwAlertWatched *watched)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_ptr_array_add (alerts, cw_alert_watched_dup_alert (watched));
  cw_alert_watch_record (self, alerts, none);
}

/* It may have been looked at while it had no number, have fired, or been removed. */
static void
take_number (CwAlertWatch *self, const CwAlert *added, gint64 id)
{
  CwAlertWatched *watched = cw_alert_watch_find (self, added->id);
  g_autoptr (CwAlert) before = NULL;
  CwAlert fields;
  gboolean was_edited;

  if (watched == NULL)
    {
      cw_store_mirror_begin_edit (&self->mirror);
      cw_store_remove_alert_async (self->store, id, edited_cb, g_object_ref (self));
      return;
    }
  fields = *watched->alert;
  fields.id = id;
  was_edited = watched->alert != added;
  before = watched->alert;
  watched->alert = cw_alert_new (&fields);
  if (was_edited)
    {
      cw_store_mirror_begin_edit (&self->mirror);
      cw_store_edit_alert_async (self->store, watched->alert, edited_cb, g_object_ref (self));
    }
  if (cw_alert_memory_is_news (&added->memory, &watched->memory))
    write_memory (self, watched);
  cw_alert_watch_tell_changed (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Adding) adding = data;
  CwAlertWatch *self = adding->watch;
  g_autoptr (GError) error = NULL;
  gint64 id = cw_store_add_alert_finish (result, &error);

  if (self->store != NULL && id > 0)
    take_number (self, adding->alert, id);
  end_edit (self, error);
}

/** cw_alert_watch_insert: watches @alert and writes it; tells nobody */
void
cw_alert_watch_insert (CwAlertWatch *self, const CwAlert *alert)
{
  CwAlert fields = *alert;
  g_autoptr (CwAlert) numbered = NULL;
  Adding *adding;

  if (fields.id == 0)
    fields.id = --self->last_local_id;
  numbered = cw_alert_new (&fields);
  cw_alert_watch_put (self, numbered);
  if (self->store == NULL)
    return;
  adding = g_new (Adding, 1);
  *adding = (Adding){ g_object_ref (self), cw_alert_ref (numbered) };
  cw_store_mirror_begin_edit (&self->mirror);
  cw_store_add_alert_async (self->store, numbered, added_cb, adding);
}

/**
 * cw_alert_watch_add:
 * @self: a watch
 * @alert: a new one, with 0 for its number, or one that was removed
 *
 * Its first look is at what is known already, which is no news.
 */
void
cw_alert_watch_add (CwAlertWatch *self, const CwAlert *alert)
{
  g_return_if_fail (CW_IS_ALERT_WATCH (self) && alert != NULL);

  cw_alert_watch_insert (self, alert);
  cw_alert_watch_look_at (self, alert->symbol);
  cw_alert_watch_tell_changed (self);
}

/**
 * cw_alert_watch_edit:
 * @self: a watch
 * @alert: what the alert with its number is from now on
 *
 * It begins anew: its next look is its first.
 */
void
cw_alert_watch_edit (CwAlertWatch *self, const CwAlert *alert)
{
  CwAlert fields;
  g_autoptr (CwAlert) fresh = NULL;

  g_return_if_fail (CW_IS_ALERT_WATCH (self) && alert != NULL);

  if (cw_alert_watch_find (self, alert->id) == NULL)
    return;
  fields = *alert;
  fields.memory = CW_ALERT_INIT.memory;
  fresh = cw_alert_new (&fields);
  cw_alert_watch_put (self, fresh);
  if (self->store != NULL && alert->id > 0)
    {
      cw_store_mirror_begin_edit (&self->mirror);
      cw_store_edit_alert_async (self->store, fresh, edited_cb, g_object_ref (self));
    }
  cw_alert_watch_look_at (self, alert->symbol);
  cw_alert_watch_tell_changed (self);
}

/** cw_alert_watch_delete: watches the alert no more and removes it from the store; tells nobody */
void
cw_alert_watch_delete (CwAlertWatch *self, gint64 id)
{
  cw_alert_watch_take_out (self, id);
  if (self->store == NULL || id < 0)
    return;
  cw_store_mirror_begin_edit (&self->mirror);
  cw_store_remove_alert_async (self->store, id, edited_cb, g_object_ref (self));
}

/**
 * cw_alert_watch_remove:
 * @self: a watch
 * @id: an alert's number
 *
 * Returns: (transfer full) (nullable): the alert, for cw_alert_watch_add() to undo this
 */
CwAlert *
cw_alert_watch_remove (CwAlertWatch *self, gint64 id)
{
  CwAlertWatched *watched;
  CwAlert *removed;

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), NULL);

  watched = cw_alert_watch_find (self, id);
  if (watched == NULL)
    return NULL;
  removed = cw_alert_watched_dup_alert (watched);
  cw_alert_watch_delete (self, id);
  cw_alert_watch_tell_changed (self);
  return removed;
}

/* --- what has fired --- */

/* @id: whose, or 0 for all */
static GArray *
collect_unseen (const GPtrArray *events, gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < events->len; i++)
    {
      const CwAlertEvent *event = g_ptr_array_index (events, i);

      if (!event->seen && (id == 0 || event->id == id))
        g_array_append_val (ids, event->id);
    }
  return ids;
}

static GArray *
collect_ids (const GPtrArray *events)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < events->len; i++)
    {
      const CwAlertEvent *event = g_ptr_array_index (events, i);

      if (event->id > 0)
        g_array_append_val (ids, event->id);
    }
  return ids;
}

static CwAlertEvent *
event_new_seen (const CwAlertEvent *event)
{
  CwAlertEvent fields = *event;

  fields.seen = TRUE;
  return cw_alert_event_new (&fields);
}

static void
mark_seen (CwAlertWatch *self, gint64 id)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      CwAlertEvent *event = g_ptr_array_index (self->events, i);

      if (id != 0 && event->id != id)
        continue;
      self->events->pdata[i] = event_new_seen (event);
      cw_alert_event_unref (event);
    }
}

/**
 * cw_alert_watch_see_events:
 * @self: a watch
 * @id: the number of what has fired, or 0 for all that has
 *
 * Remembers that somebody has looked at it.
 */
void
cw_alert_watch_see_events (CwAlertWatch *self, gint64 id)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (CW_IS_ALERT_WATCH (self));

  ids = collect_unseen (self->events, id);
  if (ids->len == 0)
    return;
  mark_seen (self, id);
  if (self->store != NULL)
    {
      cw_store_mirror_begin_edit (&self->mirror);
      cw_store_see_alert_events_async (self->store, ids, edited_cb, g_object_ref (self));
    }
  cw_alert_watch_tell_changed (self);
}

/** cw_alert_watch_remove_events: forgets all that has fired; Returns: (transfer full)
 * (element-type CwAlertEvent): what that was, for cw_alert_watch_restore_events() to undo this */
GPtrArray *
cw_alert_watch_remove_events (CwAlertWatch *self)
{
  g_autoptr (GArray) ids = NULL;
  GPtrArray *removed;

  g_return_val_if_fail (CW_IS_ALERT_WATCH (self), NULL);

  removed = cw_alert_events_copy (self->events);
  ids = collect_ids (removed);
  g_ptr_array_set_size (self->events, 0);
  if (self->store != NULL)
    {
      cw_store_mirror_begin_edit (&self->mirror);
      cw_store_remove_alert_events_async (self->store, ids, edited_cb, g_object_ref (self));
    }
  cw_alert_watch_tell_changed (self);
  return removed;
}

/** cw_alert_watch_restore_events: takes back that @events were forgotten; what fired since then is
 * newer */
void
cw_alert_watch_restore_events (CwAlertWatch *self, const GPtrArray *events)
{
  g_return_if_fail (CW_IS_ALERT_WATCH (self) && events != NULL);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (self->events, cw_alert_event_ref (g_ptr_array_index (events, i)));
  if (self->store != NULL)
    {
      cw_store_mirror_begin_edit (&self->mirror);
      cw_store_restore_alert_events_async (self->store, events, edited_cb, g_object_ref (self));
    }
  cw_alert_watch_tell_changed (self);
}
