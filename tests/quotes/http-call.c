/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "http-call.h"

#define PATIENCE (60 * G_USEC_PER_SEC)

static guint n_ended; /* only the network thread counts */

/** http_fixture_open: starts the server, the thread and the client */
void
http_fixture_open (HttpFixture *fixture, const CwHttpLimits *limits, CwTrace *trace)
{
  fixture->server = fault_server_new ();
  fixture->network = cw_loop_thread_new ("network");
  fixture->client = cw_http_client_new (fixture->network, limits, trace);
}

/** http_fixture_close: closes them in the right order */
void
http_fixture_close (HttpFixture *fixture)
{
  g_clear_pointer (&fixture->client, cw_http_client_free);
  g_clear_pointer (&fixture->network, cw_loop_thread_free);
  g_clear_pointer (&fixture->server, fault_server_free);
}

/** http_call_new: @path: on the server, or a whole address */
HttpCall *
http_call_new (HttpFixture *fixture, const char *path)
{
  HttpCall *call = g_new0 (HttpCall, 1);

  call->fixture = fixture;
  call->url = path[0] == '/' ? g_strconcat (fault_server_get_url (fixture->server), path, NULL)
                             : g_strdup (path);
  call->request =
      (CwHttpRequest){ .url = call->url, .max_bytes = 1024 * 1024, .deadline_seconds = 20 };
  call->cancellable = g_cancellable_new ();
  call->ends = g_async_queue_new ();
  return call;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HttpCall *call = data;

  g_assert_true (cw_loop_thread_is_current (call->fixture->network));
  g_assert_null (call->response);
  g_assert_null (call->error);
  call->response = cw_http_client_fetch_finish (result, &call->error);
  g_assert_true ((call->response != NULL) != (call->error != NULL));
  call->order = ++n_ended;
  g_async_queue_push (call->ends, call);
}

static gboolean
start_cb (gpointer data)
{
  HttpCall *call = data;

  cw_http_client_fetch_async (call->fixture->client, &call->request, call->cancellable, ended_cb,
                              call);
  g_assert_cmpuint (call->order, ==, 0); /* the callback comes later, whatever happens */
  return G_SOURCE_REMOVE;
}

/** http_call_start: begins a call in the network thread */
void
http_call_start (HttpCall *call)
{
  cw_loop_thread_invoke (call->fixture->network, start_cb, call, NULL);
}

/** http_call_wait: waits until a call has ended */
void
http_call_wait (HttpCall *call)
{
  g_assert_false (call->ended);
  g_assert_true (g_async_queue_timeout_pop (call->ends, PATIENCE) == call);
  call->ended = TRUE;
}

/** http_call_free: @call: (transfer full): a call that has ended, and once only */
void
http_call_free (HttpCall *call)
{
  if (call == NULL)
    return;
  g_assert_cmpint (g_async_queue_length (call->ends), ==, 0);
  g_async_queue_unref (call->ends);
  g_object_unref (call->cancellable);
  cw_http_response_free (call->response);
  g_clear_error (&call->error);
  g_free (call->url);
  g_free (call);
}

/** http_call_run: Returns: (transfer full): a call that has ended */
HttpCall *
http_call_run (HttpFixture *fixture, const char *path)
{
  HttpCall *call = http_call_new (fixture, path);

  http_call_start (call);
  http_call_wait (call);
  return call;
}
