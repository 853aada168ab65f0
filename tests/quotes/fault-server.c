/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fault-server.h"

#include <string.h>

#include "cw-loop-thread.h"
#include "fault-answer.h"
#include "fault-certificate.h"
#include "fault-http2.h"

#define MAX_THREADS 128
#define TICK 2000 /* microseconds between looks at a count */
#define DEFAULT_BODY "{\"answer\":42,\"filler\":\"0123456789012345678901234567890123456789\"}"

struct _FaultServer
{
  CwLoopThread *thread;
  GSocketService *service;
  char *url, *tls_url;
  GTlsCertificate *certificate;

  GMutex mutex;
  gboolean stopping;
  GBytes *body;
  GPtrArray *requests; /* of the whole head, in the order of arrival */
  GHashTable *seen;    /* how often each path came */
  guint n_now, peak, n_connections, n_connections_ever;
};

/** fault_server_is_stopping: Returns: whether whatever goes on is to end */
gboolean
fault_server_is_stopping (FaultServer *server)
{
  gboolean stopping;

  g_mutex_lock (&server->mutex);
  stopping = server->stopping;
  g_mutex_unlock (&server->mutex);
  return stopping;
}

/* Reads a request up to the empty line; NULL if the client has gone. */
static char *
read_head (FaultAnswer *answer)
{
  GString *head = g_string_new (NULL);
  char c;

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (answer->in, &c, 1, NULL, NULL) != 1)
        {
          g_string_free (head, TRUE);
          return NULL;
        }
      g_string_append_c (head, c);
    }
  return g_string_free (head, FALSE);
}

static char *
get_path (const char *head)
{
  const char *path = strchr (head, ' ') + 1;

  if (g_str_has_prefix (path, "http://")) /* as proxies are asked */
    path = strchr (path + strlen ("http://"), '/');
  return g_strndup (path, strcspn (path, " ?"));
}

/* Notes a request and says how often its path came before. */
static guint
note (FaultServer *server, char *head, const char *path)
{
  guint before;

  g_mutex_lock (&server->mutex);
  g_ptr_array_add (server->requests, head);
  before = GPOINTER_TO_UINT (g_hash_table_lookup (server->seen, path));
  g_hash_table_insert (server->seen, g_strdup (path), GUINT_TO_POINTER (before + 1));
  server->n_now++;
  server->peak = MAX (server->peak, server->n_now);
  g_mutex_unlock (&server->mutex);
  return before;
}

static gboolean
answer_one (FaultAnswer *answer)
{
  FaultServer *server = answer->server;
  char *head = read_head (answer);
  g_autofree char *path = NULL;
  g_autofree char *what = NULL;
  const char *fault;
  gboolean goes_on;
  guint before;

  if (head == NULL)
    return FALSE;
  path = get_path (head);
  before = note (server, head, path);
  what = g_strndup (path + 1, strcspn (path + 1, "/"));
  fault = what;
  if (g_str_has_prefix (what, "once-"))
    fault = before == 0 ? what + strlen ("once-") : "ok";
  else
    fault = what;
  g_mutex_lock (&server->mutex);
  answer->body = g_bytes_ref (server->body);
  g_mutex_unlock (&server->mutex);

  answer->head = head;
  goes_on = fault_answer_send (answer, fault);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_mutex_lock (&server->mutex);
  server->n_now--;
  g_mutex_unlock (&server->mutex);
  return goes_on;
}

/* The secure port carries its certificate with it, and what else there is to do at it. */
static GIOStream *
secure (GSocketConnection *connection, GObject *port)
{
  GIOStream *stream =
      g_tls_server_connection_new (G_IO_STREAM (connection), G_TLS_CERTIFICATE (port), NULL);
  int *n_connections = g_object_get_data (port, "n-connections");
  gboolean speaks_http2 =
      g_object_get_data (port, "http2") != NULL && g_atomic_int_add (n_connections, 1) == 0;
  const char *const protocols[] = { speaks_http2 ? "h2" : "http/1.1", NULL };

  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, NULL))
    g_clear_object (&stream);
  return stream;
}

static void
answer_all (FaultAnswer *answer, GIOStream *stream, GObject *port)
{
  FaultServer *server = answer->server;

  answer->in = g_io_stream_get_input_stream (stream);
  answer->out = g_io_stream_get_output_stream (stream);
  if (port != NULL
      && g_strcmp0 (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (stream)), "h2")
             == 0)
    fault_http2_run (answer, g_object_get_data (port, "http2"));
  else
    while (!fault_server_is_stopping (server) && answer_one (answer))
      ;
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        FaultServer *server)
{
  g_autoptr (GIOStream) stream = NULL;
  FaultAnswer answer = { server, g_socket_connection_get_socket (connection) };

  g_socket_set_timeout (answer.socket, 30);
  stream = source != NULL ? secure (connection, source) : G_IO_STREAM (g_object_ref (connection));
  if (stream != NULL)
    answer_all (&answer, stream, source);
  g_mutex_lock (&server->mutex);
  server->n_connections--;
  g_mutex_unlock (&server->mutex);
  return TRUE;
}

/* Counts a connection before its thread begins, so that the server never ends before it. */
static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             FaultServer *server)
{
  g_mutex_lock (&server->mutex);
  server->n_connections++;
  server->n_connections_ever++;
  g_mutex_unlock (&server->mutex);
  return FALSE;
}

