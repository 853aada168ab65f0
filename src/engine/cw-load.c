/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-load-private.h"

#include "cw-outcome-private.h"

struct _CwLoad
{
  GObject parent_instance;

  CwEngine *engine;   /* owned */
  CwOrder *order;     /* owned */
  CwMailbox *mailbox; /* owned */
  CwProgress progress;
  gboolean finished;
  gboolean has_result;
  GSource *finishing;   /* owned, nullable: what finishes an empty load */
  GError *market_error; /* owned, nullable */
};

enum
{
  SIGNAL_UPDATED,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwLoad, cw_load, G_TYPE_OBJECT)

static void
count_outcome (CwLoad *self, const CwOutcome *outcome)
{
  if (outcome->analysis != NULL && !self->has_result)
    {
      self->has_result = TRUE;
      cw_trace_mark (cw_engine_get_trace (self->engine), CW_TRACE_FIRST_RESULT);
    }
  if (!cw_stage_is_final (outcome->stage))
    return;
  self->progress.done++;
  if (outcome->stage == CW_STAGE_FAILED)
    self->progress.failed++;
  cw_engine_count (self->engine, 0, outcome->stage == CW_STAGE_READY,
                   outcome->stage == CW_STAGE_FAILED);
}

static void
finish (CwLoad *self)
{
  self->finished = TRUE;
  self->market_error = cw_order_dup_market_error (self->order);
  cw_trace_mark (cw_engine_get_trace (self->engine), CW_TRACE_ALL_RESULTS);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

/* The network is not used before what is stored can be seen. */
static void
tell_shown (CwLoad *self)
{
  CwLoader *loader = cw_engine_get_loader (self->engine);

  if (loader != NULL && cw_order_note_read (self->order))
    cw_loader_tell_shown (loader, self->order);
}

static void
outcomes_cb (GPtrArray *outcomes, gpointer data)
{
  CwLoad *self = data;

  for (guint i = 0; i < outcomes->len; i++)
    count_outcome (self, g_ptr_array_index (outcomes, i));
  cw_engine_publish (self->engine, outcomes);
  /* Whoever gives the load up while it is told something is told nothing more. */
  g_object_add_weak_pointer (data, (gpointer *) &self);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0, outcomes);
  if (self == NULL)
    return;
  g_object_remove_weak_pointer (data, (gpointer *) &self);
  tell_shown (self);
  if (self->progress.done == self->progress.total && !self->finished)
    finish (self);
}

static gboolean
finish_empty_cb (gpointer data)
{
  finish (data);
  return G_SOURCE_REMOVE;
}

static void
finish_empty (CwLoad *self)
{
  self->finishing = g_idle_source_new ();
  g_source_set_callback (self->finishing, finish_empty_cb, self, NULL);
  g_source_attach (self->finishing, g_main_context_get_thread_default ());
}

/**
 * cw_load_new:
 * @engine: the engine, not shut down
 * @symbols: (array zero-terminated=1): what to load, in this order
 * @options: how much of each
 *
 * Returns: (transfer full): a load that is under way
 */
CwLoad *
cw_load_new (CwEngine *engine, const char *const *symbols, const CwLoadOptions *options)
{
  CwLoad *self = g_object_new (CW_TYPE_LOAD, NULL);

  self->engine = g_object_ref (engine);
  self->progress.total = g_strv_length ((char **) symbols);
  self->mailbox = cw_mailbox_new (self->progress.total, outcomes_cb, self);
  self->order = cw_order_new (symbols, options, self->mailbox);
  cw_engine_count (engine, self->progress.total, 0, 0);
  if (self->progress.total > 0)
    cw_loader_add (cw_engine_get_loader (engine), self->order);
  else
    finish_empty (self);
  return self;
}

static void
cw_load_dispose (GObject *object)
{
  CwLoad *self = CW_LOAD (object);

  if (self->mailbox != NULL)
    cw_mailbox_close (self->mailbox);
  if (self->finishing != NULL)
    g_source_destroy (self->finishing);
  g_clear_pointer (&self->finishing, g_source_unref);
  if (self->order != NULL && !self->finished)
    cw_load_cancel (self);
  g_clear_pointer (&self->order, cw_order_unref);
  g_clear_pointer (&self->mailbox, cw_mailbox_unref);
  g_clear_object (&self->engine);
  g_clear_error (&self->market_error);
  G_OBJECT_CLASS (cw_load_parent_class)->dispose (object);
}

static void
cw_load_class_init (CwLoadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_load_dispose;

  signals[SIGNAL_UPDATED] = g_signal_new ("updated", CW_TYPE_LOAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", CW_TYPE_LOAD, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_load_init (CwLoad *self)
{
}

/**
 * cw_load_cancel:
 * @self: a load
 *
 * Gives up what has not come yet. Each of those symbols still gets its outcome, as cancelled, and
 * then the load finishes.
 */
void
cw_load_cancel (CwLoad *self)
{
  CwLoader *loader;

  g_return_if_fail (CW_IS_LOAD (self));

  loader = cw_engine_get_loader (self->engine);
  if (loader != NULL && !self->finished)
    cw_loader_cancel (loader, self->order);
}

/**
 * cw_load_prefer:
 * @self: a load
 * @symbol: one of its symbols
 *
 * Lets @symbol be fetched before all that wait, because somebody looks at it now.
 */
void
cw_load_prefer (CwLoad *self, const char *symbol)
{
  CwLoader *loader;

  g_return_if_fail (CW_IS_LOAD (self) && symbol != NULL);

  loader = cw_engine_get_loader (self->engine);
  if (loader != NULL && !self->finished)
    cw_loader_prefer (loader, self->order, symbol);
}

/** cw_load_get_progress: Returns: how many symbols' last outcomes have been delivered */
CwProgress
cw_load_get_progress (CwLoad *self)
{
  g_return_val_if_fail (CW_IS_LOAD (self), (CwProgress){ 0 });
  return self->progress;
}

/** cw_load_is_finished: Returns: whether `finished` has been emitted, or is being */
gboolean
cw_load_is_finished (CwLoad *self)
{
  g_return_val_if_fail (CW_IS_LOAD (self), TRUE);
  return self->finished;
}

/**
 * cw_load_get_market_error:
 * @self: a finished load
 *
 * Returns: (transfer none) (nullable): why the market's growth, which moves the long-term
 *   thresholds, is not known
 */
const GError *
cw_load_get_market_error (CwLoad *self)
{
  g_return_val_if_fail (CW_IS_LOAD (self), NULL);
  return self->market_error;
}
