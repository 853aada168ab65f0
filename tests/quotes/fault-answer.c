/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fault-answer.h"

#include <string.h>
#include <sys/socket.h>

#define TICK 2000 /* microseconds between looks at the clock */
#define HUGE_BYTES (1024 * 1024 * 1024)
#define BOMB_BYTES (64 * 1024 * 1024)

static gboolean
is_gone (FaultAnswer *answer)
{
  return (g_socket_condition_check (answer->socket, G_IO_IN | G_IO_HUP | G_IO_ERR)
          & (G_IO_IN | G_IO_HUP | G_IO_ERR))
         != 0;
}

/* Waits until the time is over, the client has gone, or the server stops; FALSE for the latter two.
 * A client sends nothing while it waits, so what can be read is its end. */
static gboolean
pass_time (FaultAnswer *answer, gint64 milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      if (fault_server_is_stopping (answer->server) || is_gone (answer))
        return FALSE;
      g_usleep (TICK);
    }
  return TRUE;
}

static gboolean
send_bytes (FaultAnswer *answer, const void *data, gsize length)
{
  return g_output_stream_write_all (answer->out, data, length, NULL, NULL, NULL);
}

static gboolean G_GNUC_PRINTF (2, 3) say (FaultAnswer *answer, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return send_bytes (answer, text, strlen (text));
}

static gboolean
send_headers (FaultAnswer *answer, guint status, const char *type, gsize length, const char *more)
{
  return say (answer,
              "HTTP/1.1 %u Whatever\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
              "\r\n%s\r\n",
              status, type, length, more);
}

static gboolean
send_whole (FaultAnswer *answer, guint status, const char *type, GBytes *body, const char *more)
{
  return send_headers (answer, status, type, g_bytes_get_size (body), more)
         && send_bytes (answer, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static gboolean
send_text (FaultAnswer *answer, guint status, const char *text, const char *more)
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
send_gzip (FaultAnswer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (GBytes) body = compress (data, length, 1);

  return send_whole (answer, 200, "application/json", body, "Content-Encoding: gzip\r\n");
}

static gboolean
send_bomb (FaultAnswer *answer)
{
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  g_autoptr (GBytes) body = compress (zeros, 1024 * 1024, BOMB_BYTES / (1024 * 1024));

  return send_whole (answer, 200, "application/json", body, "Content-Encoding: gzip\r\n");
}

static gboolean
send_huge (FaultAnswer *answer)
{
  g_autofree char *block = g_strnfill (65536, ' ');
  gboolean more = send_headers (answer, 200, "application/json", HUGE_BYTES, "");

  for (gsize sent = 0; more && sent < HUGE_BYTES && !fault_server_is_stopping (answer->server);
       sent += 65536)
    more = send_bytes (answer, block, 65536);
  return FALSE;
}

static gboolean
send_drip (FaultAnswer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  gboolean more = send_headers (answer, 200, "application/json", length, "");

  for (gsize i = 0; more && i < length; i++)
    more = pass_time (answer, 50) && send_bytes (answer, data + i, 1);
  return more;
}

static gboolean
send_half (FaultAnswer *answer)
{
  send_bytes (answer, g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body) / 2);
  return FALSE;
}

static gboolean
send_reset (FaultAnswer *answer)
{
  struct linger at_once = { 1, 0 };

  send_headers (answer, 200, "application/json", g_bytes_get_size (answer->body), "");
  send_half (answer);
  pass_time (answer, 20); /* so that the client has begun to read */
  setsockopt (g_socket_get_fd (answer->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  return FALSE;
}

static gboolean
send_chunks (FaultAnswer *answer, gboolean whole)
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
send_redirect (FaultAnswer *answer, const char *location)
{
  return say (answer, "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", location);
}

static gboolean
send_chain (FaultAnswer *answer, guint n)
{
  g_autofree char *location = n > 1 ? g_strdup_printf ("/chain-%u", n - 1) : g_strdup ("/ok");

  return send_redirect (answer, location);
}

static gboolean
send_status (FaultAnswer *answer, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, "-", 2);
  g_autofree char *value = parts[1] != NULL ? g_uri_unescape_string (parts[1], NULL) : NULL;
  g_autofree char *header =
      value != NULL ? g_strdup_printf ("Retry-After: %s\r\n", value) : g_strdup ("");

  return send_text (answer, (guint) g_ascii_strtoull (parts[0], NULL, 10), "Sorry", header);
}

static gboolean
send_big_header (FaultAnswer *answer)
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
send_plain_fault (FaultAnswer *answer, const char *what)
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

/* As from a server whose clock is wrong. */
static gboolean
send_dated (FaultAnswer *answer, gint64 seconds)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) shown = g_date_time_add_seconds (now, (double) seconds);
  g_autofree char *header = g_date_time_format (shown, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n");

  return send_whole (answer, 200, "application/json", answer->body, header);
}

/* Refuses what has @word in its address. */
static gboolean
send_unless (FaultAnswer *answer, const char *word)
{
  g_autofree char *target = g_strndup (answer->head, strcspn (answer->head, "\r\n"));

  if (strstr (strchr (target, '?'), word) != NULL)
    return send_text (answer, 422, "Sorry", "");
  return send_whole (answer, 200, "application/json", answer->body, "");
}

static gboolean
send_limit (FaultAnswer *answer, const char *days)
{
  g_autofree char *text = g_strdup_printf (
      "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Unprocessable Entity\","
      "\"description\":\"15m data not available. The requested range must be within the last %s "
      "days.\"}}}",
      days);

  return send_text (answer, 422, text, "");
}

/**
 * fault_answer_send:
 * @answer: a request that is to be answered
 * @what: the fault's name
 *
 * Returns: whether the connection can be used for another request
 */
gboolean
fault_answer_send (FaultAnswer *answer, const char *what)
{
  const char *rest;

  if (g_str_has_prefix (answer->head, "CONNECT "))
    return send_text (answer, 407, "Who are you?", "Proxy-Authenticate: Basic realm=\"test\"\r\n");
  if (begins (what, "delay-", &rest))
    return pass_time (answer, g_ascii_strtoll (rest, NULL, 10)) && fault_answer_send (answer, "ok");
  if (begins (what, "to-", &rest))
    {
      g_autofree char *location = g_uri_unescape_string (rest, NULL);

      return send_redirect (answer, location);
    }
  if (begins (what, "chain-", &rest))
    return send_chain (answer, (guint) g_ascii_strtoull (rest, NULL, 10));
  if (begins (what, "date-", &rest))
    return send_dated (answer, g_ascii_strtoll (rest, NULL, 10));
  if (begins (what, "unless-", &rest))
    return send_unless (answer, rest);
  if (begins (what, "limit-", &rest))
    return send_limit (answer, rest);
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
