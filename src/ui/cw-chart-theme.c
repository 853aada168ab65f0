/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-theme.h"

#include <adwaita.h>

/* How much stronger faint things are drawn in high contrast. */
#define CONTRAST 2.5

static void
init_for_style (CwTheme *theme)
{
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    cw_theme_init_dark (theme);
  else
    cw_theme_init_light (theme);
}

static void
take_color (GtkStyleContext *context, const char *name, CwColor *color)
{
  GdkRGBA rgba;

  if (gtk_style_context_lookup_color (context, name, &rgba))
    *color = (CwColor){ (double) rgba.red, (double) rgba.green, (double) rgba.blue,
                        (double) rgba.alpha };
}

static void
strengthen (CwTheme *theme)
{
  theme->dim_text = theme->text;
  theme->grid.alpha = MIN (theme->grid.alpha * CONTRAST, 1);
  theme->axis.alpha = MIN (theme->axis.alpha * CONTRAST, 1);
  theme->volume.alpha = MIN (theme->volume.alpha * CONTRAST, 1);
}

/**
 * cw_chart_theme_init_for_widget:
 * @theme: (out): becomes the colours of a chart within @widget
 * @widget: a widget whose style paints the background
 *
 * Follows the style: light or dark, the accent colour, high contrast.
 */
void
cw_chart_theme_init_for_widget (CwTheme *theme, GtkWidget *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  init_for_style (theme);
  theme->background.alpha = 0;
  take_color (context, "card_fg_color", &theme->text);
  take_color (context, "accent_color", &theme->accent);
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    strengthen (theme);
}

/**
 * cw_chart_theme_init_for_file:
 * @theme: (out): becomes the colours of a picture file that looks as the window does
 */
void
cw_chart_theme_init_for_file (CwTheme *theme)
{
  init_for_style (theme);
}
