/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-redecide.h"

#include <math.h>

/* Rows whose companies must reach something else from now on. */
typedef struct
{
  CwThresholds thresholds;
  GPtrArray *rows;   /* of CwRow; only the main thread touches them */
  GPtrArray *before; /* of CwAnalysis: theirs */
} Decision;

static void
decision_free (Decision *decision)
{
  g_ptr_array_unref (decision->rows);
  g_ptr_array_unref (decision->before);
  g_free (decision);
}

/* What a worker is given: it may outlive what it was begun for. */
typedef struct
{
  CwThresholds thresholds;
  GPtrArray *before;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->before);
  g_free (job);
}

static CwMarketGrowth
get_market (const CwAnalysis *analysis, const CwThresholds *thresholds)
{
  CwMarketGrowth market = analysis->market;

  cw_market_growth_move_thresholds (&market, thresholds);
  return market;
}

static gpointer
decide (gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  GPtrArray *after = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_analysis_unref);

  for (guint i = 0; i < job->before->len; i++)
    {
      const CwAnalysis *analysis = g_ptr_array_index (job->before, i);
      CwMarketGrowth market = get_market (analysis, &job->thresholds);

      g_ptr_array_add (after, cw_analysis_new_with_market (analysis, &market));
    }
  return after;
}

/* A price that came meanwhile is not lost: that one row is decided here, which takes no time. */
static void
update (CwRow *row, const CwAnalysis *before, CwAnalysis *after)
{
  CwAnalysis *now = cw_row_get_analysis (row);
  g_autoptr (CwAnalysis) joined = NULL;

  if (now == before)
    {
      cw_row_update (row, after);
      return;
    }
  joined = cw_analysis_new_with_market (now, &after->market);
  cw_row_update (row, joined);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Decision *decision = data;
  g_autoptr (GPtrArray) after = cw_workers_run_finish (result, NULL);

  for (guint i = 0; after != NULL && i < after->len; i++)
    update (g_ptr_array_index (decision->rows, i), g_ptr_array_index (decision->before, i),
            g_ptr_array_index (after, i));
  decision_free (decision);
}

static gboolean
are_other (const CwThresholds *a, const CwThresholds *b)
{
  return fabs (a->max_debt_to_equity - b->max_debt_to_equity) > 1e-9
         || fabs (a->min_roe - b->min_roe) > 1e-9
         || fabs (a->min_gross_margin - b->min_gross_margin) > 1e-9;
}

static void
add_row (Decision *decision, CwRow *row)
{
  CwAnalysis *analysis = cw_row_get_analysis (row);
  CwMarketGrowth market;

  if (analysis == NULL || analysis->long_term == NULL)
    return;
  market = get_market (analysis, &decision->thresholds);
  if (!are_other (&market.thresholds, &analysis->market.thresholds))
    return;
  g_ptr_array_add (decision->rows, g_object_ref (row));
  g_ptr_array_add (decision->before, cw_analysis_ref (analysis));
}

static Decision *
decision_new (CwWatchlist *watchlist, const CwThresholds *thresholds)
{
  GListModel *model = cw_watchlist_get_model (watchlist);
  Decision *decision = g_new (Decision, 1);
  guint n = g_list_model_get_n_items (model);

  decision->thresholds = *thresholds;
  decision->rows = g_ptr_array_new_with_free_func (g_object_unref);
  decision->before = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_analysis_unref);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (model, i);

      add_row (decision, row);
    }
  return decision;
}

/**
 * cw_redecide:
 * @watchlist: rows, which has not been shut down
 * @thresholds: what a company must reach while the market grows as usual
 *
 * Decides anew for the long term, on a worker, about every row that was decided by other
 * thresholds.
 */
void
cw_redecide (CwWatchlist *watchlist, const CwThresholds *thresholds)
{
  CwEngine *engine = cw_watchlist_get_engine (watchlist);
  Decision *decision = decision_new (watchlist, thresholds);
  Job *job;

  if (decision->rows->len == 0 || engine == NULL)
    {
      decision_free (decision);
      return;
    }
  job = g_new (Job, 1);
  *job = (Job){ *thresholds, g_ptr_array_ref (decision->before) };
  cw_workers_run_async (cw_engine_get_workers (engine), G_PRIORITY_DEFAULT, "decide", NULL, decide,
                        job, job_free, (GDestroyNotify) g_ptr_array_unref, NULL, decided_cb,
                        decision);
}
