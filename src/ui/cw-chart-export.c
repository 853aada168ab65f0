/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-export.h"

#include "cw-save.h"

/* Somebody waits for it, but nobody looks at it. */
#define PRIORITY G_PRIORITY_DEFAULT

typedef struct
{
  CwScene *scene;
  CwView view;
  CwImageOptions options;
} RenderJob;

static void
render_job_free (gpointer data)
{
  RenderJob *job = data;

  cw_scene_unref (job->scene);
  g_free (job);
}

static gpointer
render (gpointer data, GCancellable *cancellable, GError **error)
{
  RenderJob *job = data;

  return cw_chart_render (job->scene, job->view, &job->options, error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GBytes *bytes = cw_workers_run_finish (result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cw_chart_render_async:
 * @workers: who draws
 * @scene: what to draw
 * @view: which of its bars
 * @options: how; its title and heights, if any, must be static
 * @cancellable: (nullable): cancels it
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Draws a chart into a picture on a worker.
 */
void
cw_chart_render_async (CwWorkers *workers,
                       CwScene *scene,
                       CwView view,
                       const CwImageOptions *options,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  RenderJob *job = g_new (RenderJob, 1);

  g_task_set_source_tag (task, cw_chart_render_async);
  *job = (RenderJob){ cw_scene_ref (scene), view, *options };
  cw_workers_run_async (workers, PRIORITY, "export", cw_scene_get_series (scene)->info.symbol,
                        render, job, render_job_free, (GDestroyNotify) g_bytes_unref, cancellable,
                        rendered_cb, task);
}

/** cw_chart_render_finish: Returns: (transfer full) (nullable): the picture's file */
GBytes *
cw_chart_render_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_chart_render_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  bytes = cw_chart_render_finish (result, &error);
  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    cw_save_and_return (g_object_ref (task), g_task_get_task_data (task), bytes);
}

/**
 * cw_chart_export_async:
 * @workers: who draws
 * @scene: what to draw
 * @view: which of its bars
 * @options: how; its title and heights, if any, must be static
 * @file: where the picture goes, replacing what is there
 * @cancellable: (nullable): cancels it
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Draws a chart on a worker and writes it to a file.
 */
void
cw_chart_export_async (CwWorkers *workers,
                       CwScene *scene,
                       CwView view,
                       const CwImageOptions *options,
                       GFile *file,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cw_chart_export_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  cw_chart_render_async (workers, scene, view, options, cancellable, drawn_cb, task);
}

/** cw_chart_export_finish: Returns: whether the picture was written */
gboolean
cw_chart_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_chart_export_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
