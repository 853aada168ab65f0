/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-basket.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-moments.h"
#include "cw-portfolio.h"

G_DEFINE_QUARK (cw - risk - error - quark, cw_risk_error)

/* The price on a day, or on the last day before it that has one, in the main currency. */
static double
get_price (const CwSeries *series, gint64 day, CwReturnsPrice price)
{
  double units;

  cw_currency_get_main (series->info.currency, &units);
  for (gsize i = series->n_bars; i-- > 0;)
    if (cw_series_get_day (series, series->time[i]) <= day)
      return (price == CW_RETURNS_CLOSE || !series->has_adj_close ? series->close[i]
                                                                  : series->adj_close[i])
             / units;
  return CW_UNKNOWN;
}

static gboolean
check_currencies (const CwBasketSpec *spec, GError **error)
{
  for (gsize i = 1; i < spec->n_symbols; i++)
    {
      const char *first = cw_currency_get_main (spec->series[0]->info.currency, NULL);
      const char *own = cw_currency_get_main (spec->series[i]->info.currency, NULL);

      if (!g_str_equal (first, own))
        {
          g_set_error (error, CW_RISK_ERROR, CW_RISK_ERROR_CURRENCIES,
                       /* Translators: two symbols, each with its currency */
                       _ ("Without a rate of exchange %s (%s) and %s (%s) cannot be added up; name "
                          "the symbols of one currency"),
                       spec->names[0], first, spec->names[i], own);
          return FALSE;
        }
    }
  return TRUE;
}

/* Turns numbers of shares into what they are worth on the last of the days. */
static gboolean
value_shares (CwBasket *self, const CwBasketSpec *spec, GError **error)
{
  gint64 last = self->returns->n_days > 0
                    ? cw_returns_get_day (self->returns, self->returns->n_days)
                    : G_MAXINT64;

  if (!check_currencies (spec, error))
    return FALSE;
  self->value = 0;
  g_strlcpy (self->currency, cw_currency_get_main (spec->series[0]->info.currency, NULL),
             sizeof self->currency);
  for (gsize i = 0; i < self->n_symbols; i++)
    {
      self->weights[i] *= get_price (spec->series[i], last, spec->price);
      self->value += self->weights[i];
    }
  return TRUE;
}

static gboolean
weigh (CwBasket *self, const CwBasketSpec *spec, GError **error)
{
  self->weights = g_new (double, self->n_symbols);
  for (gsize i = 0; i < self->n_symbols; i++)
    self->weights[i] = spec->amounts != NULL ? spec->amounts[i] : 1;
  if (spec->shares && !value_shares (self, spec, error))
    return FALSE;
  if (cw_portfolio_normalize (self->weights, self->n_symbols))
    return TRUE;
  g_set_error_literal (error, CW_RISK_ERROR, CW_RISK_ERROR_WEIGHTS,
                       _ ("The weights of the symbols that came add up to nothing"));
  return FALSE;
}

/* What is held today was a different part of the whole when the returns began: its weight then
 * grew by its returns into what it is now. */
static double *
rewind_weights (const CwBasket *self, const CwReturns *returns)
{
  double *weights = g_memdup2 (self->weights, self->n_symbols * sizeof (double));

  for (gsize i = 0; i < self->n_symbols; i++)
    for (gsize t = 0; t < returns->n_days; t++)
      weights[i] /= 1 + returns->columns[i][t];
  cw_portfolio_normalize (weights, self->n_symbols);
  return weights;
}

/* The portfolio's returns; the columns beyond the symbols are no part of it. */
static double *
make_portfolio (const CwBasket *self, const CwReturns *returns, const CwBasketSpec *spec)
{
  CwReturns of_symbols = *returns;
  double *portfolio = g_new (double, returns->n_days + 1);
  g_autofree double *at_start = NULL;

  of_symbols.n_symbols = self->n_symbols;
  if (spec->shares)
    {
      at_start = rewind_weights (self, &of_symbols);
      cw_portfolio_hold (&of_symbols, at_start, portfolio);
    }
  else if (spec->hold)
    cw_portfolio_hold (&of_symbols, self->weights, portfolio);
  else
    cw_portfolio_rebalance (&of_symbols, self->weights, portfolio);
  return portfolio;
}

static void
join_market (CwBasket *self, const CwBasketSpec *spec)
{
  g_autofree const CwSeries **all = g_new (const CwSeries *, self->n_symbols + 1);

  if (spec->benchmark == NULL)
    return;
  for (gsize i = 0; i < self->n_symbols; i++)
    all[i] = spec->series[i];
  all[self->n_symbols] = spec->benchmark;
  self->joined = cw_returns_new (all, self->n_symbols + 1, spec->price);
  self->joined_portfolio = make_portfolio (self, self->joined, spec);
}

