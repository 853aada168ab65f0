/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-batch.h"

#include "cw-quotes-error.h"
#include "cw-route.h"
#include "cw-symbol.h"

#define SHOWN_CHARS 40

struct _CwBatch
{
  CwCliContext *context;
  GPtrArray *items; /* of CwBatchItem, in the order in which they were given */
  GPtrArray *asked; /* of CwBatchItem, not owned: those that are symbols, as the load knows them */
  CwLoad *load;     /* owned, NULL until started */
  gulong cancelled_id;
  guint n_arrived;
  CwBatchFunc arrived;
  gpointer data;
};

static void
item_free (gpointer data)
{
  CwBatchItem *item = data;

  g_free (item->route);
  g_free (item->symbol);
  g_clear_pointer (&item->outcome, cw_outcome_unref);
  g_clear_error (&item->no_symbol);
  g_free (item);
}

static CwBatchItem *
item_new (const char *text)
{
  CwBatchItem *item = g_new0 (CwBatchItem, 1);
  g_autofree char *provider = NULL;

  if (cw_route_parse (text, &provider, &item->symbol, &item->no_symbol))
    {
      item->route = cw_route_format (provider, item->symbol);
      return item;
    }
  item->symbol = cw_text_clean (text, SHOWN_CHARS);
  item->route = g_strdup (item->symbol);
  return item;
}

/* A symbol whose numbers several providers are asked for is called by its provider's name too. */
static void
tell_apart (GPtrArray *items)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      CwBatchItem *item = g_ptr_array_index (items, i);
      CwBatchItem *other = g_hash_table_lookup (first, item->symbol);

      if (other == NULL)
        {
          g_hash_table_insert (first, g_strdup (item->symbol), item);
          continue;
        }
      g_free (item->symbol);
      item->symbol = g_strdup (item->route);
      g_free (other->symbol);
      other->symbol = g_strdup (other->route);
    }
}

/**
 * cw_batch_new:
 * @context: what all commands share; must outlive the batch
 * @texts: (array zero-terminated=1): symbols as they were given
 *
 * Symbols may stand behind the name of their provider, `finnhub:AAPL`.
 *
 * Returns: (transfer full): a batch that has not begun
 */
CwBatch *
cw_batch_new (CwCliContext *context, char **texts)
{
  CwBatch *batch = g_new0 (CwBatch, 1);
  g_autoptr (GHashTable) routes = g_hash_table_new (g_str_hash, g_str_equal);

  batch->context = context;
  batch->items = g_ptr_array_new_with_free_func (item_free);
  batch->asked = g_ptr_array_new ();
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      CwBatchItem *item = item_new (texts[i]);

      if (!g_hash_table_add (routes, item->route))
        {
          item_free (item);
          continue;
        }
      g_ptr_array_add (batch->items, item);
      if (item->no_symbol == NULL)
        g_ptr_array_add (batch->asked, item);
    }
  tell_apart (batch->items);
  return batch;
}

static void
drop_load (CwBatch *batch)
{
  if (batch->load == NULL)
    return;
  g_signal_handlers_disconnect_by_data (batch->load, batch);
  g_cancellable_disconnect (batch->context->cancellable, batch->cancelled_id);
  g_clear_object (&batch->load);
}

/** cw_batch_free: @batch: (transfer full): a batch; what has not come yet is given up */
void
cw_batch_free (CwBatch *batch)
{
  drop_load (batch);
  g_ptr_array_unref (batch->asked);
  g_ptr_array_unref (batch->items);
  g_free (batch);
}

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, gpointer data)
{
  CwBatch *batch = data;

  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);
      CwBatchItem *item = g_ptr_array_index (batch->asked, outcome->index);

      g_clear_pointer (&item->outcome, cw_outcome_unref);
      item->outcome = cw_outcome_ref (outcome);
      if (outcome->stage != CW_STAGE_READY && outcome->stage != CW_STAGE_FAILED)
        continue;
      batch->n_arrived++;
      if (outcome->stage == CW_STAGE_FAILED && outcome->analysis != NULL)
        batch->context->has_older = TRUE;
      if (batch->arrived != NULL)
        batch->arrived (batch, item, batch->data);
    }
}

