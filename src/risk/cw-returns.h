/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/** CwReturnsPrice: which prices returns are made from. */
typedef enum
{
  CW_RETURNS_ADJ_CLOSE, /* what a holder earned: with dividends */
  CW_RETURNS_CLOSE,     /* what the price did: without */
} CwReturnsPrice;

/**
 * CwReturns:
 *
 * Simple returns of several symbols, day by day, for the days on which each of them has a price.
 * Immutable and reference-counted.
 */
typedef struct
{
  gsize n_symbols;
  char **symbols;
  gsize n_days;
  gint64 first_day;   /* of the first price, in days since 1970 by the exchange's calendar */
  const gint64 *days; /* of each return */
  const double *const *columns; /* for each symbol @n_days returns; 0.01 is one percent */
} CwReturns;

CwReturns *cw_returns_new (const CwSeries *const *series,
                           gsize n_series,
                           CwReturnsPrice price) G_GNUC_WARN_UNUSED_RESULT;
CwReturns *cw_returns_ref (const CwReturns *returns);
void cw_returns_unref (CwReturns *returns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwReturns, cw_returns_unref)

gint64 cw_returns_get_day (const CwReturns *returns, gsize position);

G_END_DECLS
