/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-live.h"

G_BEGIN_DECLS

/**
 * CwLiveBar:
 *
 * One line that says how new the prices are and when newer ones come, or why none do; for the
 * curious a popover with what is known of each provider.
 */
#define CW_TYPE_LIVE_BAR (cw_live_bar_get_type ())
G_DECLARE_FINAL_TYPE (CwLiveBar, cw_live_bar, CW, LIVE_BAR, GtkWidget)

void cw_live_bar_set_live (CwLiveBar *self, CwLive *live);
const char *cw_live_bar_get_text (CwLiveBar *self);

G_END_DECLS
