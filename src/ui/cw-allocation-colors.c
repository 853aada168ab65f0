/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-allocation-colors.h"

#include <adwaita.h>

#include "cw-theme.h"

/**
 * cw_allocation_get_color:
 * @widget: where the part is drawn
 * @part: which part, from 0
 * @is_rest: whether it is what remains of many small ones, which stays in the background
 *
 * Returns: the part's colour: those of the chart's lines, which stay apart for most eyes, stronger
 *   in high contrast
 */
GdkRGBA
cw_allocation_get_color (GtkWidget *widget, guint part, gboolean is_rest)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  CwTheme theme;
  CwColor color;

  if (adw_style_manager_get_dark (manager))
    cw_theme_init_dark (&theme);
  else
    cw_theme_init_light (&theme);
  if (adw_style_manager_get_high_contrast (manager))
    cw_theme_strengthen (&theme);
  color = is_rest ? theme.volume : theme.lines[part % CW_THEME_N_LINES];
  return (GdkRGBA){ (float) color.red, (float) color.green, (float) color.blue, 1 };
}
