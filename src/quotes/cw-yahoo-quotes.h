/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-quote-batch.h"
#include "cw-yahoo-host.h"

G_BEGIN_DECLS

/** CW_YAHOO_BATCH: how many symbols are asked for at once. */
#define CW_YAHOO_BATCH 20

void cw_yahoo_quotes_fetch (const CwYahooHost *host, gpointer source, CwQuoteBatch *batch);

G_END_DECLS
