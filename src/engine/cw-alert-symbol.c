/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-symbol.h"

#include <math.h>

#include "cw-indicator.h"

#define MAX_DECIMALS 8 /* what the store takes */

/* The mean of the closes over so many days. */
typedef struct
{
  int period;
  double value; /* NaN until it is known */
} Average;

struct _CwAlertSymbol
{
  char *symbol;
  gboolean is_known;
  CwAlertFacts facts;
  CwMarketHours hours;       /* its zone is that of @daily */
  CwSeries *daily;           /* owned, nullable: the bars that the decisions rest on */
  GArray *averages;          /* of Average: those that somebody wants */
  GCancellable *cancellable; /* owned, nullable: of the job that finds them */
  gboolean outdated;         /* @averages are not those of @daily */
  GError *error;             /* owned, nullable: why nothing newer came the last time */
};

/** cw_alert_symbol_new: Returns: (transfer full): a symbol of which nothing is known */
CwAlertSymbol *
cw_alert_symbol_new (const char *symbol)
{
  CwAlertSymbol *self = g_new0 (CwAlertSymbol, 1);

  self->symbol = g_strdup (symbol);
  cw_alert_facts_init (&self->facts);
  self->averages = g_array_new (FALSE, FALSE, sizeof (Average));
  return self;
}

/** cw_alert_symbol_free: @self: (transfer full): a symbol; what is being computed for it is given
 * up */
void
cw_alert_symbol_free (CwAlertSymbol *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->daily, cw_series_unref);
  g_array_unref (self->averages);
  g_clear_error (&self->error);
  g_free (self->symbol);
  g_free (self);
}

/* --- what comes in --- */

static gint64
get_last_time (const CwSeries *series)
{
  return series->n_bars > 0 ? series->time[series->n_bars - 1] : G_MININT64;
}

/* Bars that were loaded for a chart may be few, or weeks: only those that decide count. */
static void
take_bars (CwAlertSymbol *self, const CwAnalysis *analysis)
{
  CwSeries *series = analysis->series;

  if (analysis->short_term == NULL || series->interval != CW_INTERVAL_1D
      || (self->daily != NULL && get_last_time (series) < get_last_time (self->daily)))
    return;
  self->facts.technicals = analysis->technicals;
  self->facts.action = analysis->short_term->action;
  self->facts.decided_at = analysis->short_term->as_of;
  if (series == self->daily)
    return;
  g_clear_pointer (&self->daily, cw_series_unref);
  self->daily = cw_series_ref (series);
  self->outdated = TRUE;
}

static void
take_price (CwAlertSymbol *self, const CwAnalysis *analysis)
{
  const CwSeriesInfo *info = &analysis->series->info;

  if (isnan (analysis->quote.price) || analysis->quote.time < self->facts.quote.time)
    return;
  self->facts.quote = analysis->quote;
  self->facts.day = cw_series_get_day (analysis->series, analysis->quote.time);
  self->facts.decimals = CLAMP (info->price_decimals, 0, MAX_DECIMALS);
  g_strlcpy (self->facts.currency, info->currency, sizeof self->facts.currency);
}

/** cw_alert_symbol_take: takes what is newer than what is known */
void
cw_alert_symbol_take (CwAlertSymbol *self, const CwAnalysis *analysis)
{
  take_bars (self, analysis);
  take_price (self, analysis);
  self->hours = analysis->hours;
  self->hours.zone = self->daily != NULL ? self->daily->zone : NULL;
  self->is_known = TRUE;
  self->facts.knows_splits =
      self->daily != NULL && self->daily->n_bars > 0
      && cw_series_get_day (self->daily, get_last_time (self->daily)) >= self->facts.day;
}

/** cw_alert_symbol_take_error: @error: (nullable): why the symbol failed, if it has */
void
cw_alert_symbol_take_error (CwAlertSymbol *self, const GError *error)
{
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
}

/** cw_alert_symbol_get_error: Returns: (transfer none) (nullable): why the symbol failed */
const GError *
cw_alert_symbol_get_error (CwAlertSymbol *self)
{
  return self->error;
}

/** cw_alert_symbol_get_facts: Returns: (transfer none) (nullable): what is known, if anything is */
const CwAlertFacts *
cw_alert_symbol_get_facts (CwAlertSymbol *self)
{
  return self->is_known ? &self->facts : NULL;
}

/** cw_alert_symbol_get_series: Returns: (transfer none) (nullable): daily bars, with the splits
 * that are known */
