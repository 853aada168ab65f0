/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_chosen_install (CwWindow *window);
void cw_window_chosen_update (CwWindow *window);
gboolean cw_window_chosen_stop (CwWindow *window);
gboolean cw_window_chosen_remove (CwWindow *window);

G_END_DECLS
