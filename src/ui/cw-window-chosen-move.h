/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

gboolean
cw_window_chosen_copy (CwWindow *window, const char *const *symbols, gint64 list, gboolean moved);
GMenuModel *cw_window_chosen_new_lists_menu (CwLists *lists) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