static void
finished_cb (CwLoad *load, gpointer data)
{
  CwBatch *batch = data;

  cw_cli_context_release (batch->context);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer load)
{
  cw_load_cancel (load);
}

/**
 * cw_batch_start:
 * @batch: a batch that has not begun
 * @options: how much of each symbol is wanted
 * @arrived: (nullable): called for each symbol that is ready or has failed
 * @data: what to hand to @arrived
 *
 * Begins to load; cw_cli_context_run() waits for the end.
 */
void
cw_batch_start (CwBatch *batch, const CwLoadOptions *options, CwBatchFunc arrived, gpointer data)
{
  g_autoptr (GPtrArray) symbols = g_ptr_array_new ();

  g_return_if_fail (batch->load == NULL);

  for (guint i = 0; i < batch->asked->len; i++)
    g_ptr_array_add (symbols, ((CwBatchItem *) g_ptr_array_index (batch->asked, i))->route);
  g_ptr_array_add (symbols, NULL);
  batch->arrived = arrived;
  batch->data = data;
  batch->load =
      cw_engine_load (batch->context->engine, (const char *const *) symbols->pdata, options);
  g_signal_connect (batch->load, "updated", G_CALLBACK (updated_cb), batch);
  g_signal_connect (batch->load, "finished", G_CALLBACK (finished_cb), batch);
  cw_cli_context_hold (batch->context);
  batch->cancelled_id =
      g_cancellable_connect (batch->context->cancellable, G_CALLBACK (cancelled_cb),
                             g_object_ref (batch->load), g_object_unref);
}

/** cw_batch_get_size: Returns: how many symbols the batch has, with those that are none */
guint
cw_batch_get_size (CwBatch *batch)
{
  return batch->items->len;
}

/** cw_batch_get: Returns: (transfer none): the symbol at a place in the order they were given */
CwBatchItem *
cw_batch_get (CwBatch *batch, guint index)
{
  return g_ptr_array_index (batch->items, index);
}

/** cw_batch_get_n_arrived: Returns: how many symbols are ready or have failed by now */
guint
cw_batch_get_n_arrived (CwBatch *batch)
{
  return batch->n_arrived + batch->items->len - batch->asked->len;
}

/** cw_batch_get_market_error: Returns: (transfer none) (nullable): why the market is not known */
const GError *
cw_batch_get_market_error (CwBatch *batch)
{
  return batch->load != NULL ? cw_load_get_market_error (batch->load) : NULL;
}

/** cw_batch_mark_default: says that nobody named @symbol, if the batch has it: it is the usual one
 */
void
cw_batch_mark_default (CwBatch *batch, const char *symbol)
{
  for (guint i = 0; i < batch->items->len; i++)
    {
      CwBatchItem *item = g_ptr_array_index (batch->items, i);

      item->by_default = item->by_default || g_str_equal (item->symbol, symbol);
    }
}

/** cw_batch_item_get_analysis: Returns: (transfer none) (nullable): what came, if it is ready */
CwAnalysis *
cw_batch_item_get_analysis (const CwBatchItem *item)
{
  return item->outcome != NULL && item->outcome->stage == CW_STAGE_READY ? item->outcome->analysis
                                                                         : NULL;
}

/** cw_batch_item_get_error: Returns: (transfer none) (nullable): why nothing came */
const GError *
cw_batch_item_get_error (const CwBatchItem *item)
{
  if (item->no_symbol != NULL)
    return item->no_symbol;
  return item->outcome != NULL ? item->outcome->error : NULL;
}

/**
 * cw_batch_item_get_failure:
 * @item: a symbol
 *
 * Returns: (transfer none) (nullable): why nothing came, if that is a failure; a symbol that nobody
 *   named may as well not exist
 */
const GError *
cw_batch_item_get_failure (const CwBatchItem *item)
{
  const GError *error = cw_batch_item_get_error (item);

  if (item->by_default && g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND))
    return NULL;
  return error;
}
