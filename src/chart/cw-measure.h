/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-scene.h"

G_BEGIN_DECLS

char *
cw_scene_describe_measure (const CwScene *scene, gsize from, gsize to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
