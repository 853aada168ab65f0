/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store-jobs.h"

G_BEGIN_DECLS

/**
 * CwCopy:
 *
 * A copy of what a provider has, on its way to the disk. Once @is_done is set, it is there or
 * @failure says why not.
 */
typedef struct
{
  CwStoreFunc func;
  gpointer input;
  gboolean is_done;
  GError *failure; /* owned, nullable */
} CwCopy;

/**
 * CwCopyQueue:
 *
 * The copies that wait. Any thread adds to it; the one that owns the database writes them, several
 * in one transaction: what a write costs is mostly waiting for the disk, and that is done once for
 * all of them.
 */
typedef struct _CwCopyQueue CwCopyQueue;

CwCopyQueue *cw_copy_queue_new (void);
void cw_copy_queue_free (CwCopyQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCopyQueue, cw_copy_queue_free)

void cw_copy_queue_add (CwCopyQueue *queue, CwCopy *copy);
void cw_copy_queue_remove (CwCopyQueue *queue, CwCopy *copy);
gboolean
cw_copy_queue_write (CwCopyQueue *queue, CwDatabase *database, gint64 write_by, GError **error);

G_END_DECLS
