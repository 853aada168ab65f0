/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-activity-model.h"

G_BEGIN_DECLS

/**
 * CwActivityView:
 *
 * The requests and jobs that run now, as lanes that move with time, and the latest requests as a
 * list. It watches while it is mapped, and is redrawn while something is under way.
 */
#define CW_TYPE_ACTIVITY_VIEW (cw_activity_view_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityView, cw_activity_view, CW, ACTIVITY_VIEW, GtkWidget)

gboolean cw_activity_view_is_moving (CwActivityView *self);

G_END_DECLS
