/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist.h"

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

static void
know_row (CwWatchlist *self, CwRow *row)
{
  g_hash_table_insert (self->by_symbol, (gpointer) cw_row_get_symbol (row), g_object_ref (row));
}

/* --- loads --- */

static void
updated_cb (CwWatchlist *self, GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);
      CwRow *row = g_hash_table_lookup (self->by_symbol, outcome->symbol);

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

static void
start_load (CwWatchlist *self, GPtrArray *symbols)
{
  CwLoadOptions options = CW_LOAD_OPTIONS_ANALYSIS;
  CwLoad *load;

  if (self->engine == NULL || symbols->len == 0)
    return;
  g_ptr_array_add (symbols, NULL);
  if (!cw_watchlist_is_loading (self))
    forget_loads (self);
  load = cw_engine_load (self->engine, (const char *const *) symbols->pdata, &options);
  g_signal_connect_swapped (load, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (load, "finished", G_CALLBACK (finished_cb), self);
  g_ptr_array_add (self->loads, load);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static void
load_row (CwWatchlist *self, CwRow *row)
{
  g_autoptr (GPtrArray) symbols = g_ptr_array_new ();

  cw_row_queue (row);
  g_ptr_array_add (symbols, (gpointer) cw_row_get_symbol (row));
  start_load (self, symbols);
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
  self->by_symbol = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
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

/**
 * cw_watchlist_add:
 * @self: a list
 * @symbols: (array zero-terminated=1): normalized symbols
 *
 * Appends the symbols that are not in the list and loads them.
 *
 * Returns: how many were new
 */
guint
cw_watchlist_add (CwWatchlist *self, const char *const *symbols)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  guint n_added;

  g_return_val_if_fail (CW_IS_WATCHLIST (self) && symbols != NULL, 0);
  g_return_val_if_fail (self->engine != NULL, 0);

  for (gsize i = 0; symbols[i] != NULL; i++)
    if (cw_watchlist_find (self, symbols[i]) == NULL)
      {
        CwRow *row = cw_row_new (symbols[i], cw_engine_get_clock (self->engine));

        know_row (self, row);
        g_ptr_array_add (added, (gpointer) cw_row_get_symbol (row));
        g_queue_push_tail (&self->unlisted, row);
      }
  n_added = added->len;
  list_rows (self);
  start_load (self, added);
  return n_added;
}

/**
 * cw_watchlist_remove:
 * @self: a list
 * @symbol: one of its symbols
 * @position: (out): where it stood, for cw_watchlist_insert()
 *
 * Returns: (transfer full) (nullable): the row that is not in the list any more
 */
CwRow *
cw_watchlist_remove (CwWatchlist *self, const char *symbol, guint *position)
{
  g_autoptr (CwRow) row = NULL;
  GList *link;

  g_return_val_if_fail (CW_IS_WATCHLIST (self) && symbol != NULL && position != NULL, NULL);

  row = g_hash_table_lookup (self->by_symbol, symbol);
  if (row == NULL)
    return NULL;
  g_object_ref (row);
  g_hash_table_remove (self->by_symbol, symbol);
  if (g_list_store_find (self->model, row, position))
    {
      g_list_store_remove (self->model, *position);
      return g_steal_pointer (&row);
    }
  *position = G_MAXUINT;
  link = g_queue_find (&self->unlisted, row);
  if (link != NULL)
    {
      g_queue_delete_link (&self->unlisted, link);
      g_object_unref (row);
    }
  return g_steal_pointer (&row);
}

/**
 * cw_watchlist_insert:
 * @self: a list
 * @row: a row that was removed
 * @position: where it goes, or anything larger for the end
 *
 * Takes a row back. What came for it in the meantime was dropped, so an unfinished one loads again.
 */
void
cw_watchlist_insert (CwWatchlist *self, CwRow *row, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  g_return_if_fail (CW_IS_WATCHLIST (self) && CW_IS_ROW (row));

  if (cw_watchlist_find (self, cw_row_get_symbol (row)) != NULL)
    return;
  know_row (self, row);
  g_list_store_insert (self->model, MIN (position, n), row);
  if (cw_row_is_under_way (row))
    load_row (self, row);
}

static void
collect_row (gpointer row, gpointer symbols)
{
  cw_row_queue (row);
  g_ptr_array_add (symbols, (gpointer) cw_row_get_symbol (row));
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
  g_autoptr (GPtrArray) symbols = g_ptr_array_new ();
  guint n;

  g_return_if_fail (CW_IS_WATCHLIST (self));

  forget_loads (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      collect_row (row, symbols);
    }
  g_queue_foreach (&self->unlisted, collect_row, symbols);
  start_load (self, symbols);
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

  if (row != NULL && !cw_row_is_under_way (row))
    load_row (self, row);
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
