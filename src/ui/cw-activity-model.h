/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-activity.h"

G_BEGIN_DECLS

/** CW_ACTIVITY_SECONDS: for how long what has ended is remembered. */
#define CW_ACTIVITY_SECONDS 60

/** CW_ACTIVITY_LISTED: how many requests the list has at most. */
#define CW_ACTIVITY_LISTED 500

/** CwActivityCounts: what is under way, and what has ended since it was first watched. */
typedef struct
{
  guint n_running, n_waiting;
  guint64 n_done, n_failed, n_cancelled, n_dropped;
} CwActivityCounts;

/**
 * CwActivityModel:
 *
 * What a window shows of the live activity: the spans of the last minute, the places where they
 * run, and a list of the latest requests. Reads the feed when told to, and between
 * cw_activity_model_start() and cw_activity_model_stop() only. The list is brought up to date apart
 * from the rest, because text that changes too often cannot be read.
 */
#define CW_TYPE_ACTIVITY_MODEL (cw_activity_model_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityModel, cw_activity_model, CW, ACTIVITY_MODEL, GObject)

CwActivityModel *cw_activity_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cw_activity_model_start (CwActivityModel *self);
void cw_activity_model_stop (CwActivityModel *self);
gboolean cw_activity_model_read (CwActivityModel *self, gint64 now);

void cw_activity_model_list (CwActivityModel *self);

const GPtrArray *cw_activity_model_get_spans (CwActivityModel *self);
const GArray *cw_activity_model_get_places (CwActivityModel *self);
GListModel *cw_activity_model_get_requests (CwActivityModel *self);
CwActivityCounts cw_activity_model_count (CwActivityModel *self);
const CwSpan *cw_activity_model_find (CwActivityModel *self, guint64 id);
gboolean cw_activity_model_is_busy (CwActivityModel *self);
gint64 cw_activity_model_get_last_end (CwActivityModel *self);

G_END_DECLS
