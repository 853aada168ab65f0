/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-trace.h"

G_BEGIN_DECLS

/**
 * CwActivityPage:
 *
 * What the program is doing right now, and the laboratory beside it. While it is not on screen
 * nothing is watched and nothing drawn.
 *
 * Properties: `folded` is %TRUE while the page stands alone in the window, without the list.
 */
#define CW_TYPE_ACTIVITY_PAGE (cw_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityPage, cw_activity_page, CW, ACTIVITY_PAGE, GtkWidget)

void cw_activity_page_set_menu (CwActivityPage *self, GMenuModel *menu);
void cw_activity_page_show_part (CwActivityPage *self, const char *name);
void cw_activity_page_set_views (CwActivityPage *self, AdwViewStack *views);

G_END_DECLS
