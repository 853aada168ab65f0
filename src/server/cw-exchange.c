/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-exchange.h"

#include <gio/gio.h>

#include "cw-bars-csv.h"
#include "cw-demo-market.h"
#include "cw-listing.h"
#include "cw-symbol.h"
#include "cw-zone.h"

#define FILE_EXCHANGE "CSV"

struct _CwExchange
{
  char *data_dir;     /* nullable */
  GHashTable *series; /* symbol → CwSeries: those that came out of a file */
  CwSimMarket *sim_market;
};

/**
 * cw_exchange_new:
 * @seed: what fixes the simulated companies
 * @data_dir: (nullable): where `SYMBOL.csv`, daily bars, is looked for before the bundled bars
 *
 * Returns: (transfer full): an exchange
 */
CwExchange *
cw_exchange_new (guint64 seed, const char *data_dir)
{
  g_autoptr (CwSeries) calendar = cw_demo_data_load_series (CW_DEMO_BENCHMARK);
  CwExchange *self;

  self = g_new0 (CwExchange, 1);
  self->data_dir = g_strdup (data_dir);
  self->series =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_series_unref);
  self->sim_market = cw_sim_market_new (seed, calendar);
  return self;
}

/** cw_exchange_free: @self: (transfer full) (nullable): an exchange */
void
cw_exchange_free (CwExchange *self)
{
  if (self == NULL)
    return;
  g_free (self->data_dir);
  g_hash_table_unref (self->series);
  cw_sim_market_free (self->sim_market);
  g_free (self);
}

static CwSeries *
parse_file (const char *text, gsize length, const char *symbol, GError **error)
{
  g_autoptr (GTimeZone) zone = cw_zone_find (CW_MARKET_ZONE);
  g_autoptr (CwSeriesBuilder) builder = NULL;
  g_autoptr (CwSeries) whole = NULL;
  CwListing unlisted = { .name = symbol, .exchange = FILE_EXCHANGE, .type = "EQUITY" };
  const CwListing *listing = cw_listing_find (symbol);

  builder = cw_bars_csv_read (text, length, symbol, CW_INTERVAL_1D, zone, CW_MARKET_OPEN, error);
  if (builder == NULL)
    return NULL;
  cw_series_builder_set_text (&builder->info.timezone, CW_MARKET_ZONE);
  whole = cw_series_builder_end (builder); /* sorts, so that the last bar is the latest */
  cw_series_builder_free (g_steal_pointer (&builder));
  builder = cw_series_builder_new_from (whole);
  for (gsize i = 0; i < whole->n_bars; i++)
    cw_series_builder_add_bar (builder, whole->time[i], whole->open[i], whole->high[i],
                               whole->low[i], whole->close[i], whole->adj_close[i],
                               whole->volume[i]);
  cw_listing_complete (builder, listing != NULL ? listing : &unlisted);
  return cw_series_builder_end (builder);
}

/* A normalized symbol holds no separator, and with the ending none names a directory. */
static CwSeries *
load_file (CwExchange *self, const char *symbol)
{
  g_autofree char *name = g_strconcat (symbol, ".csv", NULL);
  g_autofree char *path = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeries) series = NULL;
  gsize length;

  if (self->data_dir == NULL)
    return NULL;
  path = g_build_filename (self->data_dir, name, NULL);
  if (!g_file_get_contents (path, &text, &length, &error))
    {
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_message ("%s", error->message);
      return NULL;
    }
  series = parse_file (text, length, symbol, &error);
  if (series == NULL)
    g_message ("%s: %s", path, error->message);
  return g_steal_pointer (&series);
}

static const CwSeries *
keep (CwExchange *self, const char *symbol, CwSeries *series)
{
  if (series == NULL || series->n_bars == 0)
    {
      g_clear_pointer (&series, cw_series_unref);
      return NULL;
    }
  g_hash_table_insert (self->series, g_strdup (symbol), series);
  return series;
}

static const CwSeries *
find_in_files (CwExchange *self, const char *symbol)
{
  const CwSeries *series = g_hash_table_lookup (self->series, symbol);

  return series != NULL ? series : keep (self, symbol, load_file (self, symbol));
}

/**
 * cw_exchange_get_daily:
 * @self: an exchange
 * @symbol: a normalized symbol
 *
 * Returns: (transfer full) (nullable): its daily bars, at least one, or %NULL if it is not quoted
 *   here
 */
CwSeries *
cw_exchange_get_daily (CwExchange *self, const char *symbol)
{
  const CwSeries *series;

  if (cw_exchange_is_simulated (self, symbol))
    return cw_sim_market_make_series (self->sim_market, symbol);
  series = find_in_files (self, symbol);
  if (series == NULL)
    series = keep (self, symbol, cw_demo_data_load_series (symbol));
  return series != NULL ? cw_series_ref (series) : NULL;
}

/** cw_exchange_is_simulated: Returns: whether what is quoted for @symbol is made up */
gboolean
cw_exchange_is_simulated (CwExchange *self, const char *symbol)
{
  return cw_symbol_is_simulated (symbol) && find_in_files (self, symbol) == NULL;
}

/** cw_exchange_get_code: Returns: (transfer none): Yahoo's short word for where @symbol trades */
const char *
cw_exchange_get_code (CwExchange *self, const char *symbol)
{
  const CwListing *listing = cw_listing_find (symbol);

  if (listing != NULL)
    return listing->exchange_code;
  return cw_exchange_is_simulated (self, symbol) ? CW_SIM_EXCHANGE_CODE : FILE_EXCHANGE;
}

/** cw_exchange_get_sim_market: Returns: (transfer none): the simulated part */
CwSimMarket *
cw_exchange_get_sim_market (CwExchange *self)
{
  return self->sim_market;
}
