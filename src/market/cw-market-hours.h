/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/** CW_MARKET_LATE_BY: some exchanges' prices come a quarter of an hour late, so that a price of a
 * session's very end is no sooner known than these seconds after it. */
#define CW_MARKET_LATE_BY (20 * 60)

/**
 * CwMarketHours:
 *
 * When a market trades, as far as its newest session and the weekdays of those before it tell.
 * Nobody says when there will be a holiday: the guess is then a day too early, which whoever asks
 * at that time finds out. A plain value.
 */
typedef struct
{
  gint64 start, end; /* of the newest session that is known, seconds since 1970; 0 if none is */
  guint days;        /* on which there are sessions: bit 1 for Monday … bit 7; 0 if unknown */
  GTimeZone *zone;   /* nullable, not owned: the exchange's */
} CwMarketHours;

guint cw_market_days_from_series (const CwSeries *series);

gboolean cw_market_hours_are_known (const CwMarketHours *hours);
gboolean cw_market_hours_are_equal (const CwMarketHours *a, const CwMarketHours *b);
gboolean cw_market_hours_are_open (const CwMarketHours *hours, gint64 now);
gboolean cw_market_hours_move_prices (const CwMarketHours *hours, gint64 now);
gint64 cw_market_hours_find_opening (const CwMarketHours *hours, gint64 after);

G_END_DECLS
