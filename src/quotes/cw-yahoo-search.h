/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *
cw_yahoo_search_parse (const char *body, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
