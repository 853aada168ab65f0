/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fault-server.h"

#include <string.h>
#include <sys/socket.h>

#include "cw-loop-thread.h"
#include "fault-certificate.h"

#define MAX_THREADS 128
#define TICK 2000 /* microseconds between looks at the clock */
#define HUGE_BYTES (1024 * 1024 * 1024)
#define BOMB_BYTES (64 * 1024 * 1024)
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

/* A request that is being answered. */
typedef struct
{
  FaultServer *server;
  GSocket *socket;
  GInputStream *in;
  GOutputStream *out;
  GBytes *body;
} Answer;

static gboolean
is_stopping (FaultServer *server)
{
  gboolean stopping;

  g_mutex_lock (&server->mutex);
  stopping = server->stopping;
  g_mutex_unlock (&server->mutex);
  return stopping;
}

static gboolean
is_gone (Answer *answer)
{
  return (g_socket_condition_check (answer->socket, G_IO_IN | G_IO_HUP | G_IO_ERR)
          & (G_IO_IN | G_IO_HUP | G_IO_ERR))
         != 0;
}

/* Waits until the time is over, the client has gone, or the server stops; FALSE for the latter two.
 * A client sends nothing while it waits, so what can be read is its end. */
static gboolean
pass_time (Answer *answer, gint64 milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      if (is_stopping (answer->server) || is_gone (answer))
        return FALSE;
      g_usleep (TICK);
    }
  return TRUE;
}

static gboolean
send_bytes (Answer *answer, const void *data, gsize length)
{
  return g_output_stream_write_all (answer->out, data, length, NULL, NULL, NULL);
}

static gboolean G_GNUC_PRINTF (2, 3) say (Answer *answer, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return send_bytes (answer, text, strlen (text));
}

static gboolean
send_headers (Answer *answer, guint status, const char *type, gsize length, const char *more)
{
  return say (answer,
              "HTTP/1.1 %u Whatever\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
              "\r\n%s\r\n",
              status, type, length, more);
}

