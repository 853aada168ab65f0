/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GError *cw_finnhub_error_parse (guint status, const char *body, gsize length, const char *symbol)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
