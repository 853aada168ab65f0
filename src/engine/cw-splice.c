/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-splice.h"

#include <math.h>

#include "cw-resample.h"
#include "cw-series-builder.h"

#define DAY (24 * 60 * 60)
/* Prices that differ by less are the same number, rounded differently. */
#define RESTATEMENT 1e-4

/* Two names are one if they differ in nothing but capitals, spaces and punctuation. An empty one
 * says nothing. */
static gboolean
is_same_text (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1), *folded_b = g_utf8_casefold (b, -1);
  const char *p = folded_a, *q = folded_b;

  if (a[0] == '\0' || b[0] == '\0')
    return TRUE;
  for (;;)
    {
      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      while (*q != '\0' && !g_unichar_isalnum (g_utf8_get_char (q)))
        q = g_utf8_next_char (q);
      if (*p == '\0' || *q == '\0' || g_utf8_get_char (p) != g_utf8_get_char (q))
        return *p == *q;
      p = g_utf8_next_char (p);
      q = g_utf8_next_char (q);
    }
}

/**
 * cw_splice_is_same_company:
 * @stored: what is stored about a symbol
 * @fetched: what the provider says of it now
 *
 * A symbol that a company has given up is given to another one, and the provider does not say so.
 *
 * Returns: whether name, exchange, currency and first day of trade are the same, so far as both
 *   are known
 */
gboolean
cw_splice_is_same_company (const CwSeriesInfo *stored, const CwSeriesInfo *fetched)
{
  gint64 first = stored->first_trade_time, now_first = fetched->first_trade_time;

  if (first != 0 && now_first != 0 && ABS (first - now_first) > DAY)
    return FALSE;
  /* A pence is no penny: GBp and GBP are two. */
  if (stored->currency[0] != '\0' && fetched->currency[0] != '\0'
      && !g_str_equal (stored->currency, fetched->currency))
    return FALSE;
  return is_same_text (stored->name, fetched->name)
         && is_same_text (stored->exchange, fetched->exchange);
}

/* What makes two bars the same one: some days are stamped differently while a session runs. */
static gint64
key_of (const CwSeries *series, gsize i)
{
  return series->interval == CW_INTERVAL_1D ? cw_series_get_day (series, series->time[i])
                                            : series->time[i];
}

static gboolean
is_same_price (double a, double b)
{
  return fabs (b / a - 1) <= RESTATEMENT;
}

static gboolean
is_same_bar (const CwSeries *a, gsize i, const CwSeries *b, gsize j)
{
  return is_same_price (a->close[i], b->close[j])
         && is_same_price (a->adj_close[i], b->adj_close[j]);
}

/* The last bar that was stored may have been a close that was not final yet, so it counts only
 * where there is no other. */
static CwSplice
compare_overlap (const CwSeries *stored, const CwSeries *fetched)
{
  gsize i = cw_series_find (stored, fetched->time[0] - DAY), j = 0, n_common = 0, n_different = 0;
  gboolean is_last = FALSE;

  while (i < stored->n_bars && j < fetched->n_bars)
    {
      gint64 a = key_of (stored, i), b = key_of (fetched, j);

      if (a == b)
        {
          is_last = i == stored->n_bars - 1;
          n_common++;
          if (!is_same_bar (stored, i, fetched, j) && (!is_last || n_common == 1))
            n_different++;
        }
      i += a <= b;
      j += b <= a;
    }
  if (n_common == 0)
    return CW_SPLICE_APART;
  return n_different > 0 ? CW_SPLICE_RESTATED : CW_SPLICE_JOIN;
}

/**
 * cw_splice_compare:
 * @stored: the stored bars
 * @fetched: what the provider says now, of the same interval
 *
 * A split or a dividend moves every earlier close by a factor, so that what was stored before does
 * not go with what comes after.
 *
 * Returns: how the two go together
 */
