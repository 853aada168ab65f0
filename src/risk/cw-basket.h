/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-currency.h"
#include "cw-returns.h"
#include "cw-risk.h"
#include "cw-var.h"

G_BEGIN_DECLS

/**
 * CwRiskError:
 * @CW_RISK_ERROR_CURRENCIES: what is held is worth different money, which cannot be added up
 * @CW_RISK_ERROR_WEIGHTS: the weights add up to nothing
 */
typedef enum
{
  CW_RISK_ERROR_CURRENCIES,
  CW_RISK_ERROR_WEIGHTS,
} CwRiskError;

#define CW_RISK_ERROR (cw_risk_error_quark ())
GQuark cw_risk_error_quark (void);

/** CwBasketSpec: what a portfolio is made of. */
typedef struct
{
  gsize n_symbols;               /* at least 1 */
  const char *const *names;      /* how each symbol is called */
  const CwSeries *const *series; /* its daily bars */
  const double *amounts;         /* of each, nullable: all weigh the same */
  gboolean shares;               /* amounts are shares that are held now, and not weights */
  gboolean hold;                 /* bought once and left alone, not brought back every day */
  CwReturnsPrice price;
  const CwSeries *benchmark; /* nullable: the market's daily bars */
} CwBasketSpec;

/**
 * CwBasket:
 *
 * Symbols, what part of a portfolio each of them is, and what the portfolio returned day by day;
 * the same on the days on which the market has a price too. Immutable and reference-counted.
 */
typedef struct
{
  gsize n_symbols;
  char **names;
  double *weights; /* of each, together 1; of what is held, by what it is worth now */
  double value;    /* of what is held, on the last day; NaN for weights */
  char currency[CW_CURRENCY_SIZE]; /* of @value */
  CwReturns *returns;
  double *portfolio;        /* returns->n_days of them */
  CwReturns *joined;        /* nullable: with the market as the last column */
  double *joined_portfolio; /* joined->n_days of them */
} CwBasket;

/** CwRiskMeasure: how risk is measured. */
typedef struct
{
  double confidence; /* of value at risk and expected shortfall */
  int horizon;       /* in days */
  double risk_free;  /* of a year */
} CwRiskMeasure;

/** CwRiskFigures: what was measured of one symbol, or of a portfolio. */
typedef struct
{
  CwRisk risk;
  CwMarketRisk market; /* NaN without a market */
  CwVar var[CW_N_VAR_METHODS];
} CwRiskFigures;

CwBasket *cw_basket_new (const CwBasketSpec *spec, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwBasket *cw_basket_ref (const CwBasket *basket);
void cw_basket_unref (CwBasket *basket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBasket, cw_basket_unref)

CwRiskFigures cw_basket_measure (const CwBasket *basket, const CwRiskMeasure *measure);
CwRiskFigures
cw_basket_measure_symbol (const CwBasket *basket, gsize symbol, const CwRiskMeasure *measure);
double *cw_basket_measure_betas (const CwBasket *basket) G_GNUC_WARN_UNUSED_RESULT;
double *cw_basket_share_risk (const CwBasket *basket) G_GNUC_WARN_UNUSED_RESULT;
void cw_basket_print_returns (const CwBasket *basket, GString *to);

G_END_DECLS
