/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-ticket.h"

G_BEGIN_DECLS

/**
 * CwLane:
 *
 * The tickets that wait for one kind of fetch, and those that it is under way for: never more than
 * the lane is wide. Each kind has a lane of its own, so that a provider that does not answer holds
 * up nothing but its own figures. Belongs to the network thread.
 */
typedef struct _CwLane CwLane;

CwLane *cw_lane_new (guint width);
void cw_lane_free (CwLane *lane);

void cw_lane_enter (CwLane *lane, CwTicket *ticket);
void cw_lane_prefer (CwLane *lane, CwTicket *ticket);
CwTicket *cw_lane_begin_next (CwLane *lane);
void cw_lane_leave (CwLane *lane, CwTicket *ticket);
void cw_lane_cancel (CwLane *lane);

G_END_DECLS
