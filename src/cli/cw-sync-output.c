/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-sync-output.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-cli-progress.h"

/** Counts: what became of the symbols. What was neither brought nor failed had not come yet. */
typedef struct
{
  guint updated, unchanged, failed;
  guint64 new_bars;
} Counts;

static gboolean
is_ready (const CwBatchItem *item)
{
  return item->outcome != NULL && item->outcome->stage == CW_STAGE_READY;
}

static Counts
count (CwBatch *batch)
{
  Counts counts = { 0 };

  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      const CwBatchItem *item = cw_batch_get (batch, i);

      if (cw_batch_item_get_error (item) != NULL)
        counts.failed++;
      else if (is_ready (item) && item->outcome->n_new_bars > 0)
        counts.updated++;
      else if (is_ready (item))
        counts.unchanged++;
      if (is_ready (item))
        counts.new_bars += item->outcome->n_new_bars;
    }
  return counts;
}

static char *
describe (const CwBatchItem *item)
{
  guint n;

  if (!is_ready (item))
    /* Translators: stands where it would say how many bars came */
    return g_strdup_printf ("%s %s", item->symbol, _ ("failed"));
  n = item->outcome->n_new_bars;
  /* Translators: a symbol, and how many bars were new */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u new bar", "%s: %u new bars", n),
                          item->symbol, n);
}

/**
 * cw_sync_show_arrival:
 * @batch: a batch
 * @item: the symbol that is in the store now, or has failed
 * @context: the #CwCliContext
 *
 * Tells of it: a #CwBatchFunc.
 */
void
cw_sync_show_arrival (CwBatch *batch, CwBatchItem *item, gpointer context)
{
  g_autofree char *text = describe (item);

  cw_cli_progress_show_bar (context, cw_batch_get_n_arrived (batch), cw_batch_get_size (batch),
                            text);
}

static void
write_json_item (CwJsonWriter *json, const CwBatchItem *item)
{
  const CwAnalysis *analysis = cw_batch_item_get_analysis (item);
  const CwSeries *series = analysis->series;

  cw_json_writer_begin_row (json, item->symbol);
  cw_json_writer_add_int (json, "new_bars", item->outcome->n_new_bars);
  cw_json_writer_add_boolean (json, "asked", !item->outcome->from_store);
  cw_json_writer_add_time (json, "last_bar",
                           series->n_bars > 0 ? series->time[series->n_bars - 1] : 0);
  cw_json_writer_add_text (json, "source", series->info.source);
  cw_json_writer_end_object (json);
}

static void
print_json (CwCliContext *context, CwBatch *batch, const Counts *counts, double seconds)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_int (json, "requested", cw_batch_get_size (batch));
  cw_json_writer_add_int (json, "updated", counts->updated);
  cw_json_writer_add_int (json, "unchanged", counts->unchanged);
  cw_json_writer_add_int (json, "failed", counts->failed);
  cw_json_writer_add_int (json, "new_bars", (gint64) counts->new_bars);
  cw_json_writer_add_number (json, "seconds", seconds);
  cw_json_writer_add_boolean (json, "interrupted", context->signal_number != 0);
  cw_json_writer_begin_object (json, "results");
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    if (cw_batch_item_get_analysis (cw_batch_get (batch, i)) != NULL)
      write_json_item (json, cw_batch_get (batch, i));
  cw_json_writer_end_object (json);
  cw_batch_write_errors (batch, json);
  cw_json_writer_end_object (json);
}

/* For logs, and what reads them: the same words in every language. */
static void
print_line (CwCliContext *context, CwBatch *batch, const Counts *counts, double seconds)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  fprintf (stdout,
           "sync requested=%u updated=%u unchanged=%u failed=%u new_bars=%" G_GUINT64_FORMAT
           " seconds=%s interrupted=%s\n",
           cw_batch_get_size (batch), counts->updated, counts->unchanged, counts->failed,
           counts->new_bars, g_ascii_formatd (text, sizeof text, "%.3f", seconds),
           context->signal_number != 0 ? "true" : "false");
}

/**
 * cw_sync_print:
 * @context: the context
 * @batch: a batch that has come to its end
 * @microseconds: how long it took
 *
 * Sums up what was brought into the store: a line, or JSON.
 */
void
cw_sync_print (CwCliContext *context, CwBatch *batch, gint64 microseconds)
{
  Counts counts = count (batch);
  double seconds = (double) (microseconds / 1000) / 1000;

  if (context->mode == CW_OUTPUT_JSON)
    print_json (context, batch, &counts, seconds);
  else
    print_line (context, batch, &counts, seconds);
}
