/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-export-run.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>

#include "cw-batch-report.h"
#include "cw-cli-progress.h"

/* While a picture is drawn the next symbol should already be there, and no more than that: what
 * waits takes memory. */
#define SYMBOLS_AHEAD 4

/* What is at least so large is mapped by itself: pictures are, bars are not. */
#define LARGE_MEMORY (512 * 1024)

typedef struct _Export Export;

/** Picture: one symbol on its way into a file. */
typedef struct
{
  Export *export;
  char *symbol;   /* as it was given */
  char *path;     /* NULL until the symbol is known to be one */
  CwBatch *batch; /* of this symbol alone, while it is under way */
  GError *error;  /* why there is no picture */
  gboolean done;
} Picture;

struct _Export
{
  CwCliContext *context;
  const CwExportRequest *request;
  GPtrArray *pictures; /* of Picture, in the order in which they were asked for */
  GHashTable *names;   /* of the files in the directory: two symbols must not share one */
  CwBatch *others;     /* nullable: what every picture is compared with, loaded before the first */
  guint n_started, n_done;
};

/** RenderJob: what a worker is given. */
typedef struct
{
  CwSeries *series;
  CwSceneExtras extras; /* whose series are owned */
  CwExportRequest request;
  CwView view;
  char *path;
} RenderJob;

static void
render_job_free (gpointer data)
{
  RenderJob *job = data;

  for (gsize i = 0; i < job->extras.n_others; i++)
    cw_series_unref ((CwSeries *) job->extras.others[i]);
  cw_series_unref (job->series);
  g_free (job->path);
  g_free (job);
}

