/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-batch.h"
#include "cw-json-writer.h"

G_BEGIN_DECLS

/*
 * What every command that loads symbols says about how that went.
 */

void cw_batch_show_arrival (CwBatch *batch, CwBatchItem *item, gpointer context);
void cw_batch_report_failures (CwBatch *batch, CwCliContext *context);
void cw_batch_write_errors (CwBatch *batch, CwJsonWriter *json);
void cw_json_writer_add_error (CwJsonWriter *json, const char *symbol, const GError *error);
gboolean cw_cli_require_symbols (const char *command, char **arguments, GError **error);

G_END_DECLS
