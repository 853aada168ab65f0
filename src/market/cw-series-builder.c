/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series-builder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cw-symbol.h"
#include "cw-zone.h"

#define DAY (24 * 60 * 60)
#define EARLIEST_TIME G_GINT64_CONSTANT (-2208988800) /* 1 January 1900 */
#define LATEST_TIME G_GINT64_CONSTANT (253402300799)  /* the last second that a date can name */
#define HIGHEST_PRICE 1e12
#define MAX_TEXT 200
#define DEFAULT_DECIMALS 2
#define MAX_DECIMALS 8

enum
{
  OPEN,
  HIGH,
  LOW,
  CLOSE,
  ADJ_CLOSE,
  VOLUME,
  N_PRICE_COLUMNS
};

/**
 * cw_series_builder_new:
 * @symbol: the symbol that was asked for
 * @interval: the interval of the bars to come
 *
 * Returns: (transfer full): a builder with no bars, which takes adjusted closes and any time
 */
CwSeriesBuilder *
cw_series_builder_new (const char *symbol, CwInterval interval)
{
  CwSeriesBuilder *builder = g_new0 (CwSeriesBuilder, 1);

  builder->info.symbol = g_strdup (symbol);
  builder->info.price_decimals = DEFAULT_DECIMALS;
  builder->info.market_price = NAN;
  builder->info.previous_close = NAN;
  builder->interval = interval;
  builder->now = G_MAXINT64 / 2;
  builder->has_adj_close = TRUE;
  builder->dividends = g_array_new (FALSE, FALSE, sizeof (CwDividend));
  builder->splits = g_array_new (FALSE, FALSE, sizeof (CwSplit));
  builder->capital_gains = g_array_new (FALSE, FALSE, sizeof (CwDividend));
  return builder;
}

/**
 * cw_series_builder_new_from:
 * @series: a series
 *
 * Returns: (transfer full): a builder that knows all that @series says of itself, but no bars
 */
CwSeriesBuilder *
cw_series_builder_new_from (const CwSeries *series)
{
  CwSeriesBuilder *builder = cw_series_builder_new (series->info.symbol, series->interval);
  g_autofree char *symbol = g_steal_pointer (&builder->info.symbol);

  builder->info = series->info;
  builder->info.symbol = g_steal_pointer (&symbol);
  builder->info.name = g_strdup (series->info.name);
  builder->info.currency = g_strdup (series->info.currency);
  builder->info.exchange = g_strdup (series->info.exchange);
  builder->info.instrument_type = g_strdup (series->info.instrument_type);
  builder->info.timezone = g_strdup (series->info.timezone);
  builder->info.source = g_strdup (series->info.source);
  builder->info.note = g_strdup (series->info.note);
  builder->has_adj_close = series->has_adj_close;
  builder->n_rejected = series->n_rejected;
  return builder;
}

/** cw_series_builder_free: @builder: (transfer full): a builder */
void
cw_series_builder_free (CwSeriesBuilder *builder)
{
  if (builder == NULL)
    return;
  g_free (builder->info.symbol);
  g_free (builder->info.name);
  g_free (builder->info.currency);
  g_free (builder->info.exchange);
  g_free (builder->info.instrument_type);
  g_free (builder->info.timezone);
  g_free (builder->info.source);
  g_free (builder->info.note);
  g_free (builder->time);
  g_clear_pointer (&builder->dividends, g_array_unref);
  g_clear_pointer (&builder->splits, g_array_unref);
  g_clear_pointer (&builder->capital_gains, g_array_unref);
  g_free (builder);
}

/**
 * cw_series_builder_set_text:
 * @field: a text of the builder's `info`
 * @text: (nullable): its new value, as it came from outside
 */
void
cw_series_builder_set_text (char **field, const char *text)
{
  g_free (*field);
  *field = cw_text_clean (text, MAX_TEXT);
}

/* All columns lie in one block, the times first. */
G_STATIC_ASSERT (sizeof (gint64) == sizeof (double));

