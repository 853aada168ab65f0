/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-colors.h"

#include <adwaita.h>

#include "cw-theme.h"

/* A server that takes its time is the usual thing, and stays in the background. */
#define WAIT_ALPHA 0.45
/* How much stronger faint things are drawn in high contrast. */
#define CONTRAST 2.5

/* The order of the theme's lines keeps neighbours apart for most eyes. */
enum
{
  BLUE,
  ORANGE,
  PURPLE,
  TEAL,
  MUSTARD,
  PINK
};

static GdkRGBA
to_rgba (CwColor color, double alpha)
{
  return (GdkRGBA){ (float) color.red, (float) color.green, (float) color.blue,
                    (float) (color.alpha * alpha) };
}

static void
init_theme (CwTheme *theme, GtkWidget *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA text;

  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    cw_theme_init_dark (theme);
  else
    cw_theme_init_light (theme);
  if (gtk_style_context_lookup_color (context, "card_fg_color", &text))
    theme->text = (CwColor){ (double) text.red, (double) text.green, (double) text.blue,
                             (double) text.alpha };
}

/**
 * cw_activity_colors_init:
 * @colors: (out): becomes the colours of lanes within @widget
 * @widget: a widget whose style paints the background
 *
 * Follows the style: light or dark, and high contrast.
 */
void
cw_activity_colors_init (CwActivityColors *colors, GtkWidget *widget)
{
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  double faint = contrast ? CONTRAST : 1;
  CwTheme theme;

  init_theme (&theme, widget);
  colors->phases[CW_PHASE_QUEUED] = to_rgba (theme.volume, 1);
  colors->phases[CW_PHASE_DNS] = to_rgba (theme.lines[PURPLE], 1);
  colors->phases[CW_PHASE_CONNECT] = to_rgba (theme.lines[ORANGE], 1);
  colors->phases[CW_PHASE_TLS] = to_rgba (theme.lines[MUSTARD], 1);
  colors->phases[CW_PHASE_WAIT] = to_rgba (theme.lines[BLUE], WAIT_ALPHA);
  colors->phases[CW_PHASE_RECEIVE] = to_rgba (theme.lines[BLUE], 1);
  colors->phases[CW_PHASE_PARSE] = to_rgba (theme.lines[TEAL], 1);
  colors->phases[CW_PHASE_COMPUTE] = to_rgba (theme.lines[PINK], 1);
  colors->failed = to_rgba (theme.down, 1);
  colors->track = to_rgba (theme.grid, 0.6 * faint);
  colors->grid = to_rgba (theme.grid, faint);
  colors->text = to_rgba (contrast ? theme.text : theme.dim_text, 1);
  colors->bar_text = to_rgba (theme.text, 1);
  colors->accent = to_rgba (theme.text, 1);
}
