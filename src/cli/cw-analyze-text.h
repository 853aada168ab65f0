/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-batch.h"

G_BEGIN_DECLS

void cw_analyze_print_text (CwCliContext *context, CwBatch *batch);

G_END_DECLS