/**
 * cw_basket_new:
 * @spec: what the portfolio is made of
 * @error: return location for a #CwRiskError
 *
 * Joins the symbols' returns by the day and makes those of the portfolio. Shares that are held now
 * weigh what they are worth on the last day, and the portfolio was bought on the first day and left
 * alone. It takes a pass over all bars: call it on a worker.
 *
 * Returns: (transfer full) (nullable): the portfolio
 */
CwBasket *
cw_basket_new (const CwBasketSpec *spec, GError **error)
{
  g_autoptr (CwBasket) self = NULL;

  g_return_val_if_fail (spec != NULL && spec->n_symbols > 0, NULL);

  self = g_atomic_rc_box_new0 (CwBasket);
  self->n_symbols = spec->n_symbols;
  self->value = CW_UNKNOWN;
  self->names = g_new0 (char *, spec->n_symbols + 1);
  for (gsize i = 0; i < spec->n_symbols; i++)
    self->names[i] = g_strdup (spec->names[i]);
  self->returns = cw_returns_new (spec->series, spec->n_symbols, spec->price);
  if (!weigh (self, spec, error))
    return NULL;
  self->portfolio = make_portfolio (self, self->returns, spec);
  join_market (self, spec);
  return g_steal_pointer (&self);
}

/** cw_basket_ref: Returns: (transfer full): another reference to the same portfolio */
CwBasket *
cw_basket_ref (const CwBasket *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwBasket *) self);
}

static void
clear_basket (gpointer data)
{
  CwBasket *self = data;

  g_strfreev (self->names);
  g_free (self->weights);
  g_clear_pointer (&self->returns, cw_returns_unref);
  g_free (self->portfolio);
  g_clear_pointer (&self->joined, cw_returns_unref);
  g_free (self->joined_portfolio);
}

/** cw_basket_unref: @self: (transfer full): a portfolio whose reference is given up */
void
cw_basket_unref (CwBasket *self)
{
  g_return_if_fail (self != NULL);
  g_atomic_rc_box_release_full (self, clear_basket);
}

/* @joined are the same returns on the days on which the market has one too. */
static CwRiskFigures
measure (const CwBasket *self,
         const double *returns,
         const double *joined,
         const CwRiskMeasure *how)
{
  CwRiskFigures figures = { .market = { CW_UNKNOWN, CW_UNKNOWN, CW_UNKNOWN } };
  gsize n = self->returns->n_days;

  figures.risk = cw_risk_measure (returns, n, CW_TRADING_DAYS, how->risk_free);
  for (guint i = 0; i < CW_N_VAR_METHODS; i++)
    figures.var[i] =
        cw_var_measure ((CwVarMethod) i, returns, n, how->confidence, (guint) how->horizon);
  if (joined != NULL)
    figures.market = cw_risk_compare (joined, self->joined->columns[self->n_symbols],
                                      self->joined->n_days, CW_TRADING_DAYS, how->risk_free);
  return figures;
}

/** cw_basket_measure: Returns: the figures of the portfolio, measured as @how says */
CwRiskFigures
cw_basket_measure (const CwBasket *self, const CwRiskMeasure *how)
{
  return measure (self, self->portfolio, self->joined_portfolio, how);
}

/** cw_basket_measure_symbol: Returns: the figures of one of its symbols, measured as @how says */
CwRiskFigures
cw_basket_measure_symbol (const CwBasket *self, gsize symbol, const CwRiskMeasure *how)
{
  return measure (self, self->returns->columns[symbol],
                  self->joined != NULL ? self->joined->columns[symbol] : NULL, how);
}

/** cw_basket_measure_betas: Returns: (transfer full): each symbol's beta, NaN if it is not known */
double *
cw_basket_measure_betas (const CwBasket *self)
{
  double *betas = g_new (double, self->n_symbols);

  for (gsize i = 0; i < self->n_symbols; i++)
    betas[i] = self->joined == NULL ? CW_UNKNOWN
                                    : cw_risk_compare (self->joined->columns[i],
                                                       self->joined->columns[self->n_symbols],
                                                       self->joined->n_days, CW_TRADING_DAYS, 0)
                                          .beta;
  return betas;
}

/**
 * cw_basket_share_risk:
 * @self: a portfolio
 *
 * What part of the portfolio's variance each symbol brings into it, w·cov(r, p)/var(p): about 1
 * together, and below 0 for one that steadies the others. Source: Litterman 1996.
 *
 * Returns: (transfer full): a share for each symbol; NaN if the portfolio does not move
 */
double *
cw_basket_share_risk (const CwBasket *self)
{
  double *shares = g_new (double, self->n_symbols);
  gsize n = self->returns->n_days;
  double variance = cw_covariance (self->portfolio, self->portfolio, n);

  for (gsize i = 0; i < self->n_symbols; i++)
    shares[i] = variance > 0
                    ? self->weights[i]
                          * cw_covariance (self->returns->columns[i], self->portfolio, n) / variance
                    : CW_UNKNOWN;
  return shares;
}
