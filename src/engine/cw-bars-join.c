/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-bars-join.h"

#include "cw-splice.h"

/** cw_bars_free: @bars: (transfer full) (nullable): bars that came */
void
cw_bars_free (CwBars *bars)
{
  if (bars == NULL)
    return;
  g_clear_pointer (&bars->series, cw_series_unref);
  g_clear_pointer (&bars->save, cw_series_unref);
  g_clear_pointer (&bars->found, cw_series_unref);
  g_free (bars);
}

/** cw_bars_input_free: @data: (transfer full): a #CwBarsInput */
void
cw_bars_input_free (gpointer data)
{
  CwBarsInput *input = data;

  g_clear_pointer (&input->stored, cw_series_unref);
  g_clear_pointer (&input->fetched, cw_series_unref);
  g_clear_error (&input->instead);
  g_free (input);
}

/** cw_bars_joined_free: @data: (transfer full): a #CwBarsCwBarsJoined */
void
cw_bars_joined_free (gpointer data)
{
  CwBarsJoined *joined = data;

  cw_bars_free (joined->bars);
  g_free (joined);
}

static guint
count_new (const CwSeries *stored, const CwSeries *closed)
{
  if (stored == NULL || stored->n_bars == 0)
    return (guint) closed->n_bars;
  return (guint) (closed->n_bars - cw_series_find (closed, stored->time[stored->n_bars - 1] + 1));
}

static CwBars *
make_bars (const CwBarsInput *input, const CwSeries *whole, gboolean save)
{
  CwBars *bars = g_new0 (CwBars, 1);
  g_autoptr (CwSeries) closed = cw_series_ref_closed (input->fetched, input->now);

  bars->fetched_at = input->now;
  bars->stands_in = input->instead != NULL;
  bars->series = cw_splice_shape (whole, &input->options);
  if (save)
    {
      bars->n_new = count_new (input->stored, closed);
      bars->save = g_steal_pointer (&closed);
    }
  return bars;
}

static CwBars *
make_found (const CwBarsInput *input)
{
  CwBars *bars = g_new0 (CwBars, 1);

  bars->fetched_at = input->now;
  bars->found = cw_series_ref (input->fetched);
  return bars;
}

/* Bars that end before the stored ones begin would leave a hole. */
static gboolean
is_older_apart (const CwBarsInput *input)
{
  const CwSeries *stored = input->stored, *fetched = input->fetched;

  return fetched->n_bars > 0 && stored->n_bars > 0
         && fetched->time[fetched->n_bars - 1] < stored->time[0];
}

static CwBars *
join_missing (const CwBarsInput *input)
{
  g_autoptr (CwSeries) whole = cw_splice_join (input->stored, input->fetched);

  return make_bars (input, whole, input->fetched->n_bars > 0);
}

/* What was asked for whole, or did not continue what is stored, is the answer by itself; but a
 * provider that has nothing any more takes nothing away. */
static CwBars *
take_fetched (const CwBarsInput *input)
{
  if (input->fetched->n_bars == 0 && input->stored->n_bars > 0)
    return join_missing (input);
  return make_bars (input, input->fetched, !is_older_apart (input));
}

static gint64
get_last (const CwSeries *series)
{
  return series->n_bars > 0 ? series->time[series->n_bars - 1] : G_MININT64;
}

/* Whatever was stored, all of it has come anew. */
static gboolean
covers_stored (const CwBarsInput *input)
{
  const CwSeries *stored = input->stored, *fetched = input->fetched;

  return fetched->n_bars > 0 && stored->n_bars > 0 && fetched->time[0] <= stored->time[0]
         && get_last (fetched) >= get_last (stored);
}

static gboolean
is_price_alone (const CwBarsInput *input)
{
  return input->options.depth == CW_LOAD_QUOTES;
}

static CwBarsJoined *
ask_again (void)
{
  CwBarsJoined *joined = g_new0 (CwBarsJoined, 1);

  joined->again = TRUE;
  return joined;
}

static CwBarsJoined *
joined_new (CwBars *bars)
{
  CwBarsJoined *joined = g_new0 (CwBarsJoined, 1);

  joined->bars = bars;
  return joined;
}

static CwBarsJoined *
settle (const CwBarsInput *input)
{
  CwSplice splice = cw_splice_compare (input->stored, input->fetched);
  gboolean whole = input->stretch == CW_STRETCH_WHOLE || covers_stored (input);

  if (input->options.identity == CW_IDENTITY_ASK
      && !cw_splice_is_same_company (&input->stored->info, &input->fetched->info))
    return joined_new (make_found (input));
  if (whole || (splice == CW_SPLICE_APART && input->stretch == CW_STRETCH_ASKED))
    return joined_new (take_fetched (input));
  if (splice == CW_SPLICE_JOIN)
    return joined_new (input->stretch == CW_STRETCH_MISSING ? join_missing (input)
                                                            : take_fetched (input));
  /* For a price alone no history is fetched; what came is not joined to what it does not fit. */
  if (is_price_alone (input))
    return joined_new (make_bars (input, input->fetched, FALSE));
  return ask_again ();
}

/* Another provider's bars take the place of stored ones only if they reach further. */
static CwBarsJoined *
settle_instead (CwBarsInput *input, GError **error)
{
  if (input->stored == NULL || get_last (input->fetched) > get_last (input->stored))
    return joined_new (make_bars (input, input->fetched, FALSE));
  g_propagate_error (error, g_steal_pointer (&input->instead));
  return NULL;
}

/**
 * cw_bars_join:
 * @data: a #CwBarsInput
 * @cancellable: (nullable): not looked at
 * @error: return location for why another provider was asked, if it was asked in vain
 *
 * Puts what came together with what is stored; a job for a worker.
 *
 * Returns: (transfer full) (nullable): a #CwBarsJoined
 */
gpointer
cw_bars_join (gpointer data, GCancellable *cancellable, GError **error)
{
  CwBarsInput *input = data;

  if (input->instead != NULL)
    return settle_instead (input, error);
  if (input->stored == NULL)
    return joined_new (make_bars (input, input->fetched, TRUE));
  return settle (input);
}
