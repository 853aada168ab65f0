/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-activity-lanes.h"

G_BEGIN_DECLS

/**
 * CwActivityGroup:
 *
 * One place where things run: its name, how much runs and may run, and its lanes.
 *
 * Signals: `picked` as #CwActivityLanes has it.
 */
#define CW_TYPE_ACTIVITY_GROUP (cw_activity_group_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityGroup, cw_activity_group, CW, ACTIVITY_GROUP, GtkWidget)

GtkWidget *cw_activity_group_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_activity_group_get_name (CwActivityGroup *self);
void cw_activity_group_show (CwActivityGroup *self,
                             const CwActivityPlace *place,
                             const GPtrArray *spans);
void cw_activity_group_set_window (CwActivityGroup *self, const CwTimeWindow *window);

void cw_activity_group_describe (CwActivityGroup *self, const char *text);

G_END_DECLS
