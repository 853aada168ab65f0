/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-feed.h"

#include <glib/gi18n-lib.h>

struct _CwRiskFeed
{
  GObject parent_instance;

  CwEngine *engine;       /* owned, nullable */
  CwWatchlist *watchlist; /* owned, nullable */
  GHashTable *loaded;     /* owned; symbol → owned Loaded */
  GPtrArray *loads;       /* owned, of CwLoad: those under way */
};

/* What was loaded for a symbol beside its row. */
typedef struct
{
  CwRange range;
  gint64 row_end;   /* the time of the row's last bar when it was loaded, 0 if it had none */
  CwSeries *series; /* owned, nullable */
  char *reason;     /* nullable: why there is none */
  gboolean coming;
} Loaded;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (CwRiskFeed, cw_risk_feed, G_TYPE_OBJECT)

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->series, cw_series_unref);
  g_free (loaded->reason);
  g_free (loaded);
}

static void
tell (CwRiskFeed *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* --- loads --- */

static void
take_outcome (CwRiskFeed *self, const CwOutcome *outcome)
{
  Loaded *loaded = g_hash_table_lookup (self->loaded, outcome->symbol);

  if (loaded == NULL || outcome->stage < CW_STAGE_READY)
    return;
  loaded->coming = FALSE;
  g_clear_pointer (&loaded->series, cw_series_unref);
  g_clear_pointer (&loaded->reason, g_free);
  if (outcome->analysis != NULL && outcome->analysis->series->n_bars > 0)
    loaded->series = cw_series_ref (outcome->analysis->series);
  else if (outcome->error != NULL)
    loaded->reason = g_strdup (outcome->error->message);
  else
    loaded->reason = g_strdup (_ ("No history came"));
}

static void
updated_cb (CwRiskFeed *self, GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    take_outcome (self, g_ptr_array_index (outcomes, i));
  tell (self);
}

static void
drop_load (gpointer load)
{
  cw_load_cancel (load);
  g_object_unref (load);
}

static void
start_load (CwRiskFeed *self, GPtrArray *requests, CwRange range)
{
  const CwLoadOptions options = { .interval = CW_INTERVAL_1D, .range = range };
  CwLoad *load;

  g_ptr_array_add (requests, NULL);
  load = cw_engine_load (self->engine, (const char *const *) requests->pdata, &options);
  g_signal_connect_object (load, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->loads, load);
}

static gboolean
is_coming (gpointer symbol, gpointer loaded, gpointer data)
{
  return ((Loaded *) loaded)->coming;
}

static gboolean
has_failed (gpointer symbol, gpointer loaded, gpointer data)
{
  return ((Loaded *) loaded)->reason != NULL;
}

/* --- rows --- */

static CwSeries *
get_row_series (CwRow *row)
{
  CwAnalysis *analysis = row != NULL ? cw_row_get_analysis (row) : NULL;

  return analysis != NULL && analysis->series->n_bars > 0 ? analysis->series : NULL;
}

/* Rows are loaded with five years. */
static gboolean
suffices (CwRange range)
{
  return range <= CW_RANGE_5Y;
}

static gint64
get_row_end (CwRow *row)
{
  const CwSeries *series = get_row_series (row);

  return series != NULL ? series->time[series->n_bars - 1] : 0;
}

/* A row that has got newer bars says that what was loaded beside it is old. */
static gboolean
is_old (const Loaded *loaded, CwRow *row)
{
  return get_row_end (row) > loaded->row_end;
}

static void
finished_cb (CwRiskFeed *self)
{
  g_hash_table_foreach_remove (self->loaded, has_failed, NULL);
  tell (self);
}

/* --- filling --- */

static void
take_series (CwRiskPart *part, CwSeries *series)
{
  part->series = cw_series_ref (series);
}

static void
take_reason (CwRiskPart *part, const char *reason)
{
  part->reason = g_strdup (reason);
}

static void
take_coming (CwRiskPart *part)
{
  part->coming = TRUE;
  part->reason = g_strdup (_ ("It is still loading"));
}

/* Whether the row alone can say what there is, or that there is nothing. */
static gboolean
take_from_row (CwRiskPart *part, CwRow *row)
{
  CwSeries *series = get_row_series (row);

  if (series != NULL)
    take_series (part, series);
  else if (row != NULL && cw_row_is_under_way (row))
    take_coming (part);
  else if (row != NULL && cw_row_get_error (row) != NULL)
    take_reason (part, cw_row_get_error (row)->message);
  else
    return FALSE;
  return TRUE;
}

/* What was loaded beside the row, or is now to be. */
static void
take_from_loads (CwRiskFeed *self, CwRiskPart *part, CwRow *row, CwRange range, GPtrArray *requests)
{
  Loaded *loaded = g_hash_table_lookup (self->loaded, part->name);

  if (loaded == NULL || (!loaded->coming && (loaded->range < range || is_old (loaded, row))))
    {
      loaded = g_new0 (Loaded, 1);
      loaded->range = range;
      loaded->row_end = get_row_end (row);
      loaded->coming = TRUE;
      g_hash_table_insert (self->loaded, g_strdup (part->name), loaded);
      g_ptr_array_add (requests, part->request);
    }
  if (loaded->coming)
    take_coming (part);
  else if (loaded->series != NULL)
    take_series (part, loaded->series);
  else
    take_reason (part, loaded->reason);
}

static void
fill_part (CwRiskFeed *self, CwRiskPart *part, CwRange range, GPtrArray *requests)
{
  CwRow *row = cw_watchlist_find (self->watchlist, part->name);

  if (!suffices (range) || !take_from_row (part, row))
    take_from_loads (self, part, row, suffices (range) ? CW_RANGE_5Y : range, requests);
}

/* Without the market beta is not known, which is no reason to say nothing. */
static void
fill_benchmark (CwRiskFeed *self, CwRiskQuestion *question, GPtrArray *requests, gpointer keep)
{
  CwRiskPart *part = cw_risk_part_new (question->benchmark_name, NULL);

  g_ptr_array_add (keep, part);
  fill_part (self, part, question->range, requests);
  if (part->series != NULL)
    question->benchmark = cw_series_ref (part->series);
}

/**
 * cw_risk_feed_fill:
 * @self: a feed
 * @question: a question whose parts have their names, and that has a benchmark's
 *
 * Gives each part and the benchmark its bars, or the reason why there are none. What nobody has is
 * loaded.
 */
void
cw_risk_feed_fill (CwRiskFeed *self, CwRiskQuestion *question)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new ();
  g_autoptr (CwRiskQuestion) market = cw_risk_question_new ();

  g_return_if_fail (CW_IS_RISK_FEED (self) && self->watchlist != NULL);

  fill_benchmark (self, question, requests, market->parts);
  for (guint i = 0; i < question->parts->len; i++)
    fill_part (self, g_ptr_array_index (question->parts, i), question->range, requests);
  if (requests->len > 0)
    start_load (self, requests, suffices (question->range) ? CW_RANGE_5Y : question->range);
}

