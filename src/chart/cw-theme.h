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

/** CwPalette: the colours of rising and of falling prices. */
typedef enum
{
  CW_PALETTE_GREEN_RED,
  CW_PALETTE_RED_GREEN,   /* as in East Asia */
  CW_PALETTE_BLUE_ORANGE, /* which nearly every eye tells apart */
} CwPalette;

#define CW_N_PALETTES (CW_PALETTE_BLUE_ORANGE + 1)

/** CwTheme: the colours of a chart. */
typedef struct
{
  gboolean dark;
  CwColor background; /* alpha 0 where something else paints it */
  CwColor text, dim_text, grid, axis;
  CwColor up, down, volume;
  CwColor accent;                  /* the price line and area */
  CwColor lines[CW_THEME_N_LINES]; /* indicators, in an order that stays apart for most eyes */
} CwTheme;

void cw_theme_init_light (CwTheme *theme);
void cw_theme_init_dark (CwTheme *theme);
void cw_theme_set_palette (CwTheme *theme, CwPalette palette);
void cw_theme_strengthen (CwTheme *theme);

gboolean cw_palette_parse (const char *text, CwPalette *palette);
const char *cw_palette_to_string (CwPalette palette);

G_END_DECLS
