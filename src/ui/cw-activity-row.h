/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-activity-item.h"

G_BEGIN_DECLS

/** CwActivityRow: a request in the list: for whom, what, how it ended, how long it took. */
#define CW_TYPE_ACTIVITY_ROW (cw_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityRow, cw_activity_row, CW, ACTIVITY_ROW, GtkWidget)

void cw_activity_row_set_item (CwActivityRow *self, CwActivityItem *item);
GtkListItemFactory *cw_activity_row_new_factory (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
