/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-theme.h"

G_BEGIN_DECLS

void cw_html_svg_init_theme (CwTheme *theme);
void cw_html_svg_add (GString *to, GBytes *svg, const char *id);
void cw_html_svg_add_colors (GString *to, gboolean dark);

G_END_DECLS
