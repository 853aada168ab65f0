/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-exchange.h"

#include "cw-quotes-error.h"

#define MIN_READ (16 * 1024)

typedef struct
{
  SoupMessage *message;
  GInputStream *stream;
  CwBufferPool *buffers;
  CwBuffer *buffer; /* nullable */
  gsize max_bytes;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  if (exchange->buffer != NULL)
    cw_buffer_pool_give (exchange->buffers, exchange->buffer);
  cw_buffer_pool_unref (exchange->buffers);
  g_clear_object (&exchange->stream);
  g_object_unref (exchange->message);
  g_free (exchange);
}

/* The length that the server announces is the decoded one only if nothing has to be decoded; it is
 * a hint and no more. */
static gsize
expected_bytes (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  goffset length = soup_message_headers_get_content_length (headers);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
      || soup_message_headers_get_one (headers, "Content-Encoding") != NULL || length < 0)
    return 0;
  return MIN ((gsize) length, exchange->max_bytes);
}

/* There is always room for some more than is allowed: that is how a body that is too large is known
 * from one that just fits, and libsoup 3.2 complains when it has to read the end of a chunked body
 * into a single byte. */
static gsize
make_room (Exchange *exchange)
{
  CwBuffer *buffer = exchange->buffer;
  gsize most = exchange->max_bytes + MIN_READ;

  if (buffer->capacity - buffer->length < MIN_READ)
    cw_buffer_reserve (buffer, MIN (most, 2 * buffer->length + MIN_READ));
  return MIN (most, buffer->capacity) - buffer->length;
}

static void read_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
read_more (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  gsize room = make_room (exchange);

  g_input_stream_read_async (exchange->stream, exchange->buffer->data + exchange->buffer->length,
                             room, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb,
                             task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  exchange->buffer->length += (gsize) n;
  if (exchange->buffer->length > exchange->max_bytes)
    {
      g_task_return_new_error (task, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TOO_LARGE,
                               "more than %" G_GSIZE_FORMAT " bytes", exchange->max_bytes);
      return;
    }
  if (n > 0)
    {
      read_more (g_steal_pointer (&task));
      return;
    }
  g_task_return_pointer (task,
                         cw_buffer_pool_to_bytes (exchange->buffers,
                                                  g_steal_pointer (&exchange->buffer)),
                         (GDestroyNotify) g_bytes_unref);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  exchange->buffer = cw_buffer_pool_take (exchange->buffers);
  cw_buffer_reserve (exchange->buffer, expected_bytes (exchange) + MIN_READ);
  read_more (g_steal_pointer (&task));
}

/**
 * cw_http_exchange_async:
 * @session: the session, whose thread this is
 * @message: what to send
 * @buffers: where the body's memory comes from
 * @max_bytes: how long the body may be, after decoding
 * @cancellable: for this exchange alone; whoever gives an exchange up for any other reason, and
 *   when it ends with an error, cancels it too, so that nothing stays on the line
 * @callback: called when the whole body is there, or nothing more will come
 * @user_data: what to hand to @callback
 *
 * Sends a message once and reads the answer's body, never more than @max_bytes of it.
 */
void
cw_http_exchange_async (SoupSession *session,
                        SoupMessage *message,
                        CwBufferPool *buffers,
                        gsize max_bytes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, cw_http_exchange_async);
  exchange->message = g_object_ref (message);
  exchange->buffers = cw_buffer_pool_ref (buffers);
  exchange->max_bytes = max_bytes;
  g_task_set_task_data (task, exchange, exchange_free);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, cancellable, sent_cb, task);
}

/**
 * cw_http_exchange_finish:
 * @result: what the callback was given
 * @error: return location for libsoup's or GIO's error, or `CW_QUOTES_ERROR_TOO_LARGE`; none of
 *   them is written for people
 *
 * Returns: (transfer full) (nullable): the decoded body
 */
GBytes *
cw_http_exchange_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_http_exchange_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
