/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-batch.h"

G_BEGIN_DECLS

void cw_sync_show_arrival (CwBatch *batch, CwBatchItem *item, gpointer context);
void cw_sync_print (CwCliContext *context, CwBatch *batch, gint64 microseconds);

G_END_DECLS
