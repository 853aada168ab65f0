/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cw_portfolio_titles_align (GtkColumnView *view);
void cw_portfolio_titles_name (GtkColumnView *view);

G_END_DECLS