static void
place_columns (CwSeriesBuilder *builder, gint64 *block, gsize capacity)
{
  double *prices = (double *) (gpointer) (block + capacity);

  builder->time = block;
  builder->open = prices + OPEN * capacity;
  builder->high = prices + HIGH * capacity;
  builder->low = prices + LOW * capacity;
  builder->close = prices + CLOSE * capacity;
  builder->adj_close = prices + ADJ_CLOSE * capacity;
  builder->volume = prices + VOLUME * capacity;
  builder->capacity = capacity;
}

/* @capacity: no less than the bars that are there */
static void
move_columns (CwSeriesBuilder *builder, gsize capacity)
{
  CwSeriesBuilder old = *builder;

  place_columns (builder, g_malloc_n (capacity, (1 + N_PRICE_COLUMNS) * sizeof (double)), capacity);
  if (old.n_bars > 0)
    {
      memcpy (builder->time, old.time, old.n_bars * sizeof (gint64));
      memcpy (builder->open, old.open, old.n_bars * sizeof (double));
      memcpy (builder->high, old.high, old.n_bars * sizeof (double));
      memcpy (builder->low, old.low, old.n_bars * sizeof (double));
      memcpy (builder->close, old.close, old.n_bars * sizeof (double));
      memcpy (builder->adj_close, old.adj_close, old.n_bars * sizeof (double));
      memcpy (builder->volume, old.volume, old.n_bars * sizeof (double));
    }
  g_free (old.time);
}

/**
 * cw_series_builder_reserve:
 * @builder: a builder
 * @n_bars: how many bars the columns must hold
 *
 * Makes room. The bars that are there stay; the columns may move.
 */
void
cw_series_builder_reserve (CwSeriesBuilder *builder, gsize n_bars)
{
  if (n_bars > builder->capacity)
    move_columns (builder, n_bars);
}

/* A series stays for long, and thousands of them do: what a growing builder had to spare, up to as
 * much again, is given back. */
static void
give_back_room (CwSeriesBuilder *builder)
{
  if (builder->n_bars > 0 && builder->capacity - builder->n_bars > builder->n_bars / 8)
    move_columns (builder, builder->n_bars);
}

/**
 * cw_series_builder_add_bar:
 * @builder: a builder
 * @time: start of the bar, in seconds since 1970
 * @open: its first price, or NaN
 * @high: its highest price, or NaN
 * @low: its lowest price, or NaN
 * @close: its last price, or NaN
 * @adj_close: @close adjusted for dividends, or NaN
 * @volume: how many shares changed hands, or NaN
 */
void
cw_series_builder_add_bar (CwSeriesBuilder *builder,
                           gint64 time,
                           double open,
                           double high,
                           double low,
                           double close,
                           double adj_close,
                           double volume)
{
  gsize i = builder->n_bars;

  if (i == builder->capacity)
    cw_series_builder_reserve (builder, MAX (64, 2 * builder->capacity));
  builder->time[i] = time;
  builder->open[i] = open;
  builder->high[i] = high;
  builder->low[i] = low;
  builder->close[i] = close;
  builder->adj_close[i] = adj_close;
  builder->volume[i] = volume;
  builder->n_bars++;
}

static void
move_bar (CwSeriesBuilder *builder, gsize from, gsize to)
{
  builder->time[to] = builder->time[from];
  builder->open[to] = builder->open[from];
  builder->high[to] = builder->high[from];
  builder->low[to] = builder->low[from];
  builder->close[to] = builder->close[from];
  builder->adj_close[to] = builder->adj_close[from];
  builder->volume[to] = builder->volume[from];
}

static gboolean
is_price (double value)
{
  return value > 0 && value < HIGHEST_PRICE;
}

static gint64
latest_time (const CwSeriesBuilder *builder)
{
  return MIN (builder->now, LATEST_TIME - 2 * DAY) + 2 * DAY;
}

static gint64
earliest_time (const CwSeriesBuilder *builder)
{
  /* A week's or a month's bar may be stamped before the first day of trading in it. */
  if (builder->info.first_trade_time == 0 || builder->interval > CW_INTERVAL_1D)
    return EARLIEST_TIME;
  return MAX (EARLIEST_TIME, builder->info.first_trade_time - DAY);
}

/* Drops the bars that are not there (a price is missing) and, counting them, those that cannot be:
 * a price that is no price, a time outside the market's life. Widens high and low where open or
 * close lie outside them. */
