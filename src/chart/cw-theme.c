/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-theme.h"

#include <string.h>

#define RGB(hex)                                                                            \
  {                                                                                         \
    (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) &0xff) / 255.0, 1 \
  }
#define RGBA(hex, alpha)                                                                          \
  {                                                                                               \
    (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) &0xff) / 255.0, (alpha) \
  }

/* The lines begin with blue and orange, which nearly every eye keeps apart, and alternate between
 * light and dark, so that neighbours differ without colour too. */
static const CwTheme light = {
  .background = RGB (0xffffff),
  .text = RGB (0x2e3436),
  .dim_text = RGB (0x6a6e73),
  .grid = RGBA (0x000000, 0.07),
  .axis = RGBA (0x000000, 0.18),
  .up = RGB (0x1b8553),
  .down = RGB (0xc0303b),
  .volume = RGB (0xb3bac3),
  .accent = RGB (0x1c71d8),
  .lines = { RGB (0x1c71d8), RGB (0xd9730d), RGB (0x813d9c), RGB (0x0b8a8f), RGB (0xa87b00),
             RGB (0xc64191), RGB (0x5a6b2f), RGB (0x865e3c) },
};

static const CwTheme dark = {
  .dark = TRUE,
  .background = RGB (0x1e1e1e),
  .text = RGB (0xeeeeec),
  .dim_text = RGB (0x9a9ea3),
  .grid = RGBA (0xffffff, 0.08),
  .axis = RGBA (0xffffff, 0.22),
  .up = RGB (0x4cc38a),
  .down = RGB (0xf2727a),
  .volume = RGB (0x565f69),
  .accent = RGB (0x78aeed),
  .lines = { RGB (0x78aeed), RGB (0xffa348), RGB (0xc98bdb), RGB (0x4fc4c4), RGB (0xe5c454),
             RGB (0xf48cc3), RGB (0xa9bd74), RGB (0xcdab8f) },
};

/** cw_theme_init_light: @theme: (out): becomes dark colours on white */
void
cw_theme_init_light (CwTheme *theme)
{
  g_return_if_fail (theme != NULL);
  *theme = light;
}

/** cw_theme_init_dark: @theme: (out): becomes light colours on dark grey */
void
cw_theme_init_dark (CwTheme *theme)
{
  g_return_if_fail (theme != NULL);
  *theme = dark;
}

/* Of rising and falling prices, on white and on dark grey. */
static const struct
{
  const char *name;
  CwColor up[2], down[2];
} palettes[CW_N_PALETTES] = {
  [CW_PALETTE_GREEN_RED] = { "green-red",
                             { RGB (0x1b8553), RGB (0x4cc38a) },
                             { RGB (0xc0303b), RGB (0xf2727a) } },
  [CW_PALETTE_RED_GREEN] = { "red-green",
                             { RGB (0xc0303b), RGB (0xf2727a) },
                             { RGB (0x1b8553), RGB (0x4cc38a) } },
  [CW_PALETTE_BLUE_ORANGE] = { "blue-orange",
                               { RGB (0x1f6bb0), RGB (0x6bb0ef) },
                               { RGB (0xc25700), RGB (0xf5a04c) } },
};

/* Averages over candles of blue and orange begin with other colours. */
static void
put_first_lines_last (CwTheme *theme)
{
  CwColor first = theme->lines[0], second = theme->lines[1];

  memmove (theme->lines, theme->lines + 2, (CW_THEME_N_LINES - 2) * sizeof *theme->lines);
  theme->lines[CW_THEME_N_LINES - 2] = first;
  theme->lines[CW_THEME_N_LINES - 1] = second;
}

/**
 * cw_theme_set_palette:
 * @theme: a theme, as light or dark as it was made
 * @palette: the colours of rising and of falling prices
 *
 * Sets these colours, in shades that are seen on the theme's background.
 */
void
cw_theme_set_palette (CwTheme *theme, CwPalette palette)
{
  int shade;

  g_return_if_fail (theme != NULL && palette < CW_N_PALETTES);

  shade = theme->dark ? 1 : 0;
  theme->up = palettes[palette].up[shade];
  theme->down = palettes[palette].down[shade];
  if (palette == CW_PALETTE_BLUE_ORANGE)
    put_first_lines_last (theme);
}

/* How much stronger faint things are drawn in high contrast, and how far colours move away from
 * the background. */
#define CONTRAST 2.5
#define FARTHER 0.3

static void
move_away (CwColor *color, gboolean from_dark)
{
  double end = from_dark ? 1 : 0;

  color->red += (end - color->red) * FARTHER;
  color->green += (end - color->green) * FARTHER;
  color->blue += (end - color->blue) * FARTHER;
}

/**
 * cw_theme_strengthen:
 * @theme: a theme with its palette
 *
 * Makes it one of high contrast: nothing is dim, the grid is plain to see, and every colour is
 * farther away from the background.
 */
void
cw_theme_strengthen (CwTheme *theme)
{
  CwColor *const colors[] = { &theme->up, &theme->down, &theme->volume, &theme->accent };
  double end;

  g_return_if_fail (theme != NULL);

  end = theme->dark ? 1 : 0;
  theme->text = (CwColor){ end, end, end, 1 };
  theme->background = (CwColor){ 1 - end, 1 - end, 1 - end, theme->background.alpha };
  theme->dim_text = theme->text;
  theme->grid.alpha = MIN (theme->grid.alpha * CONTRAST, 1);
  theme->axis.alpha = MIN (theme->axis.alpha * CONTRAST, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (colors); i++)
    move_away (colors[i], theme->dark);
  for (gsize i = 0; i < CW_THEME_N_LINES; i++)
    move_away (&theme->lines[i], theme->dark);
}

/** cw_palette_parse: Returns: whether @text names a palette, for example `blue-orange` */
gboolean
cw_palette_parse (const char *text, CwPalette *palette)
{
  g_return_val_if_fail (text != NULL && palette != NULL, FALSE);

  for (guint i = 0; i < CW_N_PALETTES; i++)
    if (g_str_equal (palettes[i].name, text))
      {
        *palette = (CwPalette) i;
        return TRUE;
      }
  return FALSE;
}

/** cw_palette_to_string: Returns: (transfer none): for example `blue-orange` */
const char *
cw_palette_to_string (CwPalette palette)
{
  g_return_val_if_fail (palette < CW_N_PALETTES, NULL);
  return palettes[palette].name;
}
