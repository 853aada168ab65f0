/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-portfolio-item.h"

G_BEGIN_DECLS

void cw_portfolio_menu_attach (GtkWidget *list);
CwPortfolioItem *cw_portfolio_menu_find_item (GtkWidget *widget);

G_END_DECLS