static gboolean
send_whole (Answer *answer, guint status, const char *type, GBytes *body, const char *more)
{
  return send_headers (answer, status, type, g_bytes_get_size (body), more)
         && send_bytes (answer, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static gboolean
send_text (Answer *answer, guint status, const char *text, const char *more)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return send_whole (answer, status, "text/html", body, more);
}

static GBytes *
compress (gconstpointer data, gsize length, gsize times)
{
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, gzip);

  for (gsize i = 0; i < times; i++)
    g_output_stream_write_all (out, data, length, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
send_gzip (Answer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (GBytes) body = compress (data, length, 1);

  return send_whole (answer, 200, "application/json", body, "Content-Encoding: gzip\r\n");
}

static gboolean
send_bomb (Answer *answer)
{
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  g_autoptr (GBytes) body = compress (zeros, 1024 * 1024, BOMB_BYTES / (1024 * 1024));

  return send_whole (answer, 200, "application/json", body, "Content-Encoding: gzip\r\n");
}

static gboolean
send_huge (Answer *answer)
{
  g_autofree char *block = g_strnfill (65536, ' ');
  gboolean more = send_headers (answer, 200, "application/json", HUGE_BYTES, "");

  for (gsize sent = 0; more && sent < HUGE_BYTES && !is_stopping (answer->server); sent += 65536)
    more = send_bytes (answer, block, 65536);
  return FALSE;
}

static gboolean
send_drip (Answer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  gboolean more = send_headers (answer, 200, "application/json", length, "");

  for (gsize i = 0; more && i < length; i++)
    more = pass_time (answer, 50) && send_bytes (answer, data + i, 1);
  return more;
}

static gboolean
send_half (Answer *answer)
{
  send_bytes (answer, g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body) / 2);
  return FALSE;
}

static gboolean
send_reset (Answer *answer)
{
  struct linger at_once = { 1, 0 };

  send_headers (answer, 200, "application/json", g_bytes_get_size (answer->body), "");
  send_half (answer);
  pass_time (answer, 20); /* so that the client has begun to read */
  setsockopt (g_socket_get_fd (answer->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  return FALSE;
}

static gboolean
send_chunks (Answer *answer, gboolean whole)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  gsize half = length / 2;

  say (answer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%zx\r\n", half);
  send_bytes (answer, data, half);
  if (!whole)
    return FALSE;
  say (answer, "\r\n%zx\r\n", length - half);
  send_bytes (answer, data + half, length - half);
  return say (answer, "\r\n0\r\n\r\n");
}

static gboolean
send_redirect (Answer *answer, const char *location)
{
  return say (answer, "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", location);
}

static gboolean
send_chain (Answer *answer, guint n)
{
  g_autofree char *location = n > 1 ? g_strdup_printf ("/chain-%u", n - 1) : g_strdup ("/ok");

  return send_redirect (answer, location);
}

static gboolean
send_status (Answer *answer, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, "-", 2);
  g_autofree char *value = parts[1] != NULL ? g_uri_unescape_string (parts[1], NULL) : NULL;
  g_autofree char *header =
      value != NULL ? g_strdup_printf ("Retry-After: %s\r\n", value) : g_strdup ("");

  return send_text (answer, (guint) g_ascii_strtoull (parts[0], NULL, 10), "Sorry", header);
}

static gboolean
send_big_header (Answer *answer)
{
  g_autofree char *value = g_strnfill (300000, 'x');
  g_autofree char *header = g_strdup_printf ("X-Big: %s\r\n", value);

  return send_whole (answer, 200, "application/json", answer->body, header);
}

static gboolean
begins (const char *what, const char *prefix, const char **rest)
{
  *rest = what + strlen (prefix);
  return g_str_has_prefix (what, prefix);
}

static gboolean
send_plain_fault (Answer *answer, const char *what)
{
  if (g_str_equal (what, "ok"))
    return send_whole (answer, 200, "application/json", answer->body, "");
  if (g_str_equal (what, "odd-type"))
    return send_whole (answer, 200, "text/html; charset=utf-8", answer->body, "");
  if (g_str_equal (what, "html"))
    return send_text (answer, 200, "<html><body>Will be right back</body></html>", "");
  if (g_str_equal (what, "empty"))
    return send_text (answer, 200, "", "");
  if (g_str_equal (what, "loop"))
    return send_redirect (answer, "/loop");
  if (g_str_equal (what, "garbage"))
    return say (answer, "SSH-2.0-OpenSSH_9.2\r\n\r\n") && FALSE;
  if (g_str_equal (what, "bad-gzip"))
    return send_whole (answer, 200, "application/json", answer->body, "Content-Encoding: gzip\r\n");
  if (g_str_equal (what, "short"))
    return send_headers (answer, 200, "application/json", g_bytes_get_size (answer->body), "")
           && send_half (answer);
  if (g_str_equal (what, "no-length"))
    return say (answer, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n") && send_half (answer);
  g_error ("No fault is called %s", what);
}

/* Returns whether the connection can be used for another request. */
static gboolean
send_fault (Answer *answer, const char *what)
{
  const char *rest;

  if (begins (what, "delay-", &rest))
    return pass_time (answer, g_ascii_strtoll (rest, NULL, 10)) && send_fault (answer, "ok");
  if (begins (what, "to-", &rest))
    {
      g_autofree char *location = g_uri_unescape_string (rest, NULL);

      return send_redirect (answer, location);
    }
  if (begins (what, "chain-", &rest))
    return send_chain (answer, (guint) g_ascii_strtoull (rest, NULL, 10));
  if (begins (what, "status-", &rest))
    return send_status (answer, rest);
  if (g_str_equal (what, "gzip"))
    return send_gzip (answer);
  if (g_str_equal (what, "bomb"))
    return send_bomb (answer);
  if (g_str_equal (what, "huge"))
    return send_huge (answer);
  if (g_str_equal (what, "drip"))
    return send_drip (answer);
  if (g_str_equal (what, "reset"))
    return send_reset (answer);
  if (g_str_equal (what, "chunked") || g_str_equal (what, "cut-chunks"))
    return send_chunks (answer, g_str_equal (what, "chunked"));
  if (g_str_equal (what, "big-header"))
    return send_big_header (answer);
  if (g_str_equal (what, "silence"))
    return pass_time (answer, G_MAXINT32) && FALSE;
  if (g_str_equal (what, "stall"))
    return send_headers (answer, 200, "application/json", 100, "") && pass_time (answer, G_MAXINT32)
           && FALSE;
  return send_plain_fault (answer, what);
}

/* Reads a request up to the empty line; NULL if the client has gone. */
static char *
read_head (Answer *answer)
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
answer_one (Answer *answer)
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
  if (begins (what, "once-", &fault))
    fault = before == 0 ? fault : "ok";
  else
    fault = what;
  g_mutex_lock (&server->mutex);
  answer->body = g_bytes_ref (server->body);
  g_mutex_unlock (&server->mutex);

  goes_on = send_fault (answer, fault);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_mutex_lock (&server->mutex);
  server->n_now--;
  g_mutex_unlock (&server->mutex);
  return goes_on;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        FaultServer *server)
{
  g_autoptr (GIOStream) stream = NULL;
  Answer answer = { server, g_socket_connection_get_socket (connection) };

  g_socket_set_timeout (answer.socket, 30);
  if (source != NULL) /* the secure port carries the certificate with it */
    stream =
        g_tls_server_connection_new (G_IO_STREAM (connection), G_TLS_CERTIFICATE (source), NULL);
  if (stream == NULL)
    stream = G_IO_STREAM (g_object_ref (connection));
  answer.in = g_io_stream_get_input_stream (stream);
  answer.out = g_io_stream_get_output_stream (stream);
  while (!is_stopping (server) && answer_one (&answer))
    ;
  g_io_stream_close (stream, NULL, NULL);
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
