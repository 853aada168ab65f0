/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live-bars.h"

/* What somebody looks at goes before what is only listed. */
#define PRIORITY (G_PRIORITY_DEFAULT - 50)

struct _CwLiveBars
{
  CwEngine *engine;          /* owned */
  GCancellable *cancellable; /* owned: of the jobs */
  CwRow *shown;              /* owned, nullable */
  CwLoad *load;              /* owned, nullable: while bars are fetched */
  GHashTable *rows;          /* symbol → owned CwRow, of @load */
  GHashTable *tried;         /* symbol → the moment for which bars were last fetched */
};

/** cw_live_bars_new: @engine: what loads and computes */
CwLiveBars *
cw_live_bars_new (CwEngine *engine)
{
  CwLiveBars *self = g_new0 (CwLiveBars, 1);

  self->engine = g_object_ref (engine);
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static void
drop_load (CwLiveBars *self)
{
  if (self->load == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->load, self);
  cw_load_cancel (self->load);
  g_clear_object (&self->load);
  g_hash_table_remove_all (self->rows);
}

/** cw_live_bars_free: @self: (transfer full) (nullable): what is not followed any more, while the
 * engine still runs */
void
cw_live_bars_free (CwLiveBars *self)
{
  if (self == NULL)
    return;
  drop_load (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_object (&self->shown);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->tried);
  g_object_unref (self->engine);
  g_free (self);
}

/* --- the last bar --- */

typedef struct
{
  CwAnalysis *before, *price; /* owned */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  cw_analysis_unref (move->before);
  cw_analysis_unref (move->price);
  g_free (move);
}

static gpointer
move_bar (gpointer data, GCancellable *cancellable, GError **error)
{
  const Move *move = data;

  return cw_analysis_new_live (move->before, move->price, TRUE);
}

typedef struct
{
  CwRow *row;                 /* owned */
  CwAnalysis *before, *price; /* owned */
} Moving;

static void
moving_free (Moving *moving)
{
  g_object_unref (moving->row);
  cw_analysis_unref (moving->before);
  cw_analysis_unref (moving->price);
  g_free (moving);
}

static void
update (CwRow *row, CwAnalysis *price)
{
  CwAnalysis *before = cw_row_get_analysis (row);
  g_autoptr (CwAnalysis) joined =
      before != NULL ? cw_analysis_new_live (before, price, FALSE) : cw_analysis_ref (price);

  cw_row_update (row, joined);
}

/* Bars that came meanwhile are newer than those that were moved; they take the price alone. */
static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Moving *moving = data;
  g_autoptr (CwAnalysis) moved = cw_workers_run_finish (result, NULL);

  if (moved != NULL && cw_row_get_analysis (moving->row) == moving->before)
    cw_row_update (moving->row, moved);
  else if (moved != NULL)
    update (moving->row, moving->price);
  moving_free (moving);
}

static void
move_last_bar (CwLiveBars *self, CwRow *row, CwAnalysis *price)
{
  CwAnalysis *before = cw_row_get_analysis (row);
  Moving *moving = g_new (Moving, 1);
  Move *move = g_new (Move, 1);

  *move = (Move){ cw_analysis_ref (before), cw_analysis_ref (price) };
  *moving = (Moving){ g_object_ref (row), cw_analysis_ref (before), cw_analysis_ref (price) };
  cw_workers_run_async (cw_engine_get_workers (self->engine), PRIORITY, "live",
                        cw_row_get_symbol (row), move_bar, move, move_free,
                        (GDestroyNotify) cw_analysis_unref, self->cancellable, moved_cb, moving);
}

/** cw_live_bars_show: @row: (nullable): the one that somebody looks at from now on */
void
cw_live_bars_show (CwLiveBars *self, CwRow *row)
{
  CwAnalysis *analysis = row != NULL ? cw_row_get_analysis (row) : NULL;

  g_set_object (&self->shown, row);
  /* Its price may have gone on while nobody looked. */
  if (analysis != NULL && analysis->series->n_bars > 0
      && analysis->quote.time > analysis->series->info.market_time)
    move_last_bar (self, row, analysis);
}

