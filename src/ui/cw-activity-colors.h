/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-activity.h"

G_BEGIN_DECLS

/** CwActivityColors: what lanes are drawn with; follows the style. */
typedef struct
{
  GdkRGBA phases[CW_N_PHASES];
  GdkRGBA failed;
  GdkRGBA track; /* of a lane on which nothing runs */
  GdkRGBA grid;
  GdkRGBA text;     /* beside the bars */
  GdkRGBA bar_text; /* on them */
  GdkRGBA accent;   /* around the one that is looked at */
} CwActivityColors;

void cw_activity_colors_init (CwActivityColors *colors, GtkWidget *widget);

G_END_DECLS