static void
keep_believable_bars (CwSeriesBuilder *builder)
{
  gint64 earliest = earliest_time (builder), latest = latest_time (builder);
  gsize kept = 0;

  for (gsize i = 0; i < builder->n_bars; i++)
    {
      double open = builder->open[i], high = builder->high[i], low = builder->low[i],
             close = builder->close[i];

      if (isnan (open) || isnan (high) || isnan (low) || isnan (close))
        continue;
      if (!is_price (open) || !is_price (high) || !is_price (low) || !is_price (close)
          || builder->time[i] < earliest || builder->time[i] > latest)
        {
          builder->n_rejected++;
          continue;
        }
      move_bar (builder, i, kept);
      builder->high[kept] = MAX (MAX (open, close), MAX (high, low));
      builder->low[kept] = MIN (MIN (open, close), MIN (high, low));
      if (!(builder->volume[kept] >= 0 && isfinite (builder->volume[kept])))
        builder->volume[kept] = NAN;
      kept++;
    }
  builder->n_bars = kept;
}

static gboolean
is_sorted (const CwSeriesBuilder *builder)
{
  for (gsize i = 1; i < builder->n_bars; i++)
    if (builder->time[i] < builder->time[i - 1])
      return FALSE;
  return TRUE;
}

static int
compare_positions (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *time = data;
  gsize i = *(const gsize *) a, j = *(const gsize *) b;

  if (time[i] != time[j])
    return time[i] < time[j] ? -1 : 1;
  return i < j ? -1 : 1; /* stable: of two equal times the later sent comes later */
}

static void
sort_bars (CwSeriesBuilder *builder)
{
  g_autofree gsize *order = NULL;
  CwSeriesBuilder sorted = { 0 };

  if (is_sorted (builder))
    return;
  order = g_new (gsize, builder->n_bars);
  for (gsize i = 0; i < builder->n_bars; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) builder->n_bars, sizeof (gsize), compare_positions,
                     builder->time);

  cw_series_builder_reserve (&sorted, builder->n_bars);
  for (gsize i = 0; i < builder->n_bars; i++)
    cw_series_builder_add_bar (&sorted, builder->time[order[i]], builder->open[order[i]],
                               builder->high[order[i]], builder->low[order[i]],
                               builder->close[order[i]], builder->adj_close[order[i]],
                               builder->volume[order[i]]);
  g_free (builder->time);
  place_columns (builder, sorted.time, sorted.capacity);
}

static gboolean
replaces (const CwSeries *series, gint64 earlier, gint64 later)
{
  if (earlier == later)
    return TRUE;
  return series->interval == CW_INTERVAL_1D && later - earlier < DAY
         && cw_series_get_day (series, earlier) == cw_series_get_day (series, later);
}

/* Of several bars for the same time, or for the same day, the last one sent counts: providers add
 * the running session as a row of its own. */
static void
drop_replaced_bars (CwSeriesBuilder *builder, const CwSeries *series)
{
  gsize kept = 0;

  for (gsize i = 0; i < builder->n_bars; i++)
    {
      if (kept > 0 && replaces (series, builder->time[kept - 1], builder->time[i]))
        kept--;
      move_bar (builder, i, kept++);
    }
  builder->n_bars = kept;
}

/* The last bar has no later dividend, so its close is its adjusted close. Any other gap would put a
 * jump into the returns, so then the whole series counts as unadjusted. */
static void
settle_adjusted_closes (CwSeriesBuilder *builder)
{
  gsize n = builder->n_bars;

  if (builder->has_adj_close && n > 0 && !is_price (builder->adj_close[n - 1]))
    builder->adj_close[n - 1] = builder->close[n - 1];
  for (gsize i = 0; i < n && builder->has_adj_close; i++)
    if (!is_price (builder->adj_close[i]))
      builder->has_adj_close = FALSE;
  if (!builder->has_adj_close && n > 0)
    memcpy (builder->adj_close, builder->close, n * sizeof (double));
}

