/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-window.h"

G_BEGIN_DECLS

/** CwHiddenFunc: is told whether nobody can see the window any more, or somebody can again. */
typedef void (*CwHiddenFunc) (gboolean hidden, gpointer data);

void cw_window_watch_visibility (CwWindow *window, CwHiddenFunc func, gpointer data);
gboolean cw_window_is_hidden (CwWindow *window);

G_END_DECLS
