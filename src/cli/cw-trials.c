/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-trials.h"

#include "cw-batch-report.h"

struct _CwTrials
{
  CwCliContext *context;
  double cost_bps;
  GHashTable *backtests; /* of CwBacktest, by the CwBatchItem, which is not owned */
};

/** TrialJob: what a worker is given. */
typedef struct
{
  CwSeries *series;
  gint64 now; /* in its market */
  double cost_bps;
} TrialJob;

/** Trial: what is remembered of a symbol while it is tried. */
typedef struct
{
  CwTrials *trials;
  const CwBatchItem *item;
} Trial;

/**
 * cw_trials_new:
 * @context: what all commands share; its main loop must have ended before the trials are freed
 * @cost_bps: what a sale or purchase costs, in hundredths of a percent
 *
 * Returns: (transfer full): trials of which none has begun
 */
CwTrials *
cw_trials_new (CwCliContext *context, double cost_bps)
{
  CwTrials *trials = g_new0 (CwTrials, 1);

  trials->context = context;
  trials->cost_bps = cost_bps;
  trials->backtests = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cw_backtest_unref);
  return trials;
}

/** cw_trials_free: @trials: (transfer full): trials that have all ended */
void
cw_trials_free (CwTrials *trials)
{
  g_hash_table_unref (trials->backtests);
  g_free (trials);
}

static void
trial_job_free (gpointer data)
{
  TrialJob *job = data;

  cw_series_unref (job->series);
  g_free (job);
}

static gpointer
try_rule (gpointer data, GCancellable *cancellable, GError **error)
{
  const TrialJob *job = data;
  g_autoptr (CwSeries) closed = cw_series_ref_closed (job->series, job->now);

  return cw_backtest_run (closed, job->cost_bps);
}

/* Without a result the work was cancelled, which the end of the main loop says to the command. */
static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Trial *trial = data;
  CwTrials *trials = trial->trials;
  CwBacktest *backtest = cw_workers_run_finish (result, NULL);

  if (backtest != NULL)
    g_hash_table_insert (trials->backtests, (gpointer) trial->item, backtest);
  cw_cli_context_release (trials->context);
}

/**
 * cw_trials_begin:
 * @batch: a batch, which must live until the main loop has ended
 * @item: the symbol that has arrived
 * @trials: the #CwTrials
 *
 * Tells of the arrival and begins to try the rule on the symbol: a #CwBatchFunc.
 */
void
cw_trials_begin (CwBatch *batch, CwBatchItem *item, gpointer trials)
{
  CwTrials *self = trials;
  CwAnalysis *analysis = cw_batch_item_get_analysis (item);
  TrialJob *job;
  Trial *trial;

  cw_batch_show_arrival (batch, item, self->context);
  if (analysis == NULL)
    return;
  job = g_new (TrialJob, 1);
  job->series = cw_series_ref (analysis->series);
  job->now = cw_clock_now (cw_engine_get_clock (self->context->engine));
  job->cost_bps = self->cost_bps;
  trial = g_new (Trial, 1);
  trial->trials = self;
  trial->item = item;
  cw_cli_context_hold (self->context);
  cw_workers_run_async (cw_engine_get_workers (self->context->engine), G_PRIORITY_DEFAULT,
                        "backtest", item->symbol, try_rule, job, trial_job_free,
                        (GDestroyNotify) cw_backtest_unref, self->context->cancellable, tried_cb,
                        trial);
}

/** cw_trials_get: Returns: (transfer none) (nullable): how the rule did on a symbol that arrived */
const CwBacktest *
cw_trials_get (CwTrials *trials, const CwBatchItem *item)
{
  return g_hash_table_lookup (trials->backtests, item);
}
