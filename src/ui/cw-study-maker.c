/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-study-maker.h"

#include "cw-history.h"

/* Somebody reads it, but the chart beside it is looked at first. */
#define PRIORITY G_PRIORITY_DEFAULT

/* What else a study needs, each loaded by itself. */
typedef enum
{
  SOURCE_MARKET,
  SOURCE_HISTORY,
  N_SOURCES
} SourceKind;

typedef struct
{
  CwStudyMaker *owner;
  CwSeries *series;       /* owned, nullable */
  GCancellable *fetching; /* owned, set while it is on its way */
  gboolean asked;         /* what failed is not asked for again and again */
} Source;

struct _CwStudyMaker
{
  GObject parent_instance;

  CwEngine *engine;       /* owned, nullable */
  CwSeries *series;       /* owned, nullable: what is studied */
  CwSymbolStudy *study;   /* owned, nullable: the newest */
  GCancellable *making;   /* owned; set while one is made */
  gboolean begun;         /* whether somebody wants to see studies at all */
  gboolean looks_further; /* whether somebody wants all of this one */
  Source sources[N_SOURCES];
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwStudyMaker, cw_study_maker, G_TYPE_OBJECT)

/* --- making studies --- */

static void
input_free (gpointer data)
{
  CwStudyInput *input = data;

  cw_series_unref (input->series);
  g_clear_pointer (&input->history, cw_series_unref);
  g_clear_pointer (&input->benchmark, cw_series_unref);
  g_free (input);
}

static gpointer
make_study (gpointer data, GCancellable *cancellable, GError **error)
{
  return cw_symbol_study_new (data);
}

static void
stop_making (CwStudyMaker *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CwSymbolStudy *study = cw_workers_run_finish (result, &error);
  CwStudyMaker *self = data;

  /* It fails in one way only: it was cancelled, and then there may be nobody any more. */
  if (study == NULL)
    return;
  g_clear_object (&self->making);
  g_clear_pointer (&self->study, cw_symbol_study_unref);
  self->study = study;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static CwSeries *
ref_source (CwStudyMaker *self, SourceKind kind)
{
  CwSeries *series = self->sources[kind].series;

  return series != NULL ? cw_series_ref (series) : NULL;
}

static gboolean
is_fetching (CwStudyMaker *self)
{
  for (int kind = 0; kind < N_SOURCES; kind++)
    if (self->sources[kind].fetching != NULL)
      return TRUE;
  return FALSE;
}

static void
start_making (CwStudyMaker *self)
{
  CwStudyInput *input;

  stop_making (self);
  if (!(self->begun || self->looks_further) || self->engine == NULL || self->series == NULL
      || self->series->n_bars == 0 || self->series->interval != CW_INTERVAL_1D)
    return;
  input = g_new (CwStudyInput, 1);
  *input = (CwStudyInput){ cw_series_ref (self->series), ref_source (self, SOURCE_HISTORY),
                           ref_source (self, SOURCE_MARKET),
                           cw_clock_now (cw_engine_get_clock (self->engine)),
                           self->looks_further && !is_fetching (self) };
  self->making = g_cancellable_new ();
  cw_workers_run_async (cw_engine_get_workers (self->engine), PRIORITY, "study",
                        self->series->info.symbol, make_study, input, input_free,
                        (GDestroyNotify) cw_symbol_study_unref, self->making, made_cb, self);
}

/* --- what else is needed --- */

static void
forget_source (Source *source)
{
  g_autoptr (GCancellable) fetching = g_steal_pointer (&source->fetching);

  if (fetching != NULL)
    g_cancellable_cancel (fetching);
  g_clear_pointer (&source->series, cw_series_unref);
  source->asked = FALSE;
}

/* Without it the study says less, but it says it. */
static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CwSeries *series = cw_history_load_finish (result, &error);
  Source *source = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&source->fetching);
  source->series = series;
  start_making (source->owner);
}

static void
fetch (CwStudyMaker *self, SourceKind kind)
{
  Source *source = &self->sources[kind];
  const char *symbol =
      kind == SOURCE_MARKET ? cw_engine_get_benchmark (self->engine) : self->series->info.symbol;

  if (source->asked)
    return;
  source->asked = TRUE;
  source->fetching = g_cancellable_new ();
  cw_history_load_async (self->engine, symbol, source->fetching, fetched_cb, source);
}

static void
fetch_all (CwStudyMaker *self)
{
  if (!self->looks_further || self->engine == NULL || self->series == NULL
      || self->series->n_bars == 0)
    return;
  for (int kind = 0; kind < N_SOURCES; kind++)
    fetch (self, (SourceKind) kind);
}

