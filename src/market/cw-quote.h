/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/**
 * CwQuote:
 *
 * The latest price of a symbol and what it is compared with. A plain value; @series of
 * cw_quote_from_series() keeps the texts alive.
 */
typedef struct
{
  double price;          /* NaN if there is none */
  double previous_close; /* of the session before, or NaN */
  double change;         /* price - previous_close, or NaN */
  double change_percent; /* change in percent of previous_close, or NaN */
  gint64 time;           /* of the price, seconds since 1970, or 0 */
} CwQuote;

CwQuote cw_quote_make (double price, double previous_close, gint64 time);
CwQuote cw_quote_from_series (const CwSeries *series);

G_END_DECLS
