/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab-bench.h"

static void
clear_event (gpointer data)
{
  g_free (((CwLabEvent *) data)->message);
}

LabBench *
lab_bench_new_for_url (const char *url)
{
  LabBench *bench = g_new0 (LabBench, 1);

  bench->lab = cw_lab_new (url, NULL);
  bench->cancellable = g_cancellable_new ();
  bench->events = g_array_new (FALSE, FALSE, sizeof (CwLabEvent));
  g_array_set_clear_func (bench->events, clear_event);
  return bench;
}

LabBench *
lab_bench_new (const CwServerOptions *options)
{
  g_autoptr (GError) error = NULL;
  CwServer *server = cw_server_new (options, &error);
  LabBench *bench;

  g_assert_no_error (error);
  bench = lab_bench_new_for_url (cw_server_get_url (server));
  bench->server = server;
  return bench;
}

static void
forget (LabBench *bench)
{
  g_array_set_size (bench->events, 0);
  g_clear_pointer (&bench->report, cw_lab_report_free);
  g_clear_error (&bench->error);
  bench->done = FALSE;
}

void
lab_bench_free (LabBench *bench)
{
  forget (bench);
  cw_lab_free (bench->lab);
  g_clear_pointer (&bench->server, cw_server_free);
  g_array_unref (bench->events);
  g_object_unref (bench->cancellable);
  g_free (bench);
}

static void
event_cb (const CwLabEvent *event, gpointer data)
{
  LabBench *bench = data;
  CwLabEvent copy = *event;

  g_assert_false (bench->done);
  copy.message = g_strdup (event->message);
  g_array_append_val (bench->events, copy);
  if (bench->events->len == bench->cancel_at)
    g_cancellable_cancel (bench->cancellable);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LabBench *bench = data;

  g_assert_false (bench->done);
  bench->report = cw_lab_run_finish (result, &bench->error);
  bench->done = TRUE;
}

/* Runs an experiment to its end; returns its report, which stays the bench's, or NULL. */
CwLabReport *
lab_bench_run (LabBench *bench, const CwLabOptions *options)
{
  forget (bench);
  cw_lab_run_async (bench->lab, options, event_cb, bench, bench->cancellable, ended_cb, bench);
  while (!bench->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true ((bench->report == NULL) == (bench->error != NULL));
  return bench->report;
}

guint
lab_bench_count_events (LabBench *bench, CwLabEventKind kind, guint request)
{
  guint n = 0;

  for (guint i = 0; i < bench->events->len; i++)
    {
      const CwLabEvent *event = &g_array_index (bench->events, CwLabEvent, i);

      n += event->kind == kind && event->request == request;
    }
  return n;
}

const CwLabEvent *
lab_bench_find_event (LabBench *bench, CwLabEventKind kind, guint request)
{
  for (guint i = 0; i < bench->events->len; i++)
    {
      const CwLabEvent *event = &g_array_index (bench->events, CwLabEvent, i);

      if (event->kind == kind && event->request == request)
        return event;
    }
  return NULL;
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

/* How many threads the process has; 0 where the system does not tell. */
guint
lab_count_threads (void)
{
  return count_entries ("/proc/self/task");
}

/* How many files the process has open, that count's own among them. */
guint
lab_count_files (void)
{
  return count_entries ("/proc/self/fd");
}
