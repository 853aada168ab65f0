/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-cli-progress.h"
#include "cw-cli-values.h"
#include "cw-format.h"
#include "cw-json-writer.h"
#include "cw-lab.h"

#define SECONDS_DECIMALS 2
#define CPU_DECIMALS 3

/** Texts: the options as they were given. */
typedef struct
{
  char *requests, *delay, *workers, *mode, *svg;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->requests);
  g_free (texts->delay);
  g_free (texts->workers);
  g_free (texts->mode);
  g_free (texts->svg);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
read_count (const char *option, const char *text, int highest, guint *count, GError **error)
{
  int number;

  if (text == NULL)
    return TRUE;
  if (!cw_cli_parse_int (option, text, 1, highest, &number, error))
    return FALSE;
  *count = (guint) number;
  return TRUE;
}

static gboolean
read_mode (const char *text, guint *modes, GError **error)
{
  CwLabMode mode;

  if (text == NULL || g_str_equal (text, "all"))
    return TRUE;
  if (cw_lab_mode_parse (text, &mode))
    {
      *modes = 1u << mode;
      return TRUE;
    }
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s"), "--mode", text,
               /* Translators: completes “--mode: “fast” is not …”; the names are not translated */
               _ ("one of all, sequential, threads, pool, async"));
  return FALSE;
}

/* Before the requests, which may take minutes: where the picture will go. */
static gboolean
check_svg (const char *path, GError **error)
{
  g_autofree char *directory = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL
      || (path[0] != '\0' && g_file_test (directory, G_FILE_TEST_IS_DIR)
          && !g_file_test (path, G_FILE_TEST_IS_DIR)))
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s"), "--svg", path,
               /* Translators: completes “--svg: “nowhere/x.svg” is not …” */
               _ ("a file in a directory that exists"));
  return FALSE;
}

static gboolean
read_options (const Texts *texts, CwLabOptions *options, GError **error)
{
  cw_lab_options_init (options);
  return read_count ("--requests", texts->requests, CW_LAB_MAX_REQUESTS, &options->n_requests,
                     error)
         && (texts->delay == NULL
             || cw_cli_parse_double ("--delay", texts->delay, 0, CW_LAB_MAX_DELAY, &options->delay,
                                     error))
         && read_count ("--workers", texts->workers, CW_LAB_MAX_WORKERS, &options->n_workers, error)
         && read_mode (texts->mode, &options->modes, error) && check_svg (texts->svg, error);
}

static void
add_lane (CwJsonWriter *json, const CwLabRequest *request)
{
  cw_json_writer_begin_row (json, NULL);
  cw_json_writer_add_int (json, "request", request->request);
  cw_json_writer_add_int (json, "lane", request->lane);
  cw_json_writer_add_number (json, "start", request->start);
  cw_json_writer_add_number (json, "end", request->end);
  cw_json_writer_add_boolean (json, "ok", request->ok);
  cw_json_writer_end_object (json);
}

static void
add_run (CwJsonWriter *json, const CwLabRun *run)
{
  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_text (json, "mode", cw_lab_mode_to_string (run->mode));
  cw_json_writer_add_number (json, "wall_seconds", run->wall_seconds);
  cw_json_writer_add_number (json, "cpu_seconds", run->cpu_seconds);
  cw_json_writer_add_int (json, "peak_threads", run->peak_threads);
  cw_json_writer_add_number (json, "ideal_seconds", run->ideal_seconds);
  cw_json_writer_begin_array (json, "lanes");
  for (guint i = 0; i < run->n_requests; i++)
    add_lane (json, &run->requests[i]);
  cw_json_writer_end_array (json);
  cw_json_writer_end_object (json);
}

static void
print_json (const CwLabReport *report)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_int (json, "requests", report->options.n_requests);
  cw_json_writer_add_number (json, "delay_seconds", report->options.delay);
  cw_json_writer_add_int (json, "workers", report->options.n_workers);
  cw_json_writer_begin_array (json, "modes");
  for (guint i = 0; i < report->runs->len; i++)
    add_run (json, g_ptr_array_index (report->runs, i));
  cw_json_writer_end_array (json);
  cw_json_writer_end_object (json);
}

static void
add_headings (CwTable *table)
{
  cw_table_add_toned (table, _ ("Mode"), CW_TONE_DIM);
  /* Translators: headings of a table: how long it took by the clock, how long it would take at
   * best, how many threads made requests at once, and the processor time */
  cw_table_add_toned (table, _ ("Wall"), CW_TONE_DIM);
  cw_table_add_toned (table, _ ("Ideal"), CW_TONE_DIM);
  cw_table_add_toned (table, _ ("Threads"), CW_TONE_DIM);
  cw_table_add_toned (table, _ ("CPU"), CW_TONE_DIM);
}

static void
add_seconds (CwTable *table, double seconds, int decimals, CwTone tone)
{
  g_autofree char *number = cw_format_number (seconds, decimals);

  /* Translators: a duration in seconds */
  cw_table_take (table, g_strdup_printf (_ ("%s s"), number), tone);
}

static void
print_table (CwCliContext *context, const CwLabReport *report)
{
  g_autoptr (CwTable) table = cw_table_new ("lrrrr");

  add_headings (table);
  for (guint i = 0; i < report->runs->len; i++)
    {
      const CwLabRun *run = g_ptr_array_index (report->runs, i);

      cw_table_add (table, cw_lab_mode_to_string (run->mode));
      add_seconds (table, run->wall_seconds, SECONDS_DECIMALS, CW_TONE_STRONG);
      add_seconds (table, run->ideal_seconds, SECONDS_DECIMALS, CW_TONE_PLAIN);
      cw_table_take (table, g_strdup_printf ("%u", run->peak_threads), CW_TONE_PLAIN);
      add_seconds (table, run->cpu_seconds, CPU_DECIMALS, CW_TONE_PLAIN);
    }
  cw_table_print (table, stdout, context->colour);
}

