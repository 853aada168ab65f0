/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-store-backups.h"

G_BEGIN_DECLS

/** CW_BACKUPS_KEPT: so many copies are kept, the latest. */
#define CW_BACKUPS_KEPT 7

/** CwBackupReason: why a copy was made; its file's name says so. */
typedef enum
{
  CW_BACKUP_DAILY,
  CW_BACKUP_MIGRATION,
  CW_BACKUP_RESTORE, /* before another copy was put in the store's place */
  CW_BACKUP_WISH,    /* somebody asked for it */
} CwBackupReason;

#define CW_N_BACKUP_REASONS (CW_BACKUP_WISH + 1)

gboolean cw_backups_make (CwDatabase *database, CwBackupReason reason, GError **error);
gboolean cw_backups_make_daily (CwDatabase *database, GError **error);
GPtrArray *cw_backups_list (const char *store_path) G_GNUC_WARN_UNUSED_RESULT;
void cw_backups_prune (const char *store_path);

CwDatabase *cw_backups_open (const char *store_path,
                             const char *name,
                             CwWorkers *owner,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *cw_backups_copy_newest (const char *store_path,
                              CwWorkers *owner,
                              const char *to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
