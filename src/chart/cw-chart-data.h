/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-scene.h"

G_BEGIN_DECLS

GBytes *cw_chart_data_write (const CwScene *scene, CwView view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
