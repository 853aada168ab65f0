/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-import-preview.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/** CwListFileKind: what of a list goes into a file. */
typedef enum
{
  CW_LIST_FILE_SYMBOLS,
  CW_LIST_FILE_HOLDINGS,
} CwListFileKind;

void cw_list_file_read_async (CwWorkers *workers,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
CwImportPreview *cw_list_file_read_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cw_list_file_save_async (CwWorkers *workers,
                              const CwSymbolList *list,
                              CwListFileKind kind,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void cw_list_file_save_alerts_async (CwWorkers *workers,
                                     const GPtrArray *lists,
                                     const GPtrArray *alerts,
                                     GFile *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean cw_list_file_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
