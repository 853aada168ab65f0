/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-queue.h"

#include <glib/gi18n-lib.h>

#include "cw-http-fetch.h"
#include "cw-http-policy.h"
#include "cw-quotes-error.h"

struct _CwHttpQueue
{
  CwHttpLimits limits;
  CwHttpFetchOwner owner;
  GSequence *waiting; /* of Entry, the next one first */
  GHashTable *begun;  /* of Entry by its fetch: all that have not ended */
  GHashTable *equals; /* the same by what they ask for */
  CwHttpHosts *hosts;
  GSource *wake;      /* owned, nullable: when a host may be asked again */
  guint64 n_requests; /* ever made */
  gboolean closing, pumping, pump_again;
};

/* A fetch and all who wait for it. */
typedef struct
{
  CwHttpQueue *queue;
  CwHttpFetch *fetch;   /* owned */
  char *key;            /* equal requests have equal keys */
  CwHttpHost *host;     /* not owned */
  GPtrArray *waiters;   /* of Waiter */
  GSequenceIter *place; /* while queued */
  int priority;
  guint64 number; /* of equal priority the earlier goes first */
} Entry;

/* Somebody who has asked. */
typedef struct
{
  Entry *entry;
  GTask *task;        /* owned */
  GSource *cancelled; /* owned, nullable */
} Waiter;

static void pump (CwHttpQueue *self);

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  if (waiter->cancelled != NULL)
    g_source_destroy (waiter->cancelled);
  g_clear_pointer (&waiter->cancelled, g_source_unref);
  g_object_unref (waiter->task);
  g_free (waiter);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  cw_http_fetch_free (entry->fetch);
  g_ptr_array_unref (entry->waiters);
  g_free (entry->key);
  g_free (entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *first = a, *second = b;

  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;
  return first->number < second->number ? -1 : first->number > second->number;
}

static void
enter_queue (Entry *entry)
{
  entry->place = g_sequence_insert_sorted (entry->queue->waiting, entry, compare_entries, NULL);
}

static void
leave_queue (Entry *entry)
{
  if (entry->place != NULL)
    g_sequence_remove (entry->place);
  entry->place = NULL;
}

/* Whoever waits for the same thing more urgently pulls it forward for all. */
static void
hurry (Entry *entry, int priority)
{
  if (priority >= entry->priority)
    return;
  entry->priority = priority;
  if (entry->place != NULL)
    g_sequence_sort_changed (entry->place, compare_entries, NULL);
}

static gboolean
is_equal_first (Entry *entry)
{
  return g_hash_table_lookup (entry->queue->equals, entry->key) == entry;
}

/* The one place where requests end; whoever asked for the same gets the same. The entry is taken
 * out before, because a callback may ask for the same again at once. */
static void
end_entry (Entry *entry, CwHttpResponse *response, const GError *error)
{
  leave_queue (entry);
  if (is_equal_first (entry))
    g_hash_table_remove (entry->queue->equals, entry->key);
  g_hash_table_steal (entry->queue->begun, entry->fetch);
  cw_http_hosts_leave (entry->queue->hosts, entry->host);
  for (guint i = 0; i < entry->waiters->len; i++)
    {
      Waiter *waiter = g_ptr_array_index (entry->waiters, i);

      if (error != NULL)
        g_task_return_error (waiter->task, g_error_copy (error));
      else
        g_task_return_pointer (waiter->task, cw_http_response_copy (response),
                               (GDestroyNotify) cw_http_response_free);
    }
  entry_free (entry);
}

static void
fetch_ended (CwHttpFetch *fetch, CwHttpResponse *response, GError *error, gpointer data)
{
  CwHttpQueue *self = data;
  Entry *entry = g_hash_table_lookup (self->begun, fetch);

  if (cw_http_fetch_get_state (fetch) == CW_HTTP_FETCH_RUNNING)
    cw_http_hosts_note_end (self->hosts, entry->host, cw_http_fetch_has_secret (fetch), response,
                            error);
  end_entry (entry, response, error);
  cw_http_response_free (response);
  g_clear_error (&error);
  pump (self);
}

static void
fetch_paused (CwHttpFetch *fetch, gpointer data)
{
  CwHttpQueue *self = data;
  Entry *entry = g_hash_table_lookup (self->begun, fetch);

  cw_http_hosts_note_pause (self->hosts, entry->host);
  pump (self);
}

