/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-run.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-cli-window.h"
#include "cw-report.h"

/** Making: a page on its way into a file. */
typedef struct
{
  CwCliContext *context;
  const CwReportRequest *request;
  CwBatch *given; /* the symbols that were asked for */
  CwBatch *batch; /* those and, behind them, the benchmark */
  CwReportFrame frame;
  GPtrArray *analyses; /* of CwAnalysis, not owned: of the symbols that came, in their order */
  GPtrArray *sections; /* of char *: what was written of each of them */
  GError *error;       /* why a section could not be written */
} Making;

/** SectionJob: what a worker is given. */
typedef struct
{
  const CwReportFrame *frame;
  CwAnalysis *analysis;
  guint number;
} SectionJob;

/** Section: which of them a worker writes. */
typedef struct
{
  Making *making;
  guint number;
} Section;

static void
section_job_free (gpointer data)
{
  SectionJob *job = data;

  cw_analysis_unref (job->analysis);
  g_free (job);
}

static gpointer
write_section (gpointer data, GCancellable *cancellable, GError **error)
{
  const SectionJob *job = data;

  return cw_report_write_symbol (job->frame, job->analysis, job->number, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Section *section = data;
  Making *making = section->making;
  g_autoptr (GError) error = NULL;

  making->sections->pdata[section->number] = cw_workers_run_finish (result, &error);
  if (error != NULL && making->error == NULL)
    making->error = g_steal_pointer (&error);
  cw_cli_context_release (making->context);
}

static void
start_section (Making *making, guint number)
{
  CwAnalysis *analysis = g_ptr_array_index (making->analyses, number);
  SectionJob *job = g_new (SectionJob, 1);
  Section *section = g_new (Section, 1);

  *job = (SectionJob){ &making->frame, cw_analysis_ref (analysis), number };
  *section = (Section){ making, number };
  cw_cli_context_hold (making->context);
  cw_workers_run_async (cw_engine_get_workers (making->context->engine), G_PRIORITY_DEFAULT,
                        "report", analysis->series->info.symbol, write_section, job,
                        section_job_free, g_free, making->context->cancellable, written_cb,
                        section);
}

static CwBatch *
make_batch (CwCliContext *context, char **symbols, const char *benchmark)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  g_strv_builder_addv (builder, (const char **) symbols);
  g_strv_builder_add (builder, benchmark);
  texts = g_strv_builder_end (builder);
  return cw_batch_new (context, texts);
}

static gboolean
load (Making *making, GError **error)
{
  CwCliContext *context = making->context;
  CwLoadOptions options;

  if (!cw_cli_context_start_engine (context, making->request->benchmark, error))
    return FALSE;
  options = cw_cli_make_window (context, CW_INTERVAL_1D, MAX (CW_RANGE_5Y, making->request->range));
  options.depth = CW_LOAD_ANALYSIS;
  making->frame.benchmark_symbol = cw_engine_get_benchmark (context->engine);
  making->given = cw_batch_new (context, making->request->symbols);
  making->batch = make_batch (context, making->request->symbols, making->frame.benchmark_symbol);
  if (context->default_benchmark
      && cw_batch_get_size (making->batch) > cw_batch_get_size (making->given))
    cw_batch_mark_default (making->batch, making->frame.benchmark_symbol);
  cw_batch_start (making->batch, &options, cw_batch_show_arrival, context);
  return cw_cli_context_run (context, error);
}

static CwAnalysis *
get_analysis_with_bars (CwBatch *batch, guint index)
{
  CwAnalysis *analysis = cw_batch_item_get_analysis (cw_batch_get (batch, index));

  return analysis != NULL && analysis->series->n_bars > 0 ? analysis : NULL;
}

