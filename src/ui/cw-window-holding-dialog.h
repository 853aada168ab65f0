/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_holding_dialog_open (CwWindow *window, const char *symbol);

G_END_DECLS
