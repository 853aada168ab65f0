/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-server-client.h"

#define CHART "/v8/finance/chart/SIM0001?range=5d"
#define N_AT_ONCE 100

static CwServer *
open_server (const CwServerOptions *options)
{
  g_autoptr (GError) error = NULL;
  CwServer *server = cw_server_new (options, &error);

  g_assert_no_error (error);
  return server;
}

static void
test_url (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (GUri) uri = g_uri_parse (cw_server_get_url (server), G_URI_FLAGS_NONE, NULL);
  CwServerOptions same = { .port = (guint16) g_uri_get_port (uri) };
  g_autoptr (GError) error = NULL;
  g_autofree char *port = g_strdup_printf ("port %u", same.port);

  g_assert_cmpstr (g_uri_get_host (uri), ==, "127.0.0.1");
  g_assert_cmpint (g_uri_get_port (uri), >, 0);
  g_assert_cmpstr (g_uri_get_path (uri), ==, "");
  g_assert_null (cw_server_new (&same, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_nonnull (strstr (error->message, port));
}

/* On a machine without time zones the market has the same days. */
static void
test_no_zones (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (CwServer) server = NULL;
      g_autoptr (SoupSession) session = client_session_new ();
      g_autofree char *url = NULL;
      g_autoptr (SoupMessage) get = NULL;
      g_autoptr (GBytes) body = NULL;

      g_setenv ("TZDIR", "/nowhere", TRUE);
      server = open_plain_server ();
      url = g_strconcat (cw_server_get_url (server), CHART, NULL);
      get = soup_message_new (SOUP_METHOD_GET, url);
      body = soup_session_send_and_read (session, get, NULL, NULL);
      g_assert_nonnull (body);
      g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL),
                                      (gssize) g_bytes_get_size (body), "\"gmtoffset\":-14400"));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_method (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (SoupSession) session = client_session_new ();
  g_autofree char *url = g_strconcat (cw_server_get_url (server), CHART, NULL);
  g_autoptr (SoupMessage) post = soup_message_new (SOUP_METHOD_POST, url);
  g_autoptr (SoupMessage) head = soup_message_new (SOUP_METHOD_HEAD, url);
  g_autoptr (GBytes) posted = soup_session_send_and_read (session, post, NULL, NULL);
  g_autoptr (GBytes) headed = soup_session_send_and_read (session, head, NULL, NULL);

  g_assert_nonnull (posted);
  g_assert_cmpuint (soup_message_get_status (post), ==, 405);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (post), "Allow"),
                   ==, "GET, HEAD");
  g_assert_cmpuint (soup_message_get_status (head), ==, 200);
  g_assert_cmpuint (g_bytes_get_size (headed), ==, 0);
}

static void
test_failures (void)
{
  CwServerOptions options = { .fail_rate = 0.5, .seed = 5 };
  g_autoptr (CwServer) server = open_server (&options);
  g_autoptr (CwServer) again = open_server (&options);
  guint n_failed = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (Reply) reply = client_get (server, CHART);
      g_autoptr (Reply) same = client_get (again, CHART);

      g_assert_cmpuint (reply->status, ==, same->status);
      if (reply->status == 200)
        continue;
      g_assert_cmpuint (reply->status, ==, 503);
      g_assert_cmpstr (reply->type, ==, "text/html");
      n_failed++;
    }
  g_assert_cmpuint (n_failed, >, 10);
  g_assert_cmpuint (n_failed, <, 50);
}

static void
test_always_failing (void)
{
  CwServerOptions options = { .fail_rate = 1 };
  g_autoptr (CwServer) server = open_server (&options);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (Reply) reply = client_get (server, CHART);

      g_assert_cmpuint (reply->status, ==, 503);
    }
}

static void
test_rate_limit (void)
{
  CwServerOptions options = { .rate_limit = 3, .rate_limit_seconds = 3600 };
  g_autoptr (CwServer) server = open_server (&options);
  g_autofree char *yahoo = read_captured ("yahoo", "error_429_rate_limited.txt");
  g_autofree char *finnhub = read_captured ("finnhub", "error_429_limit.json");

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (Reply) reply = client_get (server, CHART);

      g_assert_cmpuint (reply->status, ==, i < 3 ? 200 : 429);
      if (i < 3)
        continue;
      g_assert_cmpstr (reply->text, ==, yahoo);
      g_assert_cmpstr (reply->type, ==, "text/html");
    }
  {
    g_autoptr (Reply) reply = client_get (server, "/api/v1/quote?symbol=AAPL&token=x");

    g_assert_cmpuint (reply->status, ==, 429);
    g_assert_cmpstr (reply->text, ==, finnhub);
  }
}

