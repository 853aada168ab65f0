/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-client.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "cw-http-policy.h"
#include "cw-http-queue.h"
#include "cw-quotes-error.h"

#define USER_AGENT "Mozilla/5.0 (compatible; Candlewick/" PACKAGE_VERSION ")"
#define IDLE_SECONDS 30
/* Bars and figures come from a host each; more are asked for only where somebody redirects. */
#define MAX_HOSTS 4
#define MAX_LEFTOVERS 1000

struct _CwHttpClient
{
  CwLoopThread *network;
  CwHttpLimits limits;
  CwTrace *trace; /* owned, nullable */

  /* What follows belongs to the network thread. */
  SoupSession *session;
  CwHttpQueue *queue;
  gboolean closing;

  gint behind_portal; /* atomic */
  GMutex mutex;
  GCond ended;
  guint n_pending; /* requests whose callbacks have not returned yet; under @mutex */
};

/* What a caller wants to be called with; it outlives the request, until the callback has returned.
 */
typedef struct
{
  CwHttpClient *client;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Ending;

/** cw_http_response_copy: Returns: (transfer full): another response with the same body */
CwHttpResponse *
cw_http_response_copy (const CwHttpResponse *response)
{
  CwHttpResponse *copy = g_memdup2 (response, sizeof *response);

  g_bytes_ref (copy->body);
  return copy;
}

/** cw_http_response_free: @response: (transfer full) (nullable): a response */
void
cw_http_response_free (CwHttpResponse *response)
{
  if (response == NULL)
    return;
  g_bytes_unref (response->body);
  g_free (response);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Ending *ending = data;
  CwHttpClient *self = ending->client;

  if (ending->callback != NULL)
    ending->callback (source, result, ending->user_data);
  g_mutex_lock (&self->mutex);
  if (--self->n_pending == 0)
    g_cond_broadcast (&self->ended);
  g_mutex_unlock (&self->mutex);
}

static GTask *
make_task (CwHttpClient *self,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  Ending *ending = g_new (Ending, 1);
  GTask *task;

  *ending = (Ending){ self, callback, user_data };
  g_mutex_lock (&self->mutex);
  self->n_pending++;
  g_mutex_unlock (&self->mutex);
  task = g_task_new (NULL, cancellable, ended_cb, ending);
  g_task_set_source_tag (task, cw_http_client_fetch_async);
  g_task_set_check_cancellable (task,
                                FALSE); /* either it was cancelled, or the answer was faster */
  return task;
}

/**
 * cw_http_client_fetch_async:
 * @self: a client; the calling thread must be its network thread
 * @request: what to fetch; copied
 * @cancellable: (nullable): gives the request up, at whatever moment and from any thread
 * @callback: called once, in the network thread and never before this function has returned
 * @user_data: what to hand to @callback
 *
 * Fetches an address. What waits does so in the order of priority. Failures that may pass are
 * repeated within the limits and the deadline; what is on its way already is not asked for again.
 */
void
cw_http_client_fetch_async (CwHttpClient *self,
                            const CwHttpRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL && request != NULL && request->url != NULL);
  g_return_if_fail (cw_loop_thread_is_current (self->network));

  task = make_task (self, cancellable, callback, user_data);
  if (self->closing || g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_error (task, cw_http_new_cancelled ());
      return;
    }
  if (!cw_http_queue_add (self->queue, request, task, cancellable))
    g_task_return_new_error (task, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST, "%s",
                             _ ("The provider’s address is none; check the settings"));
}

/**
 * cw_http_client_fetch_finish:
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): a whole answer, whatever its status
 */
CwHttpResponse *
cw_http_client_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_http_client_fetch_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
open_session (gpointer data, gpointer unused)
{
  CwHttpClient *self = data;

  self->session =
      soup_session_new_with_options ("max-conns", self->limits.concurrency * MAX_HOSTS,
                                     "max-conns-per-host", self->limits.concurrency, "timeout",
                                     self->limits.timeout_seconds, "idle-timeout", IDLE_SECONDS,
                                     "user-agent", USER_AGENT, NULL);
  self->queue = cw_http_queue_new (self->session, cw_loop_thread_get_context (self->network),
                                   &self->limits, self->trace, &self->behind_portal);
}

/**
 * cw_http_client_new:
 * @network: the thread in which everything happens; it must outlive the client
 * @limits: how providers are treated; copied
 * @trace: (nullable): where requests are recorded
 *
 * Returns: (transfer full): a client
 */
CwHttpClient *
cw_http_client_new (CwLoopThread *network, const CwHttpLimits *limits, CwTrace *trace)
{
  CwHttpClient *self;

  g_return_val_if_fail (network != NULL && limits != NULL, NULL);

  self = g_new0 (CwHttpClient, 1);
  self->network = network;
  self->limits = *limits;
  self->limits.concurrency = MAX (limits->concurrency, 1);
  self->trace = trace != NULL ? cw_trace_ref (trace) : NULL;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended);
  cw_loop_thread_invoke_and_wait (network, open_session, self);
  return self;
}

