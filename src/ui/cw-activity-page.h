/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-window.h"

G_BEGIN_DECLS

/**
 * CwActivityPage:
 *
 * What the program is doing right now, and the laboratory beside it. While it is not on screen
 * nothing is watched and nothing drawn.
 */
#define CW_TYPE_ACTIVITY_PAGE (cw_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityPage, cw_activity_page, CW, ACTIVITY_PAGE, GtkWidget)

GtkWidget *cw_activity_page_new (CwWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void cw_activity_page_show_part (CwActivityPage *self, const char *name);

G_END_DECLS
