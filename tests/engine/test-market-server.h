/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TestMarket:
 *
 * An HTTP server whose every symbol has the same captured bars, but for those whose name says
 * otherwise: `SLOW` answers after a second, `STUCK` never, `BROKEN` with half of a body, and `GONE`
 * is unknown. It never answers to questions about a company's figures. It notes the order in which
 * symbols were asked for and how many at once.
 */
typedef struct _TestMarket TestMarket;

TestMarket *test_market_new (guint latency_ms);
void test_market_free (TestMarket *market);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestMarket, test_market_free)

const char *test_market_get_url (TestMarket *market);
guint test_market_get_most_at_once (TestMarket *market);
char **test_market_dup_asked (TestMarket *market);

G_END_DECLS
