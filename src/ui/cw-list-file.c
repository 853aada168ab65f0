/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-list-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-alerts-csv.h"
#include "cw-lists-export.h"
#include "cw-save.h"

/* Somebody waits for it. */
#define PRIORITY G_PRIORITY_DEFAULT
/* Room for a million lines, and no more memory than that for what is no list at all. */
#define MAX_BYTES (128 * 1024 * 1024)

/* --- reading --- */

static gboolean
is_small_enough (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) <= MAX_BYTES)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The file is too large for a list"));
  return FALSE;
}

/* What a file is of, it says in the line that names its columns. */
static CwImportPreview *
read_text (const char *text, gsize length)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  g_autofree char *lower = g_ascii_strdown (line, -1);

  if (strstr (lower, "kind") != NULL && strstr (lower, "shares") == NULL)
    return cw_alerts_csv_read (text, length);
  if (strstr (lower, "shares") != NULL)
    return cw_holdings_csv_read (text, length);
  return cw_watchlist_csv_read (text, length);
}

static gpointer
read_file (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!is_small_enough (data, cancellable, error)
      || !g_file_load_contents (data, cancellable, &text, &length, NULL, error))
    return NULL;
  return read_text (text, length);
}

/**
 * cw_list_file_read_async:
 * @workers: who reads
 * @file: a CSV file of symbols, of holdings or of alerts
 * @cancellable: (nullable): cancels it
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Reads what a file would bring into a list.
 */
void
cw_list_file_read_async (CwWorkers *workers,
                         GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  cw_workers_run_async (workers, PRIORITY, CW_STAGE_PARSE, NULL, read_file, g_object_ref (file),
                        g_object_unref, (GDestroyNotify) cw_import_preview_unref, cancellable,
                        callback, user_data);
}

/** cw_list_file_read_finish: Returns: (transfer full) (nullable): what the file would bring */
CwImportPreview *
cw_list_file_read_finish (GAsyncResult *result, GError **error)
{
  return cw_workers_run_finish (result, error);
}

/* --- writing --- */

typedef struct
{
  GPtrArray *lists;  /* owned, of CwSymbolList; one, unless it is about alerts */
  GPtrArray *alerts; /* owned, nullable, of CwAlert */
  CwListFileKind kind;
  gboolean json;
} WriteJob;

static void
write_job_free (gpointer data)
{
  WriteJob *job = data;

  g_ptr_array_unref (job->lists);
  g_clear_pointer (&job->alerts, g_ptr_array_unref);
  g_free (job);
}

static gpointer
write_text (gpointer data, GCancellable *cancellable, GError **error)
{
  WriteJob *job = data;
  GString *text = g_string_new (NULL);

  if (job->json)
    cw_lists_json_write (job->lists, job->alerts, text);
  else if (job->alerts != NULL)
    cw_alerts_csv_write (job->alerts, text);
  else if (job->kind == CW_LIST_FILE_HOLDINGS)
    cw_holdings_csv_write (g_ptr_array_index (job->lists, 0), text);
  else
    cw_watchlist_csv_write (g_ptr_array_index (job->lists, 0), text);
  return g_string_free_to_bytes (text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  bytes = cw_workers_run_finish (result, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  cw_save_and_return (g_object_ref (task), g_task_get_task_data (task), bytes);
}

static void
save (CwWorkers *workers,
      const WriteJob *job,
      GFile *file,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *name = g_file_get_basename (file);
  WriteJob *begun = g_memdup2 (job, sizeof *job);

  g_task_set_source_tag (task, cw_list_file_save_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  begun->json = name != NULL && g_str_has_suffix (name, ".json");
  cw_workers_run_async (workers, PRIORITY, "export", NULL, write_text, begun, write_job_free,
                        (GDestroyNotify) g_bytes_unref, cancellable, written_cb, task);
}

static GPtrArray *
lists_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_list_unref);
}

/**
 * cw_list_file_save_async:
 * @workers: who writes the text
 * @list: a list
 * @kind: what of it to save as CSV; as JSON, if the file's name ends so, it is saved whole
 * @file: where it goes, replacing what is there
 * @cancellable: (nullable): cancels it
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 */
void
cw_list_file_save_async (CwWorkers *workers,
                         const CwSymbolList *list,
                         CwListFileKind kind,
                         GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  WriteJob job = { .lists = lists_new (), .kind = kind };

  g_ptr_array_add (job.lists, cw_symbol_list_ref ((CwSymbolList *) list));
  save (workers, &job, file, cancellable, callback, user_data);
}

/**
 * cw_list_file_save_alerts_async:
 * @workers: who writes the text
 * @lists: (element-type CwSymbolList): what is saved with them as JSON, if the file's name ends so
 * @alerts: (element-type CwAlert): alerts
 * @file: where they go, replacing what is there
 * @cancellable: (nullable): cancels it
 * @callback: called in the caller's thread-default context; it calls cw_list_file_save_finish()
 * @user_data: what to hand to @callback
 */
void
cw_list_file_save_alerts_async (CwWorkers *workers,
                                const GPtrArray *lists,
                                const GPtrArray *alerts,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  WriteJob job = { .lists = lists_new () };

  job.alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  for (guint i = 0; i < lists->len; i++)
    g_ptr_array_add (job.lists, cw_symbol_list_ref (g_ptr_array_index (lists, i)));
  for (guint i = 0; i < alerts->len; i++)
    g_ptr_array_add (job.alerts, cw_alert_ref (g_ptr_array_index (alerts, i)));
  save (workers, &job, file, cancellable, callback, user_data);
}

/** cw_list_file_save_finish: Returns: whether the file was written */
gboolean
cw_list_file_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_list_file_save_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