static void
fetch_resumed (CwHttpFetch *fetch, gpointer data)
{
  CwHttpQueue *self = data;

  cw_http_fetch_queue (fetch);
  enter_queue (g_hash_table_lookup (self->begun, fetch));
  pump (self);
}

static void
clear_wake (CwHttpQueue *self)
{
  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);
}

static gboolean
wake_cb (gpointer data)
{
  CwHttpQueue *self = data;

  clear_wake (self);
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
wake_at (CwHttpQueue *self, gint64 when)
{
  gint64 milliseconds = (when - g_get_monotonic_time ()) / 1000 + 1;

  clear_wake (self);
  if (when == G_MAXINT64)
    return;
  self->wake = g_timeout_source_new ((guint) CLAMP (milliseconds, 1, G_MAXINT));
  g_source_set_callback (self->wake, wake_cb, self, NULL);
  g_source_attach (self->wake, self->owner.context);
}

/* Sends what is queued, if its host may be asked; returns when to try again otherwise. */
static gint64
try_to_send (CwHttpQueue *self, Entry *entry)
{
  g_autoptr (GError) refusal = NULL;
  gint64 when;

  switch (cw_http_hosts_admit (self->hosts, entry->host, &when, &refusal))
    {
    case CW_HTTP_ADMISSION_WAIT:
      return when;
    case CW_HTTP_ADMISSION_CLOSED:
      end_entry (entry, NULL, refusal);
      break;
    case CW_HTTP_ADMISSION_GO:
    default:
      leave_queue (entry);
      cw_http_fetch_send (entry->fetch);
      break;
    }
  return G_MAXINT64;
}

static gint64
pump_once (CwHttpQueue *self)
{
  GSequenceIter *place = g_sequence_get_begin_iter (self->waiting);
  gint64 when = G_MAXINT64;

  while (!g_sequence_iter_is_end (place))
    {
      Entry *entry = g_sequence_get (place);
      gint64 later;

      place = g_sequence_iter_next (place);
      later = try_to_send (self, entry);
      when = MIN (when, later);
    }
  return when;
}

/* Keeps the session as busy as the limits allow and no busier: its own queue is slow when long.
 * Whoever is refused may ask for something else at once, from within; that has to wait until the
 * walk over the queue is over. */
static void
pump (CwHttpQueue *self)
{
  gint64 when = G_MAXINT64;

  self->pump_again = TRUE;
  if (self->pumping || self->closing)
    return;
  self->pumping = TRUE;
  while (self->pump_again)
    {
      self->pump_again = FALSE;
      when = pump_once (self);
    }
  self->pumping = FALSE;
  wake_at (self, when);
}

/* A request that nobody waits for any more is given up. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Waiter *waiter = data;
  Entry *entry = waiter->entry;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  if (entry->waiters->len == 1)
    {
      /* Nobody new joins what is on its way out. */
      if (is_equal_first (entry))
        g_hash_table_remove (entry->queue->equals, entry->key);
      cw_http_fetch_give_up (entry->fetch, cw_http_new_cancelled ());
      return G_SOURCE_REMOVE;
    }
  g_ptr_array_remove_fast (entry->waiters, waiter);
  g_task_return_error (task, cw_http_new_cancelled ());
  return G_SOURCE_REMOVE;
}

static void
add_waiter (Entry *entry, GTask *task, GCancellable *cancellable)
{
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->entry = entry;
  waiter->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->cancelled, entry->queue->owner.context);
    }
  g_ptr_array_add (entry->waiters, waiter);
}

static char *
make_key (const CwHttpRequest *request)
{
  g_autofree char *secret =
      request->secret != NULL
          ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, request->secret, -1)
          : NULL;

  return g_strdup_printf ("%s\n%s\n%" G_GSIZE_FORMAT "\n%u", request->url,
                          secret != NULL ? secret : "", request->max_bytes,
                          request->deadline_seconds);
}

/* Returns NULL if the address is none. */
static Entry *
add_entry (CwHttpQueue *self, const CwHttpRequest *request, char *key)
{
  CwHttpFetch *fetch = cw_http_fetch_new (&self->owner, request);
  Entry *entry;

  if (fetch == NULL)
    {
      g_free (key);
      return NULL;
    }
  entry = g_new0 (Entry, 1);
  entry->queue = self;
  entry->fetch = fetch;
  entry->key = key;
  entry->host = cw_http_hosts_find (self->hosts, cw_http_fetch_get_uri (fetch));
  cw_http_hosts_enter (self->hosts, entry->host);
  entry->waiters = g_ptr_array_new_with_free_func (waiter_free);
  entry->priority = request->priority;
  entry->number = self->n_requests++;
  g_hash_table_insert (self->begun, fetch, entry);
  g_hash_table_insert (self->equals, entry->key, entry);
  enter_queue (entry);
  return entry;
}

