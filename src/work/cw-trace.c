/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-trace.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cw-file.h"

/* Iterations shorter than this are counted, but get no event of their own. */
#define BUSY_ITERATION 4000
/* A trace that runs for days must not eat the machine's memory. */
#define MAX_EVENTS 1000000
#define MAX_ITERATIONS 4000000

typedef struct
{
  const char *category;
  char *name;
  gint64 start, end; /* monotonic microseconds */
  guint thread;
  GVariant *args; /* owned, nullable */
} Event;

typedef struct
{
  float busy, cpu, callbacks; /* milliseconds */
} Iteration;

struct _CwTrace
{
  GMutex mutex;
  char *path;
  gint64 start;
  GArray *events;
  GArray *iterations;
  gint64 moments[CW_N_TRACE_MOMENTS]; /* monotonic microseconds, 0 if it has not come */
  guint requested, ready, failed;
};

static const char *const moment_names[CW_N_TRACE_MOMENTS] = { "first_window", "first_result",
                                                              "all_results", "exit" };

static GPrivate thread_number = G_PRIVATE_INIT (NULL);

static void
clear_event (gpointer data)
{
  Event *event = data;

  g_free (event->name);
  g_clear_pointer (&event->args, g_variant_unref);
}

/**
 * cw_trace_new:
 * @path: the file that cw_trace_write() will write
 *
 * Returns: (transfer full): a trace whose time begins now
 */
CwTrace *
cw_trace_new (const char *path)
{
  CwTrace *self = g_atomic_rc_box_new0 (CwTrace);

  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->start = g_get_monotonic_time ();
  self->events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_array_set_clear_func (self->events, clear_event);
  self->iterations = g_array_new (FALSE, FALSE, sizeof (Iteration));
  return self;
}

/** cw_trace_ref: Returns: (transfer full): another reference */
CwTrace *
cw_trace_ref (CwTrace *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_trace (gpointer data)
{
  CwTrace *self = data;

  g_array_unref (self->events);
  g_array_unref (self->iterations);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
}

/** cw_trace_unref: @self: (transfer full): a trace */
void
cw_trace_unref (CwTrace *self)
{
  g_atomic_rc_box_release_full (self, clear_trace);
}

/* Small numbers in the order in which threads first did something read better than addresses. */
static guint
number_of_this_thread (void)
{
  static int n_threads; /* atomic */
  guint number = GPOINTER_TO_UINT (g_private_get (&thread_number));

  if (number == 0)
    {
      number = (guint) g_atomic_int_add (&n_threads, 1) + 1;
      g_private_set (&thread_number, GUINT_TO_POINTER (number));
    }
  return number;
}

/**
 * cw_trace_add:
 * @self: (nullable): a trace
 * @category: (transfer none): static text: `http`, `worker` or `main`
 * @name: what happened
 * @start: when it began, in monotonic microseconds
 * @end: when it ended
 * @args: (nullable): an `a{sv}` with the details, floating or not; never a secret
 */
void
cw_trace_add (
    CwTrace *self, const char *category, const char *name, gint64 start, gint64 end, GVariant *args)
{
  g_autoptr (GVariant) kept = args != NULL ? g_variant_ref_sink (args) : NULL;

  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  if (self->events->len < MAX_EVENTS)
    {
      Event event = { category, g_strdup (name),          start,
                      end,      number_of_this_thread (), g_steal_pointer (&kept) };

      g_array_append_val (self->events, event);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_trace_mark:
 * @self: (nullable): a trace
 * @moment: what has just come; only the first time counts, but for the last result and the exit
 */
void
cw_trace_mark (CwTrace *self, CwTraceMoment moment)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  if (self->moments[moment] == 0 || moment >= CW_TRACE_ALL_RESULTS)
    self->moments[moment] = g_get_monotonic_time ();
  g_mutex_unlock (&self->mutex);
}

/** cw_trace_set_symbols: sets how many symbols were asked for, came, and failed */
void
cw_trace_set_symbols (CwTrace *self, guint requested, guint ready, guint failed)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->requested = requested;
  self->ready = ready;
  self->failed = failed;
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_trace_add_iteration:
 * @self: (nullable): a trace
 * @start: when the main loop left `poll`, in monotonic microseconds
 * @end: when it entered it again
 * @cpu: the thread's own processor time in between, in microseconds
 * @frame: how much of that the toolkit needed to lay out and paint
 */
void
cw_trace_add_iteration (CwTrace *self, gint64 start, gint64 end, gint64 cpu, gint64 frame)
{
  Iteration iteration = { (float) (end - start) / 1000, (float) cpu / 1000,
                          (float) (cpu - frame) / 1000 };

  if (self == NULL)
    return;
  if (end - start > BUSY_ITERATION)
    cw_trace_add (self, "main", "iteration", start, end,
                  g_variant_new_parsed ("{'cpu_ms': <%d>, 'callbacks_ms': <%d>}",
                                        (double) iteration.cpu, (double) iteration.callbacks));
  g_mutex_lock (&self->mutex);
  if (self->iterations->len < MAX_ITERATIONS)
    g_array_append_val (self->iterations, iteration);
  g_mutex_unlock (&self->mutex);
}

static void
add_event (JsonBuilder *json, const CwTrace *self, const Event *event)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "name");
  json_builder_add_string_value (json, event->name);
  json_builder_set_member_name (json, "cat");
  json_builder_add_string_value (json, event->category);
  json_builder_set_member_name (json, "ph");
  json_builder_add_string_value (json, "X");
  json_builder_set_member_name (json, "ts");
  json_builder_add_int_value (json, event->start - self->start);
  json_builder_set_member_name (json, "dur");
  json_builder_add_int_value (json, event->end - event->start);
  json_builder_set_member_name (json, "pid");
  json_builder_add_int_value (json, getpid ());
  json_builder_set_member_name (json, "tid");
  json_builder_add_int_value (json, event->thread);
  json_builder_set_member_name (json, "args");
  if (event->args != NULL)
    {
      json_builder_add_value (json, json_gvariant_serialize (event->args));
    }
  else
    {
      json_builder_begin_object (json);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static int
compare_floats (const void *a, const void *b)
{
  float first = *(const float *) a, second = *(const float *) b;

  return first < second ? -1 : first > second;
}

static float *
sorted_column (const GArray *iterations, gsize offset)
{
  float *column = g_new (float, MAX (iterations->len, 1));

  column[0] = 0;
  for (guint i = 0; i < iterations->len; i++)
    column[i] =
        *(const float *) (gconstpointer) (iterations->data + i * sizeof (Iteration) + offset);
  qsort (column, iterations->len, sizeof (float), compare_floats);
  return column;
}

static void
add_quantile (JsonBuilder *json, const char *name, const float *sorted, guint n, double quantile)
{
  guint place = n > 0 ? (guint) (quantile * (n - 1) + 0.5) : 0;

  json_builder_set_member_name (json, name);
  /* Microseconds are as fine as it was measured. */
  json_builder_add_double_value (json, round ((double) sorted[place] * 1000) / 1000);
}

static void
add_main_loop (JsonBuilder *json, const CwTrace *self)
{
  g_autofree float *busy = sorted_column (self->iterations, G_STRUCT_OFFSET (Iteration, busy));
  g_autofree float *cpu = sorted_column (self->iterations, G_STRUCT_OFFSET (Iteration, cpu));
  g_autofree float *callbacks =
      sorted_column (self->iterations, G_STRUCT_OFFSET (Iteration, callbacks));
  guint n = self->iterations->len;

  json_builder_set_member_name (json, "main_loop");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "iterations");
  json_builder_add_int_value (json, n);
  json_builder_set_member_name (json, "busy_ms");
  json_builder_begin_object (json);
  add_quantile (json, "p50", busy, n, 0.5);
  add_quantile (json, "p99", busy, n, 0.99);
  add_quantile (json, "max", busy, n, 1);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "cpu_ms");
  json_builder_begin_object (json);
  add_quantile (json, "p99", cpu, n, 0.99);
  add_quantile (json, "max", cpu, n, 1);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "callbacks_ms");
  json_builder_begin_object (json);
  add_quantile (json, "p99", callbacks, n, 0.99);
  add_quantile (json, "max", callbacks, n, 1);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static void