static void
collect (Making *making)
{
  making->frame.range = making->request->range;
  making->frame.now = cw_clock_now (cw_engine_get_clock (making->context->engine));
  for (guint i = 0; i < cw_batch_get_size (making->batch); i++)
    {
      CwAnalysis *analysis = get_analysis_with_bars (making->batch, i);

      if (analysis == NULL)
        continue;
      if (i < cw_batch_get_size (making->given))
        g_ptr_array_add (making->analyses, analysis);
      if (g_str_equal (cw_batch_get (making->batch, i)->symbol, making->frame.benchmark_symbol))
        making->frame.benchmark = analysis->series;
    }
}

static GBytes *
join (Making *making)
{
  g_autoptr (GArray) failures = g_array_new (FALSE, FALSE, sizeof (CwReportFailure));

  for (guint i = 0; i < cw_batch_get_size (making->given); i++)
    {
      const CwBatchItem *item = cw_batch_get (making->batch, i);
      const GError *error = cw_batch_item_get_failure (item);
      CwReportFailure failure = { item->symbol, NULL };

      if (error == NULL)
        continue;
      failure.message = error->message;
      g_array_append_val (failures, failure);
    }
  return cw_report_write_page (&making->frame, (const CwAnalysis *const *) making->analyses->pdata,
                               (const char *const *) making->sections->pdata, making->sections->len,
                               (CwReportFailure *) (gpointer) failures->data, failures->len);
}

static gboolean
save (Making *making, GError **error)
{
  g_autoptr (GBytes) page = join (making);
  g_autoptr (GFile) file = g_file_new_for_path (making->request->output);
  gsize size;
  const char *bytes = g_bytes_get_data (page, &size);
  g_autoptr (GError) cause = NULL;

  if (g_file_replace_contents (file, bytes, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                               making->context->cancellable, &cause))
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
               /* Translators: a path, and why nothing could be written there */
               _ ("The report could not be written to “%s”: %s"), making->request->output,
               cause->message);
  return FALSE;
}

static gboolean
make_page (Making *making, GError **error)
{
  if (!load (making, error))
    return FALSE;
  collect (making);
  if (making->analyses->len == 0)
    return TRUE;
  g_ptr_array_set_size (making->sections, (int) making->analyses->len);
  for (guint i = 0; i < making->analyses->len; i++)
    start_section (making, i);
  if (!cw_cli_context_run (making->context, error))
    return FALSE;
  if (making->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&making->error));
      return FALSE;
    }
  return save (making, error);
}

static void
print_json (const Making *making)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);
  gboolean written = making->sections->len > 0;

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_text (json, "path", written ? making->request->output : NULL);
  cw_json_writer_begin_array (json, "symbols");
  for (guint i = 0; i < making->analyses->len; i++)
    {
      const CwAnalysis *analysis = g_ptr_array_index (making->analyses, i);

      cw_json_writer_add_text (json, NULL, analysis->series->info.symbol);
    }
  cw_json_writer_end_array (json);
  cw_batch_write_errors (making->batch, json);
  cw_json_writer_end_object (json);
}

static void
tell (const Making *making)
{
  CwCliContext *context = making->context;

  if (context->mode == CW_OUTPUT_JSON)
    print_json (making);
  else if (making->sections->len > 0 && !context->options.quiet)
    fprintf (stdout, "%s\n", making->request->output);
  cw_batch_report_failures (making->batch, context);
}

/**
 * cw_report_run:
 * @context: what all commands share
 * @request: which page is wanted
 * @error: return location for an error that concerns all of it
 *
 * Loads the symbols, writes the part of each of them on the workers, and joins them to a page,
 * which replaces what was there, whole or not at all. Without any symbol there is no page.
 *
 * Returns: whether it came to its own end; symbols that failed are counted
 */
gboolean
cw_report_run (CwCliContext *context, const CwReportRequest *request, GError **error)
{
  g_autoptr (GPtrArray) analyses = g_ptr_array_new ();
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_free);
  Making making = {
    .context = context, .request = request, .analyses = analyses, .sections = sections
  };
  gboolean made = make_page (&making, error);

  if (made)
    tell (&making);
  g_clear_error (&making.error);
  g_clear_pointer (&making.batch, cw_batch_free);
  g_clear_pointer (&making.given, cw_batch_free);
  return made;
}
