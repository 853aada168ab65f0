/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the cards of a symbol's page are built of, where that is cheaper than a template. */

GtkBox *cw_card_fit_out (GtkWidget *card, const char *title);
GtkLabel *cw_card_add_text (GtkBox *box);
GtkLabel *cw_card_add_figure (GtkBox *box, const char *name);
void cw_card_set_text (GtkLabel *label, const char *text);

G_END_DECLS
