/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-scene.h"

G_BEGIN_DECLS

/* A scene as a table, for those who would rather read: a row a bar, a column for what is drawn. */

gsize cw_scene_table_get_n_columns (const CwScene *scene);
char *cw_scene_table_dup_title (const CwScene *scene, gsize column) G_GNUC_WARN_UNUSED_RESULT;
char *
cw_scene_table_dup_cell (const CwScene *scene, gsize column, gsize bar) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
