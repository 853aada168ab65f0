/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-activity.h"

#include "cw-activity.h"
#include "cw-http-policy.h"

#define FIRST_FAILURE 400

/**
 * cw_http_activity_begin:
 * @uri: what is to be asked; its query is not told, for it may hold a key
 * @symbol: (nullable): for whom
 *
 * Returns: the span of a request that waits to be sent, or 0 if nobody watches
 */
guint64
cw_http_activity_begin (GUri *uri, const char *symbol)
{
  g_autofree char *host = NULL;

  if (!cw_activity_is_watched ())
    return 0;
  host = cw_http_get_host (uri);
  return cw_activity_begin (CW_ACTIVITY_REQUEST, host, g_uri_get_path (uri), symbol);
}

static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  const guint64 *span)
{
  if (event == G_SOCKET_CLIENT_RESOLVING)
    cw_activity_enter (*span, CW_PHASE_DNS);
  else if (event == G_SOCKET_CLIENT_CONNECTING)
    cw_activity_enter (*span, CW_PHASE_CONNECT);
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    cw_activity_enter (*span, CW_PHASE_TLS);
}

static void
wrote_headers_cb (SoupMessage *message, const guint64 *span)
{
  cw_activity_enter (*span, CW_PHASE_WAIT);
}

static void
got_headers_cb (SoupMessage *message, const guint64 *span)
{
  cw_activity_enter (*span, CW_PHASE_RECEIVE);
}

static void
free_span (gpointer span, GClosure *closure)
{
  g_free (span);
}

static void
connect_span (SoupMessage *message, const char *signal, GCallback callback, guint64 span)
{
  g_signal_connect_data (message, signal, callback, g_memdup2 (&span, sizeof span), free_span, 0);
}

/**
 * cw_http_activity_send:
 * @span: a request's, or 0
 * @message: what is sent now
 *
 * Tells how the exchange goes on, as long as the message lives. On a connection that is there
 * already nothing comes before it waits for the answer.
 */
void
cw_http_activity_send (guint64 span, SoupMessage *message)
{
  if (span == 0)
    return;
  cw_activity_enter (span, CW_PHASE_CONNECT);
  connect_span (message, "network-event", G_CALLBACK (network_event_cb), span);
  connect_span (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), span);
  connect_span (message, "got-headers", G_CALLBACK (got_headers_cb), span);
}

static void
end_with_error (guint64 span, guint status, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  cw_activity_end (span, cancelled ? CW_SPAN_CANCELLED : CW_SPAN_FAILED, status,
                   cancelled ? NULL : error->message);
}

/**
 * cw_http_activity_end:
 * @span: (inout): a request's, or 0; becomes 0
 * @message: (nullable): the message, if it was sent
 * @error: (nullable): why it failed or was given up, for people
 *
 * Tells how an exchange has ended.
 */
void
cw_http_activity_end (guint64 *span, SoupMessage *message, const GError *error)
{
  guint status = message != NULL ? soup_message_get_status (message) : 0;
  guint64 ended = *span;

  *span = 0;
  if (ended == 0)
    return;
  if (error != NULL)
    end_with_error (ended, status, error);
  else if (message == NULL)
    cw_activity_end (ended, CW_SPAN_CANCELLED, 0, NULL);
  else
    cw_activity_end (ended, status < FIRST_FAILURE ? CW_SPAN_DONE : CW_SPAN_FAILED, status, NULL);
}
