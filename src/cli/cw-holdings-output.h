/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-holdings-data.h"

G_BEGIN_DECLS

void cw_holdings_print (CwCliContext *context, const GPtrArray *rows);
void cw_holdings_print_preview (CwCliContext *context, const GPtrArray *holdings);

G_END_DECLS
