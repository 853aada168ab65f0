/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-list-files.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-alerts-csv.h"
#include "cw-demo-market.h"
#include "cw-file.h"
#include "cw-json-writer.h"
#include "cw-lists-export.h"
#include "cw-store-alerts.h"
#include "cw-store-lists.h"

#define STREAM "-" /* standard input or output */

static gboolean
is_stream (const char *path)
{
  return g_str_equal (path, STREAM);
}

static gboolean
fail_file (GError **error, const char *path, const GError *cause)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED, "%s: %s", shown, cause->message);
  return FALSE;
}

static CwImportPreview *
read_preview (const CwListFileType *type, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (g_file_get_contents (is_stream (path) ? "/dev/stdin" : path, &text, &length, &cause))
    return type->read_csv (text, length);
  fail_file (error, is_stream (path) ? _ ("standard input") : path, cause);
  return NULL;
}

static guint
count_rows (const CwImportPreview *preview)
{
  return preview->entries->len + preview->holdings->len + preview->alerts->len;
}

/* In the shape of a compiler's messages, which editors find their way by. */
static void
say_problems (const CwImportPreview *preview, const char *path)
{
  g_autofree char *shown = g_filename_display_name (is_stream (path) ? _ ("standard input") : path);

  for (guint i = 0; i < preview->problems->len; i++)
    {
      const CwImportProblem *problem = g_ptr_array_index (preview->problems, i);

      cw_cli_context_say ("%s:%u: %s", shown, problem->line, problem->message);
    }
  if (preview->n_problems > preview->problems->len)
    {
      guint n = preview->n_problems - preview->problems->len;

      cw_cli_context_say (g_dngettext (GETTEXT_PACKAGE, "%s: %u more line cannot be read",
                                       "%s: %u more lines cannot be read", n),
                          shown, n);
    }
}

static void
print_json (const CwListTask *task, const CwImportPreview *preview, const char *list, guint n)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_text (json, "list", list);
  cw_json_writer_add_boolean (json, "dry_run", task->options->dry_run);
  cw_json_writer_add_int (json, "rows", count_rows (preview));
  cw_json_writer_add_int (json, "imported", n);
  cw_json_writer_begin_array (json, "errors");
  for (guint i = 0; i < preview->problems->len; i++)
    {
      const CwImportProblem *problem = g_ptr_array_index (preview->problems, i);

      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_int (json, "line", problem->line);
      cw_json_writer_add_text (json, "message", problem->message);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
  cw_json_writer_end_object (json);
}

/* Tells what has come, or would. */
static void
report (const CwListFileType *type,
        const CwListTask *task,
        const CwImportPreview *preview,
        const char *list,
        gboolean done)
{
  guint n = count_rows (preview);

  if (task->context->mode == CW_OUTPUT_JSON)
    {
      print_json (task, preview, list, done ? n : 0);
      return;
    }
  if (task->options->dry_run)
    type->show (task, preview);
  if (task->options->dry_run)
    cw_cli_context_note (task->context,
                         g_dngettext (GETTEXT_PACKAGE, "%u line would come into “%s”",
                                      "%u lines would come into “%s”", n),
                         n, list);
  else if (done)
    cw_cli_context_note (task->context,
                         g_dngettext (GETTEXT_PACKAGE, "Imported %u line into “%s”",
                                      "Imported %u lines into “%s”", n),
                         n, list);
}

static gboolean
holds_alerts (const CwListFileType *type)
{
  return type->write_csv == NULL;
}

/* The demo market's clock stands, and its splits are of before that. */
static gint64
get_now (const CwCliLists *lists)
{
  return cw_clock_now (lists->context->options.demo ? cw_demo_market_get_clock ()
                                                    : CW_CLOCK_RUNNING);
}

static gboolean
store_alerts (CwCliLists *lists, const CwImportPreview *preview, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_import_alerts_async (lists->store, preview->alerts, get_now (lists), cw_cli_answer_cb,
                                &answer);
  result = cw_cli_answer_wait (&answer);
  return cw_store_edit_finish (result, error);
}

static gboolean
store_rows (CwCliLists *lists, const char *name, CwImportPreview *preview, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  gint64 id;

  if (!cw_cli_lists_ensure (lists, name, &id, error))
    return FALSE;
  cw_store_import_async (lists->store, id, preview, lists->context->cancellable, cw_cli_answer_cb,
                         &answer);
  result = cw_cli_answer_wait (&answer);
  return cw_store_edit_finish (result, error);
}

