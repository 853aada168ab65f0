/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cw-quotes-error.h"
#include "http-call.h"

#define LIMITS(n) ((CwHttpLimits){ (n), 10, 3, 20 })

/* Each asks for something else. */
static HttpCall *
new_numbered (HttpFixture *fixture, const char *fault, guint i)
{
  g_autofree char *path = g_strdup_printf ("%s/%u", fault, i);

  return http_call_new (fixture, path);
}

static void
start_all (HttpCall **calls, guint n)
{
  for (guint i = 0; i < n; i++)
    http_call_start (calls[i]);
}

static void
nothing (gpointer data, gpointer unused)
{
}

/* Waits until all calls so far have really begun. */
static void
let_begin (HttpFixture *fixture)
{
  cw_loop_thread_invoke_and_wait (fixture->network, nothing, NULL);
}

static void
wait_all (HttpCall **calls, guint n)
{
  for (guint i = 0; i < n; i++)
    http_call_wait (calls[i]);
}

static void
free_all (HttpCall **calls, guint n)
{
  for (guint i = 0; i < n; i++)
    http_call_free (calls[i]);
}

/* N32: many at once, but never more on the line than allowed; and no fewer, or it would be slow. */
static void
test_concurrency (void)
{
  static const guint limits[] = { 1, 3, 8 };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      CwHttpLimits limit = LIMITS (limits[i]);
      HttpFixture fixture;
      HttpCall *calls[40];

      http_fixture_open (&fixture, &limit, NULL);
      for (guint j = 0; j < 40; j++)
        calls[j] = new_numbered (&fixture, "/delay-50", j);
      start_all (calls, 40);
      wait_all (calls, 40);
      for (guint j = 0; j < 40; j++)
        g_assert_no_error (calls[j]->error);
      g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 40);
      g_assert_cmpuint (fault_server_get_peak (fixture.server), <=, limits[i]);
      g_assert_cmpuint (fault_server_get_peak (fixture.server), >=, (limits[i] + 1) / 2);
      free_all (calls, 40);
      http_fixture_close (&fixture);
    }
}

static void
assert_request (HttpFixture *fixture, guint i, const char *path)
{
  g_autofree char *head = fault_server_get_request (fixture->server, i);
  g_autofree char *line = g_strdup_printf ("GET %s HTTP/1.1\r\n", path);

  if (!g_str_has_prefix (head, line))
    g_error ("Request %u is not for %s but:\n%s", i, path, head);
}

/* What is on screen goes first; among equals, who came first. */
static void
test_priority (void)
{
  static const int priorities[] = { 0, 5, -3, 5, 0, -3, 9, -3 };
  static const guint order[] = { 2, 5, 7, 0, 4, 1, 3, 6 };
  HttpFixture fixture;
  HttpCall *first, *calls[8];

  http_fixture_open (&fixture, &LIMITS (1), NULL);
  first = http_call_new (&fixture, "/delay-200");
  http_call_start (first);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/ok/%u", i);

      calls[i] = http_call_new (&fixture, path);
      calls[i]->request.priority = priorities[i];
      http_call_start (calls[i]);
    }
  http_call_wait (first);
  wait_all (calls, 8);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/ok/%u", order[i]);

      assert_request (&fixture, i + 1, path);
    }
  http_call_free (first);
  free_all (calls, 8);
  http_fixture_close (&fixture);
}

/* U4: what is on its way is not asked for again, and each who asked gets it. */
static void
test_equal_requests (void)
{
  HttpFixture fixture;
  HttpCall *calls[50];
  g_autoptr (HttpCall) later = NULL;

  http_fixture_open (&fixture, &LIMITS (4), NULL);
  for (guint i = 0; i < 50; i++)
    calls[i] = http_call_new (&fixture, "/delay-100");
  start_all (calls, 50);
  wait_all (calls, 50);
  for (guint i = 0; i < 50; i++)
    {
      g_assert_no_error (calls[i]->error);
      g_assert_true (g_bytes_equal (calls[i]->response->body, calls[0]->response->body));
    }
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 1);
  later = http_call_run (&fixture, "/delay-100");
  g_assert_no_error (later->error);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 2);
  free_all (calls, 50);
  http_fixture_close (&fixture);
}

