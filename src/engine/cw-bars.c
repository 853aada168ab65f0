/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-bars.h"

#include "cw-bars-join.h"
#include "cw-freshness.h"

#define DAY (24 * 60 * 60)
/* So many stored bars are asked for again, to see whether they are still what they were. */
#define OVERLAP 10

typedef struct
{
  CwRouter *router;
  CwWorkers *workers;
  CwBarsQuery query; /* its texts and bars are owned */
  CwStretch stretch;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free ((char *) errand->query.provider);
  g_free ((char *) errand->query.symbol);
  g_clear_pointer (&errand->query.stored, cw_series_unref);
  g_free (errand);
}

static gint64
get_now (const CwBarsQuery *query)
{
  return cw_clock_now (query->clock);
}

/* The end of tomorrow: the same for equal questions all day long, so that they are asked once. */
static gint64
find_end (const CwBarsQuery *query)
{
  gint64 now = get_now (query);

  return now - now % DAY + 2 * DAY - 1;
}

static gint64
find_overlap (const CwSeries *stored)
{
  return stored->time[stored->n_bars - 1 - MIN (OVERLAP, stored->n_bars - 1)];
}

/* Short bars are kept for some weeks only by those who give them, so that what was stored long ago
 * is left alone if less than that is asked for. */
static CwStretch
choose_stretch (const CwBarsQuery *query)
{
  const CwLoadOptions *options = &query->options;
  gint64 start = options->from;

  if (query->stored == NULL || !cw_freshness_reaches_back (query->stored, options, get_now (query)))
    return CW_STRETCH_ASKED;
  if (options->from == 0 && options->to == 0)
    start = cw_range_get_start (options->range, get_now (query), query->stored->zone);
  if (cw_interval_is_intraday (options->interval) && find_overlap (query->stored) <= start)
    return CW_STRETCH_ASKED;
  return CW_STRETCH_MISSING;
}

static void
widen_to_whole (const CwBarsQuery *query, CwSeriesQuery *wanted)
{
  gint64 first;

  if (query->stored == NULL || query->stored->n_bars == 0)
    return;
  first = query->stored->time[0];
  if (wanted->from == 0 && wanted->to == 0)
    {
      if (wanted->range == CW_RANGE_MAX)
        return;
      wanted->from = cw_range_get_start (wanted->range, get_now (query), query->stored->zone);
    }
  wanted->from = MIN (wanted->from, first);
  wanted->to = find_end (query);
}

/* Longer bars than a day are built from days, which can be stored. */
static CwSeriesQuery
make_query (const CwBarsQuery *query, CwStretch stretch)
{
  const CwLoadOptions *options = &query->options;
  CwSeriesQuery wanted = { .symbol = query->symbol,
                           .interval = MIN (options->interval, CW_INTERVAL_1D),
                           .range = options->range,
                           .from = options->from,
                           .to = options->to,
                           .priority = query->priority };

  if (stretch == CW_STRETCH_MISSING)
    {
      wanted.from = find_overlap (query->stored);
      wanted.to = find_end (query);
    }
  else if (stretch == CW_STRETCH_WHOLE && !cw_interval_is_intraday (options->interval))
    {
      widen_to_whole (query, &wanted);
    }
  return wanted;
}

static void
begin_series (CwProvider *provider,
              gboolean stands_in,
              gpointer data,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  Errand *errand = data;
  /* What stands in does not continue what another provider gave. */
  CwSeriesQuery wanted =
      make_query (&errand->query, stands_in ? CW_STRETCH_ASKED : errand->stretch);

  cw_provider_fetch_series_async (provider, &wanted, cancellable, callback, user_data);
}

static gpointer
end_series (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_provider_fetch_series_finish (provider, result, error);
}

static void ask (GTask *task);

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Errand *errand = g_task_get_task_data (task);
  GError *error = NULL;
  CwBarsJoined *joined = cw_workers_run_finish (result, &error);

  if (joined == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (joined->again)
    {
      errand->stretch = CW_STRETCH_WHOLE;
      ask (g_steal_pointer (&task));
    }
  else
    {
      g_task_return_pointer (task, g_steal_pointer (&joined->bars), (GDestroyNotify) cw_bars_free);
    }
  cw_bars_joined_free (joined);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Errand *errand = g_task_get_task_data (task);
  CwBarsQuery *query = &errand->query;
  GError *error = NULL;
  GError *instead;
  CwSeries *fetched = cw_router_ask_finish (result, &instead, &error);
  CwBarsInput *input;

  if (fetched != NULL && cw_router_is_stopped (errand->router))
    {
      g_clear_pointer (&fetched, cw_series_unref);
      g_clear_error (&instead);
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
    }
  if (fetched == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  input = g_new0 (CwBarsInput, 1);
  input->stored = query->stored != NULL ? cw_series_ref (query->stored) : NULL;
  input->fetched = fetched;
  input->options = query->options;
  input->stretch = errand->stretch;
  input->instead = instead;
  input->now = get_now (query);
  cw_workers_run_async (errand->workers, query->priority, "join", query->symbol, cw_bars_join,
                        input, cw_bars_input_free, cw_bars_joined_free,
                        g_task_get_cancellable (task), joined_cb, task);
}

static void
ask (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);

  cw_router_ask_async (errand->router,
                       &(CwAsk){ .ability = CW_ABILITY_SERIES,
                                 .provider = errand->query.provider,
                                 .alone = errand->query.options.save,
                                 .begin = begin_series,
                                 .end = end_series,
                                 .data = errand,
                                 .free_result = (GDestroyNotify) cw_series_unref },
                       g_task_get_cancellable (task), fetched_cb, task);
}

/**
 * cw_bars_fetch_async:
 * @router: who is asked
 * @workers: who puts the bars together
 * @query: which bars; copied
 * @cancellable: gives it up; to be cancelled in the network thread
 * @callback: called in the network thread, which must be the caller's
 * @user_data: what to hand to @callback
 *
 * Brings the bars that are asked for. Of those that are stored, only the last few are asked for
 * again; where they are not what they were, because of a split or a dividend, all of them are.
 */
void
cw_bars_fetch_async (CwRouter *router,
                     CwWorkers *workers,
                     const CwBarsQuery *query,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  errand->router = router;
  errand->workers = workers;
  errand->query = *query;
  errand->query.provider = g_strdup (query->provider);
  errand->query.symbol = g_strdup (query->symbol);
  /* The bars of another company say nothing about this one's. */
  if (query->stored != NULL && query->options.identity != CW_IDENTITY_OTHER)
    errand->query.stored = cw_series_ref (query->stored);
  else
    errand->query.stored = NULL;
  errand->stretch = choose_stretch (&errand->query);
  g_task_set_source_tag (task, cw_bars_fetch_async);
  g_task_set_task_data (task, errand, errand_free);
  g_task_set_check_cancellable (task, FALSE); /* what has come has come */
  ask (task);
}

/**
 * cw_bars_fetch_finish:
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, a #CwEngineError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the bars
 */
CwBars *
cw_bars_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_bars_fetch_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
