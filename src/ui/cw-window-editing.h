/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

const char *cw_window_editing_get_obstacle (CwWindow *window);
void cw_window_editing_set_enabled (CwWindow *window, const char *action, gboolean enabled);
void cw_window_editing_update (CwWindow *window);

G_END_DECLS
