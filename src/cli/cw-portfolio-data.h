/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-basket.h"
#include "cw-batch.h"

G_BEGIN_DECLS

/** CwPortfolioRequest: which symbols' returns are wanted, and how they make a portfolio. */
typedef struct
{
  char **symbols;        /* as they were given */
  const GArray *weights; /* of double, nullable: then all weigh the same */
  const GPtrArray
      *holdings; /* of CwHolding, one a symbol, nullable: the portfolio is what is held */
  gboolean hold; /* bought once and left alone, not brought back to its weights every day */
  CwReturnsPrice price;
  CwRange range;
} CwPortfolioRequest;

/**
 * CwPortfolioData:
 *
 * The returns of the symbols that came, of the portfolio that they make, and the same on the days
 * on which the market has a price too. What did not come is left out, and the weights of the others
 * grow until they add up to 1 again.
 */
typedef struct
{
  CwBatch *batch; /* the symbols and, if it is not one of them, the benchmark behind them */
  char *benchmark;
  gsize n_symbols;    /* those that came */
  const char **names; /* of each of them, the batch's */
  CwSeries **series;  /* of each of them */
  double *amounts;    /* of each of them: shares that are held, or weights */
  CwBasket *basket;   /* what they make together; NULL if no symbol came */
} CwPortfolioData;

void cw_portfolio_data_clear (CwPortfolioData *data);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwPortfolioData, cw_portfolio_data_clear)

gboolean cw_portfolio_data_load (CwPortfolioData *data,
                                 CwCliContext *context,
                                 const char *benchmark,
                                 const CwPortfolioRequest *request,
                                 GError **error);

gboolean cw_cli_parse_weights (const char *text, char **symbols, GArray **weights, GError **error);

G_END_DECLS