/* Runs on a worker: from bars to a file, which is there whole or not at all. */
static gpointer
render (gpointer data, GCancellable *cancellable, GError **error)
{
  RenderJob *job = data;
  g_autoptr (CwScene) scene =
      cw_scene_new_with_extras (job->series, &job->request.scene, &job->extras);
  g_autoptr (GFile) file = g_file_new_for_path (job->path);
  CwView view = cw_scene_extend_view (scene, job->view);
  g_autoptr (GBytes) image = cw_chart_render (scene, view, &job->request.image, error);
  gconstpointer bytes;
  gsize size;

  if (image == NULL)
    return NULL;
  bytes = g_bytes_get_data (image, &size);
  if (!g_file_replace_contents (file, bytes, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                cancellable, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_pointer (&picture->batch, cw_batch_free);
  g_clear_error (&picture->error);
  g_free (picture->symbol);
  g_free (picture->path);
  g_free (picture);
}

static void
show_progress (Picture *picture)
{
  Export *export = picture->export;

  cw_cli_progress_show (export->context, "[%u/%u] %s %s", export->n_done, export->pictures->len,
                        picture->symbol, picture->error == NULL ? picture->path : _ ("failed"));
}

static void start_pictures (Export *export);

static void
end_picture (Picture *picture, const GError *error)
{
  picture->done = TRUE;
  picture->export->n_done++;
  if (error != NULL)
    picture->error = g_error_copy (error);
  show_progress (picture);
  start_pictures (picture->export);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Picture *picture = data;
  CwCliContext *context = picture->export->context;
  g_autoptr (GError) error = NULL;

  (void) !cw_workers_run_finish (result, &error);
  g_clear_pointer (&picture->batch, cw_batch_free); /* and with it the bars */
  end_picture (picture, error);
  cw_cli_context_release (context);
}

/* A directory's files are named after the symbols as far as file names allow it. */
static char *
make_path (Export *export, const char *symbol)
{
  const CwExportRequest *request = export->request;
  g_autofree char *name = NULL;

  if (!request->to_directory)
    return g_strdup (request->output);
  name = cw_image_safe_name (symbol, request->image.format);
  for (guint i = 2; g_hash_table_contains (export->names, name); i++)
    {
      g_autofree char *stem = g_strdup_printf ("%s-%u", symbol, i);

      g_free (name);
      name = cw_image_safe_name (stem, request->image.format);
    }
  g_hash_table_add (export->names, g_strdup (name));
  return g_build_filename (request->output, name, NULL);
}

/* Nothing is compared with itself. */
static void
add_others (RenderJob *job, CwBatch *others)
{
  for (guint i = 0; others != NULL && i < cw_batch_get_size (others); i++)
    {
      CwAnalysis *analysis = cw_batch_item_get_analysis (cw_batch_get (others, i));

      if (analysis != NULL
          && !g_str_equal (analysis->series->info.symbol, job->series->info.symbol))
        job->extras.others[job->extras.n_others++] = cw_series_ref (analysis->series);
    }
}

static void
start_rendering (Picture *picture, CwSeries *series, CwView view)
{
  Export *export = picture->export;
  RenderJob *job = g_new0 (RenderJob, 1);

  job->series = cw_series_ref (series);
  job->request = *export->request;
  job->view = view;
  job->path = g_strdup (picture->path);
  job->extras.n_levels = export->request->n_levels;
  memcpy (job->extras.levels, export->request->levels, sizeof job->extras.levels);
  add_others (job, export->others);
  cw_cli_context_hold (export->context);
  cw_workers_run_async (cw_engine_get_workers (export->context->engine), G_PRIORITY_DEFAULT,
                        "export", picture->symbol, render, job, render_job_free, NULL,
                        export->context->cancellable, rendered_cb, picture);
}

static void
arrived_cb (CwBatch *batch, CwBatchItem *item, gpointer data)
{
  Picture *picture = data;
  Export *export = picture->export;
  CwAnalysis *analysis = cw_batch_item_get_analysis (item);
  g_autoptr (GError) error = NULL;
  CwView view;

  if (analysis == NULL)
    end_picture (picture, cw_batch_item_get_error (item));
  else if (!cw_export_request_get_view (export->request, &export->context->options,
                                        analysis->series, &view, &error))
    end_picture (picture, error);
  else
    start_rendering (picture, analysis->series, view);
}

static void
start_picture (Export *export, Picture *picture)
{
  char *texts[] = { picture->symbol, NULL };
  CwLoadOptions options = cw_export_request_get_window (export->request, export->context);

  picture->batch = cw_batch_new (export->context, texts);
  cw_batch_start (picture->batch, &options, arrived_cb, picture);
}

static guint
count_allowed (Export *export)
{
  return SYMBOLS_AHEAD * cw_workers_get_n_threads (cw_engine_get_workers (export->context->engine))
         + export->context->concurrency;
}

static void
start_pictures (Export *export)
{
  while (export->n_started < export->pictures->len
         && export->n_started - export->n_done < count_allowed (export)
         && !g_cancellable_is_cancelled (export->context->cancellable))
    {
      Picture *picture = g_ptr_array_index (export->pictures, export->n_started);

      export->n_started++;
      if (picture->done)
        export->n_done++;
      else
        start_picture (export, picture);
    }
}

static void
add_picture (Export *export, const CwBatchItem *item)
{
  Picture *picture = g_new0 (Picture, 1);

  picture->export = export;
  picture->symbol = g_strdup (item->symbol);
  if (item->no_symbol != NULL)
    {
      picture->error = g_error_copy (item->no_symbol);
      picture->done = TRUE;
    }
  else
    picture->path = make_path (export, item->symbol);
  g_ptr_array_add (export->pictures, picture);
}

static void
print_json (Export *export)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_array (json, NULL);
  for (guint i = 0; i < export->pictures->len; i++)
    {
      const Picture *picture = g_ptr_array_index (export->pictures, i);
      const GError *error = picture->error;

      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_text (json, "symbol", picture->symbol);
      cw_json_writer_add_text (json, "path", error == NULL ? picture->path : NULL);
      cw_json_writer_add_text (json, "error", error != NULL ? error->message : NULL);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
}

static void
report (Export *export)
{
  CwCliContext *context = export->context;

  if (context->mode == CW_OUTPUT_JSON)
    print_json (export);
  if (export->others != NULL)
    cw_batch_report_failures (export->others, context);
  for (guint i = 0; i < export->pictures->len; i++)
    {
      const Picture *picture = g_ptr_array_index (export->pictures, i);

      if (picture->error != NULL)
        cw_cli_context_fail_symbol (context, picture->symbol, picture->error);
      else if (context->mode == CW_OUTPUT_TEXT && !context->options.quiet)
        fprintf (stdout, "%s\n", picture->path);
    }
}

static void
other_arrived_cb (CwBatch *others, CwBatchItem *item, gpointer data)
{
  if (cw_batch_get_n_arrived (others) == cw_batch_get_size (others))
    start_pictures (data);
}

/* What all pictures share must be there before the first of them. */
static void
start (Export *export)
{
  CwLoadOptions options;

  if (export->request->compared == NULL)
    {
      start_pictures (export);
      return;
    }
  options = cw_export_request_get_window (export->request, export->context);
  export->others = cw_batch_new (export->context, export->request->compared);
  if (cw_batch_get_n_arrived (export->others) == cw_batch_get_size (export->others))
    start_pictures (export);
  else
    cw_batch_start (export->others, &options, other_arrived_cb, export);
}

static gboolean
make_directory (const CwExportRequest *request, GError **error)
{
  if (!request->to_directory || g_mkdir_with_parents (request->output, 0777) == 0)
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
               _ ("The directory “%s” could not be made: %s"), request->output, g_strerror (errno));
  return FALSE;
}

/* After the first picture glibc would keep memory of that size in each thread's arena, where small
 * things then lie between the pictures and keep it from being given back. Mapped apart, a picture's
 * memory goes with the picture. */
static void
map_pictures_apart (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE_MEMORY);
#endif
}

/**
 * cw_export_run:
 * @context: what all commands share
 * @request: which pictures are wanted
 * @symbols: (array zero-terminated=1): of what
 * @error: return location for an error that concerns all of it
 *
 * Draws a picture of each symbol, several at once on the workers, and only a few symbols ahead of
 * them, so that hundreds take no more memory than a handful.
 *
 * Returns: whether it came to its own end; symbols that failed are counted
 */
gboolean
cw_export_run (CwCliContext *context,
               const CwExportRequest *request,
               char **symbols,
               GError **error)
{
  g_autoptr (CwBatch) given = cw_batch_new (context, symbols);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (picture_free);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Export export = { .context = context, .request = request, .pictures = pictures, .names = names };
  gboolean came_to_end;

  if (!make_directory (request, error) || !cw_cli_context_start_engine (context, NULL, error))
    return FALSE;
  for (guint i = 0; i < cw_batch_get_size (given); i++)
    add_picture (&export, cw_batch_get (given, i));
  map_pictures_apart ();
  start (&export);
  came_to_end = cw_cli_context_run (context, error);
  if (came_to_end)
    report (&export);
  g_clear_pointer (&export.others, cw_batch_free);
  return came_to_end;
}
