/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-live-bar.h"
#include "cw-live.h"
#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_live_install (CwWindow *window, CwLiveBar *bar);
void cw_window_live_close (CwWindow *window);
void cw_window_live_show_row (CwWindow *window, CwRow *row);
void cw_window_live_set_interval (CwWindow *window, guint seconds);
void cw_window_live_look (CwWindow *window);
CwLive *cw_window_live_get (CwWindow *window);

G_END_DECLS
