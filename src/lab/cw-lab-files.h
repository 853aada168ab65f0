/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab-options.h"

G_BEGIN_DECLS

gboolean cw_lab_files_reserve (const CwLabOptions *options, GError **error);

G_END_DECLS
