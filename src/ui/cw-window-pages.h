/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_pages_set_up (CwWindow *window,
                             AdwLeaflet *leaflet,
                             AdwViewStack *pages,
                             AdwViewSwitcherBar *bar,
                             GtkWidget *status);
void
cw_window_pages_fit_out (CwWindow *window, AdwViewSwitcherTitle *title, GtkMenuButton *menu_button);
GtkWidget *cw_window_pages_ensure (CwWindow *window, const char *name);

G_END_DECLS