/* What differs in its key, or in what it may cost, is not equal. */
static void
test_unequal_requests (void)
{
  HttpFixture fixture;
  HttpCall *calls[5];

  http_fixture_open (&fixture, &LIMITS (8), NULL);
  for (guint i = 0; i < 5; i++)
    calls[i] = http_call_new (&fixture, "/delay-100");
  calls[1]->request.secret_header = calls[2]->request.secret_header = "X-Key";
  calls[1]->request.secret = "a";
  calls[2]->request.secret = "b";
  calls[3]->request.max_bytes = 10;
  calls[4]->request.deadline_seconds = 5;
  start_all (calls, 5);
  wait_all (calls, 5);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 5);
  g_assert_error (calls[3]->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TOO_LARGE);
  free_all (calls, 5);
  http_fixture_close (&fixture);
}

/* One of several who asked may go; the last takes the request along. */
static void
test_cancel_equal (void)
{
  HttpFixture fixture;
  HttpCall *calls[4];
  g_autoptr (HttpCall) again = NULL;

  http_fixture_open (&fixture, &LIMITS (1), NULL);
  for (guint i = 0; i < 4; i++)
    calls[i] = http_call_new (&fixture, i < 2 ? "/delay-200" : "/silence");
  start_all (calls, 4);
  let_begin (&fixture);
  g_cancellable_cancel (calls[0]->cancellable);
  http_call_wait (calls[0]);
  g_assert_error (calls[0]->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  http_call_wait (calls[1]);
  g_assert_no_error (calls[1]->error);
  while (fault_server_get_n_requests (fixture.server) < 2)
    g_usleep (1000);
  g_cancellable_cancel (calls[2]->cancellable);
  http_call_wait (calls[2]);
  g_cancellable_cancel (calls[3]->cancellable);
  http_call_wait (calls[3]);
  g_assert_error (calls[3]->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  again = http_call_run (&fixture, "/ok");
  g_assert_no_error (again->error);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 3);
  free_all (calls, 4);
  http_fixture_close (&fixture);
}

/* Who joins with more urgency pulls the request forward. */
static void
test_hurry (void)
{
  HttpFixture fixture;
  HttpCall *calls[5];

  http_fixture_open (&fixture, &LIMITS (1), NULL);
  calls[0] = http_call_new (&fixture, "/delay-200");
  for (guint i = 1; i < 4; i++)
    calls[i] = new_numbered (&fixture, "/ok", i);
  calls[4] = new_numbered (&fixture, "/ok", 3);
  calls[4]->request.priority = -1;
  start_all (calls, 5);
  wait_all (calls, 5);
  assert_request (&fixture, 1, "/ok/3");
  assert_request (&fixture, 2, "/ok/1");
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 4);
  free_all (calls, 5);
  http_fixture_close (&fixture);
}

/* Connections are kept: forty requests over four of them. */
static void
test_connections_are_kept (void)
{
  HttpFixture fixture;
  HttpCall *call;

  http_fixture_open (&fixture, &LIMITS (4), NULL);
  for (guint i = 0; i < 10; i++)
    {
      call = http_call_run (&fixture, "/ok");
      g_assert_no_error (call->error);
      http_call_free (call);
    }
  g_assert_cmpuint (fault_server_get_n_connections (fixture.server), ==, 1);
  http_fixture_close (&fixture);
}

