/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_CURRENCY_SIZE: room for a currency's code and the zero after it. */
#define CW_CURRENCY_SIZE 8

gboolean cw_currency_is_valid (const char *currency);
const char *cw_currency_get_main (const char *currency, double *units);

G_END_DECLS
