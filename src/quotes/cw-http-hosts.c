/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-hosts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-activity.h"
#include "cw-http-policy.h"
#include "cw-quotes-error.h"

struct _CwHttpHosts
{
  CwHttpLimits limits;
  GMutex mutex; /* held to change the hosts, and to look at them from another thread */
  GHashTable *by_name;
};

/** cw_http_hosts_new: Returns: (transfer full): no hosts yet, to be treated by @limits */
CwHttpHosts *
cw_http_hosts_new (const CwHttpLimits *limits)
{
  CwHttpHosts *self = g_new0 (CwHttpHosts, 1);

  self->limits = *limits;
  g_mutex_init (&self->mutex);
  self->by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) cw_http_host_free);
  return self;
}

/** cw_http_hosts_free: @self: (transfer full) (nullable): hosts of which none is asked any more */
void
cw_http_hosts_free (CwHttpHosts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Whoever watches is told what is not seen from the requests. */
static void
tell_place (CwHttpHosts *self, const CwHttpHost *host, gint64 closed_until)
{
  cw_activity_set_place (CW_ACTIVITY_REQUEST, host->name, self->limits.concurrency, closed_until);
}

/** cw_http_hosts_find: Returns: (transfer none): the host of @uri, which may be a new one */
CwHttpHost *
cw_http_hosts_find (CwHttpHosts *self, GUri *uri)
{
  g_autofree char *name = cw_http_get_host (uri);
  CwHttpHost *host = g_hash_table_lookup (self->by_name, name);

  if (host != NULL)
    return host;
  host = cw_http_host_new (uri);
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (self->by_name, host->name, host);
  g_mutex_unlock (&self->mutex);
  tell_place (self, host, 0);
  return host;
}

/** cw_http_hosts_enter: a request to @host waits for its turn */
void
cw_http_hosts_enter (CwHttpHosts *self, CwHttpHost *host)
{
  g_mutex_lock (&self->mutex);
  host->n_requests++;
  g_mutex_unlock (&self->mutex);
}

/** cw_http_hosts_leave: a request to @host is over */
void
cw_http_hosts_leave (CwHttpHosts *self, CwHttpHost *host)
{
  g_mutex_lock (&self->mutex);
  host->n_requests--;
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_http_hosts_admit:
 * @self: the hosts
 * @host: one of them
 * @when: (out): if it has to wait, when to ask again; %G_MAXINT64 for when something has ended
 * @refusal: (out) (transfer full) (nullable): if it is closed, why
 *
 * Asks for leave to send one request now; if there is, it counts as being under way.
 *
 * Returns: whether to send it
 */
CwHttpAdmission
cw_http_hosts_admit (CwHttpHosts *self, CwHttpHost *host, gint64 *when, GError **refusal)
{
  CwHttpAdmission admission = CW_HTTP_ADMISSION_WAIT;

  *when = G_MAXINT64;
  /* Whichever request to it ends makes room; nobody else changes this number. */
  if (host->n_running >= self->limits.concurrency)
    return admission;
  g_mutex_lock (&self->mutex);
  admission = cw_http_host_admit (host, &self->limits, g_get_monotonic_time (), when);
  host->n_running += admission == CW_HTTP_ADMISSION_GO;
  if (admission == CW_HTTP_ADMISSION_CLOSED)
    *refusal = g_error_copy (host->refusal);
  g_mutex_unlock (&self->mutex);
  return admission;
}

/** cw_http_hosts_note_pause: a request under way has failed and will be repeated */
void
cw_http_hosts_note_pause (CwHttpHosts *self, CwHttpHost *host)
{
  g_mutex_lock (&self->mutex);
  host->n_running--;
  cw_http_host_note_failure (host);
  g_mutex_unlock (&self->mutex);
}

/* 401 and 403 to a request with a key are about the key, or about what was asked for with it; to
 * one without they mean that the host wants no more requests of this kind. */
static gboolean
is_refusal (guint status, gboolean has_secret)
{
  return status == 429 || ((status == 401 || status == 403) && !has_secret);
}

/* Whether a request ended without an answer that a working host would give. */
static gboolean
is_trouble (const CwHttpResponse *response, const GError *error)
{
  if (response != NULL)
    return cw_http_status_is_transient (response->status);
  return g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE)
         || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT)
         || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_INSECURE);
}

static void
note_trouble (CwHttpHost *host, const GError *error, gint64 now, gint64 now_real)
{
  g_autoptr (GError) down = g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN,
                                         /* Translators: %s is a host name */
                                         _ ("%s is out of order"), host->name);

  cw_http_host_note_trouble (host, error != NULL ? error : down, now, now_real);
}

