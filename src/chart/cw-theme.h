/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwColor: red, green, blue and opacity, 0 … 1. */
typedef struct
{
  double red, green, blue, alpha;
} CwColor;

#define CW_THEME_N_LINES 8

/** CwTheme: the colours of a chart. */
typedef struct
{
  CwColor background; /* alpha 0 where something else paints it */
  CwColor text, dim_text, grid, axis;
  CwColor up, down, volume;
  CwColor accent;                  /* the price line and area */
  CwColor lines[CW_THEME_N_LINES]; /* indicators, in an order that stays apart for most eyes */
} CwTheme;

void cw_theme_init_light (CwTheme *theme);
void cw_theme_init_dark (CwTheme *theme);

G_END_DECLS
