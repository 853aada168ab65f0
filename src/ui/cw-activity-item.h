/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-activity.h"

G_BEGIN_DECLS

/**
 * CwActivityItem:
 *
 * A request in the list of those made lately.
 *
 * Signals: `changed` when more is known of it.
 */
#define CW_TYPE_ACTIVITY_ITEM (cw_activity_item_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityItem, cw_activity_item, CW, ACTIVITY_ITEM, GObject)

CwActivityItem *cw_activity_item_new (const CwSpan *span) G_GNUC_WARN_UNUSED_RESULT;
const CwSpan *cw_activity_item_get_span (CwActivityItem *self);
void cw_activity_item_set_span (CwActivityItem *self, const CwSpan *span);

G_END_DECLS
