/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cw-clock.h"

G_BEGIN_DECLS

/** CW_DEMO_BENCHMARK: the index that stands for the market in the demo. */
#define CW_DEMO_BENCHMARK "^GSPC"

/** CW_DEMO_KEY: a key for the embedded server's Finnhub paths, which want one but take any. */
#define CW_DEMO_KEY "demo"

CwClock cw_demo_market_get_clock (void);
const char *const *cw_demo_market_get_symbols (void);

G_END_DECLS
