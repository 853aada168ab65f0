/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-server.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cw-body-cache.h"
#include "cw-loop-thread.h"
#include "cw-routes.h"

#define KEEP_BYTES (32 * 1024 * 1024)
#define LONGEST_KEY 512 /* bytes of a request whose answer is kept */
#define TOO_MANY_REQUESTS 429
#define BACKLOG 1024 /* a burst of as many connections is taken without a SYN being dropped */

struct _CwServer
{
  CwLoopThread *thread;
  char *url;

  /* In the thread only: */
  SoupServer *soup;
  CwExchange *exchange;
  CwBodyCache *cache;
  CwFaults faults;
  GHashTable *waiting; /* set of Request */
};

/* A request whose answer has to wait. */
typedef struct
{
  CwServer *server;
  SoupServerMessage *message; /* owned */
  char *path;
  GHashTable *query; /* nullable, shared */
  CwRefusal refusal;
  GSource *timer;
  gulong finished_id;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_signal_handler_disconnect (request->message, request->finished_id);
  g_source_destroy (request->timer);
  g_source_unref (request->timer);
  g_object_unref (request->message);
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_free (request->path);
  g_free (request);
}

static gboolean
has_key (SoupServerMessage *message, GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *key = soup_message_headers_get_one (headers, "X-Finnhub-Token");

  return (key != NULL && key[0] != '\0') || cw_query_get (query, "token") != NULL;
}

static CwAnswer
answer_kept (CwServer *self,
             const CwRoute *route,
             SoupServerMessage *message,
             const char *rest,
             GHashTable *query)
{
  const char *asked = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *key = g_strconcat (route->path, rest, "?", asked, NULL);
  gboolean keep = strlen (key) <= LONGEST_KEY;
  GBytes *kept = keep ? cw_body_cache_find (self->cache, key) : NULL;
  CwAnswer answer;

  if (kept != NULL)
    return (CwAnswer){ 200, CW_ANSWER_JSON_TYPE, g_bytes_ref (kept) };
  answer = route->answer (self->exchange, rest, query);
  if (keep && answer.status == 200)
    cw_body_cache_add (self->cache, key, answer.body);
  return answer;
}

static CwAnswer
find_answer (CwServer *self,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             CwRefusal refusal)
{
  g_autofree char *rest = NULL;
  const CwRoute *route = cw_routes_find (path, &rest);

  if (refusal != CW_REFUSAL_NONE)
    return cw_routes_refuse (route, refusal);
  if (route == NULL)
    return cw_answer_not_found ();
  if (route->finnhub && !has_key (message, query))
    return cw_routes_refuse_key ();
  if (route->keep)
    return answer_kept (self, route, message, rest, query);
  return route->answer (self->exchange, rest, query);
}

static void
respond (CwServer *self,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         CwRefusal refusal)
{
  CwAnswer answer = find_answer (self, message, path, query, refusal);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, answer.status,
                                  answer.status == TOO_MANY_REQUESTS ? "Too Many Requests" : NULL);
  soup_message_headers_set_content_type (headers, answer.type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer.body);
  g_bytes_unref (answer.body);
}

