/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-demo-market.h"

/* The close of the bundled data's last day, 21 April 2021, 16:00 in New York. */
#define LAST_CLOSE G_GINT64_CONSTANT (1619035200)

/**
 * cw_demo_market_get_clock:
 *
 * Returns: the clock of the demo market, which stands at the close of its data's last day
 */
CwClock
cw_demo_market_get_clock (void)
{
  return (CwClock){ .standing_at = LAST_CLOSE };
}

/**
 * cw_demo_market_get_symbols:
 *
 * Returns: (transfer none) (array zero-terminated=1): the companies whose histories are bundled;
 *   %CW_DEMO_BENCHMARK is there besides, and `SIM0001` … `SIM9999`
 */
const char *const *
cw_demo_market_get_symbols (void)
{
  static const char *const symbols[] = { "AAPL", "MSFT", "IBM",   "ORCL",
                                         "AMZN", "TSLA", "GOOGL", NULL };

  return symbols;
}
