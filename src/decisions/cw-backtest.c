/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-backtest.h"

#include <math.h>

#include "cw-series-jump.h"
#include "cw-short-term-rules.h"
#include "cw-track-record.h"

#define BASIS_POINT 1e-4

/* Money that is all in or all out. */
typedef struct
{
  double cash, shares;
  double fee; /* the share of what is traded */
} Purse;

typedef struct
{
  const CwSeries *series;
  CwShortTermInputs inputs;
  gsize first; /* the bar of the first decision */
  gint64 *time;
  double *equity, *holding;
  CwAction *actions;
  GArray *trades;
  gsize n_invested;
} Simulation;

/* What a dividend takes off the close it takes off the open of that day too. */
static double
adjusted_open (const CwSeries *series, gsize bar)
{
  return series->open[bar] * (series->adj_close[bar] / series->close[bar]);
}

static void
buy (Purse *purse, double price)
{
  purse->shares = purse->cash * (1.0 - purse->fee) / price;
  purse->cash = 0.0;
}

static void
sell (Purse *purse, double price)
{
  purse->cash = purse->shares * price * (1.0 - purse->fee);
  purse->shares = 0.0;
}

static double
value_of (const Purse *purse, double price)
{
  return purse->cash + purse->shares * price;
}

static gboolean
is_invested (const Purse *purse)
{
  return purse->shares > 0.0;
}

/* The gain field of a trade that is still held is what the purse was worth before it. */
static void
begin_trade (Simulation *simulation, Purse *purse, gsize bar)
{
  CwTrade trade = {
    .bought_at = simulation->series->time[bar],
    .bought_for = adjusted_open (simulation->series, bar),
    .sold_for = (double) NAN,
    .gain = purse->cash,
  };

  buy (purse, trade.bought_for);
  g_array_append_val (simulation->trades, trade);
}

static void
end_trade (Simulation *simulation, Purse *purse, gsize bar)
{
  CwTrade *trade = &g_array_index (simulation->trades, CwTrade, simulation->trades->len - 1);

  trade->sold_at = simulation->series->time[bar];
  trade->sold_for = adjusted_open (simulation->series, bar);
  sell (purse, trade->sold_for);
  trade->gain = purse->cash / trade->gain - 1.0;
}

static void
settle_open_trade (Simulation *simulation, const Purse *purse)
{
  const CwSeries *series = simulation->series;
  CwTrade *trade;

  if (!is_invested (purse))
    return;
  trade = &g_array_index (simulation->trades, CwTrade, simulation->trades->len - 1);
  trade->gain = value_of (purse, series->adj_close[series->n_bars - 1]) / trade->gain - 1.0;
}

/* What the decision at a bar's close wants at the next open. */
static gboolean
wants_in (CwAction action, gboolean is_in)
{
  return action == CW_ACTION_BUY || (action != CW_ACTION_SELL && is_in);
}

static void
simulate_rule (Simulation *simulation, double fee)
{
  const CwSeries *series = simulation->series;
  Purse purse = { .cash = 1.0, .fee = fee };

  for (gsize i = simulation->first; i < series->n_bars; i++)
    {
      gsize at = i - simulation->first;
      gboolean wanted = at > 0 && wants_in (simulation->actions[at - 1], is_invested (&purse));

      if (wanted && !is_invested (&purse))
        begin_trade (simulation, &purse, i);
      else if (!wanted && is_invested (&purse))
        end_trade (simulation, &purse, i);
      simulation->time[at] = series->time[i];
      simulation->equity[at] = value_of (&purse, series->adj_close[i]);
      simulation->n_invested += is_invested (&purse) ? 1 : 0;
    }
  settle_open_trade (simulation, &purse);
}

static void
simulate_holding (Simulation *simulation, double fee)
{
  const CwSeries *series = simulation->series;
  Purse purse = { .cash = 1.0, .fee = fee };

  for (gsize i = simulation->first; i < series->n_bars; i++)
    {
      if (i == simulation->first + 1)
        buy (&purse, adjusted_open (series, i));
      simulation->holding[i - simulation->first] = value_of (&purse, series->adj_close[i]);
    }
}

/* Decides at every close; the actions are kept from the first on that is a decision. */
static void
decide (Simulation *simulation, gsize *n_decisions)
{
  gsize n = simulation->series->n_bars;

  simulation->first = n;
  for (gsize i = 0; i < n; i++)
    {
      CwShortTermVote votes[CW_N_SHORT_TERM_RULES];
      int score;
      CwAction action = cw_short_term_vote (&simulation->inputs, i, votes, &score);

      n_decisions[action]++;
      if (action != CW_ACTION_NOT_ENOUGH_DATA)
        simulation->first = MIN (simulation->first, i);
      if (i >= simulation->first)
        simulation->actions[i - simulation->first] = action;
    }
}

