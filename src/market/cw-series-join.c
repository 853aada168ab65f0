/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-series-join.h"

#include "cw-series-builder.h"

static void
append_bars (CwSeriesBuilder *builder, const CwSeries *part)
{
  for (gsize i = 0; i < part->n_bars; i++)
    cw_series_builder_add_bar (builder, part->time[i], part->open[i], part->high[i], part->low[i],
                               part->close[i], part->adj_close[i], part->volume[i]);
}

/* Of two events at one time the one of the later part counts, so the latest part comes first. */
static void
append_events (GArray *to, gconstpointer events, gsize n, gsize size, GHashTable *seen)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *event = (const char *) events + i * size;
      const gint64 *time = (gconstpointer) event; /* the first member of each event */

      if (g_hash_table_contains (seen, time))
        continue;
      g_hash_table_add (seen, (gpointer) time);
      g_array_append_vals (to, event, 1);
    }
}

static GHashTable *
new_set_of_times (void)
{
  return g_hash_table_new (g_int64_hash, g_int64_equal);
}

static void
join_events (CwSeriesBuilder *builder, const CwSeries *const *parts, gsize n_parts)
{
  g_autoptr (GHashTable) dividends = new_set_of_times ();
  g_autoptr (GHashTable) splits = new_set_of_times ();
  g_autoptr (GHashTable) gains = new_set_of_times ();

  for (gsize i = n_parts; i > 0; i--)
    {
      const CwSeries *part = parts[i - 1];

      append_events (builder->dividends, part->dividends, part->n_dividends, sizeof (CwDividend),
                     dividends);
      append_events (builder->splits, part->splits, part->n_splits, sizeof (CwSplit), splits);
      append_events (builder->capital_gains, part->capital_gains, part->n_capital_gains,
                     sizeof (CwDividend), gains);
    }
}

/**
 * cw_series_join:
 * @parts: (array length=n_parts): series of one symbol at one interval, the latest one last
 * @n_parts: how many; at least one
 *
 * Makes one series of several that follow one another, and may overlap: of two bars for the same
 * time the one of the later part counts. What the last part says of the symbol counts for all.
 *
 * Returns: (transfer full): the whole
 */
CwSeries *
cw_series_join (const CwSeries *const *parts, gsize n_parts)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  gsize n_bars = 0;

  g_return_val_if_fail (parts != NULL && n_parts > 0, NULL);

  if (n_parts == 1)
    return cw_series_ref (parts[0]);
  builder = cw_series_builder_new_from (parts[n_parts - 1]);
  builder->n_rejected = 0;
  for (gsize i = 0; i < n_parts; i++)
    n_bars += parts[i]->n_bars;
  cw_series_builder_reserve (builder, n_bars);
  for (gsize i = 0; i < n_parts; i++)
    {
      append_bars (builder, parts[i]);
      builder->n_rejected += parts[i]->n_rejected;
      builder->has_adj_close &= parts[i]->has_adj_close || parts[i]->n_bars == 0;
    }
  join_events (builder, parts, n_parts);
  return cw_series_builder_end (builder);
}
