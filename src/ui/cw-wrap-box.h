/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwWrapBox:
 *
 * Puts its two children side by side where there is room, and else the second below the first. Side
 * by side the second is as wide as it likes to be and the first takes the rest; below each other
 * each is as high as it likes to be.
 *
 * Properties:
 * - `spacing`: pixels between the two
 * - `wrap-width`: narrower than this the second goes below; 0 for what both like together
 * - `even`: whether the two are equally wide side by side
 */
#define CW_TYPE_WRAP_BOX (cw_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (CwWrapBox, cw_wrap_box, CW, WRAP_BOX, GtkWidget)

G_END_DECLS
