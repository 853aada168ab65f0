/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Who is asked about a symbol. A symbol may be given as `PROVIDER:SYMBOL`, for example
 * `finnhub:AAPL`; without a provider the one that is set up is asked. No ticker symbol has a colon
 * in it, so the two cannot be confused.
 */

gboolean cw_route_is_provider (const char *name);
gboolean cw_route_check_setting (const char *setting, GError **error);
gboolean cw_route_parse (const char *text, char **provider, char **symbol, GError **error);
char *cw_route_format (const char *provider, const char *symbol) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