static void
test_rate_limit_passes (void)
{
  CwServerOptions options = { .rate_limit = 1, .rate_limit_seconds = 1 };
  g_autoptr (CwServer) server = open_server (&options);
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  g_autoptr (Reply) first = client_get (server, CHART);
  guint status;

  g_assert_cmpuint (first->status, ==, 200);
  do
    {
      g_autoptr (Reply) reply = client_get (server, CHART);

      status = reply->status;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (20000);
    }
  while (status == 429);
  g_assert_cmpuint (status, ==, 200);
}

static void
test_latency (void)
{
  CwServerOptions options = { .latency_ms = 150, .jitter_ms = 20 };
  g_autoptr (CwServer) server = open_server (&options);
  static const char *const paths[] = { CHART, "/nothing", "/api/v1/quote?symbol=AAPL" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (Reply) reply = client_get (server, paths[i]);

      g_assert_cmpuint (reply->status, !=, 503);
      g_assert_cmpint (g_get_monotonic_time () - start, >=, 149 * 1000);
    }
}

static void
test_lab (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (Reply) waited = client_get (server, "/lab/7?delay=0.2");
  g_autoptr (Reply) wrong = client_get (server, "/lab/x");
  g_autoptr (Reply) odd = client_get (server, "/lab/8?delay=-1e9");

  g_assert_cmpint (g_get_monotonic_time () - start, >=, 199 * 1000);
  g_assert_cmpuint (waited->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (waited->json), "request"), ==,
                   7);
  g_assert_cmpuint (wrong->status, ==, 404);
  g_assert_cmpstr (odd->text, ==, "{\"request\":8,\"delay\":0}");
}

typedef struct
{
  guint n_done, n_good;
  GMainLoop *loop;
} Crowd;

static void
crowd_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  Crowd *crowd = data;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (session), result, NULL);
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (session), result);

  if (body != NULL && soup_message_get_status (message) == 200 && g_bytes_get_size (body) > 100)
    crowd->n_good++;
  if (++crowd->n_done == N_AT_ONCE)
    g_main_loop_quit (crowd->loop);
}

static void
send_crowd (CwServer *server, SoupSession *session, Crowd *crowd)
{
  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      g_autofree char *url = g_strdup_printf ("%s/v8/finance/chart/SIM%04u?range=1y",
                                              cw_server_get_url (server), i + 1);
      g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);

      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, crowd_cb,
                                        crowd);
    }
}

/* One after another they would take fifty seconds; half of that is far more than is needed. */
static void
test_at_once (void)
{
  CwServerOptions options = { .latency_ms = 500 };
  g_autoptr (CwServer) server = open_server (&options);
  g_autoptr (SoupSession) session = client_session_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Crowd crowd = { .loop = loop };
  gint64 start = g_get_monotonic_time ();

  send_crowd (server, session, &crowd);
  g_main_loop_run (loop);
  g_assert_cmpuint (crowd.n_good, ==, N_AT_ONCE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 25 * G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC / 2 - 1000);
}