static void
open_ports (gpointer data, gpointer unused)
{
  FaultServer *server = data;
  GSocketListener *listener;
  g_autoptr (GError) error = NULL;

  server->service = g_threaded_socket_service_new (MAX_THREADS);
  listener = G_SOCKET_LISTENER (server->service);
  /* A port that is added while the service runs can cost a connection to the ports before. */
  g_socket_service_stop (server->service);
  g_socket_listener_set_backlog (listener, 256);
  g_signal_connect (server->service, "incoming", G_CALLBACK (incoming_cb), server);
  g_signal_connect (server->service, "run", G_CALLBACK (run_cb), server);
  server->url = g_strdup_printf ("http://127.0.0.1:%u",
                                 g_socket_listener_add_any_inet_port (listener, NULL, &error));
  g_assert_no_error (error);
  server->tls_url = g_strdup_printf (
      "https://127.0.0.1:%u",
      g_socket_listener_add_any_inet_port (listener, G_OBJECT (server->certificate), &error));
  g_assert_no_error (error);
  g_socket_service_start (server->service);
}

/* What fault_server_add_tls() hands over to the thread. */
typedef struct
{
  FaultServer *server;
  GTlsCertificate *certificate;
  guint16 port;
} Adding;

static void
add_port (gpointer data, gpointer unused)
{
  Adding *adding = data;
  FaultServer *server = adding->server;
  g_autoptr (GError) error = NULL;

  /* A port that is added while the service runs can cost a connection to the ports before. */
  g_socket_service_stop (server->service);
  adding->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (server->service),
                                                      G_OBJECT (adding->certificate), &error);
  g_assert_no_error (error);
  g_socket_service_start (server->service);
}

/**
 * fault_server_add_tls:
 * @server: a server
 * @pem: a certificate and its key
 * @http2: (nullable): what the first connection gets that speaks HTTP/2: `goaway`, `rst` or `end`;
 *   later ones, and all if this is %NULL, speak HTTP/1.1
 *
 * Opens another secure port, on which the server does the same as on the others.
 *
 * Returns: (transfer full): its address
 */
char *
fault_server_add_tls (FaultServer *server, const char *pem, const char *http2)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  Adding adding = { server, certificate, 0 };

  g_assert_no_error (error);
  g_object_set_data (G_OBJECT (certificate), "http2", (gpointer) http2);
  g_object_set_data_full (G_OBJECT (certificate), "n-connections", g_new0 (int, 1), g_free);
  cw_loop_thread_invoke_and_wait (server->thread, add_port, &adding);
  return g_strdup_printf ("https://127.0.0.1:%u", adding.port);
}

/** fault_server_new: Returns: (transfer full): a server that listens */
FaultServer *
fault_server_new (void)
{
  FaultServer *server = g_new0 (FaultServer, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&server->mutex);
  server->body = g_bytes_new_static (DEFAULT_BODY, strlen (DEFAULT_BODY));
  server->requests = g_ptr_array_new_with_free_func (g_free);
  server->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  server->certificate = g_tls_certificate_new_from_pem (FAULT_CERTIFICATE, -1, &error);
  g_assert_no_error (error);
  server->thread = cw_loop_thread_new ("fault-server");
  cw_loop_thread_invoke_and_wait (server->thread, open_ports, server);
  return server;
}

static void
stop (gpointer data, gpointer unused)
{
  FaultServer *server = data;

  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
}

static guint
get_count (FaultServer *server, const guint *count)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = *count;
  g_mutex_unlock (&server->mutex);
  return n;
}

/** fault_server_free: @server: (transfer full): a server whose clients have closed */
void
fault_server_free (FaultServer *server)
{
  g_mutex_lock (&server->mutex);
  server->stopping = TRUE;
  g_mutex_unlock (&server->mutex);
  cw_loop_thread_invoke_and_wait (server->thread, stop, server);
  while (get_count (server, &server->n_connections) > 0)
    g_usleep (TICK);
  g_object_unref (server->service);
  cw_loop_thread_free (server->thread);
  g_object_unref (server->certificate);
  g_bytes_unref (server->body);
  g_ptr_array_unref (server->requests);
  g_hash_table_unref (server->seen);
  g_free (server->url);
  g_free (server->tls_url);
  g_mutex_clear (&server->mutex);
  g_free (server);
}

/** fault_server_get_url: Returns: (transfer none): the address without a slash at its end */
const char *
fault_server_get_url (FaultServer *server)
{
  return server->url;
}

/** fault_server_get_tls_url: Returns: (transfer none): the same, behind a self-signed certificate
 */
const char *
fault_server_get_tls_url (FaultServer *server)
{
  return server->tls_url;
}

/** fault_server_set_body: sets what good answers hold */
void
fault_server_set_body (FaultServer *server, GBytes *body)
{
  g_mutex_lock (&server->mutex);
  g_bytes_unref (server->body);
  server->body = g_bytes_ref (body);
  g_mutex_unlock (&server->mutex);
}

/** fault_server_get_n_requests: Returns: how many requests have come */
guint
fault_server_get_n_requests (FaultServer *server)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = server->requests->len;
  g_mutex_unlock (&server->mutex);
  return n;
}

/** fault_server_get_n_connections: Returns: how many connections were ever made */
guint
fault_server_get_n_connections (FaultServer *server)
{
  return get_count (server, &server->n_connections_ever);
}

/** fault_server_get_peak: Returns: how many requests were being answered at once at the most */
guint
fault_server_get_peak (FaultServer *server)
{
  return get_count (server, &server->peak);
}

/** fault_server_get_request: Returns: (transfer full): the head of the request that came as i-th */
char *
fault_server_get_request (FaultServer *server, guint i)
{
  char *head;

  g_mutex_lock (&server->mutex);
  g_assert_cmpuint (i, <, server->requests->len);
  head = g_strdup (g_ptr_array_index (server->requests, i));
  g_mutex_unlock (&server->mutex);
  return head;
}

/** fault_server_wait_idle: waits until no request is being answered, or fails after a while */
void
fault_server_wait_idle (FaultServer *server)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (get_count (server, &server->n_now) > 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (TICK);
    }
}
