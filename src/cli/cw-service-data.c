/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-service-data.h"

#include <glib/gi18n-lib.h>

#include "cw-cli-progress.h"
#include "cw-cli-window.h"
#include "cw-route.h"
#include "cw-symbol.h"

#define PROVIDER "producer"
#define SHOWN_CHARS 40

static void
clear_item (CwServiceItem *item)
{
  g_free (item->symbol);
  g_clear_pointer (&item->risk, cw_service_risk_unref);
  g_clear_error (&item->error);
}

static void
item_free (gpointer data)
{
  clear_item (data);
  g_free (data);
}

/** cw_service_data_clear: frees what the data hold */
void
cw_service_data_clear (CwServiceData *data)
{
  g_clear_pointer (&data->items, g_ptr_array_unref);
  clear_item (&data->portfolio);
}

static CwServiceItem *
item_new (const char *text, double weight)
{
  CwServiceItem *item = g_new0 (CwServiceItem, 1);
  g_autofree char *provider = NULL;

  item->weight = weight;
  if (!cw_route_parse (text, &provider, &item->symbol, &item->error))
    item->symbol = cw_text_clean (text, SHOWN_CHARS);
  else if (provider != NULL && !g_str_equal (provider, PROVIDER))
    g_set_error (&item->error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                 /* Translators: %s is a provider's name as it is typed */
                 _ ("“%s” has no risk service; leave it away"), provider);
  return item;
}

static void
add_items (CwServiceData *data)
{
  const CwServiceRequest *request = &data->request;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  data->items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; request->symbols[i] != NULL; i++)
    {
      double weight = request->weights != NULL ? g_array_index (request->weights, double, i) : 1;
      CwServiceItem *item = item_new (request->symbols[i], weight);

      if (g_hash_table_add (seen, item->symbol))
        g_ptr_array_add (data->items, item);
      else
        item_free (item);
    }
}

static void
portfolio_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CwServiceData *data = user_data;

  data->portfolio.risk =
      cw_engine_fetch_service_risk_finish (CW_ENGINE (source), result, &data->portfolio.error);
  cw_cli_context_release (data->context);
}

/* The portfolio is of the symbols that the service knows, as everywhere. */
static void
ask_for_portfolio (CwServiceData *data)
{
  g_autoptr (GPtrArray) symbols = g_ptr_array_new ();
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (double));
  CwServiceRiskQuery query = data->window;

  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      if (item->risk == NULL)
        continue;
      g_ptr_array_add (symbols, item->symbol);
      g_array_append_val (weights, item->weight);
    }
  if (symbols->len == 0 || g_cancellable_is_cancelled (data->context->cancellable))
    return;
  g_ptr_array_add (symbols, NULL);
  query.portfolio = (const char *const *) symbols->pdata;
  query.weights = data->request.weights != NULL ? (const double *) (gpointer) weights->data : NULL;
  cw_cli_context_hold (data->context);
  cw_engine_fetch_service_risk_async (data->context->engine, &query, data->context->cancellable,
                                      portfolio_cb, data);
}

/* What the callback of one symbol is given. */
typedef struct
{
  CwServiceData *data;
  CwServiceItem *item;
} Step;

static void
arrived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  CwServiceData *data = step->data;
  CwServiceItem *item = step->item;

  item->risk = cw_engine_fetch_service_risk_finish (CW_ENGINE (source), result, &item->error);
  cw_cli_progress_show (data->context, "[%u/%u] %s %s", ++data->n_arrived, data->items->len,
                        item->symbol,
                        /* Translators: stands where a symbol's answer would stand */
                        item->risk != NULL ? _ ("ready") : _ ("failed"));
  if (--data->n_pending == 0)
    ask_for_portfolio (data);
  cw_cli_context_release (data->context);
}

static void
ask_for_symbol (CwServiceData *data, CwServiceItem *item)
{
  CwServiceRiskQuery query = data->window;
  Step *step = g_new (Step, 1);

  step->data = data;
  step->item = item;
  query.symbol = item->symbol;
  data->n_pending++;
  cw_cli_context_hold (data->context);
  cw_engine_fetch_service_risk_async (data->context->engine, &query, data->context->cancellable,
                                      arrived_cb, step);
}

/**
 * cw_service_data_load:
 * @data: (out): where the answers go
 * @context: a context whose engine has not been started
 * @request: what is asked
 * @error: return location for an error that concerns all of them
 *
 * Asks the risk service about each symbol, all at once, and then about the portfolio of those that
 * it knows.
 *
 * Returns: whether it came to its own end
 */
gboolean
cw_service_data_load (CwServiceData *data,
                      CwCliContext *context,
                      const CwServiceRequest *request,
                      GError **error)
{
  CwLoadOptions window;

  if (!cw_cli_context_start_engine (context, NULL, error))
    return FALSE;
  window = cw_cli_make_window (context, CW_INTERVAL_1D, request->range);
  data->context = context;
  data->request = *request;
  data->window = (CwServiceRiskQuery){
    .confidence = request->confidence, .range = window.range, .from = window.from, .to = window.to
  };
  add_items (data);
  for (guint i = 0; i < data->items->len; i++)
    {
      CwServiceItem *item = g_ptr_array_index (data->items, i);

      if (item->error == NULL)
        ask_for_symbol (data, item);
    }
  return cw_cli_context_run (context, error);
}