CwSplice
cw_splice_compare (const CwSeries *stored, const CwSeries *fetched)
{
  if (stored->n_bars == 0 || fetched->n_bars == 0)
    return CW_SPLICE_JOIN;
  if (stored->has_adj_close != fetched->has_adj_close)
    return CW_SPLICE_RESTATED;
  return compare_overlap (stored, fetched);
}

static void
append_bars (CwSeriesBuilder *builder, const CwSeries *series, gsize n)
{
  for (gsize i = 0; i < n; i++)
    cw_series_builder_add_bar (builder, series->time[i], series->open[i], series->high[i],
                               series->low[i], series->close[i], series->adj_close[i],
                               series->volume[i]);
}

static void
append_dividends (GArray *to, const CwDividend *dividends, gsize n, gint64 before)
{
  for (gsize i = 0; i < n && dividends[i].time < before; i++)
    g_array_append_val (to, dividends[i]);
}

static void
append_splits (GArray *to, const CwSplit *splits, gsize n, gint64 before)
{
  for (gsize i = 0; i < n && splits[i].time < before; i++)
    g_array_append_val (to, splits[i]);
}

static void
append_events (CwSeriesBuilder *builder, const CwSeries *series, gint64 before)
{
  append_dividends (builder->dividends, series->dividends, series->n_dividends, before);
  append_splits (builder->splits, series->splits, series->n_splits, before);
  append_dividends (builder->capital_gains, series->capital_gains, series->n_capital_gains, before);
}

static gsize
count_before (const CwSeries *stored, const CwSeries *fetched)
{
  gsize n = cw_series_find (stored, fetched->time[0]);

  if (n > 0 && key_of (stored, n - 1) == key_of (fetched, 0))
    n--;
  return n;
}

/**
 * cw_splice_join:
 * @stored: the stored bars
 * @fetched: what goes with them, and reaches further
 *
 * Returns: (transfer full): the stored bars and events up to where @fetched begins, then those of
 *   @fetched, with what @fetched says about the symbol
 */
CwSeries *
cw_splice_join (const CwSeries *stored, const CwSeries *fetched)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;

  if (fetched->n_bars > 0 && count_before (stored, fetched) == 0)
    return cw_series_ref (fetched);
  builder = cw_series_builder_new_from (fetched);
  builder->interval = stored->interval;
  cw_series_builder_reserve (builder, stored->n_bars + fetched->n_bars);
  if (fetched->n_bars == 0)
    {
      builder->has_adj_close = stored->has_adj_close;
      append_bars (builder, stored, stored->n_bars);
      append_events (builder, stored, G_MAXINT64);
      return cw_series_builder_end (builder);
    }
  append_bars (builder, stored, count_before (stored, fetched));
  append_bars (builder, fetched, fetched->n_bars);
  append_events (builder, stored, fetched->time[0]);
  append_events (builder, fetched, G_MAXINT64);
  return cw_series_builder_end (builder);
}

/**
 * cw_splice_shape:
 * @series: bars that reach further than was asked for, perhaps shorter ones
 * @options: what was asked for
 *
 * What a provider does with what it fetches: only the time asked for, in bars of the length asked
 * for. A range counts back from the last bar, however long ago that was.
 *
 * Returns: (transfer full): the bars that were asked for
 */
CwSeries *
cw_splice_shape (const CwSeries *series, const CwLoadOptions *options)
{
  gint64 from = options->from, to = options->to;
  g_autoptr (CwSeries) cut = NULL;

  if (from == 0 && to == 0)
    {
      to = G_MAXINT64;
      from =
          series->n_bars > 0
              ? cw_range_get_start (options->range, series->time[series->n_bars - 1], series->zone)
              : G_MININT64;
    }
  cut = cw_series_slice (series, from, to);
  if (cut->interval == options->interval || cut->interval != CW_INTERVAL_1D)
    return g_steal_pointer (&cut);
  return cw_series_resample (cut, options->interval);
}
