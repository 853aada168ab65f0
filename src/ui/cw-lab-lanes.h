/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-lab-event.h"
#include "cw-lab-options.h"

G_BEGIN_DECLS

/**
 * CwLabLanes:
 *
 * The requests of one of the laboratory's ways, as bars on the lanes of those who make them, while
 * they are made and afterwards. A dashed line stands where they would all have ended at best.
 */
#define CW_TYPE_LAB_LANES (cw_lab_lanes_get_type ())
G_DECLARE_FINAL_TYPE (CwLabLanes, cw_lab_lanes, CW, LAB_LANES, GtkWidget)

void cw_lab_lanes_prepare (CwLabLanes *self,
                           const CwLabOptions *options,
                           CwLabMode mode,
                           double seconds);
void cw_lab_lanes_take_event (CwLabLanes *self, const CwLabEvent *event);
void cw_lab_lanes_stop (CwLabLanes *self);
double cw_lab_lanes_get_elapsed (CwLabLanes *self);
guint cw_lab_lanes_count_ended (CwLabLanes *self);

G_END_DECLS
