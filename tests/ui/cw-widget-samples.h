/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-engine.h"

G_BEGIN_DECLS

/* What tests of widgets by themselves need. */

GtkWidget *cw_find_widget (GtkWidget *in, GType type);
CwEngine *cw_engine_new_deaf (void) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *cw_window_new_around (GtkWidget *widget, int width, int height);

G_END_DECLS
