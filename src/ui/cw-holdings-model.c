/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holdings-model.h"

#include <math.h>
#include <string.h>

struct _CwHoldingsModel
{
  GObject parent_instance;

  GListStore *items; /* owned, of CwPortfolioItem, in the list's order */
  GArray *sums;      /* owned, of CwPositionSum */
  guint n_unpriced;
  gboolean outdated;
  gboolean sums_outdated;
};

enum
{
  SIGNAL_OUTDATED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwHoldingsModel, cw_holdings_model, G_TYPE_OBJECT)

/* The items live as long as the store holds them. */
static CwPortfolioItem *
get_item (CwHoldingsModel *self, guint i)
{
  g_autoptr (CwPortfolioItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

  return item;
}

static guint
count (CwHoldingsModel *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static void
outdated_cb (CwHoldingsModel *self)
{
  if (self->outdated)
    return;
  self->outdated = TRUE;
  g_signal_emit (self, signals[SIGNAL_OUTDATED], 0);
}

/* --- the holdings --- */

static CwPortfolioItem *
new_item (CwHoldingsModel *self, CwRow *row)
{
  CwPortfolioItem *item = cw_portfolio_item_new (row);

  g_signal_connect_object (item, "outdated", G_CALLBACK (outdated_cb), self, G_CONNECT_SWAPPED);
  return item;
}

static GHashTable *
get_items_by_row (CwHoldingsModel *self)
{
  GHashTable *items = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < count (self); i++)
    {
      CwPortfolioItem *item = get_item (self, i);

      g_hash_table_insert (items, cw_portfolio_item_get_row (item), item);
    }
  return items;
}

/* Rows find their items again, so that what is shown of them stays. */
static GPtrArray *
get_wanted (CwHoldingsModel *self, CwWatchlist *watchlist, const CwSymbolList *list)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = get_items_by_row (self);

  for (gsize i = 0; watchlist != NULL && list != NULL && i < list->n_holdings; i++)
    {
      CwRow *row = cw_watchlist_find (watchlist, list->holdings[i]->symbol);
      CwPortfolioItem *item = row != NULL ? g_hash_table_lookup (known, row) : NULL;

      if (row != NULL)
        g_ptr_array_add (wanted, item != NULL ? g_object_ref (item) : new_item (self, row));
    }
  return wanted;
}

static guint
count_same_at_start (CwHoldingsModel *self, GPtrArray *wanted)
{
  guint n = 0;

  while (n < count (self) && n < wanted->len && get_item (self, n) == wanted->pdata[n])
    n++;
  return n;
}

static guint
count_same_at_end (CwHoldingsModel *self, GPtrArray *wanted, guint most)
{
  guint n = 0;

  while (n < most && get_item (self, count (self) - 1 - n) == wanted->pdata[wanted->len - 1 - n])
    n++;
  return n;
}

/* Only what is really other is exchanged, so that the table keeps its place and its focus. */
static void
exchange (CwHoldingsModel *self, GPtrArray *wanted)
{
  guint start = count_same_at_start (self, wanted);
  guint most = MIN (count (self), wanted->len) - start;
  guint end = count_same_at_end (self, wanted, most);

  g_list_store_splice (self->items, start, count (self) - start - end, wanted->pdata + start,
                       wanted->len - start - end);
}

/**
 * cw_holdings_model_show_list:
 * @self: holdings
 * @watchlist: (nullable): where the rows of the symbols are found
 * @list: (nullable): whose holdings are shown from now on
 */
void
cw_holdings_model_show_list (CwHoldingsModel *self,
                             CwWatchlist *watchlist,
                             const CwSymbolList *list)
{
  g_autoptr (GPtrArray) wanted = NULL;

  g_return_if_fail (CW_IS_HOLDINGS_MODEL (self));

  wanted = get_wanted (self, watchlist, list);
  exchange (self, wanted);
  outdated_cb (self);
}

/* --- computing --- */

static void
add_up (CwHoldingsModel *self)
{
  g_array_set_size (self->sums, 0);
  self->n_unpriced = 0;
  for (guint i = 0; i < count (self); i++)
    {
      CwPortfolioItem *item = get_item (self, i);
      CwAnalysis *analysis = cw_row_get_analysis (cw_portfolio_item_get_row (item));

      if (!cw_position_sums_add (self->sums, cw_portfolio_item_get_position (item),
                                 analysis != NULL ? analysis->quote.time : 0))
        self->n_unpriced++;
    }
  for (guint i = 0; i < count (self); i++)
    {
      CwPortfolioItem *item = get_item (self, i);

      cw_portfolio_item_set_weight (item,
                                    cw_position_get_weight (cw_portfolio_item_get_position (item),
                                                            self->sums),
                                    self->sums->len == 1);
    }
}

