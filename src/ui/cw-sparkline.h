/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-analysis.h"

G_BEGIN_DECLS

GskRenderNode *cw_sparkline_draw (const CwAnalysis *analysis,
                                  const GdkRGBA *color,
                                  int width,
                                  int height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
