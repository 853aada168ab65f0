/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-events.h"

#include <glib/gi18n-lib.h>

#include "cw-backtest.h"
#include "cw-format.h"

/* The bar within which something happened, if it happened while there were bars. */
static gboolean
find_bar (const CwSeries *series, gint64 time, gsize *bar)
{
  gsize n = series->n_bars, after;
  gint64 day;

  if (n == 0)
    return FALSE;
  /* Events and bars of one day need not be stamped with the same second. */
  after = cw_series_find (series, time);
  day = cw_series_get_day (series, time);
  if (after < n && cw_series_get_day (series, series->time[after]) == day)
    *bar = after;
  else if (after > 0)
    *bar = after - 1;
  else
    return FALSE;
  return *bar + 1 < n || time - series->time[n - 1] < cw_interval_get_seconds (series->interval)
         || cw_series_get_day (series, series->time[n - 1]) == day;
}

static void
add_dividends (GArray *events, const CwSeries *series)
{
  for (gsize i = 0; i < series->n_dividends; i++)
    {
      CwEvent event = { .kind = CW_EVENT_DIVIDEND, .amount = series->dividends[i].amount };

      if (find_bar (series, series->dividends[i].time, &event.bar))
        g_array_append_val (events, event);
    }
}

static void
add_splits (GArray *events, const CwSeries *series)
{
  for (gsize i = 0; i < series->n_splits; i++)
    {
      CwEvent event = { .kind = CW_EVENT_SPLIT,
                        .numerator = series->splits[i].numerator,
                        .denominator = series->splits[i].denominator };

      if (find_bar (series, series->splits[i].time, &event.bar))
        g_array_append_val (events, event);
    }
}

/* The rule is one of days, and a day that is not over decides nothing. */
static void
add_decisions (GArray *events, const CwSeries *series)
{
  g_autoptr (CwSeries) closed = NULL;
  g_autoptr (CwBacktest) past = NULL;
  gsize first;

  if (series->interval != CW_INTERVAL_1D)
    return;
  closed = series->info.market_time > 0 ? cw_series_ref_closed (series, series->info.market_time)
                                        : cw_series_ref (series);
  past = cw_backtest_run (closed, CW_BACKTEST_COST_BPS);
  first = closed->n_bars - past->n_bars;
  for (gsize i = 1; i < past->n_bars; i++)
    {
      CwEvent event = { .bar = first + i, .kind = CW_EVENT_DECISION, .action = past->actions[i] };

      if (past->actions[i] != past->actions[i - 1] && past->actions[i] != CW_ACTION_NOT_ENOUGH_DATA)
        g_array_append_val (events, event);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const CwEvent *first = a, *second = b;

  if (first->bar != second->bar)
    return first->bar < second->bar ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/**
 * cw_events_find:
 * @series: bars
 *
 * Finds the bars with dividends and splits, and those, if they are days, at whose close the
 * short-term decision became another one than at the close before.
 *
 * Returns: (transfer full) (element-type CwEvent): from the first bar to the last
 */
GArray *
cw_events_find (const CwSeries *series)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (CwEvent));

  add_dividends (events, series);
  add_splits (events, series);
  add_decisions (events, series);
  g_array_sort (events, compare);
  return events;
}

/** cw_events_seek: Returns: the index of the first event at @bar or later */
gsize
cw_events_seek (const GArray *events, gsize bar)
{
  gsize first = 0, end = events->len;

  while (first < end)
    {
      gsize middle = first + (end - first) / 2;

      if (g_array_index (events, CwEvent, middle).bar < bar)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

static char *
describe (const CwEvent *event, const CwSeries *series)
{
  g_autofree char *amount = NULL;

  switch (event->kind)
    {
    case CW_EVENT_DIVIDEND:
      amount = cw_format_number (event->amount, MAX (series->info.price_decimals, 2));
      /* Translators: %s is an amount of money a share */
      return g_strdup_printf (_ ("Dividend %s"), amount);
    case CW_EVENT_SPLIT:
      /* Translators: of shares: so many new ones for so many old ones */
      return g_strdup_printf (_ ("Split %g:%g"), event->numerator, event->denominator);
    case CW_EVENT_DECISION:
    default:
      /* Translators: %s is what the short-term rule advises from this day on: Buy, Hold, Sell */
      return g_strdup_printf (_ ("Decision: %s"), cw_action_get_name (event->action));
    }
}

/** cw_events_describe: Returns: (transfer full): in words what happened at @bar, or nothing */
char *
cw_events_describe (const GArray *events, const CwSeries *series, gsize bar)
{
  GString *text = g_string_new (NULL);

  for (gsize i = cw_events_seek (events, bar);
       i < events->len && g_array_index (events, CwEvent, i).bar == bar; i++)
    {
      g_autofree char *one = describe (&g_array_index (events, CwEvent, i), series);

      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, one);
    }
  return g_string_free (text, FALSE);
}