static gboolean
give_up_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* Closing the server ends what waits on it, and does not wait itself. */
static void
test_close_with_waiting (void)
{
  CwServerOptions options = { .latency_ms = 3600 * 1000 };
  CwServer *server = open_server (&options);
  g_autoptr (SoupSession) session = client_session_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Crowd crowd = { .loop = loop };
  guint limit;

  send_crowd (server, session, &crowd);
  g_timeout_add (300, give_up_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpuint (crowd.n_done, ==, 0);

  cw_server_free (server);
  limit = g_timeout_add_seconds (30, give_up_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpuint (crowd.n_done, ==, N_AT_ONCE);
  g_assert_cmpuint (crowd.n_good, ==, 0);
  g_source_remove (limit);
}

/* A client that goes away while its answer waits takes nothing with it. */
static void
leave_at_once (CwServer *server)
{
  const char *text = "GET " CHART " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (cw_server_get_url (server), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri),
                                                NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static void
test_client_leaves (void)
{
  CwServerOptions options = { .latency_ms = 100 };
  g_autoptr (CwServer) server = open_server (&options);

  for (guint i = 0; i < 5; i++)
    leave_at_once (server);
  {
    g_autoptr (Reply) reply = client_get (server, CHART);

    g_assert_cmpuint (reply->status, ==, 200);
  }
}

static void
test_data_dir (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cw-server-XXXXXX", NULL);
  g_autofree char *inside = g_build_filename (dir, "in", NULL);
  g_autofree char *own = g_build_filename (inside, "OWN.csv", NULL);
  g_autofree char *aapl = g_build_filename (inside, "AAPL.csv", NULL);
  g_autofree char *broken = g_build_filename (inside, "BAD.csv", NULL);
  g_autofree char *directory = g_build_filename (inside, "DIR.csv", NULL);
  g_autofree char *empty = g_build_filename (inside, "NONE.csv", NULL);
  g_autofree char *outside = g_build_filename (dir, "OUT.csv", NULL);
  const char *bars = "Date,Close\n2024-05-02,2.125\n2024-05-01,1.5\n2024-05-03,3.1234567\n";
  CwServerOptions options = { .data_dir = inside };
  g_autoptr (CwServer) server = NULL;

  g_assert_cmpint (g_mkdir (inside, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (empty, "Date,Close\n", -1, NULL));
  g_assert_true (g_file_set_contents (own, bars, -1, NULL));
  g_assert_true (g_file_set_contents (aapl, bars, -1, NULL));
  g_assert_true (g_file_set_contents (broken, "Date,Close\nsoon,1\n", -1, NULL));
  g_assert_true (g_file_set_contents (outside, bars, -1, NULL));
  server = open_server (&options);
  {
    g_autoptr (Reply) reply = client_get (server, "/v8/finance/chart/own?range=max");
    g_autoptr (Reply) first = client_get (server, "/v8/finance/chart/AAPL?range=max");
    g_autoptr (Reply) bundled = client_get (server, "/v8/finance/chart/MSFT?range=1d");
    g_autoptr (Reply) bad = client_get (server, "/v8/finance/chart/BAD?range=max");
    g_autoptr (Reply) no_file = client_get (server, "/v8/finance/chart/DIR?range=max");
    g_autoptr (Reply) no_bars = client_get (server, "/v8/finance/chart/NONE?range=max");
    g_autoptr (Reply) escape = client_get (server, "/v8/finance/chart/..%2FOUT?range=max");
    g_autoptr (Reply) dots = client_get (server, "/v8/finance/chart/%2E%2E%2FOUT?range=max");
    JsonArray *close = chart_column (reply->json, "close");

    g_assert_cmpuint (json_array_get_length (close), ==, 3);
    assert_number (json_array_get_double_element (close, 0), 1.5);
    assert_number (json_array_get_double_element (close, 2), 3.1234567);
    assert_number (json_object_get_double_member (chart_meta (reply->json), "regularMarketPrice"),
                   3.1234567);
    /* Friday, 3 May 2024, 16:00 in New York: ranges count back from there. */
    g_assert_cmpint (json_object_get_int_member (chart_meta (reply->json), "regularMarketTime"), ==,
                     1714766400);
    g_assert_cmpuint (json_array_get_length (chart_times (first->json)), ==, 3);
    g_assert_cmpstr (json_object_get_string_member (chart_meta (first->json), "longName"), ==,
                     "Apple Inc.");
    g_assert_cmpuint (bundled->status, ==, 200);
    g_assert_cmpuint (bad->status, ==, 404);
    g_assert_cmpuint (no_file->status, ==, 404);
    g_assert_cmpuint (no_bars->status, ==, 404);
    g_assert_cmpuint (escape->status, !=, 200);
    g_assert_cmpuint (dots->status, !=, 200);
  }
  g_remove (own);
  g_remove (aapl);
  g_remove (broken);
  g_remove (empty);
  g_remove (outside);
  g_rmdir (directory);
  g_rmdir (inside);
  g_rmdir (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/server/faults/url", test_url);
  g_test_add_func ("/server/faults/no-zones", test_no_zones);
  g_test_add_func ("/server/faults/method", test_method);
  g_test_add_func ("/server/faults/failures", test_failures);
  g_test_add_func ("/server/faults/always-failing", test_always_failing);
  g_test_add_func ("/server/faults/rate-limit", test_rate_limit);
  g_test_add_func ("/server/faults/rate-limit-passes", test_rate_limit_passes);
  g_test_add_func ("/server/faults/latency", test_latency);
  g_test_add_func ("/server/faults/lab", test_lab);
  g_test_add_func ("/server/faults/at-once", test_at_once);
  g_test_add_func ("/server/faults/close-with-waiting", test_close_with_waiting);
  g_test_add_func ("/server/faults/client-leaves", test_client_leaves);
  g_test_add_func ("/server/faults/data-dir", test_data_dir);
  return g_test_run ();
}