/* Returns the name that people know the list by, which it may be about to get. */
static char *
get_list_name (const CwListFileType *type, const CwCliLists *lists, const char *name)
{
  const CwSymbolList *list = cw_cli_lists_find (lists, name);

  if (holds_alerts (type))
    return g_strdup (_ ("Alerts"));
  return g_strdup (list != NULL ? list->name : name);
}

/**
 * cw_list_file_import:
 * @type: how the file is read
 * @task: the file is its first argument
 * @error: return location for an error
 *
 * Reads a file into a list: all of it or nothing, unless lines that cannot be read are to be
 * skipped.
 *
 * Returns: whether it came to its own end
 */
gboolean
cw_list_file_import (const CwListFileType *type, const CwListTask *task, GError **error)
{
  const char *path = task->arguments[0];
  g_autoptr (CwImportPreview) preview = read_preview (type, path, error);
  g_auto (CwCliLists) lists = { 0 };
  g_autofree char *name = NULL;
  gboolean is_good, done;

  if (preview == NULL || !cw_cli_lists_open (&lists, task->context, error))
    return FALSE;
  name = get_list_name (type, &lists, task->options->list);
  say_problems (preview, path);
  is_good = preview->n_problems == 0 || task->options->skip_bad;
  done = is_good && !task->options->dry_run;
  if (done
      && !(holds_alerts (type) ? store_alerts (&lists, preview, error)
                               : store_rows (&lists, name, preview, error)))
    return FALSE;
  report (type, task, preview, name, done);
  if (is_good)
    return TRUE;
  task->context->n_failed++;
  if (!task->options->dry_run && count_rows (preview) > 0)
    cw_cli_context_say (_ ("Nothing was imported; “--skip-bad” imports the other lines"));
  return TRUE;
}

static gboolean
pick_format (const CwListTask *task, gboolean *is_json, GError **error)
{
  const char *path = task->arguments[0];
  g_autofree char *folded = g_ascii_strdown (path, -1);
  gboolean ends_json = g_str_has_suffix (folded, ".json");
  gboolean ends_csv = g_str_has_suffix (folded, ".csv");
  CwOutputMode mode = task->context->mode;

  *is_json = mode == CW_OUTPUT_JSON || (mode != CW_OUTPUT_CSV && ends_json);
  if (is_stream (path) || ends_json || ends_csv || mode != CW_OUTPUT_TEXT)
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
               _ ("“%s” ends neither in .csv nor in .json; “--csv” or “--json” says what it is to "
                  "be"),
               path);
  return FALSE;
}

/* Everything there is goes into one JSON file; a table holds one list. */
static gboolean
print_lists (const CwListFileType *type,
             const CwListTask *task,
             CwCliLists *lists,
             gboolean is_json,
             GString *to,
             GError **error)
{
  const CwSymbolList *list = cw_cli_lists_get (lists, task->options->list, error);
  gboolean is_everything = is_json && task->options->list == NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  if (list == NULL)
    return FALSE;
  if (is_everything || holds_alerts (type))
    {
      alerts = cw_cli_lists_load_alerts (lists, error);
      if (alerts == NULL)
        return FALSE;
    }
  g_ptr_array_add (one, (gpointer) list);
  if (is_json)
    cw_lists_json_write (is_everything ? lists->lists : one, alerts, to);
  else if (holds_alerts (type))
    cw_alerts_csv_write (alerts, to);
  else
    type->write_csv (list, to);
  return TRUE;
}

static gboolean
write_out (const char *path, const GString *text, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (is_stream (path))
    {
      fwrite (text->str, 1, text->len, stdout);
      return TRUE;
    }
  return cw_file_write (path, text->str, text->len, &cause) || fail_file (error, path, cause);
}

/**
 * cw_list_file_export:
 * @type: how the file is written
 * @task: the file is its first argument
 * @error: return location for an error
 *
 * Writes a list into a file, whose ending says how. A file is replaced whole or not at all.
 *
 * Returns: whether it is written
 */
gboolean
cw_list_file_export (const CwListFileType *type, const CwListTask *task, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_json;

  return pick_format (task, &is_json, error) && cw_cli_lists_open (&lists, task->context, error)
         && print_lists (type, task, &lists, is_json, text, error)
         && write_out (task->arguments[0], text, error);
}