static void
abort_all (gpointer data, gpointer unused)
{
  CwHttpClient *self = data;

  self->closing = TRUE;
  cw_http_queue_abort (self->queue);
}

static void
close_session (gpointer data, gpointer unused)
{
  CwHttpClient *self = data;
  GMainContext *context = cw_loop_thread_get_context (self->network);

  soup_session_abort (self->session);
  cw_http_queue_free (self->queue);
  g_clear_object (&self->session);
  /* Attempts to connect that were given up let go of what they hold when they are called back. */
  for (guint i = 0; i < MAX_LEFTOVERS && g_main_context_iteration (context, FALSE); i++)
    ;
}

static gboolean
is_pending (CwHttpClient *self)
{
  gboolean pending;

  g_mutex_lock (&self->mutex);
  pending = self->n_pending > 0;
  g_mutex_unlock (&self->mutex);
  return pending;
}

static void
wait_until_all_ended (CwHttpClient *self)
{
  if (cw_loop_thread_is_current (self->network))
    {
      while (is_pending (self))
        g_main_context_iteration (cw_loop_thread_get_context (self->network), TRUE);
      return;
    }
  g_mutex_lock (&self->mutex);
  while (self->n_pending > 0)
    g_cond_wait (&self->ended, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_http_client_free:
 * @self: (transfer full) (nullable): a client
 *
 * Gives up every request, waits until their callbacks have returned, and closes the connections.
 * Nothing of the client runs afterwards. May be called from any thread, but not from a callback.
 */
void
cw_http_client_free (CwHttpClient *self)
{
  if (self == NULL)
    return;
  cw_loop_thread_invoke_and_wait (self->network, abort_all, self);
  wait_until_all_ended (self);
  cw_loop_thread_invoke_and_wait (self->network, close_session, self);
  g_clear_pointer (&self->trace, cw_trace_unref);
  g_cond_clear (&self->ended);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/** cw_http_client_get_network: Returns: (transfer none): the thread in which everything happens */
CwLoopThread *
cw_http_client_get_network (CwHttpClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->network;
}

/** cw_http_client_get_limits: Returns: (transfer none): how providers are treated */
const CwHttpLimits *
cw_http_client_get_limits (CwHttpClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->limits;
}

/**
 * cw_http_client_dup_hosts:
 * @self: a client
 *
 * May be called from any thread and never waits for the network.
 *
 * Returns: (transfer full) (element-type CwHttpHostState): how it stands with each host that was
 *   asked, in the order of their names
 */
GPtrArray *
cw_http_client_dup_hosts (CwHttpClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return cw_http_hosts_dup_states (cw_http_queue_get_hosts (self->queue));
}

/**
 * cw_http_client_ask_anyway:
 * @self: a client; any thread
 *
 * A person wants to see whether the hosts that are left alone answer again: each may be asked once
 * before its time, but no more often than once a minute, and not where the host itself has said for
 * how long. To be called before what is wanted is fetched again.
 *
 * Returns: whether every host that was asked so far may be asked now
 */
gboolean
cw_http_client_ask_anyway (CwHttpClient *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return cw_http_hosts_ask_anyway (cw_http_queue_get_hosts (self->queue));
}

/**
 * cw_http_client_close_host:
 * @self: a client; the calling thread must be its network thread
 * @url: an address whose answer shows that its host wants no requests of this kind
 *
 * Leaves the host alone for a while, as if it had refused.
 */
void
cw_http_client_close_host (CwHttpClient *self, const char *url)
{
  g_autoptr (GUri) uri = NULL;

  g_return_if_fail (self != NULL && url != NULL);
  g_return_if_fail (cw_loop_thread_is_current (self->network));

  uri = cw_http_parse_url (url);
  if (uri != NULL)
    cw_http_hosts_close (cw_http_queue_get_hosts (self->queue), uri);
}

/**
 * cw_http_client_network_changed:
 * @self: a client; any thread
 *
 * The computer is on another network, or on one again: hosts that could not be reached may be asked
 * at once.
 *
 * Returns: whether there were any
 */
gboolean
cw_http_client_network_changed (CwHttpClient *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return cw_http_hosts_forget_troubles (cw_http_queue_get_hosts (self->queue));
}

/**
 * cw_http_client_set_behind_portal:
 * @self: a client; any thread
 * @behind_portal: whether this network wants a sign-in before it lets anything through
 *
 * Makes failures that a sign-in page can cause say so.
 */
void
cw_http_client_set_behind_portal (CwHttpClient *self, gboolean behind_portal)
{
  g_return_if_fail (self != NULL);
  g_atomic_int_set (&self->behind_portal, behind_portal);
}

/** cw_http_client_is_behind_portal: Returns: whether this network wants a sign-in; any thread */
gboolean
cw_http_client_is_behind_portal (CwHttpClient *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_atomic_int_get (&self->behind_portal);
}

/**
 * cw_http_client_get_skew:
 * @self: a client; the calling thread must be its network thread
 *
 * Returns: by how many seconds the servers' clocks are ahead of this computer's, 0 if they agree or
 *   nothing is known
 */
gint64
cw_http_client_get_skew (CwHttpClient *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return cw_http_queue_get_skew (self->queue);
}
