/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-chart-image.h"
#include "cw-file-chooser.h"
#include "cw-history.h"
#include "cw-report.h"
#include "cw-save.h"

/* Somebody waits for it, but nobody looks at it. */
#define PRIORITY G_PRIORITY_DEFAULT

/** Report: a page that somebody has asked for. */
typedef struct
{
  CwWindow *window;     /* owned */
  GFile *file;          /* owned */
  CwAnalysis *analysis; /* owned */
  CwSeries *benchmark;  /* owned, nullable: without it beta is not known */
} Report;

/** PageJob: what a worker is given. */
typedef struct
{
  CwAnalysis *analysis;
  CwSeries *benchmark; /* nullable */
  char *benchmark_symbol;
  gint64 now;
} PageJob;

static void
report_free (Report *report)
{
  g_object_unref (report->window);
  g_object_unref (report->file);
  cw_analysis_unref (report->analysis);
  g_clear_pointer (&report->benchmark, cw_series_unref);
  g_free (report);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Report, report_free)

static void
page_job_free (gpointer data)
{
  PageJob *job = data;

  cw_analysis_unref (job->analysis);
  g_clear_pointer (&job->benchmark, cw_series_unref);
  g_free (job->benchmark_symbol);
  g_free (job);
}

static gpointer
write_page (gpointer data, GCancellable *cancellable, GError **error)
{
  const PageJob *job = data;
  const CwReportFrame frame = { .range = CW_RANGE_1Y,
                                .now = job->now,
                                .benchmark = job->benchmark,
                                .benchmark_symbol = job->benchmark_symbol };
  const CwAnalysis *analyses[] = { job->analysis };
  g_autofree char *section = cw_report_write_symbol (&frame, job->analysis, 0, error);
  const char *sections[] = { section };

  return section != NULL ? cw_report_write_page (&frame, analyses, sections, 1, NULL, 0) : NULL;
}

static void
say_result (const Report *report, const GError *error)
{
  g_autofree char *name = g_file_get_parse_name (report->file);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL)
    /* Translators: %s is a file's name */
    text = g_strdup_printf (_ ("Report saved as “%s”"), name);
  else
    /* Translators: a file's name; why it could not be written */
    text = g_strdup_printf (_ ("The report could not be saved as “%s”: %s"), name, error->message);
  cw_window_say (report->window, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Report) report = data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  say_result (report, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Report) report = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page = cw_workers_run_finish (result, &error);
  GCancellable *cancellable = cw_window_get_cancellable (report->window);
  GFile *file = report->file;

  if (page == NULL)
    say_result (report, error);
  else
    cw_save_and_return (g_task_new (NULL, cancellable, saved_cb, g_steal_pointer (&report)), file,
                        page);
}

static void
start_writing (Report *report)
{
  CwEngine *engine = cw_window_get_engine (report->window);
  PageJob *job;

  if (engine == NULL)
    {
      report_free (report);
      return;
    }
  job = g_new (PageJob, 1);
  *job = (PageJob){ cw_analysis_ref (report->analysis),
                    report->benchmark != NULL ? cw_series_ref (report->benchmark) : NULL,
                    g_strdup (cw_engine_get_benchmark (engine)),
                    cw_clock_now (cw_engine_get_clock (engine)) };
  cw_workers_run_async (cw_engine_get_workers (engine), PRIORITY, "report",
                        report->analysis->series->info.symbol, write_page, job, page_job_free,
                        (GDestroyNotify) g_bytes_unref, cw_window_get_cancellable (report->window),
                        written_cb, report);
}

/* Without the market the page says less, but it says it. */
static void
market_came_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Report *report = data;
  g_autoptr (GError) error = NULL;

  report->benchmark = cw_history_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    report_free (report);
  else
    start_writing (report);
}

static void
report_to (CwWindow *window, GFile *file)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (window));
  CwAnalysis *analysis = row != NULL ? cw_row_get_analysis (row) : NULL;
  CwEngine *engine = cw_window_get_engine (window);
  Report *report;

  if (analysis == NULL || analysis->series->n_bars == 0 || engine == NULL)
    {
      cw_window_say (window, _ ("There is nothing to report on yet"));
      return;
    }
  report = g_new0 (Report, 1);
  report->window = g_object_ref (window);
  report->file = g_object_ref (file);
  report->analysis = cw_analysis_ref (analysis);
  cw_history_load_async (engine, cw_engine_get_benchmark (engine),
                         cw_window_get_cancellable (window), market_came_cb, report);
}

static void
chosen_cb (GtkWidget *window, GFile *file)
{
  report_to (CW_WINDOW (window), file);
}

/* Safe in every file system, as the names of pictures are. */
static char *
make_name (const char *symbol)
{
  g_autofree char *picture = cw_image_safe_name (symbol, CW_IMAGE_PNG);

  *strrchr (picture, '.') = '\0';
  return g_strconcat (picture, ".html", NULL);
}

/** cw_window_report_cb: activates `export-report`: asks where a page about the symbol on screen
 * goes
 */
void
cw_window_report_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (window));
  g_autofree char *name = NULL;

  if (row == NULL)
    return;
  name = make_name (cw_row_get_symbol (row));
  cw_file_chooser_save (window, _ ("Export Report"), name, "html", chosen_cb);
}

/** cw_window_report_to_cb: activates `export-report-to`: saves the page as the file named */
void
cw_window_report_to_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  report_to (window, file);
}
