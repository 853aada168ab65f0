/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist.h"

#include "cw-quotes-error.h"
#include "cw-row-order.h"

/* Making and laying out the widgets of a row takes time, so a long list is handed over in pieces:
 * what fits a window at once, then a few rows a frame, until there are as many as a list view makes
 * widgets for. */
#define FIRST_ROWS 16
#define ROWS_A_FRAME 8
#define FRAME_MS 16
#define ROWS_WITH_WIDGETS 224

struct _CwWatchlist
{
  GObject parent_instance;

  CwEngine *engine;      /* owned, NULL once shut down */
  GListStore *model;     /* owned, of CwRow */
  GHashTable *by_symbol; /* owned; symbol of the row → owned CwRow */
  GHashTable *parked;    /* owned; the same, of those that other lists have or had */
  GQueue unlisted;       /* of owned CwRow: known, but not in the model yet */
  guint fill_source;
  GPtrArray *loads; /* owned; all since nothing was loading, so that progress only goes forward */
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwWatchlist, cw_watchlist, G_TYPE_OBJECT)

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

/* --- rows --- */

static void
list_some (CwWatchlist *self, guint n)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  while (rows->len < n && !g_queue_is_empty (&self->unlisted))
    g_ptr_array_add (rows, g_queue_pop_head (&self->unlisted));
  if (rows->len > 0)
    g_list_store_splice (self->model, g_list_model_get_n_items (G_LIST_MODEL (self->model)), 0,
                         rows->pdata, rows->len);
}

static gboolean
fill_cb (gpointer data)
{
  CwWatchlist *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  list_some (self, n < ROWS_WITH_WIDGETS ? ROWS_A_FRAME : G_MAXUINT);
  if (!g_queue_is_empty (&self->unlisted))
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  return G_SOURCE_REMOVE;
}

static void
list_rows (CwWatchlist *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) < FIRST_ROWS)
    list_some (self, FIRST_ROWS);
  if (!g_queue_is_empty (&self->unlisted) && self->fill_source == 0)
    self->fill_source = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, fill_cb, self, NULL);
}

/* The model up to @n_kept stays, the rest is handed over in pieces. */
static void
hand_over (CwWatchlist *self, GPtrArray *rows, guint n_kept)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  g_queue_clear_full (&self->unlisted, g_object_unref);
  if (n > n_kept)
    g_list_store_splice (self->model, n_kept, n - n_kept, NULL, 0);
  for (guint i = n_kept; i < rows->len; i++)
    g_queue_push_tail (&self->unlisted, g_object_ref (g_ptr_array_index (rows, i)));
  list_rows (self);
}

/* Makes the model hold @rows. */
static void
arrange (CwWatchlist *self, GPtrArray *rows)
{
  guint most = g_queue_is_empty (&self->unlisted) ? FIRST_ROWS : 0;
  guint n_kept;

  if (!cw_row_order_apply (self->model, rows, most, &n_kept))
    hand_over (self, rows, n_kept);
}

/* --- loads --- */

static void
updated_cb (CwWatchlist *self, GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);
      CwRow *row = g_hash_table_lookup (self->by_symbol, outcome->symbol);

      if (row == NULL)
        row = g_hash_table_lookup (self->parked, outcome->symbol);
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

static void
drop_load (gpointer data)
{
  CwLoad *load = data;

  cw_load_cancel (load);
  g_object_unref (load);
}

static void
forget_loads (CwWatchlist *self)
{
  for (guint i = 0; i < self->loads->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->loads, i), self);
  g_ptr_array_set_size (self->loads, 0);
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
    forget_loads (self);
  load = cw_engine_load (self->engine, (const char *const *) requests->pdata, options);
  g_signal_connect_swapped (load, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (load, "finished", G_CALLBACK (finished_cb), self);
  g_ptr_array_add (self->loads, load);
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
  CwRow *row = g_hash_table_lookup (self->by_symbol, entry->symbol);
  gboolean parked = row == NULL;
  gboolean is_new;

  if (parked)
    row = g_hash_table_lookup (self->parked, entry->symbol);
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

/* Those of @rows are listed, all others that were are parked. */
static void
sort_out (CwWatchlist *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->by_symbol);
  GHashTableIter iter;
  gpointer symbol, row;

  self->by_symbol = new_table ();
  for (guint i = 0; i < rows->len; i++)
    {
      CwRow *listed = g_ptr_array_index (rows, i);

      g_hash_table_remove (self->parked, cw_row_get_symbol (listed));
      g_hash_table_insert (self->by_symbol, (gpointer) cw_row_get_symbol (listed),
                           g_object_ref (listed));
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &symbol, &row))
    if (!g_hash_table_contains (self->by_symbol, symbol))
      g_hash_table_insert (self->parked, symbol, g_object_ref (row));
}