static void
note_end (CwHttpHost *host,
          gboolean has_secret,
          const CwHttpResponse *response,
          const GError *error)
{
  gint64 now = g_get_monotonic_time (), now_real = g_get_real_time () / G_USEC_PER_SEC;

  host->n_running--;
  if (response != NULL && is_refusal (response->status, has_secret))
    cw_http_host_note_refusal (host, response->status == 429, response->retry_after, now, now_real);
  else if (g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED))
    cw_http_host_note_refusal (host, FALSE, -1, now, now_real); /* it asks for consent */
  else if (is_trouble (response, error))
    note_trouble (host, error, now, now_real);
  else if (response != NULL)
    {
      cw_http_host_note_answer (host, now);
      host->answered_at = now_real;
    }
  else
    cw_http_host_note_failure (host);
}

/**
 * cw_http_hosts_note_end:
 * @self: the hosts
 * @host: one of them
 * @has_secret: whether the request carried a key
 * @response: (nullable): the answer to a request that was under way, which is told until when its
 *   host is left alone, or
 * @error: (nullable): why there is none
 */
void
cw_http_hosts_note_end (CwHttpHosts *self,
                        CwHttpHost *host,
                        gboolean has_secret,
                        CwHttpResponse *response,
                        const GError *error)
{
  gint64 before, after;

  g_mutex_lock (&self->mutex);
  before = host->closed_until_real;
  note_end (host, has_secret, response, error);
  after = host->closed_until_real;
  g_mutex_unlock (&self->mutex);
  if (response != NULL)
    response->closed_until = after;
  if (after != before)
    tell_place (self, host, after);
}

/** cw_http_hosts_close: what came from @uri shows that its host wants no such requests */
void
cw_http_hosts_close (CwHttpHosts *self, GUri *uri)
{
  CwHttpHost *host = cw_http_hosts_find (self, uri);
  gint64 closed_until;

  g_mutex_lock (&self->mutex);
  cw_http_host_note_refusal (host, FALSE, -1, g_get_monotonic_time (),
                             g_get_real_time () / G_USEC_PER_SEC);
  closed_until = host->closed_until_real;
  g_mutex_unlock (&self->mutex);
  tell_place (self, host, closed_until);
}

/** cw_http_host_state_free: @state: (transfer full) (nullable): a copy */
void
cw_http_host_state_free (CwHttpHostState *state)
{
  if (state == NULL)
    return;
  g_free (state->name);
  g_free (state->reason);
  g_free (state);
}

static CwHttpHostState *
copy_state (const CwHttpHost *host, const CwHttpLimits *limits, gint64 now)
{
  CwHttpHostState *state = g_new0 (CwHttpHostState, 1);
  gboolean is_closed = now < host->closed_until;

  state->name = g_strdup (host->name);
  state->limit = limits->concurrency;
  state->n_running = host->n_running;
  state->n_waiting = host->n_requests - host->n_running;
  state->per_minute = host->is_local ? 0 : limits->per_minute;
  state->tokens = cw_http_host_count_tokens (host, limits, now);
  state->closed_until = is_closed ? host->closed_until_real : 0;
  if (is_closed && host->refusal != NULL)
    state->reason = g_strdup (host->refusal->message);
  state->answered_at = host->answered_at;
  return state;
}

static int
compare_states (gconstpointer a, gconstpointer b)
{
  const CwHttpHostState *const *first = a, *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

/** cw_http_hosts_dup_states: Returns: (transfer full) (element-type CwHttpHostState): by name */
GPtrArray *
cw_http_hosts_dup_states (CwHttpHosts *self)
{
  GPtrArray *states = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_http_host_state_free);
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer host;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, NULL, &host))
    g_ptr_array_add (states, copy_state (host, &self->limits, now));
  g_mutex_unlock (&self->mutex);
  g_ptr_array_sort (states, compare_states);
  return states;
}

/** cw_http_hosts_ask_anyway: Returns: whether all hosts may be asked now, if only once */
gboolean
cw_http_hosts_ask_anyway (CwHttpHosts *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean all = TRUE;
  GHashTableIter iter;
  gpointer host;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, NULL, &host))
    all &= cw_http_host_ask_anyway (host, now);
  g_mutex_unlock (&self->mutex);
  return all;
}

/** cw_http_hosts_forget_troubles: Returns: whether any host could not be reached on the old network
 */
gboolean
cw_http_hosts_forget_troubles (CwHttpHosts *self)
{
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer host;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, NULL, &host))
    any |= cw_http_host_forget_troubles (host);
  g_mutex_unlock (&self->mutex);
  return any;
}
