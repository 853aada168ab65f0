/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-allocation.h"

G_BEGIN_DECLS

GdkRGBA cw_allocation_get_color (GtkWidget *widget, guint part, gboolean is_rest);

G_END_DECLS