/**
 * cw_holdings_model_compute:
 * @self: holdings
 * @budget: for how many holdings there is time now
 *
 * Computes what each is worth; what they are worth together is cw_holdings_model_add_up()’s.
 *
 * Returns: whether all is computed
 */
gboolean
cw_holdings_model_compute (CwHoldingsModel *self, guint budget)
{
  g_return_val_if_fail (CW_IS_HOLDINGS_MODEL (self), TRUE);

  if (!self->outdated)
    return TRUE;
  for (guint i = 0; i < count (self); i++)
    {
      CwPortfolioItem *item = get_item (self, i);

      if (!cw_portfolio_item_is_outdated (item))
        continue;
      if (budget == 0)
        return FALSE;
      cw_portfolio_item_update (item);
      budget--;
    }
  self->outdated = FALSE;
  self->sums_outdated = TRUE;
  return TRUE;
}

/** cw_holdings_model_add_up: Returns: whether there was something to add up since */
gboolean
cw_holdings_model_add_up (CwHoldingsModel *self)
{
  g_return_val_if_fail (CW_IS_HOLDINGS_MODEL (self), FALSE);

  if (!self->sums_outdated)
    return FALSE;
  self->sums_outdated = FALSE;
  add_up (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/** cw_holdings_model_is_outdated: Returns: whether there is something to compute */
gboolean
cw_holdings_model_is_outdated (CwHoldingsModel *self)
{
  g_return_val_if_fail (CW_IS_HOLDINGS_MODEL (self), FALSE);
  return self->outdated;
}

/* --- the object --- */

static void
cw_holdings_model_finalize (GObject *object)
{
  CwHoldingsModel *self = CW_HOLDINGS_MODEL (object);

  g_object_unref (self->items);
  g_array_unref (self->sums);
  G_OBJECT_CLASS (cw_holdings_model_parent_class)->finalize (object);
}

static void
cw_holdings_model_class_init (CwHoldingsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_holdings_model_finalize;
  signals[SIGNAL_OUTDATED] = g_signal_new ("outdated", CW_TYPE_HOLDINGS_MODEL, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_HOLDINGS_MODEL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_holdings_model_init (CwHoldingsModel *self)
{
  self->items = g_list_store_new (CW_TYPE_PORTFOLIO_ITEM);
  self->sums = cw_position_sums_new ();
}

/** cw_holdings_model_new: Returns: (transfer full): a model without holdings */
CwHoldingsModel *
cw_holdings_model_new (void)
{
  return g_object_new (CW_TYPE_HOLDINGS_MODEL, NULL);
}

/** cw_holdings_model_get_model: Returns: (transfer none): the holdings, as #CwPortfolioItem */
GListModel *
cw_holdings_model_get_model (CwHoldingsModel *self)
{
  g_return_val_if_fail (CW_IS_HOLDINGS_MODEL (self), NULL);
  return G_LIST_MODEL (self->items);
}

/** cw_holdings_model_get_sums: Returns: (transfer none) (element-type CwPositionSum): what they are
 * worth together, in the order in which their currencies come */
GArray *
cw_holdings_model_get_sums (CwHoldingsModel *self)
{
  g_return_val_if_fail (CW_IS_HOLDINGS_MODEL (self), NULL);
  return self->sums;
}

/** cw_holdings_model_count_unpriced: Returns: how many are in no sum, because their price is not
 * known
 */
guint
cw_holdings_model_count_unpriced (CwHoldingsModel *self)
{
  g_return_val_if_fail (CW_IS_HOLDINGS_MODEL (self), 0);
  return self->n_unpriced;
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  double first = cw_portfolio_item_get_weight (*(CwPortfolioItem *const *) a);
  double second = cw_portfolio_item_get_weight (*(CwPortfolioItem *const *) b);

  return (first < second) - (first > second);
}

/**
 * cw_holdings_model_get_largest:
 * @self: holdings
 * @currency: which holdings
 * @n: how many of them at the most
 *
 * Returns: (transfer container) (element-type CwPortfolioItem): those with the largest weight, the
 *   largest first
 */
GPtrArray *
cw_holdings_model_get_largest (CwHoldingsModel *self, const char *currency, guint n)
{
  GPtrArray *items = g_ptr_array_new ();

  g_return_val_if_fail (CW_IS_HOLDINGS_MODEL (self) && currency != NULL, items);

  for (guint i = 0; i < count (self); i++)
    {
      CwPortfolioItem *item = get_item (self, i);

      if (isfinite (cw_portfolio_item_get_weight (item))
          && g_str_equal (cw_portfolio_item_get_position (item)->currency, currency))
        g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_weights);
  if (items->len > n)
    g_ptr_array_set_size (items, (int) n);
  return items;
}
