/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_arrange_install (CwWindow *window);
void cw_window_arrange_open (CwWindow *window, GSettings *store);
void cw_window_arrange_update (CwWindow *window);
gboolean cw_window_arrange_allows_moving (CwWindow *window);

G_END_DECLS
