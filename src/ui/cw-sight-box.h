/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_SIGHT_BOX (cw_sight_box_get_type ())
G_DECLARE_FINAL_TYPE (CwSightBox, cw_sight_box, CW, SIGHT_BOX, GtkBox)

GtkWidget *cw_sight_box_new (int spacing);
gboolean cw_sight_box_shows (CwSightBox *self, GtkWidget *part);

G_END_DECLS
