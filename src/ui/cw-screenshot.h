/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_screenshot_take_async (GtkWindow *window,
                               const char *path,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean cw_screenshot_take_finish (GAsyncResult *result, GError **error);

void cw_screenshot_await_settled (GtkWindow *window, GSourceOnceFunc settled, gpointer data);
void cw_screenshot_install (GtkApplication *application);

G_END_DECLS
