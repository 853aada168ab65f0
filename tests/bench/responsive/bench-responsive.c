/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cw-program.h"
#include "cw-trace-reading.h"

/*
 * How the real window feels while many symbols load from another process: somebody switches
 * symbols, scrolls, types and changes the window's size all the while, and the program's own trace
 * says afterwards how long its main loop was away. Processor time is what is judged, for a busy
 * machine does not distort it; what a person sees is the time of the wall beside it.
 *
 * Usage: bench-responsive CANDLEWICK-CLI [COUNT[:LATENCY]…]
 *
 * The program is what CANDLEWICK_PROGRAM names; CW_BENCH_JSON names a file for the numbers.
 */

#define PAUSE (40 * 1000) /* between two inputs, in microseconds */
#define MOST_SYMBOLS 9999
#define GIVE_UP_SECONDS 900

/* The goals, of which the second holds for any number of symbols and the third for one. */
#define MOST_P99_MS 8.0
#define MOST_MS 25.0
#define MOST_MIB 250.0
#define MIB_HOLDS_UP_TO 500

typedef struct
{
  guint n_symbols, latency_ms;
} Case;

typedef struct
{
  guint n_inputs;
  double load; /* of the machine, over the last minute */
  CwTraceReading trace;
} Result;

static const Case usual_cases[] = { { 50, 0 },    { 50, 200 }, { 500, 0 },
                                    { 500, 200 }, { 5000, 0 }, { 5000, 200 } };

/* --- the server --- */

static GSubprocess *
start_server (const char *cli, guint latency_ms, char **url)
{
  g_autofree char *latency = g_strdup_printf ("%u", latency_ms);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  GSubprocess *server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, cli, "serve",
                                          "--port", "0", "--latency", latency, NULL);

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  *url = g_strdup (strstr (line, "http://"));
  return server;
}

static void
stop_server (GSubprocess *server)
{
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
  g_object_unref (server);
}

/* --- somebody at the window --- */

static void
show_another (CwProgram *program, guint step, const Case *bench_case)
{
  g_autofree char *symbol = g_strdup_printf ("SIM%04u", step * 7 % bench_case->n_symbols + 1);

  cw_program_act (program, "show-symbol", g_variant_new_string (symbol));
}

static void
do_something (CwProgram *program, guint step, const Case *bench_case)
{
  switch (step % 8)
    {
    case 1:
      cw_program_run_tool ("xdotool mousemove 200 400 click --repeat 5 --delay 8 5");
      break;
    case 3:
      cw_program_run_tool ("xdotool mousemove 700 300 click --repeat 3 --delay 8 4");
      break;
    case 4:
      cw_program_act (program, "find", NULL);
      break;
    case 5:
      cw_program_run_tool ("xdotool type --delay 10 sim00");
      break;
    case 6:
      cw_program_run_tool ("xdotool key --delay 10 ctrl+a BackSpace");
      break;
    case 7:
      cw_program_run_tool (
          step % 16 == 7 ? "xdotool search --onlyvisible --class candlewick windowsize 1240 820"
                         : "xdotool search --onlyvisible --class candlewick windowsize 1080 720");
      break;
    default:
      show_another (program, step, bench_case);
    }
}

/* Until all has come, and then once through everything more. */
static guint
use_window (CwProgram *program, const Case *bench_case)
{
  gint64 deadline = g_get_monotonic_time () + GIVE_UP_SECONDS * G_USEC_PER_SEC;
  guint n = 0, n_after = 0;

  while (n_after < 8)
    {
      do_something (program, n++, bench_case);
      n_after = cw_program_is_enabled (program, "cancel-loading") ? 0 : n_after + 1;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (PAUSE);
    }
  return n;
}

/* --- one case --- */

static char **
make_arguments (const char *trace, guint n_symbols)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add_many (words, "--trace", trace, NULL);
  for (guint i = 1; i <= n_symbols; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("SIM%04u", i);

      g_strv_builder_add (words, symbol);
    }
  return g_strv_builder_end (words);
}

static double
read_load (void)
{
  double load[1] = { NAN };

  getloadavg (load, 1);
  return load[0];
}

static Result
run (const char *cli, const Case *bench_case)
{
  g_autofree char *directory = g_dir_make_tmp ("candlewick-bench-XXXXXX", NULL);
  g_autofree char *trace = g_build_filename (directory, "trace.json", NULL);
  g_autofree char *url = NULL;
  g_auto (GStrv) arguments = make_arguments (trace, bench_case->n_symbols);
  GSubprocess *server = start_server (cli, bench_case->latency_ms, &url);
  g_autoptr (CwProgram) program = NULL;
  Result result;

  /* In the session's own directories, of which nothing is left. */
  g_setenv ("CANDLEWICK_DATA_DIR", directory, TRUE);
  program = cw_program_start (url, (const char *const *) arguments);
  cw_program_await_window (program);
  result.n_inputs = use_window (program, bench_case);
  cw_program_act_on_application (program, "quit");
  g_assert_cmpint (cw_program_wait (program), ==, 0);
  stop_server (server);
  result.load = read_load ();
  result.trace = cw_trace_reading_of (trace);
  return result;
}

