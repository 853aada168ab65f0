/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-trace-reading.h"

#include <json-glib/json-glib.h>
#include <math.h>

#define FRAME (G_USEC_PER_SEC / 60)
/* What the workers call making a chart. */
#define CHART_STAGE "scene"

static double
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : (double) NAN;
}

static void
read_summary (JsonObject *summary, CwTraceReading *reading)
{
  JsonObject *loop = json_object_get_object_member (summary, "main_loop");
  JsonObject *busy = json_object_get_object_member (loop, "busy_ms");
  JsonObject *cpu = json_object_get_object_member (loop, "cpu_ms");
  JsonObject *symbols = json_object_get_object_member (summary, "symbols");
  JsonObject *moments = json_object_get_object_member (summary, "ms");

  reading->n_iterations = (guint) json_object_get_int_member (loop, "iterations");
  reading->busy_p50 = get_number (busy, "p50");
  reading->busy_p99 = get_number (busy, "p99");
  reading->busy_max = get_number (busy, "max");
  reading->cpu_p99 = get_number (cpu, "p99");
  reading->cpu_max = get_number (cpu, "max");
  reading->first_window = get_number (moments, "first_window");
  reading->first_result = get_number (moments, "first_result");
  reading->all_results = get_number (moments, "all_results");
  reading->n_requested = (guint) json_object_get_int_member (symbols, "requested");
  reading->n_ready = (guint) json_object_get_int_member (symbols, "ready");
  reading->n_failed = (guint) json_object_get_int_member (symbols, "failed");
  reading->peak_mib = get_number (summary, "peak_rss_kib") / 1024;
}

static void
read_event (JsonArray *events, guint index, JsonNode *node, gpointer data)
{
  CwTraceReading *reading = data;
  JsonObject *event = json_node_get_object (node);
  const char *category = json_object_get_string_member (event, "cat");
  gint64 duration = json_object_get_int_member (event, "dur");
  double end = (double) (json_object_get_int_member (event, "ts") + duration) / 1000;

  if (g_str_equal (category, "main"))
    reading->n_missed += (guint) (duration / FRAME);
  else if (g_str_equal (category, "worker")
           && g_str_equal (json_object_get_string_member (event, "name"), CHART_STAGE)
           && !(reading->first_chart <= end))
    reading->first_chart = end;
}

/** cw_trace_reading_of: Returns: what the trace at @path says */
CwTraceReading
cw_trace_reading_of (const char *path)
{
  CwTraceReading reading = { .first_chart = NAN };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);
  root = json_node_get_object (json_parser_get_root (parser));
  read_summary (json_object_get_object_member (root, "candlewick"), &reading);
  json_array_foreach_element (json_object_get_array_member (root, "traceEvents"), read_event,
                              &reading);
  return reading;
}
