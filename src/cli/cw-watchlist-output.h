/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-lists.h"

G_BEGIN_DECLS

void cw_watchlist_print (CwCliContext *context, const GPtrArray *lists);
void cw_watchlist_print_entries (CwCliContext *context, const GPtrArray *entries);

G_END_DECLS
