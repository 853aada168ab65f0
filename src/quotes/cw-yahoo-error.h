/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GError *
cw_yahoo_error_new (guint status, JsonObject *object, const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_yahoo_error_is_too_long (guint status, const char *body, gsize length, guint *days);

G_END_DECLS
