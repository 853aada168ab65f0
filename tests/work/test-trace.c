/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-trace.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#include "cw-loop-watch.h"

static char *
trace_path (void)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), "trace.json", NULL);
}

/* Writes the trace and reads what was written. */
static JsonParser *
write_and_parse (CwTrace *trace, const char *path)
{
  JsonParser *parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_trace_write (trace, &error));
  g_assert_no_error (error);
  g_assert_true (json_parser_load_from_file (parser, path, &error));
  g_assert_no_error (error);
  return parser;
}

static JsonObject *
root_of (JsonParser *parser)
{
  return json_node_get_object (json_parser_get_root (parser));
}

static JsonObject *
child (JsonObject *object, const char *name)
{
  g_assert_true (json_object_has_member (object, name));
  return json_object_get_object_member (object, name);
}

static JsonObject *
summary_of (JsonParser *parser)
{
  return child (root_of (parser), "candlewick");
}

static double
number (JsonObject *object, const char *name)
{
  g_assert_true (json_object_has_member (object, name));
  return json_object_get_double_member (object, name);
}

static void
assert_number (JsonObject *object, const char *name, double expected)
{
  g_assert_cmpfloat_with_epsilon (number (object, name), expected, 1e-4);
}

static void
test_empty (void)
{
  g_autofree char *path = trace_path ();
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (JsonParser) parser = write_and_parse (trace, path);
  JsonObject *summary = summary_of (parser), *loop = child (summary, "main_loop"),
             *ms = child (summary, "ms"), *symbols = child (summary, "symbols");

  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (root_of (parser), "traceEvents")),
                    ==, 0);
  assert_number (loop, "iterations", 0);
  assert_number (child (loop, "busy_ms"), "p50", 0);
  assert_number (child (loop, "busy_ms"), "p99", 0);
  assert_number (child (loop, "busy_ms"), "max", 0);
  assert_number (child (loop, "cpu_ms"), "p99", 0);
  assert_number (child (loop, "cpu_ms"), "max", 0);
  g_assert_true (json_object_get_null_member (ms, "first_window"));
  g_assert_true (json_object_get_null_member (ms, "first_result"));
  g_assert_true (json_object_get_null_member (ms, "all_results"));
  g_assert_cmpfloat (number (ms, "exit"), >=, 0);
  assert_number (symbols, "requested", 0);
  g_assert_cmpfloat (number (summary, "peak_rss_kib"), >, 100);
}

static void
test_events (void)
{
  g_autofree char *path = trace_path ();
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (JsonParser) parser = NULL;
  gint64 start = g_get_monotonic_time ();
  JsonArray *events;
  JsonObject *event;

  cw_trace_add (trace, "http", "GET “x”\n\"y\"", start, start + 1500,
                g_variant_new_parsed ("{'status': <200>, 'url': <'http://a/\"b\"'>, "
                                      "'wait_ms': <1.5>}"));
  cw_trace_add (trace, "worker", "analyse", start + 10, start + 20, NULL);
  parser = write_and_parse (trace, path);
  events = json_object_get_array_member (root_of (parser), "traceEvents");
  g_assert_cmpuint (json_array_get_length (events), ==, 2);

  event = json_array_get_object_element (events, 0);
  g_assert_cmpstr (json_object_get_string_member (event, "name"), ==, "GET “x”\n\"y\"");
  g_assert_cmpstr (json_object_get_string_member (event, "cat"), ==, "http");
  g_assert_cmpstr (json_object_get_string_member (event, "ph"), ==, "X");
  g_assert_cmpfloat (number (event, "ts"), >=, 0);
  assert_number (event, "dur", 1500);
  assert_number (event, "pid", getpid ());
  g_assert_cmpfloat (number (event, "tid"), >, 0);
  assert_number (child (event, "args"), "status", 200);
  assert_number (child (event, "args"), "wait_ms", 1.5);
  g_assert_cmpstr (json_object_get_string_member (child (event, "args"), "url"), ==,
                   "http://a/\"b\"");

  event = json_array_get_object_element (events, 1);
  assert_number (event, "dur", 10);
  g_assert_cmpuint (json_object_get_size (child (event, "args")), ==, 0);
}

