/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwDraftsFile:
 *
 * Drafts in a file. What is to change is noted by one thread and written by another, any number of
 * them at once; what other programs have written into the file meanwhile stays. Reference-counted.
 */
typedef struct _CwDraftsFile CwDraftsFile;

CwDraftsFile *cw_drafts_file_new (const char *directory) G_GNUC_WARN_UNUSED_RESULT;
CwDraftsFile *cw_drafts_file_ref (CwDraftsFile *self);
void cw_drafts_file_unref (CwDraftsFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDraftsFile, cw_drafts_file_unref)

void cw_drafts_file_note (CwDraftsFile *self, const char *key, const char *const *texts);
gboolean cw_drafts_file_write (CwDraftsFile *self, GError **error);
GHashTable *cw_drafts_file_read (CwDraftsFile *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
