/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "test-market-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "cw-loop-thread.h"

#define SLOW_MS 1000
#define NOT_FOUND                                                  \
  "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\"," \
  "\"description\":\"No data found, symbol may be delisted\"}}}"

struct _TestMarket
{
  CwLoopThread *thread;
  SoupServer *server;
  GBytes *body;
  char *url;
  guint latency_ms;

  GMutex mutex;
  GPtrArray *asked;
  guint at_once, most_at_once;
  GPtrArray *paused; /* of SoupServerMessage, only touched by the thread */
};

typedef struct
{
  TestMarket *market;
  SoupServerMessage *message;
  char *symbol;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_object_unref (answer->message);
  g_free (answer->symbol);
  g_free (answer);
}

static void
respond (Answer *answer)
{
  gsize size;
  const char *body = g_bytes_get_data (answer->market->body, &size);

  if (g_str_equal (answer->symbol, "GONE"))
    {
      soup_server_message_set_status (answer->message, 404, NULL);
      soup_server_message_set_response (answer->message, "application/json", SOUP_MEMORY_STATIC,
                                        NOT_FOUND, strlen (NOT_FOUND));
      return;
    }
  if (g_str_equal (answer->symbol, "BROKEN"))
    size /= 2;
  soup_server_message_set_status (answer->message, 200, NULL);
  soup_server_message_set_response (answer->message, "application/json", SOUP_MEMORY_COPY, body,
                                    size);
}

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;
  TestMarket *self = answer->market;

  respond (answer);
  g_mutex_lock (&self->mutex);
  self->at_once--;
  g_mutex_unlock (&self->mutex);
  soup_server_message_unpause (answer->message);
  g_ptr_array_remove (self->paused, answer->message);
  return G_SOURCE_REMOVE;
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  TestMarket *self = data;
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GSource) source = NULL;
  const char *slash = strrchr (path, '/');
  guint delay = self->latency_ms;

  answer->market = self;
  answer->message = g_object_ref (message);
  answer->symbol = g_strdup (slash + 1);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->asked, g_strdup (answer->symbol));
  self->at_once++;
  self->most_at_once = MAX (self->most_at_once, self->at_once);
  g_mutex_unlock (&self->mutex);

  g_ptr_array_add (self->paused, g_object_ref (message));
  soup_server_message_pause (message);
  if (g_str_equal (answer->symbol, "STUCK") || g_str_equal (answer->symbol, "metric"))
    {
      answer_free (answer);
      return;
    }
  if (g_str_equal (answer->symbol, "SLOW"))
    delay += SLOW_MS;
  source = g_timeout_source_new (delay);
  g_source_set_callback (source, answer_cb, answer, answer_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
start_func (gpointer data, gpointer unused)
{
  TestMarket *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->paused = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

TestMarket *
test_market_new (guint latency_ms)
{
  TestMarket *self = g_new0 (TestMarket, 1);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "yahoo", "chart_AAPL_2025_6mo.json", NULL);
  g_autoptr (GError) error = NULL;
  char *body;
  gsize size;

  g_file_get_contents (path, &body, &size, &error);
  g_assert_no_error (error);
  self->body = g_bytes_new_take (body, size);
  self->latency_ms = latency_ms;
  self->asked = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->mutex);
  self->thread = cw_loop_thread_new ("test-market");
  cw_loop_thread_invoke_and_wait (self->thread, start_func, self);
  return self;
}

static void
stop_func (gpointer data, gpointer unused)
{
  TestMarket *self = data;

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->paused, g_ptr_array_unref);
}

void
test_market_free (TestMarket *self)
{
  cw_loop_thread_invoke_and_wait (self->thread, stop_func, self);
  cw_loop_thread_free (self->thread);
  g_bytes_unref (self->body);
  g_ptr_array_unref (self->asked);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self);
}

const char *
test_market_get_url (TestMarket *self)
{
  return self->url;
}

guint
test_market_get_most_at_once (TestMarket *self)
{
  guint most;

  g_mutex_lock (&self->mutex);
  most = self->most_at_once;
  g_mutex_unlock (&self->mutex);
  return most;
}

char **
test_market_dup_asked (TestMarket *self)
{
  char **asked;

  g_mutex_lock (&self->mutex);
  asked = g_new0 (char *, self->asked->len + 1);
  for (guint i = 0; i < self->asked->len; i++)
    asked[i] = g_strdup (g_ptr_array_index (self->asked, i));
  g_mutex_unlock (&self->mutex);
  return asked;
}
