/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_remove_row (CwWindow *window, CwRow *row);
void cw_window_remove_symbols (CwWindow *window, const char *const *symbols);

G_END_DECLS