static void
assert_cancelled (HttpCall *call)
{
  g_assert_null (call->response);
  g_assert_error (call->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Cancelled before it begins, while it connects, waits for the answer, reads the body, and waits
 * for another attempt; from another thread than the client's. */
static void
test_cancel_at_moments (void)
{
  static const char *const paths[] = { "/silence", "/stall", "/drip", "/status-503" };
  static const guint waits[] = { 0, 1, 5, 60 };
  CwHttpLimits patient = { 2, 30, 1000, 60000 };
  HttpFixture fixture;
  guint n = 0;

  http_fixture_open (&fixture, &patient, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (waits); j++, n++)
      {
        g_autoptr (HttpCall) call = http_call_new (&fixture, paths[i]);

        call->request.deadline_seconds = 3000;
        http_call_start (call);
        g_usleep (waits[j] * 1000);
        g_cancellable_cancel (call->cancellable);
        http_call_wait (call);
        assert_cancelled (call);
      }
  g_assert_cmpuint (n, ==, 16);
  fault_server_wait_idle (fixture.server);
  http_fixture_close (&fixture);
}

/* What is cancelled in the queue never reaches the server, and the others move up. */
static void
test_cancel_queued (void)
{
  HttpFixture fixture;
  HttpCall *first, *calls[20];
  guint n_cancelled = 0;

  http_fixture_open (&fixture, &LIMITS (1), NULL);
  first = http_call_new (&fixture, "/delay-200");
  http_call_start (first);
  for (guint i = 0; i < 20; i++)
    calls[i] = new_numbered (&fixture, "/ok", i);
  g_cancellable_cancel (calls[0]->cancellable); /* before it begins */
  start_all (calls, 20);
  for (guint i = 2; i < 20; i += 2)
    g_cancellable_cancel (calls[i]->cancellable);
  http_call_wait (first);
  wait_all (calls, 20);
  for (guint i = 0; i < 20; i++)
    if (i % 2 == 1)
      g_assert_no_error (calls[i]->error);
    else
      {
        assert_cancelled (calls[i]);
        n_cancelled++;
      }
  g_assert_cmpuint (n_cancelled, ==, 10);
  g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 11);
  http_call_free (first);
  free_all (calls, 20);
  http_fixture_close (&fixture);
}

/* Cancelling at random moments leaves nothing behind: each ends once, no slot is lost. */
static void
test_cancel_storm (void)
{
  static const char *const paths[] = { "/delay-10", "/drip", "/ok", "/once-status-500", "/gzip" };
  HttpFixture fixture;
  HttpCall *calls[100];
  g_autoptr (HttpCall) last = NULL;

  http_fixture_open (&fixture, &LIMITS (4), NULL);
  for (guint i = 0; i < 100; i++)
    calls[i] = new_numbered (&fixture, paths[i % G_N_ELEMENTS (paths)], i % 60);
  start_all (calls, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_usleep (g_test_rand_int_range (0, 4000));
      g_cancellable_cancel (calls[i]->cancellable);
    }
  wait_all (calls, 100);
  last = http_call_run (&fixture, "/ok");
  g_assert_no_error (last->error);
  g_assert_cmpuint (fault_server_get_peak (fixture.server), <=, 5); /* one may be on its way out */
  free_all (calls, 100);
  http_fixture_close (&fixture);
}

/* Closing in the middle of everything: every callback comes, before the client is gone. */
static void
test_free_while_busy (void)
{
  static const char *const paths[] = { "/silence", "/stall", "/drip", "/delay-500", "/status-503" };

  for (guint wait = 0; wait < 3; wait++)
    {
      CwHttpLimits limits = { 3, 30, 10, 30000 };
      HttpFixture fixture;
      HttpCall *calls[25];

      http_fixture_open (&fixture, &limits, NULL);
      for (guint i = 0; i < 25; i++)
        calls[i] = new_numbered (&fixture, paths[i % G_N_ELEMENTS (paths)], i % 15);
      start_all (calls, 25);
      g_usleep (wait * 20000);
      cw_http_client_free (fixture.client);
      fixture.client = NULL; /* only now: what was started before still reads it */
      for (guint i = 0; i < 25; i++)
        {
          g_assert_cmpint (g_async_queue_length (calls[i]->ends), ==, 1);
          http_call_wait (calls[i]);
          assert_cancelled (calls[i]);
        }
      free_all (calls, 25);
      http_fixture_close (&fixture);
    }
}

/* A client may be made and freed in its own thread, and be freed unused. */
static void
free_client_cb (gpointer data, gpointer unused)
{
  cw_http_client_free (data);
}

static void
test_free_in_thread (void)
{
  HttpFixture fixture;
  HttpCall *calls[5];

  http_fixture_open (&fixture, &LIMITS (2), NULL);
  for (guint i = 0; i < 5; i++)
    calls[i] = new_numbered (&fixture, "/silence", i);
  start_all (calls, 5);
  cw_loop_thread_invoke_and_wait (fixture.network, free_client_cb, fixture.client);
  wait_all (calls, 5);
  free_all (calls, 5);
  fixture.client = cw_http_client_new (fixture.network, &LIMITS (2), NULL);
  http_fixture_close (&fixture);
}

static void
test_no_address (void)
{
  static const char *const urls[] = {
    "", "x", "http:", "http://", "file:///etc/passwd", "http://["
  };
  HttpFixture fixture;

  http_fixture_open (&fixture, &LIMITS (2), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (HttpCall) call = http_call_run (&fixture, urls[i]);

      g_assert_error (call->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
    }
  http_fixture_close (&fixture);
}

static JsonNode *
read_trace (CwTrace *trace, const char *path, char **text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_assert_true (cw_trace_write (trace, &error));
  g_assert_true (g_file_get_contents (path, text, NULL, NULL));
  root = json_from_string (*text, &error);
  g_assert_no_error (error);
  return root;
}

static void
check_event (JsonObject *event, guint status, guint attempt)
{
  static const char *const phases[] = { "queued_ms", "dns_ms",  "connect_ms",
                                        "tls_ms",    "wait_ms", "receive_ms" };
  JsonObject *args = json_object_get_object_member (event, "args");

  g_assert_cmpstr (json_object_get_string_member (event, "cat"), ==, "http");
  g_assert_cmpstr (json_object_get_string_member (args, "symbol"), ==, "AAPL");
  g_assert_cmpint (json_object_get_int_member (args, "status"), ==, status);
  g_assert_cmpint (json_object_get_int_member (args, "attempt"), ==, attempt);
  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      double ms = json_object_get_double_member (args, phases[i]);

      g_assert_cmpfloat (ms, >=, 0);
      g_assert_cmpfloat (ms, <, 60000);
    }
}

/* K1, K2: keys are in no trace, wherever they stood. */
static void
test_trace (void)
{
  static const char path[] = "/once-status-503/x?symbol=AAPL&token=canary1&Key=canary2&apikey="
                             "canary3&crumb=canary4&range=1d";
  g_autofree char *file = g_build_filename (g_get_user_cache_dir (), "trace.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (CwTrace) trace = cw_trace_new (file);
  g_autoptr (HttpCall) call = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *events;
  JsonObject *args;
  HttpFixture fixture;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  http_fixture_open (&fixture, &LIMITS (2), trace);
  call = http_call_new (&fixture, path);
  call->request.symbol = "AAPL";
  call->request.secret_header = "X-Finnhub-Token";
  call->request.secret = "canary5";
  http_call_start (call);
  http_call_wait (call);
  g_assert_no_error (call->error);
  root = read_trace (trace, file, &text);
  g_assert_null (strstr (text, "canary"));
  events = json_object_get_array_member (json_node_get_object (root), "traceEvents");
  g_test_message ("%s", text);
  g_assert_cmpuint (json_array_get_length (events), ==, 2);
  check_event (json_array_get_object_element (events, 0), 503, 1);
  check_event (json_array_get_object_element (events, 1), 200, 2);
  args = json_object_get_object_member (json_array_get_object_element (events, 1), "args");
  g_assert_nonnull (strstr (json_object_get_string_member (args, "url"),
                            "/once-status-503/x?symbol=AAPL&token=…&Key=…"));
  g_assert_cmpint (json_object_get_int_member (args, "bytes"), ==,
                   g_bytes_get_size (call->response->body));
  http_fixture_close (&fixture);
}

/* What failed is in the trace too, with the reason. */
static void
test_trace_of_failures (void)
{
  static const char *const paths[] = { "http://127.0.0.1:1/x", "/short", "/huge" };
  static const char *const reasons[] = { "unreachable", "unreachable", "too-large" };
  CwHttpLimits once = { 2, 10, 0, 0 };
  g_autofree char *file = g_build_filename (g_get_user_cache_dir (), "trace.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (CwTrace) trace = cw_trace_new (file);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *events;
  HttpFixture fixture;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  http_fixture_open (&fixture, &once, trace);
  for (gsize i = 0; i < 3; i++)
    http_call_free (http_call_run (&fixture, paths[i]));
  root = read_trace (trace, file, &text);
  events = json_object_get_array_member (json_node_get_object (root), "traceEvents");
  g_assert_cmpuint (json_array_get_length (events), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (json_object_get_string_member (
                         json_object_get_object_member (json_array_get_object_element (events, i),
                                                        "args"),
                         "error"),
                     ==, reasons[i]);
  http_fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/http-client/N32-concurrency", test_concurrency);
  g_test_add_func ("/quotes/http-client/priority", test_priority);
  g_test_add_func ("/quotes/http-client/U4-equal-requests", test_equal_requests);
  g_test_add_func ("/quotes/http-client/unequal-requests", test_unequal_requests);
  g_test_add_func ("/quotes/http-client/cancel-equal", test_cancel_equal);
  g_test_add_func ("/quotes/http-client/hurry", test_hurry);
  g_test_add_func ("/quotes/http-client/connections-are-kept", test_connections_are_kept);
  g_test_add_func ("/quotes/http-client/cancel-at-moments", test_cancel_at_moments);
  g_test_add_func ("/quotes/http-client/cancel-queued", test_cancel_queued);
  g_test_add_func ("/quotes/http-client/cancel-storm", test_cancel_storm);
  g_test_add_func ("/quotes/http-client/free-while-busy", test_free_while_busy);
  g_test_add_func ("/quotes/http-client/free-in-thread", test_free_in_thread);
  g_test_add_func ("/quotes/http-client/no-address", test_no_address);
  g_test_add_func ("/quotes/http-client/K1-trace", test_trace);
  g_test_add_func ("/quotes/http-client/trace-of-failures", test_trace_of_failures);
  return g_test_run ();
}