/* A hundred iterations of 0.1, 0.2 … 10 ms, in disorder. */
static void
test_quantiles (void)
{
  g_autofree char *path = trace_path ();
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *loop;
  JsonArray *events;

  for (gint64 i = 0; i < 101; i++)
    {
      gint64 length = 100 * (i * 37 % 101);

      cw_trace_add_iteration (trace, 5000000, 5000000 + length, length / 2, length / 10);
    }
  parser = write_and_parse (trace, path);
  loop = child (summary_of (parser), "main_loop");
  assert_number (loop, "iterations", 101);
  assert_number (child (loop, "busy_ms"), "p50", 5);
  assert_number (child (loop, "busy_ms"), "p99", 9.9);
  assert_number (child (loop, "busy_ms"), "max", 10);
  assert_number (child (loop, "cpu_ms"), "p99", 4.95);
  assert_number (child (loop, "cpu_ms"), "max", 5);
  assert_number (child (loop, "callbacks_ms"), "p99", 3.96);
  assert_number (child (loop, "callbacks_ms"), "max", 4);

  /* Those over 4 ms have an event of their own: 4.1, 4.2 … 10. */
  events = json_object_get_array_member (root_of (parser), "traceEvents");
  g_assert_cmpuint (json_array_get_length (events), ==, 60);
  for (guint i = 0; i < 60; i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);

      g_assert_cmpstr (json_object_get_string_member (event, "cat"), ==, "main");
      g_assert_cmpfloat (number (event, "dur"), >, 4000);
      g_assert_cmpfloat_with_epsilon (number (child (event, "args"), "cpu_ms"),
                                      number (event, "dur") / 2000, 1e-4);
      g_assert_cmpfloat_with_epsilon (number (child (event, "args"), "callbacks_ms"),
                                      number (event, "dur") / 2500, 1e-4);
    }
}

static void
test_one_iteration (void)
{
  g_autofree char *path = trace_path ();
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *loop;

  cw_trace_add_iteration (trace, 0, 3000, 2000, 0);
  parser = write_and_parse (trace, path);
  loop = child (summary_of (parser), "main_loop");
  assert_number (child (loop, "busy_ms"), "p50", 3);
  assert_number (child (loop, "busy_ms"), "p99", 3);
  assert_number (child (loop, "cpu_ms"), "max", 2);
}

static void
test_moments (void)
{
  g_autofree char *path = trace_path ();
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *ms, *symbols;
  double first_window, all_results;

  cw_trace_mark (trace, CW_TRACE_FIRST_WINDOW);
  g_usleep (2000);
  cw_trace_mark (trace, CW_TRACE_FIRST_RESULT);
  cw_trace_mark (trace, CW_TRACE_ALL_RESULTS);
  g_usleep (20000);
  /* The first window stays the first, but the last result may be followed by a later one. */
  cw_trace_mark (trace, CW_TRACE_FIRST_WINDOW);
  cw_trace_mark (trace, CW_TRACE_ALL_RESULTS);
  cw_trace_set_symbols (trace, 9, 9, 9);
  cw_trace_set_symbols (trace, 500, 498, 2);
  parser = write_and_parse (trace, path);
  ms = child (summary_of (parser), "ms");
  first_window = number (ms, "first_window");
  all_results = number (ms, "all_results");
  g_assert_cmpfloat (first_window, >=, 0);
  g_assert_cmpfloat (number (ms, "first_result"), >=, first_window + 2);
  g_assert_cmpfloat (all_results, >=, first_window + 22);
  g_assert_cmpfloat (number (ms, "exit"), >=, all_results);
  symbols = child (summary_of (parser), "symbols");
  assert_number (symbols, "requested", 500);
  assert_number (symbols, "ready", 498);
  assert_number (symbols, "failed", 2);
}

static gpointer
add_from_thread (gpointer trace)
{
  for (guint i = 0; i < 500; i++)
    cw_trace_add (trace, "worker", "thread", i, i + 1,
                  g_variant_new_parsed ("{'thread': <%t>}",
                                        (guint64) GPOINTER_TO_SIZE (g_thread_self ())));
  return NULL;
}

