/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-theme.h"

#include <adwaita.h>

static void
init_for_style (CwTheme *theme, CwPalette palette)
{
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    cw_theme_init_dark (theme);
  else
    cw_theme_init_light (theme);
  if (palette != CW_PALETTE_GREEN_RED)
    cw_theme_set_palette (theme, palette);
}

static void
take_color (GtkStyleContext *context, const char *name, CwColor *color)
{
  GdkRGBA rgba;

  if (gtk_style_context_lookup_color (context, name, &rgba))
    *color = (CwColor){ (double) rgba.red, (double) rgba.green, (double) rgba.blue,
                        (double) rgba.alpha };
}

/* A card may be translucent; what one sees is the card over the window. */
static void
take_background (GtkStyleContext *context, CwColor *color)
{
  CwColor window = *color, card = *color;

  take_color (context, "window_bg_color", &window);
  take_color (context, "card_bg_color", &card);
  color->red = card.red * card.alpha + window.red * (1 - card.alpha);
  color->green = card.green * card.alpha + window.green * (1 - card.alpha);
  color->blue = card.blue * card.alpha + window.blue * (1 - card.alpha);
  color->alpha = 0;
}

/**
 * cw_chart_theme_init_for_widget:
 * @theme: (out): becomes the colours of a chart within @widget
 * @widget: a widget whose style paints the background
 * @palette: of rising and falling prices
 *
 * Follows the style: light or dark, the accent colour, high contrast.
 */
void
cw_chart_theme_init_for_widget (CwTheme *theme, GtkWidget *widget, CwPalette palette)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  init_for_style (theme, palette);
  take_background (context, &theme->background);
  take_color (context, "card_fg_color", &theme->text);
  take_color (context, "accent_color", &theme->accent);
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    cw_theme_strengthen (theme);
}

/**
 * cw_chart_theme_init_for_file:
 * @theme: (out): becomes the colours of a picture file that looks as the window does
 */
void
cw_chart_theme_init_for_file (CwTheme *theme)
{
  init_for_style (theme, CW_PALETTE_GREEN_RED);
}
