/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store.h"

G_BEGIN_DECLS

/** CW_STORE_BACKUP_DIRECTORY: where the copies lie, in the store's directory. */
#define CW_STORE_BACKUP_DIRECTORY "backups"

/** CwStoreBackup: a copy of the whole store. */
typedef struct
{
  char *name;     /* of its file, without a directory */
  gint64 made_at; /* seconds since 1970 */
  gint64 size;    /* bytes */
} CwStoreBackup;

void cw_store_backup_free (CwStoreBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStoreBackup, cw_store_backup_free)

void cw_store_list_backups_async (CwStore *store,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *cw_store_list_backups_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_store_back_up_async (CwStore *store, GAsyncReadyCallback callback, gpointer user_data);
gboolean cw_store_back_up_finish (GAsyncResult *result, GError **error);
void cw_store_restore_backup_async (CwStore *store,
                                    const char *name,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean cw_store_restore_backup_finish (GAsyncResult *result, GError **error);

G_END_DECLS
