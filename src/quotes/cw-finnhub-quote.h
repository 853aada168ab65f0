/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-quote.h"

G_BEGIN_DECLS

gboolean cw_finnhub_quote_parse (
    const char *body, gsize length, const char *symbol, CwQuote *quote, GError **error);

G_END_DECLS
