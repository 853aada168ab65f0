/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist.h"

#include "cw-quotes-error.h"
#include "cw-row-table.h"
#include "cw-watchlist-loads.h"

struct _CwWatchlist
{
  GObject parent_instance;

  CwEngine *engine;        /* owned, NULL once shut down */
  GListStore *model;       /* owned, of CwRow */
  CwRowTable *table;       /* owned */
  CwWatchlistLoads *loads; /* owned */
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwWatchlist, cw_watchlist, G_TYPE_OBJECT)

/* --- rows --- */

static gboolean
is_at (CwWatchlist *self, guint position, GPtrArray *rows, guint index)
{
  g_autoptr (CwRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return row == g_ptr_array_index (rows, index);
}

/* Makes the model hold @rows, in one change of what differs. */
static void
arrange (CwWatchlist *self, GPtrArray *rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint start = 0, end = 0;

  while (start < MIN (n, rows->len) && is_at (self, start, rows, start))
    start++;
  while (end < MIN (n, rows->len) - start && is_at (self, n - end - 1, rows, rows->len - end - 1))
    end++;
  if (start + end < n || start + end < rows->len)
    g_list_store_splice (self->model, start, n - start - end, rows->pdata + start,
                         rows->len - start - end);
}

/* --- loads --- */

static void
updated_cb (CwWatchlist *self, GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);
      CwRow *row = cw_row_table_find (self->table, outcome->symbol);

      if (row == NULL)
        row = cw_row_table_find_parked (self->table, outcome->symbol);
      if (row != NULL)
        cw_row_apply (row, outcome);
    }
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static void
finished_cb (CwWatchlist *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  if (!cw_watchlist_is_loading (self))
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static GPtrArray *
new_requests (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
request (gpointer row, gpointer requests)
{
  cw_row_queue (row);
  g_ptr_array_add (requests, cw_row_dup_request (row));
}

static void
start_load (CwWatchlist *self, GPtrArray *requests, const CwLoadOptions *options)
{
  CwLoad *load;

  if (self->engine == NULL || requests->len == 0)
    return;
  g_ptr_array_add (requests, NULL);
  if (!cw_watchlist_is_loading (self))
    cw_watchlist_loads_forget (self->loads);
  load = cw_engine_load (self->engine, (const char *const *) requests->pdata, options);
  g_signal_connect_swapped (load, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (load, "finished", G_CALLBACK (finished_cb), self);
  cw_watchlist_loads_add (self->loads, load);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static void
load_row (CwWatchlist *self, CwRow *row, const CwLoadOptions *options)
{
  g_autoptr (GPtrArray) requests = new_requests ();

  request (row, requests);
  start_load (self, requests, options);
}

/* What is asked for by hand is asked of the provider. */
static CwLoadOptions
options_by_hand (void)
{
  CwLoadOptions options = CW_LOAD_OPTIONS_ANALYSIS;

  options.refresh = TRUE;
  return options;
}

/* --- the list --- */

static gboolean
has_other_provider (CwRow *row, const CwListEntry *entry)
{
  const CwListEntry *before = cw_row_get_entry (row);

  return before != NULL && g_strcmp0 (before->provider, entry->provider) != 0;
}

/* Returns the row of @entry, whichever list it was in; what must load goes into @fresh. */
static CwRow *
get_row (CwWatchlist *self, const CwListEntry *entry, GPtrArray *fresh)
{
  CwRow *row = cw_row_table_find (self->table, entry->symbol);
  gboolean parked = row == NULL;
  gboolean is_new;

  if (parked)
    row = cw_row_table_find_parked (self->table, entry->symbol);
  is_new = row == NULL;
  row =
      is_new ? cw_row_new (entry->symbol, cw_engine_get_clock (self->engine)) : g_object_ref (row);
  if (is_new || has_other_provider (row, entry)
      || (parked && !cw_row_is_under_way (row) && cw_row_get_stage (row) != CW_STAGE_READY))
    g_ptr_array_add (fresh, row);
  return row;
}

static GPtrArray *
get_rows (CwWatchlist *self, const CwSymbolList *list, GPtrArray *fresh)
{
  GPtrArray *rows = g_ptr_array_new_full ((guint) list->n_entries, g_object_unref);
  g_autoptr (GHashTable) holdings = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < list->n_holdings; i++)
    g_hash_table_insert (holdings, list->holdings[i]->symbol, list->holdings[i]);
  for (gsize i = 0; i < list->n_entries; i++)
    {
      const CwListEntry *entry = list->entries[i];
      CwRow *row = get_row (self, entry, fresh);

      cw_row_set_place (row, list->id, entry, g_hash_table_lookup (holdings, entry->symbol));
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* --- the object --- */

static void
cw_watchlist_dispose (GObject *object)
{
  CwWatchlist *self = CW_WATCHLIST (object);

  cw_watchlist_shut_down (self);
  g_clear_pointer (&self->loads, cw_watchlist_loads_free);
  g_clear_pointer (&self->table, cw_row_table_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cw_watchlist_parent_class)->dispose (object);
}

static void
cw_watchlist_class_init (CwWatchlistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_watchlist_dispose;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", CW_TYPE_WATCHLIST, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", CW_TYPE_WATCHLIST, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_watchlist_init (CwWatchlist *self)
{
  self->model = g_list_store_new (CW_TYPE_ROW);
  self->table = cw_row_table_new ();
  self->loads = cw_watchlist_loads_new (self);
}

/**
 * cw_watchlist_new:
 * @engine: what loads
 *
 * Returns: (transfer full): an empty list
 */
CwWatchlist *
cw_watchlist_new (CwEngine *engine)
{
  CwWatchlist *self = g_object_new (CW_TYPE_WATCHLIST, NULL);

  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "network-back", G_CALLBACK (cw_watchlist_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * cw_watchlist_shut_down:
 * @self: a list
 *
 * Cancels what loads and hears of it no more. To be called before the engine is shut down.
 */
void
cw_watchlist_shut_down (CwWatchlist *self)
{
  g_return_if_fail (CW_IS_WATCHLIST (self));

  if (self->loads != NULL)
    cw_watchlist_loads_forget (self->loads);
  g_clear_object (&self->engine);
}

/** cw_watchlist_get_engine: Returns: (transfer none) (nullable): what loads, until shut down */
CwEngine *
cw_watchlist_get_engine (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), NULL);
  return self->engine;
}

/** cw_watchlist_get_model: Returns: (transfer none): the rows in their order */
GListModel *
cw_watchlist_get_model (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), NULL);
  return G_LIST_MODEL (self->model);
}

/** cw_watchlist_find: Returns: (transfer none) (nullable): the row of @symbol */
CwRow *
cw_watchlist_find (CwWatchlist *self, const char *symbol)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self) && symbol != NULL, NULL);
  return cw_row_table_find (self->table, symbol);
}

/** cw_watchlist_get_n_rows: Returns: how many symbols there are */
guint
cw_watchlist_get_n_rows (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

/** cw_watchlist_count_failed: Returns: how many symbols failed the last time they were loaded */
guint
cw_watchlist_count_failed (CwWatchlist *self)
{
  GHashTableIter iter;
  gpointer row;
  guint n_failed = 0;

  g_return_val_if_fail (CW_IS_WATCHLIST (self), 0);

  g_hash_table_iter_init (&iter, cw_row_table_get_listed (self->table));
  while (g_hash_table_iter_next (&iter, NULL, &row))
    n_failed += cw_row_get_stage (row) == CW_STAGE_FAILED;
  return n_failed;
}

/** cw_watchlist_find_network_error: Returns: (transfer none) (nullable): why a symbol failed, if
 * that is for want of the network or of a provider that answers
 */
const GError *
cw_watchlist_find_network_error (CwWatchlist *self)
{
  GHashTableIter iter;
  gpointer row;

  g_return_val_if_fail (CW_IS_WATCHLIST (self), NULL);

  g_hash_table_iter_init (&iter, cw_row_table_get_listed (self->table));
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      const GError *error = cw_row_get_error (row);

      if (g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE)
          || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT)
          || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN)
          || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED)
          || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_INSECURE))
        return error;
    }
  return NULL;
}