/* Every event of one thread has the same number, and no two threads share one. */
static void
test_threads (void)
{
  g_autofree char *path = trace_path ();
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  GThread *threads[4];
  JsonArray *events;

  add_from_thread (trace);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("tracing", add_from_thread, trace);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  parser = write_and_parse (trace, path);
  events = json_object_get_array_member (root_of (parser), "traceEvents");
  g_assert_cmpuint (json_array_get_length (events), ==, 2500);
  for (guint i = 0; i < 2500; i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);
      gpointer number = GSIZE_TO_POINTER ((gsize) json_object_get_int_member (event, "tid"));
      gpointer thread =
          GSIZE_TO_POINTER ((gsize) json_object_get_int_member (child (event, "args"), "thread"));
      gpointer known = g_hash_table_lookup (numbers, number);

      g_assert_true (known == NULL || known == thread);
      g_hash_table_insert (numbers, number, thread);
    }
  g_assert_cmpuint (g_hash_table_size (numbers), ==, 5);
}

/* Without a trace everything may be called, and nothing is done or lost. */
static void
test_none (void)
{
  cw_trace_add (NULL, "http", "x", 0, 1, NULL);
  cw_trace_add (NULL, "http", "x", 0, 1, g_variant_new_parsed ("{'a': <1>}"));
  cw_trace_mark (NULL, CW_TRACE_FIRST_WINDOW);
  cw_trace_set_symbols (NULL, 1, 2, 3);
  cw_trace_add_iteration (NULL, 0, 100000, 1, 0);
  g_assert_true (cw_trace_write (NULL, NULL));
  cw_loop_watch_start (NULL);
  cw_loop_watch_stop ();
}

static void
test_nowhere_to_write (void)
{
  g_autoptr (CwTrace) trace = cw_trace_new ("/nowhere/at/all/trace.json");
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_trace_write (trace, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static gboolean
busy_cb (gpointer data)
{
  gint64 end = g_get_monotonic_time () + 6000;

  while (g_get_monotonic_time () < end)
    ;
  ++*(guint *) data;
  return G_SOURCE_REMOVE;
}

/* Iterations of the main loop are measured from one poll to the next. */
static void
test_loop_watch (void)
{
  g_autofree char *path = trace_path ();
  g_autoptr (CwTrace) trace = cw_trace_new (path);
  g_autoptr (JsonParser) parser = NULL;
  GPollFunc before = g_main_context_get_poll_func (NULL);
  JsonObject *loop;
  guint n = 0;

  cw_loop_watch_start (trace);
  g_main_context_iteration (NULL, FALSE);
  for (guint i = 0; i < 3; i++)
    {
      g_idle_add (busy_cb, &n);
      while (n <= i)
        g_main_context_iteration (NULL, TRUE);
    }
  g_main_context_iteration (NULL, FALSE);
  cw_loop_watch_stop ();
  cw_loop_watch_stop ();
  g_assert_true (g_main_context_get_poll_func (NULL) == before);
  parser = write_and_parse (trace, path);
  loop = child (summary_of (parser), "main_loop");
  g_assert_cmpfloat (number (loop, "iterations"), >=, 4);
  g_assert_cmpfloat (number (child (loop, "busy_ms"), "max"), >=, 6);
  g_assert_cmpfloat (number (child (loop, "cpu_ms"), "max"), >, 0);
  g_assert_cmpfloat (number (child (loop, "cpu_ms"), "max"), <=,
                     number (child (loop, "busy_ms"), "max") + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/work/trace/empty", test_empty);
  g_test_add_func ("/work/trace/events", test_events);
  g_test_add_func ("/work/trace/quantiles", test_quantiles);
  g_test_add_func ("/work/trace/one-iteration", test_one_iteration);
  g_test_add_func ("/work/trace/moments", test_moments);
  g_test_add_func ("/work/trace/threads", test_threads);
  g_test_add_func ("/work/trace/none", test_none);
  g_test_add_func ("/work/trace/nowhere-to-write", test_nowhere_to_write);
  g_test_add_func ("/work/trace/loop-watch", test_loop_watch);
  return g_test_run ();
}