static GTimeZone *
find_zone (const CwSeriesInfo *info)
{
  GTimeZone *zone = cw_zone_find (info->timezone);

  if (zone == NULL)
    zone = g_time_zone_new_offset (info->gmt_offset);
  return zone != NULL ? zone : g_time_zone_new_utc ();
}

static int
compare_event_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
is_believable_time (const CwSeriesBuilder *builder, gint64 time)
{
  return time >= EARLIEST_TIME && time <= latest_time (builder);
}

/* A payment that is none and a split into nothing would only spoil what is computed with them. */
static void
drop_unbelievable_events (CwSeriesBuilder *builder)
{
  GArray *payments[] = { builder->dividends, builder->capital_gains };

  for (gsize i = 0; i < G_N_ELEMENTS (payments); i++)
    for (guint j = payments[i]->len; j > 0; j--)
      {
        const CwDividend *payment = &g_array_index (payments[i], CwDividend, j - 1);

        if (!is_price (payment->amount) || !is_believable_time (builder, payment->time))
          g_array_remove_index (payments[i], j - 1);
      }
  for (guint j = builder->splits->len; j > 0; j--)
    {
      const CwSplit *split = &g_array_index (builder->splits, CwSplit, j - 1);

      if (!is_price (split->numerator) || !is_price (split->denominator)
          || !is_believable_time (builder, split->time))
        g_array_remove_index (builder->splits, j - 1);
    }
}

static gconstpointer
take_events (GArray **events, gsize *n)
{
  GArray *array = g_steal_pointer (events);

  g_array_sort (array, compare_event_times);
  *n = array->len;
  return g_array_free (array, FALSE);
}

static void
clean_info (CwSeriesBuilder *builder)
{
  CwSeriesInfo *info = &builder->info;
  char **texts[] = { &info->name,     &info->currency, &info->exchange, &info->instrument_type,
                     &info->timezone, &info->source,   &info->note };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *raw = g_steal_pointer (texts[i]);

      *texts[i] = cw_text_clean (raw, MAX_TEXT);
    }
  if (!is_price (info->market_price))
    info->market_price = NAN;
  if (!is_price (info->previous_close))
    info->previous_close = NAN;
  if (!is_believable_time (builder, info->market_time))
    info->market_time = 0;
  if (!is_believable_time (builder, info->first_trade_time))
    info->first_trade_time = 0;
  if (info->gmt_offset <= -DAY || info->gmt_offset >= DAY)
    info->gmt_offset = 0;
  info->price_decimals = CLAMP (info->price_decimals, 0, MAX_DECIMALS);
}

/**
 * cw_series_builder_end:
 * @builder: a builder; it is empty afterwards and may only be freed
 *
 * Turns what was collected into a series. Bars without all four prices are dropped; bars with
 * impossible numbers or times are dropped and counted; the rest is sorted, of bars for the same
 * time the last one wins, and highs and lows are widened to hold their own open and close. Events
 * with impossible numbers or times are dropped.
 *
 * Returns: (transfer full): the series
 */
CwSeries *
cw_series_builder_end (CwSeriesBuilder *builder)
{
  CwSeries *series = g_atomic_rc_box_new0 (CwSeries);

  g_return_val_if_fail (builder != NULL && builder->dividends != NULL, NULL);

  clean_info (builder);
  series->zone = find_zone (&builder->info);
  series->interval = builder->interval;
  keep_believable_bars (builder);
  sort_bars (builder);
  drop_replaced_bars (builder, series);
  settle_adjusted_closes (builder);
  drop_unbelievable_events (builder);
  give_back_room (builder);

  series->info = builder->info;
  memset (&builder->info, 0, sizeof builder->info);
  series->n_bars = builder->n_bars;
  series->time = g_steal_pointer (&builder->time);
  series->open = builder->open;
  series->high = builder->high;
  series->low = builder->low;
  series->close = builder->close;
  series->adj_close = builder->adj_close;
  series->volume = builder->volume;
  series->has_adj_close = builder->has_adj_close;
  series->n_rejected = builder->n_rejected;
  series->dividends = take_events (&builder->dividends, &series->n_dividends);
  series->splits = take_events (&builder->splits, &series->n_splits);
  series->capital_gains = take_events (&builder->capital_gains, &series->n_capital_gains);
  return series;
}