/**
 * cw_watchlist_show_list:
 * @self: a list
 * @list: what is in it from now on, in its order
 *
 * Loads the symbols that are new.
 */
void
cw_watchlist_show_list (CwWatchlist *self, const CwSymbolList *list)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GPtrArray) requests = new_requests ();
  g_autoptr (GPtrArray) rows = NULL;
  CwLoadOptions options = CW_LOAD_OPTIONS_ANALYSIS;

  g_return_if_fail (CW_IS_WATCHLIST (self) && list != NULL);
  g_return_if_fail (self->engine != NULL);

  rows = get_rows (self, list, fresh);
  cw_row_table_list (self->table, rows);
  arrange (self, rows);
  g_ptr_array_foreach (fresh, request, requests);
  start_load (self, requests, &options);
}

/**
 * cw_watchlist_refresh:
 * @self: a list
 *
 * Loads everything anew, in the order of the list; what was under way is given up.
 */
void
cw_watchlist_refresh (CwWatchlist *self)
{
  g_autoptr (GPtrArray) requests = new_requests ();
  CwLoadOptions options = options_by_hand ();
  guint n;

  g_return_if_fail (CW_IS_WATCHLIST (self));

  cw_watchlist_loads_forget (self->loads);
  cw_row_table_forget_loading (self->table);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      request (row, requests);
    }
  start_load (self, requests, &options);
}

