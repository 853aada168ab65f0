/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-sim-market.h"

#include <math.h>
#include <stdlib.h>

#include "cw-listing.h"
#include "cw-prng.h"
#include "cw-sim-day.h"

/* The streams of random numbers that hang off one seed; a company's number is added to the first
 * three, and 0 is nobody's. */
#define STREAM_CHARACTER G_GUINT64_CONSTANT (0x100000)
#define STREAM_WALK G_GUINT64_CONSTANT (0x200000)
#define STREAM_FIGURES G_GUINT64_CONSTANT (0x300000)
#define STREAM_DAY G_GUINT64_CONSTANT (0x400000)
#define STREAM_MARKET G_GUINT64_CONSTANT (0x500000)

#define MARKET_DRIFT 0.0003
#define MARKET_DEVIATION 0.009
#define LOWEST_PRICE 1.0
#define HIGHEST_PRICE 99999.0

struct _CwSimMarket
{
  guint64 seed;
  CwSeries *calendar;     /* whose days are the market's trading days */
  double *market_returns; /* what moves all companies on a day */
};

/* What makes one simulated company differ from the next. */
typedef struct
{
  double start_price;
  double drift;     /* a day, beside the market's */
  double deviation; /* a day, beside the market's */
  double beta;
  double volume; /* of a calm day */
} Character;

/**
 * cw_sim_market_new:
 * @seed: what fixes everything
 * @calendar: a series whose days are the market's trading days
 *
 * Returns: (transfer full): a market
 */
CwSimMarket *
cw_sim_market_new (guint64 seed, const CwSeries *calendar)
{
  CwSimMarket *self = g_new0 (CwSimMarket, 1);
  CwPrng prng = cw_prng_init (seed, STREAM_MARKET, 0);

  self->seed = seed;
  self->calendar = cw_series_ref (calendar);
  self->market_returns = g_new (double, calendar->n_bars);
  for (gsize i = 0; i < calendar->n_bars; i++)
    self->market_returns[i] = MARKET_DRIFT + MARKET_DEVIATION * cw_prng_bell (&prng);
  return self;
}

/** cw_sim_market_free: @self: (transfer full) (nullable): a market */
void
cw_sim_market_free (CwSimMarket *self)
{
  if (self == NULL)
    return;
  cw_series_unref (self->calendar);
  g_free (self->market_returns);
  g_free (self);
}

static guint64
number_of (const char *symbol)
{
  return g_ascii_strtoull (symbol + 3, NULL, 10);
}

static double
between (CwPrng *prng, double low, double high)
{
  return low + (high - low) * cw_prng_uniform (prng);
}

static Character
draw_character (CwSimMarket *self, guint64 number)
{
  CwPrng prng = cw_prng_init (self->seed, STREAM_CHARACTER + number, 0);
  double size = cw_prng_uniform (&prng);
  Character character;

  character.start_price = 8 + 240 * size * size;
  character.drift = between (&prng, -0.0003, 0.0005);
  character.deviation = between (&prng, 0.006, 0.022);
  character.beta = between (&prng, 0.3, 1.7);
  size = cw_prng_uniform (&prng);
  character.volume = 50000 + 9e6 * size * size;
  return character;
}

static double
to_cents (double price)
{
  return (double) (gint64) (CLAMP (price, LOWEST_PRICE, HIGHEST_PRICE) * 100 + 0.5) / 100;
}

/* The day's four prices and its volume. The bars of thousands of companies are made while a
 * benchmark's clock runs, so one random number is shared out among all that needs chance. */
static void
add_day (CwSeriesBuilder *builder,
         CwPrng *prng,
         const Character *character,
         gint64 time,
         double before,
         double close)
{
  guint64 bits = cw_prng_next (prng);
  double gap = (double) (gint64) (bits & 0xffff) / 65536 - 0.5;
  double reach = 0.8 * character->deviation / 65536;
  double open = to_cents (before * (1 + character->deviation * gap));
  double last = to_cents (close);
  double high = to_cents (MAX (open, last) * (1 + reach * (double) ((bits >> 16) & 0xffff)));
  double low = to_cents (MIN (open, last) * (1 - reach * (double) ((bits >> 32) & 0xffff)));
  double turn = 0.6 + 0.8 * (double) (bits >> 48) / 65536 + 25 * fabs (close / before - 1);
  double volume = (double) (gint64) (character->volume * turn / 100) * 100;

  cw_series_builder_add_bar (builder, time, open, high, low, last, last, volume);
}

static void
complete (CwSeriesBuilder *builder, const char *symbol)
{
  g_autofree char *name = g_strdup_printf ("Simulated %s", symbol + 3);
  CwListing listing = {
    .symbol = symbol, .name = name, .exchange = CW_SIM_EXCHANGE, .type = "EQUITY"
  };

  cw_listing_complete (builder, &listing);
  cw_series_builder_set_text (&builder->info.source, CW_SIM_EXCHANGE);
}

