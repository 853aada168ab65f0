/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwMarketError:
 * @CW_MARKET_ERROR_INVALID_SYMBOL: text that cannot be a ticker symbol
 * @CW_MARKET_ERROR_INVALID_DATA: bars that contradict themselves or cannot be read
 *
 * What can be wrong with a value before any provider is asked.
 */
typedef enum
{
  CW_MARKET_ERROR_INVALID_SYMBOL,
  CW_MARKET_ERROR_INVALID_DATA,
} CwMarketError;

#define CW_MARKET_ERROR (cw_market_error_quark ())
GQuark cw_market_error_quark (void);

G_END_DECLS