static gboolean
wait_is_over_cb (gpointer data)
{
  Request *request = data;
  g_autoptr (SoupServerMessage) message = g_object_ref (request->message);

  respond (request->server, message, request->path, request->query, request->refusal);
  g_hash_table_remove (request->server->waiting, request);
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

/* The client went away, or the server is being closed. */
static void
finished_cb (SoupServerMessage *message, gpointer data)
{
  Request *request = data;

  g_hash_table_remove (request->server->waiting, request);
}

static void
let_wait (CwServer *self,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          CwRefusal refusal,
          guint delay_ms)
{
  Request *request = g_new0 (Request, 1);

  request->server = self;
  request->message = g_object_ref (message);
  request->path = g_strdup (path);
  request->query = query != NULL ? g_hash_table_ref (query) : NULL;
  request->refusal = refusal;
  request->finished_id = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), request);
  request->timer = g_timeout_source_new (delay_ms);
  g_source_set_callback (request->timer, wait_is_over_cb, request, NULL);
  g_source_attach (request->timer, cw_loop_thread_get_context (self->thread));
  g_hash_table_add (self->waiting, request);
  soup_server_message_pause (message);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  CwServer *self = data;
  const char *method = soup_server_message_get_method (message);
  g_autofree char *rest = NULL;
  CwRefusal refusal;
  guint delay_ms;

  if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                    "GET, HEAD");
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }
  refusal = cw_faults_draw_refusal (&self->faults, g_get_monotonic_time ());
  delay_ms = cw_faults_draw_delay (&self->faults)
             + cw_routes_get_delay (cw_routes_find (path, &rest), query);
  if (delay_ms > 0)
    let_wait (self, message, path, query, refusal, delay_ms);
  else
    respond (self, message, path, query, refusal);
}

/* What cw_server_new() hands over to the thread. */
typedef struct
{
  CwServer *self;
  const CwServerOptions *options;
  GError *error;
} Opening;

static GSocket *
listen_on (guint16 port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    {
      /* Translators: %u is a port's number; the reason follows */
      g_prefix_error (error, _ ("The quotes server cannot use port %u of this machine: "), port);
      return NULL;
    }
  return g_steal_pointer (&socket);
}

static char *
url_of (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return g_strdup_printf ("http://127.0.0.1:%u",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

static void
open_server (gpointer data, gpointer unused)
{
  Opening *opening = data;
  CwServer *self = opening->self;
  const CwServerOptions *options = opening->options;
  g_autoptr (GSocket) socket = NULL;

  socket = listen_on (options->port, &opening->error);
  if (socket == NULL)
    return;
  self->exchange = cw_exchange_new (options->seed, options->data_dir);
  self->url = url_of (socket);
  self->cache = cw_body_cache_new (KEEP_BYTES);
  self->faults = cw_faults_init (options);
  self->waiting = g_hash_table_new_full (NULL, NULL, request_free, NULL);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  soup_server_listen_socket (self->soup, socket, 0, &opening->error);
}

/**
 * cw_server_new:
 * @options: how it is to behave; not kept
 * @error: return location for a #GIOErrorEnum, for example `G_IO_ERROR_ADDRESS_IN_USE`
 *
 * Opens a server; requests are answered from the moment this returns.
 *
 * Returns: (transfer full) (nullable): the server
 */
CwServer *
cw_server_new (const CwServerOptions *options, GError **error)
{
  g_autoptr (CwServer) self = NULL;
  Opening opening = { .options = options };

  g_return_val_if_fail (options != NULL, NULL);

  opening.self = self = g_new0 (CwServer, 1);
  self->thread = cw_loop_thread_new ("quotes-server");
  cw_loop_thread_invoke_and_wait (self->thread, open_server, &opening);
  if (opening.error == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, opening.error);
  return NULL;
}

static void
close_server (gpointer data, gpointer unused)
{
  CwServer *self = data;

  g_clear_pointer (&self->waiting, g_hash_table_unref);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->exchange, cw_exchange_free);
  g_clear_pointer (&self->cache, cw_body_cache_free);
}

/**
 * cw_server_free:
 * @self: (transfer full) (nullable): a server
 *
 * Closes every connection, whatever was to be answered on it, and waits for the thread's end.
 */
void
cw_server_free (CwServer *self)
{
  if (self == NULL)
    return;
  cw_loop_thread_invoke_and_wait (self->thread, close_server, self);
  cw_loop_thread_free (self->thread);
  g_free (self->url);
  g_free (self);
}

/**
 * cw_server_get_url:
 * @self: a server
 *
 * Returns: (transfer none): its address without a slash at the end, for example
 *   `http://127.0.0.1:8003`
 */
const char *
cw_server_get_url (CwServer *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->url;
}
