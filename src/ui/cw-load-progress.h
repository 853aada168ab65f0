/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-load.h"

G_BEGIN_DECLS

/**
 * CwLoadProgress:
 *
 * How far loading has come, with a way to stop it; out of sight while nothing loads.
 */
#define CW_TYPE_LOAD_PROGRESS (cw_load_progress_get_type ())
G_DECLARE_FINAL_TYPE (CwLoadProgress, cw_load_progress, CW, LOAD_PROGRESS, GtkWidget)

void cw_load_progress_show (CwLoadProgress *self, CwProgress progress, gboolean loading);

G_END_DECLS
