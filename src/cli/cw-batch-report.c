/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-batch-report.h"

#include <glib/gi18n-lib.h>

#include "cw-cli-progress.h"
#include "cw-engine-error.h"
#include "cw-format.h"

#define PRICE_DECIMALS 2

/**
 * cw_batch_show_arrival:
 * @batch: a batch
 * @item: the symbol that has arrived
 * @context: the #CwCliContext
 *
 * Tells of the arrival: a #CwBatchFunc.
 */
void
cw_batch_show_arrival (CwBatch *batch, CwBatchItem *item, gpointer context)
{
  CwAnalysis *analysis = cw_batch_item_get_analysis (item);
  g_autofree char *price =
      analysis != NULL ? cw_format_number (analysis->quote.price, PRICE_DECIMALS) : NULL;

  cw_cli_progress_show (context, "[%u/%u] %s %s", cw_batch_get_n_arrived (batch),
                        cw_batch_get_size (batch), item->symbol,
                        /* Translators: stands where a symbol's price would stand */
                        price != NULL ? price : _ ("failed"));
}

/**
 * cw_batch_report_failures:
 * @batch: a batch that has come to its end
 * @context: where the failures are counted
 *
 * Says of each symbol that failed why, in the order in which they were asked for.
 */
void
cw_batch_report_failures (CwBatch *batch, CwCliContext *context)
{
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);
      const GError *error = cw_batch_item_get_error (item);

      if (cw_batch_item_get_failure (item) != NULL)
        cw_cli_context_fail_symbol (context, item->symbol, error);
      else if (error != NULL)
        cw_cli_context_note (context, "%s: %s", item->symbol, error->message);
    }
}

/** cw_json_writer_add_error: adds `SYMBOL: {"code", "message"}` */
void
cw_json_writer_add_error (CwJsonWriter *json, const char *symbol, const GError *error)
{
  cw_json_writer_begin_row (json, symbol);
  cw_json_writer_add_text (json, "code", cw_outcome_error_get_id (error));
  cw_json_writer_add_text (json, "message", error->message);
  cw_json_writer_end_object (json);
}

/** cw_batch_write_errors: adds `"errors": {SYMBOL: {"code", "message"}}` */
void
cw_batch_write_errors (CwBatch *batch, CwJsonWriter *json)
{
  cw_json_writer_begin_object (json, "errors");
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwBatchItem *item = cw_batch_get (batch, i);

      if (cw_batch_item_get_failure (item) != NULL)
        cw_json_writer_add_error (json, item->symbol, cw_batch_item_get_failure (item));
    }
  cw_json_writer_end_object (json);
}

/** cw_cli_require_symbols: Returns: whether @arguments names at least one symbol */
gboolean
cw_cli_require_symbols (const char *command, char **arguments, GError **error)
{
  if (arguments[0] != NULL)
    return TRUE;
  /* Translators: %s is a command */
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("“%s” needs at least one symbol"),
               command);
  return FALSE;
}
