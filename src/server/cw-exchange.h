/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-demo-data.h"
#include "cw-sim-market.h"

G_BEGIN_DECLS

/**
 * CwExchange:
 *
 * All that the server quotes: bars from the data directory, the bundled ones, the simulated ones.
 * What was read from a file is kept. For one thread.
 */
typedef struct _CwExchange CwExchange;

CwExchange *cw_exchange_new (guint64 seed, const char *data_dir) G_GNUC_WARN_UNUSED_RESULT;
void cw_exchange_free (CwExchange *exchange);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwExchange, cw_exchange_free)

CwSeries *cw_exchange_get_daily (CwExchange *exchange,
                                 const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_exchange_get_code (CwExchange *exchange, const char *symbol);
gboolean cw_exchange_is_simulated (CwExchange *exchange, const char *symbol);
CwSimMarket *cw_exchange_get_sim_market (CwExchange *exchange);

G_END_DECLS
