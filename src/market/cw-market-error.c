/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-market-error.h"

G_DEFINE_QUARK (cw - market - error - quark, cw_market_error)
