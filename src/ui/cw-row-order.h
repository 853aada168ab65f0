/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean cw_row_order_apply (GListStore *model, GPtrArray *rows, guint most, guint *n_kept);

G_END_DECLS
