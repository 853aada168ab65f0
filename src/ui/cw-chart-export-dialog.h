/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-chart-image.h"

G_BEGIN_DECLS

/**
 * CwChartExportFunc:
 * @parent: the window that asked
 * @options: what was chosen
 *
 * Called once a person has said how a picture is to be; never if they did not.
 */
typedef void (*CwChartExportFunc) (GtkWindow *parent, const CwImageOptions *options);

void cw_chart_export_dialog_ask (GtkWindow *parent,
                                 const CwImageOptions *usual,
                                 CwChartExportFunc chosen);

G_END_DECLS