/* --- the object --- */

static void
forget (CwRiskFeed *self)
{
  cw_risk_feed_stop (self);
  g_hash_table_remove_all (self->loaded);
  if (self->watchlist != NULL)
    g_signal_handlers_disconnect_by_data (self->watchlist, self);
  g_clear_object (&self->watchlist);
  g_clear_object (&self->engine);
}

static void
cw_risk_feed_dispose (GObject *object)
{
  forget (CW_RISK_FEED (object));
  G_OBJECT_CLASS (cw_risk_feed_parent_class)->dispose (object);
}

static void
cw_risk_feed_finalize (GObject *object)
{
  CwRiskFeed *self = CW_RISK_FEED (object);

  g_ptr_array_unref (self->loads);
  g_hash_table_unref (self->loaded);
  G_OBJECT_CLASS (cw_risk_feed_parent_class)->finalize (object);
}

static void
cw_risk_feed_class_init (CwRiskFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_risk_feed_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_risk_feed_finalize;
  changed_signal = g_signal_new ("changed", CW_TYPE_RISK_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cw_risk_feed_init (CwRiskFeed *self)
{
  self->loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, loaded_free);
  self->loads = g_ptr_array_new_with_free_func (drop_load);
}

/** cw_risk_feed_new: Returns: (transfer full): a feed that has nothing */
CwRiskFeed *
cw_risk_feed_new (void)
{
  return g_object_new (CW_TYPE_RISK_FEED, NULL);
}

/**
 * cw_risk_feed_follow:
 * @self: a feed
 * @engine: (nullable): what loads
 * @watchlist: (nullable): whose rows have bars
 *
 * Forgets all that came from another source.
 */
void
cw_risk_feed_follow (CwRiskFeed *self, CwEngine *engine, CwWatchlist *watchlist)
{
  g_return_if_fail (CW_IS_RISK_FEED (self));

  if (self->engine == engine && self->watchlist == watchlist && engine != NULL)
    return;
  forget (self);
  if (engine == NULL || watchlist == NULL)
    return;
  self->engine = g_object_ref (engine);
  self->watchlist = g_object_ref (watchlist);
  g_signal_connect_swapped (watchlist, "progress", G_CALLBACK (tell), self);
  g_signal_connect_swapped (watchlist, "finished", G_CALLBACK (finished_cb), self);
}

/** cw_risk_feed_stop: gives up what is under way; what has come stays */
void
cw_risk_feed_stop (CwRiskFeed *self)
{
  g_return_if_fail (CW_IS_RISK_FEED (self));

  for (guint i = 0; i < self->loads->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->loads, i), self);
  g_ptr_array_set_size (self->loads, 0);
  g_hash_table_foreach_remove (self->loaded, is_coming, NULL);
}
