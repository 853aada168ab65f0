/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-analysis.h"

G_BEGIN_DECLS

/**
 * CwSparkline:
 *
 * A line as small as a word: where a price has been. Drawn in the widget's text colour, and kept
 * until points, size or colour change.
 */
#define CW_TYPE_SPARKLINE (cw_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (CwSparkline, cw_sparkline, CW, SPARKLINE, GtkWidget)

void cw_sparkline_set_analysis (CwSparkline *self, CwAnalysis *analysis);
CwAnalysis *cw_sparkline_get_analysis (CwSparkline *self);

G_END_DECLS
