/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-market-watch.h"

#include "cw-bars.h"
#include "cw-engine-error.h"
#include "cw-freshness.h"
#include "cw-route.h"

#define MAX_AGE (24 * 60 * 60)

/* Five years of growth over a year need six years of bars; ten is the next range that every
 * provider has. */
static const CwLoadOptions wanted = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_10Y };

struct _CwMarketWatch
{
  CwLoaderParts parts;
  CwSaver *saver;
  char *symbol;
  char *provider; /* nullable */
  CwMarketWatchFunc func;
  gpointer data;
  GCancellable *cancellable;

  gboolean asking;
  CwSeries *stored; /* nullable: while asking */
  gint64 stored_at;
  gint64 known_at; /* when the bars came that the growth is measured by; 0 while it is unknown */
  CwMarketGrowth growth;
  GError *error; /* nullable: why the last question failed */
};

/**
 * cw_market_watch_new:
 * @parts: what the loader works with; copied
 * @saver: what hands bars to the store
 * @func: called when a question is answered
 * @data: what to hand to @func
 *
 * Returns: (transfer full): a watch that has not asked yet
 */
CwMarketWatch *
cw_market_watch_new (const CwLoaderParts *parts,
                     CwSaver *saver,
                     CwMarketWatchFunc func,
                     gpointer data)
{
  CwMarketWatch *self = g_new0 (CwMarketWatch, 1);

  self->parts = *parts;
  self->saver = saver;
  /* What is no symbol is asked for as it stands, and the provider says so. */
  if (!cw_route_parse (parts->benchmark, &self->provider, &self->symbol, NULL))
    self->symbol = g_strdup (parts->benchmark);
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
  g_free (self->symbol);
  g_free (self->provider);
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
  g_clear_pointer (&self->stored, cw_series_unref);
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
  if (self->error != NULL)
    self->known_at = 0; /* ask again at the next occasion */
  settle (self);
}

/* A session that is not over counts neither now nor when it is recalled. */
static void
measure (CwMarketWatch *self, const CwSeries *series, gint64 fetched_at)
{
  if (cw_router_is_stopped (self->parts.router))
    {
      settle (self);
      return;
    }
  self->known_at = fetched_at;
  cw_workers_run_async (self->parts.workers, G_PRIORITY_DEFAULT, "market", self->symbol,
                        measure_growth,
                        cw_series_ref_closed (series, cw_clock_now (self->parts.clock)),
                        (GDestroyNotify) cw_series_unref, g_free, self->cancellable, measured_cb,
                        self);
}

/* What is stored counts where nothing newer comes. */
static void
take_failure (CwMarketWatch *self, GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean offline = g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OFFLINE);

  if (offline)
    g_error_free (error);
  else
    take_error (self, error);
  if (self->stored != NULL && !cancelled)
    {
      measure (self, self->stored, self->stored_at);
      return;
    }
  if (offline)
    take_error (self, cw_engine_error_new_not_stored (self->symbol));
  settle (self);
}

static GError *
new_other_company (CwMarketWatch *self, const CwSeries *found)
{
  return cw_engine_error_new_other_company (self->symbol, &self->stored->info, &found->info);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwMarketWatch *self = data;
  GError *error = NULL;
  g_autoptr (CwBars) bars = cw_bars_fetch_finish (result, &error);

  if (bars == NULL || bars->found != NULL)
    {
      take_failure (self, bars == NULL ? error : new_other_company (self, bars->found));
      return;
    }
  if (bars->save != NULL && cw_saver_has_store (self->saver))
    cw_saver_save_series (self->saver, bars->save, bars->fetched_at, NULL, NULL);
  measure (self, bars->series, bars->fetched_at);
}

static void
fetch (CwMarketWatch *self)
{
  CwBarsQuery query = { .provider = self->provider,
                        .symbol = self->symbol,
                        .options = wanted,
                        .stored = self->stored,
                        .priority = G_PRIORITY_HIGH,
                        .clock = self->parts.clock };

  cw_bars_fetch_async (self->parts.router, self->parts.workers, &query, self->cancellable,
                       fetched_cb, self);
}

static gboolean
is_enough (CwMarketWatch *self)
{
  gint64 now = cw_clock_now (self->parts.clock);

  return self->stored != NULL && !cw_clock_is_standing (self->parts.clock)
         && cw_freshness_of_bars (self->stored, self->stored_at, now)
         && cw_freshness_reaches_back (self->stored, &wanted, now);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwMarketWatch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredSeries) stored = cw_store_load_series_finish (result, &error);

  if (error != NULL)
    cw_saver_note_error (self->saver, error);
  if (stored != NULL)
    {
      self->stored = g_steal_pointer (&stored->series);
      self->stored_at = stored->fetched_at;
    }
  if (is_enough (self) && !g_cancellable_is_cancelled (self->cancellable))
    measure (self, self->stored, self->stored_at);
  else
    fetch (self);
}

/** cw_market_watch_ask: begins to find out, unless it is known or on its way */
void
cw_market_watch_ask (CwMarketWatch *self)
{
  gint64 now = cw_clock_now (self->parts.clock);

  if (self->asking || (self->known_at != 0 && now - self->known_at < MAX_AGE))
    return;
  self->asking = TRUE;
  g_clear_error (&self->error);
  if (self->parts.store != NULL && !cw_router_is_local (self->parts.router, self->provider))
    cw_store_load_series_async (self->parts.store, self->symbol, CW_INTERVAL_1D, self->cancellable,
                                recalled_cb, self);
  else
    fetch (self);
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
  CwMarketGrowth growth = self->growth;

  cw_market_growth_move_thresholds (&growth, &self->parts.thresholds);
  return growth;
}

/** cw_market_watch_set_thresholds: what a company must reach in usual times from now on */
void
cw_market_watch_set_thresholds (CwMarketWatch *self, const CwThresholds *thresholds)
{
  self->parts.thresholds = *thresholds;
}

/** cw_market_watch_get_error: Returns: (transfer none) (nullable): why the last question failed */
const GError *
cw_market_watch_get_error (CwMarketWatch *self)
{
  return self->error;
}