static double
share_of_gains (const GArray *trades)
{
  gsize n_gains = 0;

  for (guint i = 0; i < trades->len; i++)
    n_gains += g_array_index (trades, CwTrade, i).gain > 0.0 ? 1 : 0;
  return trades->len > 0 ? (double) n_gains / trades->len : (double) NAN;
}

static void
fill_in (CwBacktest *backtest, Simulation *simulation)
{
  gsize n = simulation->series->n_bars - simulation->first;
  CwInterval interval = simulation->series->interval;

  backtest->n_bars = n;
  backtest->time = simulation->time;
  backtest->equity = simulation->equity;
  backtest->holding = simulation->holding;
  backtest->actions = simulation->actions;
  backtest->rule = cw_track_record (simulation->time, simulation->equity, n, interval);
  backtest->hold = cw_track_record (simulation->time, simulation->holding, n, interval);
  backtest->hit_rate = share_of_gains (simulation->trades);
  backtest->exposure = n > 0 ? (double) simulation->n_invested / (double) n : (double) NAN;
  backtest->n_trades = simulation->trades->len;
  backtest->trades = (CwTrade *) (gpointer) g_array_free (simulation->trades, FALSE);
}

/* No money ever grew by a change of the unit. */
static CwSeries *
since_unit_jump (const CwSeries *series, char **day)
{
  gsize jump;

  if (!cw_series_find_unit_jump (series, &jump))
    return cw_series_ref (series);
  *day = cw_series_format_bar_day (series, jump);
  return cw_series_slice (series, series->time[jump], G_MAXINT64);
}

/**
 * cw_backtest_run:
 * @series: the bars to look back on
 * @cost_bps: what buying or selling costs, in hundredths of a percent of what is traded, 0 … 10000
 *
 * Follows the short-term rule from the first bar at which it can be known to the last. Where the
 * prices changed about a hundredfold, as from pounds to pence, the history begins.
 *
 * Returns: (transfer full): how that went
 */
CwBacktest *
cw_backtest_run (const CwSeries *series, double cost_bps)
{
  CwBacktest *backtest;
  g_autoptr (CwSeries) usable = NULL;
  Simulation simulation = { 0 };
  gsize n;

  g_return_val_if_fail (series != NULL, NULL);
  g_return_val_if_fail (cost_bps >= 0.0 && cost_bps <= 1.0 / BASIS_POINT, NULL);

  backtest = g_atomic_rc_box_new0 (CwBacktest);
  usable = since_unit_jump (series, &backtest->since);
  simulation.series = usable;
  n = usable->n_bars;
  backtest->symbol = g_strdup (series->info.symbol);
  backtest->cost_bps = cost_bps;
  simulation.time = g_new0 (gint64, n);
  simulation.equity = g_new0 (double, n);
  simulation.holding = g_new0 (double, n);
  simulation.actions = g_new0 (CwAction, n);
  simulation.trades = g_array_new (FALSE, FALSE, sizeof (CwTrade));

  cw_short_term_inputs_init (&simulation.inputs, usable->adj_close, n);
  decide (&simulation, backtest->n_decisions);
  simulate_rule (&simulation, cost_bps * BASIS_POINT);
  simulate_holding (&simulation, cost_bps * BASIS_POINT);
  cw_short_term_inputs_clear (&simulation.inputs);
  fill_in (backtest, &simulation);
  return backtest;
}

/** cw_backtest_ref: Returns: (transfer full): another reference to the same back-test */
CwBacktest *
cw_backtest_ref (const CwBacktest *backtest)
{
  g_return_val_if_fail (backtest != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwBacktest *) backtest);
}

static void
clear_backtest (gpointer data)
{
  CwBacktest *backtest = data;

  g_free (backtest->symbol);
  g_free (backtest->since);
  g_free ((gint64 *) backtest->time);
  g_free ((double *) backtest->equity);
  g_free ((double *) backtest->holding);
  g_free ((CwAction *) backtest->actions);
  g_free ((CwTrade *) backtest->trades);
}

/** cw_backtest_unref: @backtest: (transfer full): a back-test whose reference is given up */
void
cw_backtest_unref (CwBacktest *backtest)
{
  g_return_if_fail (backtest != NULL);
  g_atomic_rc_box_release_full (backtest, clear_backtest);
}