/* --- the object --- */

static void
cw_watchlist_dispose (GObject *object)
{
  CwWatchlist *self = CW_WATCHLIST (object);

  cw_watchlist_shut_down (self);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_queue_clear_full (&self->unlisted, g_object_unref);
  g_clear_pointer (&self->loads, g_ptr_array_unref);
  g_clear_pointer (&self->by_symbol, g_hash_table_unref);
  g_clear_pointer (&self->parked, g_hash_table_unref);
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
  self->by_symbol = new_table ();
  self->parked = new_table ();
  self->loads = g_ptr_array_new_with_free_func (drop_load);
  g_queue_init (&self->unlisted);
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
    forget_loads (self);
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
  return g_hash_table_lookup (self->by_symbol, symbol);
}

/** cw_watchlist_get_n_rows: Returns: how many symbols there are, listed already or not */
guint
cw_watchlist_get_n_rows (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), 0);
  return g_hash_table_size (self->by_symbol);
}

/** cw_watchlist_count_failed: Returns: how many symbols failed the last time they were loaded */
guint
cw_watchlist_count_failed (CwWatchlist *self)
{
  GHashTableIter iter;
  gpointer row;
  guint n_failed = 0;

  g_return_val_if_fail (CW_IS_WATCHLIST (self), 0);

  g_hash_table_iter_init (&iter, self->by_symbol);
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

  g_hash_table_iter_init (&iter, self->by_symbol);
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
  sort_out (self, rows);
  arrange (self, rows);
  g_ptr_array_foreach (fresh, request, requests);
  start_load (self, requests, &options);
}

static gboolean
is_forgotten (gpointer symbol, gpointer row, gpointer data)
{
  return cw_row_is_under_way (row);
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

  forget_loads (self);
  g_hash_table_foreach_remove (self->parked, is_forgotten, NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      request (row, requests);
    }
  g_queue_foreach (&self->unlisted, request, requests);
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
  for (guint i = 0; i < self->loads->len; i++)
    cw_load_prefer (g_ptr_array_index (self->loads, i), symbol);
}

/** cw_watchlist_cancel: gives up what is under way; each of those rows will say so */
void
cw_watchlist_cancel (CwWatchlist *self)
{
  g_return_if_fail (CW_IS_WATCHLIST (self));
  for (guint i = 0; i < self->loads->len; i++)
    cw_load_cancel (g_ptr_array_index (self->loads, i));
}

/** cw_watchlist_is_loading: Returns: whether anything is under way */
gboolean
cw_watchlist_is_loading (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), FALSE);
  for (guint i = 0; i < self->loads->len; i++)
    if (!cw_load_is_finished (g_ptr_array_index (self->loads, i)))
      return TRUE;
  return FALSE;
}

/** cw_watchlist_is_filled: Returns: whether the model holds every row */
gboolean
cw_watchlist_is_filled (CwWatchlist *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST (self), FALSE);
  return g_queue_is_empty (&self->unlisted);
}

/** cw_watchlist_get_progress: Returns: how far all has come since nothing was loading */
CwProgress
cw_watchlist_get_progress (CwWatchlist *self)
{
  CwProgress sum = { 0 };

  g_return_val_if_fail (CW_IS_WATCHLIST (self), sum);

  for (guint i = 0; i < self->loads->len; i++)
    {
      CwProgress one = cw_load_get_progress (g_ptr_array_index (self->loads, i));

      sum.total += one.total;
      sum.done += one.done;
      sum.failed += one.failed;
    }
  return sum;
}
