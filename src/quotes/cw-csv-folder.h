/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CW_CSV_MAX_BYTES: the largest file that is read; no honest one has a tenth of it. */
#define CW_CSV_MAX_BYTES (64 * 1024 * 1024)

/*
 * A folder of files named after symbols. All of this blocks, on whatever the folder lies on: it is
 * for workers. No name leaves the folder; where its links lead is the affair of who made them.
 */

GBytes *cw_csv_folder_read (const char *directory,
                            const char *symbol,
                            char **path,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **cw_csv_folder_list (const char *directory,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
