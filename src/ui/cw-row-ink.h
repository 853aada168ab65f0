/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-figures.h"

G_BEGIN_DECLS

/** CwRowInk: the colours of a row as its style has them, light or dark, in high contrast or not. */
typedef struct
{
  GdkRGBA text, dim;
  GdkRGBA up, down;
  GdkRGBA bar; /* of what keeps a place */
  gboolean strong;
} CwRowInk;

CwRowInk cw_row_ink_of (GtkWidget *widget);
const GdkRGBA *cw_row_ink_get (const CwRowInk *ink, CwDirection direction);

void
cw_row_ink_fill (const CwRowInk *ink, GtkSnapshot *snapshot, float x, int y, int width, int height);
void cw_row_ink_fill_tag (const CwRowInk *ink,
                          GtkSnapshot *snapshot,
                          CwDirection direction,
                          float x,
                          int y,
                          int width,
                          int height);
void cw_row_ink_paint_mark (
    const CwRowInk *ink, GtkWidget *widget, GtkSnapshot *snapshot, float x, int y, gboolean chosen);

G_END_DECLS
