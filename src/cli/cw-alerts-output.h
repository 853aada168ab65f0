/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

void cw_alerts_print (CwCliContext *context, const GPtrArray *alerts);
void cw_alerts_print_text (CwCliContext *context, const GPtrArray *alerts);

G_END_DECLS
