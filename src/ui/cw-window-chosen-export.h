/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_chosen_export (CwWindow *window, GPtrArray *rows, GFile *folder);

G_END_DECLS