add_summary (JsonBuilder *json, const CwTrace *self)
{
  struct rusage usage;

  json_builder_set_member_name (json, "candlewick");
  json_builder_begin_object (json);
  add_main_loop (json, self);

  json_builder_set_member_name (json, "symbols");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "requested");
  json_builder_add_int_value (json, self->requested);
  json_builder_set_member_name (json, "ready");
  json_builder_add_int_value (json, self->ready);
  json_builder_set_member_name (json, "failed");
  json_builder_add_int_value (json, self->failed);
  json_builder_end_object (json);

  json_builder_set_member_name (json, "ms");
  json_builder_begin_object (json);
  for (gsize i = 0; i < CW_N_TRACE_MOMENTS; i++)
    {
      json_builder_set_member_name (json, moment_names[i]);
      if (self->moments[i] == 0)
        json_builder_add_null_value (json);
      else
        json_builder_add_double_value (json, (double) (self->moments[i] - self->start) / 1000);
    }
  json_builder_end_object (json);

  getrusage (RUSAGE_SELF, &usage);
  json_builder_set_member_name (json, "peak_rss_kib");
  json_builder_add_int_value (json, usage.ru_maxrss);
  json_builder_end_object (json);
}

/**
 * cw_trace_write:
 * @self: (nullable): a trace
 * @error: return location for a #GFileError
 *
 * Writes the whole trace to its file, replacing what was there.
 *
 * Returns: whether it was written, or there was nothing to write
 */
gboolean
cw_trace_write (CwTrace *self, GError **error)
{
  g_autoptr (JsonBuilder) json = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (self == NULL)
    return TRUE;
  cw_trace_mark (self, CW_TRACE_EXIT);
  json = json_builder_new ();
  g_mutex_lock (&self->mutex);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "traceEvents");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->events->len; i++)
    add_event (json, self, &g_array_index (self->events, Event, i));
  json_builder_end_array (json);
  add_summary (json, self);
  json_builder_end_object (json);
  g_mutex_unlock (&self->mutex);

  root = json_builder_get_root (json);
  text = json_to_string (root, FALSE);
  return cw_file_write (self->path, text, strlen (text), error);
}
