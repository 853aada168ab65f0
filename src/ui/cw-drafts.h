/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-workers.h"

G_BEGIN_DECLS

/**
 * CwDrafts:
 *
 * What was typed and is not saved, by what it is about. Whoever lets people type says so at each
 * change; it is in a file a moment later, and there again when the program is started again,
 * however it ended. A file is touched by workers alone.
 *
 * Signals:
 * - `loaded ()`: what was left by an earlier run is there now
 */
#define CW_TYPE_DRAFTS (cw_drafts_get_type ())
G_DECLARE_FINAL_TYPE (CwDrafts, cw_drafts, CW, DRAFTS, GObject)

CwDrafts *cw_drafts_new (CwWorkers *workers, const char *directory) G_GNUC_WARN_UNUSED_RESULT;
void cw_drafts_shut_down (CwDrafts *self);

char *
cw_drafts_make_key (const char *kind, gint64 list, const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
const char *const *cw_drafts_get (CwDrafts *self, const char *key, guint n_texts);
void cw_drafts_set (CwDrafts *self, const char *key, const char *const *texts);

G_END_DECLS
