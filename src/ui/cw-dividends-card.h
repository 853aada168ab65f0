/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-symbol-study.h"

G_BEGIN_DECLS

/**
 * CwDividendsCard:
 *
 * What a share was paid, and how it was split: the newest of it, and all in a window of its own.
 */
#define CW_TYPE_DIVIDENDS_CARD (cw_dividends_card_get_type ())
G_DECLARE_FINAL_TYPE (CwDividendsCard, cw_dividends_card, CW, DIVIDENDS_CARD, GtkWidget)

void cw_dividends_card_set_study (CwDividendsCard *self, CwSymbolStudy *study);

G_END_DECLS
