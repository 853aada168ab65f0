/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-image.h"

G_BEGIN_DECLS

char *cw_chart_page_dup_title (const CwScene *scene,
                               const CwImageOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void cw_chart_page_paint (CwScene *scene, CwView view, const CwImageOptions *options, cairo_t *cr);

G_END_DECLS
