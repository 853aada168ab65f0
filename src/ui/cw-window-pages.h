/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_pages_set_up (CwWindow *window,
                             AdwLeaflet *leaflet,
                             AdwViewStack *pages,
                             AdwViewSwitcherBar *bar);

G_END_DECLS