/* --- the object --- */

static void
forget_symbol (CwStudyMaker *self)
{
  stop_making (self);
  forget_source (&self->sources[SOURCE_HISTORY]);
  /* The market stays, unless it did not come: then the next symbol is another try. */
  if (self->sources[SOURCE_MARKET].series == NULL)
    forget_source (&self->sources[SOURCE_MARKET]);
  self->looks_further = FALSE;
  g_clear_pointer (&self->series, cw_series_unref);
  if (self->study == NULL)
    return;
  g_clear_pointer (&self->study, cw_symbol_study_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
cw_study_maker_dispose (GObject *object)
{
  CwStudyMaker *self = CW_STUDY_MAKER (object);

  stop_making (self);
  for (int kind = 0; kind < N_SOURCES; kind++)
    forget_source (&self->sources[kind]);
  g_clear_pointer (&self->study, cw_symbol_study_unref);
  g_clear_pointer (&self->series, cw_series_unref);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (cw_study_maker_parent_class)->dispose (object);
}

static void
cw_study_maker_class_init (CwStudyMakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_study_maker_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_STUDY_MAKER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_study_maker_init (CwStudyMaker *self)
{
  for (int kind = 0; kind < N_SOURCES; kind++)
    self->sources[kind].owner = self;
}

/** cw_study_maker_new: Returns: (transfer full): a maker that studies nothing yet */
CwStudyMaker *
cw_study_maker_new (void)
{
  return g_object_new (CW_TYPE_STUDY_MAKER, NULL);
}

/** cw_study_maker_set_engine: @engine: (nullable): who loads; %NULL before it is shut down */
void
cw_study_maker_set_engine (CwStudyMaker *self, CwEngine *engine)
{
  g_return_if_fail (CW_IS_STUDY_MAKER (self));
  if (self->engine == engine)
    return;
  forget_symbol (self);
  forget_source (&self->sources[SOURCE_MARKET]);
  g_set_object (&self->engine, engine);
}

static gboolean
is_same_symbol (const CwSeries *a, const CwSeries *b)
{
  return a != NULL && b != NULL && g_str_equal (a->info.symbol, b->info.symbol);
}

/**
 * cw_study_maker_show_series:
 * @self: a maker
 * @series: (nullable): the bars to study from now on
 *
 * Newer bars of the same symbol replace its study when theirs is done; another symbol's is given up
 * at once.
 */
void
cw_study_maker_show_series (CwStudyMaker *self, CwSeries *series)
{
  g_return_if_fail (CW_IS_STUDY_MAKER (self));

  if (self->series == series)
    return;
  if (!is_same_symbol (self->series, series))
    forget_symbol (self);
  g_clear_pointer (&self->series, cw_series_unref);
  self->series = series != NULL ? cw_series_ref (series) : NULL;
  fetch_all (self);
  start_making (self);
}

/** cw_study_maker_begin: makes studies from now on, of this symbol and of those after it */
void
cw_study_maker_begin (CwStudyMaker *self)
{
  g_return_if_fail (CW_IS_STUDY_MAKER (self));
  if (self->begun)
    return;
  self->begun = TRUE;
  if (self->study == NULL && self->making == NULL)
    start_making (self);
}

/** cw_study_maker_look_further: wants what the market did, and all the history, for this symbol */
void
cw_study_maker_look_further (CwStudyMaker *self)
{
  g_return_if_fail (CW_IS_STUDY_MAKER (self));
  if (self->looks_further)
    return;
  self->looks_further = TRUE;
  fetch_all (self);
  start_making (self);
}

/** cw_study_maker_get_study: Returns: (transfer none) (nullable): the newest study */
CwSymbolStudy *
cw_study_maker_get_study (CwStudyMaker *self)
{
  g_return_val_if_fail (CW_IS_STUDY_MAKER (self), NULL);
  return self->study;
}

/** cw_study_maker_get_benchmark: Returns: (transfer none): the symbol that stands for the market */
const char *
cw_study_maker_get_benchmark (CwStudyMaker *self)
{
  g_return_val_if_fail (CW_IS_STUDY_MAKER (self), "");
  return self->engine != NULL ? cw_engine_get_benchmark (self->engine) : "";
}

/** cw_study_maker_is_busy: Returns: whether there is more to come */
gboolean
cw_study_maker_is_busy (CwStudyMaker *self)
{
  g_return_val_if_fail (CW_IS_STUDY_MAKER (self), FALSE);
  return self->making != NULL || is_fetching (self);
}
