/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-save.h"

static void
written_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cw_save_and_return:
 * @task: (transfer full): returns %TRUE or the error when it is done; its cancellable counts
 * @file: where to write; an older file stays until the new one is whole
 * @bytes: what to write
 *
 * The last step of what ends in a file.
 */
void
cw_save_and_return (GTask *task, GFile *file, GBytes *bytes)
{
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       g_task_get_cancellable (task), written_cb, task);
}