const CwSeries *
cw_alert_symbol_get_series (CwAlertSymbol *self)
{
  return self->daily;
}

/** cw_alert_symbol_may_move: Returns: whether its price may be another one now: in the session that
 * is known, and from when the next one should begin */
gboolean
cw_alert_symbol_may_move (CwAlertSymbol *self, gint64 now)
{
  const CwMarketHours *hours = &self->hours;
  gint64 opening;

  if (!cw_market_hours_are_known (hours) || cw_market_hours_move_prices (hours, now))
    return TRUE;
  opening = cw_market_hours_find_opening (hours, hours->end);
  return opening == 0 || now >= opening;
}

/* --- averages --- */

static Average *
find_average (CwAlertSymbol *self, int period)
{
  for (guint i = 0; i < self->averages->len; i++)
    if (g_array_index (self->averages, Average, i).period == period)
      return &g_array_index (self->averages, Average, i);
  return NULL;
}

/** cw_alert_symbol_get_average: Returns: the mean of the closes of the last @period sessions that
 * are over, or NaN while that is not known */
double
cw_alert_symbol_get_average (CwAlertSymbol *self, int period)
{
  const Average *average = find_average (self, period);

  return average != NULL ? average->value : (double) NAN;
}

/** cw_alert_symbol_want_average: lets the next cw_alert_symbol_find_averages() find this one, too
 */
void
cw_alert_symbol_want_average (CwAlertSymbol *self, int period)
{
  Average average = { period, (double) NAN };

  if (period <= 0 || find_average (self, period) != NULL)
    return;
  g_array_append_val (self->averages, average);
  self->outdated = TRUE;
}

typedef struct
{
  CwSeries *series;
  GArray *averages;
  gint64 now;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  cw_series_unref (input->series);
  g_array_unref (input->averages);
  g_free (input);
}

static double
average_last (const CwSeries *series, gsize period)
{
  g_autofree double *means = NULL;
  CwBars bars = { .n = period };
  const double params[] = { (double) period };

  if (series->n_bars < period)
    return (double) NAN;
  bars.close = series->close + (series->n_bars - period);
  means = g_new (double, period);
  if (cw_indicator_find ("sma")->run (&bars, params, &means) != CW_CALC_OK)
    return (double) NAN;
  return means[period - 1];
}

static gpointer
average_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Input *input = data;
  g_autoptr (CwSeries) closed = cw_series_ref_closed (input->series, input->now);

  for (guint i = 0; i < input->averages->len; i++)
    {
      Average *average = &g_array_index (input->averages, Average, i);

      average->value = average_last (closed, (gsize) average->period);
    }
  return g_array_ref (input->averages);
}

typedef struct
{
  CwAlertSymbol *symbol; /* gone if the job was cancelled */
  CwAlertAverageFunc func;
  gpointer data;
} Waiting;

static void
averages_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Waiting *waiting = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = cw_workers_run_finish (result, &error);
  CwAlertSymbol *self = waiting->symbol;

  if (found == NULL)
    return;
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < found->len; i++)
    {
      const Average *average = &g_array_index (found, Average, i);
      Average *known = find_average (self, average->period);

      if (known != NULL)
        known->value = average->value;
    }
  waiting->func (self->symbol, waiting->data);
}

/**
 * cw_alert_symbol_find_averages:
 * @self: a symbol
 * @workers: who computes
 * @clock: the market's, which tells what sessions are over
 * @func: called once the averages are known, unless @self is freed or asked again before
 * @data: what to hand to @func
 *
 * Lets those that are wanted be found in the bars that are known, if that has not been done.
 */
void
cw_alert_symbol_find_averages (
    CwAlertSymbol *self, CwWorkers *workers, CwClock clock, CwAlertAverageFunc func, gpointer data)
{
  Waiting *waiting;
  Input *input;

  if (!self->outdated || self->daily == NULL || self->averages->len == 0)
    return;
  self->outdated = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  input = g_new (Input, 1);
  *input =
      (Input){ cw_series_ref (self->daily), g_array_copy (self->averages), cw_clock_now (clock) };
  waiting = g_new (Waiting, 1);
  *waiting = (Waiting){ self, func, data };
  cw_workers_run_async (workers, G_PRIORITY_DEFAULT, "alerts", self->symbol, average_job, input,
                        input_free, (GDestroyNotify) g_array_unref, self->cancellable, averages_cb,
                        waiting);
}