/* The requests of a mode fail all for the same reason, if they do. */
static void
report_failures (CwCliContext *context, const CwLabReport *report)
{
  for (guint i = 0; i < report->runs->len; i++)
    {
      const CwLabRun *run = g_ptr_array_index (report->runs, i);

      if (run->n_failed == 0)
        continue;
      context->n_failed += run->n_failed;
      /* Translators: a mode, how many requests failed of how many, and why the first of them did */
      cw_cli_context_say (_ ("%s: %u of %u requests failed: %s"), cw_lab_mode_to_string (run->mode),
                          run->n_failed, run->n_requests, cw_lab_run_find_message (run));
    }
}

static gboolean
write_svg (const char *path, const CwLabReport *report, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *svg = cw_lab_report_to_svg (report);

  return g_file_replace_contents (file, svg, strlen (svg), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  NULL, error);
}

/** Experiment: what the callbacks need to know. */
typedef struct
{
  CwCliContext *context;
  CwLabReport *report; /* owned; NULL if there is none */
  GError *error;       /* owned, nullable */
} Experiment;

/* Everything to those who want to hear it, and to those who watch at least what is going on. */
static void
event_cb (const CwLabEvent *event, gpointer data)
{
  Experiment *experiment = data;

  if (experiment->context->options.quiet)
    return;
  if (experiment->context->options.verbose)
    {
      g_autofree char *line = cw_lab_event_to_log_line (event);

      fprintf (stderr, "%s\n", line);
    }
  else if (event->kind == CW_LAB_MODE_BEGIN)
    {
      cw_cli_progress_show (experiment->context, "%s …", cw_lab_mode_to_string (event->mode));
    }
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Experiment *experiment = data;

  experiment->report = cw_lab_run_finish (result, &experiment->error);
  cw_cli_context_release (experiment->context);
}

static CwLabReport *
experiment_run (CwCliContext *context, const CwLabOptions *options, GError **error)
{
  g_autoptr (CwLab) lab = cw_lab_new (cw_server_get_url (context->server), context->trace);
  Experiment experiment = { .context = context };

  cw_cli_context_hold (context);
  cw_lab_run_async (lab, options, event_cb, &experiment, context->cancellable, ended_cb,
                    &experiment);
  cw_cli_context_run (context, NULL);
  if (experiment.report == NULL)
    g_propagate_error (error, experiment.error);
  return experiment.report;
}

static gboolean
measure (CwCliContext *context, const CwLabOptions *options, const char *svg, GError **error)
{
  const CwServerOptions server = { 0 };
  g_autoptr (CwLabReport) report = NULL;

  cw_cli_context_start (context);
  context->server = cw_server_new (&server, error);
  if (context->server == NULL)
    return FALSE;
  report = experiment_run (context, options, error);
  if (report == NULL)
    return FALSE;
  if (context->mode == CW_OUTPUT_JSON)
    print_json (report);
  else
    print_table (context, report);
  report_failures (context, report);
  return svg == NULL || write_svg (svg, report, error);
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (Texts) texts = { 0 };
  const GOptionEntry entries[] = {
    { "requests", 0, 0, G_OPTION_ARG_STRING, &texts.requests,
      N_ ("How many requests each mode makes, by default 10"), N_ ("N") },
    { "delay", 0, 0, G_OPTION_ARG_STRING, &texts.delay,
      N_ ("How long the server takes for each, by default 2"), N_ ("SECONDS") },
    { "workers", 0, 0, G_OPTION_ARG_STRING, &texts.workers,
      N_ ("Threads of the pool, by default 5"), N_ ("N") },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &texts.mode,
      N_ ("all (the default), sequential, threads, pool or async"), N_ ("MODE") },
    { "svg", 0, 0, G_OPTION_ARG_FILENAME, &texts.svg, N_ ("Draw when which request ran, and where"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) arguments =
      cw_command_parse (&cw_command_lab, context, words, entries, NULL, error);
  CwLabOptions options;

  if (arguments == NULL)
    return FALSE;
  if (arguments[0] != NULL)
    {
      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("“%s” takes no “%s”"), "lab",
                   arguments[0]);
      return FALSE;
    }
  return read_options (&texts, &options, error) && measure (context, &options, texts.svg, error);
}

const CwCommand cw_command_lab = {
  .name = "lab",
  .summary = N_ ("Measure four ways of making the same slow requests"),
  .details =
      N_ ("The requests go to a server of the program’s own, which takes its time to answer. They "
          "are made\none after the other, with a thread for each, by a pool of threads, and by one "
          "event loop. “Wall” is\nthe time by the clock, “Ideal” what the waiting alone would "
          "take, “Threads” how many made requests\nat once, and “CPU” the processor time that all "
          "of the mode’s threads took, without the server’s.\n“--verbose” tells every event as it "
          "happens.\n\n"
          "Examples:\n"
          "  candlewick-cli lab\n"
          "  candlewick-cli lab --requests 100 --delay 0.5 --workers 16 --svg lanes.svg\n"
          "  candlewick-cli lab --mode async --requests 1000 --json"),
  .traits = CW_COMMAND_PRINTS_JSON,
  .run = run,
};
