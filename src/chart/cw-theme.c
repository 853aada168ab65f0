/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-theme.h"

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
