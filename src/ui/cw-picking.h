/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwPicking:
 * @moved: `(widget, x, y)`: the pointer is there
 * @left: `(widget)`: the pointer is elsewhere
 * @pressed: `(widget, n_press, x, y)`: a button or a finger is there
 * @key: `(widget, key, code, state)`: a key; whether it was for the widget
 * @unfocused: `(widget)`: keys go elsewhere
 *
 * What a widget that paints itself does so that parts of what it paints can be picked.
 */
typedef struct
{
  GCallback moved, left, pressed, key, unfocused;
} CwPicking;

void cw_picking_add (GtkWidget *widget, const CwPicking *picking);

G_END_DECLS
