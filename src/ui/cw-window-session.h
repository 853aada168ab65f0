/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_session_restore (CwWindow *window);
void cw_window_session_save (CwWindow *window);

G_END_DECLS
