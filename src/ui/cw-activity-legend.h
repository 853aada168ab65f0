/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CwActivityLegend: which colour stands for which phase. */
#define CW_TYPE_ACTIVITY_LEGEND (cw_activity_legend_get_type ())
G_DECLARE_FINAL_TYPE (CwActivityLegend, cw_activity_legend, CW, ACTIVITY_LEGEND, GtkWidget)

G_END_DECLS