/**
 * cw_live_bars_take_price:
 * @self: what follows the bars
 * @row: a row
 * @price: an analysis of its price
 */
void
cw_live_bars_take_price (CwLiveBars *self, CwRow *row, CwAnalysis *price)
{
  CwAnalysis *before = cw_row_get_analysis (row);

  if (row == self->shown && before != NULL && before->series->n_bars > 0)
    move_last_bar (self, row, price);
  else
    update (row, price);
}

/* --- bars that are missing --- */

/* For which moment a row's bars are too old; 0 if they are not. When a session has ended every row
 * needs them, once; in the morning only the one whose chart is looked at. */
static gint64
find_moment (CwLiveBars *self, CwRow *row, gint64 now)
{
  const CwAnalysis *analysis = cw_row_get_analysis (row);
  const CwMarketHours *hours = analysis != NULL ? &analysis->hours : NULL;

  if (analysis == NULL || analysis->series->n_bars == 0 || cw_row_is_under_way (row)
      || !cw_market_hours_are_known (hours))
    return 0;
  if (now >= hours->end + CW_MARKET_LATE_BY)
    return analysis->fetched_at < hours->end + CW_MARKET_LATE_BY ? hours->end : 0;
  return row == self->shown && cw_analysis_lacks_bars (analysis) ? hours->start : 0;
}

/* What was fetched in vain is not fetched again before the next session. */
static gboolean
is_first_try (CwLiveBars *self, CwRow *row, gint64 moment)
{
  const char *symbol = cw_row_get_symbol (row);
  const gint64 *tried = g_hash_table_lookup (self->tried, symbol);

  if (tried != NULL && *tried == moment)
    return FALSE;
  g_hash_table_insert (self->tried, g_strdup (symbol), g_memdup2 (&moment, sizeof moment));
  return TRUE;
}

static void
updated_cb (CwLiveBars *self, GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);
      CwRow *row = g_hash_table_lookup (self->rows, outcome->symbol);

      if (row != NULL && outcome->stage == CW_STAGE_READY && outcome->analysis != NULL)
        cw_row_update (row, outcome->analysis);
    }
}

static void
finished_cb (CwLiveBars *self)
{
  drop_load (self);
}

static void
load (CwLiveBars *self, GPtrArray *requests)
{
  CwLoadOptions options = CW_LOAD_OPTIONS_ANALYSIS;

  g_ptr_array_add (requests, NULL);
  self->load = cw_engine_load (self->engine, (const char *const *) requests->pdata, &options);
  g_signal_connect_swapped (self->load, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (self->load, "finished", G_CALLBACK (finished_cb), self);
}

/**
 * cw_live_bars_catch_up:
 * @self: what follows the bars
 * @rows: (element-type CwRow): the rows of a list
 *
 * Begins to fetch the bars of those that need it, if any do and nothing of the kind is under way.
 */
void
cw_live_bars_catch_up (CwLiveBars *self, GListModel *rows)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_free);
  gint64 now = cw_clock_now (cw_engine_get_clock (self->engine));
  guint n = g_list_model_get_n_items (rows);

  if (self->load != NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (rows, i);
      gint64 moment = find_moment (self, row, now);

      if (moment == 0 || !is_first_try (self, row, moment))
        continue;
      g_ptr_array_add (requests, cw_row_dup_request (row));
      g_hash_table_insert (self->rows, (gpointer) cw_row_get_symbol (row), g_object_ref (row));
    }
  if (requests->len > 0)
    load (self, requests);
}

/** cw_live_bars_is_catching_up: Returns: whether bars are on their way */
gboolean
cw_live_bars_is_catching_up (CwLiveBars *self)
{
  return self->load != NULL;
}
