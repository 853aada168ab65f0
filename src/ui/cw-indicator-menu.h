/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-scene.h"

G_BEGIN_DECLS

/** CW_INDICATOR_VOLUME: what `win.indicator` calls the volume columns, which are no indicator. */
#define CW_INDICATOR_VOLUME "volume"

void cw_indicator_menu_attach (GtkMenuButton *button);
void cw_indicator_menu_offer (GtkMenuButton *button, const char *const *favourites);
void cw_indicator_menu_show_state (GtkMenuButton *button, const CwSceneOptions *options);

G_END_DECLS
