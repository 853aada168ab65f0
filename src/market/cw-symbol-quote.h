/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-quote.h"

G_BEGIN_DECLS

/**
 * CwSymbolQuote:
 *
 * The latest price that a provider knows of one symbol, and perhaps some closes before it. Texts
 * are cleaned for showing; one that is unknown is empty, never %NULL. Immutable and
 * reference-counted once whoever made it has handed it on.
 */
typedef struct
{
  char *symbol;
  char *name;
  char *currency; /* as given: ISO 4217, or a sub-unit such as GBp */
  char *exchange;
  char *source; /* for people: who gave these numbers */
  CwQuote quote;
  gint64 clock_skew;  /* seconds by which the provider's clock was ahead of this computer's */
  int price_decimals; /* how many decimals the exchange quotes, or -1 */
  char *timezone;     /* IANA name of the exchange's zone */
  gint64 session_start,
      session_end; /* of the regular session that runs or ran last; 0 if unknown */

  gsize n_closes; /* for a small line beside the price: oldest first, every one finite and positive
                   */
  double *closes; /* owned, nullable */
  gint64 *times;  /* owned, nullable: of the closes, ascending, seconds since 1970 */
} CwSymbolQuote;

CwSymbolQuote *cw_symbol_quote_new (const char *symbol,
                                    const char *source) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolQuote *cw_symbol_quote_new_from_series (const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolQuote *
cw_symbol_quote_new_without_closes (const CwSymbolQuote *quote) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolQuote *cw_symbol_quote_ref (const CwSymbolQuote *quote);
void cw_symbol_quote_unref (CwSymbolQuote *quote);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSymbolQuote, cw_symbol_quote_unref)

gint64 cw_symbol_quote_get_age (const CwSymbolQuote *quote, gint64 now);

G_END_DECLS
