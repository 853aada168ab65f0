/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwCapped:
 *
 * As high as its child likes to be for its width, but not higher than a cap; beyond, it scrolls.
 * GtkScrolledWindow asks its child how high it is at its narrowest, which is too much for one that
 * wraps.
 *
 * Properties: `child`; `max-height` is in pixels
 */
#define CW_TYPE_CAPPED (cw_capped_get_type ())
G_DECLARE_FINAL_TYPE (CwCapped, cw_capped, CW, CAPPED, GtkWidget)

G_END_DECLS