/**
 * cw_watchlist_refresh_rows:
 * @self: a list
 * @rows: (element-type CwRow): some of its rows
 *
 * Loads these anew, but for those that are under way.
 */
void
cw_watchlist_refresh_rows (CwWatchlist *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) requests = new_requests ();
  CwLoadOptions options = options_by_hand ();

  g_return_if_fail (CW_IS_WATCHLIST (self) && rows != NULL);

  for (guint i = 0; i < rows->len; i++)
    if (!cw_row_is_under_way (g_ptr_array_index (rows, i)))
      request (g_ptr_array_index (rows, i), requests);
  start_load (self, requests, &options);
}

/**
 * cw_watchlist_retry:
 * @self: a list
 * @symbol: one of its symbols
 *
 * Loads a symbol again that failed or was cancelled.
 */
void
cw_watchlist_retry (CwWatchlist *self, const char *symbol)
{
  CwRow *row = cw_watchlist_find (self, symbol);
  CwLoadOptions options = options_by_hand ();

  if (row != NULL && !cw_row_is_under_way (row))
    load_row (self, row, &options);
}

/**
 * cw_watchlist_identify:
 * @self: a list
 * @symbol: one of its symbols, which seems to stand for another company than before
 * @identity: what a person says of that
 *
 * Loads the symbol again, now that it is known what becomes of the stored bars.
 */
void
cw_watchlist_identify (CwWatchlist *self, const char *symbol, CwIdentity identity)
{
  CwRow *row = cw_watchlist_find (self, symbol);
  CwLoadOptions options = options_by_hand ();

  options.identity = identity;
  if (row != NULL && !cw_row_is_under_way (row))
    load_row (self, row, &options);
}

/** cw_watchlist_prefer: lets @symbol be loaded before all that wait */
void
cw_watchlist_prefer (CwWatchlist *self, const char *symbol)
{
  CwRow *row = cw_watchlist_find (self, symbol);

  if (row == NULL || !cw_row_is_under_way (row))
    return;
  cw_watchlist_loads_prefer (self->loads, symbol);
}

/** cw_watchlist_cancel: gives up what is under way; each of those rows will say so */
void
cw_watchlist_cancel (CwWatchlist *self)
{
  g_return_if_fail (CW_IS_WATCHLIST (self));
  cw_watchlist_loads_cancel (self->loads);
}

/** cw_watchlist_is_loading: Returns: whether anything is under way */
gboolean
cw_watchlist_is_loading (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), FALSE);
  return cw_watchlist_loads_are_under_way (self->loads);
}

/** cw_watchlist_get_progress: Returns: how far all has come since nothing was loading */
CwProgress
cw_watchlist_get_progress (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), (CwProgress){ 0 });
  return cw_watchlist_loads_get_progress (self->loads);
}