/* --- what is said of it --- */

static void
print_head (void)
{
  g_print ("%7s %7s %6s | %6s %6s %6s | %6s %6s | %6s | %7s %7s %7s %8s | %5s | %6s | %5s\n",
           "symbols", "latency", "iter.", "p50", "p99", "max", "p99", "max", "missed", "window",
           "result", "chart", "all", "MiB", "inputs", "load");
  g_print ("%7s %7s %6s | %20s | %13s | %6s | %32s | %5s | %6s |\n", "", "ms", "",
           "main loop, wall ms", "CPU ms", "frames", "ms from the start to the first …", "", "");
}

static void
print_result (const Case *bench_case, const Result *result)
{
  const CwTraceReading *trace = &result->trace;

  g_print ("%7u %7u %6u | %6.2f %6.1f %6.1f | %6.1f %6.1f | %6u | %7.0f %7.0f %7.0f %8.0f | %5.0f "
           "| %6u | %5.1f\n",
           bench_case->n_symbols, bench_case->latency_ms, trace->n_iterations, trace->busy_p50,
           trace->busy_p99, trace->busy_max, trace->cpu_p99, trace->cpu_max, trace->n_missed,
           trace->first_window, trace->first_result, trace->first_chart, trace->all_results,
           trace->peak_mib, result->n_inputs, result->load);
}

static void
add_number (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  if (isnan (value))
    json_builder_add_null_value (json);
  else
    json_builder_add_double_value (json, value);
}

static void
add_result (JsonBuilder *json, const Case *bench_case, const Result *result)
{
  const CwTraceReading *trace = &result->trace;

  json_builder_begin_object (json);
  add_number (json, "symbols", bench_case->n_symbols);
  add_number (json, "latency_ms", bench_case->latency_ms);
  add_number (json, "iterations", trace->n_iterations);
  add_number (json, "busy_p50_ms", trace->busy_p50);
  add_number (json, "busy_p99_ms", trace->busy_p99);
  add_number (json, "busy_max_ms", trace->busy_max);
  add_number (json, "cpu_p99_ms", trace->cpu_p99);
  add_number (json, "cpu_max_ms", trace->cpu_max);
  add_number (json, "missed_frames", trace->n_missed);
  add_number (json, "first_window_ms", trace->first_window);
  add_number (json, "first_result_ms", trace->first_result);
  add_number (json, "first_chart_ms", trace->first_chart);
  add_number (json, "all_results_ms", trace->all_results);
  add_number (json, "peak_mib", trace->peak_mib);
  add_number (json, "failed", trace->n_failed);
  add_number (json, "inputs", result->n_inputs);
  add_number (json, "load", result->load);
  json_builder_end_object (json);
}

static void
write_json (JsonBuilder *json)
{
  const char *path = g_getenv ("CW_BENCH_JSON");
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    g_print ("%s\n", text);
  else if (!g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);
}

static gboolean
is_good (const Case *bench_case, const Result *result)
{
  const CwTraceReading *trace = &result->trace;

  return trace->n_ready == bench_case->n_symbols && trace->cpu_p99 <= MOST_P99_MS
         && trace->cpu_max <= MOST_MS
         && (bench_case->n_symbols > MIB_HOLDS_UP_TO || trace->peak_mib <= MOST_MIB);
}

/* --- which cases --- */

static gboolean
read_case (const char *text, Case *bench_case)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  guint64 n, latency = 0;

  if (!g_ascii_string_to_unsigned (parts[0], 10, 1, MOST_SYMBOLS, &n, NULL)
      || (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 0, 60000, &latency, NULL)))
    return FALSE;
  *bench_case = (Case){ (guint) n, (guint) latency };
  return TRUE;
}

static GArray *
choose_cases (int argc, char **argv)
{
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (Case));
  Case one;

  for (int i = 2; i < argc; i++)
    {
      if (!read_case (argv[i], &one))
        g_error ("“%s” is not COUNT or COUNT:LATENCY", argv[i]);
      g_array_append_val (cases, one);
    }
  if (cases->len == 0)
    g_array_append_vals (cases, usual_cases, G_N_ELEMENTS (usual_cases));
  return cases;
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GArray) cases = NULL;
  gboolean good = TRUE;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, >=, 2);
  cases = choose_cases (argc, argv);
  print_head ();
  json_builder_begin_array (json);
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *bench_case = &g_array_index (cases, Case, i);
      Result result = run (argv[1], bench_case);

      print_result (bench_case, &result);
      add_result (json, bench_case, &result);
      good = is_good (bench_case, &result) && good;
    }
  json_builder_end_array (json);
  write_json (json);
  g_print ("goals: at most %.0f ms of CPU an iteration at the 99th percentile and %.0f ms ever, "
           "%.0f MiB with %d symbols: %s\n",
           MOST_P99_MS, MOST_MS, MOST_MIB, MIB_HOLDS_UP_TO, good ? "met" : "missed");
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
