/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

CwDatabase *cw_store_file_open (const char *directory,
                                CwWorkers *owner,
                                gboolean thorough,
                                char **notice,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *cw_store_file_move_aside (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