/**
 * cw_sim_market_make_series:
 * @self: a market
 * @symbol: one of `SIM0001` … `SIM9999`
 *
 * A walk with steps of the market's return times the company's beta, plus a drift and a deviation
 * of its own. Prices have two decimals, volumes full hundreds.
 *
 * Returns: (transfer full): daily bars, one for each of the calendar's days
 */
CwSeries *
cw_sim_market_make_series (CwSimMarket *self, const char *symbol)
{
  guint64 number = number_of (symbol);
  Character character = draw_character (self, number);
  CwPrng prng = cw_prng_init (self->seed, STREAM_WALK + number, 0);
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);
  double price = character.start_price;

  cw_series_builder_reserve (builder, self->calendar->n_bars);
  for (gsize i = 0; i < self->calendar->n_bars; i++)
    {
      double step = character.drift + character.beta * self->market_returns[i]
                    + character.deviation * cw_prng_bell (&prng);
      double before = price;

      price = CLAMP (price * (1 + step), LOWEST_PRICE, HIGHEST_PRICE);
      add_day (builder, &prng, &character, self->calendar->time[i], before, price);
    }
  complete (builder, symbol);
  return cw_series_builder_end (builder);
}

/**
 * cw_sim_market_make_intraday:
 * @self: a market
 * @daily: what cw_sim_market_make_series() made
 * @interval: an intraday interval
 * @start: the first moment wanted
 * @end: the last moment wanted
 *
 * Fills the days with minutes that add up to them, so that every interval tells the same story.
 *
 * Returns: (transfer full): the bars from @start to @end
 */
CwSeries *
cw_sim_market_make_intraday (
    CwSimMarket *self, const CwSeries *daily, CwInterval interval, gint64 start, gint64 end)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new_from (daily);
  guint64 stream = STREAM_DAY + number_of (daily->info.symbol);

  builder->interval = interval;
  builder->has_adj_close = FALSE;
  for (gsize i = cw_series_find (daily, start - CW_MARKET_SESSION);
       i < daily->n_bars && daily->time[i] <= end; i++)
    {
      CwPrng prng = cw_prng_init (self->seed, stream, (guint64) daily->time[i]);

      cw_sim_day_fill (builder, daily, i, &prng, start, end);
    }
  return cw_series_builder_end (builder);
}

/**
 * cw_sim_market_get_figures:
 * @self: a market
 * @symbol: one of `SIM0001` … `SIM9999`
 * @figures: (out): percent, ratios and money, as Finnhub gives them; about every twelfth is NaN
 */
void
cw_sim_market_get_figures (CwSimMarket *self, const char *symbol, double figures[CW_N_SIM_FIGURES])
{
  static const double bounds[CW_N_SIM_FIGURES][2] = {
    [CW_SIM_DEBT_TO_EQUITY] = { 0, 4 },
    [CW_SIM_LONG_TERM_DEBT_TO_EQUITY] = { 0, 1 }, /* of the total; see below */
    [CW_SIM_ROE] = { -8, 42 },
    [CW_SIM_ROA] = { -4, 18 },
    [CW_SIM_ROI] = { -5, 28 },
    [CW_SIM_GROSS_MARGIN] = { 8, 82 },
    [CW_SIM_OPERATING_MARGIN] = { -10, 38 },
    [CW_SIM_NET_MARGIN] = { -12, 30 },
    [CW_SIM_CURRENT_RATIO] = { 0.5, 3.5 },
    [CW_SIM_QUICK_RATIO] = { 0.3, 2.5 },
    [CW_SIM_EPS_GROWTH] = { -15, 35 },
    [CW_SIM_REVENUE_GROWTH] = { -10, 30 },
    [CW_SIM_EPS] = { -2, 12 },
    [CW_SIM_PE] = { 6, 60 },
    [CW_SIM_PB] = { 0.5, 15 },
    [CW_SIM_PS] = { 0.3, 12 },
  };
  CwPrng prng = cw_prng_init (self->seed, STREAM_FIGURES + number_of (symbol), 0);

  for (guint i = 0; i < CW_N_SIM_FIGURES; i++)
    {
      double figure = between (&prng, bounds[i][0], bounds[i][1]);

      if (i == CW_SIM_LONG_TERM_DEBT_TO_EQUITY)
        figure *= figures[CW_SIM_DEBT_TO_EQUITY];
      figures[i] = floor (figure * 100 + 0.5) / 100;
    }
  if (!(figures[CW_SIM_EPS] > 0))
    figures[CW_SIM_PE] = NAN;
  for (guint i = 0; i < CW_N_SIM_FIGURES; i++)
    if (cw_prng_next (&prng) % 12 == 0)
      figures[i] = NAN;
}
