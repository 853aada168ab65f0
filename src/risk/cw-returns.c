/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-returns.h"

/* A daily series as days and prices, and how far it has been walked through. */
typedef struct
{
  const double *prices;
  gint64 *days; /* owned */
  gsize n, at;
} Walk;

static Walk
walk_new (const CwSeries *series, CwReturnsPrice price)
{
  Walk walk = { price == CW_RETURNS_CLOSE ? series->close : series->adj_close,
                g_new (gint64, series->n_bars), series->n_bars, 0 };

  for (gsize i = 0; i < series->n_bars; i++)
    walk.days[i] = cw_series_get_day (series, series->time[i]);
  return walk;
}

/* Walks each series on to the first day that all of them have, beginning where they stand. */
static gboolean
find_common_day (Walk *walks, gsize n)
{
  gint64 day = G_MININT64;
  gsize agreeing = 0;

  for (gsize k = 0; agreeing < n; k = (k + 1) % n)
    {
      Walk *walk = &walks[k];

      while (walk->at < walk->n && walk->days[walk->at] < day)
        walk->at++;
      if (walk->at == walk->n)
        return FALSE;
      agreeing = walk->days[walk->at] == day ? agreeing + 1 : 1;
      day = walk->days[walk->at];
    }
  return TRUE;
}

/* Fills in the returns; there is room for as many as the shortest series has bars. */
static gsize
join (Walk *walks, gsize n, double **columns, gint64 *days, gint64 *first_day)
{
  g_autofree double *last = g_new0 (double, n);
  gsize n_prices = 0;

  for (; find_common_day (walks, n); n_prices++)
    {
      gint64 day = walks[0].days[walks[0].at];

      if (n_prices == 0)
        *first_day = day;
      else
        days[n_prices - 1] = day;
      for (gsize k = 0; k < n; k++)
        {
          double price = walks[k].prices[walks[k].at++];

          if (n_prices > 0)
            columns[k][n_prices - 1] = price / last[k] - 1;
          last[k] = price;
        }
    }
  return n_prices > 0 ? n_prices - 1 : 0;
}

static gsize
shortest (const CwSeries *const *series, gsize n)
{
  gsize least = series[0]->n_bars;

  for (gsize k = 1; k < n; k++)
    least = MIN (least, series[k]->n_bars);
  return least;
}

/**
 * cw_returns_new:
 * @series: (array length=n_series): daily bars of one or more symbols
 * @n_series: how many
 * @price: which prices count
 *
 * Joins the prices by the calendar day of each one's exchange, never by their place in the series,
 * and only then makes returns of them, P(t)/P(t−1) − 1: so a day on which one exchange was closed
 * makes the next return of every symbol span the same two days.
 *
 * Returns: (transfer full): the returns; fewer than two common days make none
 */
CwReturns *
cw_returns_new (const CwSeries *const *series, gsize n_series, CwReturnsPrice price)
{
  CwReturns *self;
  g_autofree Walk *walks = NULL;
  double **columns;
  gint64 *days;

  g_return_val_if_fail (n_series > 0, NULL);
  for (gsize k = 0; k < n_series; k++)
    g_return_val_if_fail (series[k]->interval == CW_INTERVAL_1D, NULL);

  self = g_atomic_rc_box_new0 (CwReturns);
  self->n_symbols = n_series;
  self->symbols = g_new0 (char *, n_series + 1);
  walks = g_new (Walk, n_series);
  columns = g_new (double *, n_series);
  days = g_new (gint64, shortest (series, n_series));
  for (gsize k = 0; k < n_series; k++)
    {
      self->symbols[k] = g_strdup (series[k]->info.symbol);
      walks[k] = walk_new (series[k], price);
      columns[k] = g_new (double, shortest (series, n_series));
    }
  self->n_days = join (walks, n_series, columns, days, &self->first_day);
  for (gsize k = 0; k < n_series; k++)
    g_free (walks[k].days);
  self->days = days;
  self->columns = (const double *const *) columns;
  return self;
}

/** cw_returns_ref: Returns: (transfer full): another reference to the same returns */
CwReturns *
cw_returns_ref (const CwReturns *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwReturns *) self);
}

static void
clear_returns (gpointer data)
{
  CwReturns *self = data;

  for (gsize k = 0; k < self->n_symbols; k++)
    g_free ((gpointer) self->columns[k]);
  g_free ((gpointer) self->columns);
  g_free ((gpointer) self->days);
  g_strfreev (self->symbols);
}

/** cw_returns_unref: @self: (transfer full): returns whose reference is given up */
void
cw_returns_unref (CwReturns *self)
{
  g_return_if_fail (self != NULL);
  g_atomic_rc_box_release_full (self, clear_returns);
}

/**
 * cw_returns_get_day:
 * @self: returns
 * @position: 0 for the first price, 1 for the first return, and so on, as in #CwDrawdown
 *
 * Returns: the day of that position, in days since 1970 by the exchange's calendar
 */
gint64
cw_returns_get_day (const CwReturns *self, gsize position)
{
  g_return_val_if_fail (self != NULL && position <= self->n_days, 0);
  return position == 0 ? self->first_day : self->days[position - 1];
}
