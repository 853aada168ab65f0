/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cw-interval.h"

G_BEGIN_DECLS

/** CwDividend: cash paid per share, adjusted for later splits as the prices are. */
typedef struct
{
  gint64 time;   /* seconds since 1970 */
  double amount; /* in the series' currency */
} CwDividend;

/** CwSplit: @numerator new shares for @denominator old ones. */
typedef struct
{
  gint64 time; /* seconds since 1970 */
  double numerator, denominator;
} CwSplit;

/**
 * CwSeriesInfo:
 *
 * What a provider says about a symbol beside its bars. A text that is unknown is empty, never
 * %NULL; a number that is unknown is NaN, a time that is unknown 0.
 */
typedef struct
{
  char *symbol;
  char *name;            /* the company's, cleaned for showing */
  char *currency;        /* as given: ISO 4217, or a sub-unit such as GBp */
  char *exchange;        /* for people, for example NasdaqGS */
  char *instrument_type; /* the provider's word, for example EQUITY */
  char *timezone;        /* IANA name of the exchange's zone */
  char *source;          /* for people: who gave these numbers */
  char *note;            /* for people: what is to be known of these bars, for example that they
                          * begin later than was asked for; usually empty */
  int gmt_offset;        /* seconds, used only where the zone is unknown */
  int price_decimals;    /* how many decimals the exchange quotes */
  gint64 first_trade_time;
  gint64 market_time;   /* of @market_price */
  double market_price;  /* the last price the provider knows */
  gint64 session_start; /* of the regular session that runs or, between two, ran last */
  gint64 session_end;
  double previous_close; /* of the session before, where the provider says it */
  gint64 clock_skew;     /* seconds by which the provider's clock was ahead of this computer's */
} CwSeriesInfo;

/**
 * CwSeries:
 *
 * The bars of one symbol at one interval: columns of equal length, oldest first, times strictly
 * ascending, every price finite and positive, `low <= open, close <= high`. Immutable and
 * reference-counted, so any thread may read it. Made by #CwSeriesBuilder.
 *
 * Open, high, low and close are adjusted for splits; @adj_close for dividends too, and equal to
 * @close where the provider gives none (@has_adj_close says which). A volume that is unknown is
 * NaN.
 */
typedef struct
{
  CwSeriesInfo info;
  CwInterval interval;
  GTimeZone *zone; /* the exchange's, never NULL */

  gsize n_bars;
  const gint64 *time; /* start of the bar, seconds since 1970 */
  const double *open, *high, *low, *close, *adj_close, *volume;
  gboolean has_adj_close;
  guint n_rejected; /* bars that the provider sent and that could not be believed */

  gsize n_dividends;
  const CwDividend *dividends;
  gsize n_splits;
  const CwSplit *splits;
  gsize n_capital_gains;
  const CwDividend *capital_gains;
} CwSeries;

CwSeries *cw_series_ref (const CwSeries *series);
void cw_series_unref (CwSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSeries, cw_series_unref)

gsize cw_series_find (const CwSeries *series, gint64 time);
gint64 *cw_series_dup_sessions (const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;
GDateTime *cw_series_get_local_time (const CwSeries *series, gint64 time) G_GNUC_WARN_UNUSED_RESULT;
gint64 cw_series_get_day (const CwSeries *series, gint64 time);
CwSeries *
cw_series_slice (const CwSeries *series, gint64 start, gint64 end) G_GNUC_WARN_UNUSED_RESULT;
CwSeries *cw_series_ref_closed (const CwSeries *series, gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
