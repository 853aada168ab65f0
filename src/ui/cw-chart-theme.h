/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-theme.h"

G_BEGIN_DECLS

void cw_chart_theme_init_for_widget (CwTheme *theme, GtkWidget *widget, CwPalette palette);
void cw_chart_theme_init_for_file (CwTheme *theme);

G_END_DECLS