static Entry *
find_or_add_entry (CwHttpQueue *self, const CwHttpRequest *request)
{
  g_autofree char *key = make_key (request);
  Entry *entry = g_hash_table_lookup (self->equals, key);

  if (entry == NULL)
    return add_entry (self, request, g_steal_pointer (&key));
  hurry (entry, request->priority);
  return entry;
}

/**
 * cw_http_queue_add:
 * @self: a queue
 * @request: what to fetch; copied
 * @task: what to answer with a #CwHttpResponse, or an error, once
 * @cancellable: (nullable): gives the request up
 *
 * Adds a request, or joins one that asks for the same and has not ended yet.
 *
 * Returns: whether it did; %FALSE if the address is none
 */
gboolean
cw_http_queue_add (CwHttpQueue *self,
                   const CwHttpRequest *request,
                   GTask *task,
                   GCancellable *cancellable)
{
  Entry *entry = find_or_add_entry (self, request);

  if (entry == NULL)
    return FALSE;
  add_waiter (entry, task, cancellable);
  pump (self);
  return TRUE;
}

/** cw_http_new_cancelled: Returns: (transfer full): what a request that was given up ends with */
GError *
cw_http_new_cancelled (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
}

/**
 * cw_http_queue_new:
 * @session: what sends
 * @context: the context of the one thread in which the queue lives
 * @limits: how hosts are treated; copied
 * @trace: (nullable): where requests are recorded; it must outlive the queue
 * @behind_portal: whether this network wants a sign-in, to be read atomically; it must outlive the
 *   queue
 *
 * Returns: (transfer full): an empty queue
 */
CwHttpQueue *
cw_http_queue_new (SoupSession *session,
                   GMainContext *context,
                   const CwHttpLimits *limits,
                   CwTrace *trace,
                   gint *behind_portal)
{
  CwHttpQueue *self = g_new0 (CwHttpQueue, 1);

  self->limits = *limits;
  self->waiting = g_sequence_new (NULL);
  self->begun = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  self->equals = g_hash_table_new (g_str_hash, g_str_equal);
  self->hosts = cw_http_hosts_new (limits);
  self->owner = (CwHttpFetchOwner){
    .session = session,
    .buffers = cw_buffer_pool_new (limits->concurrency),
    .context = context,
    .trace = trace,
    .limits = &self->limits,
    .behind_portal = behind_portal,
    .odd_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .data = self,
    .paused = fetch_paused,
    .resumed = fetch_resumed,
    .ended = fetch_ended,
  };
  return self;
}

/** cw_http_queue_abort: gives up every request; nothing is sent from now on */
void
cw_http_queue_abort (CwHttpQueue *self)
{
  g_autoptr (GList) fetches = g_hash_table_get_keys (self->begun);

  self->closing = TRUE;
  for (GList *l = fetches; l != NULL; l = l->next)
    cw_http_fetch_give_up (l->data, cw_http_new_cancelled ());
}

/** cw_http_queue_free: @self: (transfer full): a queue in which every request has ended */
void
cw_http_queue_free (CwHttpQueue *self)
{
  g_return_if_fail (g_hash_table_size (self->begun) == 0);
  clear_wake (self);
  cw_buffer_pool_unref (self->owner.buffers);
  g_hash_table_unref (self->owner.odd_types);
  g_sequence_free (self->waiting);
  g_hash_table_unref (self->equals);
  g_hash_table_unref (self->begun);
  cw_http_hosts_free (self->hosts);
  g_free (self);
}

/** cw_http_queue_get_hosts: Returns: (transfer none): the hosts, of which any thread may ask */
CwHttpHosts *
cw_http_queue_get_hosts (CwHttpQueue *self)
{
  return self->hosts;
}

/** cw_http_queue_get_skew: Returns: how far ahead the servers' clocks are, in seconds */
gint64
cw_http_queue_get_skew (CwHttpQueue *self)
{
  return self->owner.skew;
}
