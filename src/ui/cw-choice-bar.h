/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What frames the watchlist while rows of it are being chosen. */

GtkWidget *cw_choice_header_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_choice_header_set_n_chosen (GtkWidget *header, guint n);

GtkWidget *cw_choice_bar_new (GMenuModel *lists) G_GNUC_WARN_UNUSED_RESULT;
void cw_choice_bar_set_lists (GtkWidget *bar, GMenuModel *lists);
void cw_choice_bar_set_any_failed (GtkWidget *bar, gboolean any);

G_END_DECLS
