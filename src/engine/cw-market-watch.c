/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-market-watch.h"

#include "cw-engine-error.h"

#define MAX_AGE (24 * 60 * 60)

struct _CwMarketWatch
{
  CwLoaderParts parts;
  CwMarketWatchFunc func;
  gpointer data;
  GCancellable *cancellable;

  gboolean asking;
  gint64 known_since; /* 0 while nothing is known */
  CwMarketGrowth growth;
  GError *error; /* nullable: why the last question failed */
};

/**
 * cw_market_watch_new:
 * @parts: what the loader works with; copied
 * @func: called when a question is answered
 * @data: what to hand to @func
 *
 * Returns: (transfer full): a watch that has not asked yet
 */
CwMarketWatch *
cw_market_watch_new (const CwLoaderParts *parts, CwMarketWatchFunc func, gpointer data)
{
  CwMarketWatch *self = g_new0 (CwMarketWatch, 1);

  self->parts = *parts;
  self->func = func;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  self->growth = cw_market_growth_unknown ();
  return self;
}

/** cw_market_watch_free: @self: (transfer full): a stopped watch whose callbacks have all run */
void
cw_market_watch_free (CwMarketWatch *self)
{
  g_assert (!self->asking);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

/** cw_market_watch_stop: cancels what is under way */
void
cw_market_watch_stop (CwMarketWatch *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
take_error (CwMarketWatch *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void
settle (CwMarketWatch *self)
{
  self->asking = FALSE;
  self->func (self->data);
}

static gpointer
measure_growth (gpointer data, GCancellable *cancellable, GError **error)
{
  CwMarketGrowth growth = cw_market_growth_from_series (data);

  return g_memdup2 (&growth, sizeof growth);
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwMarketWatch *self = data;
  GError *error = NULL;
  g_autofree CwMarketGrowth *growth = cw_workers_run_finish (result, &error);

  if (growth != NULL)
    self->growth = *growth;
  else
    take_error (self, error);
  if (self->error == NULL)
    self->known_since = cw_clock_now (self->parts.clock);
  settle (self);
}

static void
measure (CwMarketWatch *self, CwSeries *series)
{
  cw_workers_run_async (self->parts.workers, G_PRIORITY_DEFAULT, "market", self->parts.benchmark,
                        measure_growth, series, (GDestroyNotify) cw_series_unref, g_free,
                        self->cancellable, measured_cb, self);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwMarketWatch *self = data;
  GError *error = NULL;
  g_autoptr (CwStoredSeries) stored = cw_store_load_series_finish (result, &error);

  if (stored != NULL)
    {
      measure (self, g_steal_pointer (&stored->series));
      return;
    }
  if (error == NULL)
    error = cw_engine_error_new_not_stored (self->parts.benchmark);
  take_error (self, error);
  settle (self);
}

static void
recall (CwMarketWatch *self)
{
  cw_store_load_series_async (self->parts.store, self->parts.benchmark, CW_INTERVAL_1D,
                              self->cancellable, recalled_cb, self);
}

/* A session that is not over counts neither now nor when it is recalled. */
static void
take_fetched (CwMarketWatch *self, const CwSeries *series)
{
  gint64 now = cw_clock_now (self->parts.clock);
  CwSeries *closed = cw_series_ref_closed (series, now);

  if (self->parts.store != NULL)
    cw_store_save_series_async (self->parts.store, closed, now, NULL, NULL);
  measure (self, closed);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwMarketWatch *self = data;
  g_autoptr (CwSeries) series =
      cw_provider_fetch_series_finish (CW_PROVIDER (source), result, &self->error);

  if (series != NULL)
    {
      take_fetched (self, series);
    }
  else if (self->parts.store != NULL
           && !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      recall (self);
    }
  else
    {
      settle (self);
    }
}

/** cw_market_watch_ask: begins to find out, unless it is known or on its way */
void
cw_market_watch_ask (CwMarketWatch *self)
{
  /* Five years of growth over a year need six years of bars; ten is the next range that every
   * provider has. */
  CwSeriesQuery query = { .symbol = self->parts.benchmark,
                          .interval = CW_INTERVAL_1D,
                          .range = CW_RANGE_10Y,
                          .priority = G_PRIORITY_HIGH };
  gint64 now = cw_clock_now (self->parts.clock);

  if (self->asking || (self->known_since != 0 && now - self->known_since < MAX_AGE))
    return;
  self->asking = TRUE;
  g_clear_error (&self->error);
  if (self->parts.series_provider != NULL)
    cw_provider_fetch_series_async (self->parts.series_provider, &query, self->cancellable,
                                    fetched_cb, self);
  else
    recall (self);
}

/** cw_market_watch_is_settled: Returns: whether the growth, or that it cannot be had, is known */
gboolean
cw_market_watch_is_settled (CwMarketWatch *self)
{
  return !self->asking;
}

/** cw_market_watch_get_growth: Returns: the growth, unknown if it could never be had */
CwMarketGrowth
cw_market_watch_get_growth (CwMarketWatch *self)
{
  return self->growth;
}

/** cw_market_watch_get_error: Returns: (transfer none) (nullable): why the last question failed */
const GError *
cw_market_watch_get_error (CwMarketWatch *self)
{
  return self->error;
}
