/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-data.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-batch-report.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-holdings-data.h"
#include "cw-portfolio.h"

#define MOST_WEIGHT 1e12

/** cw_portfolio_data_clear: frees what the data hold */
void
cw_portfolio_data_clear (CwPortfolioData *data)
{
  for (gsize i = 0; i < data->n_symbols; i++)
    cw_series_unref (data->series[i]);
  g_free (data->series);
  g_free (data->names);
  g_free (data->amounts);
  g_free (data->benchmark);
  g_clear_pointer (&data->basket, cw_basket_unref);
  g_clear_pointer (&data->batch, cw_batch_free);
}

static gboolean
has_repetition (char **symbols)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; symbols[i] != NULL; i++)
    if (!g_hash_table_add (seen, g_ascii_strup (symbols[i], -1)))
      return TRUE;
  return FALSE;
}

static gboolean
check_weights (GArray *weights, char **symbols, GError **error)
{
  g_autofree double *trial = g_memdup2 (weights->data, weights->len * sizeof (double));
  const char *message = NULL;

  if (weights->len != g_strv_length (symbols))
    message = _ ("--weights: there must be as many weights as symbols");
  else if (has_repetition (symbols))
    message = _ ("--weights: each symbol may stand there once");
  else if (!cw_portfolio_normalize (trial, weights->len))
    message = _ ("--weights: the weights add up to nothing");
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, message);
  return FALSE;
}

/**
 * cw_cli_parse_weights:
 * @text: (nullable): numbers with commas between them, in any unit; below 0 is sold short
 * @symbols: (array zero-terminated=1): what they are the weights of
 * @weights: (out) (transfer full) (nullable) (element-type double): the weights, %NULL if there is
 *   no @text
 * @error: return location for a `CW_CLI_ERROR_USAGE`
 *
 * Returns: whether @text, if there is any, names a weight for each of @symbols
 */
gboolean
cw_cli_parse_weights (const char *text, char **symbols, GArray **weights, GError **error)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, ",", -1) : NULL;
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (double));

  *weights = NULL;
  if (text == NULL)
    return TRUE;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      double weight;

      if (!cw_cli_parse_double ("--weights", words[i], -MOST_WEIGHT, MOST_WEIGHT, &weight, error))
        return FALSE;
      g_array_append_val (read, weight);
    }
  if (!check_weights (read, symbols, error))
    return FALSE;
  *weights = g_steal_pointer (&read);
  return TRUE;
}

/* What is held of a symbol, in today's shares. Splits are known as far back as its bars are. */
static double
count_shares (CwCliContext *context, const CwHolding *holding, const CwSeries *series)
{
  g_autoptr (CwHolding) today = cw_holding_apply_splits (holding, series);

  cw_holding_note_unknown_splits (context, holding, series);
  return today->shares;
}

/* Keeps the symbols that came, with their weights; of what is held, how many shares there are. */
static void
take_series (CwPortfolioData *data,
             CwCliContext *context,
             const CwPortfolioRequest *request,
             guint n_given)
{
  data->names = g_new0 (const char *, n_given);
  data->series = g_new0 (CwSeries *, n_given);
  data->amounts = g_new0 (double, n_given);
  for (guint i = 0; i < n_given; i++)
    {
      const CwBatchItem *item = cw_batch_get (data->batch, i);
      CwAnalysis *analysis = cw_batch_item_get_analysis (item);
      gsize n = data->n_symbols;

      if (analysis == NULL)
        continue;
      data->names[n] = item->symbol;
      data->series[n] = cw_series_ref (analysis->series);
      data->amounts[n] = 1;
      if (request->holdings != NULL)
        data->amounts[n] =
            count_shares (context, g_ptr_array_index (request->holdings, i), analysis->series);
      else if (request->weights != NULL)
        data->amounts[n] = g_array_index (request->weights, double, i);
      data->n_symbols++;
    }
}

static const CwSeries *
find_benchmark (const CwPortfolioData *data)
{
  for (guint i = 0; i < cw_batch_get_size (data->batch); i++)
    {
      const CwBatchItem *item = cw_batch_get (data->batch, i);
      CwAnalysis *analysis = cw_batch_item_get_analysis (item);

      if (analysis != NULL && g_str_equal (item->symbol, data->benchmark))
        return analysis->series;
    }
  return NULL;
}

static gboolean
join (CwPortfolioData *data, const CwPortfolioRequest *request, GError **error)
{
  const CwBasketSpec spec = { .n_symbols = data->n_symbols,
                              .names = data->names,
                              .series = (const CwSeries *const *) data->series,
                              .amounts = data->amounts,
                              .shares = request->holdings != NULL,
                              .hold = request->hold,
                              .price = request->price,
                              .benchmark = find_benchmark (data) };

  if (data->n_symbols == 0)
    return TRUE;
  data->basket = cw_basket_new (&spec, error);
  return data->basket != NULL;
}

static CwBatch *
make_batch (CwCliContext *context, char **symbols, const char *benchmark)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  g_strv_builder_addv (builder, (const char **) symbols);
  g_strv_builder_add (builder, benchmark);
  texts = g_strv_builder_end (builder);
  return cw_batch_new (context, texts);
}

/**
 * cw_portfolio_data_load:
 * @data: (out): where the returns go
 * @context: a context whose engine has not been started
 * @benchmark: (nullable): the symbol that stands for the market, if not the usual one
 * @request: which returns
 * @error: return location for an error that concerns all of them
 *
 * Loads the symbols and the benchmark, and joins their returns by the day. Symbols that fail are
 * in the batch.
 *
 * Returns: whether it came to its own end
 */
gboolean
cw_portfolio_data_load (CwPortfolioData *data,
                        CwCliContext *context,
                        const char *benchmark,
                        const CwPortfolioRequest *request,
                        GError **error)
{
  CwLoadOptions window;
  g_autoptr (CwBatch) given = NULL;

  if (!cw_cli_context_start_engine (context, benchmark, error))
    return FALSE;
  window = cw_cli_make_window (context, CW_INTERVAL_1D, request->range);
  given = cw_batch_new (context, request->symbols);
  data->benchmark = g_strdup (cw_engine_get_benchmark (context->engine));
  data->batch = make_batch (context, request->symbols, data->benchmark);
  if (context->default_benchmark && cw_batch_get_size (data->batch) > cw_batch_get_size (given))
    cw_batch_mark_default (data->batch, data->benchmark);
  cw_batch_start (data->batch, &window, cw_batch_show_arrival, context);
  if (!cw_cli_context_run (context, error))
    return FALSE;
  take_series (data, context, request, cw_batch_get_size (given));
  return join (data, request, error);
}
