/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

/* The program inside a test, which so sees how its widgets lie and where the focus goes. */

void cw_inside_run (const char *const *arguments, void (*func) (CwWindow *window));
void cw_inside_hold (const char *holding);
void cw_inside_act (CwWindow *window, const char *action, const char *target);
void cw_inside_await_frames (GtkWidget *window);
void cw_inside_await_settled (CwWindow *window);
GPtrArray *cw_inside_find_all (GtkWidget *in, GType type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
