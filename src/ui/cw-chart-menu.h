/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *cw_chart_menu_attach (GtkWidget *panel, GtkWidget *chart, GMenuModel *menu);

G_END_DECLS
